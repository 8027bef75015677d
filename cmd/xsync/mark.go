package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/baseline"
	"github.com/xsync-project/xsync/sync/drift"
	"github.com/xsync-project/xsync/sync/report"
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
		Short:             a.messages.Text("help.mark"),
		Long:              a.messages.Text("help.mark.long"),
		Example:           "xsync mark mongolia --lang tr\nxsync mark mongolia --lang tr --segment k3f9a2bc\nxsync mark mongolia --lang tr --change minor",
		Args:              a.arguments(1, -1),
		RunE:              func(c *cobra.Command, args []string) error { return a.mark(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.flags(a, c)
	f := c.Flags()
	f.StringSliceVar(&o.segments, "segment", nil, a.messages.Text("flag.segment"))
	f.StringVar(&o.change, "change", "", a.messages.Text("flag.change"))
	f.BoolVar(&o.force, "force", false, a.messages.Text("flag.force"))
	f.BoolVar(&o.dryRun, "dry-run", false, a.messages.Text("flag.dry_run"))
	a.complete(c, "change", []string{"mechanical", "minor"})
	return c
}

// acceptance reads the flags that say what to record.
func (a *app) acceptance(o *markOptions) (xsync.Acceptance, error) {
	out := xsync.Acceptance{Segments: o.segments, Force: o.force}
	switch o.change {
	case "":
	case "mechanical":
		out.Change = drift.Mechanical
	case "minor":
		out.Change = drift.Minor
	default:
		return out, &usageError{message: a.messages.Text("usage.value", "Flag", "--change", "Value", o.change, "Want", "mechanical, minor")}
	}
	if o.force && len(o.segments) == 0 {
		return out, &usageError{message: a.messages.Text("usage.force")}
	}
	return out, nil
}

func (a *app) mark(ctx context.Context, o *markOptions, articles []string) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	if len(o.languages) == 0 {
		return &usageError{message: a.messages.Text("usage.mark_lang"), hint: a.messages.Text("usage.begin", "Command", "xsync mark "+articles[0]+" --lang "+p.Config.Targets[0])}
	}
	q, err := a.query(p, &o.selection, articles)
	if err != nil {
		return err
	}
	accept, err := a.acceptance(o)
	if err != nil {
		return err
	}
	return locked(ctx, p.root, func() (plan, error) {
		markings, problems, err := p.Mark(ctx, q, accept)
		if err != nil {
			return nil, err
		}
		for _, problem := range problems {
			a.problem(problem)
		}
		out := plan{baseline.AttributesPath: []byte(baseline.Attributes)}
		text := a.text()
		for k := range markings {
			a.marked(text, &markings[k], len(o.segments) > 0)
			for name, data := range markings[k].Plan {
				out[name] = data
			}
		}
		if o.dryRun || len(out) == 1 {
			return nil, nil
		}
		return out, nil
	})
}

// marked says what was recorded and what was not. What was named and refused
// makes the command fail.
func (a *app) marked(text *report.Text, m *xsync.Marking, named bool) {
	for _, id := range m.Unknown {
		a.say("%s", a.messages.Text("mark.unknown", "Segment", id, "Article", m.Article))
		a.fail(exitUsage)
	}
	text.Line(fmt.Sprintf("%s · %s: %s", m.Article, m.Language, a.messages.Count("mark.recorded", len(m.Accepted))))
	for k := range m.Accepted {
		text.Brief("✓", &m.Accepted[k], m.Before, "")
	}
	if len(m.Refused) == 0 {
		return
	}
	text.Line(a.messages.Count("mark.refused", len(m.Refused)))
	for k := range m.Refused {
		text.Brief("✗", &m.Refused[k].Row, m.Before, a.messages.Text(string(m.Refused[k].Reason)))
	}
	if named {
		a.fail(exitDrift)
	}
}
