package cli

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"sync"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// fileChange is what became of a file; nil stands for no file.
type fileChange struct {
	name     string
	was, now []byte
}

// changes are what a plan changes in a tree of files.
func changes(fsys fs.FS, p plan) ([]fileChange, error) {
	var out []fileChange
	there := xsync.Project{FS: fsys}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		was, err := there.Optional(name)
		if err != nil {
			return nil, err
		}
		if was == nil != (p[name] == nil) || !bytes.Equal(was, p[name]) {
			out = append(out, fileChange{name, was, p[name]})
		}
	}
	return out, nil
}

// deed is work that can be taken back.
type deed struct {
	label   string
	changes []fileChange
}

// past is the work that was done from pages, the latest last.
type past struct {
	mutex sync.Mutex
	deeds []deed
}

// mostDeeds and mostKept bound how many steps can be taken back, and how many bytes
// are kept for it.
const (
	mostDeeds = 100
	mostKept  = 64 << 20
)

func (p *past) add(label string, made []fileChange) {
	if len(made) == 0 {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.deeds = append(p.deeds, deed{label, made})
	for len(p.deeds) > mostDeeds || len(p.deeds) > 1 && p.size() > mostKept {
		p.deeds = p.deeds[1:]
	}
}

func (p *past) size() int {
	n := 0
	for _, d := range p.deeds {
		for _, c := range d.changes {
			n += len(c.was) + len(c.now)
		}
	}
	return n
}

// label is what undo would take back, "" for nothing.
func (p *past) label() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.deeds) == 0 {
		return ""
	}
	return p.deeds[len(p.deeds)-1].label
}

// last is the latest deed.
func (p *past) last() (deed, bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if len(p.deeds) == 0 {
		return deed{}, false
	}
	return p.deeds[len(p.deeds)-1], true
}

func (p *past) drop() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if n := len(p.deeds); n > 0 {
		p.deeds = p.deeds[:n-1]
	}
}

// takeBack puts the files of the latest deed back as they were. None is touched if
// one of them has been changed since.
func (p *past) takeBack(ctx context.Context, root string) (label string, err error) {
	d, ok := p.last()
	if !ok {
		return "", nil
	}
	changed, err := locked(ctx, root, func(fsys fs.FS) (task, error) { return back(fsys, d) })
	switch {
	case err != nil:
		return "", err
	case len(changed) > 0:
		return "", changed[0]
	}
	p.drop()
	return d.label, nil
}

// settle carries out what some work comes to, under the lock of a project, and
// remembers what was there before.
func (p *past) settle(ctx context.Context, in *project, label string, work func(p *project) (task, error)) error {
	var made []fileChange
	changed, err := locked(ctx, in.root, func(fsys fs.FS) (task, error) {
		t, err := work(in.over(fsys))
		if err == nil {
			made, err = changes(fsys, t.plan)
		}
		return t, err
	})
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		return changed[0]
	}
	p.add(label, made)
	return nil
}

// back is the plan that takes a deed back.
func back(fsys fs.FS, d deed) (task, error) {
	t := task{plan: plan{}, texts: map[string][]string{}}
	there := xsync.Project{FS: fsys}
	var texts []string
	for _, c := range d.changes {
		now, err := there.Optional(c.name)
		if err != nil {
			return t, err
		}
		if now == nil != (c.now == nil) || !bytes.Equal(now, c.now) {
			return t, corpus.Problem{ID: corpus.Meanwhile, Path: c.name}
		}
		t.plan[c.name] = c.was
		if rank(c.name) == textRank {
			texts = append(texts, c.name)
		}
	}
	for name := range t.plan {
		if rank(name) != textRank {
			t.texts[name] = texts
		}
	}
	return t, nil
}

// undo takes the latest work back.
func (s *server) undo(w http.ResponseWriter, r *http.Request) {
	m := s.writer(r).Messages
	s.writing.Lock()
	label, err := s.past.takeBack(detached(r), s.root)
	s.writing.Unlock()
	status, text := http.StatusOK, m.Text("page.undone", "Work", label)
	switch {
	case err != nil:
		status, text = http.StatusConflict, m.Text("page.not_undone", "Reason", (&app{messages: m}).describe(asProblem(err)))
	case label == "":
		text = m.Text("page.nothing_to_undo")
	}
	if r.Header.Get("X-Xsync") == "" {
		http.Redirect(w, r, s.space, http.StatusSeeOther)
		return
	}
	answer(w, status, reply{Ok: err == nil, Said: text, Undo: s.past.label()})
}
