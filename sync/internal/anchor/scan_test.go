package anchor

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// checkLaws holds what Scan promises for any text.
func checkLaws(t rapid.TB, text string, got []Anchor) {
	t.Helper()
	for i, a := range got {
		if a.Start < 0 || a.Start > a.End || a.End > len(text) {
			t.Fatalf("%q: anchor %+v lies outside", text, a)
		}
		if a.Value == "" && a.Kind != Link && a.Kind != Image && a.Kind != Code {
			t.Errorf("%q: anchor %+v has no value", text, a)
		}
		if i > 0 && (got[i-1].Start > a.Start || got[i-1].Start == a.Start && got[i-1].End > a.End) {
			t.Errorf("%q: anchors %+v and %+v are out of order", text, got[i-1], a)
		}
		if whole := utf8.ValidString(text[:a.Start]) && utf8.ValidString(text[a.Start:a.End]); utf8.ValidString(text) && !whole {
			t.Errorf("%q: anchor %+v cuts a character", text, a)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, file := range []string{"facts.txt", "disagree.txt"} {
		raw, err := os.ReadFile("testdata/" + file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			f.Add(line)
		}
	}
	for _, s := range []string{"[", "](", "`", "<a", "{{", "${", "%1$", "&#", "\\", "5 ", "5\u00a0", "\xc2", "5\xe2", "-", "5.", "\\é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var first []Anchor
		for _, tag := range []string{"en", "tr", "ru", "de", "zz"} {
			got := Scan(text, LanguageOf(tag))
			checkLaws(t, text, got)
			if d := (Comparison{}).Disagree(got, got); len(d) > 0 {
				t.Errorf("%s: %q disagrees with itself: %v", tag, text, d)
			}
			(Comparison{}).Disagree(first, got)
			first = got
		}
	})
}

// Hostile texts take time in proportion to their length.
func TestScanIsLinear(t *testing.T) {
	const size = 1 << 17
	for _, s := range []string{
		"[", "]", "![", "](", "](a(", "](<", "](a \"", "`", "` ``", "`1 ", "<a", "<a b=", "<!--", "{", "{{", "${", "%(", "%1", "&#1",
		"[^", "[1", "1,", "1.", "1 000 ", "1-", "1:", "million ", "bir ", "сто ", "II ", "May ", "May, ", "May to ", "5 May-", "http://", "www.", "a_1", "'", "’s",
		"twenty hundred ", "href=\"", "\\", "$5 ", "5% ", "% 5",
	} {
		text := strings.Repeat(s, size/len(s))
		for _, tag := range []string{"en", "tr", "ru"} {
			began := time.Now()
			checkOrder(t, Scan(text, LanguageOf(tag)))
			if d := time.Since(began); d > 10*time.Second {
				t.Errorf("%s: %q repeated takes %v", tag, s, d)
			}
		}
	}
}

func checkOrder(t *testing.T, got []Anchor) {
	t.Helper()
	if !slices.IsSortedFunc(got, func(a, b Anchor) int { return a.Start - b.Start }) {
		t.Error("anchors are out of order")
	}
}

func TestScanWithoutLanguage(t *testing.T) {
	if got := factsOf(Scan("5 and 1.5", nil)); got != "number:5 number:1.5" {
		t.Errorf("got %s", got)
	}
	if got := Scan("", nil); got != nil {
		t.Errorf("got %v for an empty text", got)
	}
}

func TestKindNames(t *testing.T) {
	if Number.String() != "number" || FootnoteRef.String() != "footnote" || kinds.String() != "unknown" {
		t.Error("a kind has the wrong name")
	}
}

const sample = `The survey of 12 March 2019 counted 1,234 households in [three valleys](https://example.org/valleys "map"),
about 12.5% fewer than in the 1990s, when the twentieth century's last count listed 1.4 million people[^2].
Call ` + "`count(12)`" + ` to get {total}, and remember that most of this paragraph is plain prose without any
figures in it, as paragraphs are: words follow words, clauses follow clauses, and nothing is to be found there.
`

var samples = map[string]string{
	"en": sample,
	"tr": `Ölçümler 12 Mart 2019 günü [üç vadide](https://example.org/valleys) 1.234 haneyi kapsadı; bu, 1990'lı yıllardaki
sayının yüzde 12,5 altında kaldı[^2]. Metnin geri kalanı düz yazıdır: sözcükler sözcükleri izler, cümleler uzar gider
ve içlerinde aranacak tek bir sayı bile bulunmaz; çoğu paragraf zaten böyledir.
`,
	"ru": `Опрос 12 марта 2019 года охватил 1 234 двора в [трёх долинах](https://example.org/valleys), на 12,5 % меньше,
чем в 1990-х годах[^2]. Остальное в этом абзаце — обычный текст: слова идут за словами, предложения тянутся, и ни одной
цифры в них не найти; таковы, впрочем, почти все абзацы.
`,
}

func BenchmarkScan(b *testing.B) {
	for _, tag := range []string{"en", "tr", "ru"} {
		b.Run(tag, func(b *testing.B) {
			lang, text := LanguageOf(tag), samples[tag]
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Scan(text, lang)
			}
		})
	}
}

func BenchmarkDisagree(b *testing.B) {
	s, t := Scan(samples["en"], LanguageOf("en")), Scan(samples["ru"], LanguageOf("ru"))
	b.ReportAllocs()
	for b.Loop() {
		Comparison{}.Disagree(s, t)
	}
}
