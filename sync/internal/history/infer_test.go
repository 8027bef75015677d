package history

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/drift"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// The article of these tests, in English and Turkish.
var (
	english = []string{
		"# The ferry",
		"The ferry crosses the bay 12 times a day and takes 40 cars.",
		"Tickets are sold on board. A crossing costs 9 crowns, for children 4 crowns.",
		"Ask for the timetable in [the office](https://example.org/office) by the pier.",
		"```\nferry start --cars 40\n```",
		"Dogs are welcome on the upper deck. Please keep them on a lead.",
	}
	turkish = []string{
		"# Feribot",
		"Feribot körfezi günde 12 kez geçer ve 40 araba alır.",
		"Biletler gemide satılır. Bir geçiş 9 kron, çocuklar için 4 krondur.",
		"Tarifeyi iskeledeki [yazıhaneden](https://example.org/office) isteyin.",
		"```\nferry start --cars 40\n```",
		"Köpekler üst güverteye alınır. Lütfen tasmalarını çıkarmayın.",
	}
)

func side(lang string, paragraphs []string) drift.Side {
	return drift.NewSide(markdown.Parse([]byte(strings.Join(paragraphs, "\n\n")+"\n")), lang)
}

// edited is a text in which one paragraph, by its place, is another; "" takes it
// away.
func edited(paragraphs []string, at int, now string) []string {
	out := slices.Clone(paragraphs)
	out[at] = now
	return slices.DeleteFunc(out, func(p string) bool { return p == "" })
}

// infer says of every row of a translation what came of it: "!" accused, "=" known,
// "." nothing.
func infer(then, now, target []string) string {
	t := &Translation{Source: side("en", now), Target: side("tr", target)}
	t.Rows = drift.Examine(t.Source, t.Target, nil).Rows
	var rows []int
	out := make([]string, len(t.Rows))
	for k := range t.Rows {
		out[k] = "."
		if s := t.Rows[k].State; s == drift.Unverified || s == drift.Extra {
			rows = append(rows, k)
		}
	}
	for _, p := range t.Against(side("en", then)).Infer(rows) {
		out[p.Row] = "="
		if p.Accuses {
			out[p.Row] = "!"
		}
	}
	return strings.Join(out, "")
}

