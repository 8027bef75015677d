package cli

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/report"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

type markOptions struct {
	selection
	segments      []string
	change        string
	force, dryRun bool
}

func (a *app) markCommand() *cobra.Command {
	var o markOptions
	c := &cobra.Command{
		Use:               "mark ARTICLE… --lang LANG",
		Short:             "help.mark",
		Long:              "help.mark.long",
		Example:           "xsync mark mongolia --lang tr\nxsync mark mongolia --lang tr --segment k3f9a2bc\nxsync mark mongolia --lang tr --state unverified\nxsync mark mongolia --lang tr --change minor",
		Args:              a.countArguments(1, -1),
		RunE:              func(c *cobra.Command, args []string) error { return a.runMark(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.addFlags(a, c)
	o.stateFlag(a, c, vouched...)
	f := c.Flags()
	f.StringSliceVar(&o.segments, "segment", nil, "flag.segment")
	a.choiceFlag(c, &o.change, "change", []string{"mechanical", "minor"}, "flag.change")
	f.BoolVar(&o.force, "force", false, "flag.force")
	f.BoolVar(&o.dryRun, "dry-run", false, "flag.dry_run")
	return c
}

// acceptanceOf reads the flags that say what to record.
func (a *app) acceptanceOf(o *markOptions, articles []string) (xsync.Acceptance, error) {
	for k := range o.segments { // as status prints them
		o.segments[k] = strings.TrimPrefix(o.segments[k], "#")
	}
	out := xsync.Acceptance{Segments: o.segments, Choice: choiceOf(o.states), Force: o.force}
	switch o.change {
	case "mechanical":
		out.Change = change.Mechanical
	case "minor":
		out.Change = change.Minor
	}
	if o.force && len(o.segments) == 0 {
		return out, &usageError{
			message: a.messages.Text("usage.force"),
			hint:    a.messages.Text("usage.begin", "Command", a.commandHere("diff", articles[0], "--lang", o.languages[0])),
		}
	}
	return out, nil
}

func (a *app) runMark(ctx context.Context, o *markOptions, articles []string) error {
	p, articles, rows, err := a.openAtLines(ctx, articles)
	if err != nil {
		return err
	}
	o.segments = append(o.segments, rows...)
	if len(o.languages) == 0 {
		o.languages = a.meantLanguage(p, articles, true)
	}
	if len(o.languages) == 0 {
		return &usageError{
			message: a.messages.Text("usage.mark_lang", "Languages", strings.Join(p.Config.Targets, ", ")),
			hint:    a.messages.Text("usage.begin", "Command", commandLine(withFlag(a.args, "--lang", a.likelyLanguage(p))...)),
		}
	}
	q, err := a.queryOf(p, &o.selection, articles)
	if err != nil {
		return err
	}
	accept, err := a.acceptanceOf(o, articles)
	if err != nil {
		return err
	}
	markings, err := a.recordRows(ctx, p, q, accept, o.dryRun)
	if err != nil {
		return err
	}
	a.unknownSegments(markings, o.segments)
	text := a.textWriter()
	for k := range markings {
		if m := &markings[k]; m.Before == nil { // it was not asked for
			text.Line(inert.Line(m.Article) + " · " + m.Language + ": " + a.messages.Count("mark.moved", m.Moved, "From", inert.Line(strings.Join(m.From, ", "))))
		} else {
			a.reportMarked(text, m, o)
		}
	}
	if len(markings) == 0 {
		a.noFiles(p, q, text)
	}
	left := slices.IndexFunc(markings, func(m xsync.Marking) bool { return leavesWork(&m) })
	switch {
	case o.dryRun:
		text.Hint(a.messages.Text("mark.dry_run"))
	case left >= 0:
		text.Hint(a.messages.Text("hint.status", "Command", a.commandHere("status", markings[left].Article, "--lang", markings[left].Language)))
	}
	return nil
}

// leavesWork reports whether there is work left when a marking has been written.
func leavesWork(m *xsync.Marking) bool {
	return m.Before != nil && !m.Before.Unrelated && slices.ContainsFunc(m.Before.Rows, func(r drift.Row) bool {
		taken := slices.ContainsFunc(m.Accepted, func(t drift.Row) bool { return t.ID == r.ID })
		return !taken && (r.NeedsWork() || r.State == drift.Unverified)
	})
}

// meantLanguage is the language that is meant where none is named: the only one of the project,
// that of the translations that are named, or with own, that of the user; nil if none is known.
func (a *app) meantLanguage(p *disk.Project, names []string, own bool) []string {
	if len(p.Config.Targets) == 1 {
		return p.Config.Targets
	}
	if lang := a.languageOf(p, names); lang != nil {
		return lang
	}
	if lang := a.ownLanguage(p); own && lang != "" {
		return []string{lang}
	}
	return nil
}

// languageOf is the language that the paths of translations name, if all that is
// named are translations into one.
func (a *app) languageOf(p *disk.Project, names []string) []string {
	found, _ := p.Config.Find(p.FS)
	var out []string
	for _, name := range names {
		path, err := a.relativeName(p, name)
		if err != nil {
			return nil
		}
		lang := intoLanguage(found, path)
		if lang == "" || len(out) > 0 && out[0] != lang {
			return nil
		}
		out = []string{lang}
	}
	return out
}

// intoLanguage is the language of the translation at a path, or of all articles in a folder
// that has those of one language alone; or "".
func intoLanguage(found []corpus.Article, path string) string {
	isMeant := func(file string) bool { return file == path || strings.HasPrefix(file, path+"/") }
	only := ""
	for k := range found {
		if isMeant(found[k].Source) {
			return ""
		}
		for lang, t := range found[k].Targets {
			switch {
			case !isMeant(t.Path):
			case only != "" && only != lang:
				return ""
			default:
				only = lang
			}
		}
	}
	return only
}

// noFiles says which files there are none of where nothing could be recorded, and how
// to have the first translated.
func (a *app) noFiles(p *disk.Project, q xsync.Query, text *report.Text) {
	found, _ := p.Config.Find(p.FS)
	var next []string
	for _, f := range found {
		for _, lang := range q.Languages {
			t, is := f.Targets[lang]
			if named := slices.Contains(q.Articles, f.ID) || slices.Contains(q.Articles, f.Source) || slices.Contains(q.Articles, t.Path); named && is && !t.Exists && t.Problem == nil {
				text.Sentence(a.messages.Text("no_file_yet", "File", t.Path))
				next = append(next, a.hintToBegin(f.ID, lang))
				a.raiseStatus(exitDrift)
			}
		}
	}
	if len(next) > 0 {
		text.Hint(next[0])
	}
}

// hintToBegin says how to begin the translation of an article into a language.
func (a *app) hintToBegin(article, lang string) string {
	return a.messages.Text("hint.export", "Command", a.commandHere("queue", article, "--lang", lang, "-o", lang+".po"))
}

// recordRows works out what to record and writes it, under the lock of the project;
// a dry run writes nothing and takes no lock. It can be taken back.
func (a *app) recordRows(ctx context.Context, p *disk.Project, q xsync.Query, accept xsync.Acceptance, dry bool) ([]xsync.Marking, error) {
	var markings []xsync.Marking
	progress := a.newProgress()
	defer progress.clearLine()
	q.Step = progress.showStep
	changed, err := p.Settle(ctx, dry, func(p *disk.Project) (disk.Task, error) {
		var problems []corpus.Problem
		var err error
		if markings, problems, err = p.Mark(ctx, q, accept); err != nil {
			return disk.Task{}, err
		}
		progress.clearLine()
		for _, problem := range problems {
			if accept.Move && problem.Notice() {
				continue // they are about other work
			}
			a.reportProblem(problem)
			a.nearestArticle(p, problem)
		}
		out := disk.Plan{}
		for _, m := range markings {
			maps.Copy(out, m.Plan)
		}
		accepted, err := acceptedAfter(ctx, p, markings)
		if err != nil {
			return disk.Task{}, err
		}
		if accepted != nil {
			out[check.AcceptedPath] = accepted
		}
		return disk.Task{Plan: out, Label: a.deedNamed()}, nil
	})
	for _, problem := range changed {
		a.reportProblem(problem)
		markings = slices.DeleteFunc(markings, func(m xsync.Marking) bool { _, ok := m.Plan[problem.Path]; return ok })
	}
	return markings, err
}

// unknownSegments complains about segments that were named and that none of the
// articles has.
func (a *app) unknownSegments(markings []xsync.Marking, segments []string) {
	for _, id := range segments {
		known := slices.ContainsFunc(markings, func(m xsync.Marking) bool { return !slices.Contains(m.Unknown, id) })
		if !known && len(markings) > 0 {
			a.raiseStatus(exitUsage)
			a.writeComplaint(a.messages.Text("mark.unknown", "Segment", id))
		}
	}
}

// itemised is how many of the recorded rows are named one by one.
const itemised = 12

// reportMarked says what was recorded and what was not. What was named and refused
// makes the command fail.
func (a *app) reportMarked(text *report.Text, m *xsync.Marking, o *markOptions) {
	named := len(o.segments) > 0
	text.Line(inert.Line(m.Article) + " · " + m.Language + ": " + a.messages.Count("mark.recorded", len(m.Accepted)))
	for k := range m.Accepted {
		if k == itemised && len(m.Accepted) > itemised+1 {
			text.Sentence("  " + a.messages.Count("mark.more", len(m.Accepted)-itemised))
			break
		}
		text.Brief("✓", &m.Accepted[k], m.Before, "")
	}
	if m.Before.Unrelated {
		a.raiseStatus(exitDrift)
		text.Paragraph(a.messages.Text("refused.unrelated"), 2)
		return
	}
	defer a.reportUntouched(text, m)
	if len(m.Accepted)+len(m.Refused)+len(m.Unknown) == 0 {
		switch {
		case len(o.states) > 0 && len(m.Left) == 0:
			text.Sentence(a.messages.Text("nothing_chosen"))
		case named || len(m.Left) == 0 && m.Plan == nil:
			text.Sentence(a.messages.Text("mark.already"))
		}
	}
	if len(m.Refused) == 0 {
		return
	}
	if named {
		a.raiseStatus(exitDrift)
	}
	text.Sentence(a.messages.Count("mark.refused", len(m.Refused)))
	for k := range m.Refused {
		r := &m.Refused[k]
		text.Brief("✗", &r.Row, m.Before, wording.Refusal(a.messages, r, "--segment"))
	}
}

// countDoubted is how many unverified rows would not be recorded if they were asked for by
// their state.
func countDoubted(t *xsync.Translation) int {
	n := 0
	for k := range t.Rows {
		if r := &t.Rows[k]; r.State == drift.Unverified && r.IsDisputed() {
			n++
		}
	}
	return n
}

// reportUntouched says how many rows were left since nobody has touched them, and how to
// record them.
func (a *app) reportUntouched(text *report.Text, m *xsync.Marking) {
	doubted := min(countDoubted(m.Before), m.Left[xsync.NotSeen])
	if n := m.Left[xsync.NotSeen] - doubted; n > 0 {
		command := a.commandHere("mark", m.Article, "--lang", m.Language, "--state", drift.Unverified.String())
		text.Sentence(a.messages.Count(string(xsync.NotSeen), n, "Command", command))
	}
	if doubted > 0 {
		command := a.commandHere("diff", m.Article, "--lang", m.Language, "--state", drift.Unverified.String())
		text.Sentence(a.messages.Count("refused.doubted", doubted, "Command", command))
	}
}
