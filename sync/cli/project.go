package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/report"
	"github.com/xsync-project/xsync/sync/internal/spelling"
)

// openProject finds the project that the working folder lies in and reads its
// configuration. Problems of the configuration are reported.
func (a *app) openProject() (*disk.Project, error) {
	root, data, err := a.findConfig()
	if err != nil {
		return nil, err
	}
	if a.below, err = filepath.Rel(root, a.dir); err != nil || a.below == "." {
		a.below = ""
	}
	config, problems := corpus.ParseConfig(corpus.ConfigName, data)
	for _, p := range problems {
		a.reportProblem(p)
	}
	if config == nil {
		a.status = exitUsage // whatever is wrong with it
		return nil, errReported
	}
	fsys, err := disk.OpenTree(root)
	if err != nil {
		return nil, err
	}
	a.opened = &disk.Project{Project: xsync.Project{FS: fsys, Config: config}, Root: root}
	a.opened.Cache = a.openCache(a.opened)
	if hasRecords(a.opened) { // or else nothing is kept for the next command
		a.opened.Usual = []*xsync.Derived{check.Verdicts(&config.Check), (&queueOptions{}).derived(config.Source), queue.ToolWork(config.Source)}
	}
	if !a.readWordLists(a.opened) {
		return nil, errReported
	}
	return a.opened, nil
}

// readWordLists reads the glossary and the dictionaries of a project. Their problems are
// reported.
func (a *app) readWordLists(p *disk.Project) bool {
	var problems, more []corpus.Problem
	p.Terms, problems = xsync.ReadTerms(p.FS, p.Config)
	p.Dictionaries, more = xsync.ReadDictionaries(p.FS, p.Config, p.Cache)
	problems = append(problems, more...)
	for _, p := range problems {
		a.reportProblem(p)
	}
	return len(problems) == 0
}

// findConfig looks for xsync.toml in the working folder and those above it. One that the
// repository of the folder has and has not checked out is nearer than one around the repository.
func (a *app) findConfig() (string, []byte, error) {
	for dir := a.dir; ; dir = filepath.Dir(dir) {
		data, err := disk.ReadConfig(dir)
		if err == nil {
			return dir, data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			problem := corpus.Unreadable(corpus.ConfigName, err)
			problem.Path = filepath.Join(dir, corpus.ConfigName)
			return "", nil, problem
		}
		above := filepath.Dir(dir)
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err != nil && dir != above {
			continue
		}
		err = a.findWithheldConfig(dir)
		var told corpus.Problem
		if dir == above && err != nil || errors.As(err, &told) && told.ID == corpus.NotCheckedOut {
			return "", nil, err
		}
		if dir == above {
			return "", nil, &usageError{
				message: a.messages.Text("usage.no_project", "Directory", a.dir),
				hint:    a.messages.Text("usage.elsewhere"),
				more:    a.messages.Text("usage.new_project", "Command", a.commandHere("init")),
			}
		}
	}
}

// findWithheldConfig looks for xsync.toml among what is not checked out, from the working folder up
// to another, and says how to get it. It returns nil if there is none.
func (a *app) findWithheldConfig(last string) error {
	for dir := a.dir; ; dir = filepath.Dir(dir) {
		fsys, err := disk.OpenTree(dir)
		if err != nil {
			return nil
		}
		if _, err := fs.ReadFile(fsys, corpus.ConfigName); !errors.Is(err, fs.ErrNotExist) {
			a.below, _ = filepath.Rel(dir, a.dir)
			return err
		}
		if dir == last {
			return nil
		}
	}
}

// selection is what a user asks for: articles and languages.
type selection struct {
	languages []string
	states    []string
}

func (s *selection) addFlags(a *app, c *cobra.Command) {
	c.Flags().StringSliceVar(&s.languages, "lang", nil, "flag.lang")
	_ = c.RegisterFlagCompletionFunc("lang", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		a.enterFolder()
		if p, err := a.openProject(); err == nil {
			return valuesLeft(p.Config.Targets, typed), cobra.ShellCompDirectiveNoFileComp
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	})
}

// again are the arguments that name the same articles and languages again.
func (s *selection) again(articles []string) []string {
	if len(s.languages) == 0 {
		return articles
	}
	return append(slices.Clone(articles), "--lang", strings.Join(s.languages, ","))
}

// oneFlag is the same for a command that works on one language.
func (s *selection) oneFlag(a *app, c *cobra.Command) {
	s.addFlags(a, c)
	c.Flags().Lookup("lang").Usage = "flag.target_lang"
}

// openSelection opens the project and turns a selection into a query of it.
func (a *app) openSelection(s *selection, articles []string) (*disk.Project, xsync.Query, error) {
	p, err := a.openProject()
	if err != nil {
		return nil, xsync.Query{}, err
	}
	q, err := a.queryOf(p, s, articles)
	return p, q, err
}

// languageCalled is the language of a project that somebody calls by a tag, whatever its case:
// tr is also tr-TR where no other region of it is one of them. It is "" if none is called so.
func languageCalled(tag string, targets []string) string {
	var regional []string
	for _, t := range targets {
		language, _, found := strings.Cut(t, "-")
		switch {
		case strings.EqualFold(t, tag):
			return t
		case found && strings.EqualFold(language, tag):
			regional = append(regional, t)
		}
	}
	if len(regional) != 1 {
		return ""
	}
	return regional[0]
}

