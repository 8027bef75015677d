package locales

import (
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// quickParser reads the templates of messages. Those that do no more than name what is to
// be filled in, as nearly all do, are filled in without package text/template, which takes
// ten times as long. Law: every message comes out as text/template has it.
type quickParser struct{ template.TextParser }

// Parse is that of [template.Parser].
func (p *quickParser) Parse(src, left, right string) (template.ParsedTemplate, error) {
	if left == "" && right == "" {
		if parts, ok := cutPlaceholders(src); ok {
			return &quickTemplate{src: src, parts: parts}, nil
		}
	}
	return p.TextParser.Parse(src, left, right)
}

// part is a piece of a message, and the name of what follows it; "" if that is the end.
type part struct{ text, name string }

// cutPlaceholders cuts a template at what is to be filled in. It reports false for one that
// does more.
func cutPlaceholders(src string) ([]part, bool) {
	var out []part
	for {
		text, rest, found := strings.Cut(src, "{{")
		if !found {
			return append(out, part{text: text}), true
		}
		inner, rest, found := strings.Cut(rest, "}}")
		name, isField := strings.CutPrefix(strings.TrimSpace(inner), ".")
		if !found || !isField || !isName(name) {
			return nil, false
		}
		out = append(out, part{text, name})
		src = rest
	}
}

// isName reports whether a name is one of ASCII letters.
func isName(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// quickTemplate is a template that is cut.
type quickTemplate struct {
	src   string
	parts []part

	parse   sync.Once
	whole   template.ParsedTemplate // with package text/template
	problem error
}

// Execute is that of [template.ParsedTemplate].
func (t *quickTemplate) Execute(data any) (string, error) {
	values, _ := data.(map[string]any)
	var b strings.Builder
	for _, p := range t.parts {
		b.WriteString(p.text)
		if p.name == "" {
			break
		}
		switch v := values[p.name].(type) {
		case string:
			b.WriteString(v)
		case int:
			b.WriteString(strconv.Itoa(v))
		default:
			return t.executeWhole(data)
		}
	}
	return b.String(), nil
}

// executeWhole leaves a message to text/template, which knows how to write whatever there is.
func (t *quickTemplate) executeWhole(data any) (string, error) {
	t.parse.Do(func() { t.whole, t.problem = (&template.TextParser{}).Parse(t.src, "", "") })
	if t.problem != nil {
		return "", t.problem
	}
	return t.whole.Execute(data)
}
