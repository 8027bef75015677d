package block

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the dumps in testdata")

// dump is a document as the cases in testdata show it: a line for each
// segment, with kind, level, lines, label, id and text.
func dump(d *Doc) string {
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
	opts   Options
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
		c.src, c.format = source(in), FormatOf("in."+ext)
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
			got := dump(ParseWith(c.src, c.format, c.opts))
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

// checkLaws fails unless d keeps the laws of documents: its spans tile the
// source, segments are whole lines in rising order, and every line that is not
// blank and lies behind the front matter belongs to one.
func checkLaws(t testing.TB, d *Doc) {
	t.Helper()
	pos, line := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Span.Start != pos || b.Span.End < pos {
			t.Fatalf("block %d spans %v, the one before it ends at %d", i, b.Span, pos)
		}
		pos = b.Span.End
		if !b.Segment() {
			if b.Text != "" {
				t.Fatalf("gap %d has the text %q", i, b.Text)
			}
			checkGap(t, d, b.Span, i > 0 && d.Blocks[i-1].Kind == TableRow)
			continue
		}
		first, last := d.Line(b.Span.Start), d.Line(b.Span.End)
		if first <= line || last < first {
			t.Fatalf("segment %d is on lines %d to %d, the one before it ends on %d", i, first, last, line)
		}
		if b.Span.Len() == 0 {
			t.Fatalf("segment %d is empty", i)
		}
		line = last
	}
	if pos != len(d.Src) {
		t.Fatalf("blocks end at %d of %d", pos, len(d.Src))
	}
}

// checkGap fails if a gap holds a line that a reader would read. Behind a row of
// a table, one line of dashes is none.
func checkGap(t testing.TB, d *Doc, s Span, afterRow bool) {
	t.Helper()
	if d.Format == Markdown && hasFence(d.Src) && d.Line(s.Start) <= fenceLines(d) {
		return
	}
	gap := bytes.TrimPrefix(unixLines(d.Src[s.Start:s.End]), byteOrderMark)
	for l := range bytes.SplitSeq(gap, []byte("\n")) {
		if d.Format == PlainText && blankPlain(l) || d.Format == Markdown && isBlank(l) {
			continue
		}
		if afterRow && endsWithDelimiters(l) {
			afterRow = false
			continue
		}
		t.Fatalf("line %q is in no segment", l)
	}
}

// endsWithDelimiters reports whether a line is a delimiter row behind the
// prefixes of some containers.
func endsWithDelimiters(line []byte) bool {
	for i := range line {
		if delimiterColumns(bytes.TrimSpace(line[i:])) > 0 {
			return true
		}
	}
	return false
}

func hasFence(src []byte) bool {
	src = bytes.TrimPrefix(src, byteOrderMark)
	return bytes.HasPrefix(src, []byte("---")) || bytes.HasPrefix(src, []byte("+++"))
}

// fenceLines is the number of lines that front matter takes.
func fenceLines(d *Doc) int {
	return newText(d).frontMatter(nil)
}

func TestLaws(t *testing.T) {
	for _, c := range testCases(t) {
		checkLaws(t, ParseWith(c.src, c.format, c.opts))
	}
}

func TestDump(t *testing.T) {
	f := os.Getenv("DUMP")
	if f == "" {
		return
	}
	src, _ := os.ReadFile(f)
	d := Parse(src, FormatOf(f))
	checkLaws(t, d)
	fmt.Print(dump(d))
}
