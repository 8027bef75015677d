package exchange

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/queue"
)

// poHead is what is known of an entry beside its texts.
type poHead struct {
	line  int // of its first keyword
	fuzzy bool
}

// poReader reads a catalogue line by line.
type poReader struct {
	out   Returned
	entry poHead
	key   string // the keyword whose text goes on
	texts map[string][]string
}

// readPO reads a catalogue as gettext and its editors write them: wrapped at any
// width, in any order, with comments of their own. Obsolete entries are passed
// over. A fuzzy entry is unfinished; any other that has a text is finished.
func readPO(text string) (*Returned, error) {
	p := poReader{}
	p.reset()
	n := 0
	for line := range strings.Lines(text) {
		n++
		if err := p.line(strings.Trim(line, " \t\r\n\f\v"), n); err != nil {
			return nil, err
		}
	}
	if err := p.flush(); err != nil {
		return nil, err
	}
	return &p.out, nil
}

func (p *poReader) reset() {
	p.entry = poHead{}
	p.texts = map[string][]string{}
	p.key = ""
}

func (p *poReader) line(line string, n int) error {
	if line == "" || strings.HasPrefix(line, "#~") {
		return nil
	}
	if line[0] == '#' {
		if err := p.flushIf("msgstr"); err != nil {
			return err
		}
		if len(line) > 1 && (line[1] == ',' || line[1] == '=') {
			for flag := range strings.SplitSeq(line[2:], ",") {
				p.entry.fuzzy = p.entry.fuzzy || strings.TrimSpace(flag) == "fuzzy"
			}
		}
		return nil
	}
	if line[0] != '"' {
		end := strings.IndexAny(line, " \t\"")
		if end < 0 {
			return syntax(n, 1, "want a keyword and a text in quotation marks")
		}
		if err := p.keyword(line[:end], n); err != nil {
			return err
		}
		line = strings.TrimLeft(line[end:], " \t")
	}
	text, ok := poUnquote(line)
	if !ok || p.key == "" {
		return syntax(n, 1, "want a text in quotation marks")
	}
	p.texts[p.key] = append(p.texts[p.key], text)
	return nil
}

// keyword begins the text of a keyword, and the next entry if it has to.
func (p *poReader) keyword(key string, n int) error {
	switch {
	case key == "msgctxt" || key == "msgid":
		if err := p.flushIf("msgstr"); err != nil {
			return err
		}
	case key == "msgstr" || key == "msgstr[0]":
		key = "msgstr"
	case key == "msgid_plural" || strings.HasPrefix(key, "msgstr["):
	default:
		return syntax(n, 1, "unknown keyword "+strconv.Quote(key))
	}
	if p.texts[key] != nil {
		return syntax(n, 1, key+" stands twice in an entry")
	}
	if p.entry.line == 0 {
		p.entry.line = n
	}
	p.key = key
	p.texts[key] = []string{}
	return nil
}

func (p *poReader) flushIf(key string) error {
	if p.texts[key] == nil {
		return nil
	}
	return p.flush()
}

// flush ends the entry.
func (p *poReader) flush() error {
	e, texts := p.entry, map[string]string{}
	for key, parts := range p.texts {
		texts[key] = strings.Join(parts, "")
		if !utf8.ValidString(texts[key]) {
			return syntax(e.line, 1, key+" is not UTF-8")
		}
	}
	_, named := p.texts["msgctxt"]
	_, has := p.texts["msgid"]
	defer p.reset()
	switch {
	case e.line == 0:
		return nil
	case !has || p.texts["msgstr"] == nil:
		return syntax(e.line, 1, "an entry without msgid or msgstr")
	case !named && texts["msgid"] == "":
		p.header(texts["msgstr"])
		return nil
	}
	a := queue.Answer{Source: texts["msgid"], Text: texts["msgstr"], Line: e.line}
	a.ID, a.Seal = cut(texts["msgctxt"])
	switch {
	case e.fuzzy:
		a.Sign = queue.Unfinished
	case strings.TrimSpace(a.Text) != "":
		a.Sign = queue.Finished
	}
	p.out.Answers = append(p.out.Answers, a)
	return nil
}

func (p *poReader) header(text string) {
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch name {
		case poSource:
			p.out.Source = value
		case poTarget:
			p.out.Target = strings.ReplaceAll(value, "_", "-")
		}
	}
}

// poEscapes are the characters behind a backslash.
var poEscapes = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '"': '"', '\\': '\\'}

// poUnquote is the text between quotation marks, with the escapes of C.
func poUnquote(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", false
	}
	s = s[1 : len(s)-1]
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			return "", false
		}
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i == len(s) {
			return "", false
		}
		if c, ok := poEscapes[s[i]]; ok {
			b.WriteByte(c)
			continue
		}
		size, base := poDigits(s[i:])
		v, err := strconv.ParseUint(strings.TrimPrefix(s[i:i+size], "x"), base, 8)
		if err != nil {
			return "", false
		}
		b.WriteByte(byte(v))
		i += size - 1
	}
	return b.String(), true
}

// poDigits is the length and the base of a number behind a backslash: up to
// three octal digits, or x and two hexadecimal ones.
func poDigits(s string) (size, base int) {
	if s[0] == 'x' {
		return min(3, len(s)), 16
	}
	for size < 3 && size < len(s) && '0' <= s[size] && s[size] <= '7' {
		size++
	}
	return size, 8
}
