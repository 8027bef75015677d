package cli

import (
	"cmp"
	"context"
	"slices"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/report"
)

type checkOptions struct {
	selection
	against, format string
	accept          bool
	questions       bool
}

func (a *app) checkCommand() *cobra.Command {
	o := checkOptions{format: "text"}
	c := &cobra.Command{
		Use:               "check [ARTICLE…]",
		Short:             "help.check",
		Long:              "help.check.long",
		Example:           "xsync check\nxsync check --against origin/main --format github\nxsync check --accept",
		RunE:              func(c *cobra.Command, args []string) error { return a.runCheck(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.addFlags(a, c)
	f := c.Flags()
	f.StringVar(&o.against, "against", "", "flag.against")
	a.choiceFlag(c, &o.format, "format", append([]string{"text", "json"}, report.CheckFormats()...), "flag.check_format")
	f.BoolVar(&o.accept, "accept", false, "flag.accept")
	f.BoolVar(&o.questions, "questions", false, "flag.questions")
	return c
}

// runCheck holds the project against its policy.
func (a *app) runCheck(ctx context.Context, o *checkOptions, articles []string) error {
	p, q, err := a.openSelection(&o.selection, articles)
	if err != nil {
		return err
	}
	if o.questions {
		return a.listQuestions(ctx, p, q)
	}
	q.Derived = check.Verdicts(&p.Config.Check)
	var since *since
	if o.against != "" {
		since = openSince(ctx, p, o.against)
		since.whole = len(q.Articles) > 0 // a text may have come from an article that is not asked for
		q.Only = since.examines
	}
	found := &report.Checked{}
	all, complaints, err := a.judgeArticles(ctx, p, q)
	if err != nil {
		return err
	}
	found.Verdicts, found.Complaints = all.Verdicts(since == nil && len(q.Articles) == 0), complaints
	if a.status == exitUsage && all.IsEmpty() && len(found.Verdicts) == 0 {
		return nil // there is no article of that name, which is said
	}
	list, err := readAccepted(p)
	if err != nil {
		return err
	}
	followAccepted(p, list, all)
	if since != nil {
		if <-since.ready; since.err != nil {
			return a.gitProblem(since.err, "--against", "check")
		}
		found.Against = since.commit
		if err := a.subtractBase(ctx, since, q, found); err != nil {
			return err
		}
	}
	if o.accept {
		return a.acceptVerdicts(ctx, p, all, found.Verdicts, since == nil && len(q.Articles)+len(q.Languages) == 0)
	}
	return a.reportVerdicts(p, o.format, found, list)
}

// judgeArticles examines articles at head and collects the verdicts on them.
func (a *app) judgeArticles(ctx context.Context, p *disk.Project, q xsync.Query) (*check.Collector, []report.Complaint, error) {
	c := &check.Collector{Policy: &p.Config.Check}
	complaints, err := a.eachArticleBut(ctx, p, q, func(article *xsync.Article) error {
		isMeant(article, q.Articles)
		c.Add(article)
		return nil
	}, c.AddProblems)
	return c, complaints, err
}

// followAccepted moves accepted entries to the articles that their texts are in now. An
// article that was not judged may still have its own.
func followAccepted(p *disk.Project, list *check.Accepted, all *check.Collector) int {
	if list.IsEmpty() {
		return 0
	}
	var known map[string]bool // by id; read when it is first needed
	return list.Follow(all.Verdicts(false), func(article string) bool {
		if all.Judged(article) {
			return false
		}
		if known == nil {
			known = map[string]bool{}
			found, _ := p.Config.Find(p.FS)
			for k := range found {
				known[found[k].ID] = true
			}
		}
		return known[article]
	})
}

// subtractBase drops the verdicts that already existed at the base revision.
func (a *app) subtractBase(ctx context.Context, s *since, q xsync.Query, found *report.Checked) error {
	if len(found.Verdicts) == 0 {
		return nil
	}
	s.whole = s.whole || slices.ContainsFunc(found.Verdicts, needsTree)
	for k := range found.Verdicts {
		s.sources = append(s.sources, found.Verdicts[k].SourcePath)
	}
	base, broken, err := s.verdictsThen(ctx, q)
	if err != nil {
		return a.gitProblem(err, "--against", "check")
	}
	for _, id := range broken {
		a.writeComplaint(a.messages.Text("check.base_unreadable", "Article", id, "Revision", s.revision))
	}
	found.Verdicts = check.New(found.Verdicts, base, &s.project.Config.Check, check.Changes{
		Changed: s.fileDiffers, Appeared: s.recordAppears, Then: func(path string) string { return s.then[path] },
	})
	return nil
}

// needsTree reports whether only the whole tree of a commit can say if a verdict was one
// then: it depends on files that are not those of its article.
func needsTree(v check.Verdict) bool {
	return v.Kind == check.OnNoSource || slices.Contains([]string{drift.Fragment, drift.DeadLink, drift.SourceLink, xsync.PictureKind}, v.Rule)
}

// reportVerdicts takes out what is accepted and reports the rest. Errors that are left
// make the command fail.
func (a *app) reportVerdicts(p *disk.Project, format string, found *report.Checked, list *check.Accepted) error {
	left, accepted := list.Split(found.Verdicts)
	found.Verdicts, found.Accepted = left, len(accepted)
	if slices.ContainsFunc(left, func(v check.Verdict) bool { return v.Level == check.Error }) {
		a.raiseStatus(exitDrift)
	}
	switch format {
	case "text":
		text := a.textWriter()
		text.Check(found)
		a.suggestDiff(text, p, left)
		return nil
	case "json":
		return report.WriteChecked(a.out, found)
	}
	if format != "markdown" {
		fromRoot(p, left)
	}
	return report.Check(a.out, format, currentBuild().String(), found, a.messages)
}

// fromRoot makes the paths of verdicts relative to the root of the repository,
// if there is one: other programs go by them. Those for people stay relative to
// the project.
func fromRoot(p *disk.Project, list []check.Verdict) {
	r, err := gitfs.Find(p.Root)
	if err != nil || r.Prefix() == "" {
		return
	}
	for k := range list {
		v := &list[k]
		v.Path = r.Prefix() + cmp.Or(v.Path, v.SourcePath, corpus.ConfigName)
		if v.SourcePath != "" {
			v.SourcePath = r.Prefix() + v.SourcePath
		}
		if v.Now != "" {
			v.Now = r.Prefix() + v.Now
		}
		if v.Elsewhere != nil {
			at := *v.Elsewhere
			at.Path = r.Prefix() + at.Path
			v.Elsewhere = &at
		}
	}
}

// suggestDiff names the command that shows what is wrong with the first of some
// verdicts that a translator can mend: one of the user's own language before others.
func (a *app) suggestDiff(text *report.Text, p *disk.Project, list []check.Verdict) {
	mendable := func(v check.Verdict) bool { return v.Row != "" && v.Level == check.Error }
	own := a.ownLanguage(p)
	k := slices.IndexFunc(list, func(v check.Verdict) bool { return mendable(v) && v.Language == own })
	if k < 0 {
		k = slices.IndexFunc(list, mendable)
	}
	if k >= 0 {
		text.Hint(a.messages.Text("hint.diff", "Command", a.commandHere("diff", list[k].Article, "--lang", list[k].Language)))
	}
}

// acceptedAfter is the list of what is accepted once some markings are written, nil
// if it stays as it is: what was accepted in an article follows it to its new name.
func acceptedAfter(ctx context.Context, p *disk.Project, markings []xsync.Marking) ([]byte, error) {
	q := xsync.Query{Rows: true}
	for k := range markings {
		if m := &markings[k]; len(m.From) > 0 && m.Plan != nil {
			q.Articles = append(append(q.Articles, m.Article), m.From...)
		}
	}
	if len(q.Articles) == 0 {
		return nil, nil
	}
	list, err := readAccepted(p)
	if err != nil {
		return nil, err
	}
	all := &check.Collector{Policy: &p.Config.Check}
	if _, err := p.Each(ctx, q, func(article *xsync.Article) error {
		all.Add(article)
		return nil
	}); err != nil || followAccepted(p, list, all) == 0 {
		return nil, err
	}
	return list.Encode(), nil
}

func readAccepted(p *disk.Project) (*check.Accepted, error) {
	raw, err := p.Optional(check.AcceptedPath)
	if err != nil {
		return nil, err
	}
	return check.DecodeAccepted(check.AcceptedPath, raw)
}

// acceptVerdicts writes verdicts into the list of those that pass. If all of the project
// was checked, the entries that no verdict has any more are dropped.
func (a *app) acceptVerdicts(ctx context.Context, p *disk.Project, judged *check.Collector, open []check.Verdict, all bool) error {
	added, expired := 0, 0
	changed, err := p.Settle(ctx, false, func(p *disk.Project) (disk.Task, error) {
		list, err := readAccepted(p)
		if err != nil {
			return disk.Task{}, err
		}
		moved := followAccepted(p, list, judged)
		if all && a.status == exitDone { // what could not be read may still have it
			expired = list.Keep(open)
		}
		added = list.Add(open)
		if added+expired+moved == 0 {
			return disk.Task{}, nil
		}
		return disk.Task{Plan: disk.Plan{check.AcceptedPath: list.Encode()}, Label: a.deedNamed()}, nil
	})
	if err != nil {
		return err
	}
	for _, problem := range changed {
		a.reportProblem(problem)
		return errReported
	}
	text := a.textWriter()
	text.Sentence(a.messages.Count("check.accept", added, "File", a.shownPath(check.AcceptedPath)))
	if expired > 0 {
		text.Sentence(a.messages.Count("check.expired", expired))
	}
	return nil
}
