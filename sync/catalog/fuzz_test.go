package catalog

import (
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/xsync-project/xsync/sync/corpus"
)

// fuzz reads anything as a catalogue: it is a problem, or the laws hold.
func fuzz(f *testing.F, ext string) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if strings.HasPrefix(path.Ext(file.Name), ext) {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if corpus.CheckText("a", data) != nil {
			return // nobody reads what is no text
		}
		for _, o := range []Options{{}, {Source: true}, {Template: true}} {
			c, err := Parse("a"+ext, data, "ru", o)
			if err != nil {
				continue
			}
			laws(t, c, data)
			for k := range c.Messages {
				m := &c.Messages[k]
				if !utf8.ValidString(m.Text()) {
					t.Errorf("%q is no text", m.Text())
				}
				if d := Compare(c, c, m, m); len(d) > 0 && !m.Plural() {
					t.Errorf("%q disagrees with itself: %v", m.ID, d)
				}
			}
		}
	})
}

func FuzzTOML(f *testing.F) { fuzz(f, ".toml") }
func FuzzJSON(f *testing.F) { fuzz(f, ".json") }
func FuzzYAML(f *testing.F) { fuzz(f, ".yaml") }
func FuzzPO(f *testing.F)   { fuzz(f, ".po") }
