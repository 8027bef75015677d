package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// File is a text with its name and language.
type File struct {
	Path     string
	Language string // BCP 47
	Data     []byte
	// FrontMatter names the fields of the front matter that are translated;
	// nil means the usual ones.
	FrontMatter []string
	// Catalog says that the file is a message catalogue; Source, that its texts
	// are the source, and Template, that the msgids are, whatever stands beside
	// them.
	Catalog, Source, Template bool
	// Like is the source of a catalogue, in whose dialect it is written.
	Like *catalog.Catalog
}

func (f *File) side() drift.Side {
	return drift.NewSide(f.Data, block.FormatOf(f.Path), block.Options{FrontMatter: f.FrontMatter}, f.Language)
}

// Compare examines a translation by itself, without any record. With a base,
// the source text that the translation was made from, it says what has changed
// since; without one, no row can be more than unverified.
func Compare(source, target File, base *File) *Translation {
	s, t := sides(source, target)
	var made *drift.Base
	if base != nil {
		made = madeFrom(base.side(), t)
	}
	res := drift.Examine(s, t, made)
	out := &Translation{
		Language: target.Language, Path: target.Path, SourcePath: source.Path, SourceLanguage: source.Language, Exists: true,
		Confidence: res.Confidence, Unrelated: res.Unrelated, Rows: res.Rows, Source: s.Doc, Target: t.Doc,
	}
	out.count()
	return out
}

// sides reads two files at once.
func sides(source, target File) (s, t drift.Side) {
	done := make(chan drift.Side)
	go func() { done <- target.side() }()
	s = source.side()
	return s, <-done
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
