package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/abadojack/whatlanggo"
	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/report"
)

type compareOptions struct {
	base, sourceLang, lang string
	json, exitCode         bool
}

func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:     "compare [--base OLD_SOURCE] SOURCE TARGET",
		Short:   "help.compare",
		Long:    "help.compare.long",
		Example: "xsync compare en.md tr.md\nxsync compare --base then.en.md en.md tr.md",
		Args:    a.countArguments(2, 2),
		RunE:    func(_ *cobra.Command, args []string) error { return a.runCompare(&o, args[0], args[1]) },
	}
	f := c.Flags()
	f.StringVar(&o.base, "base", "", "flag.base")
	f.StringVar(&o.sourceLang, "source-lang", "", "flag.source_lang")
	f.StringVar(&o.lang, "lang", "", "flag.target_lang")
	f.BoolVar(&o.json, "json", false, "flag.json")
	f.BoolVar(&o.exitCode, "exit-code", false, "flag.exit_code")
	return c
}

func (a *app) runCompare(o *compareOptions, sourcePath, targetPath string) error {
	source, target, err := a.readPair(sourcePath, o.sourceLang, targetPath, o.lang)
	if err != nil {
		return err
	}
	var base *xsync.File
	if o.base != "" {
		f, err := a.readLoose(o.base, "--source-lang", source.Language)
		if err != nil {
			return err
		}
		base = &f
	}
	if len(bytes.TrimSpace(source.Data)) == 0 {
		a.reportProblem(corpus.Problem{ID: corpus.EmptySource, Path: source.Path})
		a.raiseStatus(exitWork)
		return errReported
	}
	t, err := xsync.Compare(source, target, base)
	if err != nil {
		return err
	}
	if o.exitCode && hasDrifted(t) {
		a.raiseStatus(exitDrift)
	}
	if o.json {
		return report.JSON(a.out, t)
	}
	a.textWriter().Comparison(t)
	return nil
}

// hasDrifted reports whether anything needs work or disagrees.
func hasDrifted(t *xsync.Translation) bool {
	for k := range t.Rows {
		if r := &t.Rows[k]; r.NeedsWork() || len(r.Findings) > 0 {
			return true
		}
	}
	return t.Unrelated
}

// readPair reads a source and a translation.
func (a *app) readPair(sourcePath, sourceLang, targetPath, lang string) (source, target xsync.File, err error) {
	if source, err = a.readLoose(sourcePath, "--source-lang", sourceLang); err != nil {
		return source, target, err
	}
	target, err = a.readLoose(targetPath, "--lang", lang)
	return source, target, err
}

// readLoose reads a loose file. Its language is the one given by a flag, else that of
// its path, else that of its text.
func (a *app) readLoose(name, flag, lang string) (xsync.File, error) {
	f := xsync.File{Path: filepath.ToSlash(name), Language: lang}
	data, err := a.readText(name)
	if err != nil {
		return f, err
	}
	f.Data = data
	switch {
	case lang != "":
		tag, err := language.Parse(strings.ReplaceAll(lang, "_", "-"))
		if err != nil {
			return f, &usageError{message: a.messages.Text("usage.tag", "Flag", flag, "Value", lang)}
		}
		f.Language = tag.String()
	default:
		if f.Language = corpus.LanguageFromPath(f.Path); f.Language == "" {
			f.Language, _ = guessLanguage(data)
		}
	}
	return f, nil
}

// readText reads a loose file and checks that it is a text.
func (a *app) readText(name string) ([]byte, error) {
	path := filepath.ToSlash(name)
	info, err := os.Stat(a.fullPath(name))
	switch problem := xsync.CheckFile(path, nil); {
	case err != nil:
		return nil, corpus.Unreadable(path, err)
	case problem != nil && !info.IsDir():
		return nil, *problem
	case info.IsDir():
		return nil, corpus.Problem{ID: corpus.IsDirectory, Path: path}
	}
	data, err := a.readNamed(name)
	if err != nil {
		return nil, err
	}
	if p := xsync.CheckFile(path, data); p != nil {
		return nil, *p
	}
	return data, nil
}

// readNamed reads a file that the user names, which may lie outside of the project or be a pipe,
// as [corpus.ReadStream] does.
func (a *app) readNamed(name string) ([]byte, error) {
	file, err := os.Open(a.fullPath(filepath.FromSlash(name)))
	if err != nil {
		return nil, corpus.Unreadable(name, err)
	}
	defer func() { _ = file.Close() }()
	return corpus.ReadStream(filepath.ToSlash(name), file)
}

// sample is how many bytes of a text its language is guessed by.
const sample = 8 << 10

// guessLanguage guesses the language of a text, and reports whether the guess is sure. The
// statistics know many languages but take short texts for one of their neighbours; so a
// doubtful answer is put again as a choice between those that xsync speaks.
func guessLanguage(data []byte) (lang string, sure bool) {
	text := strings.ToValidUTF8(string(data[:min(len(data), sample)]), "")
	info := whatlanggo.Detect(text)
	if code := info.Lang.Iso6391(); code != "" && info.IsReliable() {
		return code, true
	}
	return guessOurs(text), false
}

// guessOurs is the language of those that xsync speaks that a text is most likely in; English
// where two fit alike.
func guessOurs(text string) string {
	ours := map[whatlanggo.Lang]bool{whatlanggo.Eng: true, whatlanggo.Tur: true, whatlanggo.Rus: true}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: ours})
	if code := info.Lang.Iso6391(); code != "" && info.Confidence > 0 {
		return code
	}
	return corpus.Default
}
