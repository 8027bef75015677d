package align_test

import (
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// Which footnotes belong together: by label, by the rank of the reference, by text.
func TestFootnotesArePaired(t *testing.T) {
	const one, two, three = "Ledger of the mill, 1908, page 40.", "Letter of 2 June 1913.", "The flag is kept in the museum."
	const bir, iki, üç = "Değirmenin defteri, 1908, sayfa 40.", "2 Haziran 1913 tarihli mektup.", "Bayrak müzede saklanmaktadır."
	source := noted("en", "It was old[^1], then new[^2], and then sold[^3].", "1", one, "2", two, "3", three)
	for name, c := range map[string]struct {
		target align.Outline
		want   []string // labels of the target, for those of the source; "" for none
	}{
		"kept, in another order":         {noted("tr", "Eskiydi[^1], sonra yenilendi[^2], sonra satıldı[^3].", "3", üç, "1", bir, "2", iki), []string{"1", "2", "3"}},
		"kept, the sentence turned":      {noted("tr", "Satıldı[^3], önce eskiydi[^1], sonra yenilendi[^2].", "1", bir, "2", iki, "3", üç), []string{"1", "2", "3"}},
		"labels of its own":              {noted("tr", "Eskiydi[^9], sonra yenilendi[^7], sonra satıldı[^8].", "7", iki, "8", üç, "9", bir), []string{"9", "7", "8"}},
		"one left out and counted anew":  {noted("tr", "Eskiydi, sonra yenilendi[^1], sonra satıldı[^2].", "1", iki, "2", üç), []string{"", "1", "2"}},
		"a note of the translator's":     {noted("tr", "Eskiydi[^1], sonra[^2] yenilendi[^3], sonra satıldı[^4].", "1", bir, "2", "Kelime oyunu. Çevirmenin notu.", "3", iki, "4", üç), []string{"1", "3", "4"}},
		"a note in the place of the one": {noted("tr", "Eskiydi[^1], sonra yenilendi[^2], sonra satıldı[^3].", "1", bir, "2", iki, "3", "Kelime oyunu. Çevirmenin notu."), []string{"1", "2", ""}},
	} {
		if got := labelsPaired(source, c.target); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Of footnotes that are too many for each to be held against each, none is lost, also behind one
// that the translation has not, and with names for labels in whatever order they stand.
func TestManyFootnotesArePaired(t *testing.T) {
	for name, label := range map[string]func(n int) string{
		"numbers": strconv.Itoa,
		"names":   func(n int) string { return "mill-" + strconv.Itoa(n) },
	} {
		source, target, want := manyNotes(700, 30, label)
		if got := labelsPaired(source, target); !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
		if name != "names" {
			continue
		}
		slices.Reverse(target[1:])
		if got := labelsPaired(source, target); !slices.Equal(got, want) {
			t.Errorf("%s, turned: %q", name, got)
		}
	}
}

// manyNotes are so many footnotes and their translation, which lacks one, and the labels of the
// target for those of the source.
func manyNotes(many, gone int, label func(n int) string) (source, target align.Outline, want []string) {
	var from, to []string
	for n := range many {
		from = append(from, label(n), "Letter "+strconv.Itoa(n)+" of the miller.")
		if n == gone {
			want = append(want, "")
			continue
		}
		to = append(to, label(n), "Değirmencinin "+strconv.Itoa(n)+". mektubu.")
		want = append(want, label(n))
	}
	return noted("en", "It was old.", from...), noted("tr", "Eskiydi.", to...), want
}

// The memory that footnotes take grows with their number and not with its square.
func TestMemoryOfManyFootnotes(t *testing.T) {
	taken := func(many int) uint64 {
		source, target, _ := manyNotes(many, many/3, strconv.Itoa)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		align.Across(source, target, nil)
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	taken(100) // what is made once
	if few, many := taken(1500), taken(6000); many > 8*few {
		t.Errorf("1500 footnotes take %d bytes, 6000 take %d", few, many)
	}
}

// Numbers are counted anew beside footnotes that have names, whether the names are kept or
// not.
func TestNumbersBesideNamesAreCountedAnew(t *testing.T) {
	source := noted("en", "It was old[^ledger], then new[^1], and then sold[^2].",
		"ledger", "Ledger of the mill, 1908, page 40.", "1", "The roof had burnt.", "2", "To a baker.")
	for name, c := range map[string]struct {
		target align.Outline
		want   []string // labels of the target, for those of the source
	}{
		"numbers for all": {noted("ru", "Была стара[^1], потом нова[^2], а потом продана[^3].",
			"1", "Книга мельницы за 1908 год, с. 40.", "2", "Сгорела крыша.", "3", "Пекарю."), []string{"1", "2", "3"}},
		"a note of the translator's beside a name": {noted("tr", "Eskiydi[^ledger], sonra[^1] yenilendi[^2], sonra satıldı[^3].",
			"ledger", "Değirmenin defteri, 1908, s. 40.", "1", "Kelime oyunu. (ç.n.)", "2", "Çatı yanmıştı.", "3", "Bir fırıncıya."), []string{"ledger", "2", "3"}},
	} {
		if got := labelsPaired(source, c.target); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// labelsPaired are the labels of the footnotes of a target for those of a source, which stand
// behind a paragraph.
func labelsPaired(source, target align.Outline) []string {
	out := make([]string, len(source)-1)
	for _, l := range align.Across(source, target, nil) {
		if len(l.A) == 1 && len(l.B) == 1 && source[l.A[0]].Kind == block.Footnote {
			out[l.A[0]-1] = target[l.B[0]].Label
		}
	}
	return out
}

// A note that translators sign in their language is not taken for one of the source.
func TestTranslatorsNotes(t *testing.T) {
	source := noted("en", "The barge carried salt[^b].", "b", "A receipt is kept in the town hall.")
	for lang, note := range map[string]string{
		"tr": "Altı düz tekne. (ç.n.)", "ru": "Плоскодонное судно. Прим. пер.", "uk": "Плоскодонне судно. Примітка перекладача.",
		"de": "Ein flaches Lastschiff. Anm. d. Übers.", "fr": "Bateau à fond plat. N.d.T.", "es": "Barco de fondo plano. (N. del T.)",
		"it": "Barca a fondo piatto. Nota del traduttore.", "pt": "Barco de fundo chato. N. do T.", "pl": "Płaskodenny statek. Przyp. tłum.",
		"cs": "Plochodenná loď. Pozn. překl.", "nl": "Platbodem. Noot van de vertaler.", "ja": "平底の船。［訳注］", "zh": "平底船。——译者注",
		"ko": "바닥이 평평한 배. 옮긴이 주", "ar": "قارب مسطح القاع (المترجم).",
	} {
		target := noted(lang, "12[^x].", "x", note)
		for _, l := range align.Across(source, target, nil) {
			if slices.Contains(l.A, 1) && slices.Contains(l.B, 1) {
				t.Errorf("%s: %q is taken for a note of the source", lang, note)
			}
		}
	}
}

// noted is the outline of a paragraph and the footnotes behind it, each a label and a text.
func noted(lang, text string, notes ...string) align.Outline {
	out := align.Outline{align.SegmentOf(&block.Block{Kind: block.Paragraph, Text: text}, lang)}
	for k := 0; k < len(notes); k += 2 {
		out = append(out, align.SegmentOf(&block.Block{Kind: block.Footnote, Label: notes[k], Text: notes[k+1]}, lang))
	}
	return out
}
