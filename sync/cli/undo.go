package cli

import (
	"context"
	"path"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
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

// fate says what became of an attempt to take work back.
type fate uint8

const (
	takenBack fate = iota
	nothingDone
	backAlready      // its files are as they were before
	changedSince     // one of its files is not what the work left
	tooLargeToUndo   // what was there before is not kept
	changedMeanwhile // while it was taken back
)

// undone is what became of the latest work.
type undone struct {
	*deed
	fate
	put      []fileChange // those that are put back
	since    []sinceDone
	problems []corpus.Problem
}

// sinceDone is a file that is not what the work left: what it left, and what the file
// is now.
type sinceDone struct {
	fileChange
	now []byte
}

// takeBack puts the files of the latest work back as they were. None is touched if
// one of them has been changed since, by whatever.
func takeBack(ctx context.Context, p *project, trial bool) (*undone, error) {
	var u *undone
	changed, err := p.settle(ctx, trial, func(p *project) (t task, err error) {
		if u, err = inspectDeeds(p); err != nil {
			return task{}, err
		}
		return u.undoingTask(), nil
	})
	if err != nil {
		return nil, err
	}
	if len(changed) > 0 {
		u.fate, u.problems = changedMeanwhile, changed
	}
	return u, nil
}

// inspectDeeds finds out what is to be done to take the latest work back.
func inspectDeeds(p *project) (*undone, error) {
	names := deedNames(p.FS, undoFolder)
	if len(names) == 0 {
		return &undone{fate: nothingDone}, nil
	}
	d, err := readDeed(p, names[0])
	if err != nil {
		return nil, err
	}
	u := &undone{deed: d}
	for _, c := range d.changes {
		now, err := p.Optional(c.Name)
		if err != nil {
			return nil, err
		}
		switch {
		case c.isBack(now): // a process that was killed has not done it, or has taken it back
		case c.isResult(now):
			u.put = append(u.put, c)
		case strings.HasPrefix(c.Name, baseline.Stores):
			u.put = append(u.put, c.mergedWith(now))
		default:
			u.since = append(u.since, sinceDone{c, now})
		}
	}
	switch {
	case d.TooLarge:
		u.fate = tooLargeToUndo
	case len(u.since) > 0:
		u.fate = changedSince
	case len(u.put) == 0:
		u.fate = backAlready
	}
	return u, nil
}

// undoingTask is the plan that takes the work back and then forgets it. Records go back before
// texts: a text that is newer than its record is not taken for reviewed.
func (u *undone) undoingTask() task {
	t := task{plan: plan{}, texts: map[string][]string{}, recordsFirst: true}
	if u.fate == nothingDone || u.fate == changedSince {
		return t
	}
	var texts []string
	for _, c := range u.put {
		t.plan[c.Name] = c.bytesBefore()
		if writingOrder(c.Name) == textRank {
			texts = append(texts, c.Name)
		}
	}
	note := path.Join(undoFolder, u.name)
	t.plan[note], t.texts[note] = nil, texts
	return t
}

// nameIn is what a piece of work is called in a language.
func (l label) nameIn(m *locales.Messages) string {
	if l.ID == commandLabel {
		return inert.Line(l.Data["Command"])
	}
	var pairs []any
	for key, value := range l.Data {
		pairs = append(pairs, key, inert.Line(value))
	}
	return m.Text(l.ID, pairs...)
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
	u, err := takeBack(ctx, p, o.dryRun)
	if err != nil {
		return err
	}
	a.sayUndone(u, o.dryRun)
	if next, ok := latestDeed(p.FS); ok && !o.dryRun && u.fate == takenBack {
		a.textWriter().Hint(a.messages.Text("hint.undo", "Work", next.Label.nameIn(a.messages), "Command", a.commandHere("undo")))
	}
	return nil
}

// sayUndone says what was taken back, or why nothing was.
func (a *app) sayUndone(u *undone, trial bool) {
	text := a.textWriter()
	switch u.fate {
	case nothingDone:
		text.Sentence(a.messages.Text("page.nothing_to_undo"))
		return
	case backAlready:
		text.Sentence(a.messages.Text("undo.already", "Work", u.Label.nameIn(a.messages)))
	case tooLargeToUndo:
		text.Sentence(a.messages.Text("undo.too_large", "Work", u.Label.nameIn(a.messages)))
	case changedSince, changedMeanwhile:
		a.sayChanged(u)
		return
	case takenBack:
		said := "page.undone"
		if trial {
			said = "undo.would"
		}
		text.Sentence(a.messages.Text(said, "Work", u.Label.nameIn(a.messages)))
		a.listPutBack(u, trial)
	}
	if trial {
		text.Hint(a.messages.Text("mark.dry_run"))
	}
}

// listPutBack names the files that are put back; of a trial it shows the patch.
func (a *app) listPutBack(u *undone, trial bool) {
	text := a.textWriter()
	for k, c := range u.put {
		if k == itemised && len(u.put) > itemised+1 {
			text.Sentence("  " + a.messages.Count("undo.more", len(u.put)-itemised))
			break
		}
		if c.Existed {
			text.Line("  " + a.shownPath(c.Name))
		} else {
			text.Sentence("  " + a.messages.Text("undo.removed", "File", a.shownPath(c.Name)))
		}
	}
	for _, c := range u.put {
		if trial && writingOrder(c.Name) == textRank && c.Now != nil {
			text.Patch(diff.Diff("a/"+c.Name, c.Now, "b/"+c.Name, c.Was))
		}
	}
}

// sayChanged says which files keep work from being taken back, and what was changed
// in them since.
func (a *app) sayChanged(u *undone) {
	a.raiseStatus(exitDrift)
	text := a.textWriter()
	text.Sentence(a.messages.Text("undo.changed", "Work", u.Label.nameIn(a.messages)))
	for _, problem := range u.problems {
		a.reportProblem(problem)
	}
	for _, s := range u.since {
		text.Line("  " + a.shownPath(s.Name))
		if s.Now != nil && s.now != nil {
			text.Patch(diff.Diff("a/"+s.Name, s.Now, "b/"+s.Name, s.now))
		}
	}
}

// listDeeds lists the work that can be taken back, the latest first.
func (a *app) listDeeds(p *project) error {
	text, found := a.textWriter(), false
	for _, name := range deedNames(p.FS, undoFolder) {
		head, ok := headOf(p.FS, name)
		if !ok {
			a.reportProblem(corpus.Problem{ID: corpus.BrokenUndo, Path: path.Join(undoFolder, name)})
			continue
		}
		found = true
		when := head.When.Local()
		text.Line(wording.Date(a.messages, when.Format(time.DateOnly)) + when.Format(" 15:04") + "  " + inert.Line(head.Label.nameIn(a.messages)) + "  " + a.messages.Count("undo.files", head.Files))
	}
	if !found {
		text.Sentence(a.messages.Text("page.nothing_to_undo"))
	}
	return nil
}

// deedNamed is the label of what the command line does.
func (a *app) deedNamed() label {
	return label{ID: commandLabel, Data: map[string]string{"Command": commandLine(a.args...)}}
}
