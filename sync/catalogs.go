package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// reading is a file that was read: an article, or a message catalogue, of which
// more is known than its segments.
type reading struct {
	drift.Side
	catalog *catalog.Catalog // nil for an article
}

// read parses a file. Only catalogues can fail.
func (f *File) read() (reading, error) {
	if !f.Catalog {
		side, err := f.side()
		return reading{Side: side}, err
	}
	c, err := catalog.Parse(f.Path, f.Data, f.Language, catalog.Options{Source: f.Source, Template: f.Template, Like: f.Like})
	if err != nil {
		return reading{}, err
	}
	side := drift.Side{Doc: c.Doc, Outline: align.NewOutline(c.Doc, f.Language), Language: f.Language, Keyed: true}
	return reading{side, c}, nil
}

// IsCatalog reports whether the file with a name is a message catalogue, by its
// ending.
func IsCatalog(name string) bool { return catalog.FormatOf(name) != catalog.None }

// CompareCatalogs is [Compare] for message catalogues. Its error is of type
// [corpus.Problem]: one of the files cannot be read.
func CompareCatalogs(source, target File, base *File) (*Translation, error) {
	source.Catalog, source.Source, target.Catalog = true, true, true
	from, err := source.read()
	if err != nil {
		return nil, err
	}
	target.Like = from.catalog
	to, err := target.read()
	if err != nil {
		return nil, err
	}
	var made *drift.Base
	if base != nil {
		then := *base
		then.Catalog, then.Source, then.Like = true, true, from.catalog
		was, err := then.read()
		if err != nil {
			return nil, err
		}
		made = madeByID(was.Side, to.Side)
	}
	res := drift.Examine(from.Side, to.Side, made)
	judgeMessages(res.Rows, from.catalog, to.catalog)
	out := &Translation{
		Language: target.Language, Path: target.Path, SourcePath: source.Path, SourceLanguage: source.Language, Exists: true,
		Confidence: res.Confidence, Rows: res.Rows, Source: from.Doc, Target: to.Doc,
		SourceCatalog: from.catalog, TargetCatalog: to.catalog,
	}
	out.count()
	return out, nil
}

// madeByID takes every message for made from the one of the base with its id.
func madeByID(base, target drift.Side) *drift.Base {
	at := map[string]int{}
	for j := range target.Outline {
		at[target.Outline[j].Label] = j
	}
	out := &drift.Base{Outline: base.Outline}
	for i := range base.Outline {
		if j, ok := at[base.Outline[i].Label]; ok {
			out.Made = append(out.Made, drift.Made{Base: []int{i}, Target: []int{j}, Confidence: 1})
		}
	}
	return out
}

// doc parses a file, where its blocks are all that is asked for.
func (f *File) doc() (*block.Doc, error) {
	if f.Catalog {
		r, err := f.read()
		return r.Doc, err
	}
	return f.article()
}

// judgeMessages adds to the rows of a catalogue what its messages disagree on,
// and that a translation was only guessed.
func judgeMessages(rows []drift.Row, source, target *catalog.Catalog) {
	for k := range rows {
		r := &rows[k]
		if len(r.Source) == 0 || len(r.Target) == 0 {
			continue
		}
		s, t := source.Message(r.Label), target.Message(r.Label)
		if s == nil || t == nil {
			continue
		}
		if t.Fuzzy {
			r.Flags |= drift.LowConfidence
		}
		if r.State == drift.Untranslated {
			continue
		}
		for _, d := range catalog.Compare(source, target, s, t) {
			r.Findings = append(r.Findings, drift.Finding{Kind: d.Kind, Quantity: d.Quantity, Source: d.Source, Target: d.Target, Severity: drift.Warn})
		}
	}
}

// keyed finds what was recorded of a catalogue by the ids of the messages. A
// message whose translation is gone was made from nothing, and one that was left
// out on purpose and is there now is a new one.
func (b *recorded) keyed() {
	byLabel := map[string]int{}
	byDigest := map[block.Digest]int{}
	for j := range b.target.Outline {
		byLabel[b.target.Outline[j].Label] = j
		byDigest[b.target.Outline[j].Digest] = j
	}
	for k, e := range b.record.Entries {
		m := &b.made[k]
		if len(m.Base) == 0 {
			for _, d := range e.Target {
				if j, ok := byDigest[d]; ok {
					m.Target = append(m.Target, j)
				}
			}
			if len(m.Target) == 0 {
				*m = drift.Made{}
			}
			continue
		}
		j, ok := byLabel[b.outline[m.Base[0]].Label]
		switch {
		case ok && len(e.Target) > 0:
			m.Target = []int{j}
			m.Edited = e.Target[0] != b.target.Outline[j].Digest
		case ok, len(e.Target) > 0:
			m.Base, m.Target, m.How = nil, nil, 0
		}
	}
}
