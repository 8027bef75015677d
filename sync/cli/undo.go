package cli

import (
	"context"
	"path"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

type undoOptions struct{ list, dryRun bool }

func (a *app) undoCommand() *cobra.Command {
	var o undoOptions
	c := &cobra.Command{
		Use:     "undo",
		Short:   "help.undo",
		Long:    "help.undo.long",
		Example: "xsync undo\nxsync undo --dry-run\nxsync undo --list",
		Args:    a.countArguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.runUndo(c.Context(), &o) },
	}
	c.Flags().BoolVar(&o.list, "list", false, "flag.undo_list")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "flag.dry_run")
	return c
}

// runUndo takes the latest work back, or lists what can be.
func (a *app) runUndo(ctx context.Context, o *undoOptions) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	if o.list {
		return a.listDeeds(p)
	}
	u, err := p.TakeBack(ctx, o.dryRun)
	if err != nil {
		return err
	}
	a.sayUndone(u, o.dryRun)
	if next, ok := disk.LatestDeed(p.FS); ok && !o.dryRun && u.Fate == disk.TakenBack {
		a.textWriter().Hint(a.messages.Text("hint.undo", "Work", desk.NameOfWork(next.Label, a.messages), "Command", a.commandHere("undo")))
	}
	return nil
}

// sayUndone says what was taken back, or why nothing was.
func (a *app) sayUndone(u *disk.Undone, trial bool) {
	text := a.textWriter()
	switch u.Fate {
	case disk.NothingDone:
		text.Sentence(a.messages.Text("page.nothing_to_undo"))
		return
	case disk.BackAlready:
		text.Sentence(a.messages.Text("undo.already", "Work", desk.NameOfWork(u.Label, a.messages)))
	case disk.TooLargeToUndo:
		text.Sentence(a.messages.Text("undo.too_large", "Work", desk.NameOfWork(u.Label, a.messages)))
	case disk.ChangedSince, disk.ChangedMeanwhile:
		a.sayChanged(u)
		return
	case disk.TakenBack:
		said := "page.undone"
		if trial {
			said = "undo.would"
		}
		text.Sentence(a.messages.Text(said, "Work", desk.NameOfWork(u.Label, a.messages)))
		a.listPutBack(u, trial)
	}
	if trial {
		text.Hint(a.messages.Text("mark.dry_run"))
	}
}

// listPutBack names the files that are put back; of a trial it shows the patch.
func (a *app) listPutBack(u *disk.Undone, trial bool) {
	text := a.textWriter()
	for k, c := range u.Put {
		if k == itemised && len(u.Put) > itemised+1 {
			text.Sentence("  " + a.messages.Count("undo.more", len(u.Put)-itemised))
			break
		}
		if c.Existed {
			text.Line("  " + a.shownPath(c.Name))
		} else {
			text.Sentence("  " + a.messages.Text("undo.removed", "File", a.shownPath(c.Name)))
		}
	}
	for _, c := range u.Put {
		if trial && c.Now != nil {
			text.Patch(diff.Diff("a/"+c.Name, c.Now, "b/"+c.Name, c.Was))
		}
	}
}

// sayChanged says which files keep work from being taken back, and what was changed
// in them since.
func (a *app) sayChanged(u *disk.Undone) {
	a.raiseStatus(exitDrift)
	text := a.textWriter()
	text.Sentence(a.messages.Text("undo.changed", "Work", desk.NameOfWork(u.Label, a.messages)))
	for _, problem := range u.Problems {
		a.reportProblem(problem)
	}
	for _, s := range u.Since {
		text.Line("  " + a.shownPath(s.Name))
		if s.Now != nil && s.Found != nil {
			text.Patch(diff.Diff("a/"+s.Name, s.Now, "b/"+s.Name, s.Found))
		}
	}
}

// listDeeds lists the work that can be taken back, the latest first.
func (a *app) listDeeds(p *disk.Project) error {
	text, found := a.textWriter(), false
	for _, name := range disk.DeedNames(p.FS) {
		head, ok := disk.HeadOf(p.FS, name)
		if !ok {
			a.reportProblem(corpus.Problem{ID: corpus.BrokenUndo, Path: path.Join(disk.UndoFolder, name)})
			continue
		}
		found = true
		when := head.When.Local()
		text.Line(wording.Date(a.messages, when.Format(time.DateOnly)) + when.Format(" 15:04") + "  " + inert.Line(desk.NameOfWork(head.Label, a.messages)) + "  " + a.messages.Count("undo.files", head.Files))
	}
	if !found {
		text.Sentence(a.messages.Text("page.nothing_to_undo"))
	}
	return nil
}

// deedNamed is the label of what the command line does.
func (a *app) deedNamed() disk.Label {
	return disk.Label{ID: disk.CommandLabel, Data: map[string]string{"Command": commandLine(a.args...)}}
}
