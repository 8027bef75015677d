package memory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
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
		{"per cent in Russian", "ru", "Prices rose by 12%.", "Цены выросли на 12 %.", "Prices rose by 2%.", 95, "Цены выросли на 2 %."},
		{"per cent in words", "ru", "Prices rose by 12%.", "Цены выросли на 12 процентов.", "Prices rose by 2%.", 95, ""},
		{"a link", "tr", "See [the map](https://example.org/a).", "[Haritaya](https://example.org/a) bak.", "See [the map](https://example.org/b_(c)).", 97, "[Haritaya](https://example.org/b_(c)) bak."},
		{"a link with a page of its own", "tr", "See [the map](/en/a).", "[Haritaya](/tr/a) bak.", "See [the map](/en/b).", 97, ""},
		{"code", "tr", "Run `make all` first.", "Önce `make all` çalıştır.", "Run `make lint` first.", 93, "Önce `make lint` çalıştır."},
		{"two facts that change places", "tr", "From 10 to 20 metres.", "10 metreden 20 metreye.", "From 20 to 10 metres.", 91, "20 metreden 10 metreye."},
		{"a fact that stands twice", "tr", "From 10 to 20 metres.", "10 metreden 10 metreye.", "From 12 to 20 metres.", 95, ""},
		{"a fact left out", "tr", "From 10 to 20 metres.", "20 metreye kadar.", "From 12 to 20 metres.", 95, ""},
		{"a date", "tr", "It opened on May 3, 2021.", "3 Mayıs 2021 günü açıldı.", "It opened on November 30, 2022.", 95, "30 Kasım 2022 günü açıldı."},
		{"a date in Russian", "ru", "It opened on May 3, 2021.", "Он открылся 3 мая 2021 года.", "It opened on 12 August 2022.", 95, "Он открылся 12 августа 2022 года."},
		{"a month and a year", "ru", "It opened in May 2021.", "Он открылся в мае 2021 года.", "It opened in August 2022.", 95, "Он открылся в августе 2022 года."},
		{"a date in figures", "ru", "It opened on May 3, 2021.", "Открыт 03.05.2021.", "It opened on 12 August 2022.", 95, "Открыт 12.08.2022."},
		{"a date with an ending", "tr", "It opened on May 3, 2021.", "3 Mayıs 2021'de açıldı.", "It opened on May 3, 2023.", 95, ""},
		{"a date with an ending that stays", "tr", "It opened on May 3, 2021.", "3 Mayıs 2021'de açıldı.", "It opened on June 14, 2021.", 95, "14 Haziran 2021'de açıldı."},
		{"days from and to", "tr", "Closed on 3–5 May, from 8 to 9.", "3-5 Mayıs günleri 8 ile 9 arası kapalı.", "Closed on 3–6 May, from 7 to 9.", 94, ""},
		{"a time", "tr", "The gate opens at 14:05.", "Kapı saat 14:05 gibi açılır.", "The gate opens at 9:30.", 95, "Kapı saat 9:30 gibi açılır."},
		{"a decade", "ru", "Built in the 1970s.", "Построен в 1970-х.", "Built in the 1990s.", 95, "Построен в 1990-х."},
		{"a decade in Turkish", "tr", "Built in the 1970s.", "1970'lerde yapıldı.", "Built in the 1990s.", 95, ""},
		{"millions", "tr", "It holds 5 million books.", "5 milyon kitap alır.", "It holds 7.5 million books.", 95, "7,5 milyon kitap alır."},
		{"millions in other words", "ru", "It holds 5 million books.", "Вмещает 5 миллионов книг.", "It holds 2 million books.", 95, ""},
		{"a minus", "ru", "It is -5 °C there.", "Там -5 °C.", "It is -12 °C there.", 96, "Там -12 °C."},
		{"a footnote", "tr", "He came back.[^1]", "Geri döndü.[^1]", "He came back.[^7]", 95, "Geri döndü.[^7]"},
		{"zeros are kept", "tr", "It costs 2.50 a day.", "Günlüğü 2,50 tutar.", "It costs 3.00 a day.", 95, "Günlüğü 3,00 tutar."},
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

