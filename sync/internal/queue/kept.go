package queue

import (
	"encoding/json"
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Listed is the work list of one translation, as [Derived] makes it.
type Listed struct {
	// Items are without a priority, in the order of their source.
	Items []Item
	// Tools is how many rows a tool can see to by itself. They are not listed, unless
	// they were asked for by their change.
	Tools int
	// Tied are what other articles may have something to say about: a text that is
	// missing here may have lost its source elsewhere.
	Tied xsync.Ties
	// Arrived are the articles where the texts stand that came from others.
	Arrived []string `json:"-"`
}

// Ties are what other articles may have something to say about.
func (l *Listed) Ties() xsync.Ties { return l.Tied }

// Tell enters the articles that missing texts came from.
func (l *Listed) Tell(elsewhere []*drift.Place) {
	l.Arrived = nil
	for k, at := range elsewhere {
		if at != nil && !l.Tied.Halves[k].Orphan {
			l.Arrived = append(l.Arrived, at.Article)
		}
	}
}

// Derived asks for the work list of each translation from a source language: the rows that
// keep lets through, nil for all that is work. Its name identifies what it does. With
// apart, what a tool can see to is counted and not listed.
func Derived(source, name string, keep func(*drift.Row) bool, apart bool) *xsync.Derived {
	if keep == nil {
		keep = Work
	}
	return &xsync.Derived{
		Name: "work list 1 " + name, Large: true,
		Make: func(article string, t *xsync.Translation) any {
			out, some := &Listed{Tied: t.Ties()}, keep
			out.Tied.Includes = nil // what the source includes is listed by itself
			if apart {
				repairs := Fixes(t, source, t.Language)
				done := repairs.Finished()
				out.Tools = len(done)
				some = func(r *drift.Row) bool { return keep(r) && !slices.Contains(done, r) }
			}
			out.Items = List(t, article, Options{Keep: some})
			return out
		},
		Encode: func(found any) []byte {
			data, err := json.Marshal(found)
			if err != nil {
				return nil // texts and numbers are always encoded
			}
			return data
		},
		Decode: func(data []byte) (any, bool) {
			out := &Listed{}
			if json.Unmarshal(data, out) != nil || len(out.Tied.Rows) != len(out.Tied.Halves) {
				return nil, false
			}
			for k := range out.Items {
				out.Items[k].place = k
			}
			return out, true
		},
	}
}
