package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// Version is the version of the JSON that [Stream] writes. It changes when a
// key changes its meaning or goes away, not when one is added.
const Version = 1

// The types below mirror docs/schema.json: the order of their fields is that of
// the keys.

type words struct {
	Total int `json:"total"`
	Todo  int `json:"todo"`
}

type marks struct {
	Assumed int `json:"assumed"`
	Forced  int `json:"forced"`
	Edited  int `json:"edited"`
	Machine int `json:"machine"`
}

type row struct {
	ID          string          `json:"id"`
	Label       string          `json:"label,omitempty"`
	Kind        string          `json:"kind"`
	State       string          `json:"state"`
	Change      string          `json:"change,omitempty"`
	Flags       []string        `json:"flags,omitempty"`
	Confidence  float64         `json:"confidence"`
	Anchors     []string        `json:"anchors"`
	Source      []span          `json:"source"`
	Target      []span          `json:"target"`
	Was         string          `json:"was,omitempty"`
	Now         string          `json:"now"`
	Translation string          `json:"translation"`
	Diff        []edit          `json:"diff,omitempty"`
	Touched     []edit          `json:"touched,omitempty"`
	Findings    []drift.Finding `json:"findings,omitempty"`
	Elsewhere   *place          `json:"elsewhere,omitempty"`
	Pages       int             `json:"pages,omitempty"`
}

// place is a place in a file of another article.
type place struct {
	Article string `json:"article"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
}

type span struct {
	StartLine int `json:"start_line"`
	EndLine   int `json:"end_line"`
	Start     int `json:"start"`
	End       int `json:"end"`
}

// counts is an object of all states in the order of the reports.
type counts xsync.Counts

// MarshalJSON writes the object.
func (c counts) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for s := range drift.NumStates {
		if s > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, "%q:%d", s, c[s])
	}
	return append(b, '}'), nil
}

// edit is a pair of an operation and a text: ["+", "new words "].
type edit change.Edit

// MarshalJSON writes the pair.
func (e edit) MarshalJSON() ([]byte, error) {
	return encode([2]string{string(e.Op), e.Text})
}

// encode writes a value as JSON without the escapes that only HTML needs.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return inert.JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// printer writes JSON piece by piece, so that no more than a row is ever held in
// a second form. It keeps the first failure and writes nothing after it.
type printer struct {
	w   *bufio.Writer
	err error
}

func newPrinter(w io.Writer) *printer { return &printer{w: bufio.NewWriterSize(w, 1<<16)} }

func (p *printer) raw(text string) {
	if p.err == nil {
		_, p.err = p.w.WriteString(text)
	}
}

func (p *printer) value(v any) {
	if p.err != nil {
		return
	}
	data, err := encode(v)
	if p.err = err; err == nil {
		_, p.err = p.w.Write(data)
	}
}

// member writes a member of an object, with the comma before all but the first.
func (p *printer) member(first bool, key string, v any) {
	if !first {
		p.raw(",")
	}
	p.value(key)
	p.raw(":")
	p.value(v)
}

// list begins a member that is a list, whose items [printer.item] writes.
func (p *printer) list(key string) {
	p.raw(",")
	p.value(key)
	p.raw(":[")
}

func (p *printer) item(first bool, v any) {
	if !first {
		p.raw(",")
	}
	p.value(v)
}

func (p *printer) flush() error {
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// translation writes a translation with the rows that a filter keeps, and who works on it.
func (p *printer) translation(t *xsync.Translation, keep Filter, takers []string) {
	p.raw("{")
	p.member(true, "language", t.Language)
	p.member(false, "path", t.Path)
	p.member(false, "source", t.SourcePath)
	p.member(false, "state", t.State().String())
	p.member(false, "confidence", round(t.Confidence))
	p.member(false, "unrelated", t.Unrelated)
	p.member(false, "counts", counts(t.Counts))
	p.member(false, "words", words{t.Words.Total, t.Words.Todo})
	p.member(false, "recorded", marks(t.Marks))
	if len(takers) > 0 {
		p.member(false, "takers", takers)
	}
	if len(t.Includes) > 0 {
		p.member(false, "includes", includesOf(t))
	}
	p.list("rows")
	if kept, ok := t.Derived.(*Rows); ok {
		p.kept(kept, t, keep)
		p.raw("]}")
		return
	}
	first := true
	for k := range t.Rows {
		if r := &t.Rows[k]; keep.has(r) {
			p.item(first, rowOf(r, t.Source, t.Target))
			first = false
		}
	}
	p.raw("]}")
}

// kept writes the rows that a filter keeps, as they were worked out before.
func (p *printer) kept(rows *Rows, t *xsync.Translation, keep Filter) {
	rows.notice(t)
	first := true
	for k := range rows.rows {
		row := &rows.rows[k]
		if p.err != nil || !row.passes(keep) {
			continue
		}
		if !first {
			p.raw(",")
		}
		first = false
		_, p.err = p.w.Write(row.json)
	}
}

// included is an article that another one includes.
type included struct {
	Article string `json:"article"`
	Path    string `json:"path"`
	State   string `json:"state"`
}

func includesOf(t *xsync.Translation) []included {
	var out []included
	for _, i := range t.Includes {
		out = append(out, included{i.Article, i.Path, i.State.String()})
	}
	return out
}

// JSON writes one translation as a JSON object and a line end.
func JSON(w io.Writer, t *xsync.Translation) error {
	p := newPrinter(w)
	p.translation(t, Filter{}, nil)
	p.raw("\n")
	return p.flush()
}

func rowOf(r *drift.Row, source, target *block.Doc) row {
	out := row{
		ID: r.ID, Label: r.Label, Kind: r.Kind.String(), State: r.State.String(), Flags: r.Flags.Names(),
		Confidence: round(r.Confidence), Anchors: r.Anchors,
		Source: spansOf(r.Source, source), Target: spansOf(r.Target, target),
		Was: r.Was, Now: r.Now, Translation: r.Translation, Findings: r.Findings, Pages: r.Pages,
	}
	if s := r.Shifted; s != nil {
		out.Target, out.Translation = placesOf(s.Spans, target), s.Text
	}
	if r.Change != change.None {
		out.Change = r.Change.String()
	}
	if out.Anchors == nil {
		out.Anchors = []string{}
	}
	if e := r.Elsewhere; e != nil {
		out.Elsewhere = &place{e.Article, e.Path, e.Line}
	}
	for _, e := range r.Diff {
		out.Diff = append(out.Diff, edit(e))
	}
	for _, e := range r.Touched {
		out.Touched = append(out.Touched, edit(e))
	}
	return out
}

func spansOf(segments []drift.Segment, doc *block.Doc) []span {
	spans := make([]block.Span, len(segments))
	for k, s := range segments {
		spans[k] = s.Span
	}
	return placesOf(spans, doc)
}

// placesOf are the lines and offsets of spans.
func placesOf(spans []block.Span, doc *block.Doc) []span {
	out := make([]span, 0, len(spans))
	for _, s := range spans {
		out = append(out, span{doc.Line(s.Start), doc.Line(max(s.Start, s.End-1)), s.Start, s.End})
	}
	return out
}

// round gives a confidence with two digits: more would be noise.
func round(confidence float64) float64 {
	return float64(int(confidence*100+0.5)) / 100
}
