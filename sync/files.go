package xsync

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Has reports whether the project has a file, by its path.
func (p *Project) Has(path string) bool {
	_, err := fs.Stat(p.FS, path)
	return err == nil
}

// loaded is a source text, parsed and digested when it is first needed and once
// for all languages, which may be examined at the same time.
type loaded struct {
	file    File
	mutex   sync.Mutex // guards what follows, up to and with the notices
	parsed  *drift.Side
	digest  *block.Digest
	store   *block.Digest // of the store of source texts
	texts   *baseline.Sources
	problem *corpus.Problem // the file is no text
	// notices are about the file, which was read all the same. They are whole once
	// [loaded.openSource] has returned.
	notices []corpus.Problem
	then    map[block.Digest]drift.Side // old versions of the file, by their digests
	begin   sync.Once                   // examines a translation that was not begun
	missing Translation                 // that one
	keep    *readSource                 // where the source is kept for the next time; nil if it is not
}

func (p *Project) loadSource(a *corpus.Article, data []byte) *loaded {
	f := p.fileOf(a, a.Source, p.Config.Source, data)
	f.Source, f.Template = true, a.Template
	return &loaded{file: f}
}

// readSource is a source text that was parsed, for the next who asks for the same one.
type readSource struct {
	data []byte
	side *drift.Side
}

// reuse takes the source as it was read before if that is the same text, and keeps there
// what is read of it. Catalogues are always read: that tells their notices.
func (l *loaded) reuse(before *readSource) {
	if l.keep = before; before != nil && before.side != nil && bytes.Equal(before.data, l.file.Data) {
		l.parsed = before.side
	}
}

// fileOf is one of the files of an article.
func (p *Project) fileOf(a *corpus.Article, path, lang string, data []byte) File {
	return File{Path: path, Language: lang, Data: data, Choices: a.Choices, Beside: sourceBeside(a, path), mirrors: p.Config.Links.Mirrors[lang]}
}

// sourceBeside is the source of an article, for its translations.
func sourceBeside(a *corpus.Article, path string) string {
	if path == a.Source {
		return ""
	}
	return a.Source
}

// openSource checks and parses the source. What is wrong with it is kept as its
// problem.
func (l *loaded) openSource() (drift.Side, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.parsed != nil {
		return *l.parsed, nil
	}
	if l.problem = CheckFile(l.file.Path, l.file.Data); l.problem != nil {
		return drift.Side{}, *l.problem
	}
	r, notices, err := l.file.readSide()
	l.notices = notices
	if err != nil {
		problem := corpus.Unreadable(l.file.Path, err)
		l.problem = &problem
		return drift.Side{}, problem
	}
	l.parsed = &r
	if l.keep != nil && catalog.Of(r.Doc) == nil {
		*l.keep = readSource{l.file.Data, l.parsed}
	}
	return r, nil
}

// readSide parses a file and says what is to be known of it all the same.
func (f *File) readSide() (side drift.Side, notices []corpus.Problem, err error) {
	side, err = f.parseSide()
	if c := catalog.Of(side.Doc); c != nil {
		notices = slices.Clone(c.Notices)
	}
	return side, notices, err
}

func (l *loaded) digestOnce() block.Digest {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.digest == nil {
		d := block.FileDigest(l.file.Data)
		l.digest = &d
	}
	return *l.digest
}

// openTexts reads the store of source texts of the article.
func (l *loaded) openTexts(p *Project, id string) (*baseline.Sources, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	var err error
	if l.texts == nil {
		l.texts, err = p.readSources(id)
	}
	return l.texts, err
}

// digestStore is the digest of the store of source texts of the article.
func (l *loaded) digestStore(p *Project, id string) (block.Digest, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.store == nil {
		raw, err := p.Optional(baseline.SourcePath(id))
		if err != nil {
			return block.Digest{}, err
		}
		d := fileSum(raw)
		l.store = &d
	}
	return *l.store, nil
}

// readBytes reads a file. Whether it is a text is told when it is parsed: one whose
// digest is recorded was.
func (p *Project) readBytes(path string) ([]byte, error) {
	data, err := fs.ReadFile(p.FS, path)
	if err != nil {
		return nil, corpus.Unreadable(path, err)
	}
	return data, nil
}

// Optional reads a file of the project that need not exist: nil if it does not.
func (p *Project) Optional(path string) ([]byte, error) {
	data, err := fs.ReadFile(p.FS, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, corpus.Unreadable(path, err)
	}
	return data, nil
}

// besideTarget is the source of a gettext catalogue that has none but its msgids.
func (l *loaded) besideTarget(path string, data []byte) *loaded {
	out := &loaded{file: l.file}
	out.file.Path, out.file.Data = path, data
	return out
}
