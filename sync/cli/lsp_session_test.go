package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestEditorSessions plays conversations of an editor with the language server. A file in
// testdata/lsp holds the files of a project, and a session: what the editor does, and
// below it what the server says to that. With -update, the latter is rewritten.
func TestEditorSessions(t *testing.T) {
	names, err := filepath.Glob("testdata/lsp/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(archive.Comment, []byte("# ")) {
				t.Error("it does not begin by saying why it exists")
			}
			last := &archive.Files[len(archive.Files)-1]
			if last.Name != "session" {
				t.Fatal("the last file is not the session")
			}
			files := map[string]string{}
			for _, f := range archive.Files[:len(archive.Files)-1] {
				files[f.Name] = string(f.Data)
			}
			got := playSession(t, files, string(last.Data))
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(last.Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// session is a conversation that is played.
type session struct {
	*editor
	files map[string]string
	out   bytes.Buffer
}

// playSession does what the lines of a session that begin with "> " say, and writes
// them down with what the server says.
func playSession(t *testing.T, files map[string]string, script string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, files)
	s := &session{files: files, editor: &editor{TB: t, dir: dir}}
	for line := range strings.Lines(script) {
		step, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "> ")
		if !ok {
			continue
		}
		fmt.Fprintf(&s.out, "> %s\n", step)
		s.step(wordsOf(t, step))
	}
	return strings.ReplaceAll(s.out.String(), dir, "$DIR")
}

// wordsOf are the words of a step, which may be quoted as in Go.
func wordsOf(t *testing.T, step string) []string {
	t.Helper()
	var out []string
	for step = strings.TrimSpace(step); step != ""; step = strings.TrimSpace(step) {
		word, rest, _ := strings.Cut(step, " ")
		if step[0] == '"' {
			quoted, err := strconv.QuotedPrefix(step)
			if err != nil {
				t.Fatalf("%s: %v", step, err)
			}
			rest = step[len(quoted):]
			if word, err = strconv.Unquote(quoted); err != nil {
				t.Fatal(err)
			}
		}
		out, step = append(out, word), rest
	}
	return out
}

// step does one thing.
func (s *session) step(w []string) {
	s.Helper()
	arg := func(k int) string {
		if k < len(w) {
			return w[k]
		}
		s.Fatalf("%v lacks a word", w)
		return ""
	}
	switch w[0] {
	case "xsync":
		t, ok := s.TB.(*testing.T)
		if !ok {
			s.Fatal("not in a test")
		}
		if _, complaints, status := within(t, filepath.Join(s.dir, arg(1)), w[2:]); status != exitDone {
			s.Fatal(complaints)
		}
	case "start":
		s.editor = startEditor(s.TB, s.dir, arg(1))
	case "open":
		s.open(arg(1), true)
		s.list(arg(1))
	case "open-outside":
		s.open(arg(1), false)
	case "edit":
		s.edit(arg(1), arg(2), arg(3))
		s.list(arg(1))
	case "save":
		s.save(arg(1))
	case "close":
		uri := s.text(arg(1)).uri
		s.mutex.Lock()
		delete(s.documents, uri)
		s.mutex.Unlock()
		s.await(arg(1), func() { s.tell("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}}) })
	case "diagnostics":
		s.await("", s.lookAgain)
		s.list(arg(1))
	case "raw":
		s.mutex.Lock()
		for _, x := range s.documents[s.uri(arg(1))].diagnostics {
			fmt.Fprintf(&s.out, "  %s\n", x)
		}
		s.mutex.Unlock()
	case "disk": // another program writes a file
		if err := os.WriteFile(filepath.Join(s.dir, arg(1)), []byte(s.files[arg(2)]), 0o666); err != nil {
			s.Fatal(err)
		}
		if s.conn != nil {
			s.await("", s.lookAgain)
		}
	case "memory": // suggestions are given once it has been read
		s.awaitMemory(arg(1), arg(2), arg(3))
	case "windows": // as editors on Windows leave it
		s.toWindows(filepath.Join(s.dir, filepath.FromSlash(arg(1))))
	case "hover":
		s.hover(arg(1), arg(2))
	case "definition":
		s.lines(s.about("textDocument/definition", arg(1), arg(2)))
	case "lens":
		s.lenses(s.about("textDocument/codeLens", arg(1), ""))
	case "raw-lens":
		s.lines(s.about("textDocument/codeLens", arg(1), ""))
	case "hints":
		s.lines(s.about("textDocument/inlayHint", arg(1), arg(2)))
	case "actions":
		for _, a := range s.actions(arg(1), arg(2)) {
			fmt.Fprintf(&s.out, "  %s: %s\n", a.Kind, a.Title)
		}
	case "apply":
		s.awaitMemory(arg(1), arg(2), arg(3))
		s.apply(arg(1), arg(2), arg(3))
	case "command":
		s.ask("workspace/executeCommand", map[string]any{"command": arg(1), "arguments": []any{}})
	case "show": // a file
		fmt.Fprintf(&s.out, "  %s\n", s.ask("workspace/executeCommand", map[string]any{"command": "xsync.show", "arguments": []any{map[string]any{"uri": s.uri(arg(1)), "range": map[string]any{}}}}))
	case "heard":
		s.awaitSaid()
		for _, line := range s.heard() {
			fmt.Fprintf(&s.out, "  %s\n", line)
		}
	case "text":
		s.block(s.text(arg(1)).text)
	case "file":
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(arg(1))))
		if err != nil {
			s.Fatal(err)
		}
		s.block(string(data))
	case "ask":
		fmt.Fprintf(&s.out, "  %s\n", s.ask(arg(1), map[string]any{}))
	case "leave":
		fmt.Fprintf(&s.out, "  status %d\n", s.leave())
	default:
		s.Fatalf("unknown step %s", w[0])
	}
}

// toWindows gives a file a byte order mark and CRLF.
func (s *session) toWindows(path string) {
	s.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, []byte("\ufeff"+strings.ReplaceAll(string(data), "\n", "\r\n")), 0o666)
	}
	if err != nil {
		s.Fatal(err)
	}
}

