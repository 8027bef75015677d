package xsync_test

import (
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
)

// Paragraphs that are edited below, in the languages that have rules of their own, and in
// one that has only data.
var loom = map[string][]string{
	"en": {
		"# The loom",
		"The first loom was built of oak and worked for nine years, because the damp of the cellar could not reach it; then the weavers bought a steel frame in Lyon, and the cloth was woven faster than before.",
		"The dyers came on Tuesday. Visitors must enter by the north gate. The shop is open in summer. The foreman wept.",
		"When the river rose in the third spring, the owner moved the stores to the upper floor, where the wall was dry and the old window could be widened for the carts.",
	},
	"tr": {
		"# Tezgâh",
		"İlk tezgâh meşeden yapılmıştı ve dokuz yıl çalıştı, çünkü mahzenin nemi ona ulaşamıyordu; sonra dokumacılar Lyon'dan çelik bir iskelet aldı ve kumaş eskisinden daha hızlı dokundu.",
		"Boyacılar salı günü geldi. Ziyaretçiler kuzey kapısından girmelidir. Dükkân yazın açıktır. Ustabaşı ağladı.",
		"Üçüncü baharda nehir yükselince mal sahibi depoyu üst kata taşıdı; oranın duvarı kuruydu ve eski penceresi arabalar için genişletilebilirdi.",
	},
	"ru": {
		"# Станок",
		"Первый станок был построен из дуба и работал девять лет, потому что сырость подвала до него не доходила; потом ткачи купили в Лионе стальную раму, и ткань начали ткать быстрее прежнего.",
		"Красильщики приходили во вторник. Посетители должны входить через северные ворота. Лавка открыта летом. Мастер плакал.",
		"Когда на третью весну река поднялась, хозяин перенёс склад на верхний этаж, где стена была сухой, а старое окно можно было расширить для телег.",
	},
	"de": {
		"# Der Webstuhl",
		"Der erste Webstuhl war aus Eiche gebaut und arbeitete neun Jahre, weil die Feuchtigkeit des Kellers ihn nicht erreichte; dann kauften die Weber in Lyon einen Rahmen aus Stahl, und das Tuch wurde schneller gewebt als zuvor.",
		"Die Färber kamen am Dienstag. Besucher müssen durch das Nordtor eintreten. Der Laden ist im Sommer geöffnet. Der Meister weinte.",
		"Als der Fluss im dritten Frühling stieg, brachte der Besitzer das Lager in das obere Stockwerk, wo die Wand trocken war und das alte Fenster für die Karren erweitert werden konnte.",
	},
}

