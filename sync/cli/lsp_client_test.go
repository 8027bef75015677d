package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/sourcegraph/jsonrpc2"
)

// editor is a client of the language server: it keeps documents as an editor does, and
// what the server says of them.
type editor struct {
	testing.TB
	dir   string
	conn  *jsonrpc2.Conn
	ended chan int

	mutex     sync.Mutex
	arrived   *sync.Cond
	documents map[string]*openText
	said      []string // messages, and documents to be shown
}

// openText is a document of the editor.
type openText struct {
	uri, name   string
	text        string
	version     int
	told        int // how often it was told of diagnostics
	toldVersion int
	diagnostics []json.RawMessage
}

// pipes are two streams as one.
type pipes struct {
	io.Reader
	io.WriteCloser
}

// startEditor starts a language server and says hello to it.
func startEditor(t testing.TB, dir, locale string) *editor {
	t.Helper()
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	e := &editor{TB: t, dir: dir, ended: make(chan int, 1), documents: map[string]*openText{}}
	e.arrived = sync.NewCond(&e.mutex)
	go func() {
		a := &app{in: fromClient, out: toClient, err: io.Discard, dir: t.TempDir(), env: func(string) string { return "" }}
		e.ended <- a.main(context.Background(), []string{"lsp"})
		_ = toClient.Close()
	}()
	stream := jsonrpc2.NewBufferedStream(pipes{bufio.NewReader(fromServer), toServer}, jsonrpc2.VSCodeObjectCodec{})
	e.conn = jsonrpc2.NewConn(context.Background(), stream, jsonrpc2.HandlerWithError(e.handle))
	t.Cleanup(func() { _ = e.conn.Close() })
	e.ask("initialize", map[string]any{
		"processId": nil, "rootUri": nil, "locale": locale,
		"capabilities": map[string]any{
			"window":       map[string]any{"showDocument": map[string]any{"support": true}},
			"workspace":    map[string]any{"workspaceEdit": map[string]any{"documentChanges": true}, "codeLens": map[string]any{"refreshSupport": true}},
			"textDocument": map[string]any{"hover": map[string]any{"contentFormat": []string{"markdown"}}},
		},
	})
	e.tell("initialized", map[string]any{})
	return e
}

// handle takes what the server says.
func (e *editor) handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	defer e.arrived.Broadcast()
	switch r.Method {
	case "textDocument/publishDiagnostics":
		var p struct {
			URI         string
			Version     int
			Diagnostics []json.RawMessage
		}
		if err := json.Unmarshal(*r.Params, &p); err != nil {
			return nil, err
		}
		if d := e.documents[p.URI]; d != nil {
			d.told++
			d.toldVersion, d.diagnostics = p.Version, p.Diagnostics
		}
	case "window/showMessage", "window/showDocument":
		e.said = append(e.said, strings.TrimPrefix(r.Method, "window/")+" "+string(*r.Params))
		return map[string]bool{"success": true}, nil
	case "workspace/codeLens/refresh":
	default:
		e.Errorf("the server says %s, which it was not told that it may", r.Method)
	}
	return nil, nil
}

// ask asks the server and returns its answer.
func (e *editor) ask(method string, params any) json.RawMessage {
	e.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out json.RawMessage
	if err := e.conn.Call(ctx, method, params, &out); err != nil {
		return json.RawMessage(fmt.Sprintf("%q", err.Error()))
	}
	return out
}

func (e *editor) tell(method string, params any) {
	e.Helper()
	if err := e.conn.Notify(context.Background(), method, params); err != nil {
		e.Fatal(err)
	}
}

func (e *editor) uri(name string) string {
	return "file://" + filepath.ToSlash(filepath.Join(e.dir, filepath.FromSlash(name)))
}

// project is the folder of the project that a file belongs to.
func (e *editor) project(name string) string {
	for dir := filepath.Dir(filepath.Join(e.dir, filepath.FromSlash(name))); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "xsync.toml")); err == nil || dir == e.dir {
			return dir
		}
	}
}

