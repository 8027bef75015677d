//go:build ignore

// This command writes the files "calendar": the months and weekdays of languages and how
// they write a long date, as github.com/go-playground/locales has them from CLDR.
// Run it in a module of its own that requires that one, with the folder of package
// langdata as its argument.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/az"
	"github.com/go-playground/locales/be"
	"github.com/go-playground/locales/bg"
	"github.com/go-playground/locales/bn"
	"github.com/go-playground/locales/bs"
	"github.com/go-playground/locales/ca"
	"github.com/go-playground/locales/cs"
	"github.com/go-playground/locales/cy"
	"github.com/go-playground/locales/da"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/el"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/et"
	"github.com/go-playground/locales/eu"
	"github.com/go-playground/locales/fa"
	"github.com/go-playground/locales/fi"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/gl"
	"github.com/go-playground/locales/gu"
	"github.com/go-playground/locales/he"
	"github.com/go-playground/locales/hi"
	"github.com/go-playground/locales/hr"
	"github.com/go-playground/locales/hu"
	"github.com/go-playground/locales/hy"
	"github.com/go-playground/locales/id"
	"github.com/go-playground/locales/is"
	"github.com/go-playground/locales/it"
	"github.com/go-playground/locales/ja"
	"github.com/go-playground/locales/ka"
	"github.com/go-playground/locales/kk"
	"github.com/go-playground/locales/kn"
	"github.com/go-playground/locales/ko"
	"github.com/go-playground/locales/ky"
	"github.com/go-playground/locales/lt"
	"github.com/go-playground/locales/lv"
	"github.com/go-playground/locales/mk"
	"github.com/go-playground/locales/ml"
	"github.com/go-playground/locales/mn"
	"github.com/go-playground/locales/mr"
	"github.com/go-playground/locales/ms"
	"github.com/go-playground/locales/nb"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/nn"
	"github.com/go-playground/locales/pl"
	"github.com/go-playground/locales/pt"
	"github.com/go-playground/locales/ro"
	"github.com/go-playground/locales/sk"
	"github.com/go-playground/locales/sl"
	"github.com/go-playground/locales/sq"
	"github.com/go-playground/locales/sr"
	"github.com/go-playground/locales/sv"
	"github.com/go-playground/locales/sw"
	"github.com/go-playground/locales/ta"
	"github.com/go-playground/locales/te"
	"github.com/go-playground/locales/th"
	"github.com/go-playground/locales/uk"
	"github.com/go-playground/locales/ur"
	"github.com/go-playground/locales/uz"
	"github.com/go-playground/locales/vi"
	"github.com/go-playground/locales/zh"
)

var named = map[string]locales.Translator{
	"ar": ar.New(),
	"az": az.New(),
	"be": be.New(),
	"bg": bg.New(),
	"bn": bn.New(),
	"bs": bs.New(),
	"ca": ca.New(),
	"cs": cs.New(),
	"cy": cy.New(),
	"da": da.New(),
	"de": de.New(),
	"el": el.New(),
	"es": es.New(),
	"et": et.New(),
	"eu": eu.New(),
	"fa": fa.New(),
	"fi": fi.New(),
	"fr": fr.New(),
	"gl": gl.New(),
	"gu": gu.New(),
	"he": he.New(),
	"hi": hi.New(),
	"hr": hr.New(),
	"hu": hu.New(),
	"hy": hy.New(),
	"id": id.New(),
	"is": is.New(),
	"it": it.New(),
	"ja": ja.New(),
	"ka": ka.New(),
	"kk": kk.New(),
	"kn": kn.New(),
	"ko": ko.New(),
	"ky": ky.New(),
	"lt": lt.New(),
	"lv": lv.New(),
	"mk": mk.New(),
	"ml": ml.New(),
	"mn": mn.New(),
	"mr": mr.New(),
	"ms": ms.New(),
	"nl": nl.New(),
	"nn": nn.New(),
	"no": nb.New(),
	"pl": pl.New(),
	"pt": pt.New(),
	"ro": ro.New(),
	"sk": sk.New(),
	"sl": sl.New(),
	"sq": sq.New(),
	"sr": sr.New(),
	"sv": sv.New(),
	"sw": sw.New(),
	"ta": ta.New(),
	"te": te.New(),
	"th": th.New(),
	"uk": uk.New(),
	"ur": ur.New(),
	"uz": uz.New(),
	"vi": vi.New(),
	"zh": zh.New(),
}

func main() {
	for tag, l := range named {
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
		rows = append(rows, "month\t"+strings.Join(months, "\t"), "short\t"+strings.Join(l.MonthsAbbreviated(), "\t"))
	}
	rows = append(rows, "day\t"+strings.Join(l.WeekdaysWide(), "\t"))
	return strings.Join(rows, "\n") + "\n"
}
