package main

import (
	"context"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/queue"
	"github.com/xsync-project/xsync/sync/report"
)

func (a *app) tmCommand() *cobra.Command {
	var o selection
	c := &cobra.Command{
		Use:     "tm --lang LANG",
		Short:   "help.tm",
		Long:    "help.tm.long",
		Example: "xsync tm --lang tr > tr.tmx",
		Args:    a.arguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.memory(c.Context(), &o) },
	}
	o.flags(a, c)
	return c
}

// memory writes the recorded pairs as a translation memory.
func (a *app) memory(ctx context.Context, o *selection) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	if err := a.oneLanguage(p, o, "usage.queue_lang"); err != nil {
		return err
	}
	q, err := a.query(p, o, nil)
	if err != nil {
		return err
	}
	w := report.NewMemory(a.out, p.Config.Source, q.Languages[0], version())
	if err := p.Finished(ctx, q.Languages[0], w.Add); err != nil {
		return err
	}
	return w.Close()
}

// suggestions adds to the items of a work list what could be a beginning.
func (a *app) suggestions(ctx context.Context, p *project, list *queue.Queue, draft bool) error {
	if err := a.recall(ctx, p, list); err != nil || !draft {
		return err
	}
	return a.draft(ctx, p, list)
}

// recall looks for finished translations of the project that are like the items
// of a work list.
func (a *app) recall(ctx context.Context, p *project, list *queue.Queue) error {
	return p.Finished(ctx, list.Target, func(xsync.Finished) {})
}
