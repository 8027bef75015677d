package queue

import (
	"crypto/sha256"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// Options says what to list of a translation, and what to add to it.
type Options struct {
	// Keep says which rows are work; nil stands for [Work].
	Keep func(*drift.Row) bool
	// Priority is that of the article.
	Priority int
}

// Work reports whether a row is work for a translator: what is missing, is still
// in the source's language, or is stale in a way that no tool can carry over.
// Code and tags need no translator.
func Work(r *drift.Row) bool {
	if len(r.Source) == 0 || !isTranslated(r.Kind) {
		return r.Kind == block.Code && r.State == drift.Stale && r.Change > change.Mechanical // comments in code
	}
	switch r.State {
	case drift.Missing, drift.Untranslated:
		return true
	case drift.Stale:
		return r.Change != change.Mechanical || r.Kind == block.Message
	}
	return false
}

// isTranslated reports whether segments of a kind are for translators.
func isTranslated(k block.Kind) bool { return k.Prose() && k != block.LinkDefinition }

// List lists the work in one article, examined with its rows, in the order of
// its source. A file that is no translation of the source gives none: there is
// nothing in it to work from.
func List(t *xsync.Translation, article string, o Options) []Item {
	if t.Unrelated || len(t.Rows) == 0 {
		return nil
	}
	keep := o.Keep
	if keep == nil {
		keep = Work
	}
	l := newLister(t, article)
	l.few = areFew(t.Rows, keep)
	var items []Item
	for k := range t.Rows {
		l.passRow(k)
		r := &t.Rows[k]
		if len(r.Source) == 0 || !keep(r) {
			continue
		}
		some := []Item{}
		if r.Kind == block.Message {
			some = l.messageItems(k)
		} else {
			some = append(some, l.itemOf(k))
		}
		for _, item := range some {
			item.Priority, item.place = o.Priority, len(items)
			items = append(items, item)
		}
	}
	return items
}

// areFew reports whether few of an article's rows are work.
func areFew(rows []drift.Row, keep func(*drift.Row) bool) bool {
	const share = 6 // an item holds the texts of up to six segments
	n := 0
	for k := range rows {
		if r := &rows[k]; len(r.Source) > 0 && keep(r) {
			n++
		}
	}
	return share*n < len(rows)
}

// lister goes through the rows of a translation.
type lister struct {
	t       *xsync.Translation
	article string
	notes   map[string]string // footnotes of the source, by label
	section []heading
	few     bool // the items do without the texts of the files
}

type heading struct {
	level int
	text  string
}

func newLister(t *xsync.Translation, article string) *lister {
	l := &lister{t: t, article: article, notes: map[string]string{}}
	for i := range t.Source.Blocks {
		if b := &t.Source.Blocks[i]; b.Kind == block.Footnote {
			l.notes[b.Label] = edit.Text(b, t.Source.Format)
		}
	}
	return l
}

// passRow moves on to a row.
func (l *lister) passRow(k int) {
	r := &l.t.Rows[k]
	if r.Kind != block.Heading || len(r.Source) == 0 {
		return
	}
	b := r.Source[0].Block
	for len(l.section) > 0 && l.section[len(l.section)-1].level >= b.Level {
		l.section = l.section[:len(l.section)-1]
	}
	l.section = append(l.section, heading{b.Level, l.asSource(r, edit.Text(b, l.t.Source.Format))})
}

func lastLine(doc *block.Doc, span block.Span) int { return doc.Line(max(span.Start, span.End-1)) }

func (l *lister) itemOf(k int) Item {
	r := &l.t.Rows[k]
	i := Item{
		ID: l.article + "#" + r.ID, Article: l.article, Kind: r.Kind, Syntax: r.Source[0].Block.Syntax, State: r.State, Change: r.Change, Flags: r.Flags,
		SourcePath: l.t.SourcePath, TargetPath: l.t.Path,
		SourceLine: l.t.Source.Line(r.Source[0].Start), SourceEndLine: lastLine(l.t.Source, r.Source[len(r.Source)-1].Span),
		Was: l.asSource(r, l.ownText(l.textThen(r))), Text: l.asSource(r, l.sourceText(r)), Translation: l.asTarget(r, l.targetText(r)),
		Findings: slices.Clone(r.Findings), Words: r.Todo, Seal: Seal(r),
	}
	switch n := len(r.Target); {
	case n > 0:
		i.TargetLine, i.TargetEndLine = l.t.Target.Line(r.Target[0].Start), lastLine(l.t.Target, r.Target[n-1].Span)
	case l.t.Exists:
		i.TargetLine = max(1, l.t.LineBefore(r))
		i.TargetEndLine = i.TargetLine
	}
	if r.State == drift.Stale {
		i.Diff = change.WordDiff(i.Was, i.Text)
	}
	for k := range i.Findings {
		f := &i.Findings[k]
		f.Source, f.Target = l.ownText(f.Source), l.ownText(f.Target)
		f.Written = [2]string{l.ownText(f.Written[0]), l.ownText(f.Written[1])}
	}
	for _, h := range l.section {
		i.Section = append(i.Section, l.ownText(h.text))
	}
	if r.Kind == block.Heading {
		i.Section = i.Section[:len(i.Section)-1]
	}
	i.Before, i.After = l.neighbourOf(k, -1), l.neighbourOf(k, 1)
	i.Notes = append(commentsOf(r), l.notesOf(i.Text)...)
	i.Notes = append(i.Notes, l.t.TermsIn(i.Text)...)
	return i
}

// commentsOf are what comments above the segments of a row tell translators.
func commentsOf(r *drift.Row) []string {
	var out []string
	for _, s := range r.Source {
		if s.Block.Note != "" {
			out = append(out, s.Block.Note)
		}
	}
	return out
}

// neighbourOf is the next row with a source on one side of a row, but for the lines of
// containers, which say nothing.
func (l *lister) neighbourOf(k, step int) Neighbour {
	for k += step; k >= 0 && k < len(l.t.Rows); k += step {
		if r := &l.t.Rows[k]; len(r.Source) > 0 && r.Kind != block.Directive {
			return Neighbour{l.asSource(r, l.sourceText(r)), l.asTarget(r, l.targetText(r))}
		}
	}
	return Neighbour{}
}

// asSource and asTarget are texts of a row as the file of its source and that of its
// translation spell them.
func (l *lister) asSource(r *drift.Row, text string) string {
	return drift.AsSpelled(l.t.Source, r.Source, text)
}

func (l *lister) asTarget(r *drift.Row, text string) string {
	return drift.AsSpelled(l.t.Target, r.Target, text)
}

func (l *lister) sourceText(r *drift.Row) string {
	return l.ownText(textsOf(l.t.Source, r.Source))
}

func (l *lister) targetText(r *drift.Row) string {
	return l.ownText(textsOf(l.t.Target, r.Target))
}

// ownText is a text that does not keep its whole file in memory, if there are few.
func (l *lister) ownText(text string) string {
	if l.few {
		return strings.Clone(text)
	}
	return text
}

// textsOf is the text of segments, as a translator sees it.
func textsOf(doc *block.Doc, segments []drift.Segment) string {
	out := make([]string, len(segments))
	for k := range segments {
		out[k] = edit.Text(segments[k].Block, doc.Format)
	}
	return strings.Join(out, "\n\n")
}

// textThen is the text that a row was made from, as a translator sees it.
func (l *lister) textThen(r *drift.Row) string { return textThenIn(l.t.Source, r) }

func textThenIn(source *block.Doc, r *drift.Row) string { return textsOf(source, r.Base) }

// notesOf are the footnotes that a text refers to, in its order.
func (l *lister) notesOf(text string) []string {
	var out []string
	for rest := text; ; {
		_, after, ok := strings.Cut(rest, "[^")
		if !ok {
			return out
		}
		label, behind, ok := strings.Cut(after, "]")
		if !ok {
			return out
		}
		if note := l.notes[label]; note != "" && !strings.HasPrefix(behind, ":") {
			out = append(out, "[^"+label+"]: "+note)
		}
		rest = behind
	}
}

// Seal is the digest of what an item was made from: the source, a hyphen, and the
// translation that it had.
func Seal(r *drift.Row) string { return sealOf(r.SourceDigests) + "-" + sealOf(r.TargetDigests) }

// sealLength is the number of letters of a digest that a seal keeps.
const sealLength = 10

func sealOf(digests []block.Digest) string {
	if len(digests) == 0 {
		return "none"
	}
	if len(digests) == 1 {
		return digests[0].String()[:sealLength]
	}
	var all []byte
	for _, d := range digests {
		all = append(all, d[:]...)
	}
	sum := sha256.Sum256(all)
	var d block.Digest
	copy(d[:], sum[:])
	return d.String()[:sealLength]
}