// An edit that is not the one that the source asks for is refused; the right one is
// taken. Each case says what changed in the source and in the translation.
func TestDoubts(t *testing.T) {
	for name, c := range map[string]struct{ lang, from, to, was, now, want string }{
		"the old number, another word":     {"tr", "nine years", "eleven years", "çalıştı", "işledi", "not_followed 1"},
		"the old number, another word, ru": {"ru", "nine years", "eleven years", "работал", "служил", "not_followed 1"},
		"the new number":                   {"tr", "nine years", "eleven years", "dokuz yıl", "on bir yıl", ""},
		"the new number, ru":               {"ru", "nine years", "eleven years", "девять лет", "одиннадцать лет", ""},
		"an ordinal":                       {"tr", "third spring", "fourth spring", "depoyu", "depolarını", "not_followed 1"},
		"an ordinal that followed":         {"ru", "third spring", "fourth spring", "третью", "четвёртую", ""},
		"a day of the week":                {"ru", "on Tuesday", "on Thursday", "приходили", "приезжали", "not_followed 1"},
		"the right day":                    {"tr", "on Tuesday", "on Thursday", "salı", "perşembe", ""},
		"a negation":                       {"tr", "must enter", "must not enter", "Ziyaretçiler", "Misafirler", "negation 1"},
		"a negation, ru":                   {"ru", "must enter", "must not enter", "Посетители", "Гости", "negation 1"},
		"a negation that followed":         {"tr", "must enter", "must not enter", "girmelidir", "girmemelidir", ""},
		"a negation that followed, ru":     {"ru", "must enter", "must not enter", "должны входить", "не должны входить", ""},
		"a negation, de":                   {"de", "must enter", "must not enter", "Besucher", "Gäste", "negation 1"},
		"a negation that followed, de":     {"de", "must enter", "must not enter", "müssen durch das Nordtor", "dürfen nicht durch das Nordtor", ""},
		"in another word, de":              {"de", "must enter", "must not enter", "müssen durch das Nordtor eintreten", "vermeiden das Nordtor", ""},
		"a number that is added":           {"tr", "the weavers bought", "the guild ordered", "dokumacılar Lyon'dan çelik bir iskelet aldı", "lonca Lyon'dan 17 çelik iskelet ısmarladı", "finding 1"},
		"a number with no change, ru":      {"ru", "The dyers", "The dyers", "Красильщики приходили", "17 красильщиков приходили", "finding 1"},
		"another material":                 {"tr", "steel frame", "bronze frame", "dokumacılar", "ustalar", "old_word 1"},
		"another material, ru":             {"ru", "steel frame", "bronze frame", "ткачи", "мастера", "old_word 1"},
		"another material that followed":   {"ru", "steel frame", "bronze frame", "стальную", "бронзовую", ""},
		"an opposite":                      {"tr", "is open in", "is closed in", "Dükkân", "Mağaza", "old_word 1"},
		"an opposite, ru":                  {"ru", "is open in", "is closed in", "Лавка", "Палатка", "old_word 1"},
		"an opposite that followed":        {"ru", "is open in", "is closed in", "открыта", "закрыта", ""},
		"a comma":                          {"tr", "the weavers bought", "the guild ordered", "yıl çalıştı, çünkü", "yıl çalıştı: çünkü", "only_marks 1"},
		"another sentence":                 {"tr", "The dyers", "The fullers", "Dükkân", "Mağaza", "elsewhere 1"},
		"another clause":                   {"ru", "the cellar", "the crypt", "ткачи купили", "мастера купили", "elsewhere 1"},
		"far away, ru":                     {"ru", "for the carts", "for the barrows", "Когда на", "Когда же на", "elsewhere 1"},
		"near by":                          {"ru", "for the carts", "for the barrows", "для телег", "для тачек", ""},
		"a sentence that went":             {"tr", " The foreman wept.", "", "ağladı", "hıçkırdı", "elsewhere 1"},
		"a sentence that went, ru":         {"ru", " The foreman wept.", "", "плакал", "рыдал", "elsewhere 1"},
		"a sentence that followed":         {"tr", " The foreman wept.", "", " Ustabaşı ağladı.", "", ""},
		"a sentence that came":             {"ru", "open in summer.", "open in summer. Bring a lamp.", "открыта", "работает", "elsewhere 1"},
		"a sentence that came with it":     {"ru", "open in summer.", "open in summer. Bring a lamp.", "открыта летом.", "открыта летом. Возьмите лампу.", ""},
		"words that only went":             {"tr", "bought a steel frame in Lyon", "found an old mangle at the fair", "Lyon'dan çelik bir iskelet aldı", "iskelet aldı", "too_little 1"},
		"one word for many":                {"tr", "the owner moved the stores to the upper floor", "the widow who had bought the mill carried every sack under the roof", "üst kata", "çatıya kata", "too_little 1"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTree(t)
			x.project.Config.Targets = append(x.project.Config.Targets, "de")
			target := strings.Replace(en, "/en/", "/"+c.lang+"/", 1)
			x.write(en, loom["en"]...)
			x.write(target, loom[c.lang]...)
			x.mark(c.lang, vouched)
			x.edit(en, c.from, c.to)
			x.edit(target, c.was, c.now)
			m := x.mark(c.lang, xsync.Acceptance{})
			equal(t, "left", c.want, left(m))
			if c.want != "" && len(m.Refused) == 1 {
				x.mark(c.lang, xsync.Acceptance{Segments: []string{m.Refused[0].Row.ID}, Force: true})
				equal(t, "stale after it was forced", 0, x.status(c.lang, true).Counts[xsync.Stale])
			}
		})
	}
}

// White space is not an edit, and what was touched before the source changed is not
// the edit that it asks for.
func TestEditsBeforeTheChange(t *testing.T) {
	x := newTree(t)
	x.write(en, loom["en"]...)
	x.write(tr, loom["tr"]...)
	x.mark("tr", vouched)
	x.edit(tr, "Boyacılar salı", "Boyacılar  salı")
	x.edit(en, "The shop is open in summer", "The shop is open in spring")
	equal(t, "white space", "not_edited 1", left(x.mark("tr", xsync.Acceptance{})))
	x.edit(tr, "Ziyaretçiler", "Misafirler")
	equal(t, "another sentence", "old_word 1", left(x.mark("tr", xsync.Acceptance{})))
	x.edit(tr, "yazın açıktır", "ilkbaharda açıktır")
	equal(t, "done", "", left(x.mark("tr", xsync.Acceptance{})))
}
