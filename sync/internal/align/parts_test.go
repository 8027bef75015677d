package align_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// What Rising returns stands in the order of the list, its places rise strictly, and there is
// as much of it as of the longest of all subsequences that rise.
func TestRising(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(-4, 6), 0, 11).Draw(t, "values")
		all := make([]int, len(values))
		for k := range all {
			all[k] = k
		}
		got := align.Rising(all, func(k int) int { return values[k] })
		for n := 1; n < len(got); n++ {
			if got[n] <= got[n-1] || values[got[n]] <= values[got[n-1]] {
				t.Fatalf("%v of %v do not rise", got, values)
			}
		}
		if want := longestRising(values); len(got) != want {
			t.Fatalf("%d: %v of %v, want %d", len(got), got, values, want)
		}
	})
}

// longestRising tries all subsequences.
func longestRising(values []int) int {
	longest := 0
	for set := range 1 << len(values) {
		n, last, rises := 0, -1<<30, true
		for k, v := range values {
			if set>>k&1 == 0 {
				continue
			}
			rises = rises && v > last
			n, last = n+1, v
		}
		if rises {
			longest = max(longest, n)
		}
	}
	return longest
}

func TestShared(t *testing.T) {
	for _, c := range []struct{ a, b, langA, langB, want string }{
		{"Ask Oleg Petrov.", "Спросите Олега Петрова.", "en", "ru", "name:Oleg=Олега name:Petrov=Петрова"},
		{"Copy it with rsync to Berlin.", "Berlin'e rsync ile kopyalayın.", "en", "tr", "same:rsync"},
		{"A river in Mongolia", "Moğolistan'da bir nehir", "en", "tr", "word:river=nehir word:Mongolia=Moğolistan'da"},
		{"rsync, rsync and rsync", "rsync ve rsync", "en", "tr", "same:rsync"},
		{"Look [there](http://example.org/rsync).", "Şimdi [orası](http://example.org/rsync).", "en", "tr", ""},
		{"", "nehir", "en", "tr", ""},
		{"quiet evenings", "Çarşamba pazarı", "en", "tr", ""},
	} {
		got := align.Shared(c.a, c.b, c.langA, c.langB)
		for _, want := range strings.Fields(c.want) {
			if !slices.Contains(got, want) {
				t.Errorf("%q and %q: %q lacks %s", c.a, c.b, got, want)
			}
		}
		if c.want == "" && len(got) > 0 {
			t.Errorf("%q and %q share %q", c.a, c.b, got)
		}
		if n := len(got); n != len(slices.Compact(slices.Sorted(slices.Values(got)))) {
			t.Errorf("%q and %q: %q names a word twice", c.a, c.b, got)
		}
	}
}

func segment(text, lang string) align.Segment {
	return align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: text}, lang)
}

func TestEcho(t *testing.T) {
	source := segment("On 4 May 1987 Oleg Petrov sold 4,210 bicycles in Bergen.", "en")
	answer := segment("4 мая 1987 года Олег Петров продал в Бергене 4210 велосипедов.", "ru")
	other := segment("Суп варят на медленном огне.", "ru")
	empty := segment("", "ru")
	if there, elsewhere := align.Echo(&source, &answer), align.Echo(&source, &other); there <= 0.5 || elsewhere >= 0.2 {
		t.Errorf("the translation echoes %.2f, another text %.2f", there, elsewhere)
	}
	if e := align.Echo(&source, &empty) + align.Echo(&empty, &source); e != 0 {
		t.Errorf("nothing echoes %.2f", e)
	}
}

func TestEchoAndKinAreShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := read(anyText("en").Draw(t, "source"), "en"), read(anyText("tr").Draw(t, "target"), "tr")
		kin := align.Kin(a, b)
		if !(kin >= 0 && kin <= 1) || kin != align.Kin(b, a) {
			t.Fatalf("kin is %v one way and %v the other", kin, align.Kin(b, a))
		}
		for i := range a {
			for j := range b {
				if e := align.Echo(&a[i], &b[j]); !(e >= 0 && e <= 1) {
					t.Fatalf("segment %d echoes %v of %d", j, e, i)
				}
			}
		}
	})
}

func TestKin(t *testing.T) {
	a := read(text("en", upTo(10)), "en")
	near, far := align.Kin(a, read(text("ru", upTo(10)), "ru")), align.Kin(a, read("Суп варят на медленном огне.\n\nСоль кладут в конце.\n", "ru"))
	if near < 0.5 || far > 0.2 || near <= far {
		t.Errorf("kin is %.2f to the translation and %.2f to another text", near, far)
	}
	if k := align.Kin(read("", "en"), read("", "ru")); k != 0 {
		t.Errorf("kin of nothing is %v", k)
	}
}

// SegmentOf reads a block as NewOutline reads it among others.
func TestSegmentOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "tr", "ru", "de"}).Draw(t, "language")
		doc := markdown.Parse([]byte(anyText("en").Draw(t, "text")))
		o, at := align.NewOutline(doc, lang), doc.Segments()
		if len(o) != len(at) {
			t.Fatalf("%d of %d segments", len(o), len(at))
		}
		for k, i := range at {
			one := align.SegmentOf(&doc.Blocks[i], lang)
			if diff := cmp.Diff(o[k], one, cmp.AllowUnexported(align.Segment{}, anchor.Anchor{}), cmpopts.IgnoreFields(align.Segment{}, "words")); diff != "" {
				t.Fatalf("segment %d:\n%s", k, diff)
			}
			if diff := cmp.Diff(o[k].Keys(), one.Keys(), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("keys of segment %d:\n%s", k, diff)
			}
			if one.Digest != doc.Blocks[i].Digest() || one.Length() != len([]rune(one.Text)) {
				t.Fatalf("segment %d has another digest or length than its block", k)
			}
		}
	})
}

