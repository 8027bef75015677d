package cli

import (
	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/report"
)

type alignOptions struct {
	sourceLang, lang, format string
}

func (a *app) alignCommand() *cobra.Command {
	o := alignOptions{format: "text"}
	c := &cobra.Command{
		Use:     "align [--format text|tmx] SOURCE TARGET",
		Short:   "help.align",
		Long:    "help.align.long",
		Example: "xsync align en.md tr.md\nxsync align --format tmx en.md tr.md > memory.tmx",
		Args:    a.countArguments(2, 2),
		RunE:    func(_ *cobra.Command, args []string) error { return a.runAlign(&o, args[0], args[1]) },
	}
	f := c.Flags()
	f.StringVar(&o.sourceLang, "source-lang", "", "flag.source_lang")
	f.StringVar(&o.lang, "lang", "", "flag.target_lang")
	a.choiceFlag(c, &o.format, "format", []string{"text", "tmx"}, "flag.align_format")
	return c
}

func (a *app) runAlign(o *alignOptions, sourcePath, targetPath string) error {
	source, target, err := a.readPair(sourcePath, o.sourceLang, targetPath, o.lang)
	if err != nil {
		return err
	}
	t, err := xsync.Compare(source, target, nil)
	if err != nil {
		return err
	}
	if o.format == "tmx" {
		return report.TMX(a.out, t, source.Language, moduleVersion())
	}
	a.textWriter().Pairs(t, source.Language)
	return nil
}
