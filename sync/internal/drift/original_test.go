package drift_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// A translation with the original above or below it is one translation, and the
// original is in no row. A file that was never translated is untranslated as before (one word alone says nothing).
func TestKeptOriginal(t *testing.T) {
	const source = "The mill stands above the weir.\n\nIt grinds rye on Mondays and wheat on Fridays.\n\n## Visits\n\nThe miller opens at 9, and his dog barks.\n"
	for lang, text := range map[string]string{
		"tr": "Değirmen bendin üstünde durur.\n\nPazartesileri çavdar, cumaları buğday öğütür.\n\n## Ziyaret\n\nDeğirmenci 9’da açar, köpeği havlar.\n",
		"ru": "Мельница стоит над плотиной.\n\nПо понедельникам она мелет рожь, по пятницам пшеницу.\n\n## Посещение\n\nМельник открывает в 9, а его собака лает.\n",
	} {
		for name, c := range map[string]struct {
			target                   string
			rows, untranslated, lone int
		}{
			"below":        {text + "\n## English\n\n" + source, 5, 0, 1},
			"above":        {source + "\n## English\n\n" + text, 5, 0, 1},
			"alone":        {text, 4, 0, 0},
			"untranslated": {source, 4, 3, 0},
		} {
			res := drift.Examine(drift.NewSide(markdown.Parse([]byte(source)), "en"), drift.NewSide(markdown.Parse([]byte(c.target)), lang), nil)
			untranslated, lone := 0, 0
			for k := range res.Rows {
				switch res.Rows[k].State {
				case drift.Untranslated:
					untranslated++
				case drift.Extra, drift.Missing:
					lone++
				}
			}
			if len(res.Rows) != c.rows || untranslated != c.untranslated || lone != c.lone {
				t.Errorf("%s, %s: %d rows, %d untranslated, %d without a counterpart; want %v", lang, name, len(res.Rows), untranslated, lone, c)
			}
		}
	}
}
