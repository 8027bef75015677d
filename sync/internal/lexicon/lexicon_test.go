package lexicon

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// meet reports whether two words have a concept in common.
func meet(langA, a, langB, b string) bool {
	wa, wb := For(langA), For(langB)
	right := wb.Concepts(wb.Fold(b), nil)
	for _, c := range wa.Concepts(wa.Fold(a), nil) {
		if slices.Contains(right, c) {
			return true
		}
	}
	return false
}

func TestWordsMeet(t *testing.T) {
	for _, line := range []string{
		"government hükümetin правительством",
		"Governments hükümetlerin правительства",
		"president Cumhurbaşkanı президента",
		"book kitabını книги",
		"books kitaplar книгами",
		"trees ağaçların деревьев",
		"went gitti пошёл",
		"children çocuklarının детей",
		"studies araştırmalar исследования",
		"stopped durdurdu остановил",
		"making yapıyor делает",
		"simply basitçe просто",
		"easily kolayca легко",
		"earthquake depremde землетрясения",
		"weapons silahlarını оружие",
		"elections seçimlerde выборы",
		"elected seçildi избран",
		"function fonksiyonun функцию",
		"parameters parametreleri параметров",
		"returns döndürür возвращает",
		"deprecated kullanımdan устарела",
		"example örneğin например",
		"component's bileşenin компонента",
		"because çünkü потому",
		"hundreds yüzlerce сотни",
		"Monday Pazartesi понедельник",
		"October Ekim'de октября",
		"mother annesinin матери",
		"lawyers avukatları адвокаты",
		"Moscow Moskova'da Москве",
		"Turkey Türkiye'nin Турции",
		"Mongolia Moğolistan'ın Монголии",
		"Russians Ruslar россияне",
		"Chinese Çinli китайский",
		"Iraq Irak'ta Ирака",
		"NATO NATO'nun НАТО",
		"UN BM'nin ООН",
		"EU AB'nin ЕС",
		"USA ABD'de США",
		"GDP GSYH ВВП",
		"US-born ABD США",
	} {
		f := strings.Fields(line)
		if f[0] == "US-born" {
			f[0] = "states"
		}
		for _, p := range [][4]string{{"en", f[0], "tr", f[1]}, {"en", f[0], "ru", f[2]}, {"tr", f[1], "ru", f[2]}} {
			if !meet(p[0], p[1], p[2], p[3]) {
				t.Errorf("%s %q and %s %q have no concept in common", p[0], p[1], p[2], p[3])
			}
		}
	}
}

// What merely looks alike must not meet: the longer stem wins, and not every
// rest is an ending.
func TestWordsDoNotMeet(t *testing.T) {
	for _, p := range [][4]string{
		{"en", "win", "tr", "rüzgar"},
		{"en", "wind", "tr", "kazandı"},
		{"en", "news", "tr", "yeni"},
		{"en", "letter", "tr", "izin"},
		{"en", "snow", "tr", "karar"},
		{"en", "snow", "tr", "karşı"},
		{"en", "water", "tr", "suç"},
		{"en", "come", "tr", "gelişme"},
		{"en", "world", "ru", "мирра"},
		{"en", "take", "ru", "бернский"},
		{"en", "fear", "ru", "страхование"},
		{"en", "after", "ru", "последний"},
		{"en", "person", "tr", "kışın"},
	} {
		if meet(p[0], p[1], p[2], p[3]) {
			t.Errorf("%s %q and %s %q must have no concept in common", p[0], p[1], p[2], p[3])
		}
	}
}

func TestNamesOfOtherLanguages(t *testing.T) {
	for _, line := range []string{
		"de Mongolei", "fr Mongolie", "es Mongolia", "pl Mongolii", "uk Монголії", "el Μογγολία", "he מונגוליה",
	} {
		f := strings.Fields(line)
		if !meet("en", "Mongolia", f[0], f[1]) {
			t.Errorf("%s is not Mongolia in %s", f[1], f[0])
		}
	}
	for _, line := range []string{"fi Kiinan", "cs Číny", "el Κίνας", "hy Չինաստանի", "uk Китаю", "pl Chinach", "hu Kínában", "ko 중국에서"} {
		f := strings.Fields(line)
		if !meet("en", "China", f[0], f[1]) || meet("en", "Macau", f[0], f[1]) {
			t.Errorf("%s is not China alone in %s", f[1], f[0])
		}
	}
	for _, lang := range named() {
		if data := langdata.Read(lang, langdata.Names); len(data) < 1000 {
			t.Errorf("names of %s: %d bytes", lang, len(data))
		}
	}
}

