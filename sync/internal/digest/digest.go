// Package digest tells what has happened to the translations into a language between
// two versions of a project: what has to be done since, what was done, what waits, and
// what was asked. It is made to be mailed. It reads no file; whoever asks hands the
// translations of both versions over.
package digest

import (
	"slices"
	"strconv"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Digest is what has happened in a language.
type Digest struct {
	Language string
	Since    string // the revision that it begins with, as it was asked for
	From, To string // dates of both versions, "" if not known
	Opened   Part   // needs work now, and did not then
	Waiting  Part   // needs work now, whenever it came
	Done     Part   // needed work then, or was not there, and is fresh now
	Asked    []Question
	Strays   []Stray
}

// Stray is a translation whose source is not there, so that it has no rows.
type Stray struct {
	Path string
	Why  string // what became of its source, and what to do, as a sentence
}

// Part is some rows, by article.
type Part struct {
	Articles    []Article
	Rows, Words int
}

// Article is the rows of an article.
type Article struct {
	Path        string // that of the translation
	Rows, Words int
	List        []Row // none in what only counts
}

// Row is a row of an article in short.
type Row struct {
	Place string // "tr:12", the language and the line of the translation; "" if it stands nowhere
	What  string // its state, and the change of a stale one
	Text  string // how its source begins, or its translation if it has none
}

// Question is an open question.
type Question struct {
	Path   string // of the translation
	Remark remark.Remark
}

// Add takes an article in. Then may be nil, if it was not there; unchanged says that
// it is as it was, so that nothing can have happened.
func (d *Digest) Add(now, then *xsync.Translation, unchanged bool, remarks []remark.Remark) {
	for _, r := range remark.Open(remarks) {
		d.Asked = append(d.Asked, Question{Path: now.Path, Remark: r})
	}
	var was *before
	if !unchanged {
		was = remember(then)
	}
	opened, done, waiting := Article{Path: now.Path}, Article{Path: now.Path}, Article{Path: now.Path}
	for k := range now.Rows {
		r := &now.Rows[k]
		if r.NeedsWork() {
			waiting.count(r.Todo)
		}
		if was == nil {
			continue
		}
		switch old := was.of(now, r); {
		case r.NeedsWork() && (old == nil || !old.NeedsWork()):
			opened.add(now, r, r.Todo)
		case finished(r, old) && now.Recorded(r) != nil:
			done.count(r.Words)
		}
	}
	d.Opened.add(opened)
	d.Done.add(done)
	d.Waiting.add(waiting)
}

// finished reports whether a row is fresh and was not, or goes with another source now.
func finished(r, old *drift.Row) bool {
	return r.State == drift.Fresh && (old == nil || old.State != drift.Fresh || digests(r, true) != digests(old, true))
}

func (p *Part) add(a Article) {
	if a.Rows > 0 {
		p.Articles = append(p.Articles, a)
		p.Rows += a.Rows
		p.Words += a.Words
	}
}

func (a *Article) count(words int) {
	a.Rows++
	a.Words += words
}

func (a *Article) add(t *xsync.Translation, r *drift.Row, words int) {
	a.count(words)
	row := Row{What: wording.Label(r.State, r.Change), Text: r.Now}
	if len(r.Target) > 0 {
		row.Place = t.Language + ":" + strconv.Itoa(t.Target.Line(r.Target[0].Start))
	}
	if row.Text == "" {
		row.Text = r.Translation
	}
	a.List = append(a.List, row)
}

// before finds the rows of the earlier version again: by the names that they keep, by
// their translation, and by their source.
type before struct {
	kept, target, source map[string]*drift.Row
}

// remember indexes the rows of a translation, which may be nil.
func remember(t *xsync.Translation) *before {
	b := &before{kept: map[string]*drift.Row{}, target: map[string]*drift.Row{}, source: map[string]*drift.Row{}}
	if t == nil {
		return b
	}
	for k := range t.Rows {
		r := &t.Rows[k]
		if name := t.Kept(r); name != "" {
			b.kept[name] = r
		}
		if key := digests(r, false); key != "" {
			b.target[key] = r
		}
		if key := digests(r, true); key != "" {
			b.source[key] = r
		}
	}
	return b
}

// of is what a row was; nil if there was none.
func (b *before) of(t *xsync.Translation, r *drift.Row) *drift.Row {
	if name := t.Kept(r); name != "" && b.kept[name] != nil {
		return b.kept[name]
	}
	if old := b.target[digests(r, false)]; old != nil {
		return old
	}
	return b.source[digests(r, true)]
}

// digests identifies a side of a row, "" if there is none.
func digests(r *drift.Row, source bool) string {
	list := r.TargetDigests
	if source {
		list = r.SourceDigests
	}
	key := ""
	for _, d := range list {
		key += d.String()
	}
	return key
}

// Sort puts the articles with the most to do first.
func (d *Digest) Sort() {
	for _, p := range []*Part{&d.Opened, &d.Done, &d.Waiting} {
		slices.SortStableFunc(p.Articles, func(a, b Article) int { return b.Words - a.Words })
	}
}

// Empty reports whether there is nothing to tell.
func (d *Digest) Empty() bool {
	return d.Opened.Rows+d.Done.Rows+d.Waiting.Rows+len(d.Asked)+len(d.Strays) == 0
}
