package xsync

import (
	"context"
	"io/fs"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// Project is a tree of articles with their records.
type Project struct {
	FS     fs.FS
	Config *corpus.Config
	// Cache has what was found before, and is given what is found; nil means that
	// there is none.
	Cache *Cache
	// Usual are the results that are asked for most: what is examined for one of them, or
	// for none, is given to the cache with all of them.
	Usual []*Derived
	// Terms is the glossary of the project, see [ReadTerms]; nil if it has none.
	Terms *terms.Glossary
	// Dictionaries are evidence of what belongs together, see [ReadDictionaries]; nil if
	// the project has none.
	Dictionaries *Dictionaries
}

// Query says what to examine.
type Query struct {
	Languages []string // none means all targets
	Articles  []string // ids, or paths of the source or a translation; none means all
	Rows      bool     // keep the rows; without it, what has not moved is not even parsed
	// Done says of the figures of a translation that has not moved since they
	// were taken that its rows are not wanted, so that it need not be parsed; nil
	// wants all rows.
	Done func(Counts) bool
	// Derived asks for a result in place of the rows, which the cache may have; nil
	// asks for none.
	Derived *Derived
	// Spare says of a derived result that the cache has that the rows are not wanted, so
	// that the translation need not be parsed; nil wants them, with Rows.
	Spare func(derived any) bool
	// Step is told how far the work has come; nil means that nobody wants to know.
	Step Step
	// Only lets through the articles to examine; nil means all.
	Only func(*corpus.Article) bool

	survey   *survey
	adoption *adoption
	known    *readSource // where a source is kept that is asked for again
	site     *site
	also     *Derived // for the cache; with Derived
	alone    bool     // nothing is to be said of an article that only others show
	heir     bool     // only what other records say of an article is recorded
	pieces   bool     // what single entries of other articles say is wanted as well
}

// Each examines the articles that a query asks for, on all processors, and
// hands them to visit one by one in the order of their ids. An article that
// cannot be read carries its problems and stops no other. An error of visit's
// ends the work, and so does the context. The problems returned are those of
// the project as a whole, but for files in languages that the query does not ask for.
func (p *Project) Each(ctx context.Context, q Query, visit func(*Article) error) ([]corpus.Problem, error) {
	q.survey = p.survey()
	told := &beyond{survey: q.survey, hints: p.newHints(q.survey.articles)}
	problems, err := p.eachAlone(ctx, q, func(a *Article) error {
		if err := p.tell(ctx, &q, a, told); err != nil {
			return err
		}
		return visit(a)
	})
	return slices.DeleteFunc(problems, func(p corpus.Problem) bool {
		lang, ok := p.Data["Language"].(string)
		return ok && len(q.Languages) > 0 && !slices.Contains(q.Languages, lang)
	}), err
}
