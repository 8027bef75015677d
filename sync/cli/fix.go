package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

type fixOptions struct {
	selection
	write, dryRun bool
}

func (a *app) fixCommand() *cobra.Command {
	var o fixOptions
	c := &cobra.Command{
		Use:               "fix [ARTICLE…]",
		Short:             "help.fix",
		Long:              "help.fix.long",
		Example:           "xsync fix\nxsync fix mongolia --lang tr --write",
		RunE:              func(c *cobra.Command, args []string) error { return a.runFix(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.addFlags(a, c)
	c.Flags().BoolVar(&o.write, "write", false, "flag.write")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "flag.dry_run")
	return c
}

// runFix shows what a tool can carry over, or carries it over.
func (a *app) runFix(ctx context.Context, o *fixOptions, articles []string) error {
	o.write = o.write && !o.dryRun // to show is what it does without either
	p, q, err := a.openSelection(&o.selection, articles)
	if err != nil {
		return err
	}
	progress := a.newProgress()
	defer progress.clearLine()
	q.Step = progress.showStep
	out, err := a.settleOutcome(ctx, p, !o.write, func(p *xsync.Project) (*queue.Outcome, error) { return queue.Fix(ctx, p, q) })
	if err != nil {
		return err
	}
	progress.clearLine()
	text := a.textWriter()
	if !o.write {
		a.showPatch(out)
	}
	for k := range out.Files {
		f := &out.Files[k]
		if len(f.Rows) > 0 {
			text.Sentence(fmt.Sprintf("%s: %s", a.shownPath(f.Path), a.messages.Count("fix.carried", len(f.Rows))))
		}
		if len(f.Fields) > 0 {
			text.Sentence(fmt.Sprintf("%s: %s", a.shownPath(f.Path), a.messages.Count("fix.fields", len(f.Fields), "Names", strings.Join(f.Fields, ", "))))
		}
	}
	text.Rest(out.Rest)
	switch {
	case len(out.Files) == 0 && a.status == exitUsage: // there is no article of that name, which is said
	case len(out.Files) == 0:
		text.Sentence(a.messages.Text("fix.nothing"))
	case !o.write:
		text.Hint(a.messages.Text("mark.dry_run"))
		text.Sentence(a.messages.Text("hint.write", "Command", a.commandHere(append([]string{"fix", "--write"}, o.again(articles)...)...)))
	}
	return nil
}

// settleOutcome works out what becomes of some work and, unless it is a trial, writes it
// under the lock of the project.
func (a *app) settleOutcome(ctx context.Context, p *disk.Project, trial bool, work func(*xsync.Project) (*queue.Outcome, error)) (out *queue.Outcome, err error) {
	changed, err := p.Settle(ctx, trial, func(p *disk.Project) (t disk.Task, err error) {
		if out, err = work(&p.Project); err != nil {
			return disk.Task{}, err
		}
		return disk.Task{Plan: out.Plan, Texts: out.Texts, Label: a.deedNamed()}, nil
	})
	if err != nil {
		return nil, err
	}
	for _, problem := range changed {
		a.reportProblem(problem)
		out.Files = slices.DeleteFunc(out.Files, func(f queue.File) bool { return f.Path == problem.Path })
	}
	for _, err := range out.Problems {
		problem := corpus.ProblemOf(err)
		a.reportProblem(problem)
		a.nearestArticle(p, problem)
	}
	return out, nil
}

// showPatch shows how translations would change.
func (a *app) showPatch(out *queue.Outcome) {
	text := a.textWriter()
	for k := range out.Files {
		f := &out.Files[k]
		text.Patch(diff.Diff("a/"+f.Path, f.Was, "b/"+f.Path, f.Now))
	}
}
