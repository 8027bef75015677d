package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

type mcpOptions struct{ write bool }

func (a *app) mcpCommand() *cobra.Command {
	var o mcpOptions
	c := &cobra.Command{
		Use:     "mcp",
		Short:   "help.mcp",
		Long:    "help.mcp.long",
		Example: "xsync mcp\nxsync mcp --write",
		Args:    a.countArguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.mcp(c.Context(), &o) },
	}
	c.Flags().BoolVar(&o.write, "write", false, "flag.mcp_write")
	return c
}

// mcp answers an agent until it goes away.
func (a *app) mcp(ctx context.Context, o *mcpOptions) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	out := &flushed{w: a.out}
	t := &mcp.IOTransport{Reader: io.NopCloser(newHearer(a.in, out)), Writer: out, MaxLineLength: mostMessage}
	err = newAgent(a, p, o.write).server().Run(ctx, &courteous{t})
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// courteous is a transport whose connection ends when what was asked is answered: a client may
// say all that it has to say, and close its end.
type courteous struct{ mcp.Transport }

func (t *courteous) Connect(ctx context.Context) (mcp.Connection, error) {
	c, err := t.Transport.Connect(ctx)
	return &conversation{Connection: c, open: map[jsonrpc.ID]bool{}, answered: make(chan struct{}, 1), closed: make(chan struct{})}, err
}

// conversation knows by their ids which calls are unanswered. What the library never answers, such
// as a call with the id of another that is open, or answers only at the end, is not waited for.
type conversation struct {
	mcp.Connection
	mutex    sync.Mutex
	open     map[jsonrpc.ID]bool
	answered chan struct{} // gets one when a call has been answered
	closed   chan struct{}
	close    sync.Once
}

const (
	longestAnswer = time.Minute            // how long an answer is waited for that nobody may read
	untilTheEnd   = "subscriptions/listen" // answered when the connection ends
)

func (c *conversation) Read(ctx context.Context) (jsonrpc.Message, error) {
	m, err := c.Connection.Read(ctx)
	if r, ok := m.(*jsonrpc.Request); ok && r.IsCall() && r.Method != untilTheEnd {
		c.mutex.Lock()
		c.open[r.ID] = true
		c.mutex.Unlock()
	}
	if errors.Is(err, io.EOF) {
		c.awaitAnswers(ctx)
	}
	return m, err
}

// awaitAnswers returns when no call is open any more, or nobody waits for an answer.
func (c *conversation) awaitAnswers(ctx context.Context) {
	last := time.After(longestAnswer)
	for c.isOpen() {
		select {
		case <-c.answered:
		case <-last:
			return
		case <-c.closed:
			return
		case <-ctx.Done():
			return
		}
	}
}

func (c *conversation) isOpen() bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return len(c.open) > 0
}

func (c *conversation) Write(ctx context.Context, m jsonrpc.Message) error {
	err := c.Connection.Write(ctx, m)
	if r, ok := m.(*jsonrpc.Response); ok {
		c.mutex.Lock()
		delete(c.open, r.ID)
		c.mutex.Unlock()
		select {
		case c.answered <- struct{}{}:
		default:
		}
	}
	return err
}

func (c *conversation) Close() error {
	c.close.Do(func() { close(c.closed) })
	return c.Connection.Close()
}

// flushed writes at once, each message whole.
type flushed struct {
	mu sync.Mutex
	w  io.Writer
}

func (f *flushed) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, err := f.w.Write(p)
	if out, ok := f.w.(*bufio.Writer); ok && err == nil {
		err = out.Flush()
	}
	return n, err
}

func (*flushed) Close() error { return nil }

// hearer reads the messages of a client, one a line. To a line that is none it answers so, as
// JSON-RPC 2.0 has it, and reads on: the protocol's library would end the session.
type hearer struct {
	lines   *bufio.Scanner
	answers io.Writer
	unread  []byte // of the last message
	lists   bool   // the client speaks a version of the protocol that has lists of messages
}

// withLists are the versions of the protocol in which a line can be a list of messages.
var withLists = []string{"2024-11-05", "2025-03-26"}

func newHearer(r io.Reader, answers io.Writer) *hearer {
	h := &hearer{lines: bufio.NewScanner(r), answers: answers}
	h.lines.Buffer(nil, mostMessage)
	return h
}

