package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/gitfs"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/report"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

type initOptions struct {
	source                  string
	named                   bool // somebody said which language the source is in
	assume, history, dryRun bool
	ci                      string // what to write a job for, "" for nothing
}

func (a *app) initCommand() *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:     "init [--history] [--assume] [--ci SERVICE]",
		Short:   "help.init",
		Long:    "help.init.long",
		Example: "xsync init\nxsync init --assume\nxsync init --history\nxsync init --ci github",
		Args:    a.countArguments(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			o.named = c.Flags().Changed("source")
			return a.runInit(c.Context(), &o)
		},
	}
	c.Flags().StringVar(&o.source, "source", corpus.Default, "flag.source")
	c.Flags().BoolVar(&o.assume, "assume", false, "flag.assume")
	c.Flags().BoolVar(&o.history, "history", false, "flag.history")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "flag.dry_run")
	a.choiceFlag(c, &o.ci, "ci", services, "flag.ci")
	return c
}

func (a *app) runInit(ctx context.Context, o *initOptions) error {
	if _, err := language.Parse(o.source); err != nil {
		return &usageError{message: a.messages.Text("usage.tag", "Flag", "--source", "Value", o.source)}
	}
	p, err := a.existingProject()
	if err != nil {
		return err
	}
	var past *gitfs.Past
	if o.history {
		if past, err = a.openPast(ctx, p); err != nil {
			return err
		}
		defer func() { _ = past.Close() }() // what git has said by then is of no interest
	}
	switch {
	case p == nil:
		if p, err = a.detectLayout(o); err != nil {
			return err
		}
	case o.ci != "":
	case !o.assume && !o.history:
		if moved, err := a.moveRecords(ctx, p, o.dryRun); moved || err != nil {
			return err
		}
		return &usageError{
			message: a.messages.Text("init.exists", "File", a.shownPath(corpus.ConfigName)),
			hint:    a.messages.Text("usage.begin", "Command", a.commandHere("status")),
		}
	}
	if o.ci != "" {
		if err := a.checkEverywhere(ctx, p, o.ci, o.dryRun); err != nil {
			return err
		}
	}
	switch {
	case o.assume || o.history:
		return a.adoptExisting(ctx, p, o, past)
	case o.dryRun:
		a.textWriter().Hint(a.messages.Text("mark.dry_run"))
	case o.ci == "":
		a.nextSteps(p, a.messages.Text("hint.assume", "Command", a.commandHere("init", "--assume")))
	}
	return nil
}

// existingProject is the project that the working folder lies in already, or nil.
func (a *app) existingProject() (*disk.Project, error) {
	if _, _, err := a.findConfig(); err != nil {
		var usage *usageError
		if errors.As(err, &usage) {
			return nil, nil
		}
		return nil, err
	}
	return a.openProject()
}

// detectLayout recognises the layout, says what it found, and writes the
// configuration.
func (a *app) detectLayout(o *initOptions) (*disk.Project, error) {
	fsys, err := disk.OpenWhole(a.dir)
	if err != nil {
		return nil, err
	}
	var around corpus.Survey
	if !o.named {
		around = corpus.LookAround(fsys, format.Extensions())
		o.source = sourceLanguage(fsys, &around)
	}
	d, problems := corpus.Detect(fsys, o.source, format.Extensions())
	for _, p := range slices.Concat(problems, fsys.Unlisted()) {
		a.reportProblem(p)
	}
	if d == nil {
		if at := slices.IndexFunc(around.Languages, func(lang string) bool { return hasTexts(fsys, lang, !around.Plain) }); at >= 0 {
			a.writeHint(a.messages.Text("init.other_source", "Command", a.commandHere("init", "--source", around.Languages[at])))
		}
		a.showExample(o.source, problems)
		return nil, errReported
	}
	text := a.textWriter()
	for _, s := range d.Config.Articles {
		text.Sentence(a.messages.Text("init.layout", "Pattern", s.Path))
		if s.SourcePath != "" {
			text.Sentence(a.messages.Text("init.source_layout", "Pattern", s.SourcePath))
		}
	}
	for k, s := range d.Config.Catalogs {
		if k == fewPatterns {
			text.Sentence(a.messages.Count("list.more", len(d.Config.Catalogs)-k))
			break
		}
		text.Sentence(a.messages.Text("init.catalogs", "Pattern", s.Path))
	}
	if d.Articles > 0 {
		text.Sentence(a.messages.Count("init.articles", d.Articles, "Language", d.Config.Source))
		a.reportTranslations(text, d)
	}
	a.reportUnpaired(text, d)
	here, err := disk.OpenTree(a.dir)
	if err != nil {
		return nil, err
	}
	p := &disk.Project{Project: xsync.Project{FS: here, Config: d.Config}, Root: a.dir}
	_, problems = d.Config.Find(here)
	for _, p := range problems {
		if p.ID == corpus.SparseCheckout {
			a.reportProblem(p)
		}
	}
	if o.dryRun {
		text.Break()
		text.Line(strings.TrimSuffix(string(d.Config.Encode()), "\n"))
		return p, nil
	}
	if err := disk.CreateFile(a.dir, corpus.ConfigName, d.Config.Encode()); err != nil {
		return nil, err
	}
	text.Sentence(a.messages.Text("init.wrote", "File", corpus.ConfigName))
	return p, nil
}

