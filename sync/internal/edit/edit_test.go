package edit_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// documents are texts with every construct, and our own articles.
func documents(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	names, err := filepath.Glob("../../../articles/*/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	more, _ := filepath.Glob("testdata/*.md")
	for _, name := range append(names, more...) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(src)
		out[name+" (CRLF)"] = strings.ReplaceAll(string(src), "\n", "\r\n")
	}
	return out
}

// specification lists the examples of CommonMark, as the parser's module brings
// them along.
func specification(t *testing.T) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil || len(examples) < 600 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	var out []string
	for _, e := range examples {
		out = append(out, e.Markdown)
	}
	return out
}

func TestCommonMarkExamples(t *testing.T) {
	all, lost := 0, 0
	for _, src := range specification(t) {
		doc := markdown.Parse([]byte(src))
		var same, other []edit.Edit
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; translatable(b) {
				text := edit.Text(b, doc.Format)
				same = append(same, edit.Edit{Placement: edit.At(i), Text: text})
				other = append(other, edit.Edit{Placement: edit.At(i), Text: pseudo(text)})
			}
		}
		if got, refused := edit.Apply(doc, same); string(got) != src || len(refused) > 0 {
			t.Errorf("the same texts change %q into %q, %d refused", src, got, len(refused))
		}
		_, refused := edit.Apply(doc, other)
		all, lost = all+len(other), lost+len(refused)
		for _, k := range refused {
			t.Logf("refused %q in %q", other[k].Text, src)
		}
	}
	// What is refused is markup that a sign in front breaks, such as an autolink.
	if lost*50 > all {
		t.Errorf("%d of %d refused", lost, all)
	}
}

func FuzzApply(f *testing.F) {
	const longest = 1 << 10 // a document is parsed several times for each edit
	for _, src := range documents(f) {
		if end := strings.LastIndex(src[:min(longest, len(src))], "\n\n"); end > 0 {
			f.Add(src[:end], "Bir metin", 1)
		}
	}
	f.Add("- a\n- b\n", "# x\n\n1. y", 0)
	f.Add("---\na\n-", "", 1)
	f.Fuzz(func(t *testing.T, src, text string, n int) {
		if !utf8.ValidString(src) || !utf8.ValidString(text) || len(src) > longest || len(text) > longest/4 {
			return
		}
		doc := markdown.Parse([]byte(src))
		segments := doc.Segments()
		if len(segments) == 0 || n < 0 {
			return
		}
		at := segments[n%len(segments)]
		got, refused := edit.Apply(doc, []edit.Edit{{Placement: edit.At(at), Text: text}})
		span := doc.Blocks[at].Span
		switch {
		case len(refused) > 0 && string(got) != src:
			t.Errorf("refused, and yet %q became %q", src, got)
		case strings.TrimSpace(text) == "": // the segment goes, and blank lines beside it may
		case !strings.HasPrefix(string(got), src[:span.Start]) || !strings.HasSuffix(string(got), src[span.End:]):
			t.Errorf("bytes around the segment of %q changed: %q", src, got)
		}
		like := edit.Model{Doc: doc, At: at}
		edit.Apply(doc, []edit.Edit{{Placement: edit.Between(segments[0], -1), Like: like, Text: text}, {Placement: edit.Between(-1, segments[0]), Like: like, Text: text}})
		edit.Compose(doc, map[int]string{at: text})
	})
}

func translatable(b *block.Block) bool { return b.Kind.Prose() && b.Kind != block.LinkDefinition }

// pseudo is the pseudo-translation of a text: its letters doubled at the ends of
// words would hide markup, so only a sign is put in front of the first letter.
func pseudo(text string) string {
	i := strings.IndexFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f })
	if i < 0 {
		return text
	}
	return text[:i] + "ş" + text[i:]
}

func TestReplaceEverySegment(t *testing.T) {
	for name, src := range documents(t) {
		doc := markdown.Parse([]byte(src))
		var edits, same []edit.Edit
		for i := range doc.Blocks {
			b := &doc.Blocks[i]
			if !translatable(b) {
				continue
			}
			text := edit.Text(b, doc.Format)
			same = append(same, edit.Edit{Placement: edit.At(i), Text: text})
			edits = append(edits, edit.Edit{Placement: edit.At(i), Text: pseudo(text)})
		}
		got, refused := edit.Apply(doc, same)
		if string(got) != src || len(refused) > 0 {
			t.Errorf("%s: the same texts change the file (%d refused)", name, len(refused))
		}
		got, refused = edit.Apply(doc, edits)
		for _, k := range refused {
			t.Errorf("%s: refused %q", name, edits[k].Text)
		}
		if len(edits) > 0 && string(got) == src {
			t.Errorf("%s: nothing was replaced", name)
		}
	}
}

// Blanks at the ends of lines, which nobody sees, stay where the text before them changes.
func TestBlanksAtTheEndStay(t *testing.T) {
	for _, end := range []string{"\n", "\r\n"} {
		src := strings.ReplaceAll("# Kiln \t\n\nIt burns.  \n\n- one \n- two\t\n\n> It cools.  \n", "\n", end)
		doc := markdown.Parse([]byte(src))
		var edits []edit.Edit
		for i := range doc.Blocks {
			if translatable(&doc.Blocks[i]) {
				edits = append(edits, edit.Edit{Placement: edit.At(i), Text: "Ab" + edit.Text(&doc.Blocks[i], doc.Format)})
			}
		}
		got, refused := edit.Apply(doc, edits)
		want := strings.NewReplacer("Kiln", "AbKiln", "It b", "AbIt b", "one", "Abone", "two", "Abtwo", "It c", "AbIt c").Replace(src)
		if string(got) != want || len(refused) > 0 {
			t.Errorf("%q, want %q, refused %v", got, want, refused)
		}
	}
}

func TestInsertWhatWasCutOut(t *testing.T) {
	for name, src := range documents(t) {
		doc := markdown.Parse([]byte(src))
		segments := doc.Segments()
		for k, at := range segments {
			b := &doc.Blocks[at]
			if !translatable(b) || b.Kind == block.FrontMatter || edit.DelimiterBehind(doc, at) != "" {
				continue
			}
			if k > 0 && strings.Contains(string(doc.Src[doc.Blocks[segments[k-1]].Span.End:b.Span.Start]), ":::") {
				continue // the end of a container would be cut out with it
			}
			without := cutOut(doc, segments, k)
			cut := markdown.Parse([]byte(without))
			now := cut.Segments()
			if len(now) != len(segments)-1 {
				continue // what is left is another text
			}
			e := edit.Edit{Placement: edit.AtEnd(), Like: edit.Model{Doc: doc, At: at}, Text: edit.Text(b, doc.Format)}
			if k > 0 {
				e.After = now[k-1]
			} else if len(now) > 0 {
				e.Before = now[0]
			}
			got, refused := edit.Apply(cut, []edit.Edit{e})
			if len(refused) > 0 {
				t.Errorf("%s: refused %q after %q", name, e.Text, b.Kind)
				continue
			}
			if folded(string(got)) != folded(src) {
				t.Errorf("%s: inserting %q gives\n%s", name, e.Text, got)
			}
		}
	}
}

// folded is a text without what wrapping moves: line ends, the marks of
// quotations, and which of two marks a hard break has.
func folded(s string) string {
	s = strings.NewReplacer(">", " ", "\\\n", " ", "\\\r\n", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func cutOut(doc *block.Doc, segments []int, k int) string {
	span := doc.Blocks[segments[k]].Span
	if k > 0 && span.Start >= doc.Body() && doc.Blocks[segments[k-1]].Span.Start >= doc.Body() {
		return string(doc.Src[:doc.Blocks[segments[k-1]].Span.End]) + string(doc.Src[span.End:])
	}
	end := len(doc.Src)
	if len(segments) > 1 {
		end = doc.Blocks[segments[1]].Span.Start
	}
	return string(doc.Src[:span.Start]) + string(doc.Src[end:])
}

func TestCompose(t *testing.T) {
	for name, src := range documents(t) {
		doc := markdown.Parse([]byte(src))
		texts := map[int]string{}
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; translatable(b) {
				texts[i] = edit.Text(b, doc.Format)
			}
		}
		got, refused := edit.Compose(doc, texts)
		if len(refused) > 0 || strings.TrimRight(string(got), "\r\n") != strings.TrimRight(src, "\r\n") {
			t.Errorf("%s: composed from its own texts it is another (%d refused)\n%s", name, len(refused), got)
		}
	}
}

// New segments that come one behind the other stand to each other as in the
// source.
func TestInsertSeveralAtOnePlace(t *testing.T) {
	for _, c := range []struct {
		name, source, doc string
		from, to          int // the places among the source's segments of what is new
		want              string
	}{
		{"a list", "a\n\n- b\n- c\n- d\n\ne\n", "A\n\nE\n", 1, 4, "A\n\n- b\n- c\n- d\n\nE\n"},
		{"a loose list", "a\n\n- b\n\n- c\n\ne\n", "A\n\nE\n", 1, 3, "A\n\n- b\n\n- c\n\nE\n"},
		{"a table", "a\n\n| b |\n| - |\n| c |\n| d |\n\ne\n", "A\n\nE\n", 1, 4, "A\n\n| b |\n| - |\n| c |\n| d |\n\nE\n"},
		{"at the end", "a\n\n- b\n- c\n", "A\n", 1, 3, "A\n\n- b\n- c\n"},
		{"at the beginning", "- b\n- c\n\na\n", "A\n", 0, 2, "- b\n- c\n\nA\n"},
		{"paragraphs at the beginning", "b\n\nc\n\n- a\n", "- A\n", 0, 2, "b\n\nc\n\n- A\n"},
		{"into an empty file", "b\n\n- c\n- d\n", "", 0, 3, "b\n\n- c\n- d\n"},
		{"into blank lines", "b\n\nc\n", "\n\n", 0, 2, "\n\nb\n\nc\n"},
		{"behind front matter", "---\nx: y\n---\n\na\n\n- b\n- c\n", "---\nx: Y\n---\n", 1, 4, "---\nx: Y\n---\n\na\n\n- b\n- c\n"},
		{"between front matter and a text", "---\nx: y\n---\n\na\n\nb\n", "---\nx: Y\n---\nB\n", 1, 2, "---\nx: Y\n---\n\na\n\nB\n"},
		{"definitions", "a[^1][^2]\n\n[^1]: b\n[^2]: c\n", "A[^1][^2]\n", 1, 3, "A[^1][^2]\n\n[^1]: b\n[^2]: c\n"},
		{"a nested list", "- a\n- b\n  - c\n  - d\n- e\n", "- A\n- E\n", 1, 4, "- A\n- b\n  - c\n  - d\n- E\n"},
		{"CRLF", "a\n\n- b\n- c\n", "A\r\n\r\nE\r\n", 1, 3, "A\r\n\r\n- b\r\n- c\r\n\r\nE\r\n"},
	} {
		options := block.Options{Choices: block.Choices{FrontMatter: []string{"x"}}}
		source, doc := markdown.ParseWith([]byte(c.source), options), markdown.ParseWith([]byte(c.doc), options)
		e := edit.Edit{Placement: edit.AtEnd()}
		switch segments := doc.Segments(); {
		case c.from > 0:
			e.After = segments[0]
		case len(segments) > 0:
			e.Before = segments[0]
		}
		var edits []edit.Edit
		for _, at := range source.Segments()[c.from:c.to] {
			e.Like, e.Text = edit.Model{Doc: source, At: at}, edit.Text(&source.Blocks[at], source.Format)
			edits = append(edits, e)
		}
		got, refused := edit.Apply(doc, edits)
		if string(got) != c.want || len(refused) > 0 {
			t.Errorf("%s: %q, %d refused, want %q", c.name, got, len(refused), c.want)
		}
	}
}

// A text of a new translation that looks like the marker of another block is
// written so that it is none.
func TestComposeEscapes(t *testing.T) {
	source := markdown.Parse([]byte("# a\n\nb\n\nc\n"))
	at := source.Segments()
	got, refused := edit.Compose(source, map[int]string{at[0]: "A", at[1]: "1906. yıl", at[2]: "- C"})
	if want := "# A\n\n1906\\. yıl\n\n\\- C\n"; string(got) != want || len(refused) > 0 {
		t.Errorf("%q, %v refused, want %q", got, refused, want)
	}
	got, refused = edit.Compose(source, map[int]string{at[0]: "A", at[1]: "a | b\n--- | ---", at[2]: "- C"})
	if want := "# A\n\n\\- C\n"; string(got) != want || len(refused) != 1 || refused[0] != at[1] {
		t.Errorf("%q, %v refused, want %q", got, refused, want)
	}
}

// What people type for an item or a heading may begin with its marker, whatever the level.
// What begins so in the source keeps it.
func TestUnmarked(t *testing.T) {
	for _, c := range []struct{ source, typed, want string }{
		{"## Ropes", "## Halatlar", "Halatlar"},
		{"## Ropes", "# Halatlar", "Halatlar"},
		{"## Ropes", "Halatlar", "Halatlar"},
		{"## Ropes", "#3 halat", "#3 halat"},
		{"Ropes\n=====", "# Halatlar", "Halatlar"},
		{"## # of ropes", "# halat sayısı", "# halat sayısı"},
		{"- Ropes.", "- Halatlar.", "Halatlar."},
		{"3. Ropes.", "3. Halatlar.", "Halatlar."},
		{"- Ropes.", "-5 derece", "-5 derece"},
		{"Ropes.", "# Halatlar.", "# Halatlar."},
	} {
		doc := markdown.Parse([]byte(c.source + "\n"))
		if got := edit.Unmarked(doc, &doc.Blocks[doc.Segments()[0]], c.typed); got != c.want {
			t.Errorf("%q for %q: %q, want %q", c.typed, c.source, got, c.want)
		}
	}
}
