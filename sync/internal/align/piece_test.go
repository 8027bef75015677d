package align_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// guide is what a visitor is told of a mill and of a ferry, in one language.
type guide struct{ titles, mill, ferry []string }

var guides = map[string]guide{
	"en": {
		[]string{"## The mill", "## The ferry"},
		[]string{
			"The mill stands at the edge of the village and grinds rye for the bakers of three valleys.",
			"Nobody remembers who built it.",
			"In spring the water rises above the wheel, and the miller carries the sacks to the upper floor with his two sons.",
			"Old people say that it never happened before the war.",
			"Flour is sold on Mondays only, at a small window beside the gate.",
			"Bring a bag of your own.",
			"The mill pond is full of carp, which the children feed with crusts after school.",
		},
		[]string{
			"The ferry crosses the lake six times a day, except when the wind blows from the east.",
			"Dogs travel free of charge.",
			"Captain Aune has steered her for thirty years and knows every rock below the surface.",
			"He rings the bell twice before the ramp is raised.",
			"Tickets are sold on board.",
			"In the cabin there is hot coffee, and a shelf of books that passengers have left behind.",
		},
	},
	"tr": {
		[]string{"## Değirmen", "## Feribot"},
		[]string{
			"Değirmen köyün kıyısında durur ve üç vadinin fırıncıları için çavdar öğütür.",
			"Onu kimin yaptığını hatırlayan yok.",
			"İlkbaharda su çarkın üstüne çıkar, değirmenci de çuvalları iki oğluyla birlikte üst kata taşır.",
			"Yaşlılar savaştan önce böyle bir şeyin hiç olmadığını söyler.",
			"Un yalnızca pazartesi günleri, kapının yanındaki küçük pencereden satılır.",
			"Torbanızı kendiniz getirin.",
			"Değirmen göleti sazan doludur, çocuklar okuldan sonra onları ekmek kabuğuyla besler.",
		},
		[]string{
			"Feribot, rüzgâr doğudan esmediği sürece gölü günde altı kez geçer.",
			"Köpekler ücretsiz yolculuk eder.",
			"Kaptan Aune otuz yıldır dümendedir ve suyun altındaki her kayayı tanır.",
			"Rampa kalkmadan önce çanı iki kez çalar.",
			"Biletler gemide satılır.",
			"Kamarada sıcak kahve ve yolcuların bıraktığı kitaplarla dolu bir raf vardır.",
		},
	},
	"ru": {
		[]string{"## Мельница", "## Паром"},
		[]string{
			"Мельница стоит на краю деревни и мелет рожь для пекарей трёх долин.",
			"Кто её построил, уже никто не помнит.",
			"Весной вода поднимается выше колеса, и мельник с двумя сыновьями переносит мешки на верхний этаж.",
			"Старики говорят, что до войны такого не случалось.",
			"Муку продают только по понедельникам, в маленьком окошке у ворот.",
			"Сумку приносите с собой.",
			"В мельничном пруду полно карпов, дети после школы кормят их корками.",
		},
		[]string{
			"Паром пересекает озеро шесть раз в день, если не дует восточный ветер.",
			"Собак перевозят бесплатно.",
			"Капитан Ауне водит его тридцать лет и знает каждый камень под водой.",
			"Прежде чем поднимут сходни, он дважды звонит в колокол.",
			"Билеты продают на борту.",
			"В каюте есть горячий кофе и полка с книгами, которые забыли пассажиры.",
		},
	},
	"de": {
		[]string{"## Die Mühle", "## Die Fähre"},
		[]string{
			"Die Mühle steht am Rand des Dorfes und mahlt Roggen für die Bäcker dreier Täler.",
			"Wer sie gebaut hat, weiß niemand mehr.",
			"Im Frühjahr steigt das Wasser über das Rad, und der Müller trägt mit seinen zwei Söhnen die Säcke ins obere Stockwerk.",
			"Die Alten sagen, vor dem Krieg sei das nie vorgekommen.",
			"Mehl wird nur montags verkauft, an einem kleinen Fenster neben dem Tor.",
			"Bringen Sie einen eigenen Beutel mit.",
			"Im Mühlteich schwimmen viele Karpfen, die Kinder füttern sie nach der Schule mit Rinden.",
		},
		[]string{
			"Die Fähre überquert den See sechsmal am Tag, wenn kein Ostwind weht.",
			"Hunde fahren umsonst mit.",
			"Kapitän Aune steuert sie seit dreißig Jahren und kennt jeden Felsen unter Wasser.",
			"Bevor die Rampe hochgeht, läutet er zweimal die Glocke.",
			"Fahrkarten gibt es an Bord.",
			"In der Kajüte stehen heißer Kaffee und ein Regal mit Büchern, die Fahrgäste vergessen haben.",
		},
	},
}

