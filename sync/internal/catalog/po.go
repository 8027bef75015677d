package catalog

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// header is what the first entry of a PO file says.
type header struct {
	plurals int // the number of forms, 0 if it is not said
}

// poEntry is an entry of a PO file.
type poEntry struct {
	context, id, plural *poText
	texts               []poText // msgstr, or msgstr[0], msgstr[1], …
	counted             bool     // they have numbers
	start, end          int
	extracted, notes    []string
	references          []string
	fuzzy               bool
	guess               block.Span // the flag that says so
}

// poText is a text that one or several strings make up.
type poText struct {
	text string
	span block.Span // from the first quotation mark to the last
}

// poReader reads a PO file line by line.
type poReader struct {
	src     []byte
	at      int // offset of the line
	entry   poEntry
	last    *poText // what a string without keyword goes on with
	entries []poEntry
}

// parsePO reads a PO file or a template. The texts are the translations, in a
// source the msgids where there are none.
func (c *Catalog) parsePO(src []byte, o Options) ([]draft, error) {
	c.Dialect = Gettext
	r := &poReader{src: src}
	for at := byteOrderMark(src); at < len(src); {
		r.at = at
		end := at + lineEnd(src[at:])
		if err := r.line(string(src[at:end])); err != nil {
			return nil, err
		}
		at = end + 1
	}
	if err := r.finish(); err != nil {
		return nil, err
	}
	var out []draft
	for k := range r.entries {
		e := &r.entries[k]
		if e.context == nil && e.id.text == "" {
			c.header = headerOf(e)
		}
	}
	for k := range r.entries {
		if e := &r.entries[k]; e.context != nil || e.id.text != "" {
			out = append(out, c.poDraft(e, o))
		}
	}
	return out, nil
}

var nplurals = regexp.MustCompile(`(?mi)^Plural-Forms:.*\bnplurals\s*=\s*(\d+)`)

