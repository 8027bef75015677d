package memory_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/memory"
)

// TestFind has for each case one pair, a text asked for, and what is suggested:
// the score, and the text if facts were put in.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, to, source, target, asked string
		score                           int
		text                            string
	}{
		{"the same text", "tr", "Open the window.", "Pencereyi aç.", "Open the window.", 100, ""},
		{"the same but for cosmetics", "tr", "Open “the” window.", "Pencereyi aç.", "Open  the\nwindow.", 100, ""},
		{"one word of five", "tr", "Open the small window.", "Küçük pencereyi aç.", "Open the large window.", 80, ""},
		{"other case costs a quarter", "tr", "Open The Window.", "Pencereyi Aç.", "Open the window.", 87, ""},
		{"emphasis is tokens", "tr", "Open the *window*.", "*Pencereyi* aç.", "Open the window.", 66, ""},
		{"a decimal", "tr", "The water was 94.6 degrees warm.", "Su 94,6 derece sıcaktı.", "The water was 71.25 degrees warm.", 96, "Su 71,25 derece sıcaktı."},
		{"a decimal in Russian", "ru", "The water was 94.6 degrees warm.", "Вода была нагрета до 94,6 градуса.", "The water was 71.2 degrees warm.", 96, "Вода была нагрета до 71,2 градуса."},
		{"groups", "tr", "The town has 12,500 trees.", "Kasabada 12.500 ağaç var.", "The town has 1,204,000 trees.", 95, "Kasabada 1.204.000 ağaç var."},
		{"groups in Russian", "ru", "The town has 12,500 trees.", "В городе 12 500 деревьев.", "The town has 9,800 trees.", 95, "В городе 9 800 деревьев."},
		{"the noun would change", "ru", "The town has 12,500 trees.", "В городе 12 500 деревьев.", "The town has 12,502 trees.", 95, ""},
		{"a year", "ru", "It burnt down in 1921.", "Он сгорел в 1921 году.", "It burnt down in 1932.", 95, "Он сгорел в 1932 году."},
		{"the ending would change", "tr", "It burnt down in 1921.", "1921'de yandı.", "It burnt down in 1933.", 95, ""},
		{"the ending stays", "tr", "It burnt down in 1921.", "1921'de yandı.", "It burnt down in 2021.", 95, "2021'de yandı."},
		{"per cent", "tr", "Prices rose by 12%.", "Fiyatlar %12 arttı.", "Prices rose by 7.5%.", 95, "Fiyatlar %7,5 arttı."},
		{"a link", "tr", "See [the map](https://example.org/a).", "[Haritaya](https://example.org/a) bak.", "See [the map](https://example.org/b_(c)).", 97, "[Haritaya](https://example.org/b_(c)) bak."},
		{"a link with a page of its own", "tr", "See [the map](/en/a).", "[Haritaya](/tr/a) bak.", "See [the map](/en/b).", 97, ""},
		{"code", "tr", "Run `make all` first.", "Önce `make all` çalıştır.", "Run `make lint` first.", 93, "Önce `make lint` çalıştır."},
		{"two facts that change places", "tr", "From 10 to 20 metres.", "10 metreden 20 metreye.", "From 20 to 10 metres.", 91, "20 metreden 10 metreye."},
		{"a fact that stands twice", "tr", "From 10 to 20 metres.", "10 metreden 10 metreye.", "From 12 to 20 metres.", 95, ""},
		{"a fact left out", "tr", "From 10 to 20 metres.", "20 metreye kadar.", "From 12 to 20 metres.", 95, ""},
		{"nothing alike", "tr", "Open the window.", "Pencereyi aç.", "Birds sing at dawn here.", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := memory.New("en", c.to)
			m.Add(memory.Pair{Source: c.source, Target: c.target, Kind: block.Paragraph})
			got := m.Find(c.asked, block.Paragraph, 50, 5)
			if c.score == 0 {
				if len(got) != 0 {
					t.Fatalf("got %+v, want nothing", got[0])
				}
				return
			}
			want := memory.Match{Score: c.score, Text: c.target}
			if c.text != "" {
				want.Text, want.Adapted = c.text, true
			}
			if len(got) != 1 || got[0].Score != want.Score || got[0].Text != want.Text || got[0].Adapted != want.Adapted {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		})
	}
}
