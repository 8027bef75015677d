package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/sourcegraph/jsonrpc2"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/lsp"
)

// documentNow is a document, and all that is open in its project, at one moment.
type documentNow struct {
	*document
	version    int
	text       *lsp.Text
	generation int
	written    map[string][]byte // the texts of open documents, by their paths in the project
}

// snapshot is a document as it is now; nil for one that is not open, or belongs to no
// project. The server is locked.
func (s *languageServer) snapshot(uri string) *documentNow {
	d := s.documents[uri]
	if d == nil || d.room == nil {
		return nil
	}
	out := &documentNow{document: d, version: d.version, text: d.text, generation: d.room.generation, written: map[string][]byte{}}
	for _, o := range s.documents {
		if o.room == d.room {
			out.written[o.name] = o.text.Bytes
		}
	}
	return out
}

// take is a snapshot of a document.
func (s *languageServer) take(uri string) *documentNow {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.snapshot(uri)
}

// sheet is what there is to be shown of a document: a translation, or a source. It is
// kept until something changes.
type sheet struct {
	mutex      sync.Mutex
	made       bool
	generation int
	views
}

// views are how a document is shown; one of them at most is set.
type views struct {
	target   *lsp.View
	source   *lsp.SourceView
	problems []corpus.Problem
}

// look is what there is to be shown of a document.
func (s *languageServer) look(ctx context.Context, x *documentNow) (views, error) {
	x.sheet.mutex.Lock()
	defer x.sheet.mutex.Unlock()
	if x.sheet.made && x.sheet.generation == x.generation {
		return x.sheet.views, nil
	}
	p, known, _, err := x.room.now()
	if err != nil {
		return views{}, err
	}
	var v views
	places := known.PlacesOf(x.name)
	if k := slices.IndexFunc(places, func(p xsync.Place) bool { return p.Language != "" }); k >= 0 {
		v = s.lookAtTarget(ctx, x, places[k])
	} else if len(places) > 0 {
		v = s.lookAtSource(ctx, x, p, known, places[0].Article)
	}
	for _, p := range known.Problems { // a translation without a source
		if p.Path == x.name {
			v.problems = append(v.problems, p)
		}
	}
	if err := ctx.Err(); err != nil {
		return views{}, err
	}
	x.sheet.made, x.sheet.generation, x.sheet.views = true, x.generation, v
	return v, nil
}

// lookAtTarget examines a translation.
func (s *languageServer) lookAtTarget(ctx context.Context, x *documentNow, at xsync.Place) (v views) {
	p, known, accepted, err := x.room.now()
	if err != nil {
		return v
	}
	article := known.Examine(ctx, at.Article, []string{at.Language}, x.written)
	if article == nil {
		return v
	}
	v.problems = problemsOf(article, x.name, known.Paths(at.Article)[0])
	if len(article.Translations) == 0 || article.Translations[0].Target == nil {
		return v
	}
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		x.room.remember(context.WithoutCancel(ctx), at.Language)
	}()
	t := &article.Translations[0]
	client := s.abilities()
	v.target = (&lsp.View{
		Messages: s.speech(), Markdown: client.markdown, Article: at.Article, Translation: t,
		SourceURI: s.uriOf(x.room, t.SourcePath), Target: lsp.Version{URI: x.uri, Version: x.version}, Versions: client.versions,
		Policy: &p.Config.Check, Accepted: accepted, Suggest: x.room.suggest(at.Language),
	}).Build()
	return v
}

// lookAtSource examines all translations of a source: as it is in the editor, and, if
// that is not what was saved, as that is.
func (s *languageServer) lookAtSource(ctx context.Context, x *documentNow, p *disk.Project, known *xsync.Known, id string) (v views) {
	article := known.Examine(ctx, id, nil, x.written)
	if article == nil {
		return v
	}
	v.problems = problemsOf(article, x.name)
	source := &lsp.SourceView{Messages: s.speech(), Markdown: s.abilities().markdown, Now: article.Translations, Saved: article.Translations, URIs: map[string]string{}}
	if !x.unchanged(p) {
		written := map[string][]byte{}
		for name, data := range x.written {
			if name != x.name {
				written[name] = data
			}
		}
		if saved := known.Examine(ctx, id, nil, written); saved != nil {
			source.Saved = saved.Translations
		}
	}
	for k := range source.Now {
		if t := &source.Now[k]; t.Exists {
			source.URIs[t.Language] = s.uriOf(x.room, t.Path)
		}
	}
	v.source = source.Build(x.text.Bytes)
	return v
}

// unchanged reports whether a document is what was saved, but for what editors show in
// another way: line ends and a byte order mark.
func (x *documentNow) unchanged(p *disk.Project) bool {
	data, err := p.Optional(x.name)
	return err == nil && bytes.Equal(asShown(data), asShown(x.text.Bytes))
}

func asShown(data []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
}

// problemsOf are those of the files at some paths, and of records.
func problemsOf(a *xsync.Article, paths ...string) []corpus.Problem {
	var out []corpus.Problem
	for _, err := range a.Problems {
		if p := corpus.ProblemOf(err); slices.Contains(paths, p.Path) || disk.IsOwn(p.Path) {
			out = append(out, p)
		}
	}
	return out
}

