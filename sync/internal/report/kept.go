package report

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/keep"
)

// Rows are all rows of a translation as JSON, with what tells which of them are shown,
// so that what has not moved is written as it was worked out before.
type Rows struct {
	rows []keptRow
	ties xsync.Ties
}

// keptRow is a row: what a filter goes by, and its JSON.
type keptRow struct {
	state drift.State
	flags drift.Flags
	json  []byte
}

// RowsDerived asks for the rows of each translation as JSON. [Stream.Article] writes
// them as it writes rows.
var RowsDerived = xsync.Derived{
	Name: "rows as JSON 2", Large: true,
	Make: func(_ string, t *xsync.Translation) any { return newRows(t) },
	Encode: func(found any) []byte {
		return found.(*Rows).encode()
	},
	Decode: func(data []byte) (any, bool) {
		r, ok := decodeRows(data)
		return r, ok
	},
}

func newRows(t *xsync.Translation) *Rows {
	out := &Rows{rows: make([]keptRow, len(t.Rows)), ties: t.Ties()}
	for k := range t.Rows {
		r := &t.Rows[k]
		data, err := encode(rowOf(r, t.Source, t.Target))
		if err != nil {
			data = []byte("null") // texts and numbers are always encoded
		}
		out.rows[k] = keptRow{r.State, r.Flags, data}
	}
	return out
}

// Ties are what other articles may have something to say about.
func (r *Rows) Ties() xsync.Ties { return r.ties }

// Tell enters the places of the other halves of texts that moved.
func (r *Rows) Tell(elsewhere []*drift.Place) {
	for k, at := range elsewhere {
		if at != nil {
			r.rows[r.ties.Rows[k]].add("elsewhere", place{at.Article, at.Path, at.Line})
		}
	}
}

// add adds a member at the end of a row.
func (r *keptRow) add(key string, value any) {
	data, err := encode(value)
	if err != nil {
		return // texts and numbers are always encoded
	}
	row := bytes.TrimSuffix(r.json, []byte("}"))
	r.json = append(append(row[:len(row):len(row)], `,"`+key+`":`...), append(data, '}')...)
}

// notice says which rows are standing notices. One that is told elsewhere is fresh.
func (r *Rows) notice(t *xsync.Translation) {
	if len(t.Notices) == 0 {
		return
	}
	for k := range r.rows {
		row := &r.rows[k]
		var named struct {
			ID string `json:"id"`
		}
		if row.state != drift.Extra || json.Unmarshal(row.json, &named) != nil {
			continue
		}
		n := t.Notice(named.ID)
		if n == nil {
			continue
		}
		if n.Pages > 0 {
			row.add("pages", n.Pages)
		}
		if !n.Told { // in a text the quotation marks would be escaped
			row.state = drift.Fresh
			row.json = bytes.Replace(row.json, []byte(`"state":"extra"`), []byte(`"state":"fresh"`), 1)
		}
	}
}

// passes reports whether a filter lets a row pass.
func (r *keptRow) passes(keep Filter) bool {
	return keep.has(&drift.Row{State: r.state, Flags: r.flags})
}

// encode writes rows. Law: decoding them gives the same rows.
func (r *Rows) encode() []byte {
	out := binary.AppendUvarint(nil, uint64(len(r.rows)))
	for k := range r.rows {
		row := &r.rows[k]
		out = append(out, byte(row.state))
		out = binary.AppendUvarint(out, uint64(row.flags))
		out = binary.AppendUvarint(out, uint64(len(row.json)))
		out = append(out, row.json...)
	}
	ties := keep.Writer()
	r.ties.Keep(ties)
	return append(out, ties.Bytes()...)
}

func decodeRows(data []byte) (*Rows, bool) {
	number := func(most int) int {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(most) {
			data = nil
			return 0
		}
		data = data[size:]
		return int(n)
	}
	out := &Rows{rows: make([]keptRow, number(len(data)))}
	for k := range out.rows {
		if len(data) == 0 {
			return nil, false
		}
		row := &out.rows[k]
		row.state, data = drift.State(data[0]), data[1:]
		row.flags = drift.Flags(number(math.MaxUint16))
		n := number(len(data))
		if n > len(data) || row.state >= drift.NumStates {
			return nil, false
		}
		row.json, data = data[:n:n], data[n:]
	}
	ties := keep.Reader(data)
	if out.ties.Keep(ties); !ties.Whole() || len(out.ties.Rows) != len(out.ties.Halves) {
		return nil, false
	}
	for _, k := range out.ties.Rows {
		if k < 0 || k >= len(out.rows) {
			return nil, false
		}
	}
	return out, true
}
