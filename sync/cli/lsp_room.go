package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/lsp"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/memory"
)

// document is a text that the client has open. It belongs to the project whose
// configuration lies nearest above it.
type document struct {
	uri     string
	version int
	text    *lsp.Text
	room    *room  // nil for one that belongs to no project
	name    string // its path in the project
	due     *time.Timer
	waiting []lsp.Order // what is to be recorded once it is saved
	sheet   sheet
}

// room is a project in which the client has documents open.
type room struct {
	root       string
	generation int // grows with every change of a text; guarded by the server

	mutex    sync.Mutex // guards what follows
	config   []byte
	project  *disk.Project
	known    *xsync.Known // nil if the files are to be looked at anew
	accepted *check.Accepted
	broken   error  // what is wrong with the configuration, nil if nothing is
	unfound  error  // what keeps articles from being found, nil if nothing does
	failed   string // what is wrong with the project, as the user was told
	seen     string // how its files were when they were looked at
	memories map[string]*memory.Memory
	building map[string]bool
}

// roomOf is the project that a file belongs to, and its path there; nil if there is
// none.
func (s *languageServer) roomOf(path string) (*room, string) {
	path = filepath.FromSlash(path)
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if _, err := disk.ReadConfig(dir); err == nil {
			name, err := filepath.Rel(dir, path)
			if err != nil || !filepath.IsLocal(name) {
				return nil, ""
			}
			if s.rooms[dir] == nil {
				s.rooms[dir] = &room{root: dir, memories: map[string]*memory.Memory{}, building: map[string]bool{}}
			}
			return s.rooms[dir], filepath.ToSlash(name)
		}
		if dir == filepath.Dir(dir) {
			return nil, ""
		}
	}
}

// now is the project as it was looked at last, or as it is if something has changed.
// While its configuration cannot be read, the last one that could holds.
func (r *room) now() (*disk.Project, *xsync.Known, *check.Accepted, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.known != nil {
		return r.project, r.known, r.accepted, nil
	}
	if err := r.look(); err != nil {
		return nil, nil, nil, err
	}
	return r.project, r.known, r.accepted, nil
}

// look looks at the files of the project.
func (r *room) look() error {
	data, err := disk.ReadConfig(r.root)
	switch {
	case err != nil && r.project == nil:
		return corpus.Unreadable(corpus.ConfigName, err)
	case err == nil && (r.config == nil || !bytes.Equal(data, r.config)):
		config, problems := corpus.ParseConfig(corpus.ConfigName, data)
		r.config, r.broken = data, nil
		switch {
		case config != nil:
			r.project = &disk.Project{Project: xsync.Project{Config: config}, Root: r.root}
		case len(problems) > 0:
			r.broken = problems[0]
		}
	}
	if r.project == nil {
		return r.broken
	}
	fsys, err := disk.OpenTree(r.root) // it remembers what is a link
	if err != nil {
		return err
	}
	r.project = r.project.OverTree(fsys)
	r.known = r.project.Know()
	r.unfound = nil
	if at := slices.IndexFunc(r.known.Problems, func(p corpus.Problem) bool { return !p.Notice() }); at >= 0 {
		r.unfound = r.known.Problems[at]
	}
	r.accepted, err = readAccepted(r.project)
	if err != nil {
		r.accepted = &check.Accepted{}
	}
	return nil
}

// trouble is what is wrong with the project, nil if nothing is: with its configuration, or
// with folders and files of articles.
func (r *room) trouble() error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.broken != nil {
		return r.broken
	}
	return r.unfound
}

// outdate has the files looked at anew when they are asked for next.
func (r *room) outdate() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.known = nil
	r.building = map[string]bool{}
}

