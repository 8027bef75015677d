package edit

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// field is a field of front matter as it stands in its file.
type field struct {
	key    string // with the sign behind it and the blanks around that
	quote  byte   // the quotation mark of its value, 0 if it has none
	toml   bool
	behind string // a comment behind the value
}

// fieldOf reads the lines of a field, nil if they are none.
func fieldOf(raw string) *field {
	f := &field{}
	sign := strings.IndexAny(raw, ":=")
	if sign < 0 {
		return nil
	}
	f.toml = raw[sign] == '='
	value := strings.TrimLeft(raw[sign+1:], " \t")
	f.key = raw[:len(raw)-len(value)]
	if len(value) == 0 {
		return nil
	}
	switch c := value[0]; {
	case strings.HasPrefix(value, `"""`) || strings.HasPrefix(value, "'''"):
		f.quote = '"'
		f.behind = value[strings.LastIndex(value, value[:3])+3:]
	case c == '"' || c == '\'':
		f.quote = c
		if end := closingQuote(value, c); end > 0 {
			f.behind = value[end+1:]
		}
	case c == '|' || c == '>':
		f.quote = '"'
	case f.toml:
		return nil
	default:
		if i := strings.Index(value, " #"); i >= 0 && !strings.Contains(value, "\n") {
			f.behind = value[i:]
		}
	}
	return f
}

// Field is a field of front matter, given as it stands in its file, with another value; the
// same field where its lines do not show what its value is.
func Field(raw, text string) string {
	f := fieldOf(raw)
	if f == nil {
		return raw
	}
	return f.withValue(text)
}

// closingQuote is the place of the quotation mark that ends a value, or 0.
func closingQuote(value string, quote byte) int {
	for i := 1; i < len(value); i++ {
		switch {
		case quote == '"' && value[i] == '\\':
			i++
		case value[i] != quote:
		case quote == '\'' && i+1 < len(value) && value[i+1] == quote:
			i++
		default:
			return i
		}
	}
	return 0
}

// rename gives the field another key in the same table, by the paths of both; it reports
// false where it would have to go elsewhere, or be written in another way.
func (f *field) rename(was, now string) bool {
	last := strings.LastIndexByte(was, '.') + 1
	if len(now) <= last || now[:last] != was[:last] || !plainKey.MatchString(now[last:]) {
		return false
	}
	at := strings.LastIndex(f.key, was[last:])
	if at < 0 {
		return false
	}
	f.key = f.key[:at] + now[last:] + f.key[at+len(was)-last:]
	return true
}

// plainKey matches the keys that YAML and TOML read without quotation marks.
var plainKey = regex.Lazy(`^[A-Za-z_][A-Za-z0-9_-]*$`)

// withValue is the field with another value.
func (f *field) withValue(text string) string { return f.key + f.valueOf(text) + f.behind }

func (f *field) valueOf(text string) string {
	single := !strings.ContainsAny(text, "\n\r\t")
	switch {
	case f.quote == '\'' && single && (!f.toml || !strings.Contains(text, "'")):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case f.quote == 0 && single && isBare(text):
		return text
	}
	return quoteText(text)
}

// isBare reports whether YAML reads a text without quotation marks as itself.
func isBare(text string) bool {
	var doc map[string]yaml.Node
	if yaml.Unmarshal([]byte("k: "+text+"\n"), &doc) != nil {
		return false
	}
	n := doc["k"]
	return n.Kind == yaml.ScalarNode && n.Value == text && n.Tag == "!!str" && n.Style == 0
}

// quoteText is a text between double quotation marks, as YAML and TOML both read
// it.
func quoteText(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u` + strings.Repeat("0", 4-len(strconv.FormatInt(int64(r), 16))) + strconv.FormatInt(int64(r), 16))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