// madeOne are paragraphs of which the k-th and the next were made one, and lackOf those
// of which the k-th was lost.
func madeOne(paragraphs []string, k int) []string {
	return slices.Concat(paragraphs[:k], []string{paragraphs[k] + " " + paragraphs[k+1]}, paragraphs[k+2:])
}

func lackOf(paragraphs []string, k int) []string {
	return slices.Delete(slices.Clone(paragraphs), k, k+1)
}

func outlineOf(lang string, paragraphs ...string) align.Outline {
	return align.NewOutline(markdown.Parse([]byte(strings.Join(paragraphs, "\n\n")+"\n")), lang)
}

// lone are the texts of both outlines that have no counterpart.
func lone(a, b align.Outline) (out []string) {
	for _, l := range align.Across(a, b, nil) {
		switch {
		case len(l.B) == 0:
			out = append(out, a[l.A[0]].Text)
		case len(l.A) == 0:
			out = append(out, b[l.B[0]].Text)
		}
	}
	return out
}

// Whichever two paragraphs a translator joins, or makes of one, nothing is missing and
// nothing extra; whichever one is lost, it alone is missing.
func TestJoinedAndCut(t *testing.T) {
	en := guides["en"]
	for lang, g := range guides {
		for k := range len(en.mill) - 1 {
			if got := lone(outlineOf("en", en.mill...), outlineOf(lang, madeOne(g.mill, k)...)); len(got) > 0 {
				t.Errorf("%s, %d and the next were joined: %q", lang, k, got)
			}
			if got := lone(outlineOf("en", madeOne(en.mill, k)...), outlineOf(lang, g.mill...)); len(got) > 0 {
				t.Errorf("%s, %d and the next were cut: %q", lang, k, got)
			}
		}
		for k := range en.mill {
			if got := lone(outlineOf("en", en.mill...), outlineOf(lang, lackOf(g.mill, k)...)); !slices.Equal(got, en.mill[k:k+1]) {
				t.Errorf("%s, %d was lost: %q", lang, k, got)
			}
		}
	}
}

// The same holds in a section that has changed places with another one.
func TestJoinedAndCutElsewhere(t *testing.T) {
	en := guides["en"]
	source := func(ferry []string) align.Outline {
		return outlineOf("en", slices.Concat(en.titles[:1], en.mill, en.titles[1:], ferry)...)
	}
	for lang, g := range guides {
		if lang == "en" {
			continue
		}
		target := func(ferry []string) align.Outline {
			return outlineOf(lang, slices.Concat(g.titles[1:], ferry, g.titles[:1], g.mill)...)
		}
		for k := range len(en.ferry) - 1 {
			if got := lone(source(en.ferry), target(madeOne(g.ferry, k))); len(got) > 0 {
				t.Errorf("%s, %d and the next were joined: %q", lang, k, got)
			}
			if got := lone(source(madeOne(en.ferry, k)), target(g.ferry)); len(got) > 0 {
				t.Errorf("%s, %d and the next were cut: %q", lang, k, got)
			}
			if got := lone(source(en.ferry), target(lackOf(g.ferry, k+1))); !slices.Equal(got, en.ferry[k+1:k+2]) {
				t.Errorf("%s, %d was lost: %q", lang, k+1, got)
			}
		}
	}
}

