package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

type queueOptions struct {
	selection
	name               string // of the command
	changes            []string
	articles           []string
	format, file       string
	words, parts, part int
	isGiven            func(flag string) bool
	draft              bool
	command            string // for drafts, as it was given
	person             string // whose articles are listed, "" for all
}

func (a *app) queueCommand() *cobra.Command {
	o := queueOptions{name: "queue", format: "text"}
	c := &cobra.Command{
		Use:               "queue [ARTICLE…] --lang LANG",
		Short:             "help.queue",
		Long:              "help.queue.long",
		Example:           "xsync queue --lang tr\nxsync queue --lang tr --words 1500 --format po > tr.po\nxsync queue --lang ru --parts 3 --part 1 --format xliff > one.xlf",
		RunE:              func(c *cobra.Command, args []string) error { return a.runQueue(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	a.queueFlags(c, &o)
	return c
}

// draftCommand is the work list with drafts in it.
func (a *app) draftCommand() *cobra.Command {
	o := queueOptions{name: "draft", format: "text", draft: true}
	c := &cobra.Command{
		Use:               "draft [ARTICLE…] --lang LANG",
		Short:             "help.draft",
		Long:              "help.draft.long",
		Example:           "xsync draft mongolia --lang tr\nxsync draft --lang tr --words 1500 --format xliff > tr.xlf",
		RunE:              func(c *cobra.Command, args []string) error { return a.runQueue(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	a.queueFlags(c, &o)
	c.Flags().StringVar(&o.command, "command", "", "flag.draft_command")
	return c
}

func (a *app) queueFlags(c *cobra.Command, o *queueOptions) {
	o.oneFlag(a, c)
	o.stateFlag(a, c)
	f := c.Flags()
	changes := []string{"mechanical", "minor", "major", "facts"}
	f.StringSliceVar(&o.articles, "article", nil, "flag.article")
	f.Var(&choices{&o.changes, changes}, "change", "flag.queue_change")
	a.choiceFlag(c, &o.format, "format", append([]string{"text"}, exchange.Formats()...), "flag.queue_format")
	f.StringVarP(&o.file, "out", "o", "", "flag.out_file")
	f.IntVar(&o.words, "words", 0, "flag.words")
	f.IntVar(&o.parts, "parts", 0, "flag.parts")
	f.IntVar(&o.part, "part", 0, "flag.part")
	o.isGiven = f.Changed
	f.StringVar(&o.person, "for", "", "flag.for")
	a.completeFlag(c, "change", changes)
}

// runQueue lists the work in one language.
func (a *app) runQueue(ctx context.Context, o *queueOptions, articles []string) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	if err := a.oneLanguage(p, &o.selection, slices.Concat(articles, o.articles), "usage.queue_lang"); err != nil {
		return err
	}
	if err := a.destination(o); err != nil {
		return err
	}
	if err := a.checkShares(o); err != nil {
		return err
	}
	q, err := a.queryOf(p, &o.selection, append(articles, o.articles...))
	if err != nil {
		return err
	}
	drafter := ""
	if o.draft {
		if drafter, err = a.draftCommandOf(p, o.command); err != nil {
			return err
		}
	}
	if o.person != "" {
		if err := a.takenBy(p, &q, o.person); err != nil {
			return err
		}
	}
	list, aside, err := a.workList(ctx, p, q, o)
	if err != nil {
		return err
	}
	if len(list.Items) == 0 && a.status == exitUsage { // there is no such article, as was said
		return errReported
	}
	list.Sort(queue.Weights(p.Config.Queue.Weights))
	if o.words > 0 {
		list.Budget(o.words)
	}
	if o.parts > 0 {
		parts := list.Share(o.parts)
		if o.part == 0 {
			a.textWriter().Shares(parts)
			return nil
		}
		list = &parts[o.part-1]
	}
	if err := a.addSuggestions(ctx, p, list, drafter); err != nil {
		return err
	}
	if o.format == "text" {
		a.showQueue(o, list, &aside)
		return nil
	}
	return a.exportList(o, list)
}

// showQueue shows a work list to people, and what is to be done beside it.
func (a *app) showQueue(o *queueOptions, list *queue.Queue, aside *aside) {
	a.textWriter().Queue(list)
	var hints []string
	if aside.tools > 0 {
		hints = append(hints, a.messages.Count("hint.fix", aside.tools, "Command", a.commandHere("fix", "--lang", list.Target)))
	}
	if len(list.Items) > 0 {
		hints = append(hints, a.messages.Text("hint.export", "Command", commandLine(withFlag(withoutFlag(a.args, "format"), "-o", list.Target+".po")...)))
	}
	if aside.orphans > 0 {
		hints = append(hints, a.messages.Count("hint.orphans", aside.orphans, "Command", a.showOrphans(aside.orphaned, list.Target)))
	}
	if aside.unverified > 0 {
		hints = append(hints, a.messages.Count("hint.unlisted_rows", aside.unverified, "Command", a.commandHere(o.name, "--lang", list.Target, "--state", drift.Unverified.String())))
	}
	if len(hints) > 0 {
		a.textWriter().Hint(hints[:min(len(hints), mostHints)]...)
	}
}

// mostHints is how many next steps are proposed at once.
const mostHints = 3

// fewArticles is how many articles a proposed command names one by one.
const fewArticles = 3

// showOrphans is the command that shows the orphans of articles.
func (a *app) showOrphans(articles []string, lang string) string {
	chosen := []string{"--lang", lang, "--state", drift.Orphan.String()}
	if len(articles) > fewArticles {
		return a.commandHere(append([]string{"status"}, chosen...)...)
	}
	return a.commandHere(slices.Concat([]string{"diff"}, articles, chosen)...)
}

// oneLanguage makes sure that one language is meant: the one that is named, by itself or by
// the paths of translations, the only one of the project, or that of the user. A list that
// comes back without its language may be in any.
func (a *app) oneLanguage(p *disk.Project, s *selection, articles []string, message string) error {
	if len(s.languages) == 0 {
		s.languages = a.meantLanguage(p, articles, message != "usage.import_lang")
	}
	if _, err := a.queryOf(p, s, nil); err != nil || len(s.languages) == 1 {
		return err
	}
	args := withoutFlag(a.args, "lang") // there were too many of them
	return &usageError{
		message: a.messages.Text(message, "Languages", strings.Join(p.Config.Targets, ", ")),
		hint:    a.messages.Text("usage.begin", "Command", commandLine(withFlag(args, "--lang", a.likelyLanguage(p))...)),
	}
}

// withFlag are arguments with flags more: before "--", behind which no flag stands.
func withFlag(args []string, flags ...string) []string {
	k := slices.Index(args, "--")
	if k < 0 {
		k = len(args)
	}
	return slices.Insert(slices.Clone(args), k, flags...)
}

// withoutFlag are arguments without a flag that has a value.
func withoutFlag(args []string, name string) []string {
	var out []string
	for k := 0; k < len(args); k++ {
		switch arg := args[k]; {
		case arg == "--"+name:
			k++
		case !strings.HasPrefix(arg, "--"+name+"="):
			out = append(out, arg)
		}
	}
	return out
}

// mostParts is how many parts a work list is dealt out into at most.
const mostParts = 1000

// checkShares checks the flags that cut a work list down.
func (a *app) checkShares(o *queueOptions) error {
	switch {
	case o.words < 1 && o.isGiven("words"), o.parts < 1 && o.isGiven("parts"):
		return &usageError{message: a.messages.Text("usage.positive")}
	case o.parts > mostParts:
		return &usageError{message: a.messages.Text("usage.parts", "Most", mostParts)}
	case o.part < 0 || o.part > o.parts, o.part > 0 && o.parts == 0, o.parts > 0 && o.part == 0 && o.format != "text":
		args := withFlag(withoutFlag(withoutFlag(a.args, "part"), "parts"), "--parts", strconv.Itoa(cmp.Or(o.parts, 3)), "--part", "1")
		return &usageError{message: a.messages.Text("usage.part"), hint: a.messages.Text("usage.begin", "Command", commandLine(args...))}
	}
	return nil
}

// aside counts the segments that are not in a work list though something is to be
// done about them: those that a tool can see to, and those whose source was deleted,
// which are for an editor to delete or to keep.
type aside struct {
	tools, orphans int
	unverified     int            // rows that nothing says anything about
	orphaned       []string       // the articles that have orphans
	perArticle     map[string]int // orphans, by article
}

// countOrphans counts the orphans of a translation, but for those whose text went to
// another article: they are told where they are missing.
func (s *aside) countOrphans(article string, t *xsync.Translation, arrived []string) {
	if s.perArticle == nil {
		s.perArticle = map[string]int{}
	}
	s.perArticle[article] += t.Counts[drift.Orphan]
	for _, from := range arrived {
		s.perArticle[from]--
	}
}

// sumOrphans adds the orphans up.
func (s *aside) sumOrphans() {
	for article, n := range s.perArticle {
		if s.orphans += n; n > 0 {
			s.orphaned = append(s.orphaned, article)
		}
	}
	slices.Sort(s.orphaned)
}

// workList lists what is to be done, and counts what is not in the list, unless it was
// asked for by its change.
func (a *app) workList(ctx context.Context, p *disk.Project, q xsync.Query, o *queueOptions) (list *queue.Queue, left aside, err error) {
	list = &queue.Queue{Source: p.Config.Source, Target: q.Languages[0]}
	q.Done, q.Derived = o.isDone, o.derived(list.Source)
	_, err = a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			t := &article.Translations[k]
			found, ok := t.Derived.(*queue.Listed)
			if !ok { // its figures say that there is no work
				found = &queue.Listed{}
			}
			if len(o.states)+len(o.changes) == 0 {
				left.countOrphans(article.ID, t, found.Arrived)
				left.unverified += t.Counts[drift.Unverified]
			}
			left.tools += found.Tools
			priority := p.Config.Queue.Priority(article.Path)
			for _, item := range found.Items {
				item.Priority = priority
				list.Items = append(list.Items, item)
			}
		}
		return nil
	})
	left.sumOrphans()
	return list, left, err
}

// derived asks for the work lists of a source language.
func (o *queueOptions) derived(source string) *xsync.Derived {
	return queue.Derived(source, fmt.Sprintf("%q %q", o.states, o.changes), o.keepRow(), len(o.changes) == 0)
}

// isDone says of the figures of a translation that there is nothing to list.
func (o *queueOptions) isDone(c xsync.Counts) bool {
	states := o.states
	if len(states) == 0 {
		states = []string{drift.Stale.String(), drift.Missing.String(), drift.Untranslated.String()}
	}
	return !slices.ContainsFunc(states, func(name string) bool {
		s, ok := drift.ParseState(name)
		return ok && c[s] > 0
	})
}

// keepRow says which rows were asked for: those in the states and with the changes
// named; without any, all that is work. What is stale mechanically is none, but
// can be asked for.
func (o *queueOptions) keepRow() func(*drift.Row) bool {
	if len(o.states)+len(o.changes) == 0 {
		return queue.Work
	}
	return func(r *drift.Row) bool {
		if len(o.states) == 0 && r.Change != change.Mechanical && !queue.Work(r) {
			return false
		}
		if len(o.states) > 0 && !slices.Contains(o.states, r.State.String()) {
			return false
		}
		return len(o.changes) == 0 || r.State == drift.Stale && slices.Contains(o.changes, r.Change.String())
	}
}
