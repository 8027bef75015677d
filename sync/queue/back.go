package queue

import (
	"cmp"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/catalog"
	"github.com/xsync-project/xsync/sync/drift"
	"github.com/xsync-project/xsync/sync/edit"
)

// Reason says why an answer was not taken. They are message ids of the command's
// catalogues as well.
type Reason string

// The reasons.
const (
	NotFilled     Reason = "left.not_filled"      // nothing was filled in, or nothing was changed
	NotFinished   Reason = "left.not_finished"    // its tool says that it is not finished
	AlreadyThere  Reason = "left.already_there"   // the translation says so already
	NoSuchItem    Reason = "left.no_such_item"    // the source has no such segment any more
	NoSeal        Reason = "left.no_seal"         // it does not say which texts it was made from
	SourceMoved   Reason = "left.source_moved"    // the source was edited since
	TargetMoved   Reason = "left.target_moved"    // the translation was edited since
	NotOneSegment Reason = "left.not_one_segment" // the text would become something else in the file
	NotTranslated Reason = "left.not_translated"  // the text is still in the language of the source
	FormsMissing  Reason = "left.forms_missing"   // a message would lack plural forms
	Disagrees     Reason = "left.disagrees"       // facts, links or code are not those of the source
)

// Refused reports whether a reason is an objection: something was filled in, and
// it is not in the translation.
func (r Reason) Refused() bool {
	return r != NotFilled && r != NotFinished && r != AlreadyThere
}

// Left is an answer that was not taken.
type Left struct {
	Answer Answer
	Reason Reason
	Row    *drift.Row // what the answer is for now, nil if there is none
	// Now and Translation are the texts of the row today.
	Now, Translation string
	Findings         []drift.Finding // on which the answer and its source disagree
}

// Taken is an answer that fits.
type Taken struct {
	Answer Answer
	Row    *drift.Row
	Form   string // of a message, "" for all else
}

// Match holds answers against a translation, examined with its rows, and says
// which of them fit, in the order of the source. Answers for other articles are to be left out before.
func Match(t *xsync.Translation, article string, answers []Answer) (taken []Taken, left []Left) {
	l := newLister(t, article)
	rows, sources, targets := map[string]*drift.Row{}, map[string]*drift.Row{}, map[string]*drift.Row{}
	for k := range t.Rows {
		r := &t.Rows[k]
		rows[article+"#"+r.ID] = r
		if m := l.message(r); m != nil && m.Plural() {
			delete(rows, article+"#"+r.ID)
			for _, form := range l.forms(m) {
				rows[article+"#"+r.ID+":"+form] = r
			}
		}
		source, target, _ := strings.Cut(Seal(r), "-")
		sources[source] = r
		if len(r.Target) > 0 {
			targets[target] = r
		}
	}
	for _, a := range answers {
		r := rows[a.ID]
		source, target, _ := strings.Cut(a.Seal, "-")
		now := ""
		if r != nil {
			now = l.current(r, a.ID)
		}
		refuse := func(reason Reason, r *drift.Row) {
			v := Left{Answer: a, Reason: reason, Row: r}
			if r != nil {
				v.Now, v.Translation = l.sourceText(r), l.targetText(r)
			}
			left = append(left, v)
		}
		switch {
		case a.Text == "":
			refuse(NotFilled, r)
		case a.Sign == Unfinished:
			refuse(NotFinished, r)
		case r == nil && a.Seal == "":
			refuse(NoSeal, nil)
		case r == nil && targets[target] != nil && len(targets[target].Source) > 0:
			refuse(SourceMoved, targets[target])
		case r == nil && l.like(a.Source) != nil:
			refuse(SourceMoved, l.like(a.Source))
		case r == nil:
			refuse(NoSuchItem, nil)
		case a.Seal != "" && seal(r.SourceDigests) != source:
			refuse(SourceMoved, r)
		case a.Text == now && r.State == drift.Fresh:
			refuse(AlreadyThere, r)
		case a.Seal != "" && seal(r.TargetDigests) != target && a.Text != now:
			refuse(TargetMoved, r)
		case a.Text == now && a.Sign != Finished && seal(r.TargetDigests) == target:
			refuse(NotFilled, r)
		case a.Seal == "":
			refuse(NoSeal, r)
		case len(l.lost(r, a.Text)) > 0:
			refuse(Disagrees, r)
			left[len(left)-1].Findings = l.lost(r, a.Text)
		default:
			t := Taken{Answer: a, Row: r}
			if r.Kind == block.Message {
				t.Form = formOf(a.ID)
			}
			taken = append(taken, t)
		}
	}
	all := slices.Clone(taken)
	taken = slices.DeleteFunc(taken, func(a Taken) bool {
		m := l.message(a.Row)
		if m == nil || !m.Plural() || l.complete(a.Row, m, all) {
			return false
		}
		left = append(left, Left{Answer: a.Answer, Reason: FormsMissing, Row: a.Row, Now: m.Text(), Translation: l.targetForm(a.Row.Label, a.Form)})
		return true
	})
	slices.SortStableFunc(taken, func(a, b Taken) int {
		return cmp.Compare(a.Row.Source[0].Start, b.Row.Source[0].Start)
	})
	return taken, left
}