// A paragraph that was cut in two versions of a text is one thing with its pieces, however
// many there are up to six, and so are pieces that were joined; a new one beside them is none.
func TestCutInMany(t *testing.T) {
	said := []string{
		"The first ferry of the day leaves the old pier at six.", "Bicycles are carried free of charge on the lower deck.",
		"The crew mends the engine every Monday in the winter.", "Children may not climb on the railing of the upper deck.",
		"The cook sells soup and bread until the ship arrives.", "Whoever loses a ticket pays for the whole crossing again.",
	}
	const added = "On Sundays a band from the village plays below the bridge."
	for n := 2; n <= len(said); n++ {
		whole, pieces := outlineOf("en", strings.Join(said[:n], " ")), outlineOf("en", append(slices.Clone(said[:n]), added)...)
		first, all := []int{0}, numbersTo(n)
		if got := align.Within(whole, pieces); !hasLink(got, first, all) || !hasLink(got, nil, []int{n}) || len(got) != 2 {
			t.Errorf("%d pieces: %v", n, got)
		}
		if got := align.Within(pieces, whole); !hasLink(got, all, first) || !hasLink(got, []int{n}, nil) || len(got) != 2 {
			t.Errorf("%d joined: %v", n, got)
		}
	}
}

// numbersTo are the numbers below n.
func numbersTo(n int) (out []int) {
	for k := range n {
		out = append(out, k)
	}
	return out
}

// hasLink reports whether there is a link of just these segments.
func hasLink(links []align.Link, a, b []int) bool {
	return slices.ContainsFunc(links, func(l align.Link) bool { return slices.Equal(l.A, a) && slices.Equal(l.B, b) })
}

// Chapters that got other numbers are known by what is said of them, on both sides of the
// pair and however they are joined to paragraphs.
func TestRenumbered(t *testing.T) {
	const source = "Chapter 3 is about hives and the wood they are made of. Chapter 4 shows how to catch a swarm without gloves. / " +
		"Chapter 5 is for those who sell honey at the market. In Chapter 6 we turn to smoke, veils and other ways to keep bees calm. / " +
		"Chapter 7 compares our meadows with the big orchards of the south. Chapter 8 lists the flowers of the year. Chapter 9 gathers what found no other place: wax, mice, frost and old queens. / " +
		"Chapter 10 ends the book with a small garden of your own."
	for lang, target := range map[string]string{
		"tr": "Bölüm 3 kovanlar ve yapıldıkları ağaç üzerinedir. / Bölüm 4 bir oğulun eldivensiz nasıl yakalanacağını gösterir. / " +
			"Bölüm 5 pazarda bal satanlar içindir. / Bölüm 6 çayırlarımızı güneyin büyük meyve bahçeleriyle karşılaştırır. / " +
			"Bölüm 7 yılın çiçeklerini sıralar. / Bölüm 8 başka yer bulamayanları toplar: balmumu, fareler, don ve yaşlı ana arılar. / " +
			"Bölüm 9 kitabı kendi küçük bahçenizle bitirir.",
		"ru": "Глава 3 рассказывает об ульях и дереве, из которого их делают. / Глава 4 показывает, как поймать рой без перчаток. / " +
			"Глава 5 для тех, кто продаёт мёд на рынке. / Глава 6 сравнивает наши луга с большими садами юга. / " +
			"Глава 7 перечисляет цветы года. / Глава 8 собирает то, чему не нашлось другого места: воск, мышей, мороз и старых маток. / " +
			"Глава 9 завершает книгу маленьким садом, который вы разобьёте сами.",
	} {
		en, other := outlineOf("en", strings.Split(source, " / ")...), outlineOf(lang, strings.Split(target, " / ")...)
		want := [][]int{{0, 1}, {2}, {3, 4, 5}, {6}}
		for _, l := range align.Across(en, other, nil) {
			if len(l.A) != 1 || !slices.Equal(l.B, want[l.A[0]]) {
				t.Errorf("en, %s: %v", lang, l)
			}
		}
		for _, l := range align.Across(other, en, nil) {
			if len(l.B) != 1 || !slices.Equal(l.A, want[l.B[0]]) {
				t.Errorf("%s, en: %v", lang, l)
			}
		}
	}
}
