package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// The exit statuses.
const (
	exitDone  = 0 // done
	exitDrift = 1 // drift was found, or what was named to mark was refused
	exitUsage = 2 // wrong usage or configuration
	exitWork  = 3 // could not work: unreadable file, broken record
)

// app is the command with all that it sees of the world.
//
// Output keeps to this: results go to out, everything else to err. A complaint
// is one line, "xsync: " and what is wrong, position first where there is one; a
// hint of what would be right follows on a line of its own.
type app struct {
	in                    io.Reader
	out, err              io.Writer
	screen                io.Writer    // what out writes to
	flush                 func() error // of out
	dir                   string
	env                   func(string) string
	terminal, errTerminal bool
	width                 int

	uiLang   string
	color    string
	folder   string // where to work instead of dir
	args     []string
	below    string // dir within the project that was opened; "" outside of one
	status   int
	told     map[string]bool // the problems that were reported
	strays   int             // files without a source, reported or not
	messages *locales.Messages
	opened   *disk.Project // the project that the command works on, nil if there is none
	broken   []string      // the records and stores of it that were reported as unreadable
}

// errReported is returned by a command that has said what is wrong itself and
// set the exit status.
var errReported = errors.New("reported")

// usageError is wrong usage: a message that is already in the user's language,
// a command line that would be right, and another one.
type usageError struct{ message, hint, more string }

func (e *usageError) Error() string { return e.message }

// main runs a command line and returns the exit status.
func (a *app) main(ctx context.Context, args []string) int {
	a.args = args
	a.messages = locales.New(locales.Choose(languageFlag(args), a.env("LC_ALL"), a.env("LC_MESSAGES"), a.env("LANG")))
	out := bufio.NewWriterSize(a.out, 1<<16)
	a.screen, a.out, a.flush = a.out, out, out.Flush
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd {
		root.InitDefaultHelpCmd()
		a.translateHelp(root) // cobra shows the texts of commands itself here
	}
	err := root.ExecuteContext(ctx)
	a.keepCache()
	a.closeCache()
	if flushErr := out.Flush(); err == nil && flushErr != nil {
		err = flushErr
	}
	if err != nil && !errors.Is(err, errReported) {
		a.reportError(err)
	}
	a.hintOnBroken(ctx)
	if more := a.strays - namedStrays; more > 0 {
		a.writeComplaint(a.messages.Count("problem.more_strays", more, "Command", a.commandHere("check")))
	}
	return a.status
}

// namedStrays is how many files without a source are named. Of more, their number is told,
// and the command that lists them.
const namedStrays = 5

// languageFlag reads --ui-lang before the flags are parsed, since the errors of
// parsing need it. A language that there are no messages in is none: that it is refused
// is said in the user's.
func languageFlag(args []string) string {
	given := ""
	for k, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--ui-lang="); ok {
			given = value
			break
		}
		if arg == "--ui-lang" && k+1 < len(args) {
			given = args[k+1]
			break
		}
	}
	if !slices.Contains(locales.Languages, given) {
		return ""
	}
	return given
}

// reportError says what is wrong and sets the exit status for it.
func (a *app) reportError(err error) {
	var usage *usageError
	switch {
	case errors.As(err, &usage):
		a.raiseStatus(exitUsage)
		a.writeComplaint(usage.message)
		for _, hint := range []string{usage.hint, usage.more} {
			if hint != "" {
				a.writeHint(hint)
			}
		}
	case errors.Is(err, context.Canceled):
		a.raiseStatus(exitWork)
		a.writeComplaint(a.messages.Text("interrupted"))
	default:
		a.reportProblem(corpus.ProblemOf(err))
	}
}

// writeComplaint writes a complaint. File names, keys and what other programs say are in it, so
// that it stays on its line whatever they hold.
func (a *app) writeComplaint(message string) { fmt.Fprintf(a.err, "xsync: %s\n", inert.Line(message)) }

// writeHint writes the hint that belongs to the complaint before it.
func (a *app) writeHint(hint string) { fmt.Fprintf(a.err, "  %s\n", inert.Line(hint)) }

// reportProblem reports one problem and remembers what it means for the exit status. It
// returns false for one that was reported before: what keeps many articles from
// being read is said once.
func (a *app) reportProblem(p corpus.Problem) bool {
	a.raiseStatus(exitOf(p))
	text := a.describeProblem(p)
	if a.told[text] {
		return false
	}
	if a.told == nil {
		a.told = map[string]bool{}
	}
	a.told[text] = true
	if p.ID == corpus.NoSource && p.Data["Now"] == nil && p.Data["Recorded"] == nil {
		if a.strays++; a.strays > namedStrays {
			return true
		}
	}
	a.writeComplaint(text)
	if p.ID == corpus.BrokenLine && a.opened != nil {
		a.broken = append(a.broken, p.Path)
	}
	return true
}

func exitOf(p corpus.Problem) int {
	switch {
	case p.Fatal():
		return exitUsage
	case p.Notice():
		return exitDone
	}
	return exitWork
}

// raiseStatus raises the exit status.
func (a *app) raiseStatus(status int) { a.status = max(a.status, status) }

