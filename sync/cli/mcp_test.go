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
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/xsync-project/xsync/locales"
)

// agentIn connects a client of the protocol's own library to a server on a project.
func agentIn(t *testing.T, dir string, write bool) *mcp.ClientSession {
	t.Helper()
	a := &app{env: func(string) string { return "" }, dir: dir, err: io.Discard, out: io.Discard}
	a.messages = locales.New("en")
	p, err := a.openProject()
	if err != nil {
		t.Fatal(err)
	}
	client, server := mcp.NewInMemoryTransports()
	if _, err := newAgent(a, p, write).server().Connect(context.Background(), server, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(context.Background(), client, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// call calls a tool and returns its text, and whether it is an error.
func call(t *testing.T, s *mcp.ClientSession, name string, arguments any) (text string, failed bool) {
	t.Helper()
	r, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: name, Arguments: arguments})
	if err != nil {
		return err.Error(), true
	}
	for _, c := range r.Content {
		if c, ok := c.(*mcp.TextContent); ok {
			text += c.Text
		}
	}
	return text, r.IsError
}

// staleFerry is a project whose source was edited.
func staleFerry(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	write(t, dir, map[string]string{"articles/en/ferry.md": editedFerry})
	return dir
}

// An agent goes from stale to reviewed: it asks what there is to do, translates, sends,
// and checks.
func TestAgentsRound(t *testing.T) {
	dir := staleFerry(t)
	s := agentIn(t, dir, true)
	text, _ := call(t, s, "status", map[string]any{"language": "tr"})
	if !strings.Contains(text, `"article": "ferry"`) || !strings.Contains(text, `"stale": 1`) || !strings.Contains(text, `"missing": 1`) {
		t.Fatal(text)
	}
	text, _ = call(t, s, "queue", map[string]any{"language": "tr"})
	var list struct {
		Items []struct{ ID, Seal, Now, Translation string }
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil || len(list.Items) != 2 {
		t.Fatalf("%v %s", err, text)
	}
	send := func(cars string) (got struct {
		Written bool
		Taken   []string
		Left    []struct{ ID, Reason string }
	},
	) {
		var answers []map[string]string
		for _, i := range list.Items {
			answer := "Yolcular gemiden inene kadar biletlerini saklamalıdır."
			if strings.HasPrefix(i.Now, "It takes") {
				answer = "Adaya " + cars + " araba taşır."
			}
			answers = append(answers, map[string]string{"id": i.ID, "seal": i.Seal, "text": answer})
		}
		text, failed := call(t, s, "import", map[string]any{"language": "tr", "answers": answers})
		if err := json.Unmarshal([]byte(text), &got); err != nil || failed || !got.Written {
			t.Fatalf("%v %s", err, text)
		}
		return got
	}
	if got := send("54"); len(got.Taken) != 1 || len(got.Left) != 1 { // not what the source says
		t.Fatalf("%+v", got)
	}
	got := send("45")
	if len(got.Taken) != 1 || len(got.Left) != 1 { // the other is there already
		t.Fatalf("%+v", got)
	}
	data, err := os.ReadFile(filepath.Join(dir, "articles", "tr", "ferry.md"))
	if err != nil || !bytes.Contains(data, []byte("45 araba")) || bytes.Contains(data, []byte("54")) {
		t.Errorf("%v %s", err, data)
	}
	if text, _ = call(t, s, "check", map[string]any{"language": "tr"}); strings.Contains(text, "stale") || strings.Contains(text, "missing") {
		t.Error(text)
	}
	row := strings.TrimPrefix(got.Taken[0], "ferry#")
	if out, _, _ := within(t, dir, []string{"status", "ferry", "--lang", "tr", "--state", "machine"}); !strings.Contains(out, "2 machine") || !strings.Contains(out, "#"+row) {
		t.Error(out)
	}
	if out, complaints, status := within(t, dir, []string{"mark", "ferry", "--lang", "tr", "--segment", row}); status != exitDone {
		t.Error(out, complaints)
	}
	if out, _, _ := within(t, dir, []string{"status", "ferry", "--lang", "tr"}); !strings.Contains(out, "1 machine") {
		t.Error(out)
	}
	if out, complaints, status := within(t, dir, []string{"undo"}); status != exitDone {
		t.Error(out, complaints)
	}
	r, err := s.ReadResource(context.Background(), &mcp.ReadResourceParams{URI: "xsync://row/tr/" + row + "/ferry"})
	if err != nil || !strings.Contains(r.Contents[0].Text, `"state":"fresh"`) || strings.Count(r.Contents[0].Text, `"kind"`) != 1 {
		t.Errorf("%v %+v", err, r)
	}
	if out, complaints, status := within(t, dir, []string{"undo"}); status != exitDone {
		t.Error(out, complaints)
	}
	if text, _ = call(t, s, "diff", map[string]any{"articles": []string{"ferry"}, "language": "tr"}); !strings.Contains(text, "[-40-]") {
		t.Error(text)
	}
}

// Without --write nothing changes on the disk, whatever is asked for.
func TestAgentsOnlyRead(t *testing.T) {
	dir := staleFerry(t)
	before := contentsOf(t, dir)
	s := agentIn(t, dir, false)
	text, _ := call(t, s, "queue", map[string]any{"language": "tr"})
	var list struct {
		Items []struct{ ID, Seal, Now string }
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	for _, i := range list.Items {
		answer := map[string]string{"id": i.ID, "seal": i.Seal, "text": "Adaya 45 araba taşır."}
		text, _ := call(t, s, "import", map[string]any{"language": "tr", "answers": []any{answer}})
		if !strings.Contains(text, `"written": false`) {
			t.Error(text)
		}
	}
	tools, err := s.ListTools(context.Background(), nil)
	if err != nil || len(tools.Tools) != 5 {
		t.Fatal(err)
	}
	for _, tool := range tools.Tools {
		if !tool.Annotations.ReadOnlyHint || tool.Description == "" {
			t.Errorf("%s: %+v", tool.Name, tool.Annotations)
		}
	}
	if after := contentsOf(t, dir); !slices.Equal(before, after) {
		t.Errorf("%v\n%v", before, after)
	}
}

// contentsOf are the files of a folder with what is in them, but for what can be found
// out anew.
func contentsOf(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if strings.Contains(path, ".xsync/cache/") {
			return nil
		}
		data, err := os.ReadFile(path)
		out = append(out, fmt.Sprintf("%s %q", path, data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// No name leads out of the project, and none is taken for a flag.
func TestAgentsStayInside(t *testing.T) {
	dir := staleFerry(t)
	outside := t.TempDir()
	write(t, outside, map[string]string{"secret.md": "the secret of the sea"})
	s := agentIn(t, dir, true)
	for _, name := range []string{"../" + filepath.Base(outside) + "/secret.md", filepath.Join(outside, "secret.md"), "--directory=" + outside, "-C", "articles/../../x", "/etc/passwd"} {
		for tool, arguments := range map[string]map[string]any{
			"status": {"articles": []string{name}}, "diff": {"articles": []string{name}, "language": "tr"},
			"queue": {"articles": []string{name}, "language": "tr"}, "check": {"articles": []string{name}},
		} {
			text, _ := call(t, s, tool, arguments)
			if strings.Contains(text, "secret of the sea") || strings.Contains(text, "stale") {
				t.Errorf("%s %s: %s", tool, name, text)
			}
		}
	}
	for tool, arguments := range map[string]map[string]any{
		"queue":  {"language": "--directory=" + outside},
		"check":  {"against": "--output=" + filepath.Join(outside, "made")},
		"import": {"language": "xx", "answers": []any{}},
		"diff":   {"language": "tr"},
	} {
		if text, failed := call(t, s, tool, arguments); !failed {
			t.Errorf("%s: %s", tool, text)
		}
	}
	for _, uri := range []string{"xsync://row/tr/x/../../" + outside, "xsync://row/tr/x/ferry", "xsync://row/xx/x/ferry", "file:///etc/passwd"} {
		if r, err := s.ReadResource(context.Background(), &mcp.ReadResourceParams{URI: uri}); err == nil {
			t.Errorf("%s: %+v", uri, r)
		}
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) != 1 {
		t.Errorf("%v %v", entries, err)
	}
}

// An answer is no longer than is good for whoever reads it.
func TestAgentsAreToldInBounds(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"xsync.toml": ferry["xsync.toml"]}
	text := strings.Repeat("A sentence about the sea and the ships on it.\n\n", 200)
	for k := range 40 {
		files[fmt.Sprintf("articles/en/a%02d.md", k)] = text
		files[fmt.Sprintf("articles/tr/a%02d.md", k)] = "# Deniz\n"
	}
	write(t, dir, files)
	s := agentIn(t, dir, false)
	for tool, arguments := range map[string]map[string]any{
		"status": {}, "check": {}, "diff": {"articles": []string{"articles"}, "language": "tr"}, "queue": {"language": "tr", "words": 1 << 30},
	} {
		if text, _ := call(t, s, tool, arguments); len(text) > mostAnswer+2000 || text == "" {
			t.Errorf("%s: %d bytes", tool, len(text))
		}
	}
}

// The command speaks over its streams, and ends when they do.
func TestAgentsCommand(t *testing.T) {
	dir := staleFerry(t)
	read, in := io.Pipe()
	fromServer, out := io.Pipe()
	var complaints bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		a := &app{in: read, out: out, err: &complaints, dir: dir, env: func(string) string { return "" }}
		ended <- a.main(context.Background(), []string{"mcp", "--ui-lang", "tr"})
	}()
	_, err := io.WriteString(in, `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`+"\n")
	if err != nil {
		t.Fatal(err)
	}
	said, err := bufio.NewReader(fromServer).ReadString('\n')
	if err != nil || !strings.Contains(said, `"serverInfo"`) || !strings.Contains(said, "çevirilerin hangi paragraflarının") {
		t.Errorf("%v %s", err, said)
	}
	_ = in.Close()
	if status := <-ended; status != exitDone || complaints.Len() > 0 {
		t.Errorf("%d %s", status, &complaints)
	}
}

// A client that says all it has to say and closes its end gets its answers; with an id that is in use there may be none.
func TestAgentsGoodbye(t *testing.T) {
	const in = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"status","arguments":{}}}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"status","arguments":{}}}
{"jsonrpc":"2.0","id":3,"method":"no/such"}
`
	var out, complaints bytes.Buffer
	a := &app{in: strings.NewReader(in), out: &out, err: &complaints, dir: staleFerry(t), env: func(string) string { return "" }}
	status := a.main(context.Background(), []string{"mcp"})
	if status != exitDone || complaints.Len() > 0 {
		t.Errorf("%d %s %s", status, &complaints, &out)
	}
	for id := range 3 {
		if !strings.Contains(out.String(), fmt.Sprintf(`"id":%d,`, id+1)) {
			t.Errorf("%d is not answered: %s", id+1, &out)
		}
	}
}

// Before its version 2025-06-18 the protocol has lists of messages.
func TestAgentsLists(t *testing.T) {
	const ping = `{"jsonrpc":"2.0","id":7,"method":"ping"}`
	for version, heard := range map[string]bool{"2024-11-05": true, "2025-03-26": true, "2025-06-18": false, "1": false} {
		begin := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"` + version + `"}}` + "\n"
		for list, right := range map[string]bool{"[" + ping + "," + ping + "]": true, "[" + ping + ",42]": false, "[]": false} {
			var out bytes.Buffer
			got, err := io.ReadAll(newHearer(strings.NewReader(begin+list+"\n"), &out))
			if err != nil || (string(got) == begin+list+"\n") != (heard && right) || strings.Contains(out.String(), "-32600") == (heard && right) {
				t.Errorf("%s: %s: heard %q, said %q, %v", version, list, got, &out, err)
			}
		}
	}
}

// What is no message is answered as such, and the session goes on.
func TestAgentsMistakes(t *testing.T) {
	const ping = `{"jsonrpc":"2.0","id":7,"method":"ping"}`
	for _, c := range []struct{ line, said string }{
		{`{"jsonrpc":`, "-32700"},
		{ping + ping, "-32700"},
		{"\xff", "-32700"},
		{"}", "-32700"},
		{"{}", "-32600"},
		{"42", "-32600"},
		{"null", "-32600"},
		{"[]", "-32600"},
		{`{"jsonrpc":"2.0","id":{},"method":"ping"}`, "-32600"},
		{"[" + ping + "]", "-32600"},
		{"", ""},
		{" \r", ""},
	} {
		var out bytes.Buffer
		h := newHearer(strings.NewReader(c.line+"\n"+ping+"\r\n"+ping), &out)
		heard, err := io.ReadAll(h)
		if err != nil || string(heard) != ping+"\n"+ping+"\n" {
			t.Errorf("%q: %v, heard %q", c.line, err, heard)
		}
		if !strings.Contains(out.String(), c.said) || strings.Count(out.String(), "\n") != min(len(c.said), 1) {
			t.Errorf("%q: said %q", c.line, &out)
		}
	}
}