// await waits until the server has spoken of all open documents of the project of a
// file, or if that is "", of all projects, as they are, after something was done.
func (e *editor) await(name string, do func()) {
	e.Helper()
	e.mutex.Lock()
	before := map[string]int{}
	for uri, d := range e.documents {
		if name == "" || e.project(d.name) == e.project(name) {
			before[uri] = d.told
		}
	}
	e.mutex.Unlock()
	do()
	late := time.AfterFunc(time.Minute, func() {
		e.Errorf("the server says nothing of a document")
		e.mutex.Lock()
		defer e.mutex.Unlock()
		e.documents = map[string]*openText{}
		e.arrived.Broadcast()
	})
	defer late.Stop()
	e.mutex.Lock()
	defer e.mutex.Unlock()
	for {
		waiting := false
		for uri, told := range before {
			d := e.documents[uri]
			waiting = waiting || d != nil && (d.told == told || d.toldVersion != d.version)
		}
		if !waiting {
			return
		}
		e.arrived.Wait()
	}
}

// open opens a file; one that belongs to no project is not spoken of.
func (e *editor) open(name string, spoken bool) {
	e.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(name)))
	if err != nil {
		e.Fatal(err)
	}
	d := &openText{uri: e.uri(name), name: name, text: strings.TrimPrefix(string(data), "\ufeff"), version: 1}
	say := func() {
		e.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": d.uri, "languageId": "markdown", "version": 1, "text": d.text}})
	}
	if !spoken {
		say()
		return
	}
	e.mutex.Lock()
	e.documents[d.uri] = d
	e.mutex.Unlock()
	e.await(name, say)
}

func (e *editor) text(name string) *openText {
	e.Helper()
	e.mutex.Lock()
	defer e.mutex.Unlock()
	d := e.documents[e.uri(name)]
	if d == nil {
		e.Fatalf("%s is not open", name)
	}
	return d
}

// position counts lines and UTF-16 code units up to an offset.
func position(text string, offset int) map[string]int {
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return map[string]int{"line": strings.Count(before, "\n"), "character": len(utf16.Encode([]rune(before[start:])))}
}

// find is the range of a piece of a document.
func (e *editor) find(name, piece string) map[string]any {
	e.Helper()
	d := e.text(name)
	at := strings.Index(d.text, piece)
	if at < 0 {
		e.Fatalf("%s does not hold %q", name, piece)
	}
	return map[string]any{"start": position(d.text, at), "end": position(d.text, at+len(piece))}
}

// edit puts a text in the place of a piece of a document, and tells the server of just
// that.
func (e *editor) edit(name, piece, text string) {
	e.Helper()
	r := e.find(name, piece)
	d := e.text(name)
	e.mutex.Lock()
	d.text = strings.Replace(d.text, piece, text, 1)
	d.version++
	e.mutex.Unlock()
	e.await(name, func() {
		e.tell("textDocument/didChange", map[string]any{
			"textDocument":   map[string]any{"uri": d.uri, "version": d.version},
			"contentChanges": []any{map[string]any{"range": r, "text": text}},
		})
	})
}

// save writes a document to the disk.
func (e *editor) save(name string) {
	e.Helper()
	d := e.text(name)
	if err := os.WriteFile(filepath.Join(e.dir, filepath.FromSlash(name)), []byte(d.text), 0o666); err != nil {
		e.Fatal(err)
	}
	e.await(name, func() {
		e.tell("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": d.uri}})
	})
}

// about asks about a piece of a document, as it stands at its beginning.
func (e *editor) about(method, name, piece string) json.RawMessage {
	e.Helper()
	r := e.find(name, piece)
	return e.ask(method, map[string]any{
		"textDocument": map[string]any{"uri": e.uri(name)}, "position": r["start"], "range": r, "context": map[string]any{"diagnostics": []any{}},
	})
}

// action is what the editor knows of an action.
type action struct {
	Title string
	Kind  string
	Edit  *struct {
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version int
			}
			Edits []struct {
				Range   extentOf
				NewText string
			}
		}
	}
	Command *struct {
		Command   string
		Arguments []any
	}
}

