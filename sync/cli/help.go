package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// writeHelp writes the help of a command. The texts of the command tree are ids of
// messages.
func (a *app) writeHelp(c *cobra.Command, _ []string) {
	if words := c.Flags().Args(); !c.HasParent() && len(words) > 0 { // the help of a misspelt command
		a.reportError(a.refuseArguments(c, words))
		return
	}
	text := a.textWriter()
	long := c.Long
	if long == "" {
		long = c.Short
	}
	for paragraph := range strings.SplitSeq(a.messages.Text(long), "\n") {
		text.Paragraph(paragraph, 0)
	}
	text.Break()
	text.Line(a.messages.Text("help.usage"))
	text.Line("  " + a.useLine(c))
	if subs := visibleCommands(c); len(subs) > 0 {
		text.Break()
		text.Line(a.messages.Text("help.commands"))
		text.Definitions(a.commandLines(subs))
	}
	if c.HasParent() && c.HasAvailableLocalFlags() {
		text.Break()
		text.Line(a.messages.Text("help.flags"))
		text.Definitions(a.flagLines(c.LocalNonPersistentFlags()))
	}
	text.Break()
	text.Line(a.messages.Text("help.global"))
	text.Definitions(a.flagLines(c.Root().PersistentFlags()))
	if c.Example != "" {
		text.Break()
		text.Line(a.messages.Text("help.examples"))
		text.Line("  " + strings.ReplaceAll(c.Example, "\n", "\n  "))
	}
}

// valueNames are the messages that name the values in the lines of usage.
var valueNames = map[string]string{
	"ARTICLE": "name.article", "COMMAND": "name.command", "FILE": "name.file", "FOLDER": "name.folder",
	"FORMAT": "name.format", "LANG": "name.lang", "LINE": "name.line", "OLD_SOURCE": "name.old_source",
	"PATH": "name.path", "REVISION": "name.revision", "SERVICE": "name.service", "SOURCE": "name.source",
	"TARGET": "name.target",
}

var valueName = regex.Lazy(`[A-Z][A-Z_]+`)

// useLine is a command with its arguments, whose names are in the user's language.
func (a *app) useLine(c *cobra.Command) string {
	line := strings.TrimSuffix(c.UseLine(), " [flags]")
	if c.HasAvailableSubCommands() {
		line = "xsync COMMAND"
	}
	return valueName.ReplaceAllStringFunc(line, func(name string) string {
		if id, ok := valueNames[name]; ok {
			return a.messages.Text(id)
		}
		return name
	})
}

func visibleCommands(c *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(c.Commands()), func(s *cobra.Command) bool { return s.Hidden })
}

func (a *app) commandLines(list []*cobra.Command) [][2]string {
	var out [][2]string
	for _, c := range list {
		out = append(out, [2]string{c.Name(), a.messages.Text(c.Short)})
	}
	return out
}

func (a *app) flagLines(set *pflag.FlagSet) [][2]string {
	var out [][2]string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		translated := *f
		translated.Usage = a.flagText(f)
		value, usage := pflag.UnquoteUsage(&translated)
		if value != "" {
			name += " " + value
		}
		out = append(out, [2]string{name, usage})
	})
	return out
}

// flagText is what a flag does, in the user's language. Where it takes one of some values,
// the text can name them.
func (a *app) flagText(f *pflag.Flag) string {
	if c, ok := f.Value.(*choice); ok {
		return a.messages.Text(f.Usage, "Choices", strings.Join(c.among, ", "))
	}
	return a.messages.Text(f.Usage)
}

// translateHelp puts the texts of a command and all below it into the user's
// language.
func (a *app) translateHelp(c *cobra.Command) {
	c.Short = a.messages.Text(c.Short)
	c.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = a.flagText(f) })
	c.PersistentFlags().VisitAll(func(f *pflag.Flag) { f.Usage = a.flagText(f) })
	for _, sub := range c.Commands() {
		a.translateHelp(sub)
	}
}

// helpCommand is the command help.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "help.help",
		Args:  a.countArguments(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			sub, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return a.refuseArguments(c.Root(), args)
			}
			return sub.Help()
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, sub := range visibleCommands(c.Root()) {
				names = append(names, sub.Name()+"\t"+sub.Short)
			}
			if len(args) > 0 {
				names = nil
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
