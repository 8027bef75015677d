package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/rogpeppe/go-internal/diff"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/report"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// server offers what the commands do as tools, and rows as resources.
func (g *agent) server() *mcp.Server {
	m := g.app.messages
	s := mcp.NewServer(&mcp.Implementation{Name: "xsync", Version: moduleVersion()}, &mcp.ServerOptions{Instructions: m.Text("mcp.instructions")})
	closed := false
	tool := func(name, description string, writes bool) *mcp.Tool {
		return &mcp.Tool{Name: name, Description: m.Text(description), Annotations: &mcp.ToolAnnotations{ReadOnlyHint: !writes, DestructiveHint: &closed, OpenWorldHint: &closed}}
	}
	addTool(s, g, tool("status", "mcp.status", false), g.status)
	addTool(s, g, tool("diff", "mcp.diff", false), g.diff)
	addTool(s, g, tool("queue", "mcp.queue", false), g.queue)
	addTool(s, g, tool("check", "mcp.check", false), g.check)
	addTool(s, g, tool("import", "mcp.import", g.write), g.imports)
	s.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "row", URITemplate: "xsync://row/{language}/{row}/{+article}", MIMEType: "application/json", Description: m.Text("mcp.row"),
	}, g.row)
	return s
}

// addTool adds a tool whose names of articles stay in the project.
func addTool[In interface{ names() []string }](s *mcp.Server, g *agent, t *mcp.Tool, work func(context.Context, In) *mcp.CallToolResult) {
	mcp.AddTool(s, t, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		if err := g.within(in.names()); err != nil {
			return g.refusal(g.speaker(nil, nil), err), nil, nil
		}
		return work(ctx, in), nil, nil
	})
}

// chosenArticles names articles, by their ids or paths.
type chosenArticles struct {
	Articles []string `json:"articles,omitempty"`
	Language string   `json:"language,omitempty"`
}

func (c chosenArticles) names() []string { return c.Articles }

// args are the arguments of a command that works on them. What could be taken for a
// flag stands behind "--".
func (c chosenArticles) args(command ...string) []string {
	if c.Language != "" {
		command = append(command, "--lang="+c.Language)
	}
	return append(append(command, "--"), c.Articles...)
}

// standing is how a translation stands.
type standing struct {
	Article  string         `json:"article"`
	Language string         `json:"language"`
	Path     string         `json:"path"`
	State    string         `json:"state"`
	Counts   map[string]int `json:"counts"`
	Words    int            `json:"words"`
	Todo     int            `json:"words_todo"`
}

// mostStandings is how many translations are told of at once; those with the most to do
// come first.
const mostStandings = 200

// status says how translations stand, those with the most to do first.
func (g *agent) status(ctx context.Context, in chosenArticles) *mcp.CallToolResult {
	p, a, err := g.project()
	if err != nil {
		return g.refusal(g.speaker(nil, nil), err)
	}
	chosen := &selection{}
	if in.Language != "" {
		chosen.languages = []string{in.Language}
	}
	q, err := a.queryOf(p, chosen, in.Articles)
	if err != nil {
		return g.refusal(a, err)
	}
	var list []standing
	todo := map[string]int{}
	problems, err := p.Each(ctx, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			t := &article.Translations[k]
			list = append(list, standingOf(article.ID, t))
			todo[t.Language] += t.Words.Todo
		}
		return nil
	})
	if err != nil {
		return g.refusal(a, err)
	}
	slices.SortStableFunc(list, func(a, b standing) int { return b.Todo - a.Todo })
	left := max(0, len(list)-mostStandings)
	out := map[string]any{"source_language": p.Config.Source, "words_todo": todo, "translations": list[:len(list)-left], "left_out": left, "problems": g.sentences(a, problems)}
	return jsonCall(out)
}

func (g *agent) sentences(a *app, problems []xsync.Problem) []string {
	out := []string{}
	for _, p := range problems[:min(len(problems), mostStandings)] {
		out = append(out, a.describeProblem(p))
	}
	return out
}

func standingOf(article string, t *xsync.Translation) standing {
	out := standing{Article: article, Language: t.Language, Path: t.Path, State: t.State().String(), Counts: map[string]int{}, Words: t.Words.Total, Todo: t.Words.Todo}
	for s, n := range t.Counts {
		if n > 0 {
			out.Counts[drift.State(s).String()] = n
		}
	}
	return out
}

// jsonCall is a value as the answer to a call.
func jsonCall(v any) *mcp.CallToolResult {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return refusedCall(err.Error())
	}
	return toldCall(string(inert.JSON(data)))
}

// diff says what changed in articles: old source, new source, translation.
func (g *agent) diff(ctx context.Context, in chosenArticles) *mcp.CallToolResult {
	return g.run(ctx, false, in.args("diff")...)
}

// wantedWork is a work list as it is asked for.
type wantedWork struct {
	chosenArticles
	Words int `json:"words,omitempty"` // at most; 0 means usualWork
}

// usualWork and mostWork are how many words of work are listed, unless fewer are asked
// for.
const usualWork, mostWork = 500, 3000

// queue lists work, as import takes it back.
func (g *agent) queue(ctx context.Context, in wantedWork) *mcp.CallToolResult {
	n := in.Words
	if n <= 0 {
		n = usualWork
	}
	return g.run(ctx, true, in.args("queue", "--format=json", "--words="+strconv.Itoa(min(n, mostWork)))...)
}

