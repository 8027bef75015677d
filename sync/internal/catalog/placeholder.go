package catalog

import (
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// hole is a placeholder of a text.
type hole struct {
	key   string // what is compared
	shown string // as people write it
}

// holes are the placeholders of a text.
type holes struct {
	list []hole // each key once, in order
	seen map[string]bool
	// broken is the beginning of a template that cannot be parsed, or "".
	broken string
	verbs  int // of printf that have no number
}

func (h *holes) addHole(key, shown string) {
	if !h.seen[key] {
		if h.seen == nil {
			h.seen = map[string]bool{}
		}
		h.seen[key] = true
		h.list = append(h.list, hole{key, shown})
	}
}

// Syntax is that of the texts of a dialect. The files of go-i18n cannot be told
// from others that are alike, so that they may have what any dialect has.
func (d Dialect) Syntax() inline.Syntax {
	switch d {
	case I18next:
		return inline.I18next
	case Vue:
		return inline.Vue
	case Gettext, Android, Apple:
		return inline.Printf
	}
	return inline.Message
}

// holesOf finds the placeholders of a text, also those in its tags and addresses.
func holesOf(text string, syntax inline.Syntax) *holes {
	h := &holes{}
	for _, t := range inline.Placeholders(nil, text, syntax) {
		switch of := t.Of(text); {
		case t.Kind != inline.Placeholder || of == "#":
		case strings.HasPrefix(of, "{{") && action.MatchString(t.Value(text)):
			h.addFields(t.Value(text))
		default:
			h.addPlaceholder(of, t.Value(text))
		}
	}
	if template.MatchString(text) {
		h.checkTemplate(text)
	}
	return h
}

// action is what only an action of a Go template begins with, and template where
// it does.
var (
	action   = regex.Lazy(`^(?:` + actions + `)`)
	template = regex.Lazy(`\{\{-?\s*(?:` + actions + `)`)
)

const actions = `[.$(]|/\*|(?:if|range|with|end|else|block|template|define|printf|print|len|index|eq|ne)\b`

// addPlaceholder adds a placeholder that is no action of a template.
func (h *holes) addPlaceholder(of, name string) {
	switch {
	case strings.HasPrefix(of, "{{"):
		if end := strings.IndexAny(name, ",|"); end > 0 {
			name = strings.TrimSpace(name[:end])
		}
		h.addHole("{{"+name+"}}", "{{"+name+"}}")
	case strings.HasPrefix(of, ":"): // in capitals, it asks for the value in capitals
		h.addHole(strings.ToLower(of), of)
	case strings.HasPrefix(of, "{"):
		h.addHole("{"+name+"}", "{"+name+"}")
	case strings.HasPrefix(of, "%") && of[len(of)-1] != '}' && of[len(of)-1] != '%':
		h.addVerb(of)
	default:
		h.addHole(of, of)
	}
}

var verb = regex.Lazy(`^%(?:(\d+)\$|([(<][^()<>]+[)>]))?.*?([hlzjtL]*[A-Za-z@])$`)

// addVerb adds a verb of printf, with the length of its argument, without flags and width. One
// without a number has that of its place.
func (h *holes) addVerb(of string) {
	m := verb.FindStringSubmatch(of)
	if m != nil && strings.ContainsAny(m[3], "aAeEfFgG") {
		m[3] = strings.TrimPrefix(m[3], "l") // which says nothing there (C99, 7.19.6.1)
	}
	switch {
	case m == nil:
	case m[2] != "":
		h.addHole("%"+m[2]+m[3], of)
	case m[1] != "":
		h.addHole("%"+m[1]+"$"+m[3], of)
	default:
		h.verbs++
		h.addHole("%"+strconv.Itoa(h.verbs)+"$"+m[3], of)
	}
}

// timePattern is a text that is nothing but a pattern for strftime, as "%-d %b %Y": the way in
// which dates are written is another in each language. One of the letters of months, years
// and hours tells it from verbs of printf.
var (
	timePattern = regex.Lazy(`^[^%\pL]*(?:%[-_0^#]?[aAbBCdDeFhHIjlmMnpPrRStTuUVwyYzZ%][^%\pL]*){2,}$`)
	timeLetter  = regex.Lazy(`%[-_0^#]?[aAbBFHIjmMpRTyY]`)
)

func isTimePattern(text string) bool {
	return timePattern.MatchString(text) && timeLetter.MatchString(text)
}

// literal is what stands for itself in an action of a template.
var literal = regex.Lazy("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|/\\*.*?\\*/|'[^']*'")

// field is a field in an action of a template: of the data, of a variable or of
// what a pipeline yields.
var field = regex.Lazy(`(\$[\pL\pN_]*)?((?:\.[\pL_][\pL\pN_]*)+)`)

// addFields adds the fields that an action of a template reads.
func (h *holes) addFields(body string) {
	for _, m := range field.FindAllStringSubmatch(literal.ReplaceAllString(body, " "), -1) {
		h.addHole(m[2], "{{"+m[2]+"}}")
	}
}

// checkTemplate sees whether a template can be parsed.
func (h *holes) checkTemplate(text string) {
	tree := parse.New("message")
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", map[string]*parse.Tree{}); err != nil {
		h.broken = brokenPart(text)
	}
}

// brokenPart is what is shown of a template that cannot be parsed: from the last
// brace that opens.
func brokenPart(text string) string {
	const most = 40 // runes
	text = text[max(strings.LastIndex(text, "{{"), 0):]
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return text
}

// isCounting reports whether a placeholder is filled in with the number that
// chooses the plural form.
func (x hole) isCounting() bool {
	name := strings.ToLower(strings.Trim(x.key, "{}.%$# "))
	switch name {
	case "count", "pluralcount", "n", "num", "number", "total", "amount", "quantity":
		return true
	}
	return strings.HasPrefix(x.key, "%") && (strings.HasSuffix(x.key, "d") || strings.HasSuffix(x.key, "i") || strings.HasSuffix(x.key, "u"))
}

// lookalikes are letters of other scripts that look like one of ASCII, and that
// letter.
var lookalikes = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s", "һ", "h", "ԁ", "d",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "Х", "X", "У", "Y", "І", "I", "Ѕ", "S", "Ј", "J",
	"ο", "o", "α", "a", "ν", "v", "Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Χ", "X",
	"ı", "i", "İ", "I", "к", "k", "т", "t", "м", "m", "п", "n",
)

// lookAlike reports whether two names differ only in letters that look alike.
func lookAlike(a, b string) bool { return a != b && lookalikes.Replace(a) == lookalikes.Replace(b) }

// Misspelt is the first letter of b that only looks like the one in its place in
// a, and that letter; ok says that nothing else differs.
func Misspelt(a, b string) (wrong, right rune, ok bool) {
	if !lookAlike(a, b) {
		return 0, 0, false
	}
	x, y := []rune(a), []rune(b)
	for k := range min(len(x), len(y)) {
		if x[k] != y[k] {
			return y[k], x[k], true
		}
	}
	return 0, 0, false
}
