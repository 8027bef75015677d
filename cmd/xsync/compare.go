package main

import (
	"os"
	"path/filepath"

	"github.com/abadojack/whatlanggo"
	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/corpus"
	"github.com/xsync-project/xsync/sync/report"
)

type compareOptions struct {
	base, sourceLang, lang string
	json, exitCode         bool
}

func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:     "compare [--base OLD_EN] EN TARGET",
		Short:   a.messages.Text("help.compare"),
		Long:    a.messages.Text("help.compare.long"),
		Example: "xsync compare en.md tr.md\nxsync compare --base then.en.md en.md tr.md",
		Args:    a.arguments(2, 2),
		RunE:    func(_ *cobra.Command, args []string) error { return a.compare(&o, args[0], args[1]) },
	}
	f := c.Flags()
	f.StringVar(&o.base, "base", "", a.messages.Text("flag.base"))
	f.StringVar(&o.sourceLang, "source-lang", "", a.messages.Text("flag.source_lang"))
	f.StringVar(&o.lang, "lang", "", a.messages.Text("flag.target_lang"))
	f.BoolVar(&o.json, "json", false, a.messages.Text("flag.json"))
	f.BoolVar(&o.exitCode, "exit-code", false, a.messages.Text("flag.exit_code"))
	return c
}

func (a *app) compare(o *compareOptions, sourcePath, targetPath string) error {
	source, err := a.file(sourcePath, o.sourceLang)
	if err != nil {
		return err
	}
	target, err := a.file(targetPath, o.lang)
	if err != nil {
		return err
	}
	var base *xsync.File
	if o.base != "" {
		f, err := a.file(o.base, source.Language)
		if err != nil {
			return err
		}
		base = &f
	}
	t := xsync.Compare(source, target, base)
	if o.exitCode && drifted(t) {
		a.fail(exitDrift)
	}
	if o.json {
		return report.JSON(a.out, t)
	}
	a.text().Comparison(t)
	return nil
}

// drifted reports whether anything needs work or disagrees.
func drifted(t *xsync.Translation) bool {
	for k := range t.Rows {
		if r := &t.Rows[k]; r.NeedsWork() || len(r.Findings) > 0 {
			return true
		}
	}
	return t.Unrelated
}

// file reads a loose file. Its language is the one given, else that of its path,
// else that of its text.
func (a *app) file(name, lang string) (xsync.File, error) {
	full := name
	if !filepath.IsAbs(full) {
		full = filepath.Join(a.dir, name)
	}
	data, err := os.ReadFile(full)
	if err != nil {
		return xsync.File{}, corpus.Unreadable(name, err)
	}
	if p := corpus.CheckText(name, data); p != nil {
		return xsync.File{}, *p
	}
	switch {
	case lang != "":
		if _, err := language.Parse(lang); err != nil {
			return xsync.File{}, corpus.Problem{ID: corpus.BadTag, Data: map[string]any{"Tag": lang}}
		}
	default:
		if lang = corpus.LanguageFromPath(filepath.ToSlash(name)); lang == "" {
			lang = languageOf(string(data))
		}
	}
	return xsync.File{Path: name, Language: lang, Data: data}, nil
}

// languageOf guesses the language of a text.
func languageOf(text string) string {
	info := whatlanggo.Detect(text)
	tag, err := language.Parse(info.Lang.Iso6391())
	if err != nil {
		return "und"
	}
	return tag.String()
}
