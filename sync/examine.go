package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// examineSides fills a translation in from its text and record.
func (t *Translation) examineSides(source, target drift.Side, record *baseline.Record, texts *baseline.Sources, words *align.Lexicon) {
	from, to := addLexicon(words, source, target)
	res := drift.Examine(from, to, addGuesses(baseOf(record, texts, from.Language, to), from, to))
	forgetGuesses(res.Rows, record)
	judgeMessages(res.Rows, catalog.Of(from.Doc), catalog.Of(to.Doc))
	if !res.Unrelated {
		judgePictures(res.Rows, from.Doc, to.Doc, source.Language, target.Language)
		judgeFields(res.Rows, from.Doc, to.Doc, record)
	}
	t.Confidence, t.Unrelated = res.Confidence, res.Unrelated
	t.Rows, t.Source, t.Target, t.record = res.Rows, from.Doc, to.Doc, record
	noteLeft(t.Rows, record)
	noteRecent(t.Rows, record)
	t.countRows()
}

// composeRows are the rows of a translation with a record, without what is to be said of
// them, and whether the target is no translation.
func composeRows(from, to drift.Side, record *baseline.Record, texts *baseline.Sources) (rows []drift.Row, unrelated bool) {
	res := drift.Compose(from, to, addGuesses(baseOf(record, texts, from.Language, to), from, to))
	forgetGuesses(res.Rows, record)
	return res.Rows, res.Unrelated
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
	none.examineSides(from, to, nil, nil, nil)
	return none.Counts[drift.Missing]
}
