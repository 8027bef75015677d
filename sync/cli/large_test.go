package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Texts such as nobody writes end in bounded time: each takes a second or so;
// what would be quadratic takes minutes.
func TestLargeTexts(t *testing.T) {
	if testing.Short() {
		return
	}
	var many, table bytes.Buffer
	for k := range 20000 {
		fmt.Fprintf(&many, "Paragraph %d of a text that goes on and on.\n\n", k)
		fmt.Fprintf(&table, "| %d | cell |\n", k)
	}
	for name, text := range map[string]string{
		"nested quotes":       strings.Repeat(">", 10000) + " deep\n",
		"nested quotes, wide": strings.Repeat("> ", 10000) + "deep\n",
		"nested lists":        strings.Repeat("- ", 10000) + "deep\n",
		"open brackets":       strings.Repeat("[a](", 100000) + "\n",
		"emphasis":            strings.Repeat("*a _b ", 50000) + "\n",
		"one long paragraph":  strings.Repeat("A sentence of seven words stands here. ", 27000) + "\n",
		"one long word":       strings.Repeat("x", 1<<20) + "\n",
		"many segments":       many.String(),
		"a long table":        "| n | c |\n| --- | --- |\n" + table.String(),
		"a footnote, often":   strings.Repeat("word[^1] ", 20000) + "\n\n[^1]: Note.\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, lang := range []string{"en", "tr"} {
				if err := os.WriteFile(filepath.Join(dir, lang+".md"), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			edited := strings.Replace(text, "e", "E", 1)
			if err := os.WriteFile(filepath.Join(dir, "then.en.md"), []byte(edited), 0o666); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			inProcess(t, dir, "compare", "--json", "--base", "then.en.md", "en.md", "tr.md")
			if took := time.Since(began); took > 2*time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
}

// Two sides that differ in everything, and sides that say nothing, end in bounded time too.
func TestLargeSides(t *testing.T) {
	if testing.Short() {
		return
	}
	many := func(unit string, from int) string {
		var b strings.Builder
		for k := range 12000 {
			b.WriteString(strings.ReplaceAll(unit, "#", strconv.Itoa(from+k)))
		}
		return b.String()
	}
	resources := func(inside string) string { return "<resources>" + inside + "</resources>\n" }
	message := func(text string) string { return `{"a": "` + text + `"}` }
	choices := func(word string) string {
		return message("{n, plural, " + many("=# {"+word+" {b}} ", 0) + "other {" + word + " {b}}}")
	}
	nested := func(word string) string {
		return message(strings.Repeat("{n, plural, other {", 12000) + word + strings.Repeat("}}", 12000))
	}
	for name, c := range map[string]struct{ ending, source, target string }{
		"pictures":         {".md", many("![](#.png)\n\n", 0), many("![](#.png)\n\n", 50000)},
		"placeholders":     {".json", message(many("{a#} ", 0)), message(many("{a#} ", 50000))},
		"verbs":            {".json", message(many("%(a#)s ", 0)), message(many("%(a#)s ", 50000))},
		"tags":             {".json", message(strings.Repeat("<b>", 150000)), message(strings.Repeat("<b>", 150000))},
		"ratios":           {".json", message(many("#:30 ", 0)), message(many("#:30 ", 50000))},
		"choices":          {".json", choices("lamp"), choices("lamba")},
		"nested choices":   {".json", nested("lamp"), nested("lamba")},
		"comments":         {".xml", resources(many("<!-- # -->", 0)), resources(many("<!-- # -->", 0))},
		"forms":            {".xml", resources(many(`<plurals name="a#"><item quantity="one">x</item></plurals>`, 0)), resources("")},
		"plain lines":      {".txt", strings.Repeat("a\n", 150000), strings.Repeat("e\n", 150000)},
		"a list item":      {".md", "- " + many("word# ", 0) + "\n", "- " + many("söz# ", 0) + "\n"},
		"links, unrelated": {".md", many("[x](p#.md) ", 0), many("[x](p#.md) ", 50000)},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			writeAll(t, dir, map[string]string{"en" + c.ending: c.source, "tr" + c.ending: c.target})
			began := time.Now()
			inProcess(t, dir, "compare", "--json", "en"+c.ending, "tr"+c.ending)
			if took := time.Since(began); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Log(took)
			}
		})
	}
}
