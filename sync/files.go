package xsync

import (
	"bytes"
	"errors"
	"io/fs"

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
// for all languages.
type loaded struct {
	file    File
	parsed  *drift.Side
	digest  *block.Digest
	store   *block.Digest // of the store of source texts
	texts   *baseline.Sources
	problem *corpus.Problem             // the file is no text
	then    map[block.Digest]drift.Side // old versions of the file, by their digests
	// notices are about the files and records of the article that were read all
	// the same.
	notices []corpus.Problem
	missing *Translation // one that was not begun, examined
	keep    *readSource  // where the source is kept for the next time; nil if it is not
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
	return File{Path: path, Language: lang, Data: data, FrontMatter: a.FrontMatter, Attributes: a.Attributes, NoteWords: a.NoteWords, Furniture: a.Furniture, Beside: sourceBeside(a, path), mirrors: p.Config.Links.Mirrors[lang]}
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
	if l.parsed != nil {
		return *l.parsed, nil
	}
	if l.problem = CheckFile(l.file.Path, l.file.Data); l.problem != nil {
		return drift.Side{}, *l.problem
	}
	r, err := l.readSide(&l.file)
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

// readSide parses a file of the article and keeps what is to be said of it.
func (l *loaded) readSide(f *File) (drift.Side, error) {
	side, err := f.parseSide()
	if c := catalog.Of(side.Doc); c != nil {
		l.notices = append(l.notices, c.Notices...)
	}
	return side, err
}

func (l *loaded) digestOnce() block.Digest {
	if l.digest == nil {
		d := block.FileDigest(l.file.Data)
		l.digest = &d
	}
	return *l.digest
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
