package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

// Why a file cannot be read is said in the user's language, whichever reader says it:
// the reasons are those that the readers are written with.
func TestReasonsAreTranslated(t *testing.T) {
	found := reasons(t)
	for _, known := range []string{"nested too deeply", "msgid without msgstr", "want a list of items", "x does not belong here", "<x> is not closed"} {
		if found[known] == "" {
			t.Errorf("the reason %q was not found", known)
		}
	}
	for _, err := range []error{disk.ErrLink, disk.ErrFolder, disk.ErrMeanwhile} {
		if got := (&app{messages: locales.New("tr")}).phraseText(err.Error()); got == err.Error() {
			t.Errorf("%q is in English", got)
		}
	}
	for reason, at := range found {
		for _, lang := range locales.Languages {
			a := &app{messages: locales.New(lang)}
			if got := a.phraseText(reason); (got == reason) != (lang == locales.Default) {
				t.Errorf("%s: %s: %q is %q", at, lang, reason, got)
			}
		}
	}
}

// reasons are the reasons that the readers of files give, with their places. What is
// told in one is an x.
func reasons(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, root := range []string{"tree", "format", "exchange", "terms", "dictionary"} {
		err := filepath.WalkDir(filepath.Join("..", "internal", root), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(filepath.Base(name), "write") {
				return err
			}
			files := token.NewFileSet()
			f, err := parser.ParseFile(files, name, nil, 0)
			if err != nil {
				return err
			}
			for _, declared := range f.Decls {
				body, ok := declared.(*ast.FuncDecl)
				if !ok {
					continue
				}
				ast.Inspect(body, func(n ast.Node) bool {
					if reason := foldText(reasonIn(n)); strings.Contains(reason, " ") {
						out[reason] = files.Position(n.Pos()).String()
					}
					return true
				})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// reasonIn is the expression of a reason in a node: of a fault, of a call that makes
// one, or of a variable named so.
func reasonIn(n ast.Node) ast.Expr {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if len(n.Elts) == 0 || !strings.HasSuffix("."+nameOf(n.Type), ".Fault") {
			return nil
		}
		if pair, ok := n.Elts[0].(*ast.KeyValueExpr); ok {
			return pair.Value
		}
		return n.Elts[0]
	case *ast.AssignStmt:
		if nameOf(n.Lhs[0]) == "reason" {
			return n.Rhs[0]
		}
	case *ast.CallExpr:
		at := map[string]int{"fault": len(n.Args) - 1, "syntaxProblem": 2, "orElse": 1, "New": 0}
		k, ok := at[nameOf(n.Fun)]
		if nameOf(n.Fun) == "fault" && len(n.Args) == 2 {
			if _, text := n.Args[0].(*ast.BasicLit); text || isSum(n.Args[0]) {
				k = 0
			}
		}
		if ok && k >= 0 && k < len(n.Args) {
			return n.Args[k]
		}
	}
	return nil
}

func isSum(e ast.Expr) bool {
	_, ok := e.(*ast.BinaryExpr)
	return ok
}

// nameOf is the last name of an expression.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

var verb = regexp.MustCompile(`%[a-z]`)

// foldText is the text that an expression is written with, with x for what is not
// written out; "" if nothing is.
func foldText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.BinaryExpr:
		x, y := foldText(e.X), foldText(e.Y)
		if x == "" && y == "" {
			return ""
		}
		return orX(x) + orX(y)
	case *ast.CallExpr:
		if nameOf(e.Fun) == "Sprintf" {
			return verb.ReplaceAllString(foldText(e.Args[0]), "x")
		}
	}
	return ""
}

func orX(text string) string {
	if text == "" {
		return "x"
	}
	return text
}
