package baseline

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// magic is the first line of a record: the format and its version.
const magic = "xsync record 3"

var howNames = []string{"reviewed", "assumed", "forced", "mechanical", "inferred", "machine"}

// What stands where others say how a row was accepted: the row is recorded no
// longer, or never was.
const (
	droppedName = "dropped"
	seenName    = "unverified"
	leftName    = "untranslated"
)

// String is the name of the way as a record writes it.
func (h How) String() string {
	if int(h) < len(howNames) {
		return howNames[h]
	}
	switch h {
	case unrecorded:
		return seenName
	case left:
		return leftName
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
// row, which ends with how it was accepted and has its check code before that. Law:
// decoding it gives the same record, if no entry is empty on both sides.
//
//	xsync record 3
//	summary rows=6 k7m2xq
//	q4xw7n2k.0 4b… 7d… ~k3Zq0aPd m3vd5a reviewed
//	zj5t2r8c.2 4c…+4d… - p7ac2e assumed
//	@draft.0 8c… 8c… k3ve7d field
//	c8n3v6yt.0 - 5e… t2ke9w unverified
//	m4p9s2dz.0 - 6f… x7bq3k untranslated
//	w2b6k9xd.1 - - h4n7rt dropped
//
// Behind the digests of both sides stand those of the words of the translation, if
// they are kept. A line says all about its row, so that git may unite the lines of
// two versions. The number of rows never falls, since a row that is gone leaves a
// line: a file with fewer rows than any of its summaries says was cut.
func (r *Record) Encode() []byte {
	entries := withNames(r)
	out := make([]byte, 0, 128+128*len(entries)+64*(len(r.Fields)+len(r.Seen)+len(r.Dropped)))
	out = append(out, magic+"\n"...)
	summary := append([]byte("summary rows="), strconv.Itoa(len(rowsOf(entries))+len(r.Fields)+len(r.Seen)+len(r.Dropped))...)
	out = append(append(append(append(out, summary...), ' '), checkOf(summary)...), '\n')
	for k := range entries {
		e := &entries[k]
		at := len(out)
		out = appendRow(out, e.Row, e.Turn)
		out = appendSide(append(out, ' '), e.Source)
		out = appendSide(append(out, ' '), e.Target)
		if e.Words != "" {
			out = append(append(out, " ~"...), e.Words...)
		}
		out = appendHow(out, at, e.How.String())
	}
	for k := range r.Fields {
		e, at := r.Fields[k].entryOf(), len(out)
		out = appendSide(append(appendRow(out, e.Row, e.Turn), ' '), e.Source)
		out = appendHow(appendSide(append(out, ' '), e.Target), at, fieldName)
	}
	for _, s := range r.Seen {
		at := len(out)
		out = append(appendRow(out, s.Row, s.Turn), " - "...)
		out = appendHow(append(out, s.Target.String()...), at, s.how().String())
	}
	gone := slices.SortedFunc(slices.Values(r.Dropped), func(a, b Dropped) int { return strings.Compare(a.Row, b.Row) })
	for _, d := range gone {
		at := len(out)
		out = appendHow(append(appendRow(out, d.Row, d.Turn), " - -"...), at, droppedName)
	}
	return out
}

func appendRow(out []byte, row string, turn int) []byte {
	return append(append(append(out, row...), '.'), strconv.Itoa(turn)...)
}

// appendHow ends a line that begins at a place: its check code, which covers what
// stands on both sides of it, and how the row was accepted.
func appendHow(out []byte, at int, how string) []byte {
	code := checkOf(append(append(slices.Clone(out[at:]), ' '), how...))
	return append(append(append(append(append(out, ' '), code...), ' '), how...), '\n')
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
	return sum(strconv.AppendInt(e.textOfName(), int64(occurrence), 10)).String()[:rowLength]
}

// textOfName is what the name of a row is made from.
func (e *Entry) textOfName() []byte {
	side, text := e.Source, []byte("s")
	if len(side) == 0 {
		side, text = e.Target, []byte("t")
	}
	for _, d := range side {
		text = append(text, d[:]...)
	}
	return text
}

// withNames are the entries of a record with names for those that have none.
func withNames(r *Record) []Entry {
	entries := slices.Clone(r.Entries)
	used := rowsOf(entries)
	for _, s := range r.Seen {
		used[s.Row] = true
	}
	for _, d := range r.Dropped {
		used[d.Row] = true
	}
	next := map[string]int{} // the first occurrence that may be free, by what names are made from
	for k := range entries {
		e := &entries[k]
		if e.Row != "" {
			continue
		}
		text := string(e.textOfName())
		for ; e.Row == ""; next[text]++ {
			if name := RowName(e, next[text]); !used[name] {
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
		r.Entries = withNames(r)
		return
	}
	r.succeedFields(was)
	turns := map[string]int{}
	old := map[string]*Entry{}
	for _, s := range was.Seen {
		turns[s.Row] = s.Turn
		old[s.Row] = &Entry{How: s.how(), Target: []block.Digest{s.Target}, Turn: s.Turn}
	}
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
	r.Entries = withNames(r)
	lives := map[string]bool{}
	for _, f := range r.Fields {
		lives[RowOfField(f.Name)] = true
	}
	for _, s := range r.Seen {
		lives[s.Row] = true
	}
	for k := range r.Entries {
		e := &r.Entries[k]
		lives[e.Row] = true
		turn, had := turns[e.Row]
		switch before := old[e.Row]; {
		case before != nil && e.saysSame(before) && before.Turn == turn:
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

// saysSame reports whether two entries say the same of their rows.
func (e *Entry) saysSame(o *Entry) bool {
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
