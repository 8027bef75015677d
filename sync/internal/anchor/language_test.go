package anchor

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

func TestLanguageOfIsCached(t *testing.T) {
	var group sync.WaitGroup
	got := make([]*Language, 16)
	for i := range got {
		group.Go(func() { got[i] = LanguageOf("tr-TR") })
	}
	group.Wait()
	for _, l := range got {
		if l != got[0] {
			t.Fatal("the same tag gives different languages")
		}
	}
}

// A function word of a language is one of any.
func TestIsFunctionWord(t *testing.T) {
	known := 0
	for _, tag := range langdata.Tags() {
		l := LanguageOf(tag)
		if l.KnowsFunctionWords() {
			known++
		}
		for w := range l.function {
			if !IsFunctionWord(w) {
				t.Errorf("%s: %s is none", tag, w)
			}
		}
	}
	if known < 30 {
		t.Errorf("the words of %d languages are known", known)
	}
	for _, w := range []string{"", "Und", "mill", "değirmen", "мельница"} {
		if IsFunctionWord(w) {
			t.Errorf("%q is one", w)
		}
	}
}

func TestSeparators(t *testing.T) {
	for tag, want := range map[string]string{
		"en": ".,", "tr": ",.", "ru": ", ", "de": ",.", "de-CH": ".'", "fr": ", ", "ja": ".,", "es": ",.", "zz": "\x00\x00", "not a tag": "\x00\x00", "": "\x00\x00",
	} {
		l := LanguageOf(tag)
		if got := string([]byte{l.decimal, l.group}); got != want {
			t.Errorf("%s: separators %q, want %q", tag, got, want)
		}
	}
}

func TestInflect(t *testing.T) {
	for _, c := range []struct{ word, endings, want string }{
		{"beş", "(y)I (y)A DA (I)ncI (s)InI (ş)Ar", "beşi beşe beşte beşinci beşini beşer"},
		{"iki", "(y)I (y)A DA (I)ncI (s)InI (ş)Ar", "ikiyi ikiye ikide ikinci ikisini ikişer"},
		{"dört", "(y)I DA (I)ncI", "dördü dörtte dördüncü"},
		{"otuz", "(y)I DAn (I)ncI lAr", "otuzu otuzdan otuzuncu otuzlar"},
		{"Ağustos", "DA", "Ağustosta"},
	} {
		if got := withEndings(c.word, c.endings); !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("inflect(%s, %s) = %q, want %s", c.word, c.endings, got, c.want)
		}
	}
}

// What is written in short has no endings in Turkish.
func TestShortWordsAreNotInflected(t *testing.T) {
	for _, e := range []entry{
		{"mn", meaning{role: scale, value: 1_000_000}},
		{"mlr", meaning{role: scale, value: 1_000_000_000}},
		{"sal", meaning{role: weekday, value: 2, vague: true}},
		{"km", meaning{role: measure, unit: "km"}},
	} {
		if forms := len(inflectTurkish([]entry{e})) - len(inflectTurkish(nil)); forms != 1 {
			t.Errorf("%s has %d forms", e.word, forms)
		}
	}
}

// In a file of words those behind stems stand before these, and scales before the places that
// are named after them: as its rows are read.
func TestOrderOfWords(t *testing.T) {
	for _, tag := range langdata.Tags() {
		hasStem, ordinals := false, map[string]bool{}
		for row := range langdata.Rows(tag, langdata.Words) {
			switch row[0] {
			case "stem":
				hasStem = true
			case "ordinal":
				ordinals[row[1]] = true
			}
			if row[0] == "stemmed" && hasStem || row[0] == "scale" && ordinals[row[1]] {
				t.Errorf("%s: %s %s stands too late", tag, row[0], row[1])
			}
		}
	}
}

// Words are known in every case they are written in, Turkish ones with their own
// letters.
func TestWordsInCapitals(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"tr", "İKİNCİ, İki, ALTINCI, YİRMİ, 5 KASIM 2020, 6 HAZİRAN 2021", "~number:2 ~number:2 ~number:6 ~number:20 date:2020-11-05 date:2021-06-06"},
		{"ru", "ПЯТЬ, Пять, 5 НОЯБРЯ 2020", "~number:5 ~number:5 date:2020-11-05"},
		{"en", "FIVE, Five, NOVEMBER 5, 2020, November 5, 2020", "~number:5 ~number:5 date:2020-11-05 date:2020-11-05"},
	} {
		if got := factsOf(Scan(c.text, LanguageOf(c.tag))); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	for _, tag := range []string{"en", "tr", "ru", "de"} {
		b.Run(tag, func(b *testing.B) {
			for b.Loop() {
				findLanguage(tag)
			}
		})
	}
}
