package cli

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// openPast opens the history of the repository that a project lies in, or of the
// working folder if there is no project yet.
func (a *app) openPast(ctx context.Context, p *project) (*gitfs.Past, error) {
	root := a.dir
	if p != nil {
		root = p.root
	}
	r, err := gitfs.Open(ctx, root)
	if err != nil {
		return nil, a.gitProblem(err, "--history", "xsync init --assume")
	}
	past, err := r.Past(ctx)
	if err != nil {
		return nil, a.gitProblem(err, "--history", "xsync init --assume")
	}
	if past.Partial() {
		a.writeComplaint(a.messages.Text("git.partial"))
		a.writeHint(a.messages.Text("usage.begin", "Command", "git fetch --refetch --no-filter"))
	}
	return past, nil
}

// recallHistory goes back through the history.
func (a *app) recallHistory(ctx context.Context, p *project, past *gitfs.Past) (*xsync.History, error) {
	progress := a.newProgress()
	defer progress.clearLine()
	m, err := p.Recall(ctx, xsync.Query{Step: progress.showStep}, past, progress.countCommit)
	if err != nil {
		progress.clearLine()
		return nil, a.gitProblem(err, "--history", "xsync init --assume")
	}
	return m, nil
}

// reportInferred sums up what the history told of a language.
func (a *app) reportInferred(text *report.Text, lang string, past *xsync.History, markings []xsync.Marking) {
	var sum xsync.Inferred
	for k := range markings {
		if markings[k].Language == lang {
			sum.Add(markings[k].Inferred)
		}
	}
	text.Sentence(a.messages.Count("init.accused", sum.Accused, "Language", lang))
	text.Sentence("  " + a.messages.Count("init.based", sum.Based))
	if n := past.Stamped(lang); n > 0 {
		text.Sentence("  " + a.messages.Count("init.stamped", n))
	}
	if sum.Lost > 0 {
		a.writeComplaint(a.messages.Count("git.cut", sum.Lost, "Language", lang))
		a.writeHint(a.messages.Text("usage.begin", "Command", "git fetch --unshallow"))
	}
}

// hintOnBroken says how to get back a file of xsync's that has a line which cannot be read, if
// the last commit has it in another state.
func (a *app) hintOnBroken(p *project, problem corpus.Problem) {
	ctx := context.Background()
	r, err := gitfs.Open(ctx, p.root)
	if err != nil {
		return
	}
	tree, err := r.Tree(ctx, "HEAD", problem.Path)
	if err != nil {
		return
	}
	defer func() { _ = tree.Close() }()
	was, err := tree.ReadFile(problem.Path)
	now, failed := fs.ReadFile(p.FS, problem.Path)
	if err != nil || failed == nil && bytes.Equal(was, now) {
		return
	}
	line := []string{"git", "checkout", "HEAD", "--", quoteArgument(a.shownPath(problem.Path))}
	if a.folder != "" {
		line = slices.Insert(line, 1, "-C", quoteArgument(a.folder))
	}
	a.writeHint(a.messages.Text("hint.restore", "Command", strings.Join(line, " ")))
}
