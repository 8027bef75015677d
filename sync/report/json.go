package report

import (
	"bytes"
	"encoding/json"
	"io"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/drift"
)

// Version is the version of the JSON that [Stream] writes. It changes when a
// key changes its meaning or goes away, not when one is added.
const Version = 1

// translation and the types below mirror docs/schema.json: the order of their
// fields is that of the keys.
type translation struct {
	Language   string  `json:"language"`
	Path       string  `json:"path"`
	Source     string  `json:"source"`
	State      string  `json:"state"`
	Confidence float64 `json:"confidence"`
	Counts     counts  `json:"counts"`
	Words      words   `json:"words"`
	Rows       []row   `json:"rows"`
}

type words struct {
	Total int `json:"total"`
	Todo  int `json:"todo"`
}

type row struct {
	ID          string    `json:"id"`
	Kind        string    `json:"kind"`
	State       string    `json:"state"`
	Change      string    `json:"change,omitempty"`
	Flags       []string  `json:"flags,omitempty"`
	Confidence  float64   `json:"confidence"`
	Anchors     []string  `json:"anchors"`
	Source      []span    `json:"source"`
	Target      []span    `json:"target"`
	Was         string    `json:"was,omitempty"`
	Now         string    `json:"now"`
	Translation string    `json:"translation"`
	Diff        []edit    `json:"diff,omitempty"`
	Findings    []finding `json:"findings,omitempty"`
}

type span struct {
	StartLine int `json:"start_line"`
	EndLine   int `json:"end_line"`
	Start     int `json:"start"`
	End       int `json:"end"`
}

type finding struct {
	Kind     string `json:"kind"`
	Source   string `json:"source"`
	Target   string `json:"target"`
	Severity string `json:"severity"`
}

// counts is an object of all states in the order of the reports.
type counts xsync.Counts

// MarshalJSON writes the object.
func (c counts) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for s := range drift.NumStates {
		if s > 0 {
			b.WriteByte(',')
		}
		if err := member(&b, s.String(), c[s]); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// member writes one member of an object.
func member(b *bytes.Buffer, key string, value any) error {
	for k, v := range []any{key, value} {
		if k > 0 {
			b.WriteByte(':')
		}
		data, err := encode(v)
		if err != nil {
			return err
		}
		b.Write(data)
	}
	return nil
}

// edit is a pair of an operation and a text: ["+", "new words "].
type edit drift.Edit

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
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// JSON writes one translation as a JSON object and a line end.
func JSON(w io.Writer, t *xsync.Translation) error {
	data, err := encode(translationOf(t, nil))
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// translationOf takes the rows that a filter keeps.
func translationOf(t *xsync.Translation, keep Filter) translation {
	out := translation{
		Language: t.Language, Path: t.Path, Source: t.SourcePath,
		State: t.State().String(), Confidence: round(t.Confidence),
		Counts: counts(t.Counts), Words: words{t.Words.Total, t.Words.Todo},
		Rows: make([]row, 0, len(t.Rows)),
	}
	for k := range t.Rows {
		if keep.has(&t.Rows[k]) {
			out.Rows = append(out.Rows, rowOf(&t.Rows[k], t.Source, t.Target))
		}
	}
	return out
}

func rowOf(r *drift.Row, source, target *block.Doc) row {
	out := row{
		ID: r.ID, Kind: r.Kind.String(), State: r.State.String(), Flags: r.Flags.Names(),
		Confidence: round(r.Confidence), Anchors: r.Anchors,
		Source: spansOf(r.Source, source), Target: spansOf(r.Target, target),
		Was: r.Was, Now: r.Now, Translation: r.Translation,
	}
	if r.Change != drift.None {
		out.Change = r.Change.String()
	}
	if out.Anchors == nil {
		out.Anchors = []string{}
	}
	for _, e := range r.Diff {
		out.Diff = append(out.Diff, edit(e))
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, finding{f.Kind, f.Source, f.Target, string(f.Severity)})
	}
	return out
}

func spansOf(spans []block.Span, doc *block.Doc) []span {
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
