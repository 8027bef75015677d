package baseline

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// fieldName stands where others say how a row was accepted: the line is of a field of the
// front matter. Its row is the name of the field behind a sign.
const (
	fieldName = "field"
	fieldSign = "@"
)

// ValueDigest identifies the value of a field, whatever its white space.
func ValueDigest(value string) block.Digest {
	return sum([]byte(strings.Join(strings.Fields(value), " ")))
}

// RowOfField is the name of the row of a field, with which its line begins.
func RowOfField(name string) string {
	return fieldSign + strings.ReplaceAll(url.QueryEscape(name), ".", "%2E")
}

// fieldOfRow is the name of the field of a row; "" if the row is not one of a field.
func fieldOfRow(row string) string {
	escaped, ok := strings.CutPrefix(row, fieldSign)
	name, err := url.QueryUnescape(escaped)
	if !ok || err != nil {
		return ""
	}
	return name
}

// entryOf is a field as a line says it.
func (f *Field) entryOf() Entry {
	e := Entry{Source: []block.Digest{f.Value}, Target: []block.Digest{f.Value}, How: ofField, Row: RowOfField(f.Name), Turn: f.Turn}
	if f.Own {
		e.Target = nil
	}
	return e
}

// readField reads what stands behind the row of a line of a field.
func readField(row, sides string) (e Entry, ok bool) {
	source, target, _ := strings.Cut(sides, " ")
	var okS, okT bool
	e.Source, okS = decodeSide(source)
	e.Target, okT = decodeSide(target)
	isSame := len(e.Target) == 0 || slices.Equal(e.Source, e.Target)
	return e, okS && okT && len(e.Source) == 1 && isSame && fieldOfRow(row) != ""
}

// fieldOf is a field of which one or more lines say something in the same turn. Which of
// them counts is the same in whatever order git has put them.
func fieldOf(entries []Entry) Field {
	e := slices.MinFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Source[0].String(), b.Source[0].String()), cmp.Compare(len(a.Target), len(b.Target)))
	})
	return Field{Name: fieldOfRow(e.Row), Value: e.Source[0], Own: len(e.Target) == 0, Turn: e.Turn}
}

// succeedFields gives the fields their turns, and says which have gone.
func (r *Record) succeedFields(was *Record) {
	turns := map[string]int{}
	for _, d := range was.Dropped {
		turns[d.Row] = d.Turn
	}
	old := map[string]Field{}
	for _, f := range was.Fields {
		old[f.Name] = f
	}
	for k := range r.Fields {
		f := &r.Fields[k]
		before, had := old[f.Name]
		gone, was := turns[RowOfField(f.Name)]
		switch {
		case had && before.Value == f.Value && before.Own == f.Own:
			f.Turn = before.Turn
		case had:
			f.Turn = before.Turn + 1
		case was:
			f.Turn = gone + 1
		}
		delete(old, f.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		f := old[name]
		r.Dropped = append(r.Dropped, Dropped{RowOfField(f.Name), f.Turn + 1})
	}
}
