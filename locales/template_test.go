package locales

import (
	"errors"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// Every message comes out as text/template has it, whatever it is filled in with.
func TestTemplatesAreFilledInAlike(t *testing.T) {
	values := []any{"a word", "", "{{.Count}} <b>", 0, -12, 3.5, true, errors.New("no disk"), []string{"x", "y"}, nil, new(int)}
	check := func(src string) {
		t.Helper()
		quick, err := (&quickParser{}).Parse(src, "", "")
		slow, slowErr := (&template.TextParser{}).Parse(src, "", "")
		if (err == nil) != (slowErr == nil) {
			t.Errorf("%s: %v, want %v", src, err, slowErr)
		}
		if err != nil {
			return
		}
		for k := range values {
			data := map[string]any{}
			for n, name := range placeholders(t, "x", src) {
				if v := values[(k+n)%len(values)]; v != nil {
					data[name] = v
				}
			}
			if _, isPointer := values[k].(*int); isPointer {
				data = nil
			}
			got, err := quick.Execute(data)
			want, slowErr := slow.Execute(data)
			if got != want || (err == nil) != (slowErr == nil) {
				t.Errorf("%s: got %q, want %q", src, got, want)
			}
		}
	}
	for _, lang := range Languages {
		for _, forms := range catalogue(t, lang) {
			for _, text := range forms {
				check(text)
			}
		}
	}
	for _, src := range []string{"", "{{", "}}", "a {{ .Name }} b", "{{.Name}}{{.Name}}", "{{- .Name -}} x", "{{.}}", "{{.A.B}}", "{{/* x */}}", `{{"{{"}} {{.Name}}`, "x }} {{.Name}}", "{{if .Name}}{{.Name}}{{end}}"} {
		check(src)
	}
}
