package xsync

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/cache"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/dictionary"
)

// Dictionaries are the bilingual dictionaries of a project. Nil has none. They are safe for
// concurrent use.
type Dictionaries struct {
	source  string
	targets []string
	names   []string
	files   map[string][]byte // by name, with those that lie beside
	sum     string            // of the files

	mutex    sync.Mutex
	words    *dictionary.Dictionary // nil before anything was asked of them
	lexicons map[string]*align.Lexicon
}

// ReadDictionaries reads the dictionaries that the configuration of a project names, nil if it
// names none. Its problems are those of files that cannot be read. Where a cache knows that
// there are none in just these bytes, words are not looked for before they are asked for.
func ReadDictionaries(fsys fs.FS, c *Config, known *Cache) (*Dictionaries, []Problem) {
	if len(c.Align.Dictionaries) == 0 {
		return nil, nil
	}
	d := &Dictionaries{source: c.Source, targets: c.Targets, names: c.Align.Dictionaries, files: map[string][]byte{}, lexicons: map[string]*align.Lexicon{}}
	var problems []Problem
	for _, name := range d.names {
		if err := d.readFiles(fsys, name); err != nil {
			problems = append(problems, corpus.Unreadable(name, err))
		}
	}
	if len(problems) == 0 {
		d.sum = d.sumFiles()
	}
	if len(problems) == 0 && known.knowsSound(d) {
		return d, nil
	}
	d.words = &dictionary.Dictionary{Pairs: map[string][]dictionary.Pair{}}
	for _, name := range d.names {
		if d.files[name] == nil {
			continue // it is among the problems
		}
		if err := d.readWords(name); err != nil {
			problems = append(problems, corpus.Unreadable(name, err))
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	known.keepSound(d)
	return d, nil
}

// readFiles reads the files of a dictionary.
func (d *Dictionaries) readFiles(fsys fs.FS, name string) error {
	data, err := readBounded(fsys, name, dictionary.MaxFile)
	if err != nil {
		return err
	}
	for _, names := range dictionary.FilesBeside(name) {
		for _, beside := range names {
			part, found, err := readPart(fsys, beside)
			if err != nil {
				return err
			}
			if found {
				d.files[beside] = part
				break
			}
		}
	}
	d.files[name] = append([]byte{}, data...) // never nil
	return nil
}

// readPart reads a file that lies beside a dictionary, which need not be a text.
func readPart(fsys fs.FS, name string) ([]byte, bool, error) {
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

// readWords reads the words of a dictionary whose files were read.
func (d *Dictionaries) readWords(name string) error {
	beside := func(name string) ([]byte, bool, error) {
		data, found := d.files[name]
		return data, found, nil
	}
	return d.words.Read(name, d.files[name], beside, d.source, d.targets)
}

// sumFiles identifies the files and how they are read.
func (d *Dictionaries) sumFiles() string {
	parts := [][]byte{[]byte(d.source), []byte(strings.Join(d.targets, " "))}
	for _, name := range d.names {
		parts = append(parts, []byte(name), d.files[name])
		for _, names := range dictionary.FilesBeside(name) {
			for _, beside := range names {
				parts = append(parts, []byte(beside), d.files[beside])
			}
		}
	}
	k := cache.KeyOf(parts...)
	return string(k[:])
}

// Sum identifies what the dictionaries say; "" for none.
func (d *Dictionaries) Sum() string {
	if d == nil {
		return ""
	}
	return d.sum
}

// lexicon is what the dictionaries know of a language, nil if nothing.
func (d *Dictionaries) lexicon(lang string) *align.Lexicon {
	if d == nil {
		return nil
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if l, ok := d.lexicons[lang]; ok {
		return l
	}
	if d.words == nil {
		d.words = &dictionary.Dictionary{Pairs: map[string][]dictionary.Pair{}}
		for _, name := range d.names {
			_ = d.readWords(name) // it was read before
		}
	}
	var l *align.Lexicon
	if pairs := d.words.Pairs[lang]; len(pairs) > 0 {
		l = align.Dictionary(d.source, lang, func(yield func(source, target string) bool) {
			for _, p := range pairs {
				if !yield(p.Source, p.Target) {
					return
				}
			}
		})
	}
	d.lexicons[lang] = l
	return l
}

// soundKey is where the cache has it that dictionaries have no problem.
func (c *Cache) soundKey(d *Dictionaries) cache.Key {
	return cache.KeyOf([]byte("dictionaries 1"), []byte(c.Program), []byte(d.sum))
}

var sound = []byte("sound")

// knowsSound reports whether dictionaries were read before without a problem.
func (c *Cache) knowsSound(d *Dictionaries) bool {
	if c == nil {
		return false
	}
	value, ok := c.table.Get(c.soundKey(d))
	return ok && bytes.Equal(value, sound)
}

// keepSound keeps that dictionaries were read without a problem.
func (c *Cache) keepSound(d *Dictionaries) {
	if c != nil {
		c.table.Put(c.soundKey(d), sound)
	}
}
