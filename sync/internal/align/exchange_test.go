package align_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// sections are a text in three sections, as people write of a library, a mill and a ferry.
var sections = map[string][3]string{
	"en": {
		`## Where books wait

Ottilie Branwen opened the doors in 1911.

At first there was only one shelf, and it stood in her kitchen.

Children came after school and read until it grew dark.

In 1924 Corwin Delmar gave his whole collection, 3200 volumes.

Nobody had ever counted them before.

The roof leaked, and for two winters the readers held umbrellas.

Since 1962 slates from Falster keep the rain out.

Whoever is late with a book brings an apple.`,
		`## Flour and water

The mill stands below the weir of Ilmen.

Its wheel has 36 blades, and oak was used for all of them.

Jarkov the miller sold flour to 14 villages.

After the flood of 1899 the wheel was built anew.`,
		`## Across the bay

The first boat to Hovden sailed in 1938 under Runa Estrid.

She knew every rock by the colour of the water.

It could carry twelve people and one cow.

When fog came up, somebody on the pier beat a drum.

Today 460 passengers fit on the Gondar.

The trip takes longer than it used to, because nobody is in a hurry.

Tickets are sold at Quimper, and only there.

Dogs travel free.`,
	},
	"de": {
		`## Wo Bücher warten

Ottilie Branwen öffnete 1911 die Türen.

Zuerst gab es nur ein einziges Brett, und das stand in ihrer Küche.

Kinder kamen nach dem Unterricht und lasen, bis es dunkel wurde.

1924 schenkte Corwin Delmar seine ganze Sammlung, 3200 Bände.

Gezählt hatte sie vorher niemand.

Es regnete durch, und zwei Winter lang hielten die Leser Schirme.

Seit 1962 hält Schiefer aus Falster den Regen ab.

Wer ein Buch zu spät bringt, bringt einen Apfel mit.`,
		`## Mehl und Wasser

Die Mühle steht unter dem Wehr von Ilmen.

Ihr Rad hat 36 Schaufeln, alle aus Eiche.

Der Müller Jarkov verkaufte Mehl in 14 Dörfer.

Nach dem Hochwasser von 1899 wurde das Rad neu gebaut.`,
		`## Über die Bucht

Das erste Boot nach Hovden fuhr 1938 unter Runa Estrid.

Sie kannte jeden Felsen an der Farbe des Wassers.

Zwölf Leute und eine Kuh passten hinein.

Kam Nebel auf, schlug jemand auf dem Steg die Trommel.

Heute finden 460 Fahrgäste auf der Gondar Platz.

Die Überfahrt dauert länger als früher, weil es keiner eilig hat.

Karten gibt es in Quimper und nur dort.

Hunde fahren umsonst.`,
	},
	"uk": {
		`## Де чекають книжки

Оттілія Бранвен відчинила двері 1911 року.

Спочатку була лише одна полиця, і стояла вона в її кухні.

Діти приходили після уроків і читали, доки не сутеніло.

1924 року Корвін Дельмар подарував усе своє зібрання, 3200 томів.

Доти їх ніхто не лічив.

Дах протікав, і дві зими читачі тримали парасольки.

Від 1962 року шифер із Фальстера не пускає дощу.

Хто запізнюється з книжкою, приносить яблуко.`,
		`## Борошно і вода

Млин стоїть нижче греблі Ільмен.

Його колесо має 36 лопатей, усі з дуба.

Мельник Ярков продавав борошно до 14 сіл.

Після повені 1899 року колесо збудували наново.`,
		`## Через затоку

Перший човен до Ховдена вийшов 1938 року під орудою Руни Естрід.

Вона знала кожну скелю за кольором води.

У ньому вміщалося дванадцятеро людей і одна корова.

Коли здіймався туман, хтось на пірсі бив у барабан.

Сьогодні на «Гондарі» вміщається 460 пасажирів.

Дорога триває довше, ніж колись, бо ніхто не поспішає.

Квитки продають у Кемпері, і тільки там.

Собаки їздять безкоштовно.`,
	},
}

// Two sections that changed places are found whole, with their headings and with what says
// little of itself, in either direction.
func TestSectionsChangedPlaces(t *testing.T) {
	outline := func(lang string, order ...int) align.Outline {
		var parts []string
		for _, k := range order {
			parts = append(parts, sections[lang][k])
		}
		return align.NewOutline(markdown.Parse([]byte(strings.Join(parts, "\n\n"))), lang)
	}
	for _, lang := range []string{"de", "uk"} {
		for _, pair := range [][2]string{{"en", lang}, {lang, "en"}} {
			a, b := outline(pair[0], 0, 1, 2), outline(pair[1], 2, 1, 0)
			first, middle := strings.Count(sections["en"][0], "\n\n")+1, strings.Count(sections["en"][1], "\n\n")+1
			counterpart := func(i int) int {
				switch {
				case i < first:
					return i + len(b) - first
				case i < first+middle:
					return i - first + len(b) - first - middle
				}
				return i - first - middle
			}
			right := 0
			for _, l := range align.Across(a, b, nil) {
				if len(l.A) == 1 && len(l.B) == 1 && l.B[0] == counterpart(l.A[0]) {
					right++
				} else {
					t.Logf("%s: %v %v", pair, l.A, l.B)
				}
			}
			if right != len(a) {
				t.Errorf("%s to %s: %d of %d pairs", pair[0], pair[1], right, len(a))
			}
		}
	}
}

// Items that changed places take those that stood in theirs along, in order.
func TestItemsChangedPlaces(t *testing.T) {
	source := "- Flour of rye\n- Print\n- The cat sleeps\n- Settings\n- Delete the old log\n- A pinch of salt\n"
	target := "- Yazdır\n- Çavdar unu\n- Kedi uyuyor\n- Hesabınızla oturum açın\n- Bir tutam tuz\n- Ayarlar\n"
	a := align.NewOutline(markdown.Parse([]byte("# Mill\n\n"+source)), "en")
	b := align.NewOutline(markdown.Parse([]byte("# Değirmen\n\n"+target)), "tr")
	want := map[int]int{0: 0, 1: 2, 2: 1, 3: 3, 4: 6, 6: 5}
	for _, l := range align.Across(a, b, nil) {
		if len(l.A) != 1 {
			continue
		}
		if j, ok := want[l.A[0]]; ok && !slices.Equal(l.B, []int{j}) {
			t.Errorf("%q is paired with %v, want %d", a[l.A[0]].Text, l.B, j)
		}
	}
}
