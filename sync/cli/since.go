package cli

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
)

// since is a project as it was in an earlier commit, and what differs from it
// now. The configuration is today's: a change of the policy alone makes nothing
// new.
type since struct {
	revision string // as it was asked for
	project  *disk.Project

	// What follows is read while the project is walked, and is there when ready
	// is closed; err says why it is not.
	ready      chan struct{}
	err        error
	repository *gitfs.Repository
	commit     string
	changed    map[string]bool
	records    bool              // among what has changed there are records or stores
	pictures   []string          // of what has changed
	appeared   map[string]bool   // the records that the commit does not have
	sources    []string          // of what is held against the commit
	then       map[string]string // what was in those of them that differ

	linkable xsync.Linkable // how links call what differs; known when it is first needed

	whole bool            // all of the tree is wanted
	known map[string]bool // what has changed of articles of today
	files []string        // of the articles of today that differ, all of them
}

// openSince begins to read which files differ from the point where the work tree
// left a revision.
func openSince(ctx context.Context, p *disk.Project, revision string) *since {
	s := &since{revision: revision, project: p, ready: make(chan struct{}), changed: map[string]bool{}, known: map[string]bool{}}
	go func() {
		defer close(s.ready)
		s.err = s.readChanges(ctx)
	}()
	return s
}

func (s *since) readChanges(ctx context.Context) (err error) {
	if s.repository, err = gitfs.Open(ctx, s.project.Root); err != nil {
		return err
	}
	s.repository.Submodules = s.project.Config.Reaches
	if s.commit, err = s.repository.Base(ctx, s.revision); err != nil {
		return err
	}
	names, err := s.repository.Changed(ctx, s.commit)
	for _, name := range names {
		s.changed[name] = true
		s.records = s.records || strings.HasPrefix(name, baseline.Folder)
		if xsync.IsPicture(name) {
			s.pictures = append(s.pictures, name)
		}
	}
	return err
}

// examines reports whether an article of today has to be examined, and remembers
// its files.
func (s *since) examines(a *corpus.Article) bool {
	<-s.ready
	if s.err != nil || !s.concerns(a) {
		return false
	}
	for name := range check.Files(a) {
		s.files = append(s.files, name)
		if s.changed[name] {
			s.known[name] = true
		}
	}
	return true
}

// concerns reports whether what differs can change what is found of an article: a file of
// its own, or one that its translations link to.
func (s *since) concerns(a *corpus.Article) bool {
	if s.articleDiffers(a) {
		return true
	}
	if s.linkable == nil {
		s.linkable = xsync.NewLinkable(s.linkedFiles())
	}
	return len(s.linkable) > 0 && s.project.LinksTo(a, s.linkable)
}

// linkedFiles are the files that differ on which links of other articles can depend: those
// of articles, and others that are gone.
func (s *since) linkedFiles() []string {
	articles := map[string]bool{}
	found, _ := s.project.Config.Find(s.project.FS)
	for k := range found {
		articles[found[k].Source] = true
		for _, t := range found[k].Targets {
			articles[t.Path] = true
		}
	}
	var out []string
	for name := range s.changed {
		if !strings.HasPrefix(name, baseline.Folder) && (articles[name] || xsync.IsPicture(name) || !s.project.Has(name)) {
			out = append(out, name)
		}
	}
	return out
}

// articleDiffers reports whether any file of an article differs: its source, a
// translation, a picture that is recorded, a record or the store of source texts.
func (s *since) articleDiffers(a *corpus.Article) bool {
	for _, t := range a.Targets {
		if s.changed[t.Path] {
			return true
		}
	}
	if s.changed[a.Source] || len(s.pictures) > 0 && s.project.ShowsPicture(a, s.pictures) {
		return true
	}
	return s.records && check.Differs(a, s.fileDiffers)
}

// mostNamed is how many bytes of paths are named to git. All systems take as
// many.
const mostNamed = 16 << 10

// treeThen is what has to be known of the commit: the files of the articles that
// differ. If an article of then is none today, what was in it may be in another
// now, and all of the commit is read.
func (s *since) treeThen(ctx context.Context) (*gitfs.Tree, error) {
	size := 0
	for _, name := range s.files {
		size += len(name) + 1
	}
	if s.whole || size == 0 || size > mostNamed {
		return s.repository.Tree(ctx, s.commit)
	}
	gone, err := s.articleGone(ctx)
	if err != nil || gone {
		return s.repository.Tree(ctx, s.commit)
	}
	return s.repository.Tree(ctx, s.commit, s.files...)
}

