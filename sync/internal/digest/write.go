package digest

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

//go:embed assets
var assets embed.FS

// The most that a digest shows of a part: rows, articles that it only counts, and
// letters of a text. The figures are always those of all.
const (
	mostRows     = 40
	mostArticles = 60
	mostLetters  = 120
)

// formats write digests, by name.
var formats = map[string]func(io.Writer, []Digest, *locales.Messages) error{"text": text, "markdown": markdown, "html": page}

// Formats are the names of the formats, sorted.
func Formats() []string {
	var out []string
	for name := range formats {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Write writes digests, one for each language, in a format. What stands in articles,
// names and questions is text in each of them and nothing else.
func Write(w io.Writer, format string, list []Digest, m *locales.Messages) error {
	return formats[format](w, list, m)
}

// section is a part of a digest, ready to be shown.
type section struct {
	Title   string
	Entries []entry
	More    string // how much is left out, "" for nothing
}

// entry is an article of a section.
type entry struct {
	Name, Figures string
	Rows          []shownRow
}

type shownRow struct{ Place, What, Text string }

// sections are the parts of a digest that say something.
func (d *Digest) sections(m *locales.Messages) []section {
	var out []section
	add := func(title string, p *Part) {
		if p.Rows > 0 {
			out = append(out, p.section(title, m))
		}
	}
	add(m.Count("digest.opened", d.Opened.Rows, "Words", m.Count("digest.words", d.Opened.Words)), &d.Opened)
	if len(d.Strays) > 0 {
		out = append(out, d.strays(m))
	}
	if len(d.Asked) > 0 {
		out = append(out, d.asked(m))
	}
	add(m.Count("digest.waiting", d.Waiting.Rows, "Words", m.Count("digest.words", d.Waiting.Words)), &d.Waiting)
	add(m.Count("digest.done", d.Done.Rows, "Words", m.Count("digest.words", d.Done.Words)), &d.Done)
	return out
}

// next says how to begin with what waits, "" if nothing does.
func (d *Digest) next(m *locales.Messages) string {
	if d.Waiting.Rows == 0 {
		return ""
	}
	return m.Text("hint.serve", "Command", "xsync serve --lang "+d.Language)
}

func (p *Part) section(title string, m *locales.Messages) section {
	s := section{Title: title}
	room, left := mostRows, 0
	for k := range p.Articles {
		a := &p.Articles[k]
		if len(s.Entries) == mostArticles || room == 0 {
			left += a.Rows
			continue
		}
		e := entry{Name: a.Path, Figures: m.Count("digest.rows", a.Rows, "Words", m.Count("digest.words", a.Words))}
		for i := range a.List {
			if room == 0 {
				left += len(a.List) - i
				break
			}
			room--
			r := &a.List[i]
			e.Rows = append(e.Rows, shownRow{r.Place, r.What, shorten(r.Text)})
		}
		s.Entries = append(s.Entries, e)
	}
	if left > 0 {
		s.More = m.Count("mark.more", left)
	}
	return s
}

func (d *Digest) asked(m *locales.Messages) section {
	s := section{Title: m.Count("check.questions", len(d.Asked))}
	s.Title = strings.TrimSuffix(s.Title, ".")
	for _, q := range d.Asked[:min(len(d.Asked), mostRows)] {
		s.Entries = append(s.Entries, entry{Name: q.Path, Rows: []shownRow{{What: q.Remark.Who, Text: shorten(q.Remark.Text)}}})
	}
	if n := len(d.Asked) - mostRows; n > 0 {
		s.More = m.Count("list.more", n)
	}
	return s
}

func (d *Digest) strays(m *locales.Messages) section {
	s := section{Title: m.Count("digest.strays", len(d.Strays))}
	for _, f := range d.Strays[:min(len(d.Strays), mostRows)] {
		s.Entries = append(s.Entries, entry{Name: f.Path, Rows: []shownRow{{Text: f.Why}}})
	}
	if n := len(d.Strays) - mostRows; n > 0 {
		s.More = m.Count("list.more", n)
	}
	return s
}

// shorten is how a text begins, on one line.
func shorten(s string) string {
	letters := []rune(strings.Join(strings.Fields(s), " "))
	if len(letters) > mostLetters {
		letters = append(letters[:mostLetters-1], '…')
	}
	return string(letters)
}

// title is the head of a digest.
func (d *Digest) title(m *locales.Messages) string {
	return m.Text("digest.title", "Language", d.Language)
}

// period says which time a digest is about, a day if it is one.
func (d *Digest) period(m *locales.Messages) string {
	if d.From == "" || d.To == "" {
		return m.Text("digest.since", "Revision", d.Since)
	}
	if d.From == d.To {
		return d.To
	}
	return m.Text("digest.period", "From", d.From, "To", d.To)
}

func text(w io.Writer, list []Digest, m *locales.Messages) error {
	var b strings.Builder
	for k := range list {
		d := &list[k]
		if k > 0 {
			b.WriteString("\n\n")
		}
		fmt.Fprintf(&b, "%s\n%s\n", inert.Line(d.title(m)), inert.Line(d.period(m)))
		if d.Empty() {
			fmt.Fprintf(&b, "\n%s\n", m.Text("digest.nothing"))
		}
		for _, s := range d.sections(m) {
			fmt.Fprintf(&b, "\n%s\n", inert.Line(s.Title))
			for _, e := range s.Entries {
				fmt.Fprintf(&b, "  %s\n", inert.Line(headOf(&e)))
				for _, r := range e.Rows {
					fmt.Fprintf(&b, "    %s\n", inert.Line(r.String()))
				}
			}
			if s.More != "" {
				fmt.Fprintf(&b, "  %s\n", s.More)
			}
		}
		if next := d.next(m); next != "" {
			fmt.Fprintf(&b, "\n%s\n", inert.Line(next))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// headOf is the name of an entry, with its figures.
func headOf(e *entry) string {
	if e.Figures == "" {
		return e.Name
	}
	return e.Name + ": " + e.Figures
}

// String is a row on one line.
func (r shownRow) String() string {
	if head := strings.TrimSpace(r.Place + " " + r.What); head != "" {
		return head + ": " + r.Text
	}
	return r.Text
}

func markdown(w io.Writer, list []Digest, m *locales.Messages) error {
	var b strings.Builder
	for k := range list {
		d := &list[k]
		if k > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# %s\n\n%s\n", inert.Markdown(d.title(m)), inert.Markdown(d.period(m)))
		if d.Empty() {
			fmt.Fprintf(&b, "\n%s\n", inert.Markdown(m.Text("digest.nothing")))
		}
		for _, s := range d.sections(m) {
			fmt.Fprintf(&b, "\n## %s\n\n", inert.Markdown(s.Title))
			for _, e := range s.Entries {
				fmt.Fprintf(&b, "- %s\n", inert.Markdown(headOf(&e)))
				for _, r := range e.Rows {
					fmt.Fprintf(&b, "  - %s\n", inert.Markdown(r.String()))
				}
			}
			if s.More != "" {
				fmt.Fprintf(&b, "- %s\n", inert.Markdown(s.More))
			}
		}
		if next := d.next(m); next != "" {
			fmt.Fprintf(&b, "\n%s\n", inert.Markdown(next))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// letter is a digest as a page, which the templates take.
type letter struct {
	Title, Period, Nothing, Next string
	Sections                     []section
}

func page(w io.Writer, list []Digest, m *locales.Messages) error {
	templates := template.Must(template.New("").Funcs(template.FuncMap{"shown": inert.Page}).ParseFS(assets, "assets/*.html"))
	var letters []letter
	for k := range list {
		d := &list[k]
		l := letter{Title: d.title(m), Period: d.period(m), Sections: d.sections(m), Next: d.next(m)}
		if d.Empty() {
			l.Nothing = m.Text("digest.nothing")
		}
		letters = append(letters, l)
	}
	return templates.ExecuteTemplate(w, "digest", map[string]any{"Language": m.Language(), "Letters": letters})
}
