// Package locales holds the languages that the command speaks and its messages
// in them. The catalogues are embedded, and one is read when its first message
// is asked for: a run that says nothing costs nothing.
package locales

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
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
	localizer *i18n.Localizer
	numbers   *message.Printer
	mutex     sync.Mutex
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
	m.load.Do(m.read)
	return m.numbers.Sprint(number.Decimal(n))
}

// Percent is a share of 1 as a whole percentage, rounded down: only what is
// whole is called 100 %.
func (m *Messages) Percent(share float64) string {
	whole := min(max(int(share*100+1e-9), 0), 100)
	m.load.Do(m.read)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.percents[whole] == "" {
		m.percents[whole] = m.numbers.Sprint(number.Percent(float64(whole) / 100))
	}
	return m.percents[whole]
}

func (m *Messages) localize(c *i18n.LocalizeConfig) string {
	m.load.Do(m.read)
	text, err := m.localizer.Localize(c)
	switch {
	case text != "" || err == nil:
		return text
	case m.lang != Default:
		return english.localize(c)
	}
	return c.MessageID
}

var english = New(Default)

// read reads the catalogue. It is part of the program and covered by tests: one
// that cannot be read is a program that was built wrong.
func (m *Messages) read() {
	tag := language.Make(m.lang)
	name := "active." + m.lang + ".toml"
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	data, err := catalogues.ReadFile(name)
	if err == nil {
		_, err = bundle.ParseMessageFileBytes(data, name)
	}
	if err != nil {
		panic(fmt.Sprintf("catalogue %s: %v", name, err))
	}
	m.localizer = i18n.NewLocalizer(bundle, m.lang)
	m.numbers = message.NewPrinter(tag)
}

func dataOf(pairs []any) map[string]any {
	data := make(map[string]any, len(pairs)/2+1)
	for k := 0; k+1 < len(pairs); k += 2 {
		data[fmt.Sprint(pairs[k])] = pairs[k+1]
	}
	return data
}