// showExample shows a configuration to begin with where none could be found, with the path of
// the articles that have no translations yet, if there are such.
func (a *app) showExample(source string, problems []corpus.Problem) {
	path, target := "articles/{lang}/**/*.md", a.messages.Language()
	if k := slices.IndexFunc(problems, func(p corpus.Problem) bool { return p.ID == corpus.NoTranslations }); k >= 0 {
		path, source = problems[k].Data["Pattern"].(string), problems[k].Data["Source"].(string)
	}
	language, _, _ := strings.Cut(source, "-")
	for _, other := range []string{corpus.Default, "tr"} {
		if target == language {
			target = other
		}
	}
	c := corpus.Config{Source: source, Targets: []string{target}, Articles: []corpus.Entry{{Path: path}}}
	example, _, _ := strings.Cut(string(c.Encode()), "\n[check]")
	a.writeHint(a.messages.Text("init.example", "File", corpus.ConfigName))
	fmt.Fprintf(a.err, "\n%s", inert.Terminal(example))
}

// sourceLanguage is the language that the source of a tree is in: the one that a site
// generator is told, or that its texts are written in, if there are articles with
// translations then, and else [corpus.Default].
func sourceLanguage(fsys fs.FS, around *corpus.Survey) string {
	for _, lang := range []string{corpus.Declared(fsys), languageOfAll(fsys, around)} {
		if lang != corpus.Default && hasArticles(fsys, lang) {
			return lang
		}
	}
	return corpus.Default
}

func hasArticles(fsys fs.FS, source string) bool {
	d, _ := corpus.Detect(fsys, source, format.Extensions())
	return d != nil && d.Articles > 0
}

// hasTexts reports whether a tree has articles that are written in a language, not just called
// like one: with translations, or without, where paths may tell the language of all of them.
func hasTexts(fsys fs.FS, source string, alone bool) bool {
	d, problems := corpus.Detect(fsys, source, format.Extensions())
	config := &corpus.Config{Source: source}
	k := slices.IndexFunc(problems, func(p corpus.Problem) bool { return p.ID == corpus.NoTranslations })
	switch {
	case d != nil:
		config = d.Config
	case k >= 0 && alone:
		pattern, _ := problems[k].Data["Pattern"].(string)
		config.Articles = []corpus.Entry{{Path: pattern}}
	}
	found, _ := config.Find(fsys)
	return slices.ContainsFunc(found[:min(len(found), fewLanguages)], func(article corpus.Article) bool {
		data, err := corpus.ReadText(fsys, article.Source)
		lang, _ := guessLanguage(data)
		return err == nil && strings.HasPrefix(source, lang)
	})
}

// longEnough is how many bytes a text has at least that tells its language by itself.
const longEnough = 200

// languageOfAll is the language that the unmarked texts of a tree are all written in. Where
// nothing but the texts says that it is not [corpus.Default], all must be sure.
func languageOfAll(fsys fs.FS, around *corpus.Survey) string {
	found := ""
	for _, name := range around.Unmarked {
		data, err := corpus.ReadText(fsys, name)
		if err != nil {
			continue
		}
		lang, sure := guessLanguage(data)
		if len(data) < longEnough {
			lang, sure = guessOurs(string(data)), false
		}
		if !sure && !around.Beside || found != "" && found != lang {
			return corpus.Default
		}
		found = lang
	}
	return cmp.Or(found, corpus.Default)
}

// How many languages, and how many patterns of catalogues, have a line each.
const (
	fewLanguages = 5
	fewPatterns  = 8
)

