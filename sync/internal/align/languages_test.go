package align_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/xsync-project/xsync/sync/internal/anchor"
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
	for _, tag := range lexicon.Known() {
		words, names := lexicon.For(tag).Stock()
		c := anchor.CoverageOf(tag)
		fmt.Fprintf(&out, "| %s | `%s` | %s | %d | %s | %s | %s | %s | %s |\n", display.English.Languages().Name(language.Make(tag)), tag,
			count(words), names, mark[c.Dates], mark[c.Weekdays], mark[c.Numbers], count(c.Units), count(c.Money))
	}
	return out.String()
}