// lookAgain tells the server that files have changed.
func (s *session) lookAgain() {
	s.tell("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}})
}

// list writes the diagnostics of a document.
func (s *session) list(name string) {
	d := s.text(name)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d.listed(&s.out)
}

// lines writes a list, an element on a line.
func (s *session) lines(raw json.RawMessage) {
	s.Helper()
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		s.Fatalf("%s: %v", raw, err)
	}
	for _, x := range list {
		fmt.Fprintf(&s.out, "  %s\n", x)
	}
}

// lenses writes lenses: where they stand, what they say, where they lead.
func (s *session) lenses(raw json.RawMessage) {
	s.Helper()
	var list []struct {
		Range   extentOf
		Command struct {
			Title     string
			Arguments []struct {
				URI   string
				Range extentOf
			}
		}
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		s.Fatalf("%s: %v", raw, err)
	}
	for _, l := range list {
		to := l.Command.Arguments[0]
		fmt.Fprintf(&s.out, "  %v %s → %s %v\n", l.Range, l.Command.Title, filepath.Base(filepath.Dir(to.URI)), to.Range)
	}
}

// hover writes what is shown at a piece of a document.
func (s *session) hover(name, piece string) {
	s.Helper()
	var h *struct {
		Contents struct{ Kind, Value string }
		Range    json.RawMessage
	}
	if err := json.Unmarshal(s.about("textDocument/hover", name, piece), &h); err != nil {
		s.Fatal(err)
	}
	if h == nil {
		fmt.Fprintln(&s.out, "  nothing")
		return
	}
	fmt.Fprintf(&s.out, "  %s %s\n", h.Contents.Kind, h.Range)
	s.block(h.Contents.Value)
}

// block writes a text, with a bar before each line.
func (s *session) block(text string) {
	for line := range strings.Lines(text) {
		fmt.Fprintf(&s.out, "  | %s\n", strings.TrimRight(strings.ReplaceAll(line, "\r", "␍"), "\n"))
	}
}

// awaitMemory waits for an action to be offered: suggestions are, once the memory has
// been read.
func (s *session) awaitMemory(name, piece, title string) {
	s.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		for _, a := range s.actions(name, piece) {
			if strings.HasPrefix(a.Title, title) {
				return
			}
		}
	}
}
