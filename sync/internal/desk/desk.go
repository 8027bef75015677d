// Package desk is the work on the rows of a project, wherever somebody sits down to it: the
// page, the terminal and the editor give the same orders, which come to the same changes of
// files and records. It knows of no terminal and no browser, and says in words what came of an
// order.
package desk

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"sync"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/remark"
)

// Desk is where rows are worked on, from pages and from the terminal: the same orders
// come to the same changes by the same way.
type Desk struct {
	Root   string // folder of xsync.toml
	Person string // who works
	Recall Recall

	languages []string // that are worked on; none means all
	cache     *xsync.Cache

	mutex  sync.Mutex // guards what follows
	config loadedConfig
}

// New is a desk on a project, for some of its languages, or all if none is named, and for
// whoever is called person.
func New(p *disk.Project, languages []string, person string) *Desk {
	return &Desk{Root: p.Root, Person: person, languages: languages, cache: p.Cache, config: loadedConfig{config: p.Config}}
}

// ConfigProblems are those of the configuration as it is on the disk now, if it cannot be used.
func (d *Desk) ConfigProblems() []corpus.Problem {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return slices.Clone(d.config.problems)
}

// ConfigBytes are those of the configuration as it was read last.
func (d *Desk) ConfigBytes() []byte {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return bytes.Clone(d.config.data)
}

// loadedConfig is the configuration as it was read last.
type loadedConfig struct {
	data     []byte
	config   *corpus.Config
	problems []corpus.Problem // of a newer one that cannot be used
}

// Project is the project as it is on the disk now. While the configuration cannot
// be read, the last one that could holds.
func (d *Desk) Project() (*disk.Project, error) {
	fsys, err := disk.OpenTree(d.Root)
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(fsys, corpus.ConfigName)
	d.mutex.Lock()
	defer d.mutex.Unlock()
	c := &d.config
	switch {
	case err != nil:
		c.problems = []corpus.Problem{corpus.Unreadable(corpus.ConfigName, err)}
		c.data = nil
	case !bytes.Equal(data, c.data):
		config, problems := corpus.ParseConfig(corpus.ConfigName, data)
		c.data, c.problems = data, problems
		if config != nil {
			c.config = config
		}
	}
	return &disk.Project{Project: xsync.Project{FS: fsys, Config: c.config, Cache: d.cache}, Root: d.Root}, nil
}

// Targets are the languages that are shown.
func (d *Desk) Targets(p *disk.Project) []string {
	if len(d.languages) == 0 {
		return p.Config.Targets
	}
	return slices.DeleteFunc(slices.Clone(p.Config.Targets), func(l string) bool { return !slices.Contains(d.languages, l) })
}

// Examine looks at one article in one language, with its rows. Only an article of
// the project can be named.
func (d *Desk) Examine(ctx context.Context, p *disk.Project, id, lang string) (*xsync.Translation, []corpus.Problem, error) {
	unknown := corpus.Problem{ID: corpus.UnknownArticle, Data: map[string]any{"Article": id}}
	if !slices.Contains(d.Targets(p), lang) {
		return nil, nil, unknown
	}
	var t *xsync.Translation
	var problems []corpus.Problem
	q := xsync.Query{Languages: []string{lang}, Rows: true, Only: func(a *corpus.Article) bool { return a.ID == id }}
	_, err := p.Each(ctx, q, func(a *xsync.Article) error {
		for _, err := range a.Problems {
			problems = append(problems, corpus.ProblemOf(err))
		}
		if len(a.Translations) > 0 {
			t = &a.Translations[0]
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, nil, err
	case t == nil && len(problems) > 0:
		return nil, nil, problems[0]
	case t == nil:
		return nil, nil, unknown
	}
	return t, problems, nil
}

// CheckKnown returns the problem of an article that the project does not have in a language, nil
// if it has it.
func (d *Desk) CheckKnown(p *disk.Project, id, lang string) error {
	found, _ := p.Config.Find(p.FS)
	if !slices.Contains(d.Targets(p), lang) || !slices.ContainsFunc(found, func(a corpus.Article) bool { return a.ID == id }) {
		return corpus.Problem{ID: corpus.UnknownArticle, Data: map[string]any{"Article": id}}
	}
	return nil
}

// settle carries out what some work comes to, under the lock of the project, and
// remembers what was there before.
func (d *Desk) settle(ctx context.Context, l disk.Label, work func(p *disk.Project) (disk.Task, error)) error {
	p, err := d.Project()
	if err != nil {
		return err
	}
	changed, err := p.Settle(ctx, false, func(p *disk.Project) (disk.Task, error) {
		t, err := work(p)
		t.Label = l
		return t, err
	})
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		return changed[0]
	}
	return nil
}

// AddRemarks adds lines to a file of remarks.
func (d *Desk) AddRemarks(ctx context.Context, l disk.Label, name, lines string) error {
	return d.settle(ctx, l, func(p *disk.Project) (disk.Task, error) {
		data, err := p.Optional(name)
		return disk.Task{Plan: disk.Plan{name: remark.Append(data, lines)}}, err
	})
}
