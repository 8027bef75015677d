package anchor

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDisagree(t *testing.T) {
	for name, lines := range paragraphs(t, "disagree.txt") {
		t.Run(name, func(t *testing.T) {
			var sides [2][]Anchor
			var want, got []string
			var c Comparison
			n := 0
			for _, l := range lines {
				switch tag := strings.TrimSuffix(l[0], ":"); tag {
				case "!":
					want = append(want, l[1])
				case "labels":
					c.Footnotes = renumber(l[1])
				case "cited":
					c.Cited = func(label string) bool { return slices.Contains(strings.Fields(l[1]), label) }
				default:
					if n == 0 {
						c.Source = tag
					} else {
						c.Target = tag
					}
					sides[min(n, 1)] = append(sides[min(n, 1)], Scan(l[1], LanguageOf(tag))...)
					n++
				}
			}
			for _, d := range c.Disagree(sides[0], sides[1]) {
				got = append(got, d.Quantity.String()+" "+orDash(d.Source)+" → "+orDash(d.Target))
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func renumber(table string) func(string) (string, bool) {
	m := map[string]string{}
	for _, f := range strings.Fields(table) {
		from, to, _ := strings.Cut(f, ">")
		m[from] = to
	}
	return func(label string) (string, bool) {
		to, ok := m[label]
		return to, ok
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// A text does not disagree with itself, in whatever order it states its facts, but for
// those that have an order.
func TestNoDisagreementWithItself(t *testing.T) {
	for name, lines := range paragraphs(t, "facts.txt") {
		for _, l := range lines {
			tag, ok := strings.CutSuffix(l[0], ":")
			if !ok {
				continue
			}
			a := Scan(l[1], LanguageOf(tag))
			b := slices.Clone(a)
			if len(listOf(a, isMail)) < 2 && len(listOf(a, isIdentifier)) < 2 && len(listOf(a, isCoordinate)) < 2 && len(ratiosOf(a)) == 0 {
				slices.Reverse(b)
			}
			if got := (Comparison{}).Disagree(a, b); len(got) > 0 {
				t.Errorf("%s: %s disagrees with itself: %v", name, tag, got)
			}
		}
	}
}

// Texts with very many facts take no more than their share of time.
func TestDisagreeIsBounded(t *testing.T) {
	var a, b strings.Builder
	for i := range 50_000 {
		a.WriteString(itoa(int64(2*i)) + " km, [x](https://x.example/" + itoa(int64(2*i)) + ") `f(" + itoa(int64(2*i)) + ")` ")
		b.WriteString(itoa(int64(2*i+1)) + " miles, [x](https://y.example/" + itoa(int64(2*i+1)) + ") `g(" + itoa(int64(2*i+1)) + ")` ")
	}
	l := LanguageOf("en")
	began := time.Now()
	if got := (Comparison{}).Disagree(Scan(a.String(), l), Scan(b.String(), l)); len(got) == 0 {
		t.Error("texts with no fact in common do not disagree")
	}
	if d := time.Since(began); d > time.Minute {
		t.Errorf("took %v", d)
	}
}