func TestInfer(t *testing.T) {
	for name, c := range map[string]struct {
		then, now, target []string
		want              string
	}{
		"nothing has changed":             {english, english, turkish, "======"},
		"a fact":                          {english, edited(english, 2, strings.Replace(english[2], "9 crowns", "10 crowns", 1)), turkish, "==!==="},
		"another wording":                 {english, edited(english, 5, "Dogs may travel on the upper deck if their owners keep them on a lead."), turkish, "=====!"},
		"a slip":                          {edited(english, 5, strings.Replace(english[5], "welcome", "wellcome", 1)), english, turkish, "=====!"},
		"a link":                          {edited(english, 3, strings.Replace(english[3], "/office", "/bureau", 1)), english, edited(turkish, 3, strings.Replace(turkish[3], "/office", "/bureau", 1)), "===!=="},
		"a link that was followed":        {edited(english, 3, strings.Replace(english[3], "/office", "/bureau", 1)), english, turkish, "======"},
		"a link of its own":               {edited(english, 3, strings.Replace(english[3], "/office", "/bureau", 1)), english, edited(turkish, 3, strings.Replace(turkish[3], "/office", "/tr", 1)), "===.=="},
		"a fact that the translation has": {edited(english, 2, strings.Replace(english[2], "9 crowns", "8 crowns", 1)), english, turkish, "==.==="},
		"a fact of two that it has": {
			edited(english, 1, "The ferry crosses the bay 10 times a day and takes 30 cars."), english,
			edited(turkish, 1, "Feribot körfezi günde 12 kez geçer ve 30 araba alır."), "=.====",
		},
		"a name that the translation has": {
			edited(english, 0, "# The ferry of Bergen is not what it was"), edited(english, 0, "# The ferry of Tromso is not what it was"),
			edited(turkish, 0, "# Tromso'nun feribotu eskisi gibi değil"), ".=====",
		},
		"a name that it has not": {
			edited(english, 0, "# The ferry of Bergen is not what it was"), edited(english, 0, "# The ferry of Tromso is not what it was"),
			edited(turkish, 0, "# Bergen'in feribotu eskisi gibi değil"), "!=====",
		},
		"code":                   {edited(english, 4, "```\nferry begin --cars 40\n```"), english, edited(turkish, 4, "```\nferry begin --cars 40\n```"), "====!="},
		"code that was followed": {edited(english, 4, "```\nferry begin --cars 40\n```"), english, turkish, "======"},
		"the format of code":     {edited(english, 4, "```\nferry  start '--cars' 40;\n```"), english, edited(turkish, 4, "```\nferry start --cars 50\n```"), "======"},
		"capitals":               {edited(english, 5, strings.Replace(english[5], "upper deck", "Upper Deck", 1)), english, turkish, "======"},
		"line ends and quotes":   {edited(english, 5, strings.Replace(english[5], " ", "\n", 1)), english, turkish, "======"},
		"moved":                  {english, append(slices.Clone(english[2:]), english[:2]...), turkish, "======"},
		"one came":               {edited(english, 2, ""), english, edited(turkish, 2, ""), "==.==="},
		"one went":               {english, edited(english, 5, ""), turkish, "=====!"},
		"one went, and an address was carried over": {
			edited(english, 3, strings.Replace(english[3], "/office", "/blob/Master/office", 1)),
			edited(edited(english, 3, strings.Replace(english[3], "/office", "/blob/HEAD/office", 1)), 5, ""),
			edited(turkish, 3, strings.Replace(turkish[3], "/office", "/blob/HEAD/office", 1)), "=====!",
		},
		"another text": {[]string{"# Bread", "A baker sells 600 loaves.", "The oven was built in 1850."}, english, turkish, "......"},
		"no text":      {nil, english, turkish, "......"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := infer(c.then, c.now, c.target); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// TestADoubtfulMoveIsNotKnown holds the pairs that the text of today makes: what is taken for
// a translation from elsewhere in the source without being sure is no evidence of a pair.
func TestADoubtfulMoveIsNotKnown(t *testing.T) {
	tr := &Translation{Source: side("en", english), Target: side("tr", turkish)}
	tr.Rows = drift.Examine(tr.Source, tr.Target, nil).Rows
	for confidence, want := range map[float64]int{0.67: 0, 0.98: 1} {
		tr.Rows[1].Flags, tr.Rows[1].Confidence = drift.Moved, confidence
		if got := len(tr.Against(side("en", english)).Infer([]int{1})); got != want {
			t.Errorf("at %v: %d pairs, want %d", confidence, got, want)
		}
	}
}

// TestRowsOfOneVersion asks one version of the source for rows that different commits lead to:
// what one of them holds of a newer source speaks for those that are asked for with it alone.
func TestRowsOfOneVersion(t *testing.T) {
	tr := &Translation{Source: side("en", english), Target: side("tr", turkish)}
	tr.Rows = drift.Examine(tr.Source, tr.Target, nil).Rows
	then := edited(english, 1, "The ferry crosses the bay 10 times a day and takes 30 cars.")
	then = edited(then, 5, "Dogs may travel on the upper deck if their owners keep them on a lead.")
	against := tr.Against(side("en", then))
	for _, c := range []struct {
		rows []int
		want int
	}{{[]int{5}, 1}, {[]int{1, 5}, 0}, {[]int{5, 1}, 0}, {[]int{5}, 1}, {[]int{0, 5}, 2}} {
		if got := len(against.Infer(c.rows)); got != c.want {
			t.Errorf("%v: %d pairs, want %d", c.rows, got, c.want)
		}
	}
}

// What is inferred where nothing has changed accuses nobody, whatever the texts
// are.
func TestSameSourceAccusesNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := func(of []string) []string {
			return rapid.SliceOfN(rapid.SampledFrom(of), 0, 8).Draw(t, "text")
		}
		now := pieces(english)
		if got := infer(now, now, pieces(turkish)); strings.Contains(got, "!") {
			t.Fatal(got)
		}
	})
}