func TestForeign(t *testing.T) {
	const (
		english = "The committee met on Tuesday and decided that the harbour should be deepened before the autumn storms."
		russian = "Комитет собрался во вторник и решил, что гавань надо углубить ещё до осенних штормов."
		turkish = "Komisyon salı günü toplandı ve limanın güz fırtınalarından önce derinleştirilmesi gerektiğine karar verdi."
	)
	for _, c := range []struct {
		text, lang string
		want       bool
	}{
		{english, "en", false},
		{russian, "ru", false},
		{turkish, "tr", false},
		{russian, "en", true},
		{turkish, "en", true},
		{english, "ru", true},
		{turkish, "ru", true},
		{"Комитет решил.", "en", false}, // too short to tell
		{"", "en", false},
		{"The café's naïve owner, Mr Çelik, opened at seven and closed whenever the last of his guests had gone home.", "en", false},
	} {
		if got := align.Foreign(c.text, c.lang); got != c.want {
			t.Errorf("in %s: %v of %q", c.lang, got, c.text)
		}
	}
}

// A paragraph of a document that is in another language is read in its own: its
// figures count by the conventions of that language.
func TestForeignParagraphIsReadInItsLanguage(t *testing.T) {
	text := "Gemi 12.500 ton yük taşıyordu; kaptan fırtınanın yaklaştığını gördüğü hâlde limanda kalmak istemedi."
	if got, want := segment(text, "en").Anchors, segment(text, "tr").Anchors; !cmp.Equal(got, want, cmp.AllowUnexported(anchor.Anchor{})) || len(got) == 0 {
		t.Errorf("read in an English document: %v, in a Turkish one: %v", got, want)
	}
}

// sampleOf is a pair of outlines whose segments translate each other one to one.
func sampleOf(numbers []int, lang string) align.Sample {
	s := align.Sample{A: read(text("en", numbers), "en"), B: read(text(lang, numbers), lang), Paired: map[[2]int]bool{}}
	for k := range numbers {
		s.BlockA, s.BlockB = append(s.BlockA, k), append(s.BlockB, k)
		s.Paired[[2]int{k, k}] = true
	}
	return s
}

// Learning raises the likelihood of the truth, and what was learnt finds it.
func TestLearn(t *testing.T) {
	samples := []align.Sample{sampleOf([]int{0, 1, 2, 3}, "tr"), sampleOf([]int{4, 5, 6}, "ru")}
	var last float64
	for n, rounds := range []int{1, 5, 40} {
		model, likelihood := align.Learn(samples, rounds)
		if likelihood > 0 || n > 0 && likelihood <= last {
			t.Errorf("after %d rounds the log-likelihood is %v, before it was %v", rounds, likelihood, last)
		}
		last = likelihood
		if rounds < 40 {
			continue
		}
		for _, s := range samples {
			for k, l := range align.AcrossWith(&model, s.A, s.B, nil) {
				if fmt.Sprint(l.A, l.B) != fmt.Sprint([]int{k}, []int{k}) {
					t.Errorf("link %d is %v", k, l)
				}
			}
		}
	}
}

// The words of a list of names and links tell no language; the page that it stands in does.
func TestLeftInEnglish(t *testing.T) {
	const line = "\n\nTwo millers: [Ewa Lind](https://example.org/ewa-lind), [Tom Okafor](https://example.org/tom-okafor)\n"
	english := strings.Repeat("\n\nThe miller has the key of the door that you would open before the winter comes.", 4)
	turkish := strings.Repeat("\n\nDeğirmenci kapının anahtarını kışa kadar yanında taşır ve gelenlere mavi kapıyı gösterir.", 4)
	russian := strings.Repeat("\n\nМельник хранит ключ от двери, которую вы откроете до зимы, и показывает всем синюю дверь.", 4)
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"left in English":      {"# Мельница" + english, true},
		"more than half":       {"# Мельница" + english + "\n\n" + russian[:len(russian)/2], true},
		"quotations in a page": {"# Мельница" + english + russian + russian, false},
		"translated":           {"# Мельница" + russian, false},
		"left in Turkish":      {"# Мельница" + turkish, false},
		"of both":              {"# Мельница" + english + turkish + turkish, false},
	} {
		doc := markdown.Parse([]byte(c.text + line))
		o := align.NewOutline(doc, "ru")
		isRead := slices.ContainsFunc(o[len(o)-1].Anchors, func(a anchor.Anchor) bool { return a.Value == "2" })
		if isRead != c.want {
			t.Errorf("%s: the number is read: %v", name, isRead)
		}
	}
	price := "\n\n- Toyota Corolla Verso Diesel, Volkswagen Golf Variant Trendline TDI: 1 234 EUR\n"
	o := align.NewOutline(markdown.Parse([]byte("# Мельница"+english+price)), "ru")
	if last := o[len(o)-1].Anchors; len(last) == 0 || last[0].Value != "1234" {
		t.Errorf("a price that was translated has the numbers %v", last)
	}
	french := "\n\nLe meunier garde douze clefs de la porte sous la vieille pierre du moulin, comme chaque hiver.\n"
	o = align.NewOutline(markdown.Parse([]byte("# Мельница"+english+french)), "ru")
	if last := o[len(o)-1].Anchors; len(last) != 1 || last[0].Value != "12" {
		t.Errorf("a paragraph in French has the numbers %v", last)
	}
}
