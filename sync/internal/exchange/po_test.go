package exchange

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// The expressions of gettext part the integers as CLDR does: two numbers have the
// same form in the one if and only if they have it in the other.
func TestPluralFormsAreThoseOfCLDR(t *testing.T) {
	for _, p := range plurals {
		_, expression, _ := strings.Cut(strings.TrimSuffix(p.forms, ";"), "plural=")
		forms, _, _ := strings.Cut(strings.TrimPrefix(p.forms, "nplurals="), ";")
		count, err := strconv.Atoi(forms)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range strings.Fields(p.languages) {
			tag := language.MustParse(lang)
			byCLDR, seen := map[plural.Form]int{}, map[int]bool{}
			for n := range 2_000 {
				form := plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)
				got := evaluate(expression, n)
				if want, known := byCLDR[form]; known && want != got || !known && seen[got] {
					t.Errorf("%s: %d has the form %d, CLDR says %v", lang, n, got, form)
					break
				}
				byCLDR[form], seen[got] = got, true
			}
			if len(seen) > count {
				t.Errorf("%s has %d forms, the header says %d", lang, len(seen), count)
			}
		}
	}
}

// evaluate is the value of an expression of C for a number.
func evaluate(expression string, n int) int {
	e := expr{strings.ReplaceAll(expression, " ", ""), n}
	return e.choice()
}

type expr struct {
	rest string
	n    int
}

func (e *expr) take(s string) bool {
	rest, ok := strings.CutPrefix(e.rest, s)
	e.rest = rest
	return ok
}

func (e *expr) choice() int {
	condition := e.binary(0)
	if !e.take("?") {
		return condition
	}
	yes := e.choice()
	e.take(":")
	no := e.choice()
	if condition != 0 {
		return yes
	}
	return no
}

// operators are those of C that plurals use, those that bind least first.
var operators = [][]string{{"||"}, {"&&"}, {"==", "!="}, {">=", "<=", ">", "<"}, {"%"}}

func (e *expr) binary(level int) int {
	if level == len(operators) {
		return e.atom()
	}
	left := e.binary(level + 1)
	for {
		found := ""
		for _, op := range operators[level] {
			if found == "" && e.take(op) {
				found = op
			}
		}
		if found == "" {
			return left
		}
		left = apply(found, left, e.binary(level+1))
	}
}

func apply(op string, a, b int) int {
	truth := map[string]bool{
		"||": a != 0 || b != 0, "&&": a != 0 && b != 0, "==": a == b, "!=": a != b, ">=": a >= b, "<=": a <= b, ">": a > b, "<": a < b,
	}
	if op == "%" {
		return a % b
	}
	if truth[op] {
		return 1
	}
	return 0
}

func (e *expr) atom() int {
	if e.take("(") {
		v := e.choice()
		e.take(")")
		return v
	}
	if e.take("n") {
		return e.n
	}
	end := len(e.rest) - len(strings.TrimLeft(e.rest, "0123456789"))
	v, err := strconv.Atoi(e.rest[:end])
	if err != nil {
		panic(err)
	}
	e.rest = e.rest[end:]
	return v
}
