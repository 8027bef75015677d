package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// material is what a translation is examined from.
type material struct {
	from, to drift.Side        // the source and the target
	record   *baseline.Record  // nil if there is none
	texts    *baseline.Sources // those that the record refers to; there may be others
}

// examine fills a translation in; words is what was learnt of the two languages, or nil.
func (t *Translation) examine(m material, words *align.Lexicon) {
	m.from, m.to = addLexicon(words, m.from, m.to)
	from, to := m.from.Doc, m.to.Doc
	res := drift.Examine(m.from, m.to, m.base())
	forgetGuesses(res.Rows, m.record)
	judgeMessages(res.Rows, catalog.Of(from), catalog.Of(to))
	if !res.Unrelated {
		judgePictures(res.Rows, from, to, m.from.Language, m.to.Language)
		judgeFields(res.Rows, from, to, m.record)
	}
	t.Confidence, t.Unrelated = res.Confidence, res.Unrelated
	t.Rows, t.Source, t.Target, t.record = res.Rows, from, to, m.record
	noteLeft(t.Rows, m.record)
	noteRecent(t.Rows, m.record)
	t.countRows()
}

// with is the same material with another record.
func (m material) with(record *baseline.Record) material {
	m.record = record
	return m
}

// base is what the record says of the two sides, and what a catalogue guesses.
func (m material) base() *drift.Base {
	return addGuesses(baseOf(m.record, m.texts, m.from.Language, m.to), m.from, m.to)
}

// countSegments is how many segments there are to translate; 0 if the file is no text.
func (l *loaded) countSegments() int {
	from, err := (&loaded{file: l.file}).openSource()
	if err != nil {
		return 0
	}
	file := l.file
	file.Data, file.Source, file.Template, file.Like = nil, false, false, from.Doc
	to, err := file.parseSide()
	if err != nil {
		return 0
	}
	none := Translation{}
	none.examine(material{from: from, to: to}, nil)
	return none.Counts[drift.Missing]
}
