package xsync

import (
	"slices"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

func (p *Project) readSources(id string) (*baseline.Sources, error) {
	raw, err := p.Optional(baseline.SourcePath(id))
	if err != nil {
		return nil, err
	}
	return baseline.DecodeSources(baseline.SourcePath(id), raw)
}

// checkWhole checks that a store has every text that a record refers to.
//
// Of a record with a conflict, what the other side has replaced is dropped: with
// it went its text.
func checkWhole(texts *baseline.Sources, id string, record *baseline.Record) error {
	if record.United {
		record.Entries = slices.DeleteFunc(record.Entries, func(e baseline.Entry) bool {
			return slices.ContainsFunc(e.Source, func(d block.Digest) bool { return !hasText(texts, d) })
		})
	}
	for _, e := range record.Entries {
		for _, d := range e.Source {
			if !hasText(texts, d) {
				return corpus.Problem{ID: corpus.LostText, Path: baseline.SourcePath(id), Data: map[string]any{"Digest": d.String()}}
			}
		}
	}
	return nil
}

// hasText reports whether a store has a text, undamaged.
func hasText(texts *baseline.Sources, d block.Digest) bool {
	b, ok := texts.Get(d)
	return ok && b.Digest() == d
}

// recordOf reads the record of an article in a language, nil if there is none, see [decodeRecord].
func (p *Project) recordOf(lang, id string) (*baseline.Record, error) {
	name := baseline.RecordPath(lang, id)
	raw, err := p.Optional(name)
	if err != nil {
		return nil, err
	}
	record, _, err := decodeRecord(name, raw)
	return record, err
}

// decodeRecord reads a record; nil bytes are no record. Conflict markers in it are worth
// a notice.
func decodeRecord(path string, raw []byte) (*baseline.Record, []corpus.Problem, error) {
	if raw == nil {
		return nil, nil, nil
	}
	record, warnings, err := baseline.Decode(path, raw)
	var notices []corpus.Problem
	if len(warnings) > 0 {
		notices = append(notices, corpus.Problem{ID: corpus.ConflictMarkers, Path: path, Line: warnings[0].Line})
	}
	return record, notices, err
}
