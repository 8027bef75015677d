package drift

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
)

// TestLeftInSource says of pairs of paragraphs whether the target is still in
// the source language.
func TestLeftInSource(t *testing.T) {
	const harbour = "The harbour was deepened so that larger ships could come in."
	for name, c := range map[string]struct {
		pair           string
		kind           block.Kind
		source, target string
		want           bool
	}{
		"tr, copied":                   {"en tr", block.Paragraph, harbour, harbour, true},
		"ru, copied":                   {"en ru", block.Paragraph, harbour, harbour, true},
		"tr, older English":            {"en tr", block.Paragraph, harbour, "The harbour had been deepened for the ships that came in.", true},
		"tr, translated":               {"en tr", block.Paragraph, harbour, "Liman, daha büyük gemiler girebilsin diye derinleştirildi.", false},
		"tr, translated without marks": {"en tr", block.Paragraph, harbour, "Liman derinletilince gemiler daha kolay girer oldu, balina avlayan da.", false},
		"ru, translated":               {"en ru", block.Paragraph, harbour, "Гавань углубили, чтобы заходили большие суда.", false},
		"ru, heading copied":           {"en ru", block.Heading, "How we deepened it", "How we deepened it", true},
		"tr, names":                    {"en tr", block.Paragraph, "Amelia Strand, Otto Kellner, Bergen", "Amelia Strand, Otto Kellner, Bergen", false},
		"tr, few words of grammar":     {"en tr", block.TableRow, "| Keeper | The old keeper stayed alone above a boathouse. |", "| Keeper | The old keeper stayed alone above a boathouse. |", true},
		"tr, heading of one word":      {"en tr", block.Heading, "Radio", "Radio", false},
		"ru, code":                     {"en ru", block.Paragraph, "`make all && make install`", "`make all && make install`", false},
		"ru, code block":               {"en ru", block.Code, "echo the gate is open", "echo the gate is open", false},
		"tr, address":                  {"en tr", block.Paragraph, "<https://example.org/the/harbour/of/the/town>", "<https://example.org/the/harbour/of/the/town>", false},
		"tr, citation":                 {"en tr", block.Footnote, "Strand, A., *Harbours of the North*, Bergen 1987, p. 12.", "Strand, A., *Harbours of the North*, Bergen 1987, s. 12.", false},
		"ru, quotation":                {"en ru", block.Paragraph, "“the harbour of the town was deep”", "«the harbour of the town was deep»", false},
		"tr, note left in English":     {"en tr", block.Footnote, "It is said that the harbour was never as deep as they had wanted it.", "It is said that the harbour was never as deep as they had wanted it.", true},
		"de fr, copied": {
			"de fr", block.Paragraph, "Der Hafen wurde vertieft, damit auch größere Schiffe einlaufen konnten.",
			"Der Hafen wurde vertieft, damit auch größere Schiffe einlaufen konnten.", true,
		},
		"de fr, translated": {
			"de fr", block.Paragraph, "Der Hafen wurde vertieft, damit auch größere Schiffe einlaufen konnten.",
			"Le port a été approfondi pour que de plus grands navires puissent y entrer.", false,
		},
		"es pt, translated": {
			"es pt", block.Paragraph, "Cuando necesitas una barca, basta con pedirla en el muelle.",
			"Quando você precisa de um barco, basta pedi-lo no cais.", false,
		},
		"pt es, translated": {
			"pt es", block.Paragraph, "Se o farol não responder, pode ser que ninguém esteja em casa.",
			"Si el faro no responde, puede que nadie esté en casa.", false,
		},
		"es pt, left": {
			"es pt", block.Paragraph, "Cuando necesitas una barca, basta con pedirla en el muelle.",
			"Cuando necesitas una barca, basta con pedirla en el puerto.", true,
		},
		"ru uk, translated before an edit": {
			"ru uk", block.Paragraph, "Отдохни немного: ты только что построила целую лодку.",
			"Перепочиньте трохи: ви щойно збудували цілий човен.", false,
		},
		"ru uk, left": {
			"ru uk", block.Paragraph, "Отдохни немного: ты только что построила целую лодку.",
			"Отдохни немного: ты только что построила лодку.", true,
		},
		"tr en, left before an edit": {
			"tr en", block.Paragraph, "Değirmen her gün sabahtan akşama kadar çalışır ve kimseyi bekletmez.",
			"Değirmenimiz gün boyu çalışıyor, kimse beklemek zorunda kalmıyor.", true,
		},
		"ru uk, left before an edit": {
			"ru uk", block.Paragraph, "Мельница работает каждый день с утра до вечера и никого не заставляет ждать.",
			"Наша мельница крутится весь день, чтобы никто не ждал.", true,
		},
		"ru uk, translated": {
			"ru uk", block.Paragraph, "Наша мельница крутится весь день, чтобы никто не ждал.",
			"Млин працює щодня зранку до вечора й нікого не змушує чекати.", false,
		},
		"tr de, left before an edit": {
			"tr de", block.Paragraph, "Değirmen her gün sabahtan akşama kadar çalışır ve kimseyi bekletmez.",
			"Değirmenimiz gün boyu çalışıyor, kimse beklemek zorunda kalmıyor.", true,
		},
		"fi sv, left before an edit": {
			"fi sv", block.Paragraph, "Mylly käy joka päivä aamusta iltaan eikä anna kenenkään odottaa.",
			"Myllymme toimii koko päivän, joten kenenkään ei tarvitse odottaa.", true,
		},
		"de fr, left before an edit": {
			"de fr", block.Paragraph, "Die Mühle läuft jeden Tag vom Morgen bis zum Abend und lässt niemanden warten.",
			"Unsere Mühle arbeitet den ganzen Tag, damit keiner warten muss.", true,
		},
		"it fr, left in English": {
			"it fr", block.Paragraph, "Il porto fu approfondito perché potessero entrare navi più grandi.",
			harbour, true,
		},
		"it en, translated": {
			"it en", block.Paragraph, "Il porto fu approfondito perché potessero entrare navi più grandi.",
			harbour, false,
		},
		"tr, words that are English too": {
			"en tr", block.Paragraph, "Finally, add the `isWet` state and the hose to `Deck`:",
			"Son olarak, `isWet` durumu ve hortum da `Deck`'e eklenecek, her an at on:", false,
		},
		"tr, one word that is English too": {"en tr", block.Paragraph, "reuse the given note object", "belirtilen not nesnesini yeniden kullan", false},
		"tr, how a program is called":      {"en tr", block.Paragraph, "moor [<options>] <boat>...", "moor [<seçenekler>] <boat>...", false},
		"tr, one called again and again":   {"en tr", block.Paragraph, "moor boat at pier [--add] [--all]", "moor boat at pier [--add] [--all]", false},
		"ru, options in a sentence":        {"en ru", block.ListItem, "moor it with [--all] if you want to keep the boats that are there", "moor it with [--all] if you want to keep the boats that are there", true},
		"ru, what is done with a boat":     {"en ru", block.Paragraph, "moor the boat (--all of them) at <pier>", "moor the boat (--all of them) at <pier>", true},
		"tr, ending after code": {
			"en tr", block.Paragraph, "This lever lets the `oil` through to the *lower tank*.",
			"Bu kol `oil`'i uygun *lower tank*'a iletir.", false,
		},
		"tr, title of a book": {
			"en tr", block.Paragraph, "Another good book is [Ropes And The Old Ways](/ropes/).",
			"Bir başka iyi kitap ise [Ropes and the old ways](/ropes/) olabilir.", false,
		},
		"ru, words of a programming language": {"en ru", block.Heading, "If … elif … else", "If … elif … else", false},
		"ru, heading with an ellipsis":        {"en ru", block.Heading, "If … it rains in the harbour", "If … it rains in the harbour", true},
		"tr en, short":                        {"tr en", block.Paragraph, `"Siz piyano öğretmenisiniz," dedi.`, `"You're a piano teacher," he said.`, false},
		"de en, left":                         {"de en", block.Paragraph, "Was will er denn an so einem Tag in der Stadt?", "Was will er denn an so einem Tag in der Stadt?", true},
		"en-GB tr-TR, copied":                 {"en-GB tr-TR", block.Paragraph, harbour, harbour, true},
		"en qaa, copied":                      {"en qaa", block.Paragraph, harbour, harbour, true},
	} {
		t.Run(name, func(t *testing.T) {
			from, to, _ := strings.Cut(c.pair, " ")
			read := func(text, lang string) []*align.Segment {
				s := align.SegmentOf(&block.Block{Kind: c.kind, Text: text}, lang)
				return []*align.Segment{&s}
			}
			if got := newTongues(from, to).wasLeft(read(c.source, from), read(c.target, to)); got != c.want {
				t.Errorf("%v of %q, made from %q", got, c.target, c.source)
			}
		})
	}
}

// Of a row that was reworded no single place is told.
func TestSwapsOfRow(t *testing.T) {
	r := Row{State: Stale, Change: change.Facts, Kind: block.Paragraph, Was: "The lift carries 30 people.", Now: "The lift carries 45 people."}
	if got := r.Swaps("en"); len(got) != 1 {
		t.Errorf("%v", got)
	}
	r.Change = change.Major
	if got := r.Swaps("en"); got != nil {
		t.Errorf("%v of a row that was reworded", got)
	}
}
