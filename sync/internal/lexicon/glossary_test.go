package lexicon

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// TestGlossaryForm holds the hand-written files to their form: sorted, three
// columns, no line and no alternative twice, letters of the right script, and
// no stem so short that it begins half of the language.
func TestGlossaryForm(t *testing.T) {
	heads := map[string]string{}
	lines := 0
	for i, name := range []string{"general", "news", "software", "places"} {
		file := glossary()[i]
		if !strings.HasSuffix(file, "\n") || strings.Contains(file, "\r") {
			t.Errorf("words/%s.tsv: every line ends with one line feed", name)
		}
		last := ""
		for line := range strings.Lines(file) {
			line = strings.TrimSuffix(line, "\n")
			lines++
			columns := strings.Split(line, "\t")
			if len(columns) != glossaryColumns {
				t.Fatalf("words/%s.tsv: %q has %d columns", name, line, len(columns))
			}
			head, _, _ := strings.Cut(columns[0], "|")
			if head <= last {
				t.Errorf("words/%s.tsv: %q stands after %q", name, head, last)
			}
			if other := heads[head]; other != "" {
				t.Errorf("words/%s.tsv: %q stands in %s.tsv too", name, head, other)
			}
			last, heads[head] = head, name
			for c, column := range columns {
				checkColumn(t, name+": "+head, c, column)
			}
		}
	}
	if lines < 2500 {
		t.Errorf("the glossary has %d concepts only", lines)
	}
}

func checkColumn(t *testing.T, where string, c int, column string) {
	t.Helper()
	seen := map[string]bool{}
	for _, stem := range strings.Split(column, "|") {
		if seen[stem] {
			t.Errorf("%s: %q twice", where, stem)
		}
		seen[stem] = true
		word, only := strings.CutSuffix(stem, "$")
		shortest := 3
		if only {
			shortest = 2
		}
		if utf8.RuneCountInString(word) < shortest {
			t.Errorf("%s: %q is too short", where, stem)
		}
		for _, r := range word {
			if cyrillic := unicode.Is(unicode.Cyrillic, r); !unicode.IsLower(r) || cyrillic != (c == 2) || c == 0 && r > 'z' || r == 'ё' {
				t.Errorf("%s: %q has the letter %q", where, stem, r)
			}
		}
	}
}

// Every listed form finds its own line again.
func TestGlossaryFindsItself(t *testing.T) {
	langs := []string{"en", "tr", "ru"}
	concept := Concept(0)
	for _, file := range glossary() {
		for line := range strings.Lines(file) {
			concept++
			for c, lang := range langs {
				for _, stem := range strings.Split(column(line, c), "|") {
					checkFinds(t, lang, strings.TrimSuffix(stem, "$"), concept)
				}
			}
		}
	}
}

func checkFinds(t *testing.T, lang, word string, want Concept) {
	t.Helper()
	w := For(lang)
	for _, c := range w.Concepts(w.Fold(word), nil) {
		if c == want {
			return
		}
	}
	t.Errorf("%s: %q does not find its own line", lang, word)
}

func TestCodesAreDistinct(t *testing.T) {
	seen := map[Concept]string{}
	for _, base := range named() {
		for line := range strings.Lines(langdata.Read(base, langdata.Names)) {
			code := column(line, 0)
			c := codeConcept(code)
			if other, ok := seen[c]; ok && other != code {
				t.Errorf("%s and %s have one number", code, other)
			}
			seen[c] = code
			if column(line, 1) == "" {
				t.Errorf("%s: %s has no name", base, code)
			}
		}
	}
}
