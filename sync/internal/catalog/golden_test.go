package catalog_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

var update = flag.Bool("update", false, "rewrite the expected output")

// Every file of testdata holds catalogues and, in "want", what is read of them.
// With "source" in its name a catalogue is read as a source, with "template" as
// nothing but msgids. The language is what stands before the ending.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			var want *txtar.File
			for k := range a.Files {
				if f := &a.Files[k]; f.Name == "want" {
					want = f
				} else {
					fmt.Fprintf(&got, "%s", described(t, f.Name, f.Data))
				}
			}
			if want == nil {
				t.Fatal("no want")
			}
			if *update {
				want.Data = got.Bytes()
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(string(want.Data), got.String()); d != "" {
				t.Error(d)
			}
		})
	}
}

func described(t *testing.T, name string, data []byte) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:\n", name)
	lang := strings.TrimSuffix(name, path.Ext(name))
	lang = lang[strings.LastIndexAny("."+lang, "./"):]
	c, err := parse(name, data, lang, block.Options{Source: strings.Contains(name, "source"), Template: strings.Contains(name, "template")})
	if err != nil {
		var p corpus.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %v is no problem", name, err)
		}
		fmt.Fprintf(&b, "  %v\n", err)
		return b.String()
	}
	laws(t, c, data)
	for k := range c.Messages {
		m := &c.Messages[k]
		fmt.Fprintf(&b, "  %q", catalog.Shown(m.ID))
		if m.Block >= 0 {
			s := c.Doc.Blocks[m.Block].Span
			fmt.Fprintf(&b, " lines %d-%d", c.Doc.Line(s.Start), c.Doc.Line(s.End-1))
		}
		for _, word := range []struct {
			is   bool
			name string
		}{{m.Fuzzy, "fuzzy"}, {m.Ordinal, "ordinal"}} {
			if word.is {
				b.WriteString(" " + word.name)
			}
		}
		b.WriteByte('\n')
		if m.Note != "" {
			fmt.Fprintf(&b, "    note %q\n", m.Note)
		}
		if len(m.References) > 0 {
			fmt.Fprintf(&b, "    at %s\n", strings.Join(m.References, " "))
		}
		for _, f := range m.Forms {
			fmt.Fprintf(&b, "    %-5s %q = %s\n", f.Name, f.Text, strings.ReplaceAll(string(data[f.Span.Start:f.Span.End]), "\n", "\n          "))
		}
	}
	for _, n := range c.Notices {
		fmt.Fprintf(&b, "  %v\n", n)
	}
	return b.String()
}

// laws checks what holds of any catalogue: the spans tile the file, and every
// message with a text has exactly one block.
func laws(t *testing.T, c *catalog.Catalog, src []byte) {
	t.Helper()
	at := 0
	for _, b := range c.Doc.Blocks {
		if b.Span.Start != at || b.Span.End <= at {
			t.Fatalf("a block at %v after %d", b.Span, at)
		}
		at = b.Span.End
	}
	if at != len(src) {
		t.Fatalf("the blocks end at %d of %d", at, len(src))
	}
	owned := 0
	for k := range c.Messages {
		m := &c.Messages[k]
		if c.Message(m.ID) != m {
			t.Fatalf("%q is not found", m.ID)
		}
		if m.Block >= 0 {
			owned++
			if c.Doc.Blocks[m.Block].Label != m.ID {
				t.Fatalf("%q has the block of %q", m.ID, c.Doc.Blocks[m.Block].Label)
			}
		} else if strings.TrimSpace(m.Text()) != "" {
			t.Fatalf("%q has a text and no block", m.ID)
		}
		for _, f := range m.Forms {
			if f.Span.Start < 0 || f.Span.End < f.Span.Start || f.Span.End > len(src) {
				t.Fatalf("%q: the value of %q is at %v of %d bytes", m.ID, f.Name, f.Span, len(src))
			}
		}
	}
	if n := len(c.Doc.Segments()); n != owned {
		t.Fatalf("%d blocks for %d messages", n, owned)
	}
}
