package format

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/block"
)

var update = flag.Bool("update", false, "rewrite the dumps in testdata")

// dump is a document as the cases in testdata show it: a line for each
// segment, with kind, level, lines, label, id and text.
func dump(d *block.Doc) string {
	var b strings.Builder
	for _, i := range d.Segments() {
		s := &d.Blocks[i]
		fmt.Fprintf(&b, "%s", s.Kind)
		if s.Level > 0 {
			fmt.Fprintf(&b, "/%d", s.Level)
		}
		first, last := d.Line(s.Span.Start), d.Line(s.Span.End)
		fmt.Fprintf(&b, " %d", first)
		if last != first {
			fmt.Fprintf(&b, "-%d", last)
		}
		if s.Label != "" {
			fmt.Fprintf(&b, " [%s]", s.Label)
		}
		if s.ID != "" {
			fmt.Fprintf(&b, " #%s", s.ID)
		}
		fmt.Fprintf(&b, " %q\n", s.Text)
	}
	return b.String()
}

// marks are what stands in a case for bytes that nobody would see in it.
var marks = strings.NewReplacer("␠", " ", "␉", "\t", "␍", "\r", "␀", "\x00", "␤", "", "\ufeff", "\ufeff")

// source is the input of a case: "␤" at the very end stands for no line ending.
func source(s string) []byte {
	if t, ok := strings.CutSuffix(s, "␤\n"); ok {
		s = t
	}
	return []byte(marks.Replace(s))
}

// testCase is one file in testdata: a comment that says why the case exists,
// the input and the dump, in the manner of txtar.
type testCase struct {
	name   string
	file   string
	head   string // all before the dump
	want   string
	src    []byte
	format Format
	opts   block.Options
}

func testCases(t testing.TB) []testCase {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	var out []testCase
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		head, want, _ := strings.Cut(string(data), "-- blocks --\n")
		comment, rest, _ := strings.Cut(head, "-- in.")
		ext, in, ok := strings.Cut(rest, " --\n")
		if !ok {
			t.Fatalf("%s: no line -- in.md -- or -- in.txt --", f)
		}
		c := testCase{name: strings.TrimSuffix(filepath.Base(f), ".txtar"), file: f, head: head, want: want}
		c.src, c.format, c.opts.Path = source(in), Of("in."+ext), "in."+ext
		if _, keys, ok := strings.Cut(comment, "front matter: "); ok {
			keys, _, _ = strings.Cut(keys, "\n")
			c.opts.FrontMatter = strings.Fields(keys)
		}
		out = append(out, c)
	}
	return out
}

func TestCases(t *testing.T) {
	for _, c := range testCases(t) {
		t.Run(c.name, func(t *testing.T) {
			got := dump(c.parse(c.src))
			if *update {
				if err := os.WriteFile(c.file, []byte(c.head+"-- blocks --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// However many components stand together, each of them is read.
func TestManyComponents(t *testing.T) {
	const many = 2000
	var b strings.Builder
	b.WriteString("<CardGrid>\n")
	for k := range many {
		fmt.Fprintf(&b, "\t<LinkCard\n\t\thref=\"https://example.org/%d\"\n\t\ttitle=\"What the tide brought on day %d\"\n\t/>\n", k, k)
	}
	b.WriteString("</CardGrid>\n")
	d := parse([]byte(b.String()), Of("in.mdx"), block.Options{Path: "in.mdx"})
	titles := 0
	for i := range d.Blocks {
		if x := &d.Blocks[i]; x.Kind == block.Paragraph && strings.HasPrefix(x.Text, "What the tide") {
			titles++
		}
	}
	if titles != many {
		t.Errorf("%d titles of %d components", titles, many)
	}
}

func (c *testCase) parse(src []byte) *block.Doc { return parse(src, c.format, c.opts) }

// parse reads a text in a format that never fails.
func parse(src []byte, f Format, o block.Options) *block.Doc {
	d, err := f.Parse(src, o)
	if err != nil {
		panic(err)
	}
	return d
}

// checkLaws fails unless d keeps the laws of documents: its spans tile the
// source, and segments are not empty and stand in order. Where nothing in the
// text could be skeleton, every line that is not blank belongs to a segment.
func checkLaws(t testing.TB, d *block.Doc) {
	t.Helper()
	pos := 0
	bare := !bytes.ContainsAny(d.Src, "<{:!?=[/%\\-+\v\f\u0085\u200b\ufeff")
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Span.Start != pos || b.Span.End < pos {
			t.Fatalf("block %d spans %v, the one before it ends at %d", i, b.Span, pos)
		}
		pos = b.Span.End
		switch {
		case b.Segment() && b.Span.Len() == 0:
			t.Fatalf("segment %d is empty", i)
		case b.Lead < 0 || b.Tail < 0 || b.Lead+b.Tail > b.Span.Len():
			t.Fatalf("block %d of %d bytes has %d in front of its text and %d behind", i, b.Span.Len(), b.Lead, b.Tail)
		case b.Segment():
		case b.Text != "":
			t.Fatalf("gap %d has the text %q", i, b.Text)
		case bare && bytes.ContainsFunc(d.Src[b.Span.Start:b.Span.End], func(r rune) bool { return !strings.ContainsRune(">#*", r) && !unicode.IsSpace(r) }): // marks of what is empty
			t.Fatalf("%q is in no segment", d.Src[b.Span.Start:b.Span.End])
		}
	}
	if pos != len(d.Src) {
		t.Fatalf("blocks end at %d of %d", pos, len(d.Src))
	}
}

func TestLaws(t *testing.T) {
	for _, c := range testCases(t) {
		checkLaws(t, c.parse(c.src))
	}
}

func TestDump(t *testing.T) {
	f := os.Getenv("DUMP")
	if f == "" {
		return
	}
	src, _ := os.ReadFile(f)
	d := parse(src, Of(f), block.Options{Path: f})
	checkLaws(t, d)
	fmt.Print(dump(d))
}