// message is the message of a row, nil if it is none.
func (l *lister) message(r *drift.Row) *catalog.Message {
	if r.Kind != block.Message || l.t.SourceCatalog == nil || len(r.Source) == 0 {
		return nil
	}
	return l.t.SourceCatalog.Message(r.Label)
}

// complete reports whether a message has all its forms, with those taken.
func (l *lister) complete(r *drift.Row, m *catalog.Message, taken []Taken) bool {
	return !slices.ContainsFunc(l.forms(m), func(form string) bool {
		return l.targetForm(r.Label, form) == "" && !slices.ContainsFunc(taken, func(a Taken) bool { return a.Row == r && a.Form == form })
	})
}

// current is what the translation has today for the item of a row.
func (l *lister) current(r *drift.Row, item string) string {
	if r.Kind != block.Message {
		return l.targetText(r)
	}
	return l.targetForm(r.Label, formOf(item))
}

// alike is the share of common text from which a text is taken for another
// version of a source.
const alike = 0.5

// like is the row whose source is most like a text, nil if none is alike.
func (l *lister) like(text string) *drift.Row {
	if text == "" {
		return nil
	}
	var best *drift.Row
	most := alike
	for k := range l.t.Rows {
		r := &l.t.Rows[k]
		if len(r.Source) == 0 {
			continue
		}
		if share := common(text, l.sourceText(r)); share > most {
			best, most = r, share
		}
	}
	return best
}

// common is the share of two texts that they have in common, 0 to 1.
func common(a, b string) float64 {
	kept, all := 0, 0
	for _, e := range drift.WordDiff(a, b) {
		if e.Op == drift.Keep {
			kept += 2 * len(e.Text)
			all += 2 * len(e.Text)
		} else {
			all += len(e.Text)
		}
	}
	return float64(kept) / float64(max(all, 1))
}

// Apply puts the answers that fit into the translation and returns its new bytes;
// refused are the places in taken of those whose text would not have stayed one
// segment. A translation that there was none of gets the structure of its source.
func Apply(t *xsync.Translation, options block.Options, taken []Taken) (src []byte, refused []int) {
	switch {
	case t.SourceCatalog != nil:
		return applyMessages(t, taken)
	case t.Exists:
		return edit.Apply(t.Target, options, editsOf(t, taken))
	}
	source := places(t.Source)
	texts, by := map[int]string{}, map[int]int{}
	for k, a := range taken {
		at := source[a.Row.Source[0].Start]
		texts[at], by[at] = a.Answer.Text, k
	}
	src, bad := edit.Compose(t.Source, options, texts)
	for _, at := range bad {
		refused = append(refused, by[at])
	}
	slices.Sort(refused)
	return src, refused
}

// editsOf are the changes that put answers into a translation.
func editsOf(t *xsync.Translation, taken []Taken) []edit.Edit {
	source, target := places(t.Source), places(t.Target)
	place := map[*drift.Row]int{}
	for k := range t.Rows {
		place[&t.Rows[k]] = k
	}
	edits := make([]edit.Edit, len(taken))
	for k, a := range taken {
		e := edit.Edit{After: -1, Before: -1, Text: a.Answer.Text, Like: edit.Model{Doc: t.Source, At: source[a.Row.Source[0].Start]}}
		for _, s := range a.Row.Target {
			e.Replace = append(e.Replace, target[s.Start])
		}
		slices.Sort(e.Replace)
		if len(e.Replace) == 0 {
			e.After, e.Before = between(t, place[a.Row], target)
		}
		edits[k] = e
	}
	return edits
}

// digestsOf identify the segments that each answer makes, once src is written.
func digestsOf(t *xsync.Translation, taken []Taken, src []byte) [][]block.Digest {
	if t.SourceCatalog != nil {
		return messageDigests(t, taken, src)
	}
	out := make([][]block.Digest, len(taken))
	if t.Exists {
		for k, e := range editsOf(t, taken) {
			out[k] = e.Digests(t.Target)
		}
		return out
	}
	source := places(t.Source)
	for k, a := range taken {
		out[k] = edit.Digests(&t.Source.Blocks[source[a.Row.Source[0].Start]], a.Answer.Text)
	}
	return out
}

// between finds the segments of the translation that a row without one belongs
// between: those of the rows before it and behind it. Rows that stand elsewhere
// than in the source's order say nothing.
func between(t *xsync.Translation, k int, target map[int]int) (after, before int) {
	find := func(step int) int {
		for i := k + step; i >= 0 && i < len(t.Rows); i += step {
			r := &t.Rows[i]
			if len(r.Target) == 0 || len(r.Source) == 0 || r.Flags&drift.Moved != 0 {
				continue
			}
			if step > 0 {
				return target[r.Target[0].Start]
			}
			last := r.Target[0].Start
			for _, s := range r.Target {
				last = max(last, s.Start)
			}
			return target[last]
		}
		return -1
	}
	return find(-1), find(1)
}
