package drift_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// phrases are paragraphs with a place for a name and one for a number, in
// English, Turkish and Russian. The last is a heading.
var phrases = []map[string]string{
	{
		"en": "The lighthouse of %[1]s was lit for the first time in %[2]d. Its keeper lived there alone.",
		"tr": "%[1]s deniz feneri ilk kez %[2]d yılında yakıldı. Bekçisi orada tek başına yaşardı.",
		"ru": "Маяк %[1]s впервые зажгли в %[2]d году. Его смотритель жил там один.",
	},
	{
		"en": "- A baker in %[1]s sells %[2]d loaves a day.",
		"tr": "- %[1]s kentinde bir fırıncı günde %[2]d ekmek satıyor.",
		"ru": "- Пекарь из города %[1]s продаёт в день %[2]d буханок.",
	},
	{
		"en": "Snow closed the pass above %[1]s for %[2]d hours, and the mail came late.",
		"tr": "Kar %[1]s üzerindeki geçidi %[2]d saat kapattı, posta da geç geldi.",
		"ru": "Снег закрыл перевал над городом %[1]s на %[2]d часов, и почта пришла поздно.",
	},
	{
		"en": "> We counted %[2]d storks on the roofs of %[1]s.",
		"tr": "> %[1]s çatılarında %[2]d leylek saydık.",
		"ru": "> Мы насчитали на крышах города %[1]s %[2]d аистов.",
	},
	{"en": "## Lot %[2]d: %[1]s", "tr": "## %[2]d. parti: %[1]s", "ru": "## Партия %[2]d: %[1]s"},
}

var towns = strings.Fields("Porto Bergen Varna Graz Leiden Malaga Tartu Zadar Ghent Split Cork Bruges Turku Parma Lund Kosice")

// says is the block of a number in a language.
func says(k int, lang string) string {
	return fmt.Sprintf(phrases[k%len(phrases)][lang], towns[k%len(towns)], 1137+k*7)
}

// pieces are the blocks of some numbers in a language.
func pieces(numbers []int, lang string) []string {
	out := make([]string, len(numbers))
	for k, n := range numbers {
		out[k] = says(n, lang)
	}
	return out
}

func sideOf(pieces []string, lang string) drift.Side {
	return drift.NewSide(markdown.Parse([]byte(strings.Join(pieces, "\n\n")+"\n")), lang)
}

// pair is an English text that was translated, and the translation. The blocks
// of both stand at equal places.
type pair struct {
	then   []string
	base   *drift.Base
	target drift.Side
	before []drift.Row // of the translation as it was made
}

func newPair(numbers []int, lang string) *pair {
	p := &pair{then: pieces(numbers, "en"), target: sideOf(pieces(numbers, lang), lang)}
	p.base = &drift.Base{Outline: sideOf(p.then, "en").Outline, Recorded: true}
	for k := range numbers {
		p.base.Made = append(p.base.Made, drift.Made{Base: []int{k}, Target: []int{k}, Confidence: 1})
	}
	p.before = p.rows(p.then)
	return p
}

// rows are those of the translation after its source has become what it is now.
func (p *pair) rows(now []string) []drift.Row {
	return drift.Examine(sideOf(now, "en"), p.target, p.base).Rows
}

func anyPair(t *rapid.T) *pair {
	numbers := rapid.SliceOfNDistinct(rapid.IntRange(0, 79), 2, 14, rapid.ID[int]).Draw(t, "blocks")
	return newPair(numbers, rapid.SampledFrom([]string{"tr", "ru"}).Draw(t, "language"))
}

// place ignores where a row stands: its spans move with what is put before it.
var place = cmpopts.IgnoreFields(drift.Row{}, "Source", "Target")

// onlyOne takes the one row of a state out of the rows, and checks that it is the
// only one.
func onlyOne(t *rapid.T, rows []drift.Row, state drift.State) (one drift.Row, others []drift.Row) {
	t.Helper()
	for _, r := range rows {
		if r.State == state {
			one = r
		} else {
			others = append(others, r)
		}
	}
	if len(others) != len(rows)-1 {
		t.Fatalf("%d rows are %v, want one:\n%s", len(rows)-len(others), state, draw(rows))
	}
	return one, others
}

