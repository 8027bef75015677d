package cli

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/sourcegraph/jsonrpc2"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/lsp"
)

// message is what is said to the user, with a severity.
type message struct {
	severity int
	text     string
}

// tell says a message.
func (s *languageServer) tell(ctx context.Context, m message) { s.say(ctx, m.severity, m.text) }

// command is what carries a command out.
func (s *languageServer) command(r *jsonrpc2.Request) (func(context.Context) (any, error), error) {
	p, err := paramsOf[struct {
		Command   string
		Arguments []json.RawMessage
	}](r)
	if err != nil {
		return nil, err
	}
	bad := &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: p.Command}
	argument := func(into any) bool { return len(p.Arguments) == 1 && json.Unmarshal(p.Arguments[0], into) == nil }
	var order lsp.Order
	var place lsp.Location
	switch {
	case p.Command == lsp.CommandRecord && argument(&order):
		return func(ctx context.Context) (any, error) {
			s.tell(ctx, s.record(context.WithoutCancel(ctx), order))
			return nil, nil
		}, nil
	case p.Command == lsp.CommandUndo:
		return func(ctx context.Context) (any, error) {
			s.tell(ctx, s.undo(context.WithoutCancel(ctx)))
			return nil, nil
		}, nil
	case p.Command == lsp.CommandShow && argument(&place):
		return func(ctx context.Context) (any, error) { return nil, s.show(ctx, place) }, nil
	}
	return nil, bad
}

// record records a row as the user has seen it, or, if the document is not saved, once
// it is. It says what came of it.
func (s *languageServer) record(ctx context.Context, o lsp.Order) message {
	m := s.speech()
	s.mutex.Lock()
	x := s.snapshot(o.URI)
	s.mutex.Unlock()
	refused := func(reason string) message { return message{lsp.SeverityWarning, reason} }
	if x == nil {
		return refused(m.Text("page.target_moved"))
	}
	p, known, _, err := x.room.now()
	if err != nil {
		return refused(s.describe(err))
	}
	places := slices.DeleteFunc(known.PlacesOf(x.name), func(p xsync.Place) bool { return p.Language == "" })
	if len(places) == 0 {
		return refused(m.Text("page.target_moved"))
	}
	if !x.unchanged(p) {
		s.mutex.Lock()
		x.waiting = append(x.waiting, o)
		s.mutex.Unlock()
		return message{lsp.SeverityInformation, m.Text("lsp.after_save")}
	}
	at := places[0]
	got, err := desk.New(p, nil, "").Do(ctx, &desk.Order{Do: desk.Keep, Article: at.Article, Language: at.Language, Row: o.Row, Seal: o.Seal}, m)
	s.outdate(x.room)
	s.mutex.Lock()
	s.recent = x.room
	s.mutex.Unlock()
	switch {
	case err != nil:
		return refused(s.describe(err))
	case got.Refused != nil:
		return refused(got.Refused.Reason)
	}
	return message{lsp.SeverityInformation, got.Done}
}

// undo takes back what was recorded last, in the project where that was.
func (s *languageServer) undo(ctx context.Context) message {
	m := s.speech()
	s.mutex.Lock()
	r := s.recent
	s.mutex.Unlock()
	if r == nil {
		return message{lsp.SeverityInformation, m.Text("page.nothing_to_undo")}
	}
	p, _, _, err := r.now()
	label := ""
	if err == nil {
		label, err = desk.Undo(ctx, p, m)
	}
	s.outdate(r)
	switch {
	case err != nil:
		return message{lsp.SeverityWarning, m.Text("page.not_undone", "Reason", s.describe(err))}
	case label == "":
		return message{lsp.SeverityInformation, m.Text("page.nothing_to_undo")}
	}
	return message{lsp.SeverityInformation, m.Text("page.undone", "Work", label)}
}

// show has the client show a place in a file of a project that it has open. A client
// that cannot is told the place.
func (s *languageServer) show(ctx context.Context, at lsp.Location) error {
	path, ok := lsp.PathOf(at.URI)
	s.mutex.Lock()
	name := ""
	for root := range s.rooms {
		if rel, err := filepath.Rel(root, filepath.FromSlash(path)); err == nil && filepath.IsLocal(rel) {
			name = filepath.ToSlash(rel)
		}
	}
	client := s.client
	s.mutex.Unlock()
	switch {
	case !ok || name == "":
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: at.URI}
	case client.show:
		_, err := s.conn.DispatchCall(ctx, "window/showDocument", map[string]any{"uri": at.URI, "takeFocus": true, "selection": at.Range})
		return err
	}
	s.say(ctx, lsp.SeverityInformation, name+":"+strconv.Itoa(at.Range.Start.Line+1))
	return nil
}
