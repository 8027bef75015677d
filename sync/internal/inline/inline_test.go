package inline_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// spelled shows tokens: what is no text stands in «», behind the first letters of
// its kind, with its value behind "=" and its pair in front.
func spelled(text string, tokens []inline.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		if t.Kind == inline.Text {
			b.WriteString(t.Of(text))
			continue
		}
		b.WriteString("«" + t.Kind.String())
		if t.Pair > 0 {
			b.WriteString(string(rune('0' + t.Pair)))
		}
		b.WriteString(" " + t.Of(text))
		if t.From < t.To && t.Value(text) != t.Of(text) {
			b.WriteString(" = " + t.Value(text))
		}
		b.WriteString("»")
	}
	return b.String()
}

func TestScan(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		got := spelled(c.Text, inline.Scan(nil, c.Text, c.Syntax, nil))
		if want := c.Want["tokens"]; got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, strings.ReplaceAll(got, "\n", inlinetest.LineEnd), want)
		}
	}
}

// Labels are links if they are defined.
func TestScanDefinitions(t *testing.T) {
	defined := func(label string) (string, bool) { return "/target", label == "the plan" || label == "2" }
	text := "[the plan], [the plan][], [x][the plan], [no plan], ![the plan] and [2]"
	want := "«open1 [»the plan«close1 ] = the plan», «open2 [»the plan«close2 ][] = the plan», «open3 [»x«close3 ][the plan] = the plan», " +
		"[no plan], «open4 ![»the plan«close4 ] = the plan» and «open5 [»2«close5 ] = 2»"
	if got := spelled(text, inline.Scan(nil, text, inline.Markdown, defined)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A drawing has its picture in an attribute, however long.
func TestLongAttribute(t *testing.T) {
	text := `a <path d="` + strings.Repeat("1.125 ", 2000) + `"/> b`
	if got := inline.Scan(nil, text, inline.Markdown, nil); len(got) != 3 || got[1].Kind != inline.Tag {
		t.Errorf("it is cut into %d tokens", len(got))
	}
}

func FuzzScan(f *testing.F) {
	for _, c := range inlinetest.Cases() {
		f.Add(uint8(c.Syntax), c.Text)
	}
	f.Add(uint8(0), "[[[[***___~~~)](]([^](x 'y\x01') `` ` ```")
	f.Add(uint8(5), "{n, plural, one {{a, select, b {c}}} other {# } }}}")
	f.Fuzz(func(t *testing.T, syntax uint8, text string) {
		for _, defined := range []inline.Definitions{nil, func(label string) (string, bool) { return "x", len(label)%2 == 0 }} {
			checkLaws(t, text, inline.Scan(nil, text, inline.Syntax(syntax%12), defined))
		}
		if got := strings.Join(inline.Words(nil, text), ""); got != text {
			t.Errorf("%q: the words joined are %q", text, got)
		}
	})
}

func checkLaws(t *testing.T, text string, tokens []inline.Token) {
	t.Helper()
	at, pairs, stack := 0, 0, []int{}
	var before inline.Token
	for k, x := range tokens {
		if x.Start != at || x.End <= x.Start {
			t.Fatalf("%q: token %d is %+v behind byte %d", text, k, x, at)
		}
		if x.From < x.To && (x.From < 0 || x.To > len(text)) {
			t.Fatalf("%q: the value of %+v stands beyond the text", text, x)
		}
		if k > 0 && x.Kind == inline.Text && before.Kind == inline.Text {
			t.Fatalf("%q: two texts in a row at byte %d", text, at)
		}
		switch x.Kind {
		case inline.Open:
			if pairs++; x.Pair != pairs {
				t.Fatalf("%q: opening %d has the number %d", text, pairs, x.Pair)
			}
			stack = append(stack, x.Pair)
		case inline.Close:
			if len(stack) == 0 || stack[len(stack)-1] != x.Pair {
				t.Fatalf("%q: %+v closes within %v", text, x, stack)
			}
			stack = stack[:len(stack)-1]
		default:
			if x.Pair != 0 {
				t.Fatalf("%q: %+v has a number", text, x)
			}
		}
		at, before = x.End, x
	}
	if at != len(text) || len(stack) > 0 {
		t.Fatalf("%q: the tokens end at byte %d, with %v open", text, at, stack)
	}
}

// Hostile texts take time in proportion to their length.
func TestScanIsLinear(t *testing.T) {
	const size = 1 << 17
	for _, unit := range []string{
		"[", "]", "![", "](", "](a(", "](<", "](a \"", "`", "` ``", "<a", "<a ", "<a b=\"", "<!--", "{", "{{", "${", "%(", "&#1", "[^", "[1",
		"*a ", "_a", "**a*", "$", "$a ", "$$", `\(`, `\[`, "http://", "www.", "@", "a@", "a.", "mailto:", "{n, plural, one {", "}", "} one {",
		"<b>", "</b>", "{%", "{/*", "%<", "@:", `\text{`, "$\\text{a}$", "{{\"", "<a {", "<a b=\"' c='",
	} {
		text := strings.Repeat(unit, size/len(unit))
		for _, syntax := range []inline.Syntax{inline.Markdown, inline.Message, inline.HTML} {
			began := time.Now()
			inline.Scan(nil, text, syntax, func(string) (string, bool) { return "", true })
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("%s: %q repeated takes %v", syntax, unit, took)
			}
		}
	}
}

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for k := inline.Kind(0); k.String() != "unknown"; k++ {
		if k.String() == "" || seen[k.String()] {
			t.Errorf("kind %d has the name %q", k, k)
		}
		seen[k.String()] = true
	}
	if inline.Syntax(200).String() != "unknown" || inline.HTML.String() != "html" {
		t.Error("a syntax has the wrong name")
	}
}

func TestAttributes(t *testing.T) {
	tag := `<img alt="a = b" src=x.png width='40' hidden data-x="">`
	var got []string
	for a := range inline.Attributes(tag) {
		got = append(got, a.Name+"="+tag[a.Start:a.End])
	}
	if want := []string{"alt=a = b", "src=x.png", "width=40", "data-x="}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestCount(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "one": 1, " one  two\nthree\tfour ": 4, "— … ***": 0, "don't re-read [this](there)": 3, "5 km": 2, "Üç beş": 2, "x\u00a0y": 2,
		"漢字、が": 3, "ab漢": 2, "ภาษา": 4,
	} {
		if got := inline.Count(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

// The words of the texts of the table, and what stands between, parted by "|".
func TestWords(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		got := strings.Join(inline.Words(nil, c.Text), "|")
		if want, ok := c.Want["words"]; ok && got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, got, want)
		}
	}
}

const sample = `The survey of 12 March 2019 counted 1,234 households in [three valleys](https://example.org/valleys "map"),
about 12.5% fewer than in the 1990s, when the twentieth century's last count listed 1.4 million people[^2].
Call ` + "`count(12)`" + ` to get {total}, and remember that most of this paragraph is plain prose without any
figures in it, as paragraphs are: words follow words, clauses follow clauses, and nothing is to be found there.
`

func BenchmarkScan(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	var out []inline.Token
	for b.Loop() {
		out = inline.Scan(out[:0], sample, inline.Markdown, nil)
	}
}