// reportTranslations says how many translations of articles each language has.
func (a *app) reportTranslations(text *report.Text, d *corpus.Detection) {
	languages := slices.DeleteFunc(slices.Clone(d.Config.Targets), func(lang string) bool { return d.Translations[lang] == 0 })
	if len(languages) <= fewLanguages {
		for _, lang := range languages {
			text.Sentence(a.messages.Count("init.translations", d.Translations[lang], "Language", lang))
		}
		return
	}
	var list []string
	for _, lang := range languages {
		list = append(list, lang+" "+a.messages.Number(d.Translations[lang]))
	}
	text.Paragraph(a.messages.Text("init.languages", "List", strings.Join(list, ", ")), 0)
}

// reportUnpaired sums up, by language, the files that look like translations and have
// no source.
func (a *app) reportUnpaired(text *report.Text, d *corpus.Detection) {
	languages := slices.Sorted(maps.Keys(d.Unpaired))
	if len(languages) > fewLanguages {
		n := 0
		for _, lang := range languages {
			n += len(d.Unpaired[lang])
		}
		text.Paragraph(a.messages.Count("init.unpaired", n, "Language", strings.Join(languages, ", "), "File", d.Unpaired[languages[0]][0]), 0)
		languages = nil
	}
	for _, lang := range languages {
		files := d.Unpaired[lang]
		text.Sentence(a.messages.Count("init.unpaired", len(files), "Language", lang, "File", files[0]))
	}
}

// adoptExisting records what the history tells and what is taken on trust, and sums up.
func (a *app) adoptExisting(ctx context.Context, p *disk.Project, o *initOptions, past *gitfs.Past) error {
	accept := xsync.Acceptance{Assume: o.assume}
	if past != nil {
		var err error
		if accept.History, err = a.recallHistory(ctx, p, past); err != nil {
			return err
		}
	}
	markings, err := a.recordRows(ctx, p, xsync.Query{}, accept, o.dryRun)
	if err != nil {
		return err
	}
	text := a.textWriter()
	for _, lang := range p.Config.Targets {
		if past != nil {
			a.reportInferred(text, lang, accept.History, markings)
		}
		if o.assume && len(p.Config.Targets) <= fewLanguages {
			a.reportAssumed(text, []string{lang}, markings)
		}
	}
	if o.assume && len(p.Config.Targets) > fewLanguages {
		a.reportAssumed(text, p.Config.Targets, markings)
	}
	if past != nil && len(p.Config.Catalogs) > 0 {
		text.Sentence(a.messages.Text("init.history_catalogs"))
	}
	if o.dryRun {
		text.Hint(a.messages.Text("mark.dry_run"))
	} else {
		a.nextSteps(p, a.messages.Text("hint.status", "Command", a.commandHere("status")))
	}
	return nil
}

// moveRecords moves the records of renamed articles, and reports whether there were any.
func (a *app) moveRecords(ctx context.Context, p *disk.Project, dry bool) (bool, error) {
	accept := xsync.Acceptance{Move: true}
	isMoved := func(m xsync.Marking) bool { return len(m.From) > 0 }
	found, _, err := p.Mark(ctx, xsync.Query{}, accept) // a look, without the lock
	if err != nil || !slices.ContainsFunc(found, isMoved) {
		return false, err
	}
	markings, err := a.recordRows(ctx, p, xsync.Query{}, accept, dry)
	if err != nil {
		return true, err
	}
	text := a.textWriter()
	for k := range markings {
		if m := &markings[k]; isMoved(*m) {
			text.Sentence(a.messages.Text("init.moved", "Language", m.Language, "From", strings.Join(m.From, ", "), "Article", m.Article))
		}
	}
	if dry {
		text.Hint(a.messages.Text("mark.dry_run"))
	}
	return true, nil
}

// reportAssumed sums up what was taken on trust in some languages, and what was left.
func (a *app) reportAssumed(text *report.Text, languages []string, markings []xsync.Marking) {
	taken, left := 0, map[xsync.Reason]int{}
	for k := range markings {
		if !slices.Contains(languages, markings[k].Language) {
			continue
		}
		taken += markings[k].Taken
		for reason, n := range markings[k].Left {
			left[reason] += n
		}
	}
	text.Paragraph(a.messages.Count("init.assumed", taken, "Language", strings.Join(languages, ", ")), 0)
	for _, r := range slices.Sorted(maps.Keys(left)) {
		text.Sentence("  " + a.messages.Count("init.left", left[r], "Reason", wording.ReasonInBrief(a.messages, r)))
	}
}
