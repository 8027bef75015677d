package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/xsync-project/xsync/sync/internal/lsp"
)

// frames are messages with their headers.
func frames(bodies ...string) string {
	var b strings.Builder
	for _, body := range bodies {
		fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	return b.String()
}

const hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`

// How a conversation ends is the exit status of the server.
func TestEndsOfConversations(t *testing.T) {
	for _, c := range []struct {
		name, in string
		status   int
		says     string
	}{
		{"shutdown and exit", frames(hello, `{"jsonrpc":"2.0","id":2,"method":"shutdown"}`, `{"jsonrpc":"2.0","method":"exit"}`), exitDone, ""},
		{"exit alone", frames(hello, `{"jsonrpc":"2.0","method":"exit"}`), exitDrift, ""},
		{"the client is gone", frames(hello), exitDone, ""},
		{"nothing", "", exitDone, ""},
		{"no protocol at all", "GET / HTTP/1.1\r\n\r\n", exitWork, "xsync: "},
		{"a message without an end", frames(hello) + "Content-Length: 99999999999\r\n\r\n", exitWork, "xsync: "},
		{"what is not JSON is answered so", frames("{", hello, `{"jsonrpc":"2.0","id":2,"method":"shutdown"}`, `{"jsonrpc":"2.0","method":"exit"}`), exitDone, ""},
		{"after the end nothing is answered", frames(hello, `{"jsonrpc":"2.0","id":2,"method":"shutdown"}`, `{"jsonrpc":"2.0","id":3,"method":"textDocument/hover","params":{}}`, `{"jsonrpc":"2.0","method":"exit"}`), exitDone, ""},
		{"before the beginning nothing is answered", frames(`{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}}`), exitDone, ""},
	} {
		var out, complaints bytes.Buffer
		a := &app{in: strings.NewReader(c.in), out: &out, err: &complaints, dir: t.TempDir(), env: func(string) string { return "" }}
		status := a.main(context.Background(), []string{"lsp", "--stdio"})
		if status != c.status || (c.says == "") != (complaints.Len() == 0) || !strings.HasPrefix(complaints.String(), c.says) {
			t.Errorf("%s: status %d, want %d; %s", c.name, status, c.status, &complaints)
		}
		for name, code := range map[string]string{"after": "-32600", "before": "-32002", "what": "-32700"} {
			if strings.HasPrefix(c.name, name) && !strings.Contains(out.String(), `"code":`+code) {
				t.Errorf("%s: %s", c.name, &out)
			}
		}
	}
}

// A client that has said goodbye and gone is not one that has merely gone, whichever of
// the two is seen first.
func TestGoodbyeBeforeTheEnd(t *testing.T) {
	gone := make(chan struct{})
	close(gone)
	for range 64 {
		s := newLanguageServer(&app{env: func(string) string { return "" }})
		s.leave(alive)
		if status, said := s.goodbye(gone); status != exitDrift || !said {
			t.Fatalf("status %d, said %v", status, said)
		}
	}
}

// A question that is given up is answered so, and what comes behind it is answered.
func TestCancelledQuestions(t *testing.T) {
	s := newLanguageServer(&app{env: func(string) string { return "" }})
	for range cap(s.slots) { // all are busy
		s.slots <- struct{}{}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := s.inTurn(ctx, func(context.Context) (any, error) { return "answered", nil })
	var known *jsonrpc2.Error
	if !errors.As(err, &known) || known.Code != codeCancelled {
		t.Errorf("%v", err)
	}
	<-s.slots
	if got, err := s.inTurn(context.Background(), func(context.Context) (any, error) { return "answered", nil }); got != "answered" || err != nil {
		t.Errorf("%v %v", got, err)
	}
}

// What another program does to a source, or records, is shown without being asked for.
func TestEditorFollowsTheDisk(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	defer func(was time.Duration) { lookInterval = was }(lookInterval)
	lookInterval = 10 * time.Millisecond
	e := startEditor(t, dir, "en")
	e.open("articles/tr/ferry.md", true)
	e.await("articles/tr/ferry.md", func() { write(t, dir, map[string]string{"articles/en/ferry.md": editedFerry}) })
	e.until("stale (facts)", true)
	if _, complaints, status := within(t, dir, []string{"mark", "ferry", "--lang", "tr", "--force", "--segment", rowOf(t, e)}); status != exitDone {
		t.Fatal(complaints)
	}
	e.until("stale (facts)", false)
	// A source that cannot be read leaves no translation without a word, and one that has
	// gone may come back.
	write(t, dir, map[string]string{"articles/en/ferry.md": "\xff\xfeT\x00h\x00"})
	e.until("articles/en/ferry.md:1:1: not UTF-8 but UTF-16", true)
	if err := os.Remove(filepath.Join(dir, "articles", "en", "ferry.md")); err != nil {
		t.Fatal(err)
	}
	e.until("UTF-16", false)
	write(t, dir, map[string]string{"articles/en/ferry.md": ferry["articles/en/ferry.md"]})
	e.until("stale", true)
	if status := e.leave(); status != exitDone {
		t.Errorf("status %d", status)
	}
}

// rowOf is the id of the row that an action at the number of cars would record.
func rowOf(t *testing.T, e *editor) string {
	t.Helper()
	for _, a := range e.actions("articles/tr/ferry.md", "40 araba") {
		if a.Command != nil {
			data, err := json.Marshal(a.Command.Arguments[0])
			var order struct{ Row string }
			if err == nil {
				err = json.Unmarshal(data, &order)
			}
			if err != nil {
				t.Fatal(err)
			}
			return order.Row
		}
	}
	t.Fatal("no action records the row")
	return ""
}

// until waits until a diagnostic of the translation of the ferry says something, or none
// does.
func (e *editor) until(says string, said bool) {
	e.Helper()
	const name = "articles/tr/ferry.md"
	d := e.text(name)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		e.mutex.Lock()
		found := strings.Contains(fmt.Sprintf("%s", d.diagnostics), says)
		e.mutex.Unlock()
		if found == said {
			return
		}
	}
	e.Fatalf("%s: %q said: %v", name, says, !said)
}

// A row is recorded only as the user has seen it.
func TestEditorRecordsWhatWasSeen(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	write(t, dir, map[string]string{"articles/en/ferry.md": editedFerry})
	record := filepath.Join(dir, ".xsync", "record", "tr", "ferry")
	before, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	e := startEditor(t, dir, "en")
	e.open("articles/tr/ferry.md", true)
	seen := e.actions("articles/tr/ferry.md", "40 araba")
	write(t, dir, map[string]string{"articles/en/ferry.md": strings.Replace(editedFerry, "45", "50", 1)})
	for _, a := range seen {
		if a.Command != nil {
			e.ask("workspace/executeCommand", map[string]any{"command": a.Command.Command, "arguments": a.Command.Arguments})
		}
	}
	e.awaitSaid()
	if said := strings.Join(e.heard(), "\n"); !strings.Contains(said, "changed meanwhile") {
		t.Error(said)
	}
	if after, err := os.ReadFile(record); err != nil || !bytes.Equal(before, after) {
		t.Errorf("%v %s", err, after)
	}
}

// What a server has to say does not keep it from hearing.
func TestDialogueDoesNotBlock(t *testing.T) {
	read, out := io.Pipe() // nobody reads yet
	d := newDialogue(strings.NewReader(""), out)
	for range 100 {
		if _, err := d.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	d.seal()
	if _, err := d.Write([]byte("y")); err == nil {
		t.Error("it takes more once it is sealed")
	}
	go func() {
		d.send()
		_ = out.Close()
	}()
	if got, err := io.ReadAll(read); err != nil || len(got) != 100 {
		t.Errorf("%q %v", got, err)
	}
}

// BenchmarkEditor measures how long an editor waits on an article of 5,000 words: for
// the text to be changed, for an answer about a text that has not changed since, and for
// diagnostics after a key was pressed. The goals are 5, 50 and 50 milliseconds; the last
// has the pause in it that is waited for more keys.
func BenchmarkEditor(b *testing.B) {
	dir := b.TempDir()
	long := map[string]string{"xsync.toml": "source = \"en\"\ntargets = [\"tr\"]\n\n[[articles]]\npath = \"articles/{lang}/*.md\"\n"}
	for _, lang := range []string{"en", "tr"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "articles", lang, "mongolia.md"))
		if err != nil {
			b.Fatal(err)
		}
		text := ""
		for k := 0; k < 6; k++ {
			text += fmt.Sprintf("# %d\n\n%s\n", k, data)
		}
		long["articles/"+lang+"/long.md"] = text
	}
	write(b, dir, long)
	xsyncIn(b, dir, "init", "--assume")
	const name = "articles/tr/long.md"
	e := startEditor(b, dir, "en")
	e.open(name, true)
	b.Run("Change", func(b *testing.B) {
		text := lsp.NewText([]byte(long[name]))
		key := `{"textDocument":{"uri":"` + e.uri(name) + `","version":2},"contentChanges":[{"range":{"start":{"line":200,"character":0},"end":{"line":200,"character":0}},"text":"x"}]}`
		for b.Loop() {
			var c changed
			if err := json.Unmarshal([]byte(key), &c); err != nil {
				b.Fatal(err)
			}
			text.Changed(c.ContentChanges)
		}
	})
	b.Run("Hover", func(b *testing.B) {
		for b.Loop() {
			e.about("textDocument/hover", name, "# 3")
		}
	})
	b.Run("HoverAfterChange", func(b *testing.B) {
		for b.Loop() {
			e.typeKey(name)
			e.about("textDocument/hover", name, "# 3")
		}
	})
	b.Run("Actions", func(b *testing.B) {
		for b.Loop() {
			e.about("textDocument/codeAction", name, "# 3")
		}
	})
	b.Run("Diagnostics", func(b *testing.B) {
		for b.Loop() {
			e.edit(name, "# 3", "# 3")
		}
	})
}

// typeKey tells the server of a key that was pressed, and does not wait.
func (e *editor) typeKey(name string) {
	e.Helper()
	r := e.find(name, "# 3")
	d := e.text(name)
	e.mutex.Lock()
	d.version++
	version := d.version
	e.mutex.Unlock()
	e.tell("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": d.uri, "version": version},
		"contentChanges": []any{map[string]any{"range": r, "text": "# 3"}},
	})
}
