package report

import (
	"bufio"
	"bytes"
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
	w         *bufio.Writer
	keep      Filter
	languages []string
	totals    map[string]*xsync.Counts
	articles  int
	err       error
}

// article is an entry of the list of articles.
type article struct {
	ID           string        `json:"id"`
	Path         string        `json:"path"`
	Translations []translation `json:"translations"`
}

// NewStream begins a document about translations from source into languages. It
// has the rows that a filter keeps; all figures are those of whole translations.
func NewStream(w io.Writer, source string, languages []string, keep Filter) *Stream {
	s := &Stream{w: bufio.NewWriterSize(w, 1<<16), keep: keep, languages: languages, totals: map[string]*xsync.Counts{}}
	for _, l := range languages {
		s.totals[l] = &xsync.Counts{}
	}
	s.write([]byte(`{`))
	s.member("version", Version)
	s.write([]byte(`,`))
	s.member("source_language", source)
	s.write([]byte(`,"articles":[`))
	return s
}

// Article writes the next article.
func (s *Stream) Article(a *xsync.Article) error {
	out := article{ID: a.ID, Path: a.Path, Translations: make([]translation, 0, len(a.Translations))}
	for k := range a.Translations {
		t := &a.Translations[k]
		if total := s.totals[t.Language]; total != nil {
			total.Add(t.Counts)
		}
		out.Translations = append(out.Translations, translationOf(t, s.keep))
	}
	if s.articles++; s.articles > 1 {
		s.write([]byte(","))
	}
	s.write([]byte("\n"))
	s.value(out)
	return s.err
}

// Close writes the totals and the problems, and ends the document.
func (s *Stream) Close(problems []Complaint) error {
	s.write([]byte("],\n\"totals\":{"))
	for k, l := range s.languages {
		if k > 0 {
			s.write([]byte(","))
		}
		s.member(l, counts(*s.totals[l]))
	}
	s.write([]byte("},\n"))
	if problems == nil {
		problems = []Complaint{}
	}
	s.member("problems", problems)
	s.write([]byte("}\n"))
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

func (s *Stream) member(key string, value any) {
	var b bytes.Buffer
	err := member(&b, key, value)
	s.note(err)
	s.write(b.Bytes())
}

func (s *Stream) value(v any) {
	data, err := encode(v)
	s.note(err)
	s.write(data)
}

func (s *Stream) write(data []byte) {
	if s.err == nil {
		_, err := s.w.Write(data)
		s.note(err)
	}
}

func (s *Stream) note(err error) {
	if s.err == nil {
		s.err = err
	}
}
