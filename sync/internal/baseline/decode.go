package baseline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Error is a line of a record or of a store that cannot be read.
type Error struct {
	Path string
	Line int    // 1-based
	Text string // what was found, cut if it is long
	Want string // what would be right
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: unreadable line %q: want %s", e.Path, e.Line, e.Text, e.Want)
}

// IsUnreadable reports whether err says that a line of a record or store cannot
// be read, and which.
func IsUnreadable(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// shown is how many bytes of an unreadable line an error shows.
const shown = 80

func unreadableLine(path string, line int, text, want string) error {
	if len(text) > shown {
		text = strings.ToValidUTF8(text[:shown], "") + "…"
	}
	return &Error{path, line, text, want}
}

// Warning is a conflict that git left in a record, which was read all the same.
type Warning struct {
	Path string
	Line int // 1-based
}

// Decode reads a record. Lines may have been united by git, with
// or without conflict markers: of each row the latest turn counts. Any other line
// that is none of a record's, and a record that has fewer rows than it says, is an
// error of type *[Error].
func Decode(path string, data []byte) (*Record, []Warning, error) {
	lines, warnings := takeBothSides(path, bytes.TrimPrefix(data, []byte("\ufeff")))
	d := &decoder{path: path, conflict: len(warnings) > 0, rows: map[string]*history{}}
	for _, l := range lines {
		if err := d.readLine(l); err != nil {
			return nil, warnings, err
		}
	}
	if err := d.checkComplete(); err != nil {
		return nil, warnings, err
	}
	r := d.toRecord()
	r.Old = d.conflict || len(lines) != 2+len(d.order) || d.promised != len(d.order)
	if d.conflict {
		r.United = true
		r.Entries = withoutInferred(r.Entries)
	}
	return r, warnings, nil
}

// decoder reads the lines of a record.
type decoder struct {
	path     string
	conflict bool
	begun    bool // the magic line was read
	counted  int  // the line of the summary, 0 if there was none
	promised int  // how many rows there are to be at least
	rows     map[string]*history
	order    []*history
}

// history is what is said of a row: its latest turn, and if two people recorded it
// at once, what both say.
type history struct {
	row     string
	turn    int
	entries []Entry // none if it was dropped
}

func (d *decoder) failAt(l line, want string) error {
	return unreadableLine(d.path, l.number, l.text, want)
}

func (d *decoder) readLine(l line) error {
	switch {
	case l.text == magic:
		d.begun = true
		return nil
	case !d.begun:
		return d.failAt(l, strconv.Quote(magic))
	case l.text == "":
		return nil
	}
	if text, ok := cutCheckCode(l.text); ok {
		return d.readChecked(l, text)
	}
	return d.failAt(l, wanted)
}

const wanted = "a row, its digests, how they were accepted and a check code, as xsync wrote them"

// cutCheckCode cuts the check code out of a line and reports whether it is right. It is the
// last word but one, and that of a summary the last.
func cutCheckCode(text string) (rest string, ok bool) {
	head, last := cutLast(text)
	if strings.HasPrefix(text, "summary ") {
		return head, checkOf([]byte(head)) == last
	}
	before, code := cutLast(head)
	rest = before + " " + last
	return rest, checkOf([]byte(rest)) == code
}

// cutLast cuts a line before its last word, of which there is none in a line of one.
func cutLast(text string) (before, last string) {
	i := max(strings.LastIndexByte(text, ' '), 0)
	return text[:i], strings.TrimPrefix(text[i:], " ")
}

// readChecked reads a line of which the check code is right.
func (d *decoder) readChecked(l line, text string) error {
	if number, ok := strings.CutPrefix(text, "summary rows="); ok {
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			return d.failAt(l, "summary rows=number")
		}
		d.promised, d.counted = max(d.promised, n), l.number
		return nil
	}
	name, rest, _ := strings.Cut(text, " ")
	row, number, _ := strings.Cut(name, ".")
	turn, err := strconv.Atoi(number)
	if err != nil || turn < 0 || row == "" {
		return d.failAt(l, wanted)
	}
	if rest == "- - "+droppedName {
		d.addEntry(row, turn, nil)
		return nil
	}
	for _, how := range [...]How{unrecorded, left} {
		digest, ok := strings.CutSuffix(rest, " "+how.String())
		if !ok {
			continue
		}
		side, ok := decodeSide(strings.TrimPrefix(digest, "- "))
		if !ok || len(side) != 1 || !strings.HasPrefix(digest, "- ") {
			return d.failAt(l, wanted)
		}
		d.addEntry(row, turn, &Entry{Target: side, How: how})
		return nil
	}
	e, ok := parseEntry(rest)
	if sides, isField := strings.CutSuffix(rest, " "+fieldName); isField {
		e, ok = readField(row, sides)
		e.How = ofField
	}
	if !ok {
		return d.failAt(l, wanted)
	}
	e.Row, e.Turn = row, turn
	d.addEntry(row, turn, &e)
	return nil
}

