package dictionary

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

const memory = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><body>
<tu><tuv xml:lang="en-GB"><seg>mill</seg></tuv><tuv xml:lang="de"><seg>Mühle</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>a long text</seg></tuv><tuv xml:lang="de"><seg>ein langer Text</seg></tuv></tu>
</body></tmx>`

const glossary = `<martif type="TBX" xml:lang="en"><text><body>
<termEntry><langSet xml:lang="en"><tig><term>mill</term></tig></langSet>
<langSet xml:lang="de"><tig><term>Mühle</term></tig>
<tig><term>Fabrik</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>wheel</term></tig></langSet><langSet xml:lang="de"><tig><term>Rad</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>cog wheel</term></tig></langSet><langSet xml:lang="de"><tig><term>Zahnrad</term></tig></langSet></termEntry>
</body></text></martif>`

// nothing is a folder without other files.
func nothing(string) ([]byte, bool, error) { return nil, false, nil }

// readPairs are the pairs of English and German words in a dictionary, or what is wrong
// with it, and in which line.
func readPairs(name, data string, beside Beside) string {
	d := &Dictionary{Pairs: map[string][]Pair{}}
	err := d.Read(name, []byte(data), beside, "en", []string{"de"})
	var p problem.Problem
	if errors.As(err, &p) {
		return fmt.Sprint(p.ID, " ", p.Line)
	}
	return fmt.Sprint(d.Pairs["de"])
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"en-de.dic", "# words\nMühle @ mill\nrotes Haus @ red house\n\nRad @ wheel\n", "[{mill Mühle} {wheel Rad}]"},
		{"words.tsv", "en\tde\tfr\nmill\tMühle|Mühlwerk\tmoulin\n", "[{mill Mühle} {mill Mühlwerk}]"},
		{"words.csv", "de,en\n\"Mühle\",mill\n", "[{mill Mühle}]"},
		{"words.csv", "en;de\nmill;Mühle\n", "[{mill Mühle}]"}, // of a spreadsheet where commas are in numbers
		{"memory.tmx", memory, "[{mill Mühle}]"},
		{"terms.tbx", glossary, "[{mill Mühle} {wheel Rad}]"},
		{"terms.tbx", "<martif><text>", "problem.glossary_syntax 1"},
		{"words.dic", "Mühle @ mill\n", "problem.dictionary_languages 0"},
		{"en-de.dic", "Mühle @ mill\nRad wheel\n", "problem.dictionary_line 2"},
		{"words.csv", "en,fr\nmill,moulin\n", "problem.dictionary_languages 1"},
		{"words.csv", "en,de\n\"mill,Mühle\n", "problem.dictionary_syntax 2"},
		{"memory.tmx", "<tmx><body><tu>", "problem.dictionary_syntax 1"},
		{"words.xls", "", "problem.dictionary_ending 0"},
		{"en-de.dic", strings.Repeat("a @ b\n", maxPairs+1), fmt.Sprintf("problem.dictionary_many %d", maxPairs+1)},
	} {
		if got := readPairs(c.name, c.data, nothing); got != c.want {
			t.Errorf("%s: got %.80s, want %s", c.name, got, c.want)
		}
	}
}
