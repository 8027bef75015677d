package format

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gtext "github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
	"github.com/xsync-project/xsync/sync/internal/format/plain"
)

// outline is what must be the same however the lines of a file end: kinds,
// lines and digests.
func outline(d *block.Doc) []string {
	var out []string
	for _, i := range d.Segments() {
		b := &d.Blocks[i]
		out = append(out, fmt.Sprint(b.Kind, b.Level, d.Line(b.Span.Start), d.Line(b.Span.End), b.Label, b.ID, b.Digest()))
	}
	return out
}

// variants are spellings of a file that say the same.
var variants = []struct {
	name string
	of   func(string) string
}{
	{"CRLF", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{"CR", func(s string) string { return strings.ReplaceAll(s, "\n", "\r") }},
	{"byte order mark", func(s string) string { return "\ufeff" + s }},
	{"no last line ending", func(s string) string { return strings.TrimSuffix(s, "\n") }},
	{"blank lines with spaces", func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n  \n") }},
	{"more blank lines at the end", func(s string) string { return s + "\n \n" }},
}

func TestVariants(t *testing.T) {
	for _, c := range testCases(t) {
		clean := unixLines(strings.TrimPrefix(string(c.src), "\ufeff"))
		want := outline(c.parse([]byte(clean)))
		for _, v := range variants {
			d := c.parse([]byte(v.of(clean)))
			checkLaws(t, d)
			if diff := cmp.Diff(want, outline(d)); diff != "" {
				t.Errorf("%s, %s: (-clean +got)\n%s", c.name, v.name, diff)
			}
		}
	}
}

// TestRewrap checks that line breaks within a paragraph are cosmetic.
func TestRewrap(t *testing.T) {
	a := markdown.Parse([]byte("> One two “three”\n> four five.\n"))
	b := markdown.Parse([]byte("> One\n> two \"three\" four\n> five.\n"))
	if a.Blocks[0].Digest() != b.Blocks[0].Digest() {
		t.Errorf("%q and %q differ", a.Blocks[0].Text, b.Blocks[0].Text)
	}
}

func TestPositions(t *testing.T) {
	d := markdown.Parse([]byte("\ufeffaé\r\nб\rв\n"))
	for offset, want := range map[int]int{0: 1, 3: 1, 6: 1, 8: 2, 10: 2, 11: 3, 14: 4, 99: 4, -1: 1} {
		if line := d.Line(offset); line != want {
			t.Errorf("offset %d is in line %d, want %d", offset, line, want)
		}
	}
	loose := &block.Doc{Src: d.Src}
	if loose.Line(11) != 3 {
		t.Error("a document made by hand has other lines")
	}
}

// TestParallel is for the race detector: parsers are shared, documents may be.
func TestParallel(t *testing.T) {
	src := article(10_000)
	shared := markdown.Parse(src)
	want := outline(shared)
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, outline(markdown.Parse(src))); diff != "" {
				t.Errorf("(-alone +at once)\n%s", diff)
			}
			outline(shared)
		})
	}
}

// unixLines is a text whose lines all end in "\n".
func unixLines(s string) string { return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s) }