func headerOf(e *poEntry) header {
	if len(e.texts) == 0 {
		return header{}
	}
	m := nplurals.FindStringSubmatch(e.texts[0].text)
	if m == nil {
		return header{}
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n > maxPlurals {
		return header{}
	}
	return header{n}
}

// maxPlurals is the greatest number of forms that a PO file may have.
const maxPlurals = 16

// contextEnd stands between the context of a message and its msgid, as in MO
// files.
const contextEnd = "\x04"

func (c *Catalog) poDraft(e *poEntry, o Options) draft {
	d := draft{at: e.id.span.Start, pieces: []block.Span{{Start: e.start, End: e.end}}}
	d.ID = e.id.text
	if e.context != nil {
		d.ID = e.context.text + contextEnd + e.id.text
	}
	d.Note = strings.Join(append(e.extracted, e.notes...), "\n")
	d.References, d.Fuzzy, d.guess = e.references, e.fuzzy, e.guess
	if e.plural != nil {
		d.PluralID = e.plural.text
	}
	empty := true
	for _, t := range e.texts {
		empty = empty && t.text == ""
	}
	msgid := o.Template || o.Source && empty
	switch {
	case msgid && e.plural != nil:
		d.Forms = []Form{{"one", e.id.text, e.id.span}, {"other", e.plural.text, e.plural.span}}
	case msgid:
		d.Forms = []Form{{"", e.id.text, e.id.span}}
	default:
		names := []string{""}
		if e.counted || e.plural != nil {
			names = c.poNames(len(e.texts))
		}
		for k, t := range e.texts {
			name := itoa(k)
			if k < len(names) {
				name = names[k]
			}
			d.Forms = append(d.Forms, Form{name, t.text, t.span})
		}
	}
	return d
}

// poNames are the names of the forms of a message that has n of them: the file
// says how many there should be, and by that, and the language, which they are.
func (c *Catalog) poNames(n int) []string {
	n = max(n, c.header.plurals)
	whole := wholeForms(c.Language)
	switch {
	case n == len(whole):
		return whole
	case n == 1:
		return []string{"other"}
	case n == 2:
		return []string{"one", "other"}
	case c.header.plurals == 0 && n < len(whole):
		return whole[:n]
	}
	out := make([]string, n)
	for k := range out {
		out[k] = itoa(k)
	}
	return out
}

// line reads a line.
func (r *poReader) line(line string) error {
	text := strings.TrimSpace(line)
	switch {
	case text == "":
		if r.entry.id == nil && r.entry.context == nil {
			return nil // comments wait for their entry
		}
		return r.finish()
	case text[0] == '#':
		return r.comment(text)
	case text[0] == '"':
		if r.last == nil {
			return r.fault("a string without a keyword", line)
		}
		return r.text(line, strings.IndexByte(line, '"'))
	}
	k := strings.IndexByte(line, '"')
	if k < 0 {
		return r.fault("a line that is no comment, no keyword and no string", line)
	}
	return r.keyword(strings.TrimSpace(line[:k]), line, k)
}

func (r *poReader) fault(reason, line string) error {
	return &fault{reason, r.at + len(line) - len(strings.TrimLeft(line, " \t\r\v\f")), 0}
}

// comment reads a comment. One behind a translation begins the next entry.
func (r *poReader) comment(text string) error {
	if strings.HasPrefix(text, "#~") { // an entry that is no longer used
		return r.finish()
	}
	if len(r.entry.texts) > 0 {
		if err := r.finish(); err != nil {
			return err
		}
	}
	body := strings.TrimSpace(text[min(2, len(text)):])
	switch text[:min(2, len(text))] {
	case "#.":
		r.entry.extracted = append(r.entry.extracted, body)
	case "#:":
		r.entry.references = append(r.entry.references, strings.Fields(body)...)
	case "#,":
		r.flags(body)
	case "#|":
	default:
		if body = strings.TrimSpace(text[1:]); body != "" {
			r.entry.notes = append(r.entry.notes, body)
		}
	}
	return nil
}

// flags reads the flags of an entry, and where the one is that says that it was
// guessed: with the comma before it, or the whole line if it is alone.
func (r *poReader) flags(body string) {
	for flag := range strings.SplitSeq(body, ",") {
		r.entry.fuzzy = r.entry.fuzzy || strings.TrimSpace(flag) == "fuzzy"
	}
	line := r.src[r.at : r.at+lineEnd(r.src[r.at:])]
	if m := fuzzyFlag.FindIndex(line); m != nil && strings.TrimSpace(body) != "fuzzy" {
		r.entry.guess = block.Span{Start: r.at + m[0], End: r.at + m[1]}
	} else if m != nil {
		r.entry.guess = block.Span{Start: r.at, End: min(r.at+len(line)+1, len(r.src))}
	}
}

var fuzzyFlag = regexp.MustCompile(`,\s*fuzzy\b`)

// keyword reads a keyword and the string behind it, which begins at k.
func (r *poReader) keyword(name, line string, k int) error {
	e := &r.entry
	if len(e.texts) > 0 && (name == "msgctxt" || name == "msgid") {
		if err := r.finish(); err != nil {
			return err
		}
	}
	if e.id == nil && e.context == nil {
		e.start = r.at + len(line) - len(strings.TrimLeft(line, " \t\r\v\f"))
	}
	switch {
	case name == "msgctxt" && e.context == nil && e.id == nil:
		e.context = &poText{}
		r.last = e.context
	case name == "msgid" && e.id == nil:
		e.id = &poText{}
		r.last = e.id
	case name == "msgid_plural" && e.id != nil && e.plural == nil && len(e.texts) == 0:
		e.plural = &poText{}
		r.last = e.plural
	case e.id != nil && (name == "msgstr" && len(e.texts) == 0 || name == "msgstr["+itoa(len(e.texts))+"]" && (e.counted || len(e.texts) == 0)):
		if len(e.texts) == maxPlurals {
			return r.fault("too many plural forms", line)
		}
		e.counted = name != "msgstr"
		e.texts = append(e.texts, poText{})
		r.last = &e.texts[len(e.texts)-1]
	case strings.HasPrefix(name, "msg"):
		return r.fault(name+" does not belong here", line)
	default:
		return r.fault("a keyword that nobody knows", line)
	}
	r.last.span.Start = -1
	return r.text(line, k)
}

// text reads the string that begins at k, which must end the line.
func (r *poReader) text(line string, k int) error {
	text, end, ok := poUnquote(line, k)
	if !ok || strings.TrimSpace(line[end:]) != "" {
		return &fault{"a string that does not end where the line does", r.at + k, 0}
	}
	r.last.text += text
	if r.last.span.Start < 0 {
		r.last.span.Start = r.at + k
	}
	r.last.span.End = r.at + end
	r.entry.end = r.at + end
	return nil
}

// finish ends an entry.
func (r *poReader) finish() error {
	e := r.entry
	r.entry, r.last = poEntry{}, nil
	switch {
	case e.id == nil && e.context == nil:
		return nil
	case e.id == nil:
		return &fault{"msgctxt without msgid", e.start, 0}
	case len(e.texts) == 0:
		return &fault{"msgid without msgstr", e.start, 0}
	}
	r.entries = append(r.entries, e)
	return nil
}

var poEscapes = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '"': '"', '\\': '\\', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '\'': '\'', '?': '?'}

// poUnquote reads the string that begins with the quotation mark at k and
// returns what it says and where it ends.
func poUnquote(line string, k int) (text string, end int, ok bool) {
	var b bytes.Buffer
	for i := k + 1; i < len(line); i++ {
		switch c := line[i]; {
		case c == '"':
			return strings.ToValidUTF8(b.String(), "\ufffd"), i + 1, true
		case c != '\\':
			b.WriteByte(c)
		case i+1 == len(line):
			return "", 0, false
		default:
			i++
			n := poEscape(&b, line[i:])
			if n == 0 {
				return "", 0, false
			}
			i += n - 1
		}
	}
	return "", 0, false
}

// poEscape writes what an escape means and returns its length without the
// backslash, 0 if it is none.
func poEscape(b *bytes.Buffer, s string) int {
	if c, ok := poEscapes[s[0]]; ok {
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
