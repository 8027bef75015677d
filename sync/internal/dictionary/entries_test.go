package dictionary

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

func TestTranslationsIn(t *testing.T) {
	for _, c := range []struct{ word, entry, want string }{
		{"mill", "mill /mɪl/\n1. Mühle <fem>, Mühlwerk <neut> [tech.]\n2. Fräse\n   Synonym: {grinder}\n see: {mills}\n", "Mühle|Mühlwerk|Fräse"},
		{"mill", "mill /mɪl/ <n, sg>\nMühle <fem>\n         Note: with wheels\n \"the old mill\" - die alte Mühle\n", "Mühle"},
		{"selfmade", "self-made /x/\neigengemacht\n", "eigengemacht"},
		{"mill", "mill (building) Mühle; Fabrik", "Mühle|Fabrik"},
		{"mill", "mills of God\nMühlen\n", "mills of God|Mühlen"},
		{"ağıl", "ağıl\na) sheepfold\nb) pen; fold (for animals)\n", "sheepfold|pen|fold"},
		{"1", "\n12\n", "12"},
		{"mill", "", ""},
	} {
		if got := strings.Join(slices.Collect(translationsIn(c.word, c.entry)), "|"); got != c.want {
			t.Errorf("%q: got %q, want %q", c.entry, got, c.want)
		}
	}
}

func TestStarDictText(t *testing.T) {
	for _, c := range []struct{ entry, types, want string }{
		{"Mühle", "m", "Mühle\n"},
		{"mɪl\x00Mühle", "tm", "Mühle\n"},
		{"<k>mill</k>Mühle &amp; <i>Fabrik</i><br>Rad", "h", "\nmill\nMühle & Fabrik\nRad\n"},
		{"tmɪl\x00mMühle\x00", "", "Mühle\n"},
		{"W\x00\x00\x00\x03abcmMühle\x00", "", "Mühle\n"},
		{"W\x00\x00\x00\xffabc", "", ""},
		{"W\x00", "", ""},
		{"", "m", ""},
	} {
		if got := starDictText(c.entry, c.types); got != c.want {
			t.Errorf("%q as %q: got %q, want %q", c.entry, c.types, got, c.want)
		}
	}
}

// zipped is text as gzip packs it.
func zipped(text string) string {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.String()
}

// idx is a record of a StarDict index.
func idx(word string, at, size uint32) string {
	return word + "\x00" + string(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, at), size))
}

// folder is what lies beside a dictionary.
type folder map[string]string

func (f folder) read(name string) ([]byte, bool, error) {
	text, ok := f[name]
	return []byte(text), ok, nil
}

func TestReadParts(t *testing.T) {
	const entries = "about\nmill /mɪl/\nMühle, Mühlwerk\nwheel\nRad, großes Rad\n"
	const index = "00databaseinfo\tA\tG\nmill\tG\te\nwheel\tk\tX\n"
	words := folder{"d/eng-deu.dict": entries}
	for _, c := range []struct {
		name, data string
		beside     folder
		want       string
	}{
		{"d/eng-deu.index", index, words, "[{mill Mühle} {mill Mühlwerk} {wheel Rad}]"},
		{"free-eng-deu.index", index, folder{"free-eng-deu.dict.dz": zipped(entries)}, "[{mill Mühle} {mill Mühlwerk} {wheel Rad}]"},
		{"deu-eng.index", "rad\tA\tK\tRad\n", folder{"deu-eng.dict": "Rad\nwheel\n"}, "[{wheel Rad}]"},
		{"d/eng-deu.index", index, nil, "problem.dictionary_beside 0"},
		{"d/eng-fra.index", index, words, "problem.dictionary_languages 0"},
		{"d/eng-deu.index", "mill\tG\n", words, "problem.dictionary_index 1"},
		{"d/eng-deu.index", index + "mill\tG\t//////\n", words, "problem.dictionary_index 4"},
		{"d/eng-deu.index", "mill\tG\t-\n", words, "problem.dictionary_index 1"},
		{"eng-deu.index", index, folder{"eng-deu.dict.dz": "not packed"}, "problem.dictionary_syntax 0"},
		{"eng-deu.index", index, folder{"eng-deu.dict.dz": zipped(entries)[:20]}, "problem.dictionary_syntax 0"},
		{"en-de.ifo", "StarDict's dict ifo file\nsametypesequence=m\n", folder{"en-de.idx": idx("mill", 0, 6) + idx("wheel", 6, 3), "en-de.dict": "MühleRad"}, "[{mill Mühle} {wheel Rad}]"},
		{"en-de.ifo", "sametypesequence=m\nidxoffsetbits=64\n", folder{"en-de.idx.gz": zipped("mill\x00\x00\x00\x00\x00" + idx("", 0, 6)[1:]), "en-de.dict.dz": zipped("Mühle")}, "[{mill Mühle}]"},
		{"en-de.ifo", "", folder{"en-de.idx": idx("mill", 0, 8), "en-de.dict": "mMühle\x00"}, "[{mill Mühle}]"},
		{"en-de.ifo", "", folder{"en-de.idx": idx("mill", 0, 9), "en-de.dict": "mMühle\x00"}, "problem.dictionary_index 0"},
		{"en-de.ifo", "", folder{"en-de.idx": "mill", "en-de.dict": "mMühle\x00"}, "problem.dictionary_index 0"},
		{"en-de.ifo", "", folder{"en-de.dict": ""}, "problem.dictionary_beside 0"},
	} {
		if got := readPairs(c.name, c.data, c.beside.read); got != c.want {
			t.Errorf("%s: got %.80s, want %s", c.name, got, c.want)
		}
	}
}

// No bytes make a reader of dictionaries fail otherwise than with a problem.
func FuzzRead(f *testing.F) {
	f.Add("mill\tA\tG\n", "Mühle", idx("mill", 0, 6))
	f.Add("sametypesequence=h\n", "<b>Mühle</b>", idx("mill", 0, 99))
	f.Fuzz(func(t *testing.T, head, entries, index string) {
		beside := folder{"en-de.dict": entries, "en-de.idx": index}
		for _, name := range []string{"en-de.index", "en-de.ifo"} {
			d := &Dictionary{Pairs: map[string][]Pair{}}
			var p problem.Problem
			if err := d.Read(name, []byte(head), beside.read, "en", []string{"de"}); err != nil && !errors.As(err, &p) {
				t.Fatalf("%s: %v", name, err)
			}
			for _, pair := range d.Pairs["de"] {
				if !isWord(pair.Source) || !isWord(pair.Target) {
					t.Fatalf("%s: %q is not a pair of words", name, pair)
				}
			}
		}
	})
}
