package exchange

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// spelled shows pieces: code in «», pairs in ‹1 and 1›.
func spelled(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.part {
		case plain:
			b.WriteString(p.text)
		case code:
			fmt.Fprintf(&b, "«%s»", p.text)
		case opening:
			fmt.Fprintf(&b, "‹%d:%s›", p.pair, p.text)
		case closing:
			fmt.Fprintf(&b, "‹%s:%d›", p.text, p.pair)
		}
	}
	return b.String()
}

func TestSplit(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		if got := spelled(splitPieces(c.Syntax, c.Text)); got != c.Want["codes"] {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, strings.ReplaceAll(got, "\n", inlinetest.LineEnd), c.Want["codes"])
		}
	}
	if got := spelled(splitPieces(inline.Literal, "f(*p, `x`)\n\x01")); got != "f(*p, `x`)\n«\x01»" {
		t.Error(got)
	}
}

// The laws of [split] hold for any text.
func FuzzSplit(f *testing.F) {
	f.Add(uint8(inline.Markdown), "[a *b* `c`](d \"e\") ![f](g) {{h}} %s\n<i> **j** [k][l]")
	f.Add(uint8(inline.TableRow), "| a | [b|c](d) |")
	f.Add(uint8(inline.Markdown), "[[[[***___~~~)](]([^](x 'y\x01') `` ` ```")
	f.Fuzz(func(t *testing.T, syntax uint8, text string) {
		if !utf8.ValidString(text) {
			return
		}
		joined, stack, pairs := "", []int{}, 0
		before := code
		for _, p := range splitPieces(inline.Syntax(syntax), text) {
			joined += p.text
			switch p.part {
			case plain:
				if strings.ContainsFunc(p.text, isForbidden) || p.text == "" || before == plain {
					t.Fatalf("%q: plain piece %q", text, p.text)
				}
			case opening:
				if pairs++; p.pair != pairs {
					t.Fatalf("%q: opening %d is numbered %d", text, pairs, p.pair)
				}
				stack = append(stack, p.pair)
			case closing:
				if len(stack) == 0 || stack[len(stack)-1] != p.pair {
					t.Fatalf("%q: %q closes %d within %v", text, p.text, p.pair, stack)
				}
				stack = stack[:len(stack)-1]
			}
			before = p.part
		}
		if joined != text || len(stack) > 0 {
			t.Fatalf("%q: joined %q, open %v", text, joined, stack)
		}
	})
}

// Openings without an end do not make it slow.
func TestSplitIsFast(t *testing.T) {
	for _, unit := range []string{"[", "](", "*a ", "_a", "`", "``` ` ", "{{", "<!--", "<a ", "](x \"", "![a](b ", "**a*", "%("} {
		start := time.Now()
		splitPieces(inline.Markdown, strings.Repeat(unit, 20_000/len(unit)))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%q took %v", unit, took)
		}
	}
}
