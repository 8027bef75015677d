package report

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Overview collects the figures of a project, article by article, and writes
// them as a table whose sums are those of its lines.
type Overview struct {
	languages []string
	keep      Filter
	lines     []line
	totals    map[string]*line
	// Prefer is the language whose work is named first if it has any.
	Prefer string
	// Takers are those who work on an article in a language; nil if nobody works on any.
	Takers     func(article, language string) []string
	next       *line // where there is something to do first
	edited     *line // where only rows are left that were edited since they were recorded
	refused    *line // where rows are unverified beside others that are recorded
	unverified bool  // a translation of which nothing is recorded has unverified rows
}

type line struct {
	article, language string
	missing           bool // there is no file
	unrelated         bool // the file is no translation of the source
	unreadable        bool // nothing can be told; of a total, about a part of it
	counts            xsync.Counts
	whole             xsync.Counts // counts without a filter, for the coverage
	marks             xsync.Marks  // of the rows that are counted
	unknown           int          // segments of the source of which nothing can be told
	todo              int          // words
	edited            bool         // all that needs work is stale, was edited since, and agrees with its source
	takers            []string     // who work on it
	articles          int          // of a sum, how many articles it is of
	finished          int          // of a sum, how many of its articles are covered as a whole
	absent            int          // of a sum, how many of its articles have no file
}

// add adds a line to a sum.
func (l *line) add(x *line) {
	l.counts.Add(x.counts)
	l.whole.Add(x.whole)
	l.marks.Add(x.marks)
	l.todo += x.todo
	l.articles++
	switch {
	case x.missing:
		l.absent++
	case !x.unrelated && x.coverage() == 1:
		l.finished++
	}
}

// coverage is the share that is fresh. What cannot be read is not, and where
// there is any the whole is never covered.
func (l *line) coverage() float64 {
	if !l.unreadable {
		return l.whole.Coverage()
	}
	known := 0
	for _, n := range l.whole {
		known += n
	}
	known -= l.whole[drift.Orphan] + l.whole[drift.Extra]
	return min(float64(l.whole[drift.Fresh])/float64(max(known+l.unknown, 1)), 0.99)
}

// NewOverview begins an overview of the given languages. With a filter it
// counts the rows that the filter keeps, and leaves out what has none; the
// articles must then come with their rows.
func NewOverview(languages []string, keep Filter) *Overview {
	o := &Overview{languages: languages, keep: keep, totals: map[string]*line{}}
	for _, l := range languages {
		o.totals[l] = &line{language: l}
	}
	return o
}

// Add adds an article to the table.
func (o *Overview) Add(a *xsync.Article) {
	o.Note(a)
	first := len(o.lines)
	defer func() { o.sort(first) }()
	for _, u := range a.Unreadable {
		o.lines = append(o.lines, line{article: a.ID, language: u.Language, unreadable: true})
		sum := o.totals[u.Language]
		sum.unreadable = true
		sum.articles++
		sum.unknown += u.Segments
	}
	for k := range a.Translations {
		t := &a.Translations[k]
		l := o.lineOf(a.ID, t)
		if l.counts == (xsync.Counts{}) && !o.keep.IsEmpty() {
			continue
		}
		o.lines = append(o.lines, l)
		o.totals[t.Language].add(&l)
	}
}

// sort puts the lines from one on in the order of the languages.
func (o *Overview) sort(first int) {
	slices.SortStableFunc(o.lines[first:], func(a, b line) int {
		return slices.Index(o.languages, a.language) - slices.Index(o.languages, b.language)
	})
}

func (o *Overview) lineOf(id string, t *xsync.Translation) line {
	l := line{article: id, language: t.Language, missing: !t.Exists, unrelated: t.Unrelated, counts: t.Counts, whole: t.Counts, marks: t.Marks, todo: t.Words.Todo}
	l.takers = o.TakersOf(id, t.Language)
	if o.keep.IsEmpty() {
		return l
	}
	l.counts, l.marks, l.todo = xsync.Counts{}, xsync.Marks{}, 0
	for k := range t.Rows {
		if r := &t.Rows[k]; o.keep.has(r) {
			l.counts[r.State]++
			l.marks.Note(r)
			l.todo += r.Todo
		}
	}
	return l
}

// Note takes an article into account for what to do next, without a line in the
// table.
func (o *Overview) Note(a *xsync.Article) {
	for k := range a.Translations {
		t := &a.Translations[k]
		if t.Unrelated {
			continue
		}
		o.noteUnverified(a.ID, t)
		l := o.lineOf(a.ID, t)
		c := l.counts
		c[drift.Fresh], c[drift.Unverified] = 0, 0
		if t.Exists && c != (xsync.Counts{}) && (o.next == nil || o.comesFirst(&l, o.next)) {
			l.edited = isAllEdited(t)
			o.next = &l
		}
		if o.edited == nil && slices.ContainsFunc(t.Rows, func(r drift.Row) bool { return r.EditedSinceRecorded() }) {
			o.edited = &line{article: a.ID, language: t.Language}
		}
	}
}

