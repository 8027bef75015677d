package po

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// TestFormulas works out what the headers say, and compares it with what is taken for it.
func TestFormulas(t *testing.T) {
	for _, f := range formulas {
		for n := range 1000 {
			if got, want := evaluate(t, f.text, n), f.of(n); got != want {
				t.Fatalf("%s is %d for %d, not %d", f.text, got, n, want)
			}
			if f.of(n) >= f.forms {
				t.Fatalf("%s has no form %d", f.text, f.of(n))
			}
		}
	}
}

// TestFormulaOf holds the formulas of languages against those of the manual of gettext.
func TestFormulaOf(t *testing.T) {
	for lang, forms := range map[string]int{"ja": 1, "zh-Hans": 1, "en": 2, "tr": 2, "de": 2, "fr": 2, "pt-BR": 2, "is": 2, "ru": 3, "uk": 3, "sr": 3, "pl": 3, "cs": 3, "ro": 3, "lt": 3, "lv": 3, "sl": 4, "gd": 4, "ga": 5, "ar": 6, "cy": 6} {
		if f := formulaOf(lang); f == nil || f.forms != forms {
			t.Errorf("%s: %v", lang, f)
		}
	}
	for lang, text := range map[string]string{"tr": "n != 1", "fr": "n > 1", "ru": formulas[4].text, "pl": formulas[5].text} {
		if f := formulaOf(lang); f == nil || f.text != text {
			t.Errorf("%s: %v, not %s", lang, f, text)
		}
	}
}

// evaluate is the value of an expression of C for a number: conditions, or choices by them.
func evaluate(t *testing.T, text string, n int) int {
	t.Helper()
	condition, rest, found := strings.Cut(text, " ? ")
	if !found {
		if value, err := strconv.Atoi(text); err == nil {
			return value
		}
		return number(t, parse(t, text), n)
	}
	yes, no, _ := strings.Cut(rest, " : ")
	if number(t, parse(t, condition), n) != 0 {
		return evaluate(t, yes, n)
	}
	return evaluate(t, no, n)
}

func parse(t *testing.T, text string) ast.Expr {
	t.Helper()
	e, err := parser.ParseExpr(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// number is the value of an expression, 1 for one that holds.
func number(t *testing.T, e ast.Expr, n int) int {
	t.Helper()
	one := map[bool]int{true: 1}
	switch e := e.(type) {
	case *ast.Ident:
		return n
	case *ast.ParenExpr:
		return number(t, e.X, n)
	case *ast.BasicLit:
		value, _ := strconv.Atoi(e.Value)
		return value
	case *ast.BinaryExpr:
		x, y := number(t, e.X, n), number(t, e.Y, n)
		switch e.Op {
		case token.REM:
			return x % y
		case token.EQL:
			return one[x == y]
		case token.NEQ:
			return one[x != y]
		case token.LSS:
			return one[x < y]
		case token.GTR:
			return one[x > y]
		case token.LEQ:
			return one[x <= y]
		case token.GEQ:
			return one[x >= y]
		case token.LAND:
			return one[x != 0 && y != 0]
		case token.LOR:
			return one[x != 0 || y != 0]
		}
	}
	t.Fatalf("%T is not known", e)
	return 0
}