func same(t *rapid.T, want, got []drift.Row) {
	t.Helper()
	if diff := cmp.Diff(want, got, place); diff != "" {
		t.Fatalf("other rows have changed:\n%s", diff)
	}
}

// A translation of what the source says is fresh, and so are its rows.
func TestTranslated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		for _, r := range p.before {
			if r.State != drift.Fresh || r.Change != change.None || r.Flags != 0 || len(r.Findings) > 0 || r.Todo != 0 {
				t.Fatalf("not all is fresh:\n%s", draw(p.before))
			}
		}
	})
}

// Re-wrapping the source changes nothing.
func TestRewrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		now := slices.Clone(p.then)
		for k, piece := range now {
			if strings.HasPrefix(piece, "##") {
				continue
			}
			marker, words, _ := strings.Cut(piece, " ")
			glue := rapid.SampledFrom([]string{"\n", "  ", " "}).Draw(t, "glue")
			switch marker {
			case "-":
				glue = strings.ReplaceAll(glue, "\n", "\n  ")
			case ">":
				glue = strings.ReplaceAll(glue, "\n", "\n> ")
			}
			now[k] = marker + " " + strings.ReplaceAll(words, " ", glue) + rapid.SampledFrom([]string{"", "\n", "\n\n"}).Draw(t, "blank lines")
		}
		text := cmpopts.IgnoreFields(drift.Row{}, "Source", "Target", "Now", "Change")
		rows := p.rows(now)
		if diff := cmp.Diff(p.before, rows, text); diff != "" {
			t.Fatalf("rows have changed:\n%s", diff)
		}
		for _, r := range rows {
			if r.Change > change.Cosmetic {
				t.Fatalf("a change: %s", draw([]drift.Row{r}))
			}
		}
	})
}

// A block put in anywhere is one missing row, and no other row changes.
func TestInsert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		at := rapid.IntRange(0, len(p.then)).Draw(t, "at")
		rows := p.rows(slices.Insert(slices.Clone(p.then), at, says(rapid.IntRange(80, 99).Draw(t, "new"), "en")))
		missing, others := onlyOne(t, rows, drift.Missing)
		if missing.Todo != missing.Words || missing.Words == 0 {
			t.Fatalf("of %d words %d are to be done", missing.Words, missing.Todo)
		}
		same(t, p.before, others)
	})
}

// A block taken out is one orphan, and no other row changes.
func TestDelete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		at := rapid.IntRange(0, len(p.then)-1).Draw(t, "at")
		rows := p.rows(slices.Delete(slices.Clone(p.then), at, at+1))
		orphan, others := onlyOne(t, rows, drift.Orphan)
		if orphan.Was == "" || orphan.Now != "" || orphan.Translation != p.before[at].Translation {
			t.Fatalf("the orphan is %+v", orphan)
		}
		same(t, slices.Delete(slices.Clone(p.before), at, at+1), others)
	})
}

// An edit is one stale row, and no other row changes.
func TestEdit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		at := rapid.IntRange(0, len(p.then)-1).Draw(t, "at")
		now := slices.Clone(p.then)
		want := change.Facts
		if rapid.Bool().Draw(t, "reworded") {
			now[at] += " by itself"
			want = change.Major
		} else {
			now[at] = strings.NewReplacer("1", "3", "2", "5").Replace(now[at])
		}
		rows := p.rows(now)
		stale, others := onlyOne(t, rows, drift.Stale)
		if stale.Change != want || stale.Todo == 0 || stale.Was != p.before[at].Now || len(stale.Diff) == 0 {
			t.Fatalf("the stale row is %+v", stale)
		}
		same(t, slices.Delete(slices.Clone(p.before), at, at+1), others)
	})
}

