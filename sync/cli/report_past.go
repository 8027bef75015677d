package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/page"
)

// The bounds of what is read of a history: commits, and articles that are examined
// once more since they have changed.
const (
	mostMoments  = 20_000
	mostExamined = 20_000
)

// sitePast is the history that a report shows.
type sitePast struct {
	site     *siteWriter
	shallow  bool
	timeline *gitfs.Timeline // nil if there is none
}

// openPast reads when the articles and their records changed, and says of the site
// which commit it shows. A project that lies in no repository has no history.
func (s *siteWriter) openPast(ctx context.Context) (*sitePast, error) {
	past := &sitePast{site: s}
	r, err := gitfs.Open(ctx, s.project.Root)
	if err != nil {
		return past, s.withoutPast(err)
	}
	r.Submodules = s.project.Config.Reaches
	head, err := r.Head(ctx)
	if err != nil {
		return past, s.withoutPast(err)
	}
	s.site.Commit, s.site.Date = head.Commit, dateOf(head.Seconds)
	changed, err := r.Changed(ctx, head.Commit)
	if err != nil {
		return past, s.withoutPast(err)
	}
	s.site.Uncommitted = s.touches(changed)
	paths := append(s.project.Config.AllFolders(), strings.TrimSuffix(baseline.Records, "/"), strings.TrimSuffix(baseline.Stores, "/"))
	if r.Partial(ctx) {
		return past, nil // what old texts there are would show a coverage that never was
	}
	past.shallow = r.Shallow()
	past.timeline, err = r.Timeline(ctx, paths, mostMoments, func(name string) bool { return strings.HasPrefix(name, baseline.Records) })
	return past, s.withoutPast(err)
}

// withoutPast passes over that there is no repository, and says what else keeps the
// history from being read. Only an interrupt ends the work.
func (s *siteWriter) withoutPast(err error) error {
	var e *gitfs.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		switch e.Reason {
		case gitfs.Failed:
			s.app.writeComplaint(s.app.messages.Text("git.failed", "Reason", e.Detail))
		case gitfs.NoSubmoduleCommit:
			message, command := s.app.lackedCommit(e)
			s.app.writeComplaint(message)
			s.app.writeHint(s.app.messages.Text("usage.begin", "Command", command))
		}
		return nil
	}
	return err
}

// touches reports whether any of some files is one of an article, or a record.
func (s *siteWriter) touches(names []string) bool {
	if len(names) == 0 {
		return false
	}
	found, _ := s.project.Config.Find(s.project.FS)
	differs := func(name string) bool { return slices.Contains(names, name) }
	return slices.ContainsFunc(found, func(a corpus.Article) bool { return check.Differs(&a, differs) })
}

func dateOf(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.DateOnly) }

func (p *sitePast) close() {
	if p.timeline != nil {
		_ = p.timeline.Close()
	}
}

// coverage is how much of each language was fresh as of some commits, the oldest
// first: at most so many, evenly spread. cut reports whether the history goes on
// before them.
func (p *sitePast) coverage(ctx context.Context, q xsync.Query, most int) (points []page.Point, cut bool, err error) {
	if p.timeline == nil || most <= 0 {
		return nil, false, nil
	}
	moments := p.timeline.Moments()
	cut = p.shallow || len(moments) == mostMoments
	figures := map[string]map[string]xsync.Counts{} // by article and language
	examined := 0
	for _, at := range sampled(len(moments), most) {
		tree, changed := p.timeline.Tree(at)
		n, err := p.examine(ctx, tree, changed, q, figures, len(points) == 0)
		if err != nil {
			return nil, false, err
		}
		points = append(points, pointOf(moments[at], q.Languages, figures))
		if examined += n; examined > mostExamined {
			cut = true
			break
		}
	}
	slices.Reverse(points)
	return points, cut, nil
}

// sampled are places from 0 to n-1, among them both ends, evenly spread.
func sampled(n, most int) []int {
	var out []int
	for k := range min(n, most) {
		at := k
		if n > most && most > 1 {
			at = k * (n - 1) / (most - 1)
		}
		out = append(out, at)
	}
	return out
}

// examine brings the figures of all articles to how a tree has them, of which some
// files have changed, and returns how many articles it had to look at.
func (p *sitePast) examine(ctx context.Context, tree *gitfs.Tree, changed map[string]bool, q xsync.Query, figures map[string]map[string]xsync.Counts, all bool) (int, error) {
	then := &xsync.Project{FS: tree, Config: p.site.project.Config, Cache: p.site.project.Cache}
	found, _ := then.Config.Find(tree) // what was wrong then is of no interest
	there := map[string]bool{}
	for k := range found {
		there[found[k].ID] = true
	}
	for id := range figures {
		if !there[id] {
			delete(figures, id)
		}
	}
	n := 0
	q.Rows = false
	q.Only = func(a *corpus.Article) bool {
		return all || check.Differs(a, func(name string) bool { return changed[name] })
	}
	_, err := then.Each(ctx, q, func(a *xsync.Article) error {
		n++
		figures[a.ID] = map[string]xsync.Counts{}
		for k := range a.Translations {
			figures[a.ID][a.Translations[k].Language] = a.Translations[k].Counts
		}
		return nil
	})
	return n, err
}

// pointOf sums the figures of a commit up.
func pointOf(m gitfs.Moment, languages []string, figures map[string]map[string]xsync.Counts) page.Point {
	point := page.Point{Commit: m.Commit, Date: dateOf(m.Seconds), Seconds: m.Seconds}
	for _, lang := range languages {
		var sum xsync.Counts
		any := false
		for _, of := range figures {
			counts, ok := of[lang]
			any = any || ok
			sum.Add(counts)
		}
		share := -1.0
		if any {
			share = sum.Coverage()
		}
		point.Share = append(point.Share, share)
	}
	return point
}
