package po

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Entry is an entry of a PO file.
type Entry struct {
	Context, ID, Plural *Text  // nil if the entry has none; ID never is
	Texts               []Text // msgstr, or msgstr[0], msgstr[1], …
	Counted             bool   // they have numbers
	Start, End          int    // offsets
	Extracted, Notes    []string
	References          []string
	Fuzzy               bool
	Guesses             []block.Span // the flags that say so, and the lines with what it was guessed from
	Before              []string     // previous msgid and msgid_plural, of which it was translated
}

// Header reports whether the entry is the one that holds what is said of the file.
func (e *Entry) Header() bool { return e.Context == nil && e.ID.Text == "" }

// Text is a text that one or several strings make up. Escapes may make bytes of it
// that are not UTF-8.
type Text struct {
	Text string
	Span block.Span // from the first quotation mark to the last
}

// Read reads the entries of a PO file or a template, as gettext and its editors
// write them; obsolete ones are passed over. An error is a [*tree.Fault].
func Read(src []byte) ([]Entry, error) {
	r := &reader{src: src}
	for at := tree.ByteOrderMark(src); at < len(src); {
		r.at = at
		end := at + tree.LineEnd(src[at:])
		if err := r.line(string(src[at:end])); err != nil {
			return nil, err
		}
		at = end + 1
	}
	if err := r.finish(); err != nil {
		return nil, err
	}
	return r.entries, nil
}

// reader reads a PO file line by line.
type reader struct {
	src     []byte
	at      int // offset of the line
	entry   Entry
	last    *Text    // what a string without keyword goes on with
	parts   []string // the strings of last
	entries []Entry
}

// maxPlurals is the greatest number of forms that a PO file may have.
const maxPlurals = 16

// line reads a line.
func (r *reader) line(line string) error {
	text := strings.TrimSpace(line)
	switch {
	case text == "":
		return nil
	case text[0] == '#':
		return r.comment(text)
	case text[0] == '"':
		if r.last == nil {
			return r.fault("a string without a keyword", line)
		}
		return r.str(line, strings.IndexByte(line, '"'))
	}
	k := strings.IndexByte(line, '"')
	if k < 0 {
		return r.fault("a line that is not a comment, a keyword or a string", line)
	}
	return r.keyword(strings.TrimSpace(line[:k]), line, k)
}

func (r *reader) fault(reason, line string) error {
	return &tree.Fault{Reason: reason, At: r.at + len(line) - len(strings.TrimLeft(line, " \t\r\v\f"))}
}

// comment reads a comment. One behind a translation begins the next entry.
func (r *reader) comment(text string) error {
	if strings.HasPrefix(text, "#~") { // an entry that is no longer used
		return r.finish()
	}
	if len(r.entry.Texts) > 0 {
		if err := r.finish(); err != nil {
			return err
		}
	}
	body := strings.TrimSpace(text[min(2, len(text)):])
	switch text[:min(2, len(text))] {
	case "#.":
		r.entry.Extracted = append(r.entry.Extracted, body)
	case "#:":
		r.entry.References = append(r.entry.References, strings.Fields(body)...)
	case "#,":
		r.flags(body)
	case "#|":
		r.entry.Guesses = append(r.entry.Guesses, r.wholeLine())
		r.previous(body)
	default:
		if body = strings.TrimSpace(text[1:]); body != "" {
			r.entry.Notes = append(r.entry.Notes, body)
		}
	}
	return nil
}

// previous reads a line of what the msgid of an entry was before: a keyword and a string, or
// a string that goes on. What cannot be read is passed over, as gettext does with comments.
func (r *reader) previous(body string) {
	k := strings.IndexByte(body, '"')
	if k < 0 {
		return
	}
	text, _, ok := unquote(body, k)
	e := &r.entry
	switch name := strings.TrimSpace(body[:k]); {
	case !ok || name == "" && len(e.Before) == 0:
	case name == "msgid" || name == "msgid_plural":
		e.Before = append(e.Before, text)
	case name == "":
		e.Before[len(e.Before)-1] += text
	}
}

// flags reads the flags of an entry, and where the one is that says that it was
// guessed: with the comma before it, or the whole line if it is alone.
func (r *reader) flags(body string) {
	for flag := range strings.SplitSeq(body, ",") {
		r.entry.Fuzzy = r.entry.Fuzzy || strings.TrimSpace(flag) == "fuzzy"
	}
	line := r.src[r.at : r.at+tree.LineEnd(r.src[r.at:])]
	if m := fuzzyFlag.FindIndex(line); m != nil && strings.TrimSpace(body) != "fuzzy" {
		r.entry.Guesses = append(r.entry.Guesses, block.Span{Start: r.at + m[0], End: r.at + m[1]})
	} else if m != nil {
		r.entry.Guesses = append(r.entry.Guesses, r.wholeLine())
	}
}