// TestRepeats has several translations of one text.
func TestRepeats(t *testing.T) {
	m := memory.New("en", "tr")
	add := func(target, article string, line int, kind block.Kind, assumed bool) {
		m.Add(memory.Pair{Source: "Good night", Target: target, Kind: kind, Article: article, Line: line, Assumed: assumed})
	}
	add("Hayırlı geceler", "a", 1, block.Paragraph, true)
	add("Hayırlı geceler", "a", 2, block.Paragraph, true)
	add("Hayırlı geceler", "a", 3, block.Paragraph, true)
	add("Geceniz hayrolsun", "a", 4, block.Heading, false)
	add("İyi uykular", "b", 1, block.Paragraph, false)
	add("Tatlı rüyalar", "a", 9, block.Paragraph, false)
	add("İyi geceler", "c", 1, block.Paragraph, true)
	add("İyi geceler", "c", 7, block.Heading, false)
	add("“İyi geceler”", "c", 5, block.Paragraph, false)
	add(" \n", "c", 6, block.Paragraph, false)
	if m.Len() != 9 {
		t.Errorf("%d pairs", m.Len())
	}
	want := []string{"“İyi geceler” c 5", "Tatlı rüyalar a 9", "İyi uykular b 1", "Geceniz hayrolsun a 4", "Hayırlı geceler a 1"}
	for most := range len(want) + 2 {
		var got []string
		for _, s := range m.Find("Good night", block.Paragraph, 100, most) {
			got = append(got, fmt.Sprint(s.Text, " ", s.Pair.Article, " ", s.Pair.Line))
		}
		if !slices.Equal(got, want[:min(most, len(want))]) {
			t.Errorf("%d at most: got %q", most, got)
		}
	}
	if got := m.Find("Good night", block.Code, 1, 9); got != nil {
		t.Errorf("suggested for code: %+v", got)
	}
}

// Suggestions that come out the same are given once.
func TestSameTextOnce(t *testing.T) {
	m := memory.New("en", "tr")
	for i := range 20 {
		m.Add(memory.Pair{Source: fmt.Sprint("Page ", i), Target: fmt.Sprint("Sayfa ", i), Kind: block.Heading, Line: i})
	}
	got := m.Find("Page 77", block.Heading, 50, 3)
	if len(got) == 0 || got[0].Text != "Sayfa 77" || !got[0].Adapted {
		t.Errorf("got %+v", got)
	}
	for i := range got {
		for j := range i {
			if got[i].Text == got[j].Text {
				t.Errorf("%q twice", got[i].Text)
			}
		}
	}
}

func ExampleMemory_Find() {
	m := memory.New("en", "ru")
	m.Add(memory.Pair{Source: "The tank holds 94.6 litres.", Target: "Бак вмещает 94,6 литра.", Kind: memory.Paragraph})
	for _, s := range m.Find("The tank holds 1,250.5 litres.", memory.Paragraph, 70, 3) {
		fmt.Println(s.Score, s.Text)
	}
	// Output: 95 Бак вмещает 1 250,5 литра.
}

// Other languages have their own marks, or none that are known.
func TestOtherLanguages(t *testing.T) {
	for to, want := range map[string]string{
		"de": "Es sind 1.204,5 Meter.", "de-CH": "Es sind 1’204.5 Meter.", "ar": "", "fa": "", "und": "", "??": "",
	} {
		m := memory.New("en", to)
		m.Add(memory.Pair{Source: "It is 94 metres.", Target: "Es sind 94 Meter.", Kind: memory.Paragraph})
		got := m.Find("It is 1,204.5 metres.", memory.Paragraph, 70, 1)
		if len(got) != 1 || want != "" && got[0].Text != want {
			t.Errorf("%s: got %+v, want %q", to, got, want)
		}
	}
}

// Long texts are found if they are the same, in time.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("the long way home ", 60_000)
	m := memory.New("en", "tr")
	m.Add(memory.Pair{Source: long, Target: "Eve giden uzun yol", Kind: block.Paragraph})
	m.Add(memory.Pair{Source: "the long way", Target: "Uzun yol", Kind: block.Paragraph})
	if got := m.Find(long, block.Paragraph, 1, 5); len(got) != 1 || got[0].Score != 100 {
		t.Errorf("got %d", len(got))
	}
	if got := m.Find(long+"again", block.Paragraph, 1, 5); len(got) != 0 {
		t.Errorf("got %d", len(got))
	}
}
