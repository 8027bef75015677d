package queue

import (
	"slices"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/keep"
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
	Arrived []string
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
// wanted lets through, nil for all that is work. Its name identifies what it does. With
// apart, what a tool can see to is counted and not listed.
func Derived(source, name string, wanted func(*drift.Row) bool, apart bool) *xsync.Derived {
	if wanted == nil {
		wanted = Work
	}
	return &xsync.Derived{
		Name: "work list 2 " + name, Large: true,
		Make: func(article string, t *xsync.Translation) any {
			out, some := &Listed{Tied: t.Ties()}, wanted
			out.Tied.Includes = nil // what the source includes is listed by itself
			if apart {
				repairs := fixes(t, source, t.Language)
				done := repairs.Finished()
				out.Tools = len(done)
				some = func(r *drift.Row) bool { return wanted(r) && !slices.Contains(done, r) }
			}
			out.Items = List(t, article, Options{Keep: some})
			return out
		},
		Encode: func(found any) []byte {
			v := keep.Writer()
			found.(*Listed).keep(v)
			return v.Bytes()
		},
		Decode: func(data []byte) (any, bool) {
			out, v := &Listed{}, keep.Reader(data)
			if out.keep(v); !v.Whole() || len(out.Tied.Rows) != len(out.Tied.Halves) {
				return nil, false
			}
			for k := range out.Items {
				out.Items[k].place = k
			}
			return out, true
		},
	}
}

// keep writes or reads a work list, but for what other articles say about it.
func (l *Listed) keep(v *keep.Values) {
	keep.List(v, &l.Items, func(i *Item) { i.keep(v) })
	v.Number(&l.Tools)
	l.Tied.Keep(v)
}

// keep writes or reads an item. Its priority and its place are for who lists it.
func (i *Item) keep(v *keep.Values) {
	for _, text := range [...]*string{
		&i.ID, &i.Article, &i.SourcePath, &i.TargetPath, &i.Was, &i.Text, &i.Translation,
		&i.Before.Source, &i.Before.Translation, &i.After.Source, &i.After.Translation, &i.Seal,
	} {
		v.Text(text)
	}
	for _, b := range [...]*uint8{(*uint8)(&i.Kind), (*uint8)(&i.Syntax), (*uint8)(&i.State), (*uint8)(&i.Change)} {
		v.Byte(b)
	}
	flags := int(i.Flags)
	for _, n := range [...]*int{&flags, &i.SourceLine, &i.SourceEndLine, &i.TargetLine, &i.TargetEndLine, &i.Words} {
		v.Number(n)
	}
	i.Flags = drift.Flags(flags)
	keep.List(v, &i.Section, v.Text)
	keep.List(v, &i.Notes, v.Text)
	keep.List(v, &i.Diff, func(e *change.Edit) {
		v.Byte((*uint8)(&e.Op))
		v.Text(&e.Text)
	})
	keep.List(v, &i.Findings, func(f *drift.Finding) { keepFinding(v, f) })
	keep.List(v, &i.Suggestions, func(s *Suggestion) { s.keep(v) })
}

func keepFinding(v *keep.Values, f *drift.Finding) {
	for _, text := range [...]*string{
		&f.Kind, &f.Quantity, &f.Part, &f.Source, &f.Target, &f.Expected, &f.Written[0], &f.Written[1], &f.Digest, (*string)(&f.Severity),
	} {
		v.Text(text)
	}
}

func (s *Suggestion) keep(v *keep.Values) {
	v.Text(&s.Text)
	v.Text(&s.Source)
	v.Number(&s.Score)
	v.Text((*string)(&s.Origin))
	v.Text(&s.Article)
}
