package baseline

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/block"
)

// magic is the first line of a record: the format and its version.
const magic = "xsync record 1"

var howNames = []string{"reviewed", "assumed", "forced", "mechanical"}

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

// Encode writes a record. Law: decoding it gives the same record.
func (r *Record) Encode() []byte {
	var body bytes.Buffer
	for _, e := range r.Entries {
		fmt.Fprintf(&body, "%s %s %s\n", encodeSide(e.Source), encodeSide(e.Target), e.How)
	}
	var out bytes.Buffer
	fmt.Fprintln(&out, magic)
	if len(r.Summary) > 0 {
		fmt.Fprintf(&out, "source %s\ntarget %s\nsummary", r.SourceFile, r.TargetFile)
		for _, t := range r.Summary {
			fmt.Fprintf(&out, " %s=%d", t.Name, t.N)
		}
		fmt.Fprintf(&out, "\nbody %s\n", sum(body.Bytes()))
	}
	out.WriteByte('\n')
	out.Write(body.Bytes())
	return out.Bytes()
}

func sum(data []byte) (d block.Digest) {
	h := sha256.Sum256(data)
	copy(d[:], h[:])
	return d
}

// encodeSide writes the digests of one side of an entry, "-" for none.
func encodeSide(digests []block.Digest) string {
	if len(digests) == 0 {
		return "-"
	}
	parts := make([]string, len(digests))
	for k, d := range digests {
		parts[k] = d.String()
	}
	return strings.Join(parts, "+")
}

func decodeSide(text string) ([]block.Digest, bool) {
	if text == "-" {
		return nil, true
	}
	var out []block.Digest
	for part := range strings.SplitSeq(text, "+") {
		d, ok := block.ParseDigest(part)
		if !ok {
			return nil, false
		}
		out = append(out, d)
	}
	return out, true
}

// Error is a line of a record or of a store that cannot be read.
type Error struct {
	Path string
	Line int    // 1-based
	Text string // what was found
	Want string // what would be right
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: unreadable line %q: want %s", e.Path, e.Line, e.Text, e.Want)
}

// Warning is something in a record that was read all the same.
type Warning struct {
	Path string
	Line int // 1-based
}

// Decode reads a record. Conflict markers that git left mean that both sides
// hold: their entries are united, and the summary is dropped. Any other line
// that is none of a record's is an error of type *[Error].
func Decode(path string, data []byte) (*Record, []Warning, error) {
	d := &decoder{path: path, record: &Record{}, seen: map[string]bool{}}
	for line := range bytes.Lines(data) {
		d.line++
		text := strings.TrimRight(string(line), "\r\n")
		if err := d.read(text); err != nil {
			return nil, d.warnings, err
		}
	}
	if d.line == 0 || !d.begun {
		return nil, nil, &Error{path, 1, "", strconv.Quote(magic)}
	}
	if len(d.warnings) > 0 {
		d.record.Summary, d.record.SourceFile, d.record.TargetFile = nil, block.Digest{}, block.Digest{}
	}
	return d.record, d.warnings, nil
}

type decoder struct {
	path     string
	line     int
	begun    bool
	inBody   bool
	record   *Record
	warnings []Warning
	seen     map[string]bool
}

func (d *decoder) fail(text, want string) error { return &Error{d.path, d.line, text, want} }

func (d *decoder) read(text string) error {
	switch {
	case conflictMarker(text):
		d.warnings = append(d.warnings, Warning{d.path, d.line})
		return nil
	case !d.begun:
		if text != magic {
			return d.fail(text, strconv.Quote(magic))
		}
		d.begun = true
		return nil
	case text == "":
		d.inBody = true
		return nil
	case !d.inBody:
		if err := d.header(text); err == nil {
			return nil
		} else if len(d.warnings) == 0 {
			return err
		}
	case text == magic || isHeader(text) && len(d.warnings) > 0:
		return nil // a conflict may repeat the head
	}
	return d.entry(text)
}

// conflictMarker reports whether git wrote the line into a file that it could
// not merge.
func conflictMarker(text string) bool {
	for _, m := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if text == m || strings.HasPrefix(text, m+" ") {
			return true
		}
	}
	return false
}

func isHeader(text string) bool {
	name, _, _ := strings.Cut(text, " ")
	return name == "source" || name == "target" || name == "summary" || name == "body"
}

func (d *decoder) header(text string) error {
	name, rest, _ := strings.Cut(text, " ")
	digest, isDigest := block.ParseDigest(rest)
	switch {
	case name == "source" && isDigest:
		d.record.SourceFile = digest
	case name == "target" && isDigest:
		d.record.TargetFile = digest
	case name == "body" && isDigest:
	case name == "summary":
		summary, ok := parseSummary(rest)
		if !ok {
			return d.fail(text, "summary name=number …")
		}
		d.record.Summary = summary
	default:
		return d.fail(text, "source, target, summary or body, or an empty line before the entries")
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

func (d *decoder) entry(text string) error {
	fields := strings.Fields(text)
	if len(fields) != 3 {
		return d.fail(text, "source digests, target digests and how they were accepted")
	}
	source, okS := decodeSide(fields[0])
	target, okT := decodeSide(fields[1])
	how, okH := parseHow(fields[2])
	if !okS || !okT || !okH || len(source)+len(target) == 0 {
		return d.fail(text, "digests of 24 letters joined by +, or -, then "+strings.Join(howNames, ", "))
	}
	if len(d.warnings) > 0 && d.seen[text] {
		return nil
	}
	d.seen[text] = true
	d.record.Entries = append(d.record.Entries, Entry{source, target, how})
	return nil
}

// Peek reads the head of a record without its entries. It reports false if
// there is no summary, or if the entries are not those that the summary was
// taken of: then only [Decode] can tell.
func Peek(data []byte) (*Record, bool) {
	head, body, ok := bytes.Cut(data, []byte("\n\n"))
	if !ok {
		return nil, false
	}
	d := &decoder{record: &Record{}}
	var want block.Digest
	for line := range strings.SplitSeq(string(head), "\n") {
		if rest, ok := strings.CutPrefix(line, "body "); ok {
			if want, ok = block.ParseDigest(rest); !ok {
				return nil, false
			}
		}
		if d.read(line) != nil || len(d.warnings) > 0 {
			return nil, false
		}
	}
	return d.record, len(d.record.Summary) > 0 && sum(body) == want
}

// IsUnreadable reports whether err says that a line of a record or store cannot
// be read, and which.
func IsUnreadable(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// RecordPath is where the record of an article in a language lives.
func RecordPath(lang, id string) string { return ".xsync/record/" + lang + "/" + id }

// SourcePath is where the source texts live that the records of an article
// refer to.
func SourcePath(id string) string { return ".xsync/source/" + id }
