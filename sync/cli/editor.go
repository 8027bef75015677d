package cli

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// windowed are the editors that open a window of their own, with how they are told a
// place: %f stands for the file and %l for the line.
var windowed = map[string][]string{
	"code": {"--goto", "%f:%l"}, "code-insiders": {"--goto", "%f:%l"}, "codium": {"--goto", "%f:%l"}, "cursor": {"--goto", "%f:%l"}, "windsurf": {"--goto", "%f:%l"},
	"zed": {"%f:%l"}, "zeditor": {"%f:%l"}, "subl": {"%f:%l"}, "mate": {"--line", "%l", "%f"}, "bbedit": {"+%l", "%f"},
	"gvim": {"+%l", "%f"}, "mvim": {"+%l", "%f"}, "emacsclient": {"--no-wait", "+%l", "%f"}, "gedit": {"+%l", "%f"}, "gnome-text-editor": {"+%l", "%f"}, "xed": {"+%l", "%f"}, "pluma": {"+%l", "%f"},
	"kate": {"--line", "%l", "%f"}, "kwrite": {"--line", "%l", "%f"}, "mousepad": {"--line=%l", "%f"}, "geany": {"+%l", "%f"}, "notepad++": {"-n%l", "%f"},
	"idea": {"--line", "%l", "%f"}, "webstorm": {"--line", "%l", "%f"}, "goland": {"--line", "%l", "%f"}, "pycharm": {"--line", "%l", "%f"}, "phpstorm": {"--line", "%l", "%f"},
}

// inTerminal are the editors that need the terminal, with how they are told a place.
var inTerminal = map[string][]string{
	"vi": {"+%l", "%f"}, "vim": {"+%l", "%f"}, "nvim": {"+%l", "%f"}, "nano": {"+%l", "%f"}, "pico": {"+%l", "%f"}, "emacs": {"+%l", "%f"},
	"joe": {"+%l", "%f"}, "jmacs": {"+%l", "%f"}, "ne": {"+%l", "%f"}, "mg": {"+%l", "%f"}, "zile": {"+%l", "%f"}, "mcedit": {"%f:%l"}, "kak": {"+%l", "%f"},
	"micro": {"%f:%l"}, "hx": {"%f:%l"}, "helix": {"%f:%l"}, "dte": {"+%l", "%f"}, "jed": {"%f", "-g", "%l"}, "sensible-editor": {"+%l", "%f"},
}

// usualEditors are tried where the environment names none.
var usualEditors = []string{"nano", "vim", "vi", "notepad"}

// editorOf is the command of the user's editor, nil if there is none: XSYNC_EDITOR,
// VISUAL or EDITOR name it. It comes from the environment alone, never from a file of a
// project, and no shell reads it.
func editorOf(env func(string) string) []string {
	for _, name := range []string{"XSYNC_EDITOR", "VISUAL", "EDITOR"} {
		value := strings.TrimSpace(env(name))
		if value == "" {
			continue
		}
		if _, err := exec.LookPath(value); err == nil { // a path may hold spaces
			return []string{value}
		}
		words := editorWord.FindAllString(value, -1)
		for k, w := range words {
			words[k] = quotedPart.ReplaceAllString(w, "$1$2")
		}
		return words
	}
	return nil
}

// editorWord matches a word of the command of an editor, in which quotation marks hold blanks
// together, and quotedPart what they hold. A backslash is one of a path.
var (
	editorWord = regex.Lazy(`(?:"[^"]*"|'[^']*'|\S)+`)
	quotedPart = regex.Lazy(`"([^"]*)"|'([^']*)'`)
)

// windowEditor is the command of the user's editor, if that opens a window of its own.
// An editor that needs the terminal has none while pages are served.
func windowEditor(env func(string) string) []string {
	for _, name := range []string{"XSYNC_EDITOR", "VISUAL", "EDITOR"} {
		one := editorOf(func(asked string) string {
			if asked != name {
				return ""
			}
			return env(name)
		})
		if one != nil && windowed[editorName(one[0])] != nil {
			return one
		}
	}
	return nil
}

