package disk

import (
	"context"
	"io/fs"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Project is a project on the disk. What is worked out from it is carried out by Settle.
type Project struct {
	xsync.Project
	Root string // folder of xsync.toml
}

// OverTree is the project as it is read from another tree of files.
func (p *Project) OverTree(fsys fs.FS) *Project {
	out := *p
	out.FS = fsys
	return &out
}

// Settle carries out what some work on the project comes to, as [WithLock] does. Of a trial
// it is only worked out.
func (p *Project) Settle(ctx context.Context, trial bool, work func(p *Project) (Task, error)) ([]corpus.Problem, error) {
	if trial {
		_, err := work(p)
		return nil, err
	}
	return WithLock(ctx, p.Root, func(fsys fs.FS) (Task, error) { return work(p.OverTree(fsys)) })
}

// TakeBack puts the files of the latest work back as they were. None is touched if
// one of them has been changed since, by whatever.
func (p *Project) TakeBack(ctx context.Context, trial bool) (*Undone, error) {
	var u *Undone
	changed, err := p.Settle(ctx, trial, func(p *Project) (t Task, err error) {
		if u, err = Undo(&p.Project); err != nil {
			return Task{}, err
		}
		return u.Task(), nil
	})
	if err != nil {
		return nil, err
	}
	if len(changed) > 0 {
		u.Fate, u.Problems = ChangedMeanwhile, changed
	}
	return u, nil
}
