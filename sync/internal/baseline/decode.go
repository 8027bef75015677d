package baseline

import (
	"bytes"
	"errors"
	"fmt"
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

func unreadable(path string, line int, text, want string) error {
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

// Decode reads a record. Conflict markers that git left mean that both sides
// hold: their entries are united, and the head is dropped. Any other line that
// is none of a record's is an error of type *[Error].
func Decode(path string, data []byte) (*Record, []Warning, error) {
	lines, warnings := unite(path, data)
	d := &decoder{path: path, conflict: len(warnings) > 0}
	for _, l := range lines {
		if err := d.read(l); err != nil {
			return nil, warnings, err
		}
	}
	if !d.begun {
		return nil, warnings, unreadable(path, 1, "", strconv.Quote(magic))
	}
	if d.conflict {
		d.record.United = true
		d.record.Entries = believed(d.record.Entries)
		d.record.Summary, d.record.SourceFile, d.record.TargetFile = nil, block.Digest{}, block.Digest{}
	}
	return &d.record, warnings, nil
}

// decoder reads the lines of a record.
type decoder struct {
	path     string
	conflict bool // a conflict may repeat the head, anywhere
	begun    bool // the magic line was read
	body     bool // the entries have begun
	sum      block.Digest
	record   Record
}

func (d *decoder) fail(l line, want string) error { return unreadable(d.path, l.number, l.text, want) }

func (d *decoder) read(l line) error {
	switch {
	case !d.begun && l.text != magic:
		return d.fail(l, strconv.Quote(magic))
	case !d.begun:
		d.begun = true
		return nil
	case l.text == "":
		d.body = true
		return nil
	case d.conflict && (l.text == magic || isHead(l.text)):
		return nil
	case d.body || d.conflict:
		return d.entry(l)
	}
	return d.head(l)
}

func isHead(text string) bool {
	name, _, _ := strings.Cut(text, " ")
	return name == "source" || name == "target" || name == "summary" || name == "body"
}

func (d *decoder) head(l line) error {
	name, rest, _ := strings.Cut(l.text, " ")
	digest, ok := block.ParseDigest(rest)
	switch {
	case name == "source" && ok:
		d.record.SourceFile = digest
	case name == "target" && ok:
		d.record.TargetFile = digest
	case name == "body" && ok:
		d.sum = digest
	case name == "summary":
		if d.record.Summary, ok = parseSummary(rest); !ok {
			return d.fail(l, "summary name=number …")
		}
	default:
		return d.fail(l, "source, target, summary or body, or an empty line before the entries")
	}
	return nil
}

func parseSummary(text string) ([]Tally, bool) {
	var out []Tally
	for field := range strings.FieldsSeq(text) {
		name, number, ok := strings.Cut(field, "=")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 0 || name == "" {
			return nil, false
		}
		out = append(out, Tally{name, n})
	}
	return out, true
}

func (d *decoder) entry(l line) error {
	source, rest, _ := strings.Cut(l.text, " ")
	target, name, ok := strings.Cut(rest, " ")
	if !ok {
		return d.fail(l, "source digests, target digests and how they were accepted")
	}
	var e Entry
	var okS, okT, okH bool
	e.Source, okS = decodeSide(source)
	e.Target, okT = decodeSide(target)
	e.How, okH = parseHow(name)
	if !okS || !okT || !okH || len(e.Source)+len(e.Target) == 0 {
		return d.fail(l, "digests of 24 letters joined by +, or -, on both sides, then "+strings.Join(howNames, ", "))
	}
	d.record.Entries = append(d.record.Entries, e)
	return nil
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

// Peek reads the head of a record without its entries. It reports false if
// there is no summary, or if the entries are not those that the summary was
// taken of, as when people or git have changed them: then only [Decode] can
// tell.
func Peek(data []byte) (*Record, bool) {
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	if !ok {
		return nil, false
	}
	d := &decoder{}
	for text := range strings.SplitSeq(string(head), "\n") {
		if d.read(line{text: text}) != nil {
			return nil, false
		}
	}
	return &d.record, len(d.record.Summary) > 0 && sum(body) == d.sum
}
