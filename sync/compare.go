package xsync

import (
	"cmp"
	"path"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// File is a text with its name and language.
type File struct {
	Path     string
	Language string // BCP 47
	Data     []byte
	block.Choices
	// Source says that the texts of a message catalogue are the source, and
	// Template, that its msgids are, whatever stands beside them.
	Source, Template bool
	// Beside is the path of the file that it is compared with, "" if there is none.
	// Segments are cut as that of both formats can be.
	Beside string
	// Like is the source of a catalogue, in whose dialect it is written.
	Like *block.Doc

	mirrors map[string]string // of sites, in the language of the file
}

// IsCatalog reports whether the file with a name is a message catalogue, by its
// ending.
func IsCatalog(name string) bool { return format.Keyed(name) }

// parseSide parses a file. Its error is of type [corpus.Problem].
func (f *File) parseSide() (drift.Side, error) {
	doc, err := f.parseDoc()
	if err != nil {
		return drift.Side{}, err
	}
	side := drift.NewSide(doc, f.Language)
	side.Mirrors = f.mirrors
	return side, nil
}

// parseDoc parses a file in the format of its name.
func (f *File) parseDoc() (*block.Doc, error) {
	known := format.Of(f.Path)
	if known == nil {
		return nil, unknownFormat(f.Path)
	}
	return known.Parse(f.Data, block.Options{
		Choices: f.Choices, Path: f.Path, Language: f.Language, Source: f.Source, Template: f.Template, Like: f.Like, Rows: f.isUnlike(known),
	})
}

// isUnlike reports whether the file stands beside one in another format.
func (f *File) isUnlike(known format.Format) bool {
	other := format.Of(f.Beside)
	return f.Beside != "" && other != nil && other.Name() != known.Name()
}

func unknownFormat(name string) corpus.Problem {
	return corpus.Problem{ID: corpus.UnknownFormat, Path: name, Data: map[string]any{
		"Ending": path.Ext(name), "Formats": strings.Join(format.Extensions(), ", "),
	}}
}

// CheckFile says what keeps a file from being read, nil if nothing does: its name
// is that of a format that xsync does not know, it is not a text in UTF-8, or a merge left
// its conflict there. A name alone is checked with nil for the data.
func CheckFile(name string, data []byte) *corpus.Problem {
	if format.Of(name) == nil {
		p := unknownFormat(name)
		return &p
	}
	if p := corpus.CheckText(name, data); p != nil {
		return p
	}
	return corpus.CheckMerged(name, data)
}

// Compare examines a translation by itself, without any record. With a base,
// the source text that the translation was made from, it says what has changed
// since; without one, no row can be more than unverified. Message catalogues are
// compared with message catalogues, and articles with articles.
// Its error is of type [corpus.Problem]: one of the files cannot be read.
func Compare(source, target File, base *File) (*Translation, error) {
	source.Source, source.Beside, target.Beside = true, target.Path, source.Path
	s, t, err := readSides(source, target)
	if err != nil {
		return nil, err
	}
	made, err := madeFrom(base, target.Path, s, t)
	if err != nil {
		return nil, err
	}
	res := drift.Examine(s, t, addGuesses(made, s, t))
	judgeMessages(res.Rows, catalog.Of(s.Doc), catalog.Of(t.Doc))
	out := &Translation{
		Language: target.Language, Path: target.Path, SourcePath: source.Path, SourceLanguage: source.Language, Exists: true,
		Confidence: res.Confidence, Unrelated: res.Unrelated, Rows: res.Rows, Source: s.Doc, Target: t.Doc,
	}
	out.countRows()
	return out, nil
}

// readSides reads two files: articles at once, of catalogues the source first, in whose
// dialect the translation is written.
func readSides(source, target File) (s, t drift.Side, err error) {
	switch from, to := format.Keyed(source.Path), format.Keyed(target.Path); {
	case from && !to:
		return s, t, unknownFormat(source.Path)
	case to && !from:
		return s, t, unknownFormat(target.Path)
	case from:
		if s, err = source.parseSide(); err != nil {
			return s, t, err
		}
		target.Like = s.Doc
		t, err = target.parseSide()
		return s, t, err
	}
	done := make(chan error)
	go func() {
		var err error
		t, err = target.parseSide()
		done <- err
	}()
	s, err = source.parseSide()
	return s, t, cmp.Or(err, <-done)
}

// madeFrom takes the alignment of a translation with a source text for what it
// was made from; nil if there is no such text.
func madeFrom(base *File, beside string, source, target drift.Side) (*drift.Base, error) {
	if base == nil {
		return nil, nil
	}
	then := *base
	then.Beside = beside
	if then.Source = true; source.Keyed {
		then.Like = source.Doc
	}
	was, err := then.parseSide()
	switch {
	case err != nil:
		return nil, err
	case was.Keyed != target.Keyed:
		return nil, unknownFormat(then.Path)
	case was.Keyed:
		return madeByID(was, target), nil
	}
	b := &drift.Base{Outline: was.Outline}
	for _, l := range align.Across(was.Outline, target.Outline, nil) {
		if len(l.A) > 0 && len(l.B) > 0 {
			b.Made = append(b.Made, drift.Made{Base: l.A, Target: l.B, Confidence: l.Confidence})
		}
	}
	return b, nil
}
