package queue

import (
	"cmp"
	"slices"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// isBrought reports whether a change puts in, or mends, what an answer needs.
func isBrought(c Change) bool { return c.brought }

// addDefinitions adds to a job the changes of the link definitions whose labels its answers use:
// those that the source has and the translation lacks are put in, and those whose target is
// still the one that the source had are mended, as a tool mends them. No list holds them, since
// they are not translated.
func (j *job) addDefinitions(source string) {
	j.changes = slices.DeleteFunc(j.changes, isBrought)
	used := j.usedLabels()
	if len(used) == 0 {
		return
	}
	repairs := fixes(j.t, source, j.t.Language)
	for _, c := range repairs.Changes {
		if c.Row.Kind == block.LinkDefinition && used[block.FoldLabel(c.Row.Source[0].Block.Label)] && !c.Touches && !j.changesRow(c.Row) {
			c.brought = true
			j.changes = append(j.changes, c)
		}
	}
	has := map[string]int{}
	for i := range slices.Backward(j.t.Target.Blocks) { // the first of a label holds
		if b := &j.t.Target.Blocks[i]; b.Kind == block.LinkDefinition {
			has[block.FoldLabel(b.Label)] = i
		}
	}
	after := -1
	if segments := j.t.Target.Segments(); len(segments) > 0 {
		after = segments[len(segments)-1]
	}
	along := edit.Brought(j.t.Target, editsOf(j.changes))
	for _, r := range definitionsIn(j.t.Source) {
		label := block.FoldLabel(r.Source[0].Block.Label)
		switch at, ok := has[label]; {
		case ok:
			after = at
		case used[label] && !along[r.Source[0].At]:
			j.changes = append(j.changes, Change{Row: r, brought: true, Edit: edit.Edit{
				Placement: edit.Between(after, -1), Like: edit.Model{Doc: j.t.Source, At: r.Source[0].At},
				Text: edit.Text(r.Source[0].Block, j.t.Source.Format),
			}})
		}
		delete(used, label)
	}
	slices.SortStableFunc(j.changes, func(a, b Change) int { return cmp.Compare(a.Row.Source[0].At, b.Row.Source[0].At) })
}

// usedLabels are the labels of links and images in the answers of a job that the source
// defines, as labels are compared.
func (j *job) usedLabels() map[string]bool {
	if !j.t.Exists || j.t.Source.Keyed != nil {
		return nil
	}
	defined := j.t.Source.Definitions()
	if defined == nil {
		return nil
	}
	used := map[string]bool{}
	var tokens []inline.Token
	for k := range j.changes {
		text := j.changes[k].Edit.Text
		tokens = inline.Scan(tokens[:0], text, j.changes[k].Row.Kind.Syntax(), defined)
		for i := range tokens {
			if t := &tokens[i]; t.Construct == inline.LinkLabel || t.Construct == inline.ImageLabel {
				if _, ok := defined(t.Value(text)); ok {
					used[block.FoldLabel(t.Value(text))] = true
				}
			}
		}
	}
	return used
}

// definitionsIn are the link definitions of a source, as rows: a definition that only one
// side has is none.
func definitionsIn(source *block.Doc) []*drift.Row {
	var out []*drift.Row
	for _, at := range source.Segments() {
		if b := &source.Blocks[at]; b.Kind == block.LinkDefinition {
			out = append(out, &drift.Row{Kind: b.Kind, Source: []drift.Segment{{Span: b.Span, At: at, Block: b}}, SourceDigests: []block.Digest{b.Digest()}})
		}
	}
	return out
}
