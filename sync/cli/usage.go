package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/shell"
	"github.com/xsync-project/xsync/sync/internal/spelling"
)

// choice is the value of a flag that takes one of a few words.
type choice struct {
	value *string
	among []string
}

func (c *choice) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

func (c *choice) Set(v string) error {
	if !slices.Contains(c.among, v) {
		return &choiceError{c.among}
	}
	*c.value = v
	return nil
}

// Type is what the value is called in the help.
func (c *choice) Type() string { return strings.Join(c.among, "|") }

// choiceFlag adds a flag that takes one of some words, which are offered for it.
func (a *app) choiceFlag(c *cobra.Command, value *string, name string, among []string, usage string) {
	c.Flags().Var(&choice{value, among}, name, usage)
	a.completeFlag(c, name, among)
}

// choices is the value of a flag that takes several of a few words, with commas
// or one at a time.
type choices struct {
	value *[]string
	among []string
}

func (c *choices) String() string {
	if c.value == nil {
		return ""
	}
	return strings.Join(*c.value, ",")
}

func (c *choices) Set(v string) error {
	for word := range strings.SplitSeq(v, ",") {
		if !slices.Contains(c.among, word) {
			return &choiceError{c.among}
		}
		*c.value = append(*c.value, word)
	}
	return nil
}

// Type is what the value is called in the help.
func (c *choices) Type() string { return "list" }

// choiceError is a value that is none of those that a flag takes.
type choiceError struct{ among []string }

func (e *choiceError) Error() string { return "want " + strings.Join(e.among, ", ") }

// refuseArguments refuses arguments of the root command, which are misspelt
// commands.
func (a *app) refuseArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range visibleCommands(c) {
		names = append(names, sub.Name())
	}
	return &usageError{
		message: a.messages.Text("usage.command", "Command", args[0]),
		hint:    a.meantHint(c, args[0], names, ""),
	}
}

// meantHint is the hint that names the command line that was probably meant: with
// the known word that is nearest to the wrong one. Without any it points to the
// help. Prefix is what stands before both words, such as "--".
func (a *app) meantHint(c *cobra.Command, wrong string, known []string, prefix string) string {
	near := spelling.Nearest(wrong, known)
	if near == "" {
		return a.seeHelp(c)
	}
	return a.messages.Text("usage.did_you_mean", "Command", a.correctedLine(prefix+wrong, prefix+near))
}

// correctedLine is the command line with a word of it replaced.
func (a *app) correctedLine(wrong, right string) string {
	line := []string{"xsync"}
	replaced := false
	for _, arg := range a.args {
		if !replaced {
			arg, replaced = replaceWord(arg, wrong, right)
		}
		line = append(line, shell.Quote(arg))
	}
	return strings.Join(line, " ")
}

func (a *app) seeHelp(c *cobra.Command) string {
	return a.messages.Text("usage.see_help", "Command", c.CommandPath()+" --help")
}

// replaceWord replaces a word in an argument, be it the whole, stand before or
// after "=", or in a list with commas.
func replaceWord(arg, wrong, right string) (string, bool) {
	for at := 0; at+len(wrong) <= len(arg); at++ {
		end := at + len(wrong)
		begins := at == 0 || strings.ContainsRune("=,", rune(arg[at-1]))
		ends := end == len(arg) || strings.ContainsRune("=,", rune(arg[end]))
		if begins && ends && arg[at:end] == wrong {
			return arg[:at] + right + arg[end:], true
		}
	}
	return arg, false
}

// countArguments checks the number of arguments; most < 0 means any number.
func (a *app) countArguments(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) >= least && (most < 0 || len(args) <= most) {
			return nil
		}
		e := &usageError{
			message: a.messages.Text("usage.too_few", "Command", c.Name()),
			hint:    a.messages.Text("usage.write", "Usage", a.useLine(c)),
		}
		if most < 0 { // articles are what there can be any number of
			e.more = a.messages.Text("usage.articles", "Command", a.commandHere("status"))
		}
		if len(args) > least {
			e.message = a.messages.Text("usage.too_many", "Command", c.Name(), "Argument", args[max(most, 0)])
		}
		return e
	}
}

// flagError says in the user's language what is wrong with a flag.
func (a *app) flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	e := &usageError{hint: a.seeHelp(c)}
	if before := c.Flags().Args(); !c.HasParent() && len(before) > 0 {
		return a.refuseArguments(c, before) // the flags of a misspelt command
	}
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		e.message = a.messages.Text("usage.flag", "Flag", withDashes(name), "Command", c.CommandPath())
		if unknown.GetSpecifiedShortnames() == "" {
			e.hint = a.meantHint(c, name, flagNames(c), "--")
		}
	case errors.As(err, &lacking):
		e.message = a.messages.Text("usage.flag_value", "Flag", withDashes(lacking.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return a.badValue(c, invalid)
	case errors.As(err, &syntax):
		e.message = a.messages.Text("usage.flag", "Flag", syntax.GetSpecifiedFlag(), "Command", c.CommandPath())
	default:
		e.message = err.Error()
	}
	return e
}

func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// badValue says which values a flag takes.
func (a *app) badValue(c *cobra.Command, err *pflag.InvalidValueError) error {
	want, wrong := []string{"true", "false"}, err.GetValue()
	switch err.GetFlag().Value.Type() {
	case "int":
		want = []string{"1", "2", "…"}
	case "uint":
		want = []string{"0", "1", "…"}
	}
	var choice *choiceError
	if errors.As(err, &choice) {
		want = choice.among
		for word := range strings.SplitSeq(err.GetValue(), ",") {
			if !slices.Contains(want, word) {
				wrong = word
				break
			}
		}
	}
	e := &usageError{
		message: a.messages.Text("usage.value", "Flag", "--"+err.GetFlag().Name, "Value", wrong, "Want", strings.Join(want, ", ")),
		hint:    a.meantHint(c, wrong, want, ""),
	}
	if err.GetFlag().Name == "change" && (wrong == change.Facts.String() || wrong == change.Major.String()) {
		e.hint = a.messages.Text("usage.change", "Change", wrong)
	}
	return e
}

func withDashes(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
