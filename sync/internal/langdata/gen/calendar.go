//go:build ignore

// This command writes the files "calendar": the months and weekdays of languages and how
// they write a long date, as github.com/gohugoio/localescompressed has them from CLDR.
// Run it in a module of its own that requires that one, with the folder of package
// langdata as its argument.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gohugoio/locales"
	"github.com/gohugoio/localescompressed"
)

const named = `ar az be bg bn bs ca cs cy da de el es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk kn ko ky
	lt lv mk ml mn mr ms nl nn no pl pt ro sk sl sq sr sv sw ta te th uk ur uz vi zh`

func main() {
	for tag := range strings.FieldsSeq(named) {
		l := localescompressed.GetTranslator(strings.Replace(tag, "no", "nb", 1)) // CLDR has Norwegian as Bokmål
		if err := os.WriteFile(filepath.Join(os.Args[1], tag, "calendar.tsv"), []byte(table(l)), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// table is the rows of a language: "date" with the pattern of a long date, "month",
// "short" and "day" with their names in order.
func table(l locales.Translator) string {
	day := time.Date(2001, time.November, 23, 12, 0, 0, 0, time.UTC)
	pattern := strings.NewReplacer("2001", "{y}", "23", "{d}", l.MonthWide(time.November), "{m}", "11", "{m}").Replace(l.FmtDateLong(day))
	rows := []string{"date\t" + pattern}
	if word, number, ok := strings.Cut(l.MonthWide(time.January), " "); ok && number == "1" {
		rows = append(rows, "numbered\t"+word)
	}
	if months := l.MonthsWide(); !strings.ContainsAny(months[0], "0123456789") {
		short := l.MonthsAbbreviated() // an empty one stands before January
		rows = append(rows, "month\t"+strings.Join(months, "\t"), "short"+strings.Join(short, "\t"))
	}
	rows = append(rows, "day\t"+strings.Join(l.WeekdaysWide(), "\t"))
	return strings.Join(rows, "\n") + "\n"
}
