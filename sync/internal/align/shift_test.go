package align_test

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// A sentence that crosses the border between two paragraphs is found in both directions
// and on both sides, and in no sound pair. Slashes part paragraphs.
func TestShifts(t *testing.T) {
	const mill = "The mill was built in 1802 by the monks. They sold the flour in the town. / " +
		"In 1870 the wheel was replaced by a turbine. It made 12 kilowatts. The old wheel lies in the garden."
	for _, c := range []struct{ name, lang, source, target, piece string }{
		{"sound", "ru", mill, "Мельницу построили монахи в 1802 году. Муку они продавали в городе. / " +
			"В 1870 году колесо заменили турбиной. Она давала 12 киловатт. Старое колесо лежит в саду.", ""},
		{"ahead", "ru", mill, "Мельницу построили монахи в 1802 году. Муку они продавали в городе. В 1870 году колесо заменили турбиной. / " +
			"Она давала 12 киловатт. Старое колесо лежит в саду.", "В 1870 году колесо заменили турбиной."},
		{
			"back", "tr", "The port lies in the north of Norway. Its lighthouse has shown the way to ships since 1899. / Buses run every 20 minutes. A ticket costs 3 euros.",
			"Liman, Norveç'in kuzeyindedir. / Deniz feneri 1899'dan beri gemilere yol gösterir. Otobüsler 20 dakikada bir kalkar. Bilet 3 avrodur.",
			"Deniz feneri 1899'dan beri gemilere yol gösterir.",
		},
		{
			"two sentences", "ru", "The library opened in 1954. It has 40,000 books. Most of them are about the sea. / " +
				"The reading room is on the second floor. It closes at 18:00 on Fridays.",
			"Библиотека открылась в 1954 году. / В ней 40 000 книг. Большинство из них о море. " +
				"Читальный зал находится на втором этаже. По пятницам он закрывается в 18:00.",
			"В ней 40 000 книг. Большинство из них о море.",
		},
		{
			"a whole paragraph", "tr", "Ships need 3 pilots. / The port lies in Norway. Its lighthouse has shown the way since 1899.",
			"Kaptan da gelebilir. / Gemilere 3 kılavuz gerekir. Liman Norveç'tedir. Deniz feneri 1899'dan beri yol gösterir.", "",
		},
		{"a sentence less", "ru", mill, "Мельницу построили монахи в 1802 году. / " +
			"В 1870 году колесо заменили турбиной. Она давала 12 киловатт. Старое колесо лежит в саду.", ""},
		{
			"a freer rendering", "tr", "We met in Paris. It rained all day, and nobody came to the market. / The train was late.",
			"Paris'te buluştuk, bütün gün yağmur yağdı. / Tren gecikmişti, kimse de pazara gelmedi.", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := func(text, lang string) align.Outline {
				return align.NewOutline(markdown.Parse([]byte(strings.ReplaceAll(text, " / ", "\n\n")+"\n")), lang)
			}
			a, b := read(c.source, "en"), read(c.target, c.lang)
			links := align.Across(a, b, nil)
			var pairs [][2]int
			for _, l := range links {
				if len(l.A) == 1 && len(l.B) == 1 {
					pairs = append(pairs, [2]int{l.A[0], l.B[0]})
				}
			}
			got := ""
			for _, s := range align.Shifts(a, b, pairs) {
				piece, rest := s.Cut(b[s.B].Text)
				if rest == "" {
					t.Errorf("nothing is left beside %q", piece)
				}
				got += piece
			}
			if got != c.piece {
				t.Errorf("%q crosses the border, not %q: %v", got, c.piece, links)
			}
		})
	}
}