// moved reports whether files of the project that some open documents depend on are
// not what they were when it was asked last. When it is asked first they count as moved,
// since they may have changed after they were read.
func (r *room) moved(names []string) bool {
	p, known, _, err := r.now()
	var b strings.Builder
	note := func(name string) {
		if info, err := fs.Stat(p.FS, name); err == nil {
			fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
	}
	if err == nil {
		note(corpus.ConfigName)
		note(check.AcceptedPath)
		for _, name := range names {
			places := known.PlacesOf(name)
			if len(places) == 0 { // its source may come, or come back
				noteMissed(known.Problems, note)
			}
			for _, place := range places {
				for _, path := range known.Paths(place.Article) {
					note(path)
				}
				note(baseline.SourcePath(place.Article))
				for _, lang := range p.Config.Targets {
					note(baseline.RecordPath(lang, place.Article))
				}
			}
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	before := r.seen
	r.seen = b.String()
	return before != r.seen
}

// mostMissed is how many of the files that problems are about are looked at again and again.
const mostMissed = 100

// noteMissed notes the files that problems are about, and those that they miss.
func noteMissed(problems []corpus.Problem, note func(string)) {
	for _, p := range problems[:min(len(problems), mostMissed)] {
		note(p.Path)
		if source, ok := p.Data["Source"].(string); ok {
			note(source)
		}
	}
}

// remember has the memory of a language read, and says when that is done.
func (r *room) remember(ctx context.Context, lang string) {
	r.mutex.Lock()
	p, busy := r.project, r.building[lang]
	r.building[lang] = true
	r.mutex.Unlock()
	if busy || p == nil {
		return
	}
	m, err := desk.MemoryOf(ctx, p, lang)
	if err != nil {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.memories[lang] = m
}

// suggest finds what a translation into a language could begin from, as far as the
// memory has been read.
func (r *room) suggest(lang string) func(*queue.Item) []queue.Suggestion {
	return func(i *queue.Item) []queue.Suggestion {
		r.mutex.Lock()
		m := r.memories[lang]
		r.mutex.Unlock()
		if m == nil {
			return nil
		}
		return suggestionsFor(m, i)
	}
}

// pause is how long a client must have been quiet before it is told what it has typed
// comes to.
const pause = 40 * time.Millisecond

// lookInterval is how often the files of open documents are looked at.
var lookInterval = time.Second

// open takes a document that the client has opened.
func (s *languageServer) open(ctx context.Context, o opened) {
	s.close(ctx, o.URI) // one that is opened twice
	d := &document{uri: o.URI, version: o.Version, text: lsp.NewText([]byte(o.Text))}
	d.due = time.AfterFunc(time.Hour, func() { s.publish(ctx, o.URI) })
	d.due.Stop()
	s.mutex.Lock()
	if path, ok := lsp.PathOf(o.URI); ok {
		d.room, d.name = s.roomOf(path)
	}
	s.documents[o.URI] = d
	s.mutex.Unlock()
	if d.room != nil {
		s.outdate(d.room)
	}
}

// change takes what the client has changed in a document.
func (s *languageServer) change(c *changed) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d := s.documents[c.TextDocument.URI]
	if d == nil {
		return
	}
	if text := d.text.Changed(c.ContentChanges); len(text.Bytes) <= corpus.MaxText {
		d.text = text
	}
	d.version = c.TextDocument.Version
	s.touch(d.room)
}

// touch has the client told what has come of a change in a project. The server is
// locked.
func (s *languageServer) touch(r *room) {
	if r == nil {
		return
	}
	r.generation++
	for _, d := range s.documents {
		if d.room == r && s.stage == alive {
			d.due.Reset(pause)
		}
	}
}

// outdate has the files of a project looked at anew.
func (s *languageServer) outdate(r *room) {
	r.outdate()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.touch(r)
}

// saved looks at the files anew, and records what has waited for it.
func (s *languageServer) saved(ctx context.Context, uri string) {
	s.mutex.Lock()
	d := s.documents[uri]
	var waiting []lsp.Order
	if d != nil {
		waiting, d.waiting = d.waiting, nil
	}
	s.mutex.Unlock()
	if d == nil || d.room == nil {
		return
	}
	s.outdate(d.room)
	for _, o := range waiting {
		s.work.Add(1)
		go func() {
			defer s.work.Done()
			s.tell(ctx, s.record(ctx, o))
		}()
	}
}

// close forgets a document, and takes back what was said of it.
func (s *languageServer) close(ctx context.Context, uri string) {
	s.mutex.Lock()
	d := s.documents[uri]
	delete(s.documents, uri)
	if d != nil {
		d.due.Stop()
		s.touch(d.room)
	}
	s.mutex.Unlock()
	if d != nil && d.room != nil {
		_ = s.conn.Notify(ctx, "textDocument/publishDiagnostics", map[string]any{"uri": uri, "diagnostics": []lsp.Diagnostic{}})
	}
}

// refresh looks at the files of all projects anew.
func (s *languageServer) refresh() {
	s.mutex.Lock()
	var all []*room
	for _, r := range s.rooms {
		all = append(all, r)
	}
	s.mutex.Unlock()
	for _, r := range all {
		s.outdate(r)
	}
}

// watch follows the files of open documents: other programs write them, and record.
func (s *languageServer) watch(ctx context.Context) {
	ticker := time.NewTicker(s.interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		s.mutex.Lock()
		open := map[*room][]string{}
		for _, d := range s.documents {
			if d.room != nil {
				open[d.room] = append(open[d.room], d.name)
			}
		}
		s.mutex.Unlock()
		for r, names := range open {
			if r.moved(names) {
				s.outdate(r)
			}
		}
	}
}
