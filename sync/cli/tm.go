package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/report"
	"github.com/xsync-project/xsync/sync/memory"
)

func (a *app) tmCommand() *cobra.Command {
	var o selection
	format := "tmx"
	c := &cobra.Command{
		Use:     "tm --lang LANG",
		Short:   "help.tm",
		Long:    "help.tm.long",
		Example: "xsync tm --lang tr > tr.tmx\nxsync tm --lang tr --format tbx > tr.tbx",
		Args:    a.countArguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.writeMemory(c.Context(), &o, format) },
	}
	o.oneFlag(a, c)
	a.choiceFlag(c, &format, "format", []string{"tmx", "tbx"}, "flag.tm_format")
	return c
}

// writeMemory writes the recorded pairs and the terms of the glossary as a translation
// memory, or the terms alone.
func (a *app) writeMemory(ctx context.Context, o *selection, format string) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	if err := a.oneLanguage(p, o, nil, "usage.queue_lang"); err != nil {
		return err
	}
	q, err := a.queryOf(p, o, nil)
	if err != nil {
		return err
	}
	if format == "tbx" {
		return report.TBX(a.out, p.Terms, q.Languages[0])
	}
	w := report.NewMemory(a.out, p.Config.Source, q.Languages[0], moduleVersion())
	unread, err := p.Finished(ctx, q.Languages[0], w.Add)
	if err != nil {
		return err
	}
	for _, err := range unread {
		a.reportProblem(corpus.ProblemOf(err))
	}
	w.AddTerms(p.Terms)
	return w.Close()
}

// addSuggestions adds to the items of a work list what could be a beginning.
func (a *app) addSuggestions(ctx context.Context, p *disk.Project, list *queue.Queue, drafter string) error {
	if err := a.rememberFinished(ctx, p, list); err != nil || drafter == "" {
		return err
	}
	return a.askForDrafts(ctx, p, drafter, list)
}

// Suggestions from the memory: how many, and how like the text, in percent.
const (
	mostSuggestions   = 3
	leastSuggestion   = 60
	suggestionsAtOnce = 16
)

// rememberFinished looks for finished translations of the project that are like the items
// of a work list.
func (a *app) rememberFinished(ctx context.Context, p *disk.Project, list *queue.Queue) error {
	if len(list.Items) == 0 {
		return nil
	}
	return a.suggestKept(p, list, func() error { return suggestFinished(ctx, p, list) })
}

// suggestKept takes suggestions from the cache, if they were worked out for the same items
// from the same texts, or has them worked out.
func (a *app) suggestKept(p *disk.Project, list *queue.Queue, suggest func() error) error {
	if p.Cache == nil {
		return suggest()
	}
	var asked strings.Builder
	for k := range list.Items {
		i := &list.Items[k]
		fmt.Fprintf(&asked, "%d %d %d %s%s\n", i.Kind, len(i.Text), len(i.Translation), i.Text, i.Translation)
	}
	name := []string{"suggestions 2", list.Source, list.Target, p.FinishedSum(list.Target), asked.String()}
	if data, ok := p.Cache.Recall(name...); ok {
		var kept [][]queue.Suggestion
		if json.Unmarshal(data, &kept) == nil && len(kept) == len(list.Items) {
			for k := range kept {
				list.Items[k].Suggestions = append(list.Items[k].Suggestions, kept[k]...)
			}
			return nil
		}
	}
	if err := suggest(); err != nil {
		return err
	}
	found := make([][]queue.Suggestion, len(list.Items))
	for k := range list.Items {
		found[k] = list.Items[k].Suggestions
	}
	if data, err := json.Marshal(found); err == nil {
		p.Cache.Keep(data, name...)
	}
	return nil
}

// suggestFinished adds to the items of a work list the translations of texts that are like
// theirs.
func suggestFinished(ctx context.Context, p *disk.Project, list *queue.Queue) error {
	m, err := desk.MemoryOf(ctx, p, list.Target)
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(suggestionsAtOnce)
	for k := range list.Items {
		group.Go(func() error {
			i := &list.Items[k]
			i.Suggestions = append(i.Suggestions, suggestionsFor(m, i)...)
			return ctx.Err()
		})
	}
	return group.Wait()
}

// suggestionsFor are the suggestions for an item. The translation that it has is
// none, unless something could be put into it.
func suggestionsFor(m *memory.Memory, i *queue.Item) []queue.Suggestion {
	var out []queue.Suggestion
	for _, match := range m.Find(i.Text, i.Kind, leastSuggestion, mostSuggestions+1) {
		if match.Text == i.Translation || len(out) == mostSuggestions {
			continue
		}
		out = append(out, queue.Suggestion{
			Text: match.Text, Source: match.Pair.Source, Score: match.Score, Origin: queue.Memory, Article: match.Pair.Article,
		})
	}
	return out
}
