package xsync

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/keep"
)

// A text that went to another article of the source leaves an orphan where its
// translation stands and a missing row where it is now. The two are one piece of
// work: to move the translation.

// Half is one side of a text that may have moved: what is missing in a translation,
// or what lost its source there.
type Half struct {
	Text   string // identifies the text of the source, or the first of several in one translation
	Line   int    // in the translation of an orphan, in the source of what is missing
	Orphan bool
}

// Keep writes or reads a half.
func (h *Half) Keep(v *keep.Values) {
	v.Text(&h.Text)
	v.Number(&h.Line)
	v.Truths(&h.Orphan)
}

func keepHalves(v *keep.Values, list *[]Half) {
	keep.List(v, list, func(h *Half) { h.Keep(v) })
}

// isText reports whether a kind is one of texts that can move.
func isText(k block.Kind) bool { return k.Prose() && k != block.Message }

// isDistinct reports whether a text of the source is long enough to be known again
// elsewhere. Headings are short, and go with what stands below them.
func isDistinct(kind block.Kind, text string) bool {
	words, letters := 4, 24
	if kind == block.Heading {
		words, letters = 2, 12
	}
	return isText(kind) && (utf8.RuneCountInString(text) >= letters || len(strings.Fields(text)) >= words)
}

// HalfOf is what a row of a translation can contribute to a move; false if it is
// neither missing nor an orphan, or says too little to be known again.
func (t *Translation) HalfOf(r *drift.Row) (Half, bool) {
	switch {
	case r.State == drift.Missing && isDistinct(r.Kind, r.Now):
		return Half{Text: r.SourceDigests[0].String(), Line: t.Source.Line(r.Source[0].Start)}, true
	case r.State == drift.Orphan && len(r.Made) == 1 && t.record != nil && isText(r.Kind):
		if e := &t.record.Entries[r.Made[0]]; len(e.Source) > 0 {
			return Half{Text: e.Source[0].String(), Line: t.Target.Line(r.Target[0].Start), Orphan: true}, true
		}
	}
	return Half{}, false
}

// Halves are those of the rows of a translation.
func (t *Translation) Halves() []Half {
	out := []Half{}
	if t.Unrelated {
		return out
	}
	for k := range t.Rows {
		if h, ok := t.HalfOf(&t.Rows[k]); ok {
			out = append(out, h)
		}
	}
	return out
}

// moves are the texts of a project that went from one article to another while
// their translations stayed.
type moves struct {
	orphans, missing map[string]drift.Place // by language and text
}

// halvesDerived asks for the halves of each translation.
var halvesDerived = Derived{
	Name: "halves 2",
	Make: func(_ string, t *Translation) any { return t.Halves() },
	Encode: func(found any) []byte {
		list, v := found.([]Half), keep.Writer()
		keepHalves(v, &list)
		return v.Bytes()
	},
	Decode: func(data []byte) (any, bool) {
		list, v := []Half{}, keep.Reader(data)
		keepHalves(v, &list)
		return list, v.Whole()
	},
}

// findMoves finds the texts that moved, in the languages of a query.
func (p *Project) findMoves(ctx context.Context, of *Query) (*moves, error) {
	m := &moves{map[string]drift.Place{}, map[string]drift.Place{}}
	_, err := p.eachAlone(ctx, p.whole(of, &halvesDerived), func(a *Article) error {
		for k := range a.Translations {
			t := &a.Translations[k]
			some, _ := t.Derived.([]Half)
			for _, h := range some {
				m.add(a.ID, t, h)
			}
		}
		return nil
	})
	return m, err
}

// add notes where a half is; of two the first counts.
func (m *moves) add(article string, t *Translation, h Half) {
	at, all := drift.Place{Article: article, Path: t.SourcePath, Line: h.Line}, m.missing
	if h.Orphan {
		at.Path, all = t.Path, m.orphans
	}
	if _, ok := all[t.Language+" "+h.Text]; !ok {
		all[t.Language+" "+h.Text] = at
	}
}

// tell says of the rows of a translation where their other halves are.
func (m *moves) tell(article string, t *Translation) {
	for k := range t.Rows {
		r := &t.Rows[k]
		if h, ok := t.HalfOf(r); ok {
			if at := m.otherHalf(article, t.Language, h); at != nil {
				r.Elsewhere = at
			}
		}
	}
}

// find finds the places of the other halves of some of an article.
func (m *moves) find(article, lang string, halves []Half) []*drift.Place {
	out := make([]*drift.Place, len(halves))
	for k, h := range halves {
		out[k] = m.otherHalf(article, lang, h)
	}
	return out
}

// otherHalf is the place of the other half of one in an article, nil if there is none.
func (m *moves) otherHalf(article, lang string, h Half) *drift.Place {
	name := lang + " " + h.Text
	orphan, isLeft := m.orphans[name]
	missing, isWanted := m.missing[name]
	switch {
	case !isLeft || !isWanted || orphan.Article == missing.Article:
	case h.Orphan && orphan.Article == article:
		return &missing
	case !h.Orphan && missing.Article == article:
		return &orphan
	}
	return nil
}

// Ties are what other articles may have something to say about.
type Ties struct {
	// Halves are those of texts that may have moved, and Rows the places of their rows.
	Halves []Half
	Rows   []int
	// Includes are the names of the files that the source includes.
	Includes []string
}

// Keep writes or reads ties.
func (t *Ties) Keep(v *keep.Values) {
	keepHalves(v, &t.Halves)
	keep.List(v, &t.Rows, v.Number)
	keep.List(v, &t.Includes, v.Text)
}

// Ties are those of a translation with its rows.
func (t *Translation) Ties() Ties {
	ties := Ties{Includes: includedFiles(string(t.Source.Src))}
	if !t.mayHaveMoved() {
		return ties
	}
	for k := range t.Rows {
		if h, ok := t.HalfOf(&t.Rows[k]); ok {
			ties.Halves, ties.Rows = append(ties.Halves, h), append(ties.Rows, k)
		}
	}
	return ties
}

// mayHaveMoved reports whether a translation has a row that may be half of a move.
func (t *Translation) mayHaveMoved() bool {
	recorded := t.record != nil && len(t.record.Entries) > 0
	return !t.Unrelated && (recorded || !t.Exists) && slices.ContainsFunc(t.Rows, func(r drift.Row) bool {
		_, ok := t.HalfOf(&r)
		return ok
	})
}
