package main

import (
	"context"
	"errors"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/baseline"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/corpus"
	"github.com/xsync-project/xsync/sync/gitfs"
)

// since is a project as it was in an earlier commit, and what differs from it
// now. The configuration is today's: a change of the policy alone makes nothing
// new.
type since struct {
	revision string // as it was asked for
	commit   string
	project  *xsync.Project
	tree     *gitfs.Tree
	changed  map[string]bool
}

// openSince reads which files differ from the point where the work tree left a
// revision.
func openSince(ctx context.Context, p *project, revision string) (*since, error) {
	r, err := gitfs.Open(ctx, p.root)
	if err != nil {
		return nil, err
	}
	s := &since{revision: revision, changed: map[string]bool{}}
	if s.commit, err = r.Base(ctx, revision); err != nil {
		return nil, err
	}
	names, err := r.Changed(ctx, s.commit)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		s.changed[name] = true
	}
	if s.tree, err = r.Tree(ctx, s.commit); err != nil {
		return nil, err
	}
	s.project = &xsync.Project{FS: s.tree, Config: p.Config}
	return s, nil
}

// close ends git. What it has said by then is no longer of interest.
func (s *since) close() { _ = s.tree.Close() }

// differs reports whether any file of an article differs: its source, a
// translation, a record or the store of source texts.
func (s *since) differs(a *corpus.Article) bool {
	if s.changed[a.Source] || s.changed[baseline.SourcePath(a.ID)] {
		return true
	}
	for lang, t := range a.Targets {
		if s.changed[t.Path] || s.changed[baseline.RecordPath(lang, a.ID)] {
			return true
		}
	}
	return false
}

// touched reports whether the change has to do with the translation itself or
// with its record.
func (s *since) touched(v *check.Verdict) bool {
	return s.changed[v.Path] || s.changed[baseline.RecordPath(v.Language, v.Article)]
}

// verdicts are those on the articles that differ, as they were, and the ids of
// the articles that could not be read. Which articles were asked for does not
// matter: one may have had another name then.
func (s *since) verdicts(ctx context.Context, q xsync.Query) (out []check.Verdict, broken []string, err error) {
	q.Articles, q.Only = nil, s.differs
	_, err = s.project.Each(ctx, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			out = append(out, check.Judge(&article.Translations[k], article.ID, &s.project.Config.Check)...)
		}
		for _, problem := range article.Problems {
			if p := asProblem(problem); !p.Notice() {
				broken = append(broken, article.ID)
				break
			}
		}
		return nil
	})
	return out, broken, err
}

// gitProblem says in the user's language why git cannot be read, which a flag
// needs, and what can be done instead.
func (a *app) gitProblem(err error, flag, instead string) error {
	var e *gitfs.Error
	if !errors.As(err, &e) {
		return err
	}
	status, message, hint := exitUsage, "", ""
	switch e.Reason {
	case gitfs.NoGit:
		status, message = exitWork, a.messages.Text("git.none", "Flag", flag)
	case gitfs.NoRepository:
		message, hint = a.messages.Text("git.no_repository", "Flag", flag), a.messages.Text("usage.begin", "Command", instead)
	case gitfs.UnknownRevision:
		message = a.messages.Text("git.unknown", "Revision", e.Revision)
	case gitfs.Shallow:
		status, message = exitWork, a.messages.Text("git.shallow", "Revision", e.Revision)
		hint = a.messages.Text("usage.begin", "Command", "git fetch --unshallow")
	default:
		status, message = exitWork, a.messages.Text("git.failed", "Reason", e.Detail)
	}
	a.fail(status)
	a.say(message)
	if hint != "" {
		a.advise(hint)
	}
	return errReported
}
