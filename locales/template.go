package locales

import (
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// templateParser parses the templates of messages. Most hold nothing but fields, as {{.Name}}, and
// are filled in without text/template, which takes ten times as long; those that ask
// anything are left to it. Law: a message is the same either way.
type templateParser struct{ template.TextParser }

// Parse implements [template.Parser].
func (p *templateParser) Parse(src, left, right string) (template.ParsedTemplate, error) {
	texts, names, ok := cutFields(src)
	if !ok {
		return p.TextParser.Parse(src, left, right)
	}
	return &fieldTemplate{texts: texts, names: names, whole: sync.OnceValues(func() (template.ParsedTemplate, error) {
		return p.TextParser.Parse(src, left, right)
	})}, nil
}

// cutFields cuts a template into its fields and the texts around them, of which there is one
// more. It reports false if there is any other action.
func cutFields(src string) (texts, names []string, ok bool) {
	for {
		text, rest, found := strings.Cut(src, "{{")
		texts = append(texts, text)
		if !found {
			return texts, names, true
		}
		action, rest, closed := strings.Cut(rest, "}}")
		name, isField := strings.CutPrefix(action, ".")
		if !closed || !isField || name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			return nil, nil, false
		}
		names, src = append(names, name), rest
	}
}

// fieldTemplate is a template of fields only.
type fieldTemplate struct {
	texts, names []string
	// whole is the same template for text/template, for values that are neither texts nor
	// numbers, or are missing.
	whole func() (template.ParsedTemplate, error)
}

// Execute implements [template.ParsedTemplate].
func (f *fieldTemplate) Execute(data any) (string, error) {
	values, _ := data.(map[string]any)
	var out strings.Builder
	for k, name := range f.names {
		out.WriteString(f.texts[k])
		switch value := values[name].(type) {
		case string:
			out.WriteString(value)
		case int:
			out.WriteString(strconv.Itoa(value))
		default:
			whole, err := f.whole()
			if err != nil {
				return "", err
			}
			return whole.Execute(data)
		}
	}
	out.WriteString(f.texts[len(f.names)])
	return out.String(), nil
}