// articleGone reports whether a file was deleted that was part of an article.
func (s *since) articleGone(ctx context.Context) (bool, error) {
	var deleted []string
	size := 0
	for name := range s.changed {
		if s.known[name] || strings.HasPrefix(name, baseline.Folder) {
			continue
		}
		if _, err := fs.Lstat(s.project.FS, name); err != nil {
			deleted = append(deleted, name)
			size += len(name) + 1
		}
	}
	if len(deleted) == 0 || size > mostNamed {
		return len(deleted) > 0, nil
	}
	tree, err := s.repository.Tree(ctx, s.commit, deleted...)
	if err != nil {
		return false, err
	}
	defer func() { _ = tree.Close() }()
	found, problems := s.project.Config.Find(tree)
	return len(found) > 0 || slices.ContainsFunc(problems, func(p corpus.Problem) bool { return s.changed[p.Path] && p.Path != corpus.ConfigName }), nil
}

// fileDiffers reports whether a file differs.
func (s *since) fileDiffers(name string) bool { return s.changed[name] }

// recordAppears reports whether a record is not in the commit; it is known after
// [since.verdicts].
func (s *since) recordAppears(name string) bool { return s.appeared[name] }

// verdictsThen are those on the articles that differ, as they were, and the ids of
// the articles that could not be read. Which articles were asked for does not
// matter: one may have had another name then.
func (s *since) verdictsThen(ctx context.Context, q xsync.Query) (out []check.Verdict, broken []string, err error) {
	tree, err := s.treeThen(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = tree.Close() }() // what git has said by then is no longer of interest
	then := &xsync.Project{FS: tree, Config: s.project.Config, Cache: s.project.Cache, Terms: s.project.Terms, Dictionaries: s.project.Dictionaries}
	s.appeared = map[string]bool{}
	for name := range s.changed {
		if strings.HasPrefix(name, baseline.Folder) {
			s.appeared[name] = !then.Has(name)
		}
	}
	s.then = map[string]string{}
	for _, name := range s.sources {
		if _, read := s.then[name]; s.changed[name] && !read {
			data, _ := then.Optional(name) // one that cannot be read had nothing
			s.then[name] = string(data)
		}
	}
	q.Articles, q.Only = nil, s.concerns
	return check.Project(ctx, then, q)
}

// gitProblem says in the user's language why git cannot be read, which a flag
// needs, and by which arguments of xsync something can be done without it.
func (a *app) gitProblem(err error, flag string, instead ...string) error {
	var e *gitfs.Error
	if !errors.As(err, &e) {
		return err
	}
	status, message, hint := exitUsage, "", ""
	switch e.Reason {
	case gitfs.NoGit:
		status, message = exitWork, a.messages.Text("git.none", "Flag", flag)
	case gitfs.NoRepository:
		message, hint = a.messages.Text("git.no_repository", "Flag", flag), a.commandHere(instead...)
	case gitfs.UnknownRevision:
		message = a.messages.Text("git.unknown", "Revision", e.Revision)
	case gitfs.Shallow:
		status, message = exitWork, a.messages.Text("git.shallow", "Revision", e.Revision)
		hint = a.gitHere(".", "fetch", "--unshallow")
	case gitfs.NoSubmoduleCommit:
		status = exitWork
		message, hint = a.lackedCommit(e)
	default:
		status, message = exitWork, a.messages.Text("git.failed", "Reason", e.Detail)
	}
	a.raiseStatus(status)
	a.writeComplaint(message)
	if hint != "" {
		a.writeHint(a.messages.Text("usage.begin", "Command", hint))
	}
	return errReported
}

// lackedCommit says which submodule lacks a commit, and with which command it gets it.
func (a *app) lackedCommit(e *gitfs.Error) (message, command string) {
	args := []string{"fetch"}
	if e.Shallow {
		args = append(args, "--unshallow") // which git refuses where all is there
	}
	return a.messages.Text("git.submodule", "Folder", a.shownPath(e.Revision)), a.gitHere(e.Revision, args...)
}
