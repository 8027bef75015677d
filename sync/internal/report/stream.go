package report

import (
	"io"

	xsync "github.com/xsync-project/xsync/sync"
)

// Complaint is a problem as JSON reports it. Its message is for people and in
// their language; lines and columns count from 1, 0 if not known.
type Complaint struct {
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	// Unread says that what it is about was not read.
	Unread bool `json:"-"`
}

// isUnread reports whether what a complaint is about was not read.
func isUnread(c Complaint) bool { return c.Unread }

// Stream writes the status of a project as one JSON object, article by article,
// each on a line of its own, so that no more than one is ever held. The first
// failure to write is kept, and told by [Stream.Close].
type Stream struct {
	printer   *printer
	keep      Filter
	languages []string
	totals    map[string]*xsync.Counts
	articles  int
	sums      *Overview // of a document that has the sums alone
	// Takers are those who work on an article in a language; nil if nobody works on any.
	Takers func(article, language string) []string
}

// sumOfLanguage sums up all articles in a language.
type sumOfLanguage struct {
	Language string  `json:"language"`
	Articles int     `json:"articles"`
	Finished int     `json:"finished"`
	NoFile   int     `json:"no_file"`
	Coverage float64 `json:"coverage"`
	Counts   counts  `json:"counts"`
	Todo     int     `json:"todo"`
}

// NewStream begins a document about translations from source into languages. It
// has the rows that a filter keeps; all figures are those of whole translations.
func NewStream(w io.Writer, source string, languages []string, keep Filter) *Stream {
	s := &Stream{printer: newPrinter(w), keep: keep, languages: languages, totals: map[string]*xsync.Counts{}}
	for _, l := range languages {
		s.totals[l] = &xsync.Counts{}
	}
	s.printer.raw("{")
	s.printer.member(true, "version", Version)
	s.printer.member(false, "source_language", source)
	s.printer.list("articles")
	return s
}

// Article writes the next article.
func (s *Stream) Article(a *xsync.Article) error {
	p := s.printer
	if s.articles++; s.articles > 1 {
		p.raw(",")
	}
	p.raw("\n{")
	p.member(true, "id", a.ID)
	p.member(false, "path", a.Path)
	p.list("translations")
	for k := range a.Translations {
		t := &a.Translations[k]
		if total := s.totals[t.Language]; total != nil {
			total.Add(t.Counts)
		}
		if k > 0 {
			p.raw(",")
		}
		var takers []string
		if s.Takers != nil {
			takers = s.Takers(a.ID, t.Language)
		}
		p.translation(t, s.keep, takers)
	}
	p.raw("]}")
	return p.err
}

// Count takes an article into account without writing it; the document has the sums of
// the languages then.
func (s *Stream) Count(a *xsync.Article) error {
	if s.sums == nil {
		s.sums = NewOverview(s.languages, s.keep)
	}
	s.sums.Add(a)
	for k := range a.Translations {
		if total := s.totals[a.Translations[k].Language]; total != nil {
			total.Add(a.Translations[k].Counts)
		}
	}
	return s.printer.err
}

// languageSums are the sums of all languages.
func (s *Stream) languageSums() []sumOfLanguage {
	out := []sumOfLanguage{}
	for _, lang := range s.languages {
		l := s.sums.totals[lang]
		out = append(out, sumOfLanguage{lang, l.articles, l.finished, l.absent, Share(l.coverage()), counts(l.counts), l.todo})
	}
	return out
}

// Close writes the totals and the problems, and ends the document.
func (s *Stream) Close(problems []Complaint) error {
	p := s.printer
	p.raw("],\n")
	if s.sums != nil {
		p.member(true, "languages", s.languageSums())
		p.raw(",\n")
	}
	p.raw("\"totals\":{")
	for k, l := range s.languages {
		p.member(k == 0, l, counts(*s.totals[l]))
	}
	p.raw("},\n")
	if problems == nil {
		problems = []Complaint{}
	}
	p.member(true, "problems", problems)
	p.raw("}\n")
	return p.flush()
}
