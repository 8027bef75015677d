package queue

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Change is one change of a translation: what an edit of its file makes of a row. Those
// of an import, of work that is saved and of a tool are the same.
type Change struct {
	Row  *drift.Row
	Edit edit.Edit
	// Answer is what came back for the row, without an id if a tool makes the change.
	Answer Answer
	// Touches says that the row is no further than it was: the change only carries new
	// labels of footnotes into it.
	Touches bool
	// Other is the row of another line of the same container, whose change is made together
	// with this one or not at all: of the one that begins it, that of the one that ends it, of
	// the others that of the one that begins it. It is nil for all else.
	Other *drift.Row
	// brought says that an answer needs the change, which none asks for.
	brought bool
	// instead carries new labels only, for a row that turns out not to be finished; nil
	// if there are none.
	instead *edit.Edit
}

// recordedAs is the row that is recorded once the change is made: no row tells of the end of
// a container that both sides have.
func (c *Change) recordedAs() *drift.Row {
	if c.Other != nil && c.Other.Source[0].At < c.Row.Source[0].At {
		return c.Other
	}
	return c.Row
}

// changeOf is the change that puts an answer into a row of a translation, by its place.
func changeOf(t *xsync.Translation, k int, a Answer) Change {
	r := &t.Rows[k]
	e := edit.Edit{Placement: edit.At(replacedPlaces(r)...), Text: a.Text, Like: edit.Model{Doc: t.Source, At: r.Source[0].At}}
	if r.Kind == block.Message {
		e.Form = formOf(a.ID)
	}
	if len(e.Replace) == 0 && t.Exists {
		e.Placement = edit.Between(placesBetween(t, k))
		e.Like.From, e.Like.To = lackedAround(t, k)
	}
	e.Level = changedLevel(r)
	e.ID = a.HeadingID
	return Change{Row: r, Edit: e, Answer: a}
}

// cutID takes the id off that an answer gives to a heading of Markdown, as in "Ziyaret {#visits}":
// it is no part of the text.
func cutID(text string) (rest, id string) {
	m := idBehind.FindStringSubmatch(text)
	if m == nil {
		return text, ""
	}
	return m[1], m[2]
}

// idBehind matches a text with an id behind it, its parts are both.
var idBehind = regex.Lazy(`^(.*\S)\s*\{#([\pL\pM\d_.:-]+)\}$`)

// changedLevel is the level that the heading of a row has in the source since it was
// recorded, if the translation still has the one from before; 0 otherwise.
func changedLevel(r *drift.Row) int {
	if r.Kind != block.Heading || len(r.Source) != 1 || len(r.Target) != 1 {
		return 0
	}
	was, now, here := madeFrom(r), r.Source[0].Block, r.Target[0].Block
	if was.Kind != block.Heading || now.Kind != block.Heading || here.Kind != block.Heading || was.Level != here.Level || was.Level == now.Level {
		return 0
	}
	return now.Level
}

// finishedRows are the rows of all changes but those that only touch theirs or are brought.
func finishedRows(changes []Change) []*drift.Row {
	var out []*drift.Row
	for k := range changes {
		if !changes[k].Touches && !changes[k].brought {
			out = append(out, changes[k].Row)
		}
	}
	return out
}

// editsOf are the edits of changes.
func editsOf(changes []Change) []edit.Edit {
	out := make([]edit.Edit, len(changes))
	for k := range changes {
		out[k] = changes[k].Edit
	}
	return out
}

// apply makes changes in a translation and returns its new bytes; refused are the places
// in changes of those whose text would not have stayed one segment. A translation that
// there was none of gets the structure of its source.
func apply(t *xsync.Translation, changes []Change) (src []byte, refused []int) {
	if !t.Exists {
		return format.Of(t.Path).Begin(t.Source, block.Options{Path: t.Path, Language: t.Language}, editsOf(changes))
	}
	src, refused = format.Apply(t.Target, editsOf(changes))
	whole := wholeChanges(changes, refused)
	if len(whole)+len(refused) == len(changes) {
		return src, refused
	}
	some := make([]Change, len(whole))
	for k, at := range whole {
		some[k] = changes[at]
	}
	src, again := apply(t, some)
	for _, k := range slices.Backward(again) {
		whole = slices.Delete(whole, k, k+1)
	}
	refused = nil
	for k := range changes {
		if !slices.Contains(whole, k) {
			refused = append(refused, k)
		}
	}
	return src, refused
}