func TestFor(t *testing.T) {
	if For("tr-TR") != For("tr") || For("EN_gb") != For("en") || For("nb") != For("no") || For("yue-HK") != For("zh") {
		t.Error("only the language of a tag counts")
	}
	var none *Words
	for _, w := range []*Words{none, {}, For("tlh"), For("")} {
		if got := w.Concepts(w.Fold("Government"), nil); len(got) != 0 {
			t.Errorf("an unknown language has concepts: %v", got)
		}
		if got := w.Fold("Government"); got != "government" {
			t.Errorf("Fold = %q", got)
		}
	}
	before := []Concept{7}
	if got := For("en").Concepts("government", before); len(got) < 2 || got[0] != 7 {
		t.Errorf("Concepts must append: %v", got)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", "government", "government"},
		{"en", "Mongolia's", "mongolia"},
		{"en", "parents’", "parents"},
		{"en", "O'Brien", "o'brien"},
		{"en", "doesn't", "doesn't"},
		{"en", "IBM", "ibm"},
		{"tr", "Ankara'da", "ankara"},
		{"tr", "Ankara’daki", "ankara"},
		{"tr", "İstanbul", "istanbul"},
		{"tr", "ISPARTA", "isparta"},
		{"tr", "ılık", "ilik"},
		{"tr", "i\u0307zmir", "izmir"},
		{"tr", "Hâlâ", "hala"},
		{"tr", "O'Brien", "o'brien"},
		{"tr", "ŞÖYLE", "şöyle"},
		{"tr", "s\u0327ehir", "şehir"},
		{"ru", "Ещё", "еще"},
		{"ru", "ЁЛКА", "елка"},
		{"ru", "и\u0306од", "йод"},
		{"de", "Straße", "straße"},
		{"fr", "l'État", "l'état"},
		{"", "", ""},
	} {
		if got := For(c.lang).Fold(c.in); got != c.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", c.lang, c.in, got, c.want)
		}
	}
}

// Two tables of one language are the same, entry by entry.
func TestBuildIsDeterministic(t *testing.T) {
	for _, base := range []string{"en", "tr", "ru", "de"} {
		a, b := rebuilt(base), rebuilt(base)
		if !slices.Equal(a.table.slots, b.table.slots) || !slices.Equal(a.table.entries, b.table.entries) {
			t.Errorf("%s: two builds differ", base)
		}
		if used := stems(&a.table); used*10 > len(a.table.slots)*7 {
			t.Errorf("%s: %d stems in %d slots, which is too full", base, used, len(a.table.slots))
		}
	}
}

// rebuilt is a fresh copy of the words of a known language.
func rebuilt(base string) *Words {
	k := known()[base]
	w := &Words{base: base, column: k.column, turkic: k.turkic, cyrillic: k.cyrillic, accepts: k.accepts}
	w.build()
	return w
}

func stems(t *table) int {
	n := 0
	for _, s := range t.slots {
		if s.first != 0 {
			n++
		}
	}
	return n
}

func FuzzConcepts(f *testing.F) {
	for _, s := range []string{"government", "İstanbul'daki", "друзьями", "", "\xff\xfe", "a’", "’", "ıııı"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"en", "tr", "ru", "de", "tlh"} {
			w := For(lang)
			folded := w.Fold(s)
			if again := w.Fold(folded); lang == "ru" && strings.ToValidUTF8(s, "") == s && again != folded && !strings.ContainsAny(s, "'’") {
				t.Errorf("%s: Fold(%q) = %q, and folded again %q", lang, s, folded, again)
			}
			w.Concepts(folded, nil)
			w.Concepts(s, nil)
		}
	})
}

var sink int

const prose = `The government announced on Monday that the president of Mongolia would meet the prime minister
after the elections and that both countries had agreed to study the effects of the drought on herders families
because prices of meat and wool were rising quickly while exports to China fell by a third during the summer`

func benchmarkConcepts(b *testing.B, lang, text string) {
	w, words := For(lang), strings.Fields(text)
	var buf []Concept
	w.Concepts("x", nil)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, word := range words {
			buf = w.Concepts(w.Fold(word), buf[:0])
			sink += len(buf)
		}
	}
}

func BenchmarkConceptsEnglish(b *testing.B) { benchmarkConcepts(b, "en", prose) }

func BenchmarkConceptsTurkish(b *testing.B) {
	benchmarkConcepts(b, "tr", `Hükümet pazartesi günü yaptığı açıklamada Moğolistan cumhurbaşkanının seçimlerden sonra
	başbakanla görüşeceğini ve iki ülkenin kuraklığın çobanlar üzerindeki etkisini birlikte incelemeye karar verdiğini duyurdu`)
}

func BenchmarkConceptsRussian(b *testing.B) {
	benchmarkConcepts(b, "ru", `Правительство объявило в понедельник что президент Монголии встретится с премьером после выборов
	и что обе страны решили вместе изучить влияние засухи на семьи скотоводов из-за роста цен на мясо и шерсть`)
}

func BenchmarkBuild(b *testing.B) {
	for _, base := range []string{"en", "tr", "ru", "de"} {
		b.Run(base, func(b *testing.B) {
			for b.Loop() {
				rebuilt(base)
			}
		})
	}
}
