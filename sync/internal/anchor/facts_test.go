package anchor

import (
	"os"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// paragraphs are the cases of a file in testdata: lines "name: text" and "=".
// Lines that begin with "#" say why the case is there; the last is its name. A case
// without one, or with that of another, has its first line for a name.
func paragraphs(t *testing.T, file string) map[string][][2]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	invisible := strings.NewReplacer(`\u00a0`, "\u00a0", `\u202f`, "\u202f")
	cases := map[string][][2]string{}
	for _, p := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		var name string
		var lines [][2]string
		for line := range strings.Lines(p) {
			line = strings.TrimSuffix(line, "\n")
			if comment, ok := strings.CutPrefix(line, "# "); ok {
				name = comment
				continue
			}
			key, text, _ := strings.Cut(line, " ")
			lines = append(lines, [2]string{key, invisible.Replace(text)})
		}
		if name == "" && len(lines) > 0 {
			name = lines[0][1]
		}
		if len(lines) > 0 {
			if _, ok := cases[name]; ok {
				name += "\n" + lines[0][1]
			}
			cases[name] = lines
		}
	}
	return cases
}

// factsOf writes anchors as the cases do.
func factsOf(anchors []Anchor) string {
	var out []string
	for _, a := range anchors {
		fact := a.Kind.String() + ":" + strings.ReplaceAll(a.Value, " ", "_")
		if a.Spelled {
			fact = "~" + fact
		}
		out = append(out, fact)
	}
	return strings.Join(out, " ")
}

func TestScan(t *testing.T) {
	for name, lines := range paragraphs(t, "facts.txt") {
		t.Run(name, func(t *testing.T) {
			want := map[string]string{}
			for _, l := range lines {
				if tag, ok := strings.CutPrefix(l[0], "="); ok {
					want[tag] = l[1]
				}
			}
			for _, l := range lines {
				tag, ok := strings.CutSuffix(l[0], ":")
				if !ok {
					continue
				}
				expected, own := want[tag]
				if !own {
					expected = want[""]
				}
				if got := factsOf(Scan(l[1], LanguageOf(tag))); got != expected {
					t.Errorf("%s: %s\n got %s\nwant %s", tag, l[1], got, expected)
				}
			}
		})
	}
}

// The facts in the texts of the table that all readings share.
func TestFactsOfTable(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		got := factsOf(Reading{Language: LanguageOf("en"), Syntax: c.Syntax}.Scan(c.Text))
		if want := c.Want["facts"]; got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, got, want)
		}
	}
}

func TestAlternatives(t *testing.T) {
	for _, c := range []struct{ tag, text, want, alt string }{
		{"en", "1,234", "1234", "1.234"},
		{"en", "1.234", "1.234", "1234"},
		{"tr", "1.234", "1234", "1.234"},
		{"ru", "1,234", "1.234", "1234"},
		{"zz", "1.234", "1234", "1.234"},
		{"en", "1.234.567", "1234567", ""},
		{"tr", "16.000", "16000", ""},
		{"ru", "16 500", "16500", "16 500"},
		{"en", "2.5 million", "2500000", "2.5"},
		{"en", "02/03/2022", "2022-02-03", "2022-03-02"},
		{"en-GB", "02/03/2022", "2022-03-02", "2022-02-03"},
		{"tr", "02.03.2022", "2022-03-02", ""},
		{"de", "02.03.2022", "2022-03-02", ""},
		{"zz", "02.03.2022", "2022-03-02", "2022-02-03"},
		{"en", "-5", "-5", "5"},
		{"en", "the 90s", "1990", "90"},
		{"es", "el décimo cuarto", "14", "10"},
	} {
		got := Scan(c.text, LanguageOf(c.tag))
		if len(got) != 1 || got[0].Value != c.want || strings.Join(got[0].Alt, " ") != c.alt {
			t.Errorf("%s %q: got %+v, want %s or %q", c.tag, c.text, got, c.want, c.alt)
		}
	}
}
