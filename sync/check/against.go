package check

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// verdictsFormat identifies how verdicts are kept in a cache.
const verdictsFormat = "verdicts 7 "

// Verdicts asks a query for the verdicts on each translation by a policy: its
// [xsync.Translation.Derived] is a []Verdict.
func Verdicts(policy *corpus.Check) *xsync.Derived {
	return &xsync.Derived{
		Name:   verdictsFormat + policy.Digest(),
		Make:   func(article string, t *xsync.Translation) any { return Judge(t, article, policy) },
		Encode: func(found any) []byte { return encodeVerdicts(found.([]Verdict)) },
		Decode: func(data []byte) (any, bool) {
			return decodeVerdicts(data)
		},
	}
}

// Collector gathers the verdicts on the articles of a project. The zero value
// with a policy is ready to use.
type Collector struct {
	Policy *corpus.Check
	lists  [][]Verdict // of the translations
	totals map[string]*xsync.Counts
	judged map[string]bool // the articles of which all is known, by id
}

// Add takes the verdicts on the translations of an article, which was examined for
// [Verdicts], or with its rows.
func (c *Collector) Add(article *xsync.Article) {
	for k := range article.Translations {
		t := &article.Translations[k]
		found, derived := t.Derived.([]Verdict)
		if !derived {
			found = Judge(t, article.ID, c.Policy)
		}
		c.lists = append(c.lists, withoutNotices(found, t))
		c.totalOf(t.Language).Add(t.Counts)
	}
	if c.judged == nil {
		c.judged = map[string]bool{}
	}
	c.judged[article.ID] = len(article.Unreadable) == 0
	for _, u := range article.Unreadable { // of which nothing is known to be covered
		c.totalOf(u.Language)[drift.Missing] += u.Segments
	}
}

// IsEmpty reports whether no article was added.
func (c *Collector) IsEmpty() bool { return len(c.judged) == 0 }

// Judged reports whether an article was added, and could be read.
func (c *Collector) Judged(article string) bool { return c.judged[article] }

func (c *Collector) totalOf(lang string) *xsync.Counts {
	if c.totals == nil {
		c.totals = map[string]*xsync.Counts{}
	}
	if c.totals[lang] == nil {
		c.totals[lang] = &xsync.Counts{}
	}
	return c.totals[lang]
}

// Verdicts returns what breaks the policy, in the order of [Verdict.Compare], a text that
// went from one article to another once; with
// coverage, the verdicts on whole languages too, which make sense only if all
// articles were added.
func (c *Collector) Verdicts(coverage bool) []Verdict {
	var all []*Verdict
	for _, list := range c.lists {
		all = append(all, pointers(list)...)
	}
	if coverage {
		for lang, counts := range c.totals {
			if v := covered(lang, counts, c.Policy); v.Level > Off {
				all = append(all, &v)
			}
		}
	}
	return joinRenamed(joinMoved(arrange(all, (*Verdict).Compare)))
}

// Project checks the articles of a project that a query asks for. Articles
// that cannot be read are left out; unreadable has their ids. The error is that of
// the context.
func Project(ctx context.Context, p *xsync.Project, q xsync.Query) (found []Verdict, unreadable []string, err error) {
	c := Collector{Policy: &p.Config.Check}
	q.Derived = Verdicts(c.Policy)
	problems, err := p.Each(ctx, q, func(article *xsync.Article) error {
		c.Add(article)
		if slices.ContainsFunc(article.Problems, isSerious) {
			unreadable = append(unreadable, article.ID)
		}
		return nil
	})
	c.AddProblems(problems)
	return c.Verdicts(len(q.Articles) == 0 && q.Only == nil), unreadable, err
}

// isSerious reports whether a problem keeps an article from being read.
func isSerious(err error) bool {
	var p corpus.Problem
	return !errors.As(err, &p) || !p.Notice()
}

// Against returns the verdicts on a project that did not exist in an earlier
// version of it, in the order of [Verdict.Compare]. The earlier version has the files of
// that time and the configuration of now, so that a change of the policy alone
// makes nothing new. Changed reports whether a file, by its path, differs between
// the two; only the articles with such a file are examined. Unreadable has the ids
// of the earlier articles that could not be read.
func Against(ctx context.Context, now, earlier *xsync.Project, changed func(path string) bool) (found []Verdict, unreadable []string, err error) {
	q := xsync.Query{Only: func(a *corpus.Article) bool { return Differs(a, changed) }}
	head, _, err := Project(ctx, now, q)
	if err != nil || len(head) == 0 {
		return nil, nil, err
	}
	base, unreadable, err := Project(ctx, earlier, q)
	return New(head, base, &now.Config.Check, Changes{Changed: changed, Appeared: func(path string) bool {
		return changed(path) && !earlier.Has(path)
	}, Then: func(path string) string {
		data, _ := earlier.Optional(path) // one that cannot be read had nothing
		return string(data)
	}}), unreadable, err
}

// Changes says by their paths which files differ from those of an earlier version,
// which of these the earlier version does not have, and what was in a file then.
type Changes struct {
	Changed, Appeared func(path string) bool
	Then              func(path string) string
}

// behind reports whether only the source of a verdict has changed: a translation that
// was not made yet is one that the earlier source did not ask for.
func (c *Changes) behind(v *Verdict) bool {
	if v.Kind != OnState || !v.Behind || !c.Changed(v.SourcePath) {
		return false
	}
	return v.State != drift.Missing || !c.had(v)
}

// had reports whether the source of a verdict stood in its file then, as far as is told.
func (c *Changes) had(v *Verdict) bool {
	fold := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	text := strings.TrimSuffix(v.Text, "…")
	then := fold(c.Then(v.SourcePath))
	_, message, _ := strings.Cut(text, ": ")
	return strings.Contains(then, text) || message != "" && strings.Contains(then, message)
}

// New returns the verdicts that are not among those of an earlier version. One on
// a translation that nobody has touched weighs no more than the policy says of
// edits of the source, and neither does one on a row that only the source made
// stale, whatever was done to other rows of its file. What the first record of a
// translation says of two texts that are as they were is not new.
func New(head, base []Verdict, policy *corpus.Check, c Changes) []Verdict {
	var out []Verdict
	for _, v := range Subtract(head, base) {
		record := baseline.RecordPath(v.Language, v.Article)
		if v.Article != "" && c.Appeared(record) && !c.Changed(v.Path) && !c.Changed(v.SourcePath) {
			continue
		}
		untouched := !c.Changed(v.Path) && !c.Changed(record)
		if untouched || c.behind(&v) {
			v = soften(v, policy)
		}
		if v.Level > Off {
			out = append(out, v)
		}
	}
	return out
}

// Differs reports whether any file of an article has changed: its source, a
// translation, a record or the store of source texts.
func Differs(a *corpus.Article, changed func(path string) bool) bool {
	for name := range Files(a) {
		if changed(name) {
			return true
		}
	}
	return false
}

// Files are the paths of all files that an article can have.
func Files(a *corpus.Article) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(a.Source) || !yield(baseline.SourcePath(a.ID)) {
			return
		}
		for lang, t := range a.Targets {
			if !yield(t.Path) || !yield(baseline.RecordPath(lang, a.ID)) {
				return
			}
		}
	}
}