func TestOf(t *testing.T) {
	for name, want := range map[string]block.Format{
		"a/b.md": "markdown", "b.txt": "plain", "B.TXT": "plain", "c.text": "plain", "txt": "markdown", "d.mdx": "markdown",
		"README.tr": "markdown", "README": "markdown", "a.md.orig": "markdown", "a.txt.old": "plain", "a.pt-br": "markdown", "x.v2/notes": "markdown",
		"a.rst": "", "a.adoc": "", "a.docx": "", "a.md.docx": "", "a.ipynb": "", "a.org": "", "a.tex": "", "a.odt": "", "A.RST": "", "a.wiki": "",
	} {
		got := block.Format("")
		if f := Of(name); f != nil {
			got = f.Name()
		}
		if got != want {
			t.Errorf("Of(%q) is %q, want %q", name, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range testCases(f) {
		f.Add(c.src, c.format.Name() == block.PlainText)
	}
	f.Fuzz(func(t *testing.T, src []byte, isPlain bool) {
		d := markdown.Parse(src)
		if isPlain {
			d = plain.Parse(src)
		}
		checkLaws(t, d)
		for i := range d.Blocks {
			d.Blocks[i].Digest()
		}
	})
}

// hostile are texts of n bytes or so on which careless parsers take the square
// of n or more.
var hostile = map[string]func(n int) string{
	"quotes on a line":     func(n int) string { return strings.Repeat(">", n) },
	"quotes, many lines":   func(n int) string { return strings.Repeat(strings.Repeat("> ", 500)+"x\n", n/1001) },
	"items on a line":      func(n int) string { return strings.Repeat("- ", n/2) + "x" },
	"numbers on a line":    func(n int) string { return strings.Repeat("1. ", n/3) },
	"labels on a line":     func(n int) string { return strings.Repeat("[^a]: ", n/6) },
	"deeper and deeper":    staircase,
	"long indentation":     func(n int) string { return strings.Repeat("- ", 60) + "x\n" + strings.Repeat(" ", n) + "y" },
	"brackets":             func(n int) string { return strings.Repeat("[a](", n/4) },
	"definitions":          func(n int) string { return strings.Repeat("[a]: b\n", n/7) },
	"open titles":          func(n int) string { return strings.Repeat("[a]: b\n(x\n", n/10) },
	"short rows":           wideTable,
	"delimiter rows":       func(n int) string { return strings.Repeat("|-|-|\n", n/6) },
	"open tags":            func(n int) string { return strings.Repeat("<A\n", n/3) },
	"open html":            func(n int) string { return strings.Repeat("<a ", n/3) },
	"open comments":        func(n int) string { return strings.Repeat("{/*\n\n", n/5) },
	"open shortcodes":      func(n int) string { return strings.Repeat("{{<\n", n/4) },
	"open exports":         func(n int) string { return strings.Repeat("export const {\n\n", n/16) },
	"backticks":            backticks,
	"emphasis":             func(n int) string { return strings.Repeat("_a __b ", n/7) },
	"entities":             func(n int) string { return "&" + strings.Repeat("amp;", n/4) + "lt;" },
	"angle brackets":       func(n int) string { return strings.Repeat("<a:b", n/4) },
	"one line":             func(n int) string { return strings.Repeat("a, “b” — c ", n/15) },
	"one paragraph":        func(n int) string { return strings.Repeat("Some words here.\n", n/17) },
	"fences":               func(n int) string { return strings.Repeat("```\n```\n", n/8) },
	"underlines":           func(n int) string { return strings.Repeat("a\n=\n", n/4) },
	"front matter":         func(n int) string { return "---\n" + strings.Repeat("title: x\n", n/9) + "---\n" },
	"rules in front":       func(n int) string { return strings.Repeat("---\n", n/4) },
	"yaml, deeply nested":  func(n int) string { return "---\ntitle: a\n " + strings.Repeat("[", n) + "\n---\n" },
	"nul":                  func(n int) string { return strings.Repeat("\x00", n) },
	"invalid bytes":        func(n int) string { return strings.Repeat("\xff\xfe ", n/3) },
	"combining characters": func(n int) string { return "a" + strings.Repeat("\u0301", n/2) },
	"carriage returns":     func(n int) string { return strings.Repeat("a\r", n/2) },
}

func staircase(n int) string {
	var b strings.Builder
	for depth := 0; b.Len() < n; depth++ {
		b.WriteString(strings.Repeat("  ", depth) + "- x\n")
	}
	return b.String()
}

func wideTable(n int) string {
	wide := strings.Repeat("|a", n/8) + "|\n"
	return wide + strings.ReplaceAll(wide, "a", "-") + strings.Repeat("x\n", n/4)
}

func backticks(n int) string {
	var b strings.Builder
	for size := 1; b.Len() < n; size++ {
		b.WriteString(strings.Repeat("`", size) + " ")
	}
	return b.String()
}

// TestHostile checks laws on texts of some size; that they take long is seen
// with BenchmarkHostile.
func TestHostile(t *testing.T) {
	for name, make := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, f := range formats {
				d, err := f.Parse([]byte(make(20_000)), block.Options{})
				if isKeyed(f) {
					continue // not every text is a catalogue, and keys are in no segment
				}
				if err != nil {
					t.Fatal(f.Name(), err)
				}
				checkLaws(t, d)
				for i := range d.Blocks {
					d.Blocks[i].Digest()
				}
			}
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, make := range hostile {
		for _, n := range []int{100_000, 1_000_000} {
			src := []byte(make(n))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					d := markdown.Parse(src)
					for i := range d.Blocks {
						d.Blocks[i].Digest()
					}
				}
			})
		}
	}
}

// article is a document of about n bytes of every kind of block.
func article(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "## Section %d {#s%d}\n\nThe parser reads “blocks”, and the blocks of section %d are compared — one\nby one — with those of the translation.[^%d] See [the page](https://example.com/%d).\n\n", i, i, i, i, i)
		b.WriteString("- An item with `code` in it\n- Another one, which is\n  longer\n  - and nested\n\n> A quotation of some length, because\n> they are rare.\n\n")
		b.WriteString("Ещё один абзац, на этот раз по-русски: «ёлки» и другие слова, довольно длинный абзац.\n\n")
		b.WriteString("```go\nfunc f() {\n\treturn\n}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n")
		fmt.Fprintf(&b, "[^%d]: A note on section %d, p. %d.\n\n", i, i, i)
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	src := article(1 << 20)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
	run("markdown", func() { markdown.Parse(src) })
	run("markdown and digests", func() {
		d := markdown.Parse(src)
		for i := range d.Blocks {
			d.Blocks[i].Digest()
		}
	})
	run("plain text", func() { plain.Parse(src) })
	blocks := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote)).Parser()
	run("goldmark alone, with inlines", func() { blocks.Parse(gtext.NewReader(src)) })
}
