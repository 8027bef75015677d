package exchange

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
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
	for _, x := range []struct{ text, want string }{
		{"no markup at all", "no markup at all"},
		{"see `a b` and ``c`d``", "see «`a b`» and «``c`d``»"},
		{"an open ` backtick", "an open ` backtick"},
		{"[the *old* plan](plan.md)", "‹1:[›the ‹2:*›old‹*:2› plan‹](plan.md):1›"},
		{`[the plan](plan.md "drawn in 1909")`, `‹1:[›the plan«](plan.md "»drawn in 1909‹"):1›`},
		{"![a boat](boat(1).png)", "‹1:![›a boat‹](boat(1).png):1›"},
		{"[![a boat](boat.png)](https://example.org)", "‹1:[›‹2:![›a boat‹](boat.png):2›‹](https://example.org):1›"},
		{"[the plan][p] and [p]", "‹1:[›the plan‹][p]:1› and [p]"},
		{"a note[^1], **strong[^long-one]**", "a note«[^1]», ‹1:**›strong«[^long-one]»‹**:1›"},
		{"5 * 3 * 2, snake_case_name, * x", "5 * 3 * 2, snake_case_name, * x"},
		{"*a **b* c**", "‹1:*›a **b‹*:1› c**"},
		{"[*a](x) b*", "‹1:[›*a‹](x):1› b*"},
		{"H<sub>2</sub>O<br/><!-- a -- b -->", "H«<sub>»2«</sub>»O«<br/>»«<!-- a -- b -->»"},
		{"<https://example.org> <a@example.org> a < b > c", "«<https://example.org>» «<a@example.org>» a < b > c"},
		{"at https://example.org/x_(y). Then", "at «https://example.org/x_(y»). Then"},
		{"{{.Name}} has {count} of ${all}, {{< toc >}}", "«{{.Name}}» has «{count}» of «${all}», «{{< toc >}}»"},
		{"%s and %1$d and %(name)s, 50% of, 5%d, 100 %", "«%s» and «%1$d» and «%(name)s», 50% of, 5%d, 100 %"},
		{"one\ntwo\n\nthree", "one«\n»two«\n\n»three"},
		{"\\*no\\* \\[link](x)", "\\*no\\* \\[link](x)"},
		{"~~gone~~ and ~ tilde", "‹1:~~›gone‹~~:1› and ~ tilde"},
		{"bell\x07", "bell«\x07»"},
		{"Çok *önemli*: `ı`", "Çok ‹1:*›önemli‹*:1›: «`ı`»"},
	} {
		if got := spelled(split(block.Paragraph, x.text)); got != x.want {
			t.Errorf("%q:\n%s, want\n%s", x.text, got, x.want)
		}
	}
	if got := spelled(split(block.TableRow, `| *a* | b \| c |`)); got != `«|» ‹1:*›a‹*:1› «|» b \| c «|»` {
		t.Error(got)
	}
	if got := spelled(split(block.Code, "f(*p, `x`)\n\x01")); got != "f(*p, `x`)\n«\x01»" {
		t.Error(got)
	}
}

// The laws of [split] hold for any text.
func FuzzSplit(f *testing.F) {
	f.Add(uint8(block.Paragraph), "[a *b* `c`](d \"e\") ![f](g) {{h}} %s\n<i> **j** [k][l]")
	f.Add(uint8(block.TableRow), "| a | [b|c](d) |")
	f.Add(uint8(block.Paragraph), "[[[[***___~~~)](]([^](x 'y\x01') `` ` ```")
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		if !utf8.ValidString(text) {
			return
		}
		joined, stack, pairs := "", []int{}, 0
		before := code
		for _, p := range split(block.Kind(kind), text) {
			joined += p.text
			switch p.part {
			case plain:
				if strings.ContainsFunc(p.text, forbidden) || p.text == "" || before == plain {
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
		split(block.Paragraph, strings.Repeat(unit, 20_000/len(unit)))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q took %v", unit, took)
		}
	}
}
