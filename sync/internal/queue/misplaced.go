package queue

import "github.com/xsync-project/xsync/sync/internal/drift"

// otherRow is the row of the article whose source an answer seems to translate instead of
// that of its own, nil if there is none: in a table whose cells have slipped by a row all
// answers are good translations, of the wrong sources.
func (m *matcher) otherRow(r *drift.Row, answer string) *drift.Row {
	if answer == m.targetText(r) {
		return nil
	}
	if m.gists == nil {
		m.gists = drift.GistsOf(m.t.Rows, m.t.SourceLanguage)
	}
	return m.gists.Other(m.place[r], answer, m.t.Language)
}
