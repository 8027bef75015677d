package report

import (
	"io"
	"math"

	xsync "github.com/xsync-project/xsync/sync"
)

// Summary is how a project stands, without its rows: what a report holds for
// programs. The order of the fields is that of the keys.
type Summary struct {
	Version   int                 `json:"version"`
	Source    string              `json:"source_language"`
	Commit    string              `json:"commit,omitempty"`
	Date      string              `json:"date,omitempty"` // of the commit
	Languages []SummaryOfLanguage `json:"languages"`
	Articles  []SummaryOfArticle  `json:"articles"`
	History   []SummaryOfCommit   `json:"history"`
	Problems  []Complaint         `json:"problems"`
}

// SummaryOfLanguage sums up a language.
type SummaryOfLanguage struct {
	Language  string  `json:"language"`
	Coverage  float64 `json:"coverage"`
	Counts    counts  `json:"counts"`
	Words     words   `json:"words"`
	Questions int     `json:"questions"` // open ones
}

// SummaryOfArticle is an article in all languages.
type SummaryOfArticle struct {
	ID           string                 `json:"id"`
	Path         string                 `json:"path"`
	Translations []SummaryOfTranslation `json:"translations"`
}

// SummaryOfTranslation is an article in one language.
type SummaryOfTranslation struct {
	Language string  `json:"language"`
	Path     string  `json:"path"`
	Page     string  `json:"page"` // of the report
	State    string  `json:"state"`
	Coverage float64 `json:"coverage"`
	Counts   counts  `json:"counts"`
	Words    words   `json:"words"`
}

// SummaryOfCommit is the coverage as of a commit, by language.
type SummaryOfCommit struct {
	Commit   string             `json:"commit"`
	Date     string             `json:"date"`
	Coverage map[string]float64 `json:"coverage"`
}

// Add takes a translation of the last article into account.
func (s *Summary) Add(t *xsync.Translation, page string, questions int) {
	a := &s.Articles[len(s.Articles)-1]
	covered := t.Counts.Coverage()
	if !t.Exists {
		covered = 0
	}
	a.Translations = append(a.Translations, SummaryOfTranslation{
		Language: t.Language, Path: t.Path, Page: page, State: t.State().String(), Coverage: Share(covered),
		Counts: counts(t.Counts), Words: words{t.Words.Total, t.Words.Todo},
	})
	for k := range s.Languages {
		l := &s.Languages[k]
		if l.Language != t.Language {
			continue
		}
		sum := xsync.Counts(l.Counts)
		sum.Add(t.Counts)
		l.Counts, l.Coverage = counts(sum), Share(sum.Coverage())
		l.Words.Total += t.Words.Total
		l.Words.Todo += t.Words.Todo
		l.Questions += questions
	}
}

// Write writes the summary as JSON.
func (s *Summary) Write(w io.Writer) error {
	s.Version = Version
	if s.History == nil {
		s.History = []SummaryOfCommit{}
	}
	if s.Problems == nil {
		s.Problems = []Complaint{}
	}
	if s.Articles == nil {
		s.Articles = []SummaryOfArticle{}
	}
	return writeJSON(w, s)
}

// Share is a share with four digits, cut off and not rounded: what is not finished is
// less than 1.
func Share(of float64) float64 { return math.Floor(of*1e4) / 1e4 }
