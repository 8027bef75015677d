package align_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// phrases are sentences with a place for a name and one for a number, in
// English, Turkish and Russian.
var phrases = []map[string]string{
	{
		"en": "The ferry from %[1]s carried %[2]d passengers across the strait last summer.",
		"tr": "%[1]s feribotu geçen yaz boğazdan %[2]d yolcu taşıdı.",
		"ru": "Паром из города %[1]s прошлым летом перевёз через пролив %[2]d пассажиров.",
	},
	{
		"en": "A library in %[1]s lends %[2]d books every week.",
		"tr": "%[1]s kentindeki bir kütüphane her hafta %[2]d kitap ödünç veriyor.",
		"ru": "Библиотека в городе %[1]s каждую неделю выдаёт %[2]d книг.",
	},
	{
		"en": "Farmers near %[1]s harvested %[2]d tonnes of wheat before the rain came.",
		"tr": "%[1]s yakınındaki çiftçiler yağmur gelmeden %[2]d ton buğday hasat etti.",
		"ru": "Крестьяне близ города %[1]s собрали %[2]d тонн пшеницы, пока не пошёл дождь.",
	},
	{
		"en": "The old bridge at %[1]s stands on %[2]d stone pillars.",
		"tr": "%[1]s kentindeki eski köprü %[2]d taş ayak üzerinde duruyor.",
		"ru": "Старый мост в городе %[1]s стоит на %[2]d каменных опорах.",
	},
	{
		"en": "In %[1]s the museum shows %[2]d paintings by local artists.",
		"tr": "%[1]s müzesi yerel sanatçıların %[2]d tablosunu sergiliyor.",
		"ru": "Музей в городе %[1]s показывает %[2]d картин местных художников.",
	},
}

var towns = strings.Fields("Porto Bergen Varna Graz Leiden Malaga Tartu Zadar Ghent Split Cork Bruges Turku Parma Lund Kosice")

// says is the paragraph of a number in a language. Paragraphs of different
// numbers have different numbers in them, and different towns unless they are
// far apart.
func says(k int, lang string) string {
	return fmt.Sprintf(phrases[k%len(phrases)][lang], towns[k%len(towns)], 137+k*7)
}

// text is a document of the paragraphs of some numbers.
func text(lang string, numbers []int) string {
	var b strings.Builder
	for _, k := range numbers {
		b.WriteString(says(k, lang) + "\n\n")
	}
	return b.String()
}

func read(text, lang string) align.Outline {
	return align.NewOutline(markdown.Parse([]byte(text)), lang)
}

func upTo(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}

// anyText draws a document with blocks of all kinds, some of which repeat.
func anyText(lang string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 14).Draw(t, "blocks") {
			k := rapid.IntRange(0, 9).Draw(t, "number")
			words := says(k, lang)
			switch rapid.IntRange(0, 8).Draw(t, "kind") {
			case 0:
				b.WriteString("## " + towns[k] + "\n\n")
			case 1:
				b.WriteString("- " + words + "\n")
			case 2:
				b.WriteString("> " + words + "\n\n")
			case 3:
				fmt.Fprintf(&b, "```sh\nmake part%d\n```\n\n", k)
			case 4:
				fmt.Fprintf(&b, "[^%d]: %s\n\n", k, words)
			case 5:
				b.WriteString("\n---\n\n")
			case 6:
				b.WriteString("…\n\n")
			case 7:
				b.WriteString(words + " " + says(k+1, lang) + "\n\n")
			default:
				b.WriteString(words + "\n\n")
			}
		}
		return b.String()
	})
}

// invention is a paragraph of words that no other number has.
func invention(k int) string {
	syllables := strings.Fields("ba de fi go lu mo ne pi ra su ta vo ze")
	n := len(syllables)
	words := make([]string, 12)
	for i := range words {
		words[i] = syllables[k%n] + syllables[k/n%n] + syllables[i]
	}
	return strings.Join(words, " ") + "."
}

func invented(numbers []int) string {
	var b strings.Builder
	for _, k := range numbers {
		b.WriteString(invention(k) + "\n\n")
	}
	return b.String()
}
