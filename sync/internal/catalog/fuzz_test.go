package catalog_test

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
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
		for _, o := range []block.Options{{}, {Source: true}, {Template: true}} {
			c, err := parse("a"+ext, data, "ru", o)
			if err != nil {
				continue
			}
			laws(t, c, data)
			for k := range c.Messages {
				m := &c.Messages[k]
				if !utf8.ValidString(m.Text()) {
					t.Errorf("%q is no text", m.Text())
				}
				_, _ = catalog.Replace(c, []catalog.Edit{{ID: m.ID, Forms: []catalog.Form{{Name: m.Forms[0].Name, Text: "it's: \"# {x}\n"}, {Name: "few", Text: "é"}}}})
				d := slices.DeleteFunc(catalog.Compare(c, c, m, m), func(f catalog.Disagreement) bool { return f.Kind == catalog.Plural }) // a form that the language needs
				if len(d) > 0 {
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
func FuzzARB(f *testing.F)  { fuzz(f, ".arb") }

func FuzzProperties(f *testing.F) { fuzz(f, ".properties") }
func FuzzStrings(f *testing.F)    { fuzz(f, ".strings") }
func FuzzAndroid(f *testing.F)    { fuzz(f, ".xml") }

// Any text can be put in the place of any form of the golden cases, and nothing
// else changes; but for texts that others refer to by an alias.
func TestReplaceAnyText(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all []*catalog.Catalog
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			lang := strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name))
			if c, err := parse(f.Name, f.Data, lang[strings.LastIndexByte(lang, '.')+1:], block.Options{}); err == nil && len(c.Notices) == 0 && !strings.Contains(string(f.Data), ": &") {
				all = append(all, c)
			}
		}
	}
	texts := rapid.StringOfN(rapid.OneOf(
		rapid.SampledFrom([]rune("ab 'ğЖ\"\\\n\t:#{}[]|>&*!%@`,-?~<\r\u0085\u2028\ufeff\x00\x7f😀")), rapid.Rune()), 1, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(all).Draw(t, "catalogue")
		if len(c.Messages) == 0 {
			return
		}
		m := &c.Messages[rapid.IntRange(0, len(c.Messages)-1).Draw(t, "message")]
		f := m.Forms[rapid.IntRange(0, len(m.Forms)-1).Draw(t, "form")]
		text := texts.Draw(t, "text")
		if c.Dialect == catalog.Vue || strings.ContainsRune(text, 0) || !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) {
			return // a bar or a blank at the end would not come back; NUL is in no text
		}
		out, err := catalog.Replace(c, []catalog.Edit{{ID: m.ID, Forms: []catalog.Form{{Name: f.Name, Text: text}}}})
		if err != nil {
			t.Fatal(err)
		}
		src := c.Doc.Src
		if len(m.Guesses) == 0 && (string(out[:f.Span.Start]) != string(src[:f.Span.Start]) || !strings.HasSuffix(string(out), string(src[f.Span.End:]))) {
			t.Errorf("more than the value changed: %q", out)
		}
	})
}
