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
	// FrontMatter names the fields of the front matter that are translated;
	// nil means the usual ones.
	FrontMatter []string
	// Attributes names the attributes of tags and shortcodes that are translated;
	// NoteWords begin the comments for translators. Nil means the usual ones.
	Attributes, NoteWords []string
	// Catalog says that the file is a message catalogue; Source, that its texts
	// are the source, and Template, that the msgids are, whatever stands beside
	// them.
	Catalog, Source, Template bool
	// Like is the source of a catalogue, in whose dialect it is written.
	Like *catalog.Catalog
}

// side parses an article. Its error is of type [corpus.Problem].
func (f *File) side() (drift.Side, error) {
	doc, err := f.article()
	if err != nil {
		return drift.Side{}, err
	}
	return drift.NewSide(doc, f.Language), nil
}

// article parses an article in the format of its name.
func (f *File) article() (*block.Doc, error) {
	known := format.Of(f.Path)
	if known == nil {
		return nil, unknownFormat(f.Path)
	}
	return known.Parse(f.Data, block.Options{FrontMatter: f.FrontMatter, Attributes: f.Attributes, NoteWords: f.NoteWords, Path: f.Path})
}

func unknownFormat(name string) corpus.Problem {
	return corpus.Problem{ID: corpus.UnknownFormat, Path: name, Data: map[string]any{
		"Ending": path.Ext(name), "Formats": strings.Join(format.Extensions(), ", "),
	}}
}

// CheckFile says what keeps a file from being read, nil if nothing does: its name
// is that of a format that xsync does not know, or it is no text in UTF-8. A name
// alone is checked with nil for the data.
func CheckFile(name string, data []byte) *corpus.Problem {
	if format.Of(name) == nil && !IsCatalog(name) {
		p := unknownFormat(name)
		return &p
	}
	return corpus.CheckText(name, data)
}

// Compare examines a translation by itself, without any record. With a base,
// the source text that the translation was made from, it says what has changed
// since; without one, no row can be more than unverified.
// Its error is of type [corpus.Problem]: one of the files cannot be read.
func Compare(source, target File, base *File) (*Translation, error) {
	s, t, err := sides(source, target)
	if err != nil {
		return nil, err
	}
	var made *drift.Base
	if base != nil {
		then, err := base.side()
		if err != nil {
			return nil, err
		}
		made = madeFrom(then, t)
	}
	res := drift.Examine(s, t, made)
	out := &Translation{
		Language: target.Language, Path: target.Path, SourcePath: source.Path, SourceLanguage: source.Language, Exists: true,
		Confidence: res.Confidence, Unrelated: res.Unrelated, Rows: res.Rows, Source: s.Doc, Target: t.Doc,
	}
	out.count()
	return out, nil
}

// sides reads two files at once.
func sides(source, target File) (s, t drift.Side, err error) {
	done := make(chan error)
	go func() {
		var err error
		t, err = target.side()
		done <- err
	}()
	s, err = source.side()
	return s, t, cmp.Or(err, <-done)
}

// madeFrom takes the alignment of a translation with a source text for what it
// was made from.
func madeFrom(base, target drift.Side) *drift.Base {
	b := &drift.Base{Outline: base.Outline}
	for _, l := range align.Across(base.Outline, target.Outline, nil) {
		if len(l.A) > 0 && len(l.B) > 0 {
			b.Made = append(b.Made, drift.Made{Base: l.A, Target: l.B, Confidence: l.Confidence})
		}
	}
	return b
}
