package cli

import (
	"context"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/page"
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

// windowEditor is the command of the user's editor, if that opens a window of its
// own: XSYNC_EDITOR, VISUAL or EDITOR name it. An editor that needs the terminal has
// none while pages are served.
func windowEditor(env func(string) string) []string {
	for _, name := range []string{"XSYNC_EDITOR", "VISUAL", "EDITOR"} {
		words := strings.Fields(env(name))
		if len(words) > 0 && windowed[editorName(words[0])] != nil {
			return words
		}
	}
	return nil
}

func editorName(program string) string {
	return strings.TrimSuffix(strings.ToLower(filepath.Base(program)), ".exe")
}

// editorCommand is the command line that opens a file at a line.
func editorCommand(editor []string, file string, line int) []string {
	out := slices.Clone(editor)
	put := strings.NewReplacer("%f", file, "%l", strconv.Itoa(max(line, 1)))
	for _, arg := range windowed[editorName(editor[0])] {
		if slices.Contains(out[1:], arg) { // it is in the user's own command already
			continue
		}
		out = append(out, put.Replace(arg))
	}
	return out
}

// open opens a translation in the user's editor, where a row stands. Only the editor
// that the environment names is started, on a file of the project.
func (s *server) open(w http.ResponseWriter, r *http.Request) {
	editor := windowEditor(s.env)
	o := orderOf(r.PostForm)
	m := s.writer(r).Messages
	p, err := s.project()
	if err != nil || editor == nil {
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
		return
	}
	t, _, err := s.examine(r.Context(), p, o.article, o.language)
	if err != nil {
		s.complain(w, r, err)
		return
	}
	rows := page.Rows(m, t, o.article, page.Choice{Row: o.row}.Keep())
	if len(rows) == 0 || !t.Exists {
		http.NotFound(w, r)
		return
	}
	args := editorCommand(editor, filepath.Join(s.root, filepath.FromSlash(t.Path)), rows[0].Line)
	c := exec.CommandContext(context.WithoutCancel(r.Context()), args[0], args[1:]...)
	if err := c.Start(); err != nil {
		answer(w, http.StatusConflict, reply{Said: m.Text("page.not_opened", "Editor", args[0], "Reason", err.Error())})
		return
	}
	go func() { _ = c.Wait() }()
	answer(w, http.StatusOK, reply{Ok: true, Said: m.Text("page.opened", "Editor", args[0]), Undo: s.undoLabel(m)})
}
