package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/baseline"
	"github.com/xsync-project/xsync/sync/corpus"
)

type initOptions struct {
	source         string
	assume, dryRun bool
}

func (a *app) initCommand() *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:     "init [--assume]",
		Short:   a.messages.Text("help.init"),
		Long:    a.messages.Text("help.init.long"),
		Example: "xsync init\nxsync init --assume",
		Args:    a.arguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.initialise(c.Context(), &o) },
	}
	c.Flags().StringVar(&o.source, "source", corpus.Default, a.messages.Text("flag.source"))
	c.Flags().BoolVar(&o.assume, "assume", false, a.messages.Text("flag.assume"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, a.messages.Text("flag.dry_run"))
	return c
}

func (a *app) initialise(ctx context.Context, o *initOptions) error {
	if _, err := language.Parse(o.source); err != nil {
		return corpus.Problem{ID: corpus.BadTag, Data: map[string]any{"Tag": o.source}}
	}
	text := a.text()
	path := filepath.Join(a.dir, corpus.ConfigName)
	_, err := os.Lstat(path)
	switch {
	case err == nil && !o.assume:
		return &usageError{
			message: a.messages.Text("init.exists", "File", corpus.ConfigName),
			hint:    a.messages.Text("usage.begin", "Command", "xsync status"),
		}
	case errors.Is(err, fs.ErrNotExist):
		if err := a.detect(o, text.Line); err != nil {
			return err
		}
	case err != nil:
		return corpus.Unreadable(corpus.ConfigName, err)
	}
	switch {
	case o.assume && !o.dryRun:
		return a.assume(ctx, text.Line)
	case !o.dryRun:
		text.Hint(a.messages.Text("hint.assume", "Command", "xsync init --assume"))
	}
	return nil
}

// detect recognises the layout and writes the configuration.
func (a *app) detect(o *initOptions, say func(string)) error {
	fsys, err := tree(a.dir)
	if err != nil {
		return err
	}
	d, problems := corpus.Detect(fsys, o.source)
	if d == nil {
		for _, p := range problems {
			a.problem(p)
		}
		return errReported
	}
	for _, s := range d.Config.Articles {
		say(a.messages.Text("init.layout", "Pattern", s.Path))
		if s.SourcePath != "" {
			say(a.messages.Text("init.source_layout", "Pattern", s.SourcePath))
		}
	}
	say(a.messages.Count("init.articles", d.Articles, "Language", d.Config.Source))
	for _, lang := range d.Config.Targets {
		say(a.messages.Count("init.translations", d.Translations[lang], "Language", lang))
	}
	for _, name := range d.Unpaired {
		say(a.messages.Text("init.unpaired", "File", name))
	}
	if o.dryRun {
		say("")
		_, err := a.out.Write(d.Config.Encode())
		return err
	}
	if err := apply(a.dir, plan{corpus.ConfigName: d.Config.Encode()}); err != nil {
		return err
	}
	say(a.messages.Text("init.wrote", "File", corpus.ConfigName))
	return nil
}

// assume records every confident pair.
func (a *app) assume(ctx context.Context, say func(string)) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	return locked(ctx, p.root, func() (plan, error) {
		markings, problems, err := p.Mark(ctx, xsync.Query{}, xsync.Acceptance{Assume: true})
		if err != nil {
			return nil, err
		}
		for _, problem := range problems {
			a.problem(problem)
		}
		out := plan{baseline.AttributesPath: []byte(baseline.Attributes)}
		taken, left := map[string]int{}, map[string]map[xsync.Reason]int{}
		for _, m := range markings {
			for name, data := range m.Plan {
				out[name] = data
			}
			taken[m.Language] += len(m.Accepted)
			if left[m.Language] == nil {
				left[m.Language] = map[xsync.Reason]int{}
			}
			for _, r := range m.Refused {
				left[m.Language][r.Reason]++
			}
		}
		for _, lang := range p.Config.Targets {
			say(a.messages.Count("init.assumed", taken[lang], "Language", lang))
			reasons := make([]xsync.Reason, 0, len(left[lang]))
			for r := range left[lang] {
				reasons = append(reasons, r)
			}
			slices.Sort(reasons)
			for _, r := range reasons {
				say("  " + a.messages.Count("init.left", left[lang][r], "Reason", a.messages.Text(string(r))))
			}
		}
		return out, nil
	})
}
