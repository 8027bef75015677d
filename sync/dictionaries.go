package xsync

import (
	"errors"
	"io/fs"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/dictionary"
)

// Dictionaries are the bilingual dictionaries of a project. Nil has none. They are safe for
// concurrent use.
type Dictionaries struct {
	source string
	words  *dictionary.Dictionary

	mutex    sync.Mutex
	lexicons map[string]*align.Lexicon
}

// ReadDictionaries reads the dictionaries that the configuration of a project names, nil if it
// names none. Its problems are those of files that cannot be read.
func ReadDictionaries(fsys fs.FS, c *Config) (*Dictionaries, []Problem) {
	if len(c.Align.Dictionaries) == 0 {
		return nil, nil
	}
	d := &Dictionaries{source: c.Source, words: &dictionary.Dictionary{Pairs: map[string][]dictionary.Pair{}}, lexicons: map[string]*align.Lexicon{}}
	var problems []Problem
	for _, name := range c.Align.Dictionaries {
		data, err := readBounded(fsys, name, dictionary.MaxFile)
		if err == nil {
			err = d.words.Read(name, data, besideIn(fsys), c.Source, c.Targets)
		}
		if err != nil {
			problems = append(problems, corpus.Unreadable(name, err))
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return d, nil
}

// besideIn reads the other files of dictionaries that are several: they need not be texts.
func besideIn(fsys fs.FS) dictionary.Beside {
	return func(name string) ([]byte, bool, error) {
		info, err := fs.Stat(fsys, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, false, nil
		case err != nil:
			return nil, false, corpus.Unreadable(name, err)
		case info.IsDir():
			return nil, false, corpus.Problem{ID: corpus.IsDirectory, Path: name}
		case info.Size() > dictionary.MaxPart:
			return nil, false, corpus.Problem{ID: corpus.TooLarge, Path: name, Data: map[string]any{"Size": info.Size(), "Limit": dictionary.MaxPart}}
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, false, corpus.Unreadable(name, err)
		}
		return data, true, nil
	}
}

// Sum identifies what the dictionaries say; "" for none.
func (d *Dictionaries) Sum() string {
	if d == nil {
		return ""
	}
	return d.words.Sum()
}

// lexicon is what the dictionaries know of a language, nil if nothing.
func (d *Dictionaries) lexicon(lang string) *align.Lexicon {
	if d == nil || len(d.words.Pairs[lang]) == 0 {
		return nil
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if l, ok := d.lexicons[lang]; ok {
		return l
	}
	l := align.Dictionary(d.source, lang, func(yield func(source, target string) bool) {
		for _, p := range d.words.Pairs[lang] {
			if !yield(p.Source, p.Target) {
				return
			}
		}
	})
	d.lexicons[lang] = l
	return l
}
