package queue

import (
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// saysOther is how much of another source an answer says that is taken for its translation,
// if it says nothing of its own. In a table whose cells have slipped by a row all answers
// are good translations, of the wrong sources. Of 30,000 sound pairs in Turkish, Russian and
// Ukrainian one in ten thousand is doubted so; with the translation of a neighbour, every
// fourth.
const saysOther = 0.4

// otherRow is the row of the article whose source an answer seems to translate instead of
// that of its own, nil if there is none.
func (m *matcher) otherRow(r *drift.Row, answer string) *drift.Row {
	if m.gists == nil {
		m.gists = make([]*drift.Gist, len(m.t.Rows))
		for k := range m.t.Rows {
			if row := &m.t.Rows[k]; row.Kind.Prose() || row.Kind == block.Message {
				m.gists[k] = drift.GistOf(m.sourceText(row), m.t.SourceLanguage)
			}
		}
	}
	own, here := m.gists[m.place[r]], drift.GistOf(answer, m.t.Language)
	if own == nil || here == nil || answer == m.targetText(r) || own.In(here) > 0 {
		return nil
	}
	for k, other := range m.gists {
		isHeading := m.t.Rows[k].Kind == block.Heading
		if other != nil && isHeading == (r.Kind == block.Heading) && other.In(here) >= saysOther {
			return &m.t.Rows[k]
		}
	}
	return nil
}
