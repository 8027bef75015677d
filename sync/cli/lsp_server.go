package cli

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/lsp"
)

// languageServer answers an editor. Messages come in one by one: what tells it of
// documents is seen to at once, what asks is answered by a goroutine from the texts as
// they were when it came.
type languageServer struct {
	app       *app
	conn      *jsonrpc2.Conn
	connected chan struct{} // closed once conn is set
	exit      chan int      // gets the exit status when the client says goodbye
	slots     chan struct{} // one for each question that is being answered
	work      sync.WaitGroup
	interval  time.Duration // how often files are looked at

	mutex     sync.Mutex // guards what follows
	stage     stage
	client    clientAbilities
	messages  *locales.Messages
	documents map[string]*document // by their URIs, as the client writes them
	rooms     map[string]*room     // by the roots of projects
	recent    *room                // where something was recorded last
	asked     map[jsonrpc2.ID]context.CancelFunc
}

// stage says how far a conversation has come.
type stage uint8

const (
	unborn stage = iota // only initialize is answered
	alive               // everything is
	ended               // only exit is heeded
)

// clientAbilities are what the client has said that it can do.
type clientAbilities struct {
	markdown, versions, show, lensRefresh, hintRefresh bool
}

// Errors of the protocol beyond those of JSON-RPC.
const (
	codeNotInitialized = -32002
	codeCancelled      = -32800
)

func newLanguageServer(a *app) *languageServer {
	return &languageServer{
		app: a, interval: lookInterval, connected: make(chan struct{}), exit: make(chan int, 1), slots: make(chan struct{}, 2*runtime.GOMAXPROCS(0)),
		messages: a.messages, documents: map[string]*document{}, rooms: map[string]*room{}, asked: map[jsonrpc2.ID]context.CancelFunc{},
	}
}

// Handle takes a message.
func (s *languageServer) Handle(ctx context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) {
	<-s.connected
	if r.Notif {
		s.hear(ctx, r)
		return
	}
	if err := s.admits(r); err != nil {
		s.reply(ctx, r.ID, nil, err)
		return
	}
	switch r.Method {
	case "initialize":
		result, err := s.initialize(r)
		s.reply(ctx, r.ID, result, err)
	case "shutdown":
		s.shutdown()
		s.reply(ctx, r.ID, nil, nil)
	default:
		s.ask(ctx, r)
	}
}

// admits says why a question is not answered now.
func (s *languageServer) admits(r *jsonrpc2.Request) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	switch {
	case s.stage == unborn && r.Method != "initialize":
		return &jsonrpc2.Error{Code: codeNotInitialized, Message: "the client has not said initialize"}
	case s.stage != unborn && r.Method == "initialize", s.stage == ended:
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: r.Method + " comes too late"}
	}
	return nil
}

// ask has a question answered. The documents that it is about are those of now.
func (s *languageServer) ask(ctx context.Context, r *jsonrpc2.Request) {
	answer, err := s.question(r)
	if err != nil {
		s.reply(ctx, r.ID, nil, err)
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	s.mutex.Lock()
	s.asked[r.ID] = cancel
	s.mutex.Unlock()
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		defer s.forget(r.ID)
		result, err := s.inTurn(ctx, answer)
		s.reply(context.WithoutCancel(ctx), r.ID, result, err)
	}()
}

// inTurn answers a question when there is room for it, unless the client gives it up
// before.
func (s *languageServer) inTurn(ctx context.Context, answer func(context.Context) (any, error)) (any, error) {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
	}
	result, err := answer(ctx)
	if errors.Is(err, context.Canceled) {
		err = &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
	}
	return result, err
}

func (s *languageServer) forget(id jsonrpc2.ID) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if cancel := s.asked[id]; cancel != nil {
		cancel()
		delete(s.asked, id)
	}
}

// reply answers a question. A client that has gone cannot be told anything.
func (s *languageServer) reply(ctx context.Context, id jsonrpc2.ID, result any, err error) {
	var known *jsonrpc2.Error
	switch {
	case err == nil:
		_ = s.conn.Reply(ctx, id, result)
	case errors.As(err, &known):
		_ = s.conn.ReplyWithError(ctx, id, known)
	default:
		_ = s.conn.ReplyWithError(ctx, id, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: s.describe(err)})
	}
}

// describe says in the user's language what is wrong.
func (s *languageServer) describe(err error) string {
	speaker := &app{messages: s.speech()}
	return speaker.describeProblem(corpus.ProblemOf(err))
}

func (s *languageServer) speech() *locales.Messages {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.messages
}

