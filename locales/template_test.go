package locales

import (
	"errors"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// A message says the same whether text/template fills it in or what is faster, whatever it
// is given, or not given.
func TestTemplatesAgree(t *testing.T) {
	fill := func(p template.Parser, text string, data any) (string, error) {
		parsed, err := p.Parse(text, "", "")
		if err != nil {
			return "", err
		}
		return parsed.Execute(data)
	}
	var number *int
	values := []any{"", "two <words> {{.Not}}", 7, -1, 2.5, true, nil, number, []string{"a", "b"}, errors.New("no")}
	for _, lang := range Languages {
		for id, f := range catalogue(t, lang) {
			for form, text := range f {
				names := placeholders(t, id, text)
				for k := range values {
					data := map[string]any{}
					for n, name := range names {
						data[name] = values[(k+n)%len(values)]
					}
					if k == 0 && len(names) > 0 {
						delete(data, names[0])
					}
					want, wantErr := fill(&template.TextParser{}, text, data)
					got, err := fill(&templates, text, data)
					if got != want || (err == nil) != (wantErr == nil) {
						t.Errorf("%s: %s, form %s, with %v is %q, %v, want %q, %v", lang, id, form, data, got, err, want, wantErr)
					}
				}
			}
		}
	}
}

func TestCutFields(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "no field": true, "{{.A}}": true, "a {{.A}}{{.Bc}} d": true, "}} {{.A}}": true,
		"{{if .A}}b{{end}}": false, "{{.A.B}}": false, "{{ .A }}": false, "{{.A": false, "{{.}}": false, "{{.A | len}}": false,
	} {
		if _, _, got := cutFields(text); got != want {
			t.Errorf("%q has nothing but fields: %v", text, got)
		}
	}
}

// Messages are read one by one: each has all its forms, and nothing of one whose id begins
// or ends alike.
func TestMessagesAreReadAlone(t *testing.T) {
	for _, lang := range Languages {
		m := New(lang)
		m.open()
		for id, want := range catalogue(t, lang) {
			got := formsOf(t, linesOf(m.catalogue, id), m.name())
			if len(got) != 1 || len(got[id]) != len(want) {
				t.Fatalf("%s: %s is read as %v", lang, id, got)
			}
			for form, text := range want {
				if got[id][form] != text {
					t.Errorf("%s: %s, form %s, is read as %q", lang, id, form, got[id][form])
				}
			}
		}
	}
}

// BenchmarkText fills in a message that a command says for every place.
func BenchmarkText(b *testing.B) {
	m := New("ru")
	for b.Loop() {
		m.Text("check.missing", "Head", "missing", "Place", "en/about.md:12", "Text", "A text of some words.")
	}
}

// BenchmarkFirst says one message: what a command pays for the language that it speaks.
func BenchmarkFirst(b *testing.B) {
	for b.Loop() {
		New("ru").Text("check.none")
	}
}
