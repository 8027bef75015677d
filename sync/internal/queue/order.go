package queue

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Weights say how urgent what is, by the name of a change or a state. A name that
// it lacks has its weight from [DefaultWeights].
type Weights map[string]int

// DefaultWeights are the weights of a project that gives none: wrong facts come
// first, then what was reworded, what is missing, and what is small.
var DefaultWeights = Weights{
	"facts": 100, "major": 80, "untranslated": 70, "missing": 60, "minor": 20, "unverified": 10, "mechanical": 5,
}

// weightOf is the weight of an item: its change counts before its state.
func (w Weights) weightOf(i *Item) int {
	name := i.State.String()
	if i.State == drift.Stale {
		name = i.Change.String()
	}
	if n, ok := w[name]; ok {
		return n + i.Priority
	}
	return DefaultWeights[name] + i.Priority
}

// Sort puts the most urgent items first: by the sum of weight and priority, then
// by article, then as they stand in it. What may have a translation already comes
// last. The order does not depend on that before.
func (q *Queue) Sort(w Weights) {
	slices.SortFunc(q.Items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.doubt(), b.doubt()), cmp.Compare(w.weightOf(&b), w.weightOf(&a)), inOrder(&a, &b))
	})
}

// doubt is 1 for a missing translation of which it is not certain that it is missing,
// else 0.
func (i *Item) doubt() int {
	if i.State == drift.Missing && i.Flags&drift.LowConfidence != 0 {
		return 1
	}
	return 0
}

// inOrder compares items by article and by their places in it.
func inOrder(a, b *Item) int {
	return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.SourceLine, b.SourceLine), cmp.Compare(a.place, b.place), strings.Compare(a.ID, b.ID))
}

// section is a section of an article with the work that it holds; it is never
// given to two translators, or in part.
type section struct {
	items []Item
	words int
}

// sectionsOf cuts sorted items into the sections of their articles: those below one
// heading of the second level, or what stands before the first. They keep the
// order of the most urgent item of each.
func (q *Queue) sectionsOf() []section {
	var out []section
	at := map[string]int{}
	for _, i := range q.Items {
		key := i.Article + "\x00" + strings.Join(i.topHeadings(), "\x00")
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, section{})
		}
		out[k].items = append(out[k].items, i)
		out[k].words += i.Words
	}
	for k := range out {
		slices.SortFunc(out[k].items, func(a, b Item) int { return inOrder(&a, &b) })
	}
	return out
}

// topHeadings are the headings that name the section an item belongs to. A heading
// belongs to the section that it opens.
func (i *Item) topHeadings() []string {
	const level = 2
	path := i.Section
	if i.Kind.String() == "heading" {
		path = append(slices.Clone(path), i.Text)
	}
	return path[:min(level, len(path))]
}

// Budget leaves as much of the queue as can be done in a number of words, whole
// sections only and the most urgent first. What does not fit is passed over, but
// for the first section: a day that is too short for anything still begins
// somewhere.
func (q *Queue) Budget(words int) {
	var kept []Item
	sum := 0
	for _, s := range q.sectionsOf() {
		if sum+s.words > words && len(kept) > 0 {
			continue
		}
		kept = append(kept, s.items...)
		sum += s.words
	}
	q.Items = kept
}

// Share splits the queue into n parts of about the same number of words, whole
// sections only: the longest are dealt out first, each to whoever has least
// (Graham 1969: no part is longer than 4/3 of the best possible). Each part keeps
// the order of urgency.
func (q *Queue) Share(n int) []Queue {
	sections := q.sectionsOf()
	order := make([]int, len(sections))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sections[b].words, sections[a].words) })
	owner, load := make([]int, len(sections)), make([]int, n)
	for _, k := range order {
		least := 0
		for p := range load {
			if load[p] < load[least] {
				least = p
			}
		}
		owner[k] = least
		load[least] += sections[k].words
	}
	parts := make([]Queue, n)
	for p := range parts {
		parts[p].Source, parts[p].Target = q.Source, q.Target
	}
	for k, s := range sections {
		p := &parts[owner[k]]
		p.Items = append(p.Items, s.items...)
	}
	return parts
}

// Words is the number of source words to look at.
func (q *Queue) Words() int {
	sum := 0
	for k := range q.Items {
		sum += q.Items[k].Words
	}
	return sum
}

// Of is the weight of a row, as that of an item is found.
func (w Weights) Of(r *drift.Row) int { return w.weightOf(&Item{State: r.State, Change: r.Change}) }