// wantedCheck says what a check leaves out.
type wantedCheck struct {
	chosenArticles
	Against string `json:"against,omitempty"` // a revision
}

// check holds translations against the policy of the project.
func (g *agent) check(ctx context.Context, in wantedCheck) *mcp.CallToolResult {
	command := []string{"check", "--format=text"}
	if in.Against != "" {
		command = append(command, "--against="+in.Against)
	}
	return g.run(ctx, false, in.args(command...)...)
}

// finishedWork is what an agent has translated.
type finishedWork struct {
	Language string `json:"language"`
	Answers  []struct {
		ID   string `json:"id"`
		Seal string `json:"seal"`
		Text string `json:"text"`
	} `json:"answers"`
}

func (finishedWork) names() []string { return nil }

// answers are those of the work, for import.
func (w *finishedWork) answers() []queue.Answer {
	var out []queue.Answer
	for k, a := range w.Answers {
		out = append(out, queue.Answer{ID: a.ID, Seal: a.Seal, Text: a.Text, Line: k + 1})
	}
	return out
}

// leftAnswer is an answer that was not taken.
type leftAnswer struct {
	ID       string   `json:"id"`
	Reason   string   `json:"reason"`
	Findings []string `json:"findings,omitempty"`
}

// imports puts translations into the articles, or, unless the agent may write, says
// what would become of them.
func (g *agent) imports(ctx context.Context, in finishedWork) *mcp.CallToolResult {
	p, a, err := g.project()
	if err != nil {
		return g.refusal(g.speaker(nil, nil), err)
	}
	q, err := a.queryOf(p, &selection{languages: []string{in.Language}}, nil)
	if err != nil {
		return g.refusal(a, err)
	}
	out, problems, err := g.take(ctx, p, q.Languages[0], in.answers())
	if err != nil {
		return g.refusal(a, err)
	}
	left := []leftAnswer{}
	for k := range out.Left {
		l := &out.Left[k]
		v := leftAnswer{ID: l.Answer.ID, Reason: wording.Left(a.messages, l)}
		for _, f := range l.Findings {
			v.Findings = append(v.Findings, wording.Finding(a.messages, f))
		}
		left = append(left, v)
	}
	taken, patch := []string{}, ""
	for k := range out.Files {
		f := &out.Files[k]
		for n := range f.Rows {
			taken = append(taken, f.Article+"#"+f.Rows[n].ID)
		}
		patch += string(diff.Diff("a/"+f.Path, f.Was, "b/"+f.Path, f.Now))
	}
	if len(patch) > mostAnswer {
		patch = a.messages.Text("mcp.too_long")
	}
	for _, err := range out.Problems {
		problems = append(problems, corpus.ProblemOf(err))
	}
	return jsonCall(map[string]any{"written": g.write, "taken": taken, "left": left, "patch": patch, "problems": g.sentences(a, problems)})
}

// take works out what becomes of answers, and writes it if the agent may write.
func (g *agent) take(ctx context.Context, p *disk.Project, lang string, answers []queue.Answer) (out *queue.Outcome, changed []xsync.Problem, err error) {
	changed, err = p.Settle(ctx, !g.write, func(p *disk.Project) (t disk.Task, err error) {
		if out, err = queue.ImportMachine(ctx, &p.Project, lang, answers); err != nil {
			return disk.Task{}, err
		}
		return disk.Task{Plan: out.Plan, Texts: out.Texts, Label: disk.Label{ID: disk.CommandLabel, Data: map[string]string{"Command": "xsync mcp: import"}}}, nil
	})
	for _, problem := range changed {
		out.Files = slices.DeleteFunc(out.Files, func(f queue.File) bool { return f.Path == problem.Path })
	}
	return out, changed, err
}

// row is the resource of one row: what the work list says of it.
func (g *agent) row(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	missing := mcp.ResourceNotFoundError(r.Params.URI)
	rest, ok := strings.CutPrefix(r.Params.URI, "xsync://row/")
	parts := strings.SplitN(rest, "/", 3)
	if !ok || len(parts) != 3 {
		return nil, missing
	}
	for k := range parts {
		text, err := url.PathUnescape(parts[k])
		if err != nil {
			return nil, missing
		}
		parts[k] = text
	}
	p, _, err := g.project()
	if err != nil {
		return nil, missing
	}
	if !slices.Contains(p.Config.Targets, parts[0]) {
		return nil, missing
	}
	article := p.Know().Examine(ctx, parts[2], []string{parts[0]}, nil)
	if article == nil || len(article.Translations) == 0 {
		return nil, missing
	}
	data := rowJSON(p.Config.Source, article, parts[1])
	if data == nil || len(data) > mostAnswer {
		return nil, missing
	}
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: "application/json", Text: string(data)}}}, nil
}

// rowJSON is a row of an article as status writes it; nil if there is none.
func rowJSON(source string, article *xsync.Article, row string) []byte {
	t := &article.Translations[0]
	k := slices.IndexFunc(t.Rows, func(r xsync.Row) bool { return r.Named(row) })
	if k < 0 {
		return nil
	}
	t.Rows = t.Rows[k : k+1]
	article.Translations = article.Translations[:1]
	var out bytes.Buffer
	s := report.NewStream(&out, source, nil, report.Filter{})
	if s.Article(article) != nil || s.Close(nil) != nil {
		return nil
	}
	return out.Bytes()
}