// queryOf turns a selection into a query of a project.
func (a *app) queryOf(p *disk.Project, s *selection, articles []string) (xsync.Query, error) {
	var q xsync.Query
	for _, l := range s.languages {
		if l == "" {
			return q, &usageError{message: a.messages.Text("usage.flag_value", "Flag", "--lang")}
		}
		known := languageCalled(l, p.Config.Targets)
		if known == "" {
			return q, corpus.Problem{ID: corpus.UnknownLanguage, Data: map[string]any{"Language": l, "Languages": strings.Join(p.Config.Targets, ", ")}}
		}
		if !slices.Contains(q.Languages, known) {
			q.Languages = append(q.Languages, known)
		}
	}
	for _, name := range articles {
		path, err := a.relativeName(p, name)
		if err != nil {
			return q, err
		}
		if path == "." {
			q.Articles = nil // the whole project
			return q, nil
		}
		q.Articles = append(q.Articles, path)
	}
	return q, nil
}

// relativeName turns the name of an article as the user writes it, an id or a path
// from the working folder, into one from the root of the project. In a submodule that is not
// checked out there may be a file of any name; there, what is an id is no path.
func (a *app) relativeName(p *disk.Project, name string) (string, error) {
	full := a.fullPath(filepath.FromSlash(name))
	rel, err := filepath.Rel(p.Root, full)
	inside := err == nil && filepath.IsLocal(rel)
	if _, err := os.Lstat(full); err != nil && !(inside && p.Has(filepath.ToSlash(rel)) && (a.below == "" || !haveID(p, name))) {
		return strings.TrimSuffix(path.Clean(filepath.ToSlash(name)), "/"), nil
	}
	if !inside {
		return "", &usageError{message: a.messages.Text("usage.outside", "File", name, "Root", p.Root)}
	}
	return filepath.ToSlash(rel), nil
}

// onlyFolders reports whether all names are folders, and none of them is the id
// of an article as well.
func onlyFolders(p *disk.Project, names []string) bool {
	if slices.ContainsFunc(names, func(name string) bool {
		info, err := os.Stat(filepath.Join(p.Root, filepath.FromSlash(name)))
		return err != nil || !info.IsDir()
	}) {
		return false
	}
	return !haveID(p, names...)
}

// haveID reports whether one of some names is the id of an article.
func haveID(p *disk.Project, names ...string) bool {
	found, _ := p.Config.Find(p.FS)
	return slices.ContainsFunc(found, func(a corpus.Article) bool { return slices.Contains(names, a.ID) })
}

// stateFlag adds the flag that chooses states, and where names are given, what else
// is known about rows.
func (s *selection) stateFlag(a *app, c *cobra.Command, others ...string) {
	names, usage := append(drift.StateNames(), others...), "flag.state"
	if len(others) > 0 {
		usage = "flag.state_vouched"
	}
	c.Flags().Var(&choices{&s.states, names}, "state", usage)
	a.completeFlag(c, "state", names)
}

// vouched are the flags by which rows can be chosen, beside their states.
var vouched = []string{"assumed", "forced", "machine"}

// choiceOf is that of the rows whose states or flags were named.
func choiceOf(names []string) (c drift.Choice) {
	for _, n := range names {
		if s, ok := drift.ParseState(n); ok {
			c.States[s] = true
		} else if f, ok := drift.ParseFlag(n); ok {
			c.Flags |= f
		}
	}
	return c
}

// rowFilter lets the rows through that were chosen.
func rowFilter(names []string) report.Filter { return report.Filter(choiceOf(names)) }

// nearestArticle hints at the article that was probably meant.
func (a *app) nearestArticle(p *disk.Project, problem corpus.Problem) {
	if problem.ID != corpus.UnknownArticle {
		return
	}
	found, _ := p.Config.Find(p.FS)
	ids := make([]string, len(found))
	for k := range found {
		ids[k] = found[k].ID
	}
	name, _ := problem.Data["Article"].(string)
	if isLeftOut(p, name) {
		a.writeHint(a.messages.Text("usage.translated_only", "Article", name))
		return
	}
	if m := linePlace.FindStringSubmatch(name); m != nil && a.isThere(m[1]) {
		a.writeHint(a.messages.Text("usage.begin", "Command", a.commandHere("diff", name)))
		return
	}
	if near := cmp.Or(spelling.Nearest(name, ids), lastNamed(name, ids)); near != "" {
		a.writeHint(a.messages.Text("usage.did_you_mean", "Command", a.correctedLine(name, near)))
	}
	a.writeHint(a.messages.Text("usage.articles", "Command", a.commandHere("status")))
}

// lastNamed is the only article whose id ends in a name, or "": one of articles in folders
// is often called by its file alone.
func lastNamed(name string, ids []string) string {
	bare := strings.TrimSuffix(name, path.Ext(name))
	found := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		last := path.Base(id)
		return !strings.EqualFold(last, name) && !strings.EqualFold(last, bare)
	})
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// isLeftOut reports whether a name is that of an article that the configuration leaves
// out, since it has no translation.
func isLeftOut(p *disk.Project, name string) bool {
	config := *p.Config
	for _, entries := range []*[]corpus.Entry{&config.Articles, &config.Catalogs} {
		*entries = slices.Clone(*entries)
		for k := range *entries {
			(*entries)[k].TranslatedOnly = false
		}
	}
	all, _ := config.Find(p.FS)
	return slices.ContainsFunc(all, func(a corpus.Article) bool { return a.ID == name || a.Source == name })
}

// articleNames completes the names of articles.
func (a *app) articleNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	a.enterFolder()
	p, err := a.openProject()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	found, _ := p.Config.Find(p.FS)
	var ids []string
	for _, f := range found {
		if f.ID == inert.Line(f.ID) { // a name that steers the terminal is not offered
			ids = append(ids, f.ID)
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
