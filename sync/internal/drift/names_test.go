package drift

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// TestNames holds what is said of names in both directions. A case is the rows of
// two files, and what is said of them: "Ulaanbaatar/Пекин". Rows without names
// stand around them, so that the pairs are sure.
func TestNames(t *testing.T) {
	for _, c := range nameCases {
		var source, target []string
		for _, r := range c.rows {
			s, t, _ := strings.Cut(r, " = ")
			source, target = append(source, s), append(target, t)
		}
		for _, way := range []string{"", "back"} {
			from, to, want := c.source, c.target, c.want
			a, b := source, target
			if way == "back" {
				from, to, a, b = to, from, b, a
				if c.back != "" {
					want = c.back
				} else if x, y, ok := strings.Cut(want, "/"); ok {
					want = y + "/" + x
				}
			}
			t.Run(from+"-"+to+" "+c.name+way, func(t *testing.T) {
				got := namesSaid(from, to, a, b)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s\n%s\n%s", a, b, diff)
				}
			})
		}
	}
}

func namesSaid(from, to string, source, target []string) string {
	side := func(rows []string, lang string) Side {
		return NewSide(markdown.Parse([]byte(strings.Join(rows, "\n\n")+"\n")), lang)
	}
	var out []string
	for _, r := range Examine(side(source, from), side(target, to), nil).Rows {
		for _, f := range r.Findings {
			if f.Kind == Name {
				out = append(out, f.Source+"/"+f.Target)
			}
		}
	}
	return strings.Join(out, " ")
}

