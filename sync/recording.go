package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// recording records what is done of one article in one language.
type recording struct {
	article string
	source  *loaded
	target  File
	material
	accept Acceptance
	words  *align.Lexicon // nil if nothing was learnt
	// done are the places in the record of what is known to be done.
	done    map[int]bool
	changed bool
	moved   bool             // the record is that of another article
	lent    *baseline.Record // the record with what others have of the article
	project *Project
	// pictures are the digests of those that were read, redrawn the rows whose picture was
	// made anew, and drawn what is recorded of pictures.
	pictures *site
	redrawn  map[string]bool
	drawn    []baseline.Field
	named    map[string]bool  // the names of the rows of the record; nil before one is asked for
	lost     []baseline.Entry // see [Marking]
	rows     []drift.Row      // all of the translation, as they were before
	gists    *drift.Gists     // of the rows; nil before one is asked for
}

// openFiles parses both files.
func (w *recording) openFiles() (err error) {
	if w.from, err = w.source.openSource(); err != nil {
		return err
	}
	w.target.Like = w.from.Doc
	w.to, err = w.target.parseSide()
	return err
}

func (w *recording) markRows() Marking {
	was := w.record
	w.record = w.lent
	var told Inferred
	if w.accept.History != nil {
		told = w.inferRecord()
	}
	m := w.takeAccepted(was)
	m.Inferred = told
	return m
}

// takeAccepted records the rows that are accepted. was is the record as it is written.
func (w *recording) takeAccepted(was *baseline.Record) Marking {
	before := &Translation{Language: w.target.Language, Path: w.target.Path, SourcePath: w.source.file.Path, Exists: true}
	w.advanceDone()
	before.examine(w.material, w.words)
	w.project.judgeLocalised(before, w.pictures)
	w.rows, w.gists = before.Rows, nil
	w.redrawn = w.redrawnRows(before)
	m := Marking{Before: before, Unknown: w.unknownNames(before.Rows), Left: map[Reason]int{}}
	var next baseline.Record
	var rest []drift.Row // of which nothing is going to be recorded
	gone := w.goneEntries(before.Rows)
	twins := map[string]int{} // rows so far, by their texts
	for k := range before.Rows {
		r := &before.Rows[k]
		texts := textsOf(r)
		how, reason, take := w.judgeRow(r, before.Unrelated)
		switch {
		case take:
			m.Taken++
			m.Accepted = append(m.Accepted, *r)
			next.Entries = append(next.Entries, w.entryOf(r, how, twins[texts]))
			w.keepTexts(r)
		default:
			if reason != "" {
				m.Left[reason]++
			}
			if reason != "" && reason != NotSeen {
				m.Refused = append(m.Refused, w.refusal(r, reason))
			}
			next.Entries = append(next.Entries, w.oldEntries(r)...)
			if len(r.Made) == 0 {
				rest = append(rest, *r)
			}
			if k, ok := gone[digestsOf(r.SourceDigests)]; ok && r.State == drift.Missing {
				next.Entries = append(next.Entries, w.record.Entries[k])
			}
		}
		twins[texts]++
	}
	w.drawn = w.pictureFields(before, m.Accepted)
	w.sealRecord(&next, was, rest, before.Unrelated)
	m.lost = w.lost
	if w.accept.Assume || w.accept.Move || w.accept.History != nil {
		m.Before, m.Accepted, m.Refused = nil, nil, nil
	}
	return m
}

// refusal is a row that is not recorded for a reason.
func (w *recording) refusal(r *drift.Row, reason Reason) Refusal {
	out := Refusal{Row: *r, Reason: reason}
	if reason == KeepsWord {
		_, out.Words = drift.Doubted(r, w.source.file.Language, w.target.Language)
	}
	if reason == Misplaced {
		out.Other = w.otherRow(r)
	}
	return out
}

// sealRecord gives the rows of the new record their names and says whether it differs
// from the old one. The rest are the rows that it does not have.
func (w *recording) sealRecord(next, was *baseline.Record, rest []drift.Row, unrelated bool) {
	if len(next.Entries) == 0 && was == nil && unrelated {
		return // of what is no translation there is nothing to keep
	}
	w.lost = w.droppedPairs(was, next)
	next.Seen = w.seenSegments(rest, was)
	next.Fields = append(w.drawn, w.recordedFields(was)...)
	next.Succeed(was)
	w.changed = was == nil || w.moved || was.Old || string(was.Encode()) != string(next.Encode())
	w.record = next
}

// seenSegments are the segments of the translation that stand unrecorded in a record that
// is begun, and those that were there and still are in one that goes on.
func (w *recording) seenSegments(rest []drift.Row, was *baseline.Record) []baseline.Seen {
	var out []baseline.Seen
	isBegun := w.accept.Begun[w.target.Path]
	if was != nil && !was.Blind && !isBegun {
		there := map[block.Digest]int{}
		for k := range rest {
			for _, d := range rest[k].TargetDigests {
				there[d]++
			}
		}
		for _, s := range was.Seen {
			if there[s.Target] > 0 {
				there[s.Target]--
				out = append(out, s)
			}
		}
		return out
	}
	count := map[block.Digest]int{}
	for k := range rest {
		isLeft := isBegun && slices.Equal(rest[k].SourceDigests, rest[k].TargetDigests)
		for _, d := range rest[k].TargetDigests {
			name := baseline.RowName(&baseline.Entry{Target: []block.Digest{d}}, count[d])
			count[d]++
			out = append(out, baseline.Seen{Target: d, Row: name, Left: isLeft})
		}
	}
	return out
}

// entryOf is what is recorded of a row. It has the name under which the row was
// recorded before, if it was; a new one tells rows apart that have the same texts, of which
// there were so many.
func (w *recording) entryOf(r *drift.Row, how baseline.How, twins int) baseline.Entry {
	e := baseline.Entry{Source: r.SourceDigests, Target: r.TargetDigests, How: how, Words: drift.WordDigests(r.Target)}
	if w.record != nil && len(r.Made) > 0 {
		e.Row = w.record.Entries[r.Made[0]].Row
	}
	if e.Row != "" {
		return e
	}
	if name := baseline.RowName(&e, twins); !w.isNamed(name) {
		e.Row = name
	}
	return e
}

// textsOf identifies the source of a row, and of one that has none its translation.
func textsOf(r *drift.Row) string {
	if len(r.SourceDigests) > 0 {
		return digestsOf(r.SourceDigests)
	}
	return "- " + digestsOf(r.TargetDigests)
}

// isNamed reports whether the record has a row of a name.
func (w *recording) isNamed(name string) bool {
	if w.named == nil {
		w.named = map[string]bool{}
		if w.record != nil {
			for k := range w.record.Entries {
				w.named[w.record.Entries[k].Row] = true
			}
		}
	}
	return w.named[name]
}

func (w *recording) unknownNames(rows []drift.Row) []string {
	var out []string
	for _, id := range w.accept.Segments {
		if !slices.ContainsFunc(rows, func(r drift.Row) bool { return rowIsNamed([]string{id}, w.article, &r) }) {
			out = append(out, id)
		}
	}
	return out
}
