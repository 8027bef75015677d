package cli

import (
	"context"
	"path"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// openPast opens the history of the repository that a project lies in, or of the
// working folder if there is no project yet.
func (a *app) openPast(ctx context.Context, p *disk.Project) (*gitfs.Past, error) {
	root := a.dir
	if p != nil {
		root = p.Root
	}
	var past *gitfs.Past
	r, err := gitfs.Open(ctx, root)
	if err == nil {
		past, err = r.Past(ctx)
	}
	if err != nil {
		return nil, a.gitProblem(err, "--history", "init", "--assume")
	}
	if past.Partial() {
		a.writeComplaint(a.messages.Text("git.partial"))
		a.writeHint(a.messages.Text("usage.begin", "Command", a.gitHere(".", "fetch", "--refetch", "--no-filter")))
	}
	return past, nil
}

// recallHistory goes back through the history.
func (a *app) recallHistory(ctx context.Context, p *disk.Project, past *gitfs.Past) (*xsync.History, error) {
	progress := a.newProgress()
	defer progress.clearLine()
	m, err := p.Recall(ctx, xsync.Query{Step: progress.showStep}, past, progress.countCommit)
	if err != nil {
		progress.clearLine()
		return nil, a.gitProblem(err, "--history", "init", "--assume")
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
		a.writeHint(a.messages.Text("usage.begin", "Command", a.gitHere(".", "fetch", "--unshallow")))
	}
}

// hintOnBroken says how to get back the records and stores that were reported as unreadable:
// those that the last commit has in a state that can be read.
func (a *app) hintOnBroken(ctx context.Context) {
	if len(a.broken) == 0 {
		return
	}
	r, err := gitfs.Open(ctx, a.opened.Root)
	if err != nil {
		return
	}
	r.Submodules = func(string) bool { return false } // the command is one for the repository itself
	tree, err := r.Tree(ctx, "HEAD", path.Clean(baseline.Folder))
	if err != nil {
		return
	}
	defer func() { _ = tree.Close() }()
	var found []string
	for _, name := range a.broken {
		if was, err := tree.ReadFile(name); err == nil && isReadable(name, was) {
			found = append(found, name)
		}
	}
	if len(found) > 0 {
		a.writeHint(a.messages.Count("hint.restore", len(found), "Command", a.gitHere(".", append([]string{"checkout", "HEAD", "--"}, found...)...)))
	}
}

// isReadable reports whether a file that lies at the place of a record or a store is one.
func isReadable(name string, data []byte) bool {
	if strings.HasPrefix(name, baseline.Stores) {
		_, err := baseline.DecodeSources(name, data)
		return err == nil
	}
	_, _, err := baseline.Decode(name, data)
	return err == nil
}
