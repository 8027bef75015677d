package block

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/inline/inlinetest"
)

// same lists texts of prose that differ in what is cosmetic only. Each group
// has one result, the first of it.
var same = [][]string{
	// White space and re-wrapping.
	{"One two three", "One  two\nthree", " One\ttwo\u00a0three ", "One two\u202fthree", "One two  \nthree", "One two\\\nthree"},
	{"shoe", "sh\u00adoe", "sh\u200boe", "\ufeffshoe", "sh\u2060oe"},
	{"élan naïve", "e\u0301lan nai\u0308ve"},
	// Quotation marks.
	{
		"He said yes, twice", `He said "yes", twice`, "He said “yes”, twice", "He said „yes“, twice", "He said «yes», twice",
		"He said ‘yes’, twice", "He said 'yes', twice", "He said ‹yes›, twice", "He said “yes, twice", "“He said yes, twice”",
	},
	{"Слава труду", "«Слава труду»", "„Слава труду“"},
	// Apostrophes.
	{"don't", "don’t", "don‘t", "donʼt", "don&#39;t", "don&rsquo;t", "don&apos;t"},
	{"Ankara'da", "Ankara’da", "“Ankara’da”"},
	// Dashes.
	{"one - two", "one — two", "one—two", "one -- two", "one--two", "one – two", "one --- two", "one &mdash; two", "one —two", "one - two"},
	{"1990-1995", "1990–1995", "1990—1995", "1990--1995", "1990‑1995", "1990‒1995"},
	{"- Да", "— Да", "– Да"},
	{"well-known", "well‐known", "well‑known", "well–known"},
	{"use --force now"},
	{"(--help)"},
	{"a ---- b"},
	{"-5", "−5"},
	// Ellipses and doubled punctuation.
	{"wait...", "wait…", "wait....", "wait&hellip;"},
	{"Financial Review, page", "Financial Review,, page", "“Financial Review”,, page"},
	{"End. Next", "End.. Next", "End.”. Next"},
	{"No! Yes? So; on", "No!! Yes?? So;; on"},
	{"std::vector, a//b, 1..5, ../up, !!x, Что?.."},
	// Markdown spellings.
	{"an *old* and a **bold** word", "an _old_ and a __bold__ word", "an *old* and a __bold__ word"},
	{"***both***", "___both___"},
	{"*a*, (*b*)", "_a_, (_b_)"},
	{"snake_case_name", `snake\_case\_name`},
	{`\_x\_`},
	{"fill ____ in"},
	{"see https://example.com/a_b--c now", "see <https://example.com/a_b--c> now"},
	{"me@example.com", "<me@example.com>"},
	{"A & B < 3", "A &amp; B &lt; 3"},
	{"A b", "A&nbsp;b", "A&#160;b", "A&#xA0;b"},
	{"&lt;b>", "&lt;b&gt;"},
	{"1. (x) #y - z!", `1\. \(x\) \#y \- z\!`},
	{`\*x\* \[y\] C:\temp`},
	// What stays as it is.
	{"run `a  \"b\" -- c_d_e,, …` now"},
	{"``a`b`` c"},
	{"run `a b` now", "run `a\nb` now"},
	{"[a b](x_y_z/../\"q\".md)", "[“a b”](x_y_z/../\"q\".md)"},
	{"[a](https://x/a--b title)", `[a](https://x/a--b "title")`, "[a](https://x/a--b 'title')"},
	{`x <a href="--y">z</a>`},
	{"an `open quote and more"},
}

func TestNormalizeSame(t *testing.T) {
	for _, group := range same {
		for _, text := range group {
			if got := Normalize(Paragraph, text); got != group[0] {
				t.Errorf("Normalize(%q) = %q, want %q", text, got, group[0])
			}
		}
	}
}

// The normal form of the texts of the table that all readings share.
func TestNormalizeOfTable(t *testing.T) {
	for _, c := range inlinetest.Cases() {
		kind := Paragraph
		switch c.Syntax {
		case inline.TableRow:
			kind = TableRow
		case inline.Literal:
			kind = Code
		}
		if got := Normalize(kind, c.Text); got != c.Want["normal"] {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.Line, c.Text, got, c.Want["normal"])
		}
	}
}

// TestNormalizeApart checks that what a reader or a checker would notice is
// not cosmetic.
func TestNormalizeApart(t *testing.T) {
	pairs := [][2]string{
		{"Yes", "yes"},
		{"a, b", "a b"},
		{"a.", "a"},
		{"a.", "a!"},
		{"a?", "a?!"},
		{"1,5", "1.5"},
		{"1 000", "1000"},
		{"İ", "I"},
		{"ı", "i"},
		{"ё", "е"},
		{"well-known", "well known"},
		{"re-form", "reform"},
		{"`a`", "`A`"},
		{"`a  b`", "`a b`"},
		{"`'a'`", "`a`"},
		{"`--x`", "`-x`"},
		{"*a*", "a"},
		{"**a**", "*a*"},
		{"[a](x)", "[a](y)"},
		{"[a](./x)", "[a](../x)"},
		{"--x", "-x"},
		{"C++", "C+"},
		{"a::b", "a:b"},
		{"http://x", "https://x"},
		{`\*a\*`, "*a*"},
		{"&lt;b&gt;", "<b>"},
		{"it's", "its"},
		{"(a)", "a"},
		{"a/b", "a//b"},
		{"a...", "a."},
	}
	for _, p := range pairs {
		if a, b := Normalize(Paragraph, p[0]), Normalize(Paragraph, p[1]); a == b {
			t.Errorf("%q and %q both give %q", p[0], p[1], a)
		}
	}
}

