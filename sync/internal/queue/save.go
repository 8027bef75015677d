package queue

import (
	"context"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// Save works out how answers are put into the translations of a language as
// [Import] does, but records nothing and asks nothing of the texts but that each
// stays one segment: they are work that is not finished. It writes nothing.
func Save(ctx context.Context, p *xsync.Project, lang string, answers []Answer) (*Outcome, error) {
	out, byArticle := newOutcome(), byArticle(answers)
	q := xsync.Query{Languages: []string{lang}, Rows: true, Only: func(a *corpus.Article) bool { return byArticle[a.ID] != nil }}
	err := out.eachTranslation(ctx, p, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			out.saveAnswers(p, &job{article: article.ID, t: &article.Translations[k]}, byArticle[article.ID])
		}
		return nil
	})
	return out, err
}

// saveAnswers puts answers into one translation.
func (o *Outcome) saveAnswers(p *xsync.Project, j *job, answers []Answer) {
	m := newMatcher(j.t, j.article)
	for _, a := range answers {
		r, reason := m.matchAnswer(&a)
		if reason == "" && m.currentText(r, a.ID) == a.Text {
			reason = NotFilled
		}
		if reason != "" {
			o.Left = append(o.Left, m.refuseAnswer(a, reason, r))
			continue
		}
		m.answered[a.ID] = a.Text
		j.changes = append(j.changes, changeOf(j.t, m.place[r], a))
	}
	if o.makeChanges(p, j); len(j.changes) == 0 {
		return
	}
	o.Done = append(o.Done, j.doneWork()...)
	f := j.resultFile()
	o.Files = append(o.Files, f)
	o.Plan[f.Path] = f.Now
}

// Remove takes a row without a source out of a translation, the line that begins a container
// together with the one that ends it, and returns its new bytes; the reason says why it cannot be: it is not the row that was sealed, or
// other segments would not stay what they are.
func Remove(t *xsync.Translation, row, seal string) (src []byte, reason Reason) {
	k := slices.IndexFunc(t.Rows, func(r xsync.Row) bool { return r.ID == row })
	switch {
	case k < 0:
		return nil, NoSuchItem
	case Seal(&t.Rows[k]) != seal || len(t.Rows[k].Source) > 0:
		return nil, TargetMoved
	case !t.Exists || t.Rows[k].Kind == block.Message || strings.TrimSpace(t.Rows[k].Translation) == "":
		return nil, NotOneSegment
	}
	src, ok := format.Remove(t.Target, withEnds(t.Target, replacedPlaces(&t.Rows[k])))
	if !ok {
		return nil, NotOneSegment
	}
	return src, ""
}

// withEnds adds to ascending places in a document those that end the containers which some
// of them begin.
func withEnds(doc *block.Doc, places []int) []int {
	containers := edit.Containers(doc)
	out := places
	for _, at := range places {
		if c, ok := containers[at]; ok && c.Begins == at && c.Ends >= 0 && !slices.Contains(out, c.Ends) {
			out = append(out, c.Ends)
		}
	}
	slices.Sort(out)
	return out
}