// extentOf is a range as the protocol writes it.
type extentOf struct {
	Start spot `json:"start"`
	End   spot `json:"end"`
}

type spot struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// actions are what the server offers on a piece of a document.
func (e *editor) actions(name, piece string) []action {
	e.Helper()
	var out []action
	if err := json.Unmarshal(e.about("textDocument/codeAction", name, piece), &out); err != nil {
		e.Fatal(err)
	}
	return out
}

// apply does what an action says.
func (e *editor) apply(name, piece, title string) {
	e.Helper()
	all := e.actions(name, piece)
	k := slices.IndexFunc(all, func(a action) bool { return strings.HasPrefix(a.Title, title) })
	if k < 0 {
		e.Fatalf("no action %q among %v", title, all)
	}
	if c := all[k].Command; c != nil {
		e.ask("workspace/executeCommand", map[string]any{"command": c.Command, "arguments": c.Arguments})
		return
	}
	for _, change := range all[k].Edit.DocumentChanges {
		d := e.text(name)
		if change.TextDocument.URI != d.uri || change.TextDocument.Version != d.version || len(change.Edits) != 1 {
			e.Fatalf("a change of %s, version %d", change.TextDocument.URI, change.TextDocument.Version)
		}
		edit := change.Edits[0]
		start := offsetOf(d.text, edit.Range.Start.Line, edit.Range.Start.Character)
		end := offsetOf(d.text, edit.Range.End.Line, edit.Range.End.Character)
		e.mutex.Lock()
		d.text = d.text[:start] + edit.NewText + d.text[end:]
		d.version++
		e.mutex.Unlock()
		e.await(name, func() {
			e.tell("textDocument/didChange", map[string]any{
				"textDocument": map[string]any{"uri": d.uri, "version": d.version}, "contentChanges": []any{map[string]any{"range": edit.Range, "text": edit.NewText}},
			})
		})
	}
}

// offsetOf is the offset of a place.
func offsetOf(text string, line, character int) int {
	at := 0
	for range line {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	for _, r := range text[at:] {
		if character <= 0 {
			break
		}
		character -= len(utf16.Encode([]rune{r}))
		at += len(string(r))
	}
	return at
}

// heard is what the server has said since it was asked last.
func (e *editor) heard() []string {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	out := e.said
	e.said = nil
	return out
}

// awaitSaid waits until the server has said something.
func (e *editor) awaitSaid() {
	e.Helper()
	late := time.AfterFunc(time.Minute, func() {
		e.Errorf("the server says nothing")
		e.mutex.Lock()
		defer e.mutex.Unlock()
		e.said = append(e.said, "nothing")
		e.arrived.Broadcast()
	})
	defer late.Stop()
	e.mutex.Lock()
	defer e.mutex.Unlock()
	for len(e.said) == 0 {
		e.arrived.Wait()
	}
}

// leave says goodbye and returns the exit status of the server.
func (e *editor) leave() int {
	e.Helper()
	e.ask("shutdown", nil)
	e.tell("exit", nil)
	select {
	case status := <-e.ended:
		return status
	case <-time.After(time.Minute):
		e.Fatal("the server does not end")
		return 0
	}
}

// listed writes diagnostics, one on a line: how severe, on what, what it says.
func (d *openText) listed(w *bytes.Buffer) {
	for _, raw := range d.diagnostics {
		var x struct {
			Severity      int
			Code, Message string
			Range         extentOf
		}
		if err := json.Unmarshal(raw, &x); err != nil {
			fmt.Fprintln(w, err)
		}
		fmt.Fprintf(w, "  %s %s %v: %s\n", [...]string{"", "error", "warning", "information"}[x.Severity], x.Code, x.Range, strings.ReplaceAll(x.Message, "\n", " ⏎ "))
	}
}

func (r extentOf) String() string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Character, r.End.Line, r.End.Character)
}

func init() { lookInterval = time.Hour } // what a session shows does not depend on the clock
