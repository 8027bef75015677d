package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/manual"
)

// manCommand writes the manual pages for those who make packages of xsync. The help does
// not show it.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Short:  "help.man",
		Long:   "help.man.long",
		Hidden: true,
		Args:   a.countArguments(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			for _, language := range locales.Languages {
				if err := a.writeManual(c.Root(), a.fullPath(args[0]), language); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// writeManual writes the pages of all commands in a language below a folder.
func (a *app) writeManual(root *cobra.Command, folder, language string) error {
	speaker := *a
	speaker.messages = locales.New(language)
	for _, c := range append([]*cobra.Command{root}, visibleCommands(root)...) {
		page := speaker.manualPage(c)
		var b strings.Builder
		if err := page.Write(&b); err != nil {
			return err
		}
		name := filepath.Join(folder, filepath.FromSlash(page.File(language)))
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err == nil {
			err = os.WriteFile(name, []byte(b.String()), 0o644)
		}
		if err != nil {
			return corpus.Unwritable(name, err)
		}
	}
	return nil
}

// manualPage is the help of a command as a page of the manual.
func (a *app) manualPage(c *cobra.Command) *manual.Page {
	m := a.messages
	page := &manual.Page{
		Name: strings.ReplaceAll(c.CommandPath(), " ", "-"), Number: 1, Version: "xsync " + moduleVersion(),
		Title: m.Text("man.name"), Purpose: m.Text(c.Short),
	}
	section := func(title string, items ...manual.Item) {
		if len(items) > 0 {
			page.Sections = append(page.Sections, manual.Section{Title: m.Text(title), Items: items})
		}
	}
	section("man.synopsis", manual.Item{Literal: a.useLine(c)})
	section("man.description", a.described(c)...)
	section("man.commands", definitions(a.commandLines(visibleCommands(c)))...)
	if c.HasParent() {
		section("man.options", definitions(a.flagLines(c.LocalNonPersistentFlags()))...)
	}
	section("man.global", definitions(a.flagLines(c.Root().PersistentFlags()))...)
	section("man.exit", definitions([][2]string{{"0", m.Text("man.exit.0")}, {"1", m.Text("man.exit.1")}, {"2", m.Text("man.exit.2")}, {"3", m.Text("man.exit.3")}})...)
	if c.Example != "" {
		section("man.examples", manual.Item{Literal: c.Example})
	}
	section("man.see", manual.Item{Text: seeAlso(c)})
	return page
}

// described is what a command does, in paragraphs.
func (a *app) described(c *cobra.Command) []manual.Item {
	long := c.Long
	if long == "" {
		return nil
	}
	var out []manual.Item
	for paragraph := range strings.SplitSeq(a.messages.Text(long), "\n") {
		if paragraph != "" {
			out = append(out, manual.Item{Text: paragraph})
		}
	}
	return out
}

func definitions(lines [][2]string) []manual.Item {
	var out []manual.Item
	for _, l := range lines {
		out = append(out, manual.Item{Term: strings.TrimSpace(l[0]), Text: l[1]})
	}
	return out
}

// seeAlso names the other pages: from the first one all, from the others the first.
func seeAlso(c *cobra.Command) string {
	if c.HasParent() {
		return "xsync(1)"
	}
	var names []string
	for _, sub := range visibleCommands(c) {
		names = append(names, "xsync-"+sub.Name()+"(1)")
	}
	return strings.Join(names, ", ")
}
