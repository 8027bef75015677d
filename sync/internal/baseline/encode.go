package baseline

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// The first line of a record: the format and its version. Records of the first
// version are read for ever.
const (
	magic    = "xsync record 2"
	magicOld = "xsync record 1"
)

var howNames = []string{"reviewed", "assumed", "forced", "mechanical", "inferred"}

// droppedName stands where others say how a row was accepted.
const droppedName = "dropped"

// String is the name of the way as a record writes it.
func (h How) String() string {
	if int(h) < len(howNames) {
		return howNames[h]
	}
	return "unknown"
}

func parseHow(name string) (How, bool) {
	for k, n := range howNames {
		if n == name {
			return How(k), true
		}
	}
	return 0, false
}

// Encode writes a record: the magic line, how many rows there are, and a line a
// row, which ends with its check code. Law: decoding it gives the same record, if
// no entry is empty on both sides.
//
//	xsync record 2
//	summary rows=3 k7m2xq
//	q4xw7n2k.0 4b… 7d… reviewed m3vd5a
//	zj5t2r8c.2 4c…+4d… - assumed p7ac2e
//	w2b6k9xd.1 - - dropped h4n7rt
//
// A line says all about its row, so that git may unite the lines of two versions.
// The number of rows never falls, since a row that is gone leaves a line: a file
// with fewer rows than any of its summaries says was cut.
func (r *Record) Encode() []byte {
	entries := named(r)
	out := make([]byte, 0, 128+96*len(entries)+32*len(r.Dropped))
	out = append(out, magic+"\n"...)
	out = appendChecked(out, len(out), append([]byte("summary rows="), strconv.Itoa(len(rowsOf(entries))+len(r.Dropped))...))
	for k := range entries {
		e := &entries[k]
		at := len(out)
		out = append(append(append(out, e.Row...), '.'), strconv.Itoa(e.Turn)...)
		out = appendSide(append(out, ' '), e.Source)
		out = appendSide(append(out, ' '), e.Target)
		out = append(append(out, ' '), e.How.String()...)
		out = appendChecked(out, at, nil)
	}
	gone := slices.SortedFunc(slices.Values(r.Dropped), func(a, b Dropped) int { return strings.Compare(a.Row, b.Row) })
	for _, d := range gone {
		out = appendChecked(out, len(out), []byte(d.Row+"."+strconv.Itoa(d.Turn)+" - - "+droppedName))
	}
	return out
}

// appendChecked appends the rest of a line that begins at a place, and its check
// code.
func appendChecked(out []byte, at int, rest []byte) []byte {
	out = append(out, rest...)
	code := checkOf(out[at:])
	return append(append(append(out, ' '), code...), '\n')
}

// checkLength is how many letters a check code has: 30 bits.
const checkLength = 6

// checkOf is the check code of a line: the first letters of its digest.
func checkOf(line []byte) string { return sum(line).String()[:checkLength] }

func sum(data []byte) (d block.Digest) {
	h := sha256.Sum256(data)
	copy(d[:], h[:])
	return d
}

// rowLength is how many letters the name of a row has: 40 bits.
const rowLength = 8

// RowName is a name for a row that was never recorded before: the same on two
// branches that record it, another one for each occurrence of the same texts.
func RowName(e *Entry, occurrence int) string {
	side, text := e.Source, []byte("s")
	if len(side) == 0 {
		side, text = e.Target, []byte("t")
	}
	for _, d := range side {
		text = append(text, d[:]...)
	}
	return sum(strconv.AppendInt(text, int64(occurrence), 10)).String()[:rowLength]
}

// named are the entries of a record with names for those that have none.
func named(r *Record) []Entry {
	entries := slices.Clone(r.Entries)
	used := rowsOf(entries)
	for _, d := range r.Dropped {
		used[d.Row] = true
	}
	for k := range entries {
		e := &entries[k]
		for n := 0; e.Row == ""; n++ {
			if name := RowName(e, n); !used[name] {
				e.Row, used[name] = name, true
			}
		}
	}
	return entries
}

func rowsOf(entries []Entry) map[string]bool {
	out := make(map[string]bool, len(entries))
	for k := range entries {
		if entries[k].Row != "" {
			out[entries[k].Row] = true
		}
	}
	return out
}

// Succeed gives the entries of a record that is to take the place of another one
// their names and turns, and keeps what is gone in mind. The entries that went on
// from old ones have the names of these.
func (r *Record) Succeed(was *Record) {
	if was == nil {
		r.Entries = named(r)
		return
	}
	turns := map[string]int{}
	old := map[string]*Entry{}
	for _, d := range was.Dropped {
		turns[d.Row] = d.Turn
	}
	for k := range was.Entries {
		e := &was.Entries[k]
		if e.Row == "" {
			continue // it comes from another record
		}
		turns[e.Row], old[e.Row] = max(turns[e.Row], e.Turn), e
	}
	r.Entries = named(r)
	lives := map[string]bool{}
	for k := range r.Entries {
		e := &r.Entries[k]
		lives[e.Row] = true
		turn, had := turns[e.Row]
		switch before := old[e.Row]; {
		case before != nil && e.says(before) && before.Turn == turn:
			e.Turn = turn
		case had:
			e.Turn = turn + 1
		}
	}
	for _, row := range slices.Sorted(maps.Keys(turns)) {
		if lives[row] {
			continue
		}
		turn := turns[row]
		if old[row] != nil {
			turn++
		}
		r.Dropped = append(r.Dropped, Dropped{row, turn})
	}
}

// says reports whether two entries say the same of their rows.
func (e *Entry) says(o *Entry) bool {
	return e.How == o.How && slices.Equal(e.Source, o.Source) && slices.Equal(e.Target, o.Target)
}

// appendSide writes the digests of one side of an entry, "-" for none.
func appendSide(out []byte, digests []block.Digest) []byte {
	if len(digests) == 0 {
		return append(out, '-')
	}
	for k, d := range digests {
		if k > 0 {
			out = append(out, '+')
		}
		out = append(out, d.String()...)
	}
	return out
}