func (h *hearer) Read(p []byte) (int, error) {
	for len(h.unread) == 0 {
		if !h.lines.Scan() {
			return 0, cmp.Or(h.lines.Err(), io.EOF)
		}
		line := bytes.TrimSpace(h.lines.Bytes())
		fault := h.faultOf(line)
		switch {
		case len(line) == 0:
		case fault == nil:
			h.unread = append(append(h.unread, line...), '\n')
		default:
			answer, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": nil, "error": fault})
			if err == nil {
				_, err = h.answers.Write(append(answer, '\n'))
			}
			if err != nil {
				return 0, err
			}
		}
	}
	n := copy(p, h.unread)
	h.unread = h.unread[n:]
	return n, nil
}

// faultOf is what JSON-RPC answers to a line that is no message, nil to one that is.
func (h *hearer) faultOf(line []byte) *jsonrpc.Error {
	var list []json.RawMessage
	isNone := func(m json.RawMessage) bool {
		_, err := jsonrpc.DecodeMessage(m)
		return err != nil
	}
	if h.lists && json.Unmarshal(line, &list) == nil && len(list) > 0 && !slices.ContainsFunc(list, isNone) {
		return nil
	}
	message, err := jsonrpc.DecodeMessage(line)
	switch {
	case !json.Valid(line):
		return &jsonrpc.Error{Code: jsonrpc.CodeParseError, Message: "Parse error"}
	case err != nil:
		return &jsonrpc.Error{Code: jsonrpc.CodeInvalidRequest, Message: "Invalid Request"}
	}
	if r, ok := message.(*jsonrpc.Request); ok && r.Method == "initialize" {
		var version struct{ ProtocolVersion string }
		h.lists = json.Unmarshal(r.Params, &version) == nil && slices.Contains(withLists, version.ProtocolVersion)
	}
	return nil
}

// agent answers the questions of a program about one project. It names no file that is
// not in it, and writes nothing unless it was told at its start that it may.
type agent struct {
	app   *app
	root  string
	write bool
}

func newAgent(a *app, p *disk.Project, write bool) *agent { return &agent{a, p.Root, write} }

// project is the project as it is now.
func (g *agent) project() (*disk.Project, *app, error) {
	a := g.speaker(io.Discard, io.Discard)
	p, err := a.openProject()
	return p, a, err
}

// speaker is a command that works in the project, and writes elsewhere than on the
// streams of the process.
func (g *agent) speaker(out, complaints io.Writer) *app {
	return &app{in: strings.NewReader(""), out: out, err: complaints, dir: g.root, env: g.app.env, messages: g.app.messages, color: "never"}
}

// mostAnswer is how many bytes an answer has at most, about.
const mostAnswer = 100_000

// run runs a command in the project and answers with what it prints. One that prints
// more than [mostAnswer] is cut at a line if lines can stand alone, and is an error
// otherwise.
func (g *agent) run(ctx context.Context, whole bool, args ...string) *mcp.CallToolResult {
	var out, complaints bytes.Buffer
	a := g.speaker(&out, &complaints)
	status := a.main(ctx, append(args[:1:1], append([]string{"--color", "never", "--ui-lang", g.app.messages.Language()}, args[1:]...)...))
	if status >= exitUsage && out.Len() == 0 {
		return refusedCall(strings.TrimSpace(complaints.String()))
	}
	text := out.String()
	if len(text) > mostAnswer {
		if whole {
			return refusedCall(g.app.messages.Text("mcp.too_long"))
		}
		text = text[:strings.LastIndexByte(text[:mostAnswer], '\n')+1] + g.app.messages.Text("mcp.cut") + "\n"
	}
	result := toldCall(text)
	if complaints.Len() > 0 {
		result.Content = append(result.Content, &mcp.TextContent{Text: strings.TrimSpace(complaints.String())})
	}
	return result
}

// toldCall is the answer to a call, refusedCall one that says what is wrong, for the
// agent to do better.
func toldCall(text string) *mcp.CallToolResult {
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}
}

func refusedCall(text string) *mcp.CallToolResult {
	r := toldCall(text)
	r.IsError = true
	return r
}

// refusal is an error as the answer to a call.
func (g *agent) refusal(a *app, err error) *mcp.CallToolResult {
	var usage *usageError
	if errors.As(err, &usage) {
		return refusedCall(usage.message)
	}
	return refusedCall(a.describeProblem(corpus.ProblemOf(err)))
}

// within is the problem of a name that leads out of the project; names of articles that
// there are none of are told by the commands.
func (g *agent) within(names []string) error {
	for _, name := range names {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return corpus.Problem{ID: corpus.UnknownArticle, Data: map[string]any{"Article": name}}
		}
	}
	return nil
}
