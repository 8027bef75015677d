package check

import (
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/keep"
)

// encodeVerdicts writes verdicts for a cache. Law: decoding them gives the same verdicts.
func encodeVerdicts(list []Verdict) []byte {
	v := keep.Writer()
	keepVerdicts(v, &list)
	return v.Bytes()
}

// decodeVerdicts reads verdicts; false means that they cannot be read.
func decodeVerdicts(data []byte) ([]Verdict, bool) {
	list, v := []Verdict{}, keep.Reader(data)
	keepVerdicts(v, &list)
	return list, v.Whole()
}

func keepVerdicts(v *keep.Values, list *[]Verdict) {
	before := &Verdict{}
	keep.List(v, list, func(own *Verdict) {
		own.keep(v, before)
		before = own
	})
}

// keep writes or reads a verdict. What it has in common with the one before it is not
// written.
func (v *Verdict) keep(w *keep.Values, before *Verdict) {
	w.Truths(&v.Behind, &v.SourceEdit, &v.Doubtful, &v.Begun, &v.Copied, &v.Spelled, &v.parts.open)
	for _, n := range [...]*uint8{(*uint8)(&v.Kind), (*uint8)(&v.Level), (*uint8)(&v.State), (*uint8)(&v.Change)} {
		w.Byte(n)
	}
	for _, n := range [...]*int{&v.Line, &v.EndLine, &v.Column, &v.EndColumn, &v.SourceLine, &v.Pages, &v.Percent, &v.Minimum} {
		w.Number(n)
	}
	texts, known := v.texts(), before.texts()
	for k := range texts {
		w.TextAfter(texts[k], *known[k])
	}
	keep.List(w, &v.Halves, func(h *xsync.Half) { h.Keep(w) })
	keep.List(w, &v.Swaps, func(s *change.Swap) {
		w.Text(&s.Gone)
		w.Text(&s.Come)
	})
	keepPlace(w, &v.Elsewhere)
}

// texts are all texts of a verdict itself.
func (v *Verdict) texts() [18]*string {
	return [...]*string{
		&v.Rule, &v.Article, &v.Language, &v.Path, &v.SourcePath, &v.Row, &v.Text, &v.Source, &v.Target, &v.Now, &v.Expected, &v.KeyBefore,
		&v.Written[0], &v.Written[1], &v.Key, &v.Seal, &v.parts.identity, &v.parts.texts,
	}
}

func keepPlace(w *keep.Values, at **drift.Place) {
	is := *at != nil
	if w.Truths(&is); !is {
		return
	}
	if *at == nil {
		*at = &drift.Place{}
	}
	w.Text(&(*at).Article)
	w.Text(&(*at).Path)
	w.Number(&(*at).Line)
}