// wholeLine is where the line stands, with its ending.
func (r *reader) wholeLine() block.Span {
	return block.Span{Start: r.at, End: min(r.at+tree.LineEnd(r.src[r.at:])+1, len(r.src))}
}

var fuzzyFlag = regex.Lazy(`,\s*fuzzy\b`)

// withoutText says that an entry has no translation, not even an empty one.
func (e *Entry) withoutText() error {
	return &tree.Fault{Reason: "msgid without msgstr", At: e.Start}
}

// keyword reads a keyword and the string behind it, which begins at k.
func (r *reader) keyword(name, line string, k int) error {
	r.joinParts()
	e := &r.entry
	if len(e.Texts) > 0 && (name == "msgctxt" || name == "msgid") {
		if err := r.finish(); err != nil {
			return err
		}
	}
	if e.ID != nil && len(e.Texts) == 0 && (name == "msgctxt" || name == "msgid") {
		return e.withoutText()
	}
	if e.ID == nil && e.Context == nil {
		e.Start = r.at + len(line) - len(strings.TrimLeft(line, " \t\r\v\f"))
	}
	switch {
	case name == "msgctxt" && e.Context == nil && e.ID == nil:
		e.Context = &Text{}
		r.last = e.Context
	case name == "msgid" && e.ID == nil:
		e.ID = &Text{}
		r.last = e.ID
	case name == "msgid_plural" && e.ID != nil && e.Plural == nil && len(e.Texts) == 0:
		e.Plural = &Text{}
		r.last = e.Plural
	case e.ID != nil && (name == "msgstr" && len(e.Texts) == 0 || name == "msgstr["+strconv.Itoa(len(e.Texts))+"]" && (e.Counted || len(e.Texts) == 0)):
		if len(e.Texts) == maxPlurals {
			return r.fault("too many plural forms", line)
		}
		e.Counted = name != "msgstr"
		e.Texts = append(e.Texts, Text{})
		r.last = &e.Texts[len(e.Texts)-1]
	case strings.HasPrefix(name, "msg"):
		return r.fault(name+" does not belong here", line)
	default:
		return r.fault("an unknown keyword", line)
	}
	r.last.Span.Start = -1
	return r.str(line, k)
}

// str reads the string that begins at k, which must end the line.
func (r *reader) str(line string, k int) error {
	text, end, ok := unquote(line, k)
	if !ok || strings.TrimSpace(line[end:]) != "" {
		return &tree.Fault{Reason: "a string that does not end where the line does", At: r.at + k}
	}
	r.parts = append(r.parts, text)
	if r.last.Span.Start < 0 {
		r.last.Span.Start = r.at + k
	}
	r.last.Span.End = r.at + end
	r.entry.End = r.at + end
	return nil
}

// joinParts ends the text of the last keyword: it is made of its strings at once,
// since there may be millions.
func (r *reader) joinParts() {
	if r.last != nil {
		r.last.Text = strings.Join(r.parts, "")
	}
	r.last, r.parts = nil, r.parts[:0]
}

// finish ends an entry.
func (r *reader) finish() error {
	r.joinParts()
	e := r.entry
	r.entry = Entry{}
	switch {
	case e.ID == nil && e.Context == nil:
		return nil
	case e.ID == nil:
		return &tree.Fault{Reason: "msgctxt without msgid", At: e.Start}
	case len(e.Texts) == 0:
		return e.withoutText()
	}
	r.entries = append(r.entries, e)
	return nil
}

var escapes = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '"': '"', '\\': '\\', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '\'': '\'', '?': '?'}

// unquote reads the string that begins with the quotation mark at k and
// returns what it says and where it ends.
func unquote(line string, k int) (text string, end int, ok bool) {
	var b bytes.Buffer
	for i := k + 1; i < len(line); i++ {
		switch c := line[i]; {
		case c == '"':
			return b.String(), i + 1, true
		case c != '\\':
			b.WriteByte(c)
		case i+1 == len(line):
			return "", 0, false
		default:
			i++
			n := unescape(&b, line[i:])
			if n == 0 {
				return "", 0, false
			}
			i += n - 1
		}
	}
	return "", 0, false
}

// unescape writes what an escape means and returns its length without the
// backslash, 0 if it is none.
func unescape(b *bytes.Buffer, s string) int {
	if c, ok := escapes[s[0]]; ok {
		b.WriteByte(c)
		return 1
	}
	digits, base, from := "01234567", 8, 0
	if s[0] == 'x' {
		digits, base, from = "0123456789abcdefABCDEF", 16, 1
	}
	n := from
	for n < len(s) && n < from+3 && strings.IndexByte(digits, s[n]) >= 0 {
		n++
	}
	v, err := strconv.ParseUint(s[from:n], base, 16)
	if err != nil {
		return 0
	}
	b.WriteByte(byte(v))
	return n
}