// wholeChanges are the places of the changes that are not refused, but for those of one line
// of a container without the other.
func wholeChanges(changes []Change, refused []int) []int {
	made := map[*drift.Row]bool{}
	for k := range changes {
		made[changes[k].Row] = made[changes[k].Row] || !slices.Contains(refused, k)
	}
	var out []int
	for k := range changes {
		if c := &changes[k]; !slices.Contains(refused, k) && (c.Other == nil || made[c.Other]) {
			out = append(out, k)
		}
	}
	return out
}

// digestsOf identify the segments that each answer makes, once src is written.
func digestsOf(t *xsync.Translation, taken []Change, src []byte) [][]block.Digest {
	if catalog.Of(t.Source) != nil {
		return messageDigests(t, taken, src)
	}
	out := make([][]block.Digest, len(taken))
	for k := range taken {
		out[k] = taken[k].Edit.Digests(t.Target)
	}
	return out
}

// replacedPlaces are the places of the segments of a row's translation, ascending.
func replacedPlaces(r *drift.Row) []int {
	var out []int
	for _, s := range r.Target {
		out = append(out, s.At)
	}
	slices.Sort(out)
	return out
}

// placesBetween finds the segments of the translation that a row without one belongs
// between: those of the rows before it and behind it. Rows that stand elsewhere
// than in the source's order say nothing, unless their whole section, table or
// list does.
func placesBetween(t *xsync.Translation, k int) (after, before int) {
	moved := sectionMoved(t.Rows, k)
	find := func(step int) int {
		for i := k + step; i >= 0 && i < len(t.Rows); i += step {
			r := &t.Rows[i]
			if len(r.Target) == 0 || len(r.Source) == 0 {
				continue
			}
			if r.Flags&drift.Moved != 0 && !moved && !(i == k+step && belongTogether(r.Kind, t.Rows[k].Kind)) {
				continue
			}
			places := replacedPlaces(r)
			if step > 0 {
				return places[0]
			}
			return behindEnds(t, places[len(places)-1], r.Source[len(r.Source)-1].At, t.Rows[k].Source[0].At)
		}
		return -1
	}
	return find(-1), find(1)
}

// behindEnds is the place in a translation of the last of the ends of containers that
// follow a segment there, as they do in the source between its own, at from, and another,
// at to. No row tells of them.
func behindEnds(t *xsync.Translation, place, from, to int) int {
	for i := from + 1; i < to; i++ {
		b := &t.Source.Blocks[i]
		if b.Kind != block.Directive {
			continue
		}
		next := place + 1
		for next < len(t.Target.Blocks) && !t.Target.Blocks[next].Segment() {
			next++
		}
		if next == len(t.Target.Blocks) || t.Target.Blocks[next].Kind != block.Directive || t.Target.Blocks[next].Digest() != b.Digest() {
			break
		}
		place = next
	}
	return place
}

// lackedAround bounds the segments of the source around a row's that have no translation
// either, by their places: [from, to).
func lackedAround(t *xsync.Translation, k int) (from, to int) {
	from, to = 0, len(t.Source.Blocks)
	for i := k - 1; i >= 0; i-- {
		if r := &t.Rows[i]; len(r.Target) > 0 && len(r.Source) > 0 {
			from = r.Source[len(r.Source)-1].At + 1
			break
		}
	}
	for i := k + 1; i < len(t.Rows); i++ {
		if r := &t.Rows[i]; len(r.Target) > 0 && len(r.Source) > 0 {
			to = r.Source[0].At
			break
		}
	}
	return from, to
}

// sectionMoved reports whether the section that a row stands in does not stand in
// the source's order, heading and all.
func sectionMoved(rows []drift.Row, k int) bool {
	for i := k - 1; i >= 0; i-- {
		if r := &rows[i]; r.Kind == block.Heading && len(r.Source) > 0 {
			return rows[k].Kind != block.Heading && r.Flags&drift.Moved != 0
		}
	}
	return false
}

// belongTogether reports whether segments of two kinds that follow each other belong to
// one table or list.
func belongTogether(a, b block.Kind) bool {
	return a == b && (a == block.TableRow || a == block.ListItem)
}
