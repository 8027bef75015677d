package problem_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

// Every problem that a package declares has a sentence, whose fields are those
// that stand behind its id; none ends in a full stop.
func TestSentences(t *testing.T) {
	for _, name := range []string{"../corpus/problem.go", "../exchange/problem.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			id, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			found++
			data := map[string]any{}
			if v.Comment != nil {
				for field := range strings.SplitSeq(v.Comment.Text(), ",") {
					data[strings.TrimSpace(field)] = "x"
				}
			}
			text := problem.Problem{ID: id, Path: "a.md", Line: 3, Column: 4, Data: data}.Error()
			sentence, ok := strings.CutPrefix(text, "a.md:3:4: ")
			if !ok || sentence == id || strings.Contains(sentence, "<no value>") || strings.HasSuffix(sentence, ".") {
				t.Errorf("%s: %s", id, text)
			}
			return true
		})
		if found < 10 {
			t.Errorf("%s: %d problems", name, found)
		}
	}
}

func TestWeights(t *testing.T) {
	for id, want := range map[string][2]bool{
		"problem.not_found": {false, false}, "problem.bad_tag": {true, false}, "problem.no_source": {false, true}, "exchange.quote": {false, false},
	} {
		p := problem.Problem{ID: id}
		if got := [2]bool{p.Fatal(), p.Notice()}; got != want {
			t.Errorf("%s: fatal and notice are %v, want %v", id, got, want)
		}
	}
}