func parseEntry(text string) (e Entry, ok bool) {
	source, rest, _ := strings.Cut(text, " ")
	target, name, _ := strings.Cut(rest, " ")
	if words, how, ok := strings.Cut(name, " "); ok {
		if e.Words, ok = strings.CutPrefix(words, "~"); !ok || e.Words == "" {
			return e, false
		}
		name = how
	}
	var okS, okT, okH bool
	e.Source, okS = decodeSide(source)
	e.Target, okT = decodeSide(target)
	e.How, okH = parseHow(name)
	return e, okS && okT && okH && len(e.Source)+len(e.Target) > 0
}

// addEntry takes in what a line says of a row; nil if it says that the row was dropped.
func (d *decoder) addEntry(row string, turn int, e *Entry) {
	h := d.rows[row]
	if h == nil {
		h = &history{row: row, turn: turn}
		d.rows[row], d.order = h, append(d.order, h)
	}
	if turn > h.turn {
		h.turn, h.entries = turn, nil
	}
	if turn < h.turn || e == nil {
		return
	}
	for k := range h.entries {
		o := &h.entries[k]
		if slices.Equal(e.Source, o.Source) && slices.Equal(e.Target, o.Target) {
			if e.How == Reviewed || o.How == Inferred || o.How >= left {
				o.How = e.How
			}
			o.Words = cmp.Or(o.Words, e.Words)
			return
		}
	}
	h.entries = append(h.entries, *e)
}

// checkComplete checks that all of the record is there.
func (d *decoder) checkComplete() error {
	switch {
	case !d.begun:
		return unreadableLine(d.path, 1, "", strconv.Quote(magic))
	case d.counted > 0 && len(d.order) < d.promised:
		return unreadableLine(d.path, d.counted, "summary rows="+strconv.Itoa(d.promised),
			"as many rows as this line says; the file was cut, restore it")
	case d.counted == 0:
		return unreadableLine(d.path, 2, "", "summary rows=number")
	}
	return nil
}

func (d *decoder) toRecord() *Record {
	r := &Record{}
	for _, h := range d.order {
		n := len(r.Entries)
		for _, e := range h.entries {
			if e.How < left {
				r.Entries = append(r.Entries, e)
			}
		}
		switch {
		case len(h.entries) == 0:
			r.Dropped = append(r.Dropped, Dropped{h.row, h.turn})
		case h.entries[0].How == ofField:
			r.Fields = append(r.Fields, fieldOf(h.entries))
		case len(r.Entries) == n:
			r.Seen = append(r.Seen, Seen{h.entries[0].Target[0], h.row, h.turn, h.entries[0].How == left})
		}
	}
	return r
}

func decodeSide(text string) ([]block.Digest, bool) {
	if text == "-" {
		return nil, true
	}
	out := make([]block.Digest, 0, 1+strings.Count(text, "+"))
	for part := range strings.SplitSeq(text, "+") {
		d, ok := block.ParseDigest(part)
		if !ok {
			return nil, false
		}
		out = append(out, d)
	}
	return out, true
}