// hear takes a notification. Those that are not known are passed over, as the protocol
// wants it.
func (s *languageServer) hear(ctx context.Context, r *jsonrpc2.Request) {
	s.mutex.Lock()
	now := s.stage
	s.mutex.Unlock()
	if r.Method == "exit" {
		s.leave(now)
		return
	}
	if now != alive {
		return
	}
	switch r.Method {
	case "$/cancelRequest":
		if p, err := paramsOf[struct{ ID jsonrpc2.ID }](r); err == nil {
			s.mutex.Lock()
			if cancel := s.asked[p.ID]; cancel != nil {
				cancel()
			}
			s.mutex.Unlock()
		}
	case "textDocument/didOpen":
		if p, err := paramsOf[struct{ TextDocument opened }](r); err == nil {
			s.open(ctx, p.TextDocument)
		}
	case "textDocument/didChange":
		if p, err := paramsOf[changed](r); err == nil {
			s.change(&p)
		}
	case "textDocument/didSave":
		if p, err := paramsOf[struct{ TextDocument identified }](r); err == nil {
			s.saved(ctx, p.TextDocument.URI)
		}
	case "textDocument/didClose":
		if p, err := paramsOf[struct{ TextDocument identified }](r); err == nil {
			s.close(ctx, p.TextDocument.URI)
		}
	case "workspace/didChangeWatchedFiles":
		s.refresh()
	}
}

// opened is a document as a client opens it.
type opened struct {
	URI     string
	Version int
	Text    string
}

// changed is what a client has changed in a document.
type changed struct {
	TextDocument   lsp.Version
	ContentChanges []lsp.Change
}

// identified names a document.
type identified struct{ URI string }

// leave ends the conversation: well if the client has asked for it before.
func (s *languageServer) leave(now stage) {
	status := exitDone
	if now != ended {
		status = exitDrift
	}
	select {
	case s.exit <- status:
	default:
	}
}

// goodbye waits until the client says goodbye or is gone, and returns the exit status.
// A client that says goodbye and is gone at once has said it.
func (s *languageServer) goodbye(gone <-chan struct{}) (status int, said bool) {
	select {
	case status = <-s.exit:
		return status, true
	case <-gone:
	}
	select {
	case status = <-s.exit:
		return status, true
	default:
		return 0, false
	}
}

// shutdown ends all work; only a goodbye is waited for.
func (s *languageServer) shutdown() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stage = ended
	for _, cancel := range s.asked {
		cancel()
	}
	for _, d := range s.documents {
		d.due.Stop()
	}
}

// initialize hears what the client can do, and says what the server can.
func (s *languageServer) initialize(r *jsonrpc2.Request) (any, error) {
	p, err := paramsOf[initialization](r)
	if err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stage = alive
	a := s.app
	s.messages = locales.New(locales.Choose(a.uiLang, p.Locale, a.env("LC_ALL"), a.env("LC_MESSAGES"), a.env("LANG")))
	s.client = p.abilities()
	return map[string]any{
		"capabilities": map[string]any{
			"positionEncoding":       "utf-16",
			"textDocumentSync":       map[string]any{"openClose": true, "change": 2, "save": true},
			"hoverProvider":          true,
			"definitionProvider":     true,
			"codeActionProvider":     map[string]any{"codeActionKinds": []string{lsp.QuickFix, lsp.FixAll}},
			"codeLensProvider":       map[string]any{},
			"inlayHintProvider":      true,
			"executeCommandProvider": map[string]any{"commands": []string{lsp.CommandRecord, lsp.CommandUndo, lsp.CommandShow}},
			"workspace":              map[string]any{"workspaceFolders": map[string]any{"supported": true, "changeNotifications": false}},
		},
		"serverInfo": map[string]any{"name": "xsync", "version": moduleVersion()},
	}, nil
}

// initialization is what a client says first.
type initialization struct {
	Locale       string
	Capabilities struct {
		Window struct {
			ShowDocument struct{ Support bool }
		}
		Workspace struct {
			CodeLens, InlayHint struct{ RefreshSupport bool }
			WorkspaceEdit       struct{ DocumentChanges bool }
		}
		TextDocument struct {
			Hover struct{ ContentFormat []string }
		}
	}
}

func (p *initialization) abilities() clientAbilities {
	c := &p.Capabilities
	formats := c.TextDocument.Hover.ContentFormat
	return clientAbilities{
		markdown: len(formats) > 0 && formats[0] == "markdown", versions: c.Workspace.WorkspaceEdit.DocumentChanges, show: c.Window.ShowDocument.Support,
		lensRefresh: c.Workspace.CodeLens.RefreshSupport, hintRefresh: c.Workspace.InlayHint.RefreshSupport,
	}
}
