package desk

import (
	"context"
	"time"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// UndoLabel is what undo would take back, "" for nothing.
func (d *Desk) UndoLabel(m *locales.Messages) string {
	p, err := d.Project()
	if err != nil {
		return ""
	}
	head, ok := disk.LatestDeed(p.FS)
	if !ok {
		return ""
	}
	return NameOfWork(head.Label, m)
}

// WorkOfCommand is the work that undo on the page would take back of a command, which may have
// recorded the whole project, and when it was done; "" for all else. Undo of it is confirmed by
// that time.
func (d *Desk) WorkOfCommand(m *locales.Messages) (work, when string) {
	p, err := d.Project()
	if err != nil {
		return "", ""
	}
	head, _ := disk.LatestDeed(p.FS)
	if head.Label.ID != disk.CommandLabel {
		return "", ""
	}
	return NameOfWork(head.Label, m), head.When.Format(time.RFC3339Nano)
}

// Undo takes the latest work back, of whichever command it was. None of its
// files is touched if one of them has been changed since. What it was is "" for
// nothing.
func (d *Desk) Undo(ctx context.Context, m *locales.Messages) (label string, err error) {
	p, err := d.Project()
	if err != nil {
		return "", err
	}
	return Undo(ctx, p, m)
}

// Undo takes the latest work in a project back.
func Undo(ctx context.Context, p *disk.Project, m *locales.Messages) (label string, err error) {
	u, err := p.TakeBack(ctx, false)
	switch {
	case err != nil:
		return "", err
	case u.Fate == disk.NothingDone:
		return "", nil
	case len(u.Problems) > 0:
		return "", u.Problems[0]
	case u.Fate == disk.ChangedSince:
		return "", corpus.Problem{ID: corpus.ChangedSince, Path: u.Since[0].Name}
	}
	return NameOfWork(u.Label, m), nil
}

// NameOfWork is what a piece of work is called in a language.
func NameOfWork(l disk.Label, m *locales.Messages) string {
	if l.ID == disk.CommandLabel {
		return inert.Line(l.Data["Command"])
	}
	var pairs []any
	for key, value := range l.Data {
		pairs = append(pairs, key, inert.Line(value))
	}
	return m.Text(l.ID, pairs...)
}
