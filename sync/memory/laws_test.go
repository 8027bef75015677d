package memory

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// pieces are what the texts of the laws are made of: few, so that texts are
// often alike.
var pieces = []string{
	"tea", "Tea", "cup", "the", "warm", "of", "3", "4", "1,250", "7.5%", "**", "`a`", "`b`", "[map](/a)", "[map](/b)", "{n}",
	"2 May 2021", "1990", "14:05", ",", ".", "—", "[^1]", "茶", "“", "|",
}

var (
	texts = rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, "words"), " ")
	})
	kinds = rapid.SampledFrom([]block.Kind{block.Paragraph, block.Heading, block.TableRow, block.Code})
	pairs = rapid.Custom(func(t *rapid.T) Pair {
		return Pair{
			Source: texts.Draw(t, "source"), Target: texts.Draw(t, "target"), Kind: kinds.Draw(t, "kind"),
			Article: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "article"), Line: rapid.IntRange(1, 3).Draw(t, "line"),
			Assumed: rapid.Bool().Draw(t, "assumed"),
		}
	})
)

func memoryOf(pairs []Pair) *Memory {
	m := New("en", "tr")
	for _, p := range pairs {
		m.Add(p)
	}
	return m
}

// slowScore is the measure as it is written down, on a whole table.
func slowScore(m *Memory, a, b string, ka, kb block.Kind) int {
	x, y := cutText(a, ka, m.from), cutText(b, kb, m.from)
	switch {
	case x.prose != y.prose:
		return 0
	case x.text == y.text:
		return 100
	}
	n, k := len(x.tokens), len(y.tokens)
	if n+k == 0 || max(n, k) > comparable {
		return 0
	}
	table := make([][]int, n+1)
	for i := range table {
		table[i] = make([]int, k+1)
		for j := range table[i] {
			switch {
			case i == 0 || j == 0:
				table[i][j] = 4 * (i + j)
			default:
				table[i][j] = min(table[i-1][j]+4, table[i][j-1]+4, table[i-1][j-1]+slowCost(m, &x.tokens[i-1], &y.tokens[j-1]))
			}
		}
	}
	longer := 4 * max(n, k)
	return min(99, 100*(longer-table[n][k])/longer)
}

func slowCost(m *Memory, a, b *token) int {
	switch {
	case a.sort == b.sort && a.form == b.form:
		return 0
	case a.sort == b.sort && (a.sort != plain || m.from.fold(a.form) == m.from.fold(b.form)):
		return 1
	}
	return 4
}

// slowFind is Find by comparing with all pairs.
func slowFind(m *Memory, text string, kind block.Kind, least, most int) []Match {
	x := m.built()
	var near []nearness
	for i := range x.sources {
		p := x.sources[i].variants[0].pairs[0]
		if score := slowScore(m, text, p.Source, kind, p.Kind); score >= max(least, 1) {
			near = append(near, nearness{int32(i), int32(score)})
		}
	}
	asked := cutText(text, kind, m.from)
	return m.matches(&asked, x.rank(near, kind), most)
}

// The index leaves out nothing.
func TestFindIsThatOfAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := memoryOf(rapid.SliceOfN(pairs, 0, 30).Draw(t, "pairs"))
		for range 8 {
			text, kind := texts.Draw(t, "text"), kinds.Draw(t, "kind")
			least, most := rapid.IntRange(-1, 101).Draw(t, "least"), rapid.IntRange(0, 40).Draw(t, "most")
			got := m.Find(text, kind, least, most)
			var want []Match
			if least <= 100 && most > 0 {
				want = slowFind(m, text, kind, least, most)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%q: got %+v, want %+v", text, got, want)
			}
		}
	})
}

// Long texts take more than one word of bits.
func TestFindLongTexts(t *testing.T) {
	long := rapid.Custom(func(t *rapid.T) string {
		return strings.Repeat(texts.Draw(t, "a")+" ", rapid.IntRange(1, 12).Draw(t, "times")) + texts.Draw(t, "b")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := long.Draw(t, "a"), long.Draw(t, "b")
		least := rapid.IntRange(1, 99).Draw(t, "least")
		m := memoryOf([]Pair{{Source: a, Target: "çay", Kind: block.Paragraph}})
		want := slowScore(m, a, b, block.Paragraph, block.Paragraph)
		got := m.Find(b, block.Paragraph, least, 1)
		if m.Len() == 0 || want < least {
			if got != nil {
				t.Fatalf("got %+v, want nothing from %d on, as the score is %d", got, least, want)
			}
		} else if len(got) != 1 || got[0].Score != want {
			t.Fatalf("got %+v, want the score %d", got, want)
		}
	})
}

// scoreBy is the score that a memory of one text gives another.
func scoreBy(a, b string, ka, kb block.Kind) int {
	for _, match := range memoryOf([]Pair{{Source: a, Target: "x", Kind: ka}}).Find(b, kb, 1, 1) {
		return match.Score
	}
	return 0
}

func TestScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts.Draw(t, "a"), texts.Draw(t, "b")
		ka, kb := kinds.Draw(t, "kind of a"), kinds.Draw(t, "kind of b")
		na, nb := block.Normalize(ka, a), block.Normalize(kb, b)
		if na == "" || nb == "" {
			return
		}
		score := scoreBy(a, b, ka, kb)
		if back := scoreBy(b, a, kb, ka); back != score {
			t.Errorf("%d one way, %d the other", score, back)
		}
		if same := na == nb && ka.Prose() == kb.Prose(); (score == 100) != same {
			t.Errorf("score %d, but that the texts are the same is %t", score, same)
		}
	})
}

// The order of Add does not matter, nor does what is asked at the same time, nor
// whether the index is built in between.
func TestFindIsDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(pairs, 1, 20).Draw(t, "pairs")
		other := rapid.Permutation(all).Draw(t, "in other order")
		m := memoryOf(all)
		o := memoryOf(other[:len(other)/2])
		text, kind := texts.Draw(t, "text"), kinds.Draw(t, "kind")
		o.Find(text, kind, 1, 5)
		for _, p := range other[len(other)/2:] {
			o.Add(p)
		}
		want := m.Find(text, kind, 1, 30)
		var got [3][]Match
		var group sync.WaitGroup
		for i := range got {
			group.Go(func() { got[i] = o.Find(text, kind, 1, 30) })
		}
		group.Wait()
		for _, g := range got {
			if !reflect.DeepEqual(g, want) {
				t.Fatalf("got %+v, want %+v", g, want)
			}
		}
		if !slices.IsSortedFunc(want, func(a, b Match) int { return b.Score - a.Score }) {
			t.Errorf("the best is not first: %+v", want)
		}
	})
}

// What is put in is what was asked for, and what the source has.
func TestAdaptedAgrees(t *testing.T) {
	en, tr := anchor.LanguageOf("en"), anchor.LanguageOf("tr")
	fact := rapid.SampledFrom([][2]string{
		{"7", "7"},
		{"12", "12"},
		{"1,250", "1.250"},
		{"2.5", "2,5"},
		{"30,000.75", "30.000,75"},
		{"8%", "%8"},
		{"9.5%", "%9,5"},
		{"May 3, 2021", "3 Mayıs 2021"},
		{"30 November 1999", "30 Kasım 1999"},
		{"`a`", "`a`"},
		{"`b c`", "`b c`"},
		{"[x](/a)", "[x](/a)"},
		{"[x](/b?c=1)", "[x](/b?c=1)"},
		{"3 million", "3 milyon"},
		{"4.5 million", "4,5 milyon"},
		{"2019", "2019"},
	})
	adapted := 0
	rapid.Check(t, func(t *rapid.T) {
		var source, target, asked string
		for i, f := range rapid.SliceOfN(fact, 1, 4).Draw(t, "facts") {
			g := rapid.OneOf(rapid.Just(f), fact).Draw(t, "asked")
			word := string(rune('k' + i))
			source += f[0] + " " + word + " "
			asked += g[0] + " " + word + " "
			target = word + " " + f[1] + "; " + target
		}
		m := memoryOf([]Pair{{Source: source, Target: target, Kind: block.Paragraph}})
		for _, got := range m.Find(asked, block.Paragraph, 1, 1) {
			if !got.Adapted {
				continue
			}
			adapted++
			if d := (anchor.Comparison{}).Disagree(anchor.Scan(asked, en), anchor.Scan(got.Text, tr)); d != nil {
				t.Fatalf("%q for %q: %+v", got.Text, asked, d)
			}
		}
	})
	if adapted == 0 {
		t.Error("nothing was put in")
	}
}

// FuzzFind asks for any bytes, of a memory that holds any bytes.
func FuzzFind(f *testing.F) {
	f.Add("Add 2.5 cups of [tea](/tea) on 3 May 2021.", "3 Mayıs 2021'de 2,5 bardak [çay](/tea) ekle.", "Add 3.5 cups of [tea](/milk) on 4 May 2021.")
	f.Add("`a` \xff **b** {n}", "`a` \xff **b** {n}", "`c` \xff **b** {m}")
	f.Add("1,000,000", "1.000.000", "2,000")
	f.Add("茶を飲む", "çay iç", "茶を")
	f.Fuzz(func(t *testing.T, source, target, asked string) {
		for _, to := range []string{"tr", "ru", "??"} {
			m := New("en", to)
			for _, kind := range []block.Kind{block.Paragraph, block.TableRow, block.Code} {
				m.Add(Pair{Source: source, Target: target, Kind: kind})
			}
			for _, got := range m.Find(asked, block.Paragraph, 1, 9) {
				if got.Adapted != (got.Text != got.Pair.Target) || got.Adapted && got.Score == 100 {
					t.Fatalf("%+v", got)
				}
				if want := slowScore(m, asked, got.Pair.Source, block.Paragraph, got.Pair.Kind); got.Score != want {
					t.Fatalf("score %d, want %d", got.Score, want)
				}
			}
		}
	})
}
