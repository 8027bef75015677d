package cli

import (
	"context"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// keepFigures writes what was found to the cache of the project.
func (s *server) keepFigures() {
	if p, err := s.Project(); err == nil {
		(&app{opened: p}).keepCache()
	}
}

// board is how all articles stand, as it was found last.
type board struct {
	server  *server
	working sync.Mutex // one refreshment at a time

	mutex    sync.Mutex
	lines    map[string]page.Line
	problems []corpus.Problem
	busy     bool
	ready    chan struct{} // closed when there is something to show
	once     sync.Once
}

func newBoard(s *server) *board {
	return &board{server: s, lines: map[string]page.Line{}, ready: make(chan struct{}), busy: true}
}

// refreshLines finds out how articles stand: those that some files belong to, or all.
func (b *board) refreshLines(ctx context.Context, files map[string]bool) {
	b.working.Lock()
	defer b.working.Unlock()
	defer b.once.Do(func() { close(b.ready) })
	p, err := b.server.Project()
	if err != nil {
		b.noteProblems([]corpus.Problem{corpus.ProblemOf(err)})
		return
	}
	found, problems := p.Config.Find(p.FS)
	b.forgetGone(found)
	wanted := touchedArticles(found, files)
	b.expectArticles(found, b.server.Targets(p))
	if files == nil {
		b.once.Do(func() { close(b.ready) })
		stop := b.tellPages()
		defer stop()
		b.takeExamined(ctx, p, problems, xsync.Query{Languages: b.server.Targets(p)})
	}
	b.takeExamined(ctx, p, problems, xsync.Query{
		Languages: b.server.Targets(p), Rows: true, Done: isFinished,
		Only: func(a *corpus.Article) bool { return files == nil || wanted[a.ID] },
	})
	b.mutex.Lock()
	b.busy = false
	b.mutex.Unlock()
}

// patience is how often pages hear of what was found while all articles are examined.
const patience = 1500 * time.Millisecond

// tellPages tells pages of what is found until it is stopped.
func (b *board) tellPages() (stop func()) {
	ticker, done := time.NewTicker(patience), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				b.server.live.tellAll("change")
			case <-done:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(done)
	}
}

// expectArticles puts articles on the board that nothing is known of yet.
func (b *board) expectArticles(found []corpus.Article, languages []string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for k := range found {
		if _, known := b.lines[found[k].ID]; known {
			continue
		}
		line := page.Line{ID: found[k].ID, Path: found[k].Source}
		for _, lang := range languages {
			line.Cells = append(line.Cells, page.Cell{Language: lang, Pending: true})
		}
		b.lines[line.ID] = line
	}
}

// isFinished reports whether nothing is left to be said of a translation's rows.
func isFinished(c xsync.Counts) bool { return c.Worst() == drift.Fresh }

// touchedArticles are the articles that files belong to.
func touchedArticles(found []corpus.Article, files map[string]bool) map[string]bool {
	out := map[string]bool{}
	for k := range found {
		a := &found[k]
		hit := files[a.Source] || files[baseline.SourcePath(a.ID)]
		for lang, t := range a.Targets {
			hit = hit || files[t.Path] || files[baseline.RecordPath(lang, a.ID)] || files[baseline.RemarksPath(lang, a.ID)]
		}
		if hit {
			out[a.ID] = true
		}
	}
	return out
}

// takeExamined takes what is found of articles into the board.
func (b *board) takeExamined(ctx context.Context, p *disk.Project, problems []corpus.Problem, q xsync.Query) {
	weights, talk := queue.Weights(p.Config.Queue.Weights), desk.HasRemarks(p)
	_, err := p.Each(ctx, q, func(a *xsync.Article) error {
		priority := p.Config.Queue.Priority(a.Path)
		line := page.Line{ID: a.ID, Path: a.Path}
		for k := range a.Translations {
			line.Cells = append(line.Cells, page.CellOf(&a.Translations[k], weights, priority))
		}
		for _, u := range a.Unreadable {
			line.Cells = append(line.Cells, page.Cell{Language: u.Language, Unreadable: true})
		}
		order := b.server.Targets(p)
		slices.SortStableFunc(line.Cells, func(x, y page.Cell) int {
			return slices.Index(order, x.Language) - slices.Index(order, y.Language)
		})
		for _, err := range a.Problems {
			problems = append(problems, corpus.ProblemOf(err))
		}
		if talk {
			problems = append(problems, addSaid(p, &line)...)
		}
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.lines[a.ID] = line
		return nil
	})
	if err == nil {
		b.noteProblems(problems)
	}
}

// forgetGone removes articles that have gone.
func (b *board) forgetGone(found []corpus.Article) {
	there := map[string]bool{}
	for k := range found {
		there[found[k].ID] = true
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for id := range b.lines {
		if !there[id] {
			delete(b.lines, id)
		}
	}
}

func (b *board) noteProblems(problems []corpus.Problem) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.problems = problems
}

// linesNow is the board as it is known.
func (b *board) linesNow() (lines []page.Line, problems []corpus.Problem, busy bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, l := range b.lines {
		lines = append(lines, l)
	}
	return lines, slices.Clone(b.problems), b.busy
}

// frameOf is what all pages share.
func (s *server) frameOf(m *locales.Messages, problems []corpus.Problem) page.Frame {
	all := append(s.ConfigProblems(), problems...)
	f := page.Frame{
		Base: s.space, CSRF: s.csrf, Project: path.Base(s.Root), Person: s.Person, ReadOnly: s.readOnly, Undo: s.UndoLabel(m),
	}
	if editor := windowEditor(s.env); editor != nil {
		f.Editor = editorName(editor[0])
	}
	speaker := &app{messages: m}
	for _, p := range all {
		if text := speaker.describeProblem(p); !slices.Contains(f.Problems, text) {
			f.Problems = append(f.Problems, text)
		}
	}
	return f
}
