// Package page is the work on translations as web pages: it turns what was found in
// articles into data that a page shows, and writes it as HTML. It reads no file and
// answers no request; what it writes is text and never markup of an article, and
// needs neither a script nor a style within the page.
package page

import (
	"cmp"
	"embed"
	"html/template"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

//go:embed assets
var assets embed.FS

// Asset is a file that pages refer to, such as style.css, with its media type; false
// if there is none of the name.
func Asset(name string) (data []byte, mediaType string, ok bool) {
	mediaType, ok = assetTypes[name]
	if !ok {
		return nil, "", false
	}
	data, err := assets.ReadFile("assets/" + name)
	return data, mediaType, err == nil
}

var assetTypes = map[string]string{
	"style.css": "text/css; charset=utf-8",
	"page.js":   "text/javascript; charset=utf-8",
	"icon.svg":  "image/svg+xml",
}

// Writer writes pages in the language of its messages. It may be used by several
// goroutines.
type Writer struct {
	Messages  *locales.Messages
	templates *template.Template
}

// NewWriter returns a writer. The templates are part of the program and covered by
// tests: those that cannot be parsed are a program that was built wrong.
func NewWriter(messages *locales.Messages) *Writer {
	w := &Writer{Messages: messages}
	w.templates = template.Must(template.New("").Funcs(template.FuncMap{
		"t":            messages.Text,
		"count":        messages.Count,
		"number":       messages.Number,
		"percent":      messages.Percent,
		"date":         func(day string) string { return wording.Date(messages, day) },
		"kinds":        func() []string { return wording.Kinds(messages) },
		"kind":         func(name string) string { return wording.Kind(messages, name) },
		"meaning":      func(name string) string { return wording.Meaning(messages, name) },
		"shown":        inert.Page,
		"direction":    Direction,
		"languagename": languageName,
		"articlepage":  ArticlePath,
		"languagepage": LanguagePath,
		"statenames":   drift.StateNames,
		"one":          func(pair ...any) map[string]any { return pairs(pair) },
	}).ParseFS(assets, "assets/*.html"))
	return w
}

// languageName is the name that a language has in itself; its tag if it is not known.
func languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	return cmp.Or(display.Self.Name(t), tag)
}

// pairs is a map of names and values for a template that needs more than one value.
func pairs(list []any) map[string]any {
	out := make(map[string]any, len(list)/2)
	for k := 0; k+1 < len(list); k += 2 {
		if name, ok := list[k].(string); ok {
			out[name] = list[k+1]
		}
	}
	return out
}

// Frame is what all pages share.
type Frame struct {
	Base     string // the path that all addresses begin with; it ends in a slash
	CSRF     string // the token that a form must send
	Project  string // the name of the project
	Person   string // who works, "" if not known
	ReadOnly bool
	Editor   string // the name of the editor that files can be opened in, "" if there is none
	Undo     string // what undo would take back, "" for nothing
	Sure     string // what confirms that it is to be taken back, "" if that was not asked
	Problems []string
	Notice   string // what has just been done or refused, "" for nothing
}

// Write writes a page, or a part of one, by the name of its template: "overview" and its
// "board" of an [Overview], "article" and its "head", "chunk" and "row" of an [Article],
// "suggestions", "denied", and "site-overview", "site-language" and "site-article" of a report.
func (w *Writer) Write(to io.Writer, name string, data any) error {
	return w.templates.ExecuteTemplate(to, name, data)
}

// Direction is the direction of writing of a language: "rtl" or "ltr".
func Direction(tag string) string {
	script, _ := language.Make(tag).Script()
	if slices.Contains(strings.Fields("Arab Hebr Syrc Thaa Nkoo Adlm Rohg Mand Samr Mend"), script.String()) {
		return "rtl"
	}
	return "ltr"
}
