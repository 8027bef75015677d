package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
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