// A section that moves makes nothing stale, and each row keeps its translation.
func TestMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPair(t)
		from := rapid.IntRange(0, len(p.then)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(p.then)).Draw(t, "to")
		section := slices.Clone(p.then[from:to])
		now := slices.Delete(slices.Clone(p.then), from, to)
		at := rapid.IntRange(0, len(now)).Draw(t, "at")
		rows := p.rows(slices.Insert(now, at, section...))
		byID := func(a, b drift.Row) int { return strings.Compare(a.ID, b.ID) }
		want := slices.SortedFunc(slices.Values(p.before), byID)
		got := slices.SortedFunc(slices.Values(rows), byID)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(drift.Row{}, "Source", "Target", "Flags")); diff != "" {
			t.Fatalf("rows have changed:\n%s", diff)
		}
		moved := 0
		for _, r := range rows {
			if r.Flags&^drift.Moved != 0 {
				t.Fatalf("flags %v", r.Flags.Names())
			}
			if r.Flags != 0 {
				moved++
			}
		}
		if len(section) > 0 && at != from && moved == 0 || at == from && moved > 0 {
			t.Fatalf("%d rows have moved of a section of %d from %d to %d", moved, len(section), from, at)
		}
	})
}

// All of these at once, with a base that knows of some blocks only, or of wrong
// ones, or none: every segment of both files is in exactly one row, rows go as
// the source goes, and ids are unique.
func TestEverySegmentIsInOneRow(t *testing.T) {
	blocks := rapid.SliceOfN(rapid.IntRange(0, 20), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		source := sideOf(pieces(blocks.Draw(t, "now"), "en"), "en")
		lang := rapid.SampledFrom([]string{"tr", "ru", "en"}).Draw(t, "language")
		target := sideOf(pieces(blocks.Draw(t, "target"), lang), lang)
		res := drift.Examine(source, target, anyBase(t, sideOf(pieces(blocks.Draw(t, "then"), "en"), "en"), target))
		var spans [2][]block.Span
		ids := map[string]bool{}
		for _, r := range res.Rows {
			for k, segments := range [][]drift.Segment{r.Source, r.Target} {
				for _, s := range segments {
					spans[k] = append(spans[k], s.Span)
				}
			}
			if len(r.Source)+len(r.Target) == 0 || r.State >= drift.NumStates || ids[r.ID] {
				t.Fatalf("row %+v", r)
			}
			ids[r.ID] = true
			if !(r.Confidence >= 0 && r.Confidence <= 1) {
				t.Fatalf("confidence %v", r.Confidence)
			}
		}
		for k, s := range []drift.Side{source, target} {
			slices.SortFunc(spans[k], func(a, b block.Span) int { return a.Start - b.Start })
			if diff := cmp.Diff(spansOf(s.Doc), spans[k]); diff != "" {
				t.Fatalf("side %d:\n%s", k, diff)
			}
		}
		if !(res.Confidence >= 0 && res.Confidence <= 1) {
			t.Fatalf("confidence %v", res.Confidence)
		}
	})
}

func spansOf(doc *block.Doc) []block.Span {
	var out []block.Span
	for _, i := range doc.Segments() {
		out = append(out, doc.Blocks[i].Span)
	}
	return out
}

// anyBase draws a base: one whose entries join what they like.
func anyBase(t *rapid.T, then, target drift.Side) *drift.Base {
	if rapid.Bool().Draw(t, "no base") {
		return nil
	}
	b := &drift.Base{Outline: then.Outline, Recorded: rapid.Bool().Draw(t, "recorded")}
	left := rapid.Permutation(count(len(then.Outline))).Draw(t, "left")
	right := rapid.Permutation(count(len(target.Outline))).Draw(t, "right")
	for len(left) > 0 && len(right) > 0 && rapid.IntRange(0, 6).Draw(t, "more") > 0 {
		m := drift.Made{Confidence: 1, Edited: rapid.Bool().Draw(t, "edited")}
		n, k := rapid.IntRange(0, min(2, len(left))).Draw(t, "bases"), rapid.IntRange(0, min(2, len(right))).Draw(t, "targets")
		m.Base, left = left[:n], left[n:]
		m.Target, right = right[:k], right[k:]
		b.Made = append(b.Made, m)
	}
	return b
}

func count(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}