func TestNormalizeKinds(t *testing.T) {
	tests := []struct {
		kind       Kind
		text, want string
	}{
		{Gap, "x", ""},
		{Rule, "* * *", "---"},
		{Code, "a  \n\t\n  \"b\" -- c\n \n", "a\n\n  \"b\" -- c"},
		{HTML, "<p>“a”</p> \n", "<p>“a”</p>"},
		{Directive, "::: note ", "::: note"},
		{TableRow, "| a |b|", "| a | b |"},
		{TableRow, "a | b", "| a | b |"},
		{TableRow, "| |  `x`  |", "| | `x` |"},
		{TableRow, `a \| b | c`, `| a \| b | c |`},
		{LinkDefinition, "[a]:\n  x--y\n  'T'", "[a]: x--y T"},
		{LinkDefinition, `[a]: x--y "T"`, "[a]: x--y T"},
		{Heading, "A “b”", "A b"},
		{FrontMatter, "A “b”", "A b"},
		{Image, "![a — b](x.png)", "![a - b](x.png)"},
	}
	for _, tt := range tests {
		if got := Normalize(tt.kind, tt.text); got != tt.want {
			t.Errorf("Normalize(%s, %q) = %q, want %q", tt.kind, tt.text, got, tt.want)
		}
	}
}

func TestDigest(t *testing.T) {
	digest := func(k Kind, level int, text string) Digest {
		return (&Block{Kind: k, Level: level, Text: text}).Digest()
	}
	p := digest(Paragraph, 0, "A “b” — c")
	if got := digest(ListItem, 2, "A b – c"); got != p {
		t.Error("a paragraph and a list item of one text differ")
	}
	h1, h2, c := digest(Heading, 1, "A b - c"), digest(Heading, 2, "A b - c"), digest(Code, 0, "A b - c")
	if h1 == h2 || h1 == c || h1 == p || c == p {
		t.Error("classes share a digest")
	}
	if got, ok := ParseDigest(p.String()); !ok || got != p || len(p.String()) != 24 {
		t.Errorf("ParseDigest(%q) = %v, %v", p, got, ok)
	}
	if FileDigest([]byte("a")) == FileDigest([]byte("a\n")) {
		t.Error("files that differ share a digest")
	}
	const want = "m26fwfg2oyfaslntho6ad3k4" // records depend on it
	if p.String() != want {
		t.Errorf("digest = %s, want %s", p, want)
	}
}

func FuzzNormalize(f *testing.F) {
	for _, group := range same {
		for _, text := range group {
			f.Add(uint8(Paragraph), text)
		}
	}
	f.Add(uint8(Paragraph), "Шӧ\u0301ле и\u0306 漢字、が が — … ﬁ \u2126 가 가 \u0958")
	for _, text := range []string{"0ʼʼ", "&lt;", "\\…", "0\\_\"0000", "&lt;;", "\xcc\"\x81", "0\xe2\x80\"\x80", "<a:b>://c"} {
		f.Add(uint8(Paragraph), text) // each broke the law once
	}
	f.Add(uint8(LinkDefinition), "]:\"")
	f.Add(uint8(TableRow), "| a | `b|c` |")
	f.Add(uint8(LinkDefinition), `[a]: <b c> "d"`)
	f.Add(uint8(Paragraph), "&amp;amp;lt; \\&#96; <https://a> ` `` `")
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		k := Kind(kind) % kinds
		if got, want := isNFC(text), norm.NFC.IsNormalString(text); got != want && utf8.ValidString(text) {
			t.Errorf("isNFC(%q) = %v", text, got)
		}
		once := Normalize(k, text)
		if twice := Normalize(k, once); twice != once {
			t.Errorf("Normalize(%s, %q) = %q, and of that %q", k, text, once, twice)
		}
		if utf8.ValidString(text) && !utf8.ValidString(once) {
			t.Errorf("Normalize(%s, %q) = %q, which is not valid UTF-8", k, text, once)
		}
	})
}

func BenchmarkNormalize(b *testing.B) {
	texts := map[string]string{
		"plain":  "The quick brown fox jumps over the lazy dog and the dog sleeps on. ",
		"quotes": "He said: “we don’t know” — and left, \"for good\" (1990–1995), see [the page](https://example.com/a).\n",
		"ru":     "Съешь же ещё этих мягких французских булок, да выпей чаю; «пример» — это пример. ",
		"code":   "Call `f(x)` and then `g(y)`, or use snake_case_names and __bold__ words with _stress_.\n",
	}
	for name, text := range texts {
		text = strings.Repeat(text, 8)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			blk := Block{Kind: Paragraph, Text: text}
			for b.Loop() {
				blk.Digest()
			}
		})
	}
}
