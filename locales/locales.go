// Package locales holds the languages that the command speaks and its messages
// in them. The catalogues are embedded, and a message is read when it is first asked
// for: a run costs what it says.
package locales

import (
	"bytes"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Default is the language of those who ask for none of ours.
const Default = "en"

// Languages are the languages that there are catalogues of.
var Languages = []string{"en", "tr", "ru"}

//go:embed active.en.toml active.tr.toml active.ru.toml
var catalogues embed.FS

// Match is the language of ours that a locale asks for: "tr" for tr, tr-TR and
// tr_TR.UTF-8@euro. Only the language itself counts; CLDR's own matching would
// give Russian to readers of Kazakh.
func Match(locale string) (string, bool) {
	if i := strings.IndexAny(locale, ".@"); i >= 0 {
		locale = locale[:i]
	}
	if locale == "C" || locale == "POSIX" {
		return Default, true
	}
	tag, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil {
		return "", false
	}
	base, _ := tag.Base()
	for _, l := range Languages {
		if base.String() == l {
			return l, true
		}
	}
	return "", false
}

// Choose is the language to speak by some locales, of which the first that is
// not empty decides: a flag, then the variables of the environment.
func Choose(locales ...string) string {
	for _, l := range locales {
		if l == "" {
			continue
		}
		if ours, ok := Match(l); ok {
			return ours
		}
		break
	}
	return Default
}

// Messages speaks one language. It is safe for use by several goroutines.
type Messages struct {
	lang      string
	load      sync.Once
	catalogue []byte
	numbers   *message.Printer
	mutex     sync.RWMutex
	read      map[string]template.ParsedTemplate // messages read so far; nil for one with plurals
	bundle    *i18n.Bundle                       // of those with plurals
	localizer *i18n.Localizer
	percents  [101]string // written so far
}

// New returns the messages in one of [Languages].
func New(lang string) *Messages { return &Messages{lang: lang} }

// Language is the language spoken.
func (m *Messages) Language() string { return m.lang }

// Text is a message, filled in with pairs of a placeholder's name and its value.
// A message that the language lacks comes in English, one that there is none of
// as its id.
func (m *Messages) Text(id string, pairs ...any) string {
	return m.Fill(id, dataOf(pairs))
}

// Fill is [Messages.Text] with its data in a map.
func (m *Messages) Fill(id string, data map[string]any) string {
	if t := m.template(id); t != nil {
		if text, err := t.Execute(data); err == nil {
			return text
		}
	}
	return m.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data})
}

// Count is a message in the plural form that n asks for; {{.Count}} is n in the
// digits of the language.
func (m *Messages) Count(id string, n int, pairs ...any) string {
	data := dataOf(pairs)
	data["Count"] = m.Number(n)
	return m.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: n})
}

// Number is n with the separators of the language.
func (m *Messages) Number(n int) string {
	if 0 <= n && n < 1000 {
		return strconv.Itoa(n) // nothing to separate
	}
	m.load.Do(m.open)
	return m.numbers.Sprint(number.Decimal(n))
}

// Percent is a share of 1 as a whole percentage, rounded down: only what is
// whole is called 100 %.
func (m *Messages) Percent(share float64) string {
	whole := min(max(int(share*100+1e-9), 0), 100)
	m.load.Do(m.open)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.percents[whole] == "" {
		m.percents[whole] = m.numbers.Sprint(number.Percent(float64(whole) / 100))
	}
	return m.percents[whole]
}

func (m *Messages) localize(c *i18n.LocalizeConfig) string {
	m.template(c.MessageID)
	c.TemplateParser = &templates
	m.mutex.RLock()
	text, err := m.localizer.Localize(c)
	m.mutex.RUnlock()
	switch {
	case text != "" || err == nil:
		return text
	case m.lang != Default:
		return english.localize(c)
	}
	return c.MessageID
}

var (
	english   = New(Default)
	templates templateParser
)

// open opens the catalogue.
func (m *Messages) open() {
	tag := language.Make(m.lang)
	data, err := catalogues.ReadFile(m.name())
	if err != nil {
		panic(err) // the program was built wrong
	}
	m.catalogue, m.read = append([]byte("\n"), data...), map[string]template.ParsedTemplate{}
	m.bundle = i18n.NewBundle(tag)
	m.localizer = i18n.NewLocalizer(m.bundle, m.lang)
	m.numbers = message.NewPrinter(tag)
}

// name is that of the file of the catalogue.
func (m *Messages) name() string { return "active." + m.lang + ".toml" }

// template is that of a message without plurals, nil for another. A message is read when it
// is first asked for: to read all takes longer than most commands take for all else.
func (m *Messages) template(id string) template.ParsedTemplate {
	m.load.Do(m.open)
	m.mutex.RLock()
	t, done := m.read[id]
	m.mutex.RUnlock()
	if done {
		return t
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	t, err := m.readMessage(id)
	if err != nil {
		// The catalogue is part of the program and covered by tests.
		panic(fmt.Sprintf("message %s of %s: %v", id, m.name(), err))
	}
	m.read[id] = t
	return t
}

// readMessage reads a message, and adds it to the bundle if it has plurals.
func (m *Messages) readMessage(id string) (template.ParsedTemplate, error) {
	file, err := i18n.ParseMessageFileBytes(linesOf(m.catalogue, id), m.name(), map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil || len(file.Messages) == 0 {
		return nil, err
	}
	read := file.Messages[0]
	if read.One == "" {
		return templates.Parse(read.Other, "", "")
	}
	return nil, m.bundle.AddMessages(file.Tag, read)
}

// linesOf are the lines of a catalogue that say a message, one for each of its forms. A
// line end stands before each line of the catalogue.
func linesOf(catalogue []byte, id string) []byte {
	var out []byte
	begin := []byte("\n" + strconv.Quote(id))
	for {
		_, rest, found := bytes.Cut(catalogue, begin)
		if !found {
			return out
		}
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		out = append(append(out, begin...), line...)
		catalogue = rest
	}
}

func dataOf(pairs []any) map[string]any {
	data := make(map[string]any, len(pairs)/2+1)
	for k := 0; k+1 < len(pairs); k += 2 {
		name, _ := pairs[k].(string)
		data[name] = pairs[k+1]
	}
	return data
}
