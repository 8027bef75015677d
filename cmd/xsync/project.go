package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/baseline"
	"github.com/xsync-project/xsync/sync/corpus"
	"github.com/xsync-project/xsync/sync/drift"
)

// project is a project on disk.
type project struct {
	xsync.Project
	root string // folder of xsync.toml
}

// tree is a folder as an fs.FS that no link leads out of.
func tree(root string) (fs.FS, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	return r.FS(), nil
}

// open finds the project that the working folder lies in and reads its
// configuration. Problems of the configuration are reported.
func (a *app) open() (*project, error) {
	root, data, err := a.findConfig()
	if err != nil {
		return nil, err
	}
	config, problems := corpus.ParseConfig(corpus.ConfigName, data)
	for _, p := range problems {
		a.problem(p)
	}
	if config == nil {
		return nil, errReported
	}
	fsys, err := tree(root)
	if err != nil {
		return nil, err
	}
	return &project{Project: xsync.Project{FS: fsys, Config: config}, root: root}, nil
}

// findConfig looks for xsync.toml in the working folder and those above it.
func (a *app) findConfig() (root string, data []byte, err error) {
	start, err := filepath.Abs(a.dir)
	if err != nil {
		return "", nil, err
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, corpus.ConfigName))
		if err == nil {
			return dir, data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", nil, corpus.Unreadable(filepath.Join(dir, corpus.ConfigName), err)
		}
		if dir == filepath.Dir(dir) {
			return "", nil, &usageError{
				message: a.messages.Text("usage.no_project", "Directory", start),
				hint:    a.messages.Text("usage.begin", "Command", "xsync init"),
			}
		}
	}
}

// selection is what a user asks for: articles and languages.
type selection struct {
	languages []string
	states    []string
}

func (s *selection) flags(a *app, c *cobra.Command) {
	c.Flags().StringSliceVar(&s.languages, "lang", nil, a.messages.Text("flag.lang"))
	_ = c.RegisterFlagCompletionFunc("lang", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		if p, err := a.open(); err == nil {
			return p.Config.Targets, cobra.ShellCompDirectiveNoFileComp
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	})
}

// query turns a selection into a query of a project.
func (a *app) query(p *project, s *selection, articles []string) (xsync.Query, error) {
	q := xsync.Query{Languages: s.languages}
	for _, l := range s.languages {
		if !slices.Contains(p.Config.Targets, l) {
			return q, corpus.Problem{ID: corpus.UnknownLanguage, Data: map[string]any{"Language": l, "Languages": strings.Join(p.Config.Targets, ", ")}}
		}
	}
	for _, name := range articles {
		q.Articles = append(q.Articles, a.relative(p, name))
	}
	return q, nil
}

// relative turns the name of an article as the user writes it, an id or a path
// from the working folder, into one from the root of the project.
func (a *app) relative(p *project, name string) string {
	full := name
	if !filepath.IsAbs(full) {
		full = filepath.Join(a.dir, name)
	}
	full, err := filepath.Abs(full)
	if err != nil {
		return name
	}
	rel, err := filepath.Rel(p.root, full)
	if err != nil || strings.HasPrefix(rel, "..") {
		return name
	}
	if _, err := os.Stat(full); err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}

// filter reads names of states.
func (a *app) filter(names []string) (map[drift.State]bool, error) {
	keep := map[drift.State]bool{}
	for _, n := range names {
		s, ok := drift.ParseState(n)
		if !ok {
			return nil, &usageError{
				message: a.messages.Text("usage.value", "Flag", "--state", "Value", n, "Want", strings.Join(stateNames(), ", ")),
			}
		}
		keep[s] = true
	}
	return keep, nil
}

func stateNames() []string {
	var out []string
	for s := range drift.NumStates {
		out = append(out, s.String())
	}
	return out
}

// translated is the text of an error in the user's language, as far as xsync
// knows the error.
func (a *app) translated(err error) string {
	var p corpus.Problem
	if errors.As(err, &p) {
		return a.describe(p)
	}
	return a.describe(asProblem(err))
}

// asProblem turns an error of the core into a problem that can be described in
// any language.
func asProblem(err error) corpus.Problem {
	var p corpus.Problem
	if errors.As(err, &p) {
		return p
	}
	if e, ok := baseline.IsUnreadable(err); ok {
		return corpus.Problem{ID: corpus.BrokenLine, Path: e.Path, Line: e.Line, Data: map[string]any{"Text": e.Text, "Want": e.Want}}
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return corpus.Unreadable(pe.Path, err)
	}
	return corpus.Problem{ID: corpus.CannotRead, Data: map[string]any{"Reason": err.Error()}}
}

// articleNames completes the names of articles.
func (a *app) articleNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	p, err := a.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	found, _ := p.Config.Find(p.FS)
	var ids []string
	for _, f := range found {
		ids = append(ids, f.ID)
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
