package lexicon

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// sameName reports whether two spellings share a key.
func sameName(a, b string) bool {
	keys := NameKeys(b, nil)
	return slices.ContainsFunc(NameKeys(a, nil), func(k uint64) bool { return slices.Contains(keys, k) })
}

func TestNamesAcrossScripts(t *testing.T) {
	for _, line := range []string{
		"Khurelsukh Хурэлсух Hürelsuh",
		"Landsbergis Ландсбергис",
		"Ulaanbaatar Улан-Батор Улан-Батора Ulanbatur",
		"Schwarzenegger Шварценеггер Шварценеггера",
		"Johnson Джонсон Джонсоном",
		"Wright Райт Райта",
		"Chambers Чемберс",
		"Jessica Джессика Джессикой",
		"Michael Майкл Майклом",
		"Charlotte Шарлотта",
		"Washington Вашингтон",
		"Wilson Уилсон Уилсону",
		"Orwell Оруэлл",
		"Djokovic Джокович",
		"Putin Путиным Путину",
		"Trump Трампа Трампом",
		"Yeltsin Ельцин Ельцина",
		"George Джордж Джорджа",
		"Cambridge Кембридж",
		"Quentin Квентин",
		"Erdogan Erdoğan Эрдоган Эрдоганом",
		"Zelensky Зеленский Зеленского Zelenskiy",
		"Gorbachev Горбачёв Горбачёва",
		"Baghdad Багдад",
		"Hughes Хьюз",
		"Phillips Филлипс",
		"Xavier Xavier'in Xavier’nin",
		"Nikolaos Νικόλαος",
		"Obama オバマ 오바마 ओबामा ობამა Օբամա",
		"London लंदन لندن לונדון ლონდონი",
		"Merkel मर्केल مرکل מרקל მერკელი Մերկել",
		"Madrid マドリード মাদ্রিদ مدريد מדריד",
	} {
		names := strings.Fields(line)
		for _, other := range names[1:] {
			if !sameName(names[0], other) {
				t.Errorf("%s (%s) and %s (%s) have no key in common", names[0], Skeleton(names[0]), other, Skeleton(other))
			}
		}
	}
}

func TestDifferentNames(t *testing.T) {
	for _, p := range [][2]string{
		{"London", "Стамбул"}, {"Paris", "Берлин"}, {"Smith", "Джонсон"}, {"Obama", "Путин"}, {"Texas", "Чикаго"}, {"Kim", "Хан"},
	} {
		if sameName(p[0], p[1]) {
			t.Errorf("%s (%s) and %s (%s) share a key", p[0], Skeleton(p[0]), p[1], Skeleton(p[1]))
		}
	}
}

func TestSkeleton(t *testing.T) {
	for in, want := range map[string]string{
		"Schwarzenegger": "svrsngr",
		"Шварценеггер":   "svrsngr",
		"Ulaanbaatar":    "alnbtr",
		"Wright":         "rt",
		"Exxon":          "aksn",
		"Аnna":           "an",
		"Qatar":          "ktr",
		"Thatcher":       "tsr",
		"":               "",
		"2024":           "",
		"日本":             "",
	} {
		if got := Skeleton(in); got != want {
			t.Errorf("Skeleton(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNameSimilarity(t *testing.T) {
	near := [][2]string{{"Khurelsukh", "Хурэлсух"}, {"Johnson", "Джонсоном"}, {"Landsbergis", "Ландсбергиса"}, {"Ulaanbaatar", "Ulan-Batur"}, {"Wilson", "Уилсон"}, {"Wright", "Райт"}}
	far := [][2]string{{"London", "Стамбул"}, {"Johnson", "Путин"}, {"Paris", "Мадрид"}, {"Merkel", "Макрон"}, {"", "Анна"}, {"5", "5"}}
	for _, p := range near {
		if s := NameSimilarity(p[0], p[1]); s < 0.7 || s > 1 {
			t.Errorf("%s and %s: %.2f, want at least 0.7", p[0], p[1], s)
		}
	}
	for _, p := range far {
		if s := NameSimilarity(p[0], p[1]); s > 0.55 || s < 0 {
			t.Errorf("%s and %s: %.2f, want at most 0.55", p[0], p[1], s)
		}
	}
}

// The laws of skeletons and similarity, on names of three scripts.
func TestNameLaws(t *testing.T) {
	name := rapid.StringMatching(`[A-Za-zÇĞİÖŞÜçğıöşüА-Яа-яёΑ-Ωα-ω'’ -]{0,20}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		s := Skeleton(a)
		if strings.Trim(s, "abdfgjklmnprstv") != "" {
			t.Fatalf("Skeleton(%q) = %q has other letters", a, s)
		}
		for i := 1; i < len(s); i++ {
			if s[i] == s[i-1] {
				t.Fatalf("Skeleton(%q) = %q has a double letter", a, s)
			}
		}
		if again := Skeleton(s); len(again) > len(s) {
			t.Fatalf("Skeleton(%q) = %q grows to %q", a, s, again)
		}
		x, y := NameSimilarity(a, b), NameSimilarity(b, a)
		if x != y || x < 0 || x > 1 {
			t.Fatalf("NameSimilarity(%q, %q) = %v, the other way %v", a, b, x, y)
		}
		if len(s) > 0 && NameSimilarity(a, a) != 1 {
			t.Fatalf("NameSimilarity(%q) with itself = %v", a, NameSimilarity(a, a))
		}
	})
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{"Schwarzenegger", "щщщщщщщщщщщщщщщщщщщщщ", "\xff", "x", "ξξξξξξξξξξξξξξξξξξξξξξξξξξξξξξ", "wr", "tsh", strings.Repeat("x", 100)} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(Skeleton(a)) {
			t.Errorf("Skeleton(%q) is not UTF-8", a)
		}
		keys := NameKeys(a, nil)
		if slices.Sort(keys); len(slices.Compact(keys)) != len(NameKeys(a, nil)) {
			t.Errorf("NameKeys(%q) repeats a key", a)
		}
		if s := NameSimilarity(a, b); s < 0 || s > 1 {
			t.Errorf("NameSimilarity(%q, %q) = %v", a, b, s)
		}
	})
}

func BenchmarkNameKeys(b *testing.B) {
	names := strings.Fields("schwarzenegger шварценеггера washington эрдоганом ulaanbaatar chambers")
	var buf []uint64
	b.ReportAllocs()
	for b.Loop() {
		for _, n := range names {
			buf = NameKeys(n, buf[:0])
			sink += len(buf)
		}
	}
}

func BenchmarkNameSimilarity(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if NameSimilarity("schwarzenegger", "шварценеггера") > 0 {
			sink++
		}
	}
}