var nameCases = []struct {
	source, target, name string
	rows                 []string
	want                 string // of the source into the target
	back                 string // the other way, if it is not the same turned round
}{
	// A name of the lexicon for another one.
	{"en", "ru", "another city", []string{
		"The train to Ulaanbaatar leaves twice a week, in 2019 as today. = Поезд в Пекин отправляется дважды в неделю, как и в 2019 году.",
	}, "Ulaanbaatar/Пекин", ""},
	{"en", "tr", "another city", []string{
		"The train to Ulaanbaatar leaves twice a week, in 2019 as today. = Trenler 2019'da olduğu gibi haftada iki kez Pekin'e kalkar.",
	}, "Ulaanbaatar/Pekin", ""},
	{"en", "de", "another country", []string{
		"The ferry to Norway takes 12 hours in winter. = Die Fähre nach Portugal braucht im Winter 12 Stunden.",
	}, "Norway/Portugal", ""},
	{"en", "ru", "a first name as it is said", []string{
		"The mill was built by José Marwel himself in 1902. = Мельницу в 1902 году построил сам Хосе Марвел.",
		"José wrote to the miller in 1911. = José писал мельнику в 1911 году.",
	}, "", ""},
	{"en", "tr", "words that were left as they are elsewhere", []string{
		"The `7` [Hidden Anchor](anchor) holds fast. = `7` [Gizli Çapası](anchor) sıkıca tutar.",
		"`9` [Hidden Anchor](anchor) = `9` [Hidden Anchor](anchor)",
	}, "", ""},
	{"en", "ru", "another organisation", []string{
		"In 1955 the country asked NATO for ships. = В 1955 году страна просила корабли у ООН.",
	}, "NATO/ООН", ""},
	{"en", "tr", "another organisation", []string{
		"In 1955 the country asked NATO for ships. = Ülke 1955'te gemileri BM'den istedi.",
	}, "NATO/BM", ""},
	{"en", "tr", "another people", []string{
		"In 1612 the old maps of the sea were drawn by Norwegian sailors. = Denizin eski haritalarını 1612'de Portekizli denizciler çizdi.",
	}, "Norwegian/Portekizli", ""},
	{"en", "ru", "a state of the same beginning", []string{
		"The seeds came from South Carolina in 1871. = Семена привезли из Южной Калифорнии в 1871 году.",
	}, "Carolina/Калифорнии", ""},

	{"en", "tr", "a country of nearly the same name", []string{
		"The first tram in Austria ran in 1865. = Avustralya'da ilk tramvay 1865'te işledi.",
	}, "Austria/Avustralya", ""},
	{"en", "ru", "a country of nearly the same name", []string{
		"The dam in Iraq is 113 metres high. = Высота плотины в Иране — 113 метров.",
	}, "Iraq/Иране", ""},

	// What a whole name says in several words the other side may say in one.
	{"en", "tr", "a country in several words", []string{
		"In 1950 the Iberian Peninsula wrote 40 letters to the United States (US). = 1950'de İber Yarımadası Amerika Birleşik Devletleri'ne (ABD) 40 mektup yazdı.",
	}, "", ""},
	{"en", "ru", "a country in several words", []string{
		"In 1950 the Iberian Peninsula wrote 40 letters to the United States (US). = В 1950 году Пиренейский полуостров написал 40 писем в Соединённые Штаты Америки (США).",
	}, "", ""},
	{"en", "ru", "a name within a longer word", []string{
		"In 1998 the North Atlantic Salmon Fund sent 3 boats. = В 1998 году Фонд североатлантического лосося прислал 3 лодки.",
		"In 1999 the North Atlantic Treaty was 50 years old. = В 1999 году Североатлантическому договору исполнилось 50 лет.",
	}, "", ""},

	// Of what only looks like a name nothing is said.
	{"en", "tr", "another person", []string{
		"In the first letter Marietta asks for 40 tulips. = İlk mektupta Marietta 40 lale ister.",
		"In the second letter Marietta thanks for 38 of them. = İkinci mektupta Marietta bunların 38'i için teşekkür eder.",
		"In the third letter Marietta asks for the other 2. = Üçüncü mektupta Gertrud öteki 2 laleyi sorar.",
	}, "", ""},
	{"en", "ru", "another person", []string{
		"In the first letter Marietta asks for 40 tulips. = В первом письме Мариетта просит 40 тюльпанов.",
		"In the second letter Marietta thanks for 38 of them. = Во втором письме Мариетта благодарит за 38 из них.",
		"In the third letter Marietta asks for the other 2. = В третьем письме Гертруда спрашивает об остальных 2.",
	}, "", ""},
	{"en", "ru", "a country for a person", []string{
		"The bridge was built by Telford in 1826. = Мост был построен Португалией в 1826 году.",
	}, "", ""},

	{"en", "ru", "a word with a capital letter for a short name", []string{
		"In 1994 the new MSC rules hold in the whole port. = В 1994 году в Португалии новые правила действуют во всём порту.",
	}, "", ""},

	// The country of the readers, too, in the place of another.
	{"en", "ru", "the country of the readers", []string{
		"The first mill of this kind was built in Germany in 1811. = Первая мельница такого рода была построена в России в 1811 году.",
	}, "Germany/России", ""},
	{"en", "tr", "the country of the readers", []string{
		"The first mill of this kind was built in Germany in 1811. = Bu türden ilk değirmen 1811'de Türkiye'de yapıldı.",
	}, "Germany/Türkiye", ""},

	// The same name in another form.
	{"en", "tr", "the same city", []string{
		"The train to Beijing leaves twice a week, in 2019 as today. = Trenler 2019'da olduğu gibi haftada iki kez Pekin'e kalkar.",
	}, "", ""},
	{"en", "ru", "exonyms", []string{
		"From Germany the road goes by way of Vienna to Hungary. = Из Германии дорога идёт через Вену в Венгрию.",
	}, "", ""},
	{"en", "tr", "exonyms", []string{
		"From Germany the road goes by way of Vienna to Hungary. = Yol Almanya'dan Viyana üzerinden Macaristan'a gider.",
	}, "", ""},
	{"en", "de", "exonyms", []string{
		"From Germany the road goes by way of Vienna to Hungary and Greece. = Von Deutschland führt die Straße über Wien nach Ungarn und Griechenland.",
	}, "", ""},
	{"en", "ru", "declension", []string{
		"The archive has two letters by Pushkin and one to Pushkin. = В архиве два письма, написанных Пушкиным, и одно, адресованное Пушкину.",
	}, "", ""},
	{"en", "tr", "endings without an apostrophe", []string{
		"The caravans rested in Samarkand for 3 days. = Kervanlar Semerkandda 3 gün dinlenirdi.",
	}, "", ""},
	{"en", "tr", "abbreviations", []string{
		"NATO and the UN have offices in the same street since 1994. = NATO'nun ve BM'nin 1994'ten beri aynı sokakta büroları var.",
	}, "", ""},
	{"en", "ru", "abbreviations", []string{
		"The U.S. joined in 1917, the EU much later. = США присоединились в 1917 году, ЕС намного позже.",
	}, "", ""},
	{"en", "ru", "initials", []string{
		"The novel by J. R. Tolkien was printed in 1954. = Роман Дж. Р. Толкина был напечатан в 1954 году.",
	}, "", ""},
	{"en", "tr", "demonyms", []string{
		"A Swedish engineer and two Dutch pilots came in 1907. = 1907'de İsveçli bir mühendis ile Hollandalı iki pilot geldi.",
	}, "", ""},
	{"en", "ru", "demonyms", []string{
		"A Swedish engineer and two Dutch pilots came in 1907. = В 1907 году приехали шведский инженер и два голландских лётчика.",
	}, "", ""},
	{"en", "de", "demonyms", []string{
		"A Swedish engineer and two Italian pilots came in 1907. = 1907 kamen ein schwedischer Ingenieur und zwei italienische Piloten.",
	}, "", ""},

	// Translated titles and organisations.
	{"en", "tr", "an organisation", []string{
		"The case went to the Court of Appeals and the Board of Regents in 1998. = Dava 1998'de Yargıtay Dairesine ve Mütevelli Heyetine gitti.",
	}, "", ""},
	{"en", "ru", "an organisation", []string{
		"In 1998 the Lighthouse Trust paid for the lamp. = В 1998 году лампу оплатил Фонд маяков.",
	}, "", ""},
	{"en", "tr", "a title", []string{
		"She read \u201cSnow White and the Seven Dwarfs\u201d 12 times. = “Pamuk Prenses ve Yedi Cüceler” masalını 12 kez okudu.",
	}, "", ""},
	{"en", "ru", "a title", []string{
		"In 1962 the Majestic showed The Birds every night. = В 1962 году «Маджестик» каждый вечер показывал «Птиц».",
	}, "", ""},
	{"en", "tr", "a term", []string{
		"The project keeps to its Contributor Covenant since 2014. = Proje 2014'ten beri Katkı Sağlayıcı Tüzüğüne bağlıdır.",
	}, "", ""},
	{"en", "de", "nouns", []string{
		"The garden of the palace has 40 beds for tulips. = Der Garten des Schlosses hat 40 Beete für Tulpen.",
	}, "", ""},

	// What a translator may say otherwise.
	{"en", "tr", "days and months", []string{
		"The library is closed on Monday and on the first Friday of March. = Kitaplık Pazartesi günü ve Mart ayının ilk Cuma günü kapalıdır.",
	}, "", ""},
	{"en", "ru", "days and months", []string{
		"The library is closed on Monday and on the first Friday of March. = Библиотека закрыта в понедельник и в первую пятницу марта.",
	}, "", ""},
	{"en", "ru", "a pronoun", []string{
		"The archive has 200 letters by Telford. = В архиве хранится 200 его писем.",
	}, "", ""},
	{"en", "tr", "a name for a pronoun", []string{
		"The engineer Telford built 40 bridges. = Mühendis Telford 40 köprü yaptı.",
		"Most of them stand in Scotland, by the way of 1803. = Bunların çoğu 1803 yolu üzerinde, İskoçya'dadır.",
		"He also asked Jessop for 3 plans of the canal. = Telford ayrıca kanalın 3 planını istedi.",
	}, "", ""},
	{"en", "ru", "the capital for the country", []string{
		"In 1972 Washington agreed to buy the grain. = В 1972 году США согласились купить зерно.",
	}, "", ""},
	{"en", "tr", "the country by a name that the source has elsewhere", []string{
		"Since 1923 Turkey has a post office in every town. = Türkiye'nin 1923'ten beri her kasabada bir postanesi var.",
		"For the letters of Telford the country has 12 museums. = Türkiye'de bu mektuplar için 12 müze vardır.",
	}, "", ""},
	{"en", "ru", "a name left in Latin letters", []string{
		"The program was written for Wordstar in 1981. = Программа была написана для Wordstar в 1981 году.",
	}, "", ""},
	{"en", "ru", "code", []string{
		"Call `Open(Paris)` and look at [the page](Rome.md) twice. = Вызовите `Open(Paris)` и дважды посмотрите на [страницу](Rome.md).",
	}, "", ""},
	{"en", "ja", "no capital letters", []string{
		"The ferry to Norway takes 12 hours in winter. = ポルトガル行きのフェリーは冬に12時間かかります。",
	}, "", ""},
	{"en", "xx", "a language that nobody knows", []string{
		"The ferry to Norway takes 12 hours in winter. = Ferry Portugal takes winter Norge 12 hours.",
	}, "", ""},
}
