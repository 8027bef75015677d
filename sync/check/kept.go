package check

import (
	"encoding/binary"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// encodeVerdicts writes verdicts for a cache. Law: decoding them gives the same verdicts.
func encodeVerdicts(list []Verdict) []byte {
	w := keeper{out: binary.AppendUvarint(nil, uint64(len(list)))}
	before := &Verdict{}
	for _, v := range list {
		w.verdict(&v, before)
		before = &v
	}
	return w.out
}

// decodeVerdicts reads verdicts; false means that they cannot be read.
func decodeVerdicts(data []byte) ([]Verdict, bool) {
	r := keeper{reading: true, in: string(data)}
	list := make([]Verdict, r.length())
	before := &Verdict{}
	for k := range list {
		r.verdict(&list[k], before)
		before = &list[k]
	}
	return list, !r.bad && r.in == ""
}

// keeper writes values, or reads them in the same order: so both know the same fields.
type keeper struct {
	reading, bad bool
	out          []byte
	in           string // what is left to be read; the texts that are read are parts of it
}

// verdict writes or reads a verdict. What it has in common with the one before it is not
// written.
func (w *keeper) verdict(v, before *Verdict) {
	is := [...]*bool{&v.Behind, &v.SourceEdit, &v.Doubtful, &v.Begun, &v.parts.open}
	w.truths(is[:])
	small := [...]*uint8{(*uint8)(&v.Kind), (*uint8)(&v.Level), (*uint8)(&v.State), (*uint8)(&v.Change)}
	for _, n := range small {
		w.small(n)
	}
	numbers := [...]*int{&v.Line, &v.EndLine, &v.Column, &v.EndColumn, &v.SourceLine, &v.Pages, &v.Percent, &v.Minimum}
	for _, n := range numbers {
		w.number(n)
	}
	texts, known := v.texts(), before.texts()
	for k := range texts {
		w.text(texts[k], *known[k])
	}
	w.halves(&v.Halves)
	w.swaps(&v.Swaps)
	w.place(&v.Elsewhere)
}

// texts are all texts of a verdict itself.
func (v *Verdict) texts() [18]*string {
	return [...]*string{
		&v.Rule, &v.Article, &v.Language, &v.Path, &v.SourcePath, &v.Row, &v.Text, &v.Source, &v.Target, &v.Now, &v.Expected, &v.KeyBefore,
		&v.Written[0], &v.Written[1], &v.Key, &v.Seal, &v.parts.identity, &v.parts.texts,
	}
}

func (w *keeper) halves(list *[]xsync.Half) {
	if w.reading {
		if n := w.length(); n > 0 {
			*list = make([]xsync.Half, n)
		}
	} else {
		w.out = binary.AppendUvarint(w.out, uint64(len(*list)))
	}
	for k := range *list {
		h := &(*list)[k]
		w.text(&h.Text, "")
		w.number(&h.Line)
		w.truths([]*bool{&h.Orphan})
	}
}

func (w *keeper) swaps(list *[]drift.Swap) {
	if w.reading {
		if n := w.length(); n > 0 {
			*list = make([]drift.Swap, n)
		}
	} else {
		w.out = binary.AppendUvarint(w.out, uint64(len(*list)))
	}
	for k := range *list {
		w.text(&(*list)[k].Gone, "")
		w.text(&(*list)[k].Come, "")
	}
}

func (w *keeper) place(at **drift.Place) {
	is := *at != nil
	w.truths([]*bool{&is})
	if !is {
		return
	}
	if w.reading {
		*at = &drift.Place{}
	}
	w.text(&(*at).Article, "")
	w.text(&(*at).Path, "")
	w.number(&(*at).Line)
}

// text writes or reads a text; one that is known already takes a byte.
func (w *keeper) text(text *string, known string) {
	if !w.reading {
		if *text == known {
			w.out = append(w.out, 0)
			return
		}
		w.out = append(binary.AppendUvarint(w.out, uint64(len(*text))+1), *text...)
		return
	}
	switch n := w.uvarint(); {
	case n == 0:
		*text = known
	case n-1 > uint64(len(w.in)):
		w.fail()
	default:
		*text, w.in = w.in[:n-1], w.in[n-1:]
	}
}

func (w *keeper) number(n *int) {
	if !w.reading {
		w.out = binary.AppendVarint(w.out, int64(*n))
		return
	}
	value, size := binary.Varint(w.ahead())
	w.pass(size)
	*n = int(value)
}

func (w *keeper) small(n *uint8) {
	if !w.reading {
		w.out = append(w.out, *n)
		return
	}
	if w.in == "" {
		w.fail()
		return
	}
	*n, w.in = w.in[0], w.in[1:]
}

// truths writes or reads at most eight truth values, a bit for each.
func (w *keeper) truths(list []*bool) {
	var bits uint8
	for k, is := range list {
		if *is {
			bits |= 1 << k
		}
	}
	w.small(&bits)
	for k := range list {
		*list[k] = bits>>k&1 != 0
	}
}

// length reads how many values follow, each of which takes a byte or more.
func (w *keeper) length() uint64 {
	n := w.uvarint()
	if n > uint64(len(w.in)) {
		w.fail()
		return 0
	}
	return n
}

func (w *keeper) uvarint() uint64 {
	n, size := binary.Uvarint(w.ahead())
	w.pass(size)
	return n
}

// ahead are the bytes that a number can take.
func (w *keeper) ahead() []byte { return []byte(w.in[:min(len(w.in), binary.MaxVarintLen64)]) }

// pass goes behind a number of some bytes; of fewer than one it could not be read.
func (w *keeper) pass(size int) {
	if size <= 0 {
		w.fail()
		return
	}
	w.in = w.in[size:]
}

// fail gives up on what is read.
func (w *keeper) fail() { w.bad, w.in = true, "" }