func (s *languageServer) abilities() clientAbilities {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.client
}

// uriOf is the URI of a file of a project, as the client writes it if it has it open.
func (s *languageServer) uriOf(r *room, name string) string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for uri, d := range s.documents {
		if d.room == r && d.name == name {
			return uri
		}
	}
	return lsp.URIOf(filepath.ToSlash(filepath.Join(r.root, filepath.FromSlash(name))))
}

// publish tells the client what is to be said of a document.
func (s *languageServer) publish(ctx context.Context, uri string) {
	x := s.take(uri)
	if x == nil || ctx.Err() != nil {
		return
	}
	v, err := s.look(ctx, x)
	if err != nil {
		s.complain(ctx, x.room, err)
		return
	}
	s.complain(ctx, x.room, x.room.trouble())
	list := []lsp.Diagnostic{}
	switch {
	case v.target != nil:
		list = v.target.Diagnostics()
	case v.source != nil:
		list = v.source.Diagnostics()
	}
	for _, p := range v.problems {
		list = append(list, s.trouble(x, p))
	}
	if now := s.take(uri); now == nil || now.generation != x.generation {
		return // another will tell it
	}
	_ = s.conn.Notify(ctx, "textDocument/publishDiagnostics", map[string]any{"uri": uri, "version": x.version, "diagnostics": list})
	client := s.abilities()
	if client.lensRefresh {
		_, _ = s.conn.DispatchCall(ctx, "workspace/codeLens/refresh", nil)
	}
	if client.hintRefresh {
		_, _ = s.conn.DispatchCall(ctx, "workspace/inlayHint/refresh", nil)
	}
}

// trouble is a problem of a file as a diagnostic.
func (s *languageServer) trouble(x *documentNow, p corpus.Problem) lsp.Diagnostic {
	speaker := &app{messages: s.speech()}
	d := lsp.Diagnostic{Severity: lsp.SeverityError, Source: lsp.Source, Code: strings.TrimPrefix(p.ID, "problem."), Message: speaker.sentenceOf(p)}
	if p.Notice() {
		d.Severity = lsp.SeverityWarning
	}
	if p.Path != x.name {
		d.Message = speaker.describeProblem(p)
	} else if p.Line > 0 {
		d.Range.Start = lsp.Position{Line: p.Line - 1}
		d.Range.End = x.text.Position(x.text.Offset(lsp.Position{Line: p.Line - 1, Character: 1 << 20}))
	}
	return d
}

// complain tells once what is wrong with a project; a nil error is nothing.
func (s *languageServer) complain(ctx context.Context, r *room, err error) {
	if ctx.Err() != nil {
		return
	}
	text := ""
	if err != nil {
		text = s.describe(err)
	}
	r.mutex.Lock()
	known := r.failed == text
	r.failed = text
	r.mutex.Unlock()
	if !known && text != "" {
		s.say(ctx, lsp.SeverityError, text)
	}
}

// say shows a message.
func (s *languageServer) say(ctx context.Context, severity int, text string) {
	_ = s.conn.Notify(ctx, "window/showMessage", map[string]any{"type": severity, "message": "xsync: " + text})
}

// about is what all questions about a document have.
type about struct {
	TextDocument identified
	Position     lsp.Position
	Range        lsp.Range
	Context      struct{ Only []string }
}

// question is what answers a question, about the documents as they are now.
func (s *languageServer) question(r *jsonrpc2.Request) (func(context.Context) (any, error), error) {
	show := shows[r.Method]
	switch {
	case r.Method == "workspace/executeCommand":
		return s.command(r)
	case show == nil:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: r.Method}
	}
	p, err := paramsOf[about](r)
	if err != nil {
		return nil, err
	}
	x := s.take(p.TextDocument.URI)
	return func(ctx context.Context) (any, error) {
		if x == nil {
			return nil, nil
		}
		v, err := s.look(ctx, x)
		if err != nil || v.target == nil && v.source == nil {
			return nil, err
		}
		return show(&v, &p), nil
	}, nil
}

// shows are the answers to questions about a document.
var shows = map[string]func(*views, *about) any{
	"textDocument/hover": func(v *views, p *about) any {
		if v.target != nil {
			return orNull(v.target.Hover(p.Position))
		}
		return orNull(v.source.Hover(p.Position))
	},
	"textDocument/definition": func(v *views, p *about) any {
		if v.target != nil {
			return v.target.Definition(p.Position)
		}
		return v.source.Definition(p.Position)
	},
	"textDocument/codeAction": func(v *views, p *about) any {
		if v.target != nil {
			return v.target.Actions(p.Range, p.Context.Only)
		}
		return []lsp.Action{}
	},
	"textDocument/codeLens": func(v *views, _ *about) any {
		if v.target != nil {
			return v.target.Lenses()
		}
		return v.source.Lenses()
	},
	"textDocument/inlayHint": func(v *views, p *about) any {
		if v.target != nil {
			return v.target.Hints(p.Range)
		}
		return v.source.Hints(p.Range)
	},
}

// orNull is nothing at all where there is no value.
func orNull[T any](v *T) any {
	if v == nil {
		return nil
	}
	return v
}
