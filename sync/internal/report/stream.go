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
}

// Stream writes the status of a project as one JSON object, article by article,
// each on a line of its own, so that no more than one is ever held. The first
// failure to write is kept, and told by [Stream.Close].
type Stream struct {
	printer   *printer
	keep      Filter
	languages []string
	totals    map[string]*xsync.Counts
	articles  int
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
		p.translation(t, s.keep)
	}
	p.raw("]}")
	return p.err
}

// Close writes the totals and the problems, and ends the document.
func (s *Stream) Close(problems []Complaint) error {
	p := s.printer
	p.raw("],\n\"totals\":{")
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
