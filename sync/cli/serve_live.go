package cli

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

// live tells pages that something has changed.
type live struct {
	mutex  sync.Mutex
	pages  map[chan string]bool
	closed bool
}

func newLive() *live { return &live{pages: map[chan string]bool{}} }

// mostPages is how many pages are told of changes at a time.
const mostPages = 100

// joinPage is a page that is to be told; nil if there are too many.
func (l *live) joinPage() chan string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.closed || len(l.pages) >= mostPages {
		return nil
	}
	c := make(chan string, 8)
	l.pages[c] = true
	return c
}

func (l *live) leavePage(c chan string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	delete(l.pages, c)
}

// tellAll tells all pages; one that does not listen is told by what waits for it.
func (l *live) tellAll(event string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for c := range l.pages {
		select {
		case c <- event:
		default:
		}
	}
}

func (l *live) closeAll() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if !l.closed {
		l.closed = true
		for c := range l.pages {
			close(c)
		}
		l.pages = map[chan string]bool{}
	}
}

// heartbeat is how often a page is told that nothing has changed, so that one that
// has gone is noticed.
const heartbeat = 20 * time.Second

// streamEvents tells a page of changes for as long as it listens.
func (s *server) streamEvents(w http.ResponseWriter, r *http.Request) {
	c := s.live.joinPage()
	if c == nil {
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	defer s.live.leavePage(c)
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	say := func(text string) bool {
		_, err := fmt.Fprint(w, text)
		return err == nil && control.Flush() == nil
	}
	for ok := say("retry: 1000\n\n"); ok; {
		select {
		case <-r.Context().Done():
			return
		case event, open := <-c:
			if !open {
				return
			}
			ok = say("event: " + event + "\ndata: 1\n\n")
		case <-ticker.C:
			ok = say(": 1\n\n")
		}
	}
}

// settling is how long files must have been quiet before they are looked at:
// editors write in several steps.
const settling = 120 * time.Millisecond

// watchFiles finds out how all articles stand, and again what has changed whenever files
// have.
func (s *server) watchFiles(ctx context.Context) {
	w, err := fsnotify.NewWatcher()
	if err != nil { // there is none on this system: pages are true when they are loaded
		s.board.refreshLines(ctx, nil)
		return
	}
	defer func() { _ = w.Close() }()
	s.followFolders(w)
	s.board.refreshLines(ctx, nil)
	s.live.tellAll("change")
	changed := map[string]bool{}
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event, ok := <-w.Events:
			if !ok {
				return
			}
			if name, heed := s.heedsEvent(event); heed {
				changed[name] = true
				timer.Reset(settling)
			}
		case _, ok := <-w.Errors: // too many at once: look at everything
			if !ok {
				return
			}
			changed[corpus.ConfigName] = true
			timer.Reset(settling)
		case <-timer.C:
			s.followFolders(w)
			s.takeChanges(ctx, changed)
			changed = map[string]bool{}
		}
	}
}

// takeChanges takes changes of files in.
func (s *server) takeChanges(ctx context.Context, files map[string]bool) {
	s.Recall.ForgetFiles()
	if files[corpus.ConfigName] {
		files = nil
	}
	s.board.refreshLines(ctx, files)
	s.live.tellAll("change")
}

// heedsEvent is the path of a file that changed, if it is one that matters.
func (s *server) heedsEvent(event fsnotify.Event) (string, bool) {
	rel, err := filepath.Rel(s.Root, event.Name)
	name := filepath.ToSlash(rel)
	switch {
	case err != nil || event.Op == fsnotify.Chmod:
		return "", false
	case disk.IsOfWork(name), strings.HasPrefix(name, cacheFolder):
		return "", false
	}
	if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
		return corpus.ConfigName, event.Op.Has(fsnotify.Create) // there may be anything in it
	}
	return name, true
}

// followFolders watches the folders of all articles and of what is kept about them.
func (s *server) followFolders(w *fsnotify.Watcher) {
	p, err := s.Project()
	if err != nil {
		return
	}
	folders := map[string]bool{".": true}
	add := func(name string) {
		for dir := path.Dir(name); !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	found, _ := p.Config.Find(p.FS)
	for k := range found {
		add(found[k].Source)
		for _, t := range found[k].Targets {
			add(t.Path)
		}
	}
	for _, top := range []string{baseline.Records, baseline.Remarks} {
		_ = fs.WalkDir(p.FS, path.Clean(top), func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				add(name + "/x")
			}
			return nil
		})
	}
	for dir := range folders {
		_ = w.Add(filepath.Join(s.Root, filepath.FromSlash(dir))) // one that is not there yet comes later
	}
}
