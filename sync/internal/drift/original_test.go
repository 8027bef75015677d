package drift_test

import (
	"fmt"
	"slices"
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

// A list of titles that every language leaves as they are is no original, though it is most of
// the article and the translation has a title more: nothing is translated beside it.
func TestKeptTitlesAreNoOriginal(t *testing.T) {
	const titles = "- [The Art of Rope](https://example.org/1)\n- [Bells and Whistles](https://example.org/2)\n- [Lamps at Sea](https://example.org/3)\n" +
		"- [Notes on the Anchor](https://example.org/4)\n- [Tides of the North](https://example.org/5)\n"
	from := drift.NewSide(markdown.Parse([]byte("# Books\n\nThese books helped us a lot.\n\n"+titles+"\nThank you for reading them.\n")), "en")
	for lang, c := range map[string][3]string{
		"tr": {"# Kitaplar\n\nBu kitaplar bize çok yardımcı oldu.\n\n", "- [Halat Sanatı](https://example.org/6)\n", "\nOkuduğunuz için teşekkürler.\n"},
		"ru": {"# Книги\n\nЭти книги нам очень помогли.\n\n", "- [Искусство узлов](https://example.org/6)\n", "\nСпасибо, что прочитали.\n"},
	} {
		to := drift.NewSide(markdown.Parse([]byte(c[0]+titles+c[1]+c[2])), lang)
		rows := drift.Examine(from, to, nil).Rows
		missing := slices.ContainsFunc(rows, func(r drift.Row) bool { return r.State == drift.Missing })
		if missing || len(rows) != len(to.Outline) {
			t.Errorf("%s: %d rows of %d segments, something missing: %v", lang, len(rows), len(to.Outline), missing)
		}
	}
}

// Several originals in a row say the same however often they are examined: where each is
// told from its neighbours, what became of these does not count.
func TestOriginalsInARowAreStable(t *testing.T) {
	const source = "# The mill\n\nThe mill stands above the old weir.\n\nIt grinds rye on Mondays and wheat on Fridays.\n\nThe miller opens the door at nine.\n\n" +
		"His dog barks at everyone who comes.\n\nThe flour is sold at the bridge.\n"
	const target = "# Değirmen\n\nThe mill stands above the old weir.\n\nIt grinds rye on Mondays and wheat on Fridays.\n\nThe miller opens the door at nine.\n\n" +
		"Pazartesileri çavdar, cumaları buğday öğütür.\n\nHis dog barks at everyone who comes.\n\nKöpeği gelen herkese havlar.\n\nThe flour is sold at the bridge.\n\nUn köprüde satılır.\n"
	from, to := drift.NewSide(markdown.Parse([]byte(source)), "en"), drift.NewSide(markdown.Parse([]byte(target)), "tr")
	want := fmt.Sprint(drift.Examine(from, to, nil).Rows)
	for range 40 {
		if got := fmt.Sprint(drift.Examine(from, to, nil).Rows); got != want {
			t.Fatalf("once the rows are\n%s\nand once they are\n%s", want, got)
		}
	}
}

// The original may be one of before: a few words were edited since, two items changed places,
// and what nobody translates stands in both.
func TestKeptOriginalFromBefore(t *testing.T) {
	const links = "- <https://weirs.example/north>\n- <https://weirs.example/locks>\n\n"
	const source = "# The weir\n\nThe weir was built by the guild of the millers in the spring after the great flood.\n\n" +
		"Boats pass through a lock that is opened twice a day, in the morning and in the evening.\n\n## Books\n\n" + links +
		"- Ice is cut on the upper pond.\n- Eels are caught below the wheel.\n- Reeds are mown in the late summer.\n\nAsk the miller for the key of the lock.\n"
	const before = "# The weir\n\nThe weir was built by the guild of the millers in the summer after the great flood.\n\n" +
		"Boats pass through a lock that is opened once a day, in the morning and in the evening.\n\n## Books\n\n" + links +
		"- Eels are caught below the wheel.\n- Ice is cut on the upper pond.\n- Reeds are mown in the late summer.\n\nAsk the miller for the key of the lock.\n"
	const text = "# Bent\n\nBendi büyük selden sonraki baharda değirmenciler loncası yaptı.\n\n" +
		"Tekneler günde iki kez, sabah ve akşam açılan bir havuzdan geçer.\n\n## Kitaplar\n\n" + links +
		"- Buz yukarı gölette kesilir.\n- Yılan balığı çarkın altında tutulur.\n- Sazlar yaz sonunda biçilir.\n\nHavuzun anahtarını değirmenciden isteyin.\n"
	from := drift.NewSide(markdown.Parse([]byte(source)), "en")
	for name, target := range map[string]string{"above": before + "\n" + text, "below": text + "\n" + before} {
		rows := drift.Examine(from, drift.NewSide(markdown.Parse([]byte(target)), "tr"), nil).Rows
		if len(rows) != len(from.Outline) || slices.ContainsFunc(rows, func(r drift.Row) bool { return r.State != drift.Unverified }) {
			t.Errorf("%s: %d rows of %d segments: %v", name, len(rows), len(from.Outline), states(rows))
		}
	}
}

func states(rows []drift.Row) (out []drift.State) {
	for k := range rows {
		out = append(out, rows[k].State)
	}
	return out
}