// isAllEdited reports whether all that needs work in a translation that came with its rows
// is stale, was edited since and agrees with its source: it may be done, and not recorded yet.
func isAllEdited(t *xsync.Translation) bool {
	n := 0
	for k := range t.Rows {
		switch r := &t.Rows[k]; {
		case !r.NeedsWork():
		case r.State != drift.Stale || r.Flags&drift.Edited == 0 || len(r.Findings) > 0:
			return false
		default:
			n++
		}
	}
	return n > 0
}

// comesFirst reports whether there is something to do in a line before another: in the
// language that is asked for, and where there is something to translate.
func (o *Overview) comesFirst(l, other *line) bool {
	if l.language == o.Prefer || other.language == o.Prefer {
		if l.language != other.language {
			return l.language == o.Prefer
		}
	}
	return l.todo > 0 && other.todo == 0
}

// noteUnverified takes the unverified rows of a translation into account. Beside rows that
// are recorded they are those that could not be taken on trust.
func (o *Overview) noteUnverified(article string, t *xsync.Translation) {
	switch {
	case t.Counts[drift.Unverified] == 0:
	case t.Counts[drift.Fresh]+t.Counts[drift.Stale] == 0 && !disagrees(t):
		o.unverified = true
	case o.refused == nil || t.Language == o.Prefer && o.refused.language != o.Prefer:
		o.refused = &line{article: article, language: t.Language}
	}
}

// disagrees reports whether none of the unverified rows of a translation that came with its
// rows can be taken on trust.
func disagrees(t *xsync.Translation) bool {
	return len(t.Rows) > 0 && !slices.ContainsFunc(t.Rows, func(r drift.Row) bool {
		return r.State == drift.Unverified && !r.IsDisputed()
	})
}

// TakersOf are those who work on an article in a language.
func (o *Overview) TakersOf(article, language string) []string {
	if o.Takers == nil {
		return nil
	}
	return o.Takers(article, language)
}

// Keep is the filter of the overview.
func (o *Overview) Keep() Filter { return o.keep }

// Todo reports whether there is anything to do, and in which article and
// language first. Translations that have not been begun do not count.
func (o *Overview) Todo() (article, language string, found bool) {
	if o.next == nil {
		return "", "", false
	}
	return o.next.article, o.next.language, true
}

// Edited reports whether what is next was edited since it was recorded, and in which article
// and language. It knows only of articles that came with their rows.
func (o *Overview) Edited() (article, language string, found bool) {
	if o.next != nil {
		return o.next.article, o.next.language, o.next.edited
	}
	if o.edited == nil {
		return "", "", false
	}
	return o.edited.article, o.edited.language, true
}

// Refused reports whether rows are unverified that were not taken on trust with the others,
// and in which article and language first.
func (o *Overview) Refused() (article, language string, found bool) {
	if o.refused == nil {
		return "", "", false
	}
	return o.refused.article, o.refused.language, true
}

// Unverified reports whether any row is unverified in a translation of which nothing is
// recorded.
func (o *Overview) Unverified() bool { return o.unverified }

// mostUnlisted is how many articles without a file a table lists in a language. If there
// are more, they are one line.
const mostUnlisted = 10

// Folded reports whether the table sums up articles that have no file.
func (o *Overview) Folded() bool {
	return slices.ContainsFunc(o.languages, o.folds)
}

// folds reports whether the articles without a file in a language are one line. Those
// that were asked for by their state are listed.
func (o *Overview) folds(lang string) bool {
	return o.keep.IsEmpty() && o.totals[lang].absent > mostUnlisted
}

// listed are the lines of the table: those of the articles, and behind them a sum for each
// language with many articles that have no file. What somebody has taken is listed.
func (o *Overview) listed() []line {
	sums := map[string]*line{}
	var out []line
	for k := range o.lines {
		l := &o.lines[k]
		if !l.missing || len(l.takers) > 0 || !o.folds(l.language) {
			out = append(out, *l)
			continue
		}
		if sums[l.language] == nil {
			sums[l.language] = &line{language: l.language, missing: true}
		}
		sums[l.language].add(l)
	}
	for _, lang := range o.languages {
		if sums[lang] != nil {
			out = append(out, *sums[lang])
		}
	}
	return out
}
