package align_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
)

// languagesPage is the page with the table of what is known of which language.
const languagesPage = "../../../docs/languages.md"

// TestLanguagesPage holds the table to the data. With -update it is written anew.
func TestLanguagesPage(t *testing.T) {
	page, err := os.ReadFile(languagesPage)
	if err != nil {
		t.Fatal(err)
	}
	head, _, ok := strings.Cut(string(page), "| Language |")
	if !ok {
		t.Fatalf("%s has no table", languagesPage)
	}
	want := head + coverage()
	if *update {
		if err := os.WriteFile(languagesPage, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(page), want); diff != "" {
		t.Errorf("%s is not what the data says; run the test with -update\n%s", languagesPage, diff)
	}
}

// coverage is the table, a language a row.
func coverage() string {
	var out strings.Builder
	out.WriteString("| Language | Tag | Common words | Countries and languages | Dates | Weekdays | Numbers | Units | Currencies |\n")
	out.WriteString("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	mark := map[bool]string{true: "yes", false: "–"}
	count := func(n int) string {
		if n == 0 {
			return "–"
		}
		return fmt.Sprint(n)
	}
	for _, tag := range langdata.Tags() {
		if !langdata.Has(tag, langdata.Names) && !lexicon.For(tag).Glossary() {
			continue
		}
		c := countWords(tag)
		fmt.Fprintf(&out, "| %s | `%s` | %s | %d | %s | %s | %s | %s | %s |\n", display.English.Languages().Name(language.Make(tag)), tag,
			count(c.common), c.names, mark[c.dates], mark[c.weekdays], mark[c.numbers], count(c.units), count(c.money))
	}
	return out.String()
}

// stock is how many words of each kind are known of a language.
type stock struct {
	common, names            int // words with a concept, and names of countries and languages
	units, money             int
	dates, weekdays, numbers bool // in words
}

func countWords(tag string) stock {
	lines := func(kind string) int { return strings.Count(langdata.Read(tag, kind), "\n") }
	ruled := tag == "en" || tag == "tr" || tag == "ru" // by rules of package anchor
	c := stock{
		common: lines(langdata.Glossary), names: lines(langdata.Names), dates: ruled, weekdays: ruled,
		numbers: ruled || langdata.Has(tag, langdata.Numbers) || langdata.Has(tag, langdata.Numerals),
	}
	if lexicon.For(tag).Glossary() {
		c.common = glossaryLines()
	}
	named, dense := map[string]bool{}, false
	for _, kind := range []string{langdata.Measures, langdata.Words} {
		for row := range langdata.Rows(tag, kind) {
			dense = dense || row[0] == "writing" && strings.Contains(row[2], "dense")
			if named[row[0]+row[1]] {
				continue
			}
			named[row[0]+row[1]] = true
			switch row[0] {
			case "unit":
				c.units++
			case "money":
				c.money++
			case "weekday":
				c.weekdays = true
			case "cardinal":
				c.numbers = true
			}
		}
	}
	for row := range langdata.Rows(tag, langdata.Calendar) {
		c.dates = c.dates || row[0] == "date"
		c.weekdays = c.weekdays || row[0] == "day" && !dense
	}
	return c
}

// glossaryLines is the number of lines of the glossary of English, Turkish and Russian.
func glossaryLines() (n int) {
	files, _ := filepath.Glob("../lexicon/words/*.tsv")
	for _, name := range files {
		data, _ := os.ReadFile(name)
		n += strings.Count(string(data), "\n")
	}
	return n
}
