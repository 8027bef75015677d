package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

type importOptions struct {
	selection
	format  string
	dryRun  bool
	machine bool
}

func (a *app) importCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:     "import FILE",
		Short:   "help.import",
		Long:    "help.import.long",
		Example: "xsync import tr.po\nxsync import --dry-run tr.xlf\nxsync import --format csv - < tr.csv",
		Args:    a.countArguments(1, 1),
		RunE:    func(c *cobra.Command, args []string) error { return a.importFile(c.Context(), &o, args[0]) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
	o.oneFlag(a, c)
	a.choiceFlag(c, &o.format, "format", exchange.Formats(), "flag.import_format")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "flag.dry_run")
	c.Flags().BoolVar(&o.machine, "machine", false, "flag.machine")
	return c
}

// importFile takes a work list back.
func (a *app) importFile(ctx context.Context, o *importOptions, name string) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	returned, err := a.readReturned(name, o.format)
	if err != nil {
		return err
	}
	if len(o.languages) == 0 && returned.Target != "" {
		o.languages = []string{targetOf(returned.Target, p.Config.Targets)}
	}
	if err := a.oneLanguage(p, &o.selection, nil, "usage.import_lang"); err != nil {
		return err
	}
	q, err := a.queryOf(p, &o.selection, nil)
	if err != nil {
		return err
	}
	lang := q.Languages[0]
	if returned.Target != "" && targetOf(returned.Target, q.Languages) != lang {
		return &usageError{message: a.messages.Text("usage.other_language", "File", name, "Language", returned.Target, "Other", lang)}
	}
	take := queue.Import
	if o.machine {
		take = queue.ImportMachine
	}
	out, err := a.settleOutcome(ctx, p, o.dryRun, func(p *xsync.Project) (*queue.Outcome, error) { return take(ctx, p, lang, returned.Answers) })
	if err != nil {
		return err
	}
	text := a.textWriter()
	if o.dryRun {
		a.showPatch(out)
	}
	text.Taken(out)
	text.Left(out.Left, name)
	text.Comments(returned.Answers, name)
	if slices.ContainsFunc(out.Left, func(l queue.Left) bool { return l.Reason.Refused() }) {
		a.raiseStatus(exitDrift)
	}
	next := a.goOn(out.Left, name, lang)
	switch {
	case o.dryRun:
		next = append([]string{a.messages.Text("mark.dry_run")}, next...)
	case len(out.Files) == 0:
		text.Sentence(a.messages.Text("import.nothing"))
	default:
		next = append(next, a.messages.Text("hint.status", "Command", a.commandHere("status", "--lang", lang)))
	}
	if len(next) > 0 {
		text.Hint(next...)
	}
	return nil
}

// goOn says what to do about answers that were refused: what was edited meanwhile has to be
// asked for anew, all else is mended in the file.
func (a *app) goOn(left []queue.Left, name, lang string) []string {
	refused := slices.DeleteFunc(slices.Clone(left), func(l queue.Left) bool { return !l.Reason.Refused() })
	outdated := func(l queue.Left) bool {
		return l.Reason == queue.SourceMoved || l.Reason == queue.TargetMoved || l.Reason == queue.NoSuchItem
	}
	var hints []string
	if name != "-" && slices.ContainsFunc(refused, func(l queue.Left) bool { return !outdated(l) }) {
		hints = append(hints, a.messages.Text("hint.import_again", "Command", commandLine(a.args...)))
	}
	if slices.ContainsFunc(refused, outdated) {
		hints = append(hints, a.messages.Text("hint.list_again", "Command", a.commandHere("queue", "--lang", lang)))
	}
	return hints
}

// targetOf is the language of a project that a file means by a tag: tools write
// tr_TR or TR for tr. It is the tag itself if none is meant.
func targetOf(tag string, targets []string) string {
	fold := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "-")) }
	for _, t := range targets {
		if fold(t) == fold(tag) {
			return t
		}
	}
	base, _, _ := strings.Cut(fold(tag), "-")
	for _, t := range targets {
		if fold(t) == base {
			return t
		}
	}
	return tag
}

// readReturned reads a work list that came back; "-" is standard input.
func (a *app) readReturned(name, format string) (*exchange.Returned, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = corpus.ReadStream(name, a.in)
	} else {
		data, err = a.readNamed(name)
	}
	if err != nil {
		return nil, err
	}
	if format == "" {
		format = cmp.Or(exchange.FormatOf(name, data), exchange.FormatByName(name))
	}
	if format == "" {
		return nil, &usageError{message: a.messages.Text("usage.import_format", "File", name, "Formats", strings.Join(exchange.Formats(), ", "))}
	}
	returned, err := exchange.Read(name, format, data)
	readsAnyText := format == exchange.Markdown || format == exchange.PO // the others fail on what is no list
	if err == nil && len(returned.Answers) == 0 && returned.Target == "" && readsAnyText {
		return nil, &usageError{message: a.messages.Text("usage.no_list", "File", name)}
	}
	return returned, err
}
