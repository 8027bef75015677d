package xsync

import (
	"testing"
	"testing/fstest"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Words of dictionaries that were sound are not looked for before they are asked for, and
// each file that they stand in counts.
func TestDictionariesAreReadWhenAsked(t *testing.T) {
	config := &Config{Source: "en", Targets: []string{"tr"}, Align: corpus.Align{Dictionaries: []string{"en-tr.dic", "eng-tur.index"}}}
	files := fstest.MapFS{}
	write := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	write("en-tr.dic", "liman @ harbour\n")
	write("eng-tur.index", "pier\tA\tH\n")
	write("eng-tur.dict", "iskele\n")
	known := DecodeCache("this", nil)
	read := func() *Dictionaries {
		d, problems := ReadDictionaries(files, config, known)
		if len(problems) > 0 {
			return nil
		}
		return d
	}
	first := read()
	if first == nil || first.words == nil || first.lexicon("tr") == nil || first.lexicon("ru") != nil {
		t.Fatal("sound dictionaries are not read")
	}
	second := read()
	if second.words != nil || second.Sum() != first.Sum() {
		t.Error("dictionaries that the cache knows are read again")
	}
	if second.lexicon("tr") == nil || len(second.words.Pairs["tr"]) != 2 {
		t.Error("words are missing once they are asked for")
	}
	if d, _ := ReadDictionaries(files, config, nil); d.words == nil {
		t.Error("without a cache they are not read")
	}
	if other := DecodeCache("other", known.Encode()); other.knowsSound(first) {
		t.Error("what another program found is believed")
	}
	for _, c := range []struct {
		name, text string
		sound      bool
	}{
		{"en-tr.dic", "liman @ port\n", true},
		{"eng-tur.dict", "rihtim\n", true},
		{"en-tr.dic", "liman harbour\n", false},
		{"eng-tur.dict", "", false},
	} {
		was := files[c.name]
		write(c.name, c.text)
		d := read()
		if (d != nil) != c.sound {
			t.Errorf("%s %q: sound %v", c.name, c.text, d != nil)
		}
		if d != nil && (d.words == nil || d.Sum() == first.Sum()) {
			t.Errorf("%s %q counts as what was there before", c.name, c.text)
		}
		files[c.name] = was
	}
	delete(files, "eng-tur.dict")
	if read() != nil {
		t.Error("a file that is missing is no problem")
	}
}

// A project without dictionaries has none, and nothing is asked of them.
func TestNoDictionaries(t *testing.T) {
	d, problems := ReadDictionaries(fstest.MapFS{}, &Config{Source: "en", Targets: []string{"tr"}}, nil)
	if d != nil || len(problems) > 0 || d.Sum() != "" || d.lexicon("tr") != nil {
		t.Errorf("got %v, %v", d, problems)
	}
}
