package xsync

import (
	"io/fs"
	"path"
	"time"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// withFiles is the project once some files have other texts; the articles found know
// of those that are new.
func (p *Project) withFiles(files map[string][]byte, found []corpus.Article) *Project {
	if len(files) == 0 {
		return p
	}
	for k := range found {
		for lang, t := range found[k].Targets {
			if _, ok := files[t.Path]; ok && !t.Exists {
				t.Exists = true
				found[k].Targets[lang] = t
			}
		}
	}
	return &Project{FS: written{p.FS, files}, Config: p.Config, Terms: p.Terms, Dictionaries: p.Dictionaries}
}

// written is a tree of files of which some have other texts, and some are gone:
// those whose text is nil.
type written struct {
	fs.FS
	files map[string][]byte
}

// ReadFile reads a file, or the text that stands in its place.
func (w written) ReadFile(name string) ([]byte, error) {
	if data, ok := w.files[name]; ok {
		if data == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return data, nil
	}
	return fs.ReadFile(w.FS, name)
}

// Stat describes a file, or the text that stands in its place.
func (w written) Stat(name string) (fs.FileInfo, error) {
	if data, ok := w.files[name]; ok {
		if data == nil {
			return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
		}
		return text{path.Base(name), int64(len(data))}, nil
	}
	return fs.Stat(w.FS, name)
}

// text describes a text that is not written yet.
type text struct {
	name string
	size int64
}

func (t text) Name() string       { return t.name }
func (t text) Size() int64        { return t.size }
func (t text) Mode() fs.FileMode  { return 0o666 }
func (t text) ModTime() time.Time { return time.Time{} }
func (t text) IsDir() bool        { return false }
func (t text) Sys() any           { return nil }