func editorName(program string) string {
	name := strings.ToLower(filepath.Base(program))
	for _, ending := range []string{".exe", ".cmd", ".bat"} { // as programs are called on Windows
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// editorCommand is the command line that opens a file at a line.
func editorCommand(editor []string, file string, line int) []string {
	out := slices.Clone(editor)
	put := strings.NewReplacer("%f", file, "%l", strconv.Itoa(max(line, 1)))
	name := editorName(editor[0])
	form := slices.Concat(windowed[name], inTerminal[name]) // it is in one of them at most
	if len(form) == 0 {
		form = []string{"%f"}
	}
	for _, arg := range form {
		if slices.Contains(out[1:], arg) { // it is in the user's own command already
			continue
		}
		out = append(out, put.Replace(arg))
	}
	return out
}

// waiting are the arguments that let editors with a window wait until the file is closed.
var waiting = []string{"--wait", "-w", "--block", "-b", "--nofork", "-f"}

// isWaitedFor reports whether an editor has done its work when it ends: one that needs the
// terminal, or one with a window that is told to wait.
func isWaitedFor(editor []string) bool {
	return windowed[editorName(editor[0])] == nil || slices.ContainsFunc(editor[1:], func(arg string) bool { return slices.Contains(waiting, arg) })
}

// openEditor opens a file of a project in an editor. One that needs the terminal is
// waited for; one that opens a window of its own is not, unless it is told to wait.
func (a *app) openEditor(ctx context.Context, editor []string, root, name string, line int) error {
	args := editorCommand(editor, filepath.Join(root, filepath.FromSlash(name)), line)
	if err := a.flush(); err != nil {
		return err
	}
	c := exec.CommandContext(context.WithoutCancel(ctx), args[0], args[1:]...)
	if !isWaitedFor(editor) {
		if err := c.Start(); err != nil {
			return err
		}
		go func() { _ = c.Wait() }()
		return nil
	}
	c.Stdout, c.Stderr = a.screen, a.err
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		c.Stdin = f
	}
	return c.Run()
}

func (a *app) editCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "edit PATH:LINE",
		Short:   "help.edit",
		Long:    "help.edit.long",
		Example: "xsync edit articles/tr/mongolia.md:12",
		Args:    a.countArguments(1, 1),
		RunE:    func(c *cobra.Command, args []string) error { return a.edit(c.Context(), args[0]) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
}

// edit opens a file in the user's editor, at a line.
func (a *app) edit(ctx context.Context, place string) error {
	name, line := place, 1
	if !a.isThere(name) {
		if m := linePlace.FindStringSubmatch(place); m != nil {
			name = m[1]
			line, _ = strconv.Atoi(m[2]) // digits, as the pattern has it
		}
	}
	full := a.fullPath(filepath.FromSlash(name))
	info, err := os.Stat(full)
	if err == nil && !info.Mode().IsRegular() {
		return corpus.Problem{ID: corpus.NotRegular, Path: name}
	}
	if err != nil {
		return a.noFileToEdit(place, corpus.Unreadable(name, err))
	}
	editor := editorOf(a.env)
	for _, usual := range usualEditors {
		if _, err := exec.LookPath(usual); editor == nil && err == nil {
			editor = []string{usual}
		}
	}
	if editor == nil {
		return &usageError{message: a.messages.Text("edit.no_editor"), hint: a.messages.Text("edit.set_editor")}
	}
	if err := a.openEditor(ctx, editor, filepath.Dir(full), filepath.Base(full), line); err != nil {
		a.raiseStatus(exitWork)
		a.writeComplaint(a.messages.Text("page.not_opened", "Editor", editor[0], "Reason", a.phraseText(err.Error())))
		return errReported
	}
	return nil
}

// noFileToEdit is the complaint about a file that there is none of. Who named an article,
// as other commands have it, is told the file of its translation.
func (a *app) noFileToEdit(name string, problem corpus.Problem) error {
	p, err := a.openProject()
	if err != nil {
		return problem
	}
	found, _ := p.Config.Find(p.FS)
	k := slices.IndexFunc(found, func(f corpus.Article) bool { return f.ID == name })
	if k < 0 {
		return problem
	}
	file := found[k].Source
	if t := found[k].Targets[a.likelyLanguage(p)]; t.Exists {
		file = t.Path
	}
	return &usageError{
		message: a.describeProblem(problem),
		hint:    a.messages.Text("usage.did_you_mean", "Command", a.correctedLine(name, a.shownPath(file))),
	}
}

// openInEditor opens a translation in the user's editor, where a row stands. Only the editor
// that the environment names is started, on a file of the project.
func (s *server) openInEditor(w http.ResponseWriter, r *http.Request) {
	editor := windowEditor(s.env)
	o := orderOf(r.PostForm)
	m := s.writerFor(r).Messages
	p, err := s.Project()
	if err != nil || editor == nil {
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
		return
	}
	t, _, err := s.Examine(r.Context(), p, o.Article, o.Language)
	if err != nil {
		s.answerProblem(w, r, err)
		return
	}
	rows := page.Rows(m, t, o.Article, page.Choice{Row: o.Row}.Keep())
	if len(rows) == 0 || !t.Exists {
		http.NotFound(w, r)
		return
	}
	args := editorCommand(editor, filepath.Join(s.Root, filepath.FromSlash(t.Path)), rows[0].Line)
	c := exec.CommandContext(context.WithoutCancel(r.Context()), args[0], args[1:]...)
	if err := c.Start(); err != nil {
		writeAnswer(w, http.StatusConflict, reply{Said: m.Text("page.not_opened", "Editor", args[0], "Reason", phraseIn(m, err.Error()))})
		return
	}
	go func() { _ = c.Wait() }()
	writeAnswer(w, http.StatusOK, reply{Ok: true, Said: m.Text("page.opened", "Editor", args[0]), Undo: s.UndoLabel(m)})
}