// describeProblem is a problem in the user's language, with its position.
func (a *app) describeProblem(p corpus.Problem) string {
	text := a.sentenceOf(p)
	switch path := a.shownPath(p.Path); {
	case p.Path == "":
		return text
	case p.Line == 0:
		return path + ": " + text
	case p.Column == 0:
		return fmt.Sprintf("%s:%d: %s", path, p.Line, text)
	default:
		return fmt.Sprintf("%s:%d:%d: %s", path, p.Line, p.Column, text)
	}
}

// shownPath is a path of the project as seen from the working folder.
func (a *app) shownPath(path string) string {
	if a.below == "" || filepath.IsAbs(path) {
		return path
	}
	rel, err := filepath.Rel(a.below, filepath.FromSlash(path))
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

// textWriter is the writer of results for people.
func (a *app) textWriter() *report.Text {
	return &report.Text{W: a.out, Messages: a.messages, Color: a.isColored(), Width: a.width, Terminal: a.terminal, Place: a.shownPath}
}

func (a *app) isColored() bool {
	switch a.color {
	case "always":
		return true
	case "never":
		return false
	}
	return a.terminal && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
}

// rootCommand is the command tree. Its texts are ids of messages, which are looked up
// when they are shown.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "xsync",
		Short:         "help.xsync",
		Long:          "help.xsync.long",
		Example:       "xsync init\nxsync status\nxsync serve\nxsync help mark",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          a.refuseArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if asked, err := c.Flags().GetBool("version"); asked {
				return a.printVersion()
			} else if err != nil {
				return err
			}
			return c.Help()
		},
	}
	a.color = "auto"
	flags := root.PersistentFlags()
	flags.StringVarP(&a.folder, "directory", "C", "", "flag.directory")
	flags.Var(&choice{&a.color, []string{"auto", "always", "never"}}, "color", "flag.color")
	flags.Var(&choice{&a.uiLang, locales.Languages}, "ui-lang", "flag.ui_lang")
	flags.BoolP("help", "h", false, "flag.help")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(a.helpCommand())
	root.SetHelpFunc(a.writeHelp)
	root.SetFlagErrorFunc(a.flagError)
	root.AddCommand(a.initCommand(), a.statusCommand(), a.diffCommand(), a.markCommand(), a.checkCommand(), a.queueCommand(), a.draftCommand(), a.importCommand(), a.fixCommand(), a.undoCommand(), a.workCommand(), a.editCommand(), a.tmCommand(), a.reportCommand(), a.serveCommand(), a.lspCommand(), a.mcpCommand(), a.compareCommand(), a.alignCommand(), a.completionCommand(), a.manCommand(), a.versionCommand())
	a.completeFlag(root, "ui-lang", locales.Languages)
	a.completeFlag(root, "color", []string{"auto", "always", "never"})
	root.Flags().BoolP("version", "v", false, "help.version")
	root.PersistentPreRunE = a.beginCommand
	return root
}

// beginCommand refuses flags and arguments that were given nothing, as scripts do by a
// variable that is not set, and a folder that is none; then it enters the folder.
func (a *app) beginCommand(c *cobra.Command, args []string) error {
	completes := strings.HasPrefix(c.Name(), cobra.ShellCompRequestCmd) // the word at the cursor may be empty
	if slices.Contains(args, "") && !completes {
		return &usageError{message: a.messages.Text("usage.empty_argument", "Command", c.CommandPath()), hint: a.seeHelp(c)}
	}
	var empty *pflag.Flag
	c.Flags().Visit(func(f *pflag.Flag) {
		if value := f.Value.String(); empty == nil && (value == "" || value == "[]") {
			empty = f
		}
	})
	if empty != nil {
		return &usageError{message: a.messages.Text("usage.flag_value", "Flag", "--"+empty.Name), hint: a.seeHelp(c)}
	}
	a.enterFolder()
	if info, err := os.Stat(a.dir); a.folder != "" && (err != nil || !info.IsDir()) {
		return &usageError{message: a.messages.Text("usage.no_folder", "Directory", a.folder)}
	}
	return nil
}

// enterFolder goes to the folder to work in. Its path is absolute from then on.
func (a *app) enterFolder() {
	if a.folder != "" {
		a.dir = a.fullPath(a.folder)
	}
	if dir, err := filepath.Abs(a.dir); err == nil {
		a.dir = dir
	}
}

// fullPath is where a file is that the user names from the working folder.
func (a *app) fullPath(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.dir, name)
}

// completeFlag offers fixed values for a flag.
func (a *app) completeFlag(c *cobra.Command, flag string, values []string) {
	// It fails only if there is no such flag, which the tests would show.
	_ = c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return valuesLeft(values, typed), cobra.ShellCompDirectiveNoFileComp
	})
}

// valuesLeft are the values that can stand after the last comma of a list.
func valuesLeft(values []string, typed string) []string {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	var out []string
	for _, v := range values {
		if !slices.Contains(strings.Split(before, ","), v) {
			out = append(out, before+v)
		}
	}
	return out
}

// gitHere is a command line for git in a folder of the project, as the user can type it.
func (a *app) gitHere(folder string, args ...string) string {
	return disk.GitCommand(filepath.Join(a.folder, filepath.FromSlash(a.shownPath(folder))), args...)
}
