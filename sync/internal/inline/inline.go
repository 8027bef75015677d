// Package inline is the grammar of the text within a segment: its markup,
// placeholders, addresses, formulas and words, in every syntax that articles and
// messages are written in.
//
// [Scan] cuts a text into tokens. Law: the tokens in order, joined, are the text;
// none is empty, and no two tokens of the kind [Text] follow each other. An [Open]
// and its [Close] share a number, and pairs lie within each other. Scanning takes
// time in proportion to the text.
//
// All that xsync knows of a text it reads off these tokens: facts that survive
// translation, codes that a translator must not touch, placeholders of messages,
// the normalised form. Every token but Text, Escape and Entity is a code for a
// translator: it stays as it is, and what `check` compares lies in these tokens
// or in figures of the text.
//
// # HTML
//
// In the syntax [HTML] a text is the source between the tags of a block, as it is
// written. An inline element is an Open with its Close, a lone tag ("<br>") is a
// [Tag]; the name of a tag is its value. A character reference is an Entity, a
// comment a Comment. Nothing of Markdown has a meaning. Addresses in attributes
// (href, src, srcset and the like) and dates (datetime) belong to the tag; see
// [Attributes].
package inline

// Kind says what a token is.
type Kind uint8

// The kinds of tokens. What the value of a token is, stands in parentheses.
const (
	Text        Kind = iota // what is read
	Escape                  // a backslash and the character that it makes a plain one (that character)
	Entity                  // a character reference, "&amp;" (its name)
	Open                    // begins what a Close ends: "*", "[", "![", "<b>" (of a tag, its name)
	Middle                  // parts the text of a link from its title: `](target "` (the target)
	Close                   // ends what an Open begins: "*", "](target)", "][label]", `")`, "</b>" (target, label or name)
	Code                    // a code span (what stands between the backticks)
	Math                    // a formula, or a piece of one that has prose in it (the piece without dollar signs)
	Tag                     // a tag that stands alone (its name), also of a template language: "{% raw %}"
	Comment                 // a comment or an attribute list: "<!-- x -->", "{/* x */}", "{#id}"
	Address                 // an address in running text: URL or mail address, with angle brackets or without (the bare address)
	Placeholder             // what a program fills in (its name: that between braces, the verb of printf)
	Choice                  // what parts the choices of a plural message: "} other {"
	Note                    // a reference to a footnote (its label)
	Cell                    // the bar between the cells of a table row
	kinds
)

var kindNames = [kinds]string{
	"text", "escape", "entity", "open", "middle", "close", "code", "math", "tag", "comment", "address",
	"placeholder", "choice", "note", "cell",
}

// String is the kind's name.
func (k Kind) String() string {
	if k < kinds {
		return kindNames[k]
	}
	return "unknown"
}

// Construct says which construct of its syntax a token of the kinds Open, Middle
// and Close belongs to.
type Construct uint8

// The constructs.
const (
	Emphasis  Construct = iota
	Link                // with its target
	Image               // with its target
	LinkLabel           // a link by the label of its definition
	ImageLabel
	Element // an HTML element
)

// Token is a piece of a text.
type Token struct {
	Kind      Kind
	Construct Construct
	Start     int // bytes of the text
	End       int
	From, To  int // where its value stands; empty if it has none
	Pair      int // the number of an Open and its Close, from 1 in the order of the openings; else 0
}

// Of is the part of the text that the token is.
func (t *Token) Of(text string) string { return text[t.Start:t.End] }

// Value is what the token is about; see [Kind].
func (t *Token) Value(text string) string { return text[t.From:t.To] }

// Protected reports whether the token is a code that a translation takes over as
// it is.
func (t *Token) Protected() bool { return t.Kind > Entity }

// Syntax says in which language the inline markup of a text is written.
type Syntax uint8

// The syntaxes.
const (
	Markdown  Syntax = iota // GFM with footnotes, math, MDX and template languages
	TableRow                // Markdown with cells
	Plain                   // text without markup, but with addresses, notes and placeholders
	HTML                    // HTML as it is written between the tags of a block
	Literal                 // code: nothing has a meaning
	Message                 // a message whose dialect is not known: what any dialect has
	GoMessage               // go-i18n: templates of Go, verbs of fmt
	I18next                 // {{name}}, $t(key)
	Vue                     // {name}, @:key
	Printf                  // gettext: %s, %1$s, %(name)s, {name}
	Rails                   // %{name}, %<name>d
	ICU                     // {name}, {n, plural, one {…} other {…}}
	syntaxes
)

var syntaxNames = [syntaxes]string{
	"markdown", "row", "plain", "html", "literal", "message", "go", "i18next", "vue", "printf", "rails", "icu",
}

// String is the syntax's name.
func (s Syntax) String() string {
	if s < syntaxes {
		return syntaxNames[s]
	}
	return "unknown"
}

// feature is something that a syntax may have.
type feature uint32

const (
	ticks     feature = 1 << iota // `code`
	emphasis                      // *a*, _a_, ~a~
	links                         // [a](b), ![a](b), [a][b], <https://a>
	notes                         // [^1], [1]
	escapes                       // \*
	tags                          // <b>, <!-- -->
	entities                      // &amp;
	dollars                       // $a$, $$a$$
	formulas                      // \(a\), \[a\]
	braces                        // {name}, ${name}, {{name}}, {#id}
	verbs                         // %s
	percents                      // %{name}, %<name>d
	nesting                       // $t(key)
	linked                        // @:key
	colons                        // :name
	choices                       // {n, plural, one {…}}
	foreign                       // names of placeholders in any script, "#{name}", "%name%", "<0>"
	cells                         // |
	addresses                     // https://a, a@b.c
	remarks                       // %%a%%, {# a #}, {{< comment >}}a{{< /comment >}}
)

const (
	markdownFeatures = ticks | emphasis | links | notes | escapes | tags | entities | dollars | formulas | braces | verbs | percents | addresses | remarks
	messageFeatures  = ticks | emphasis | links | escapes | tags | entities | braces | foreign | addresses
)

var featuresOf = [syntaxes]feature{
	Markdown:  markdownFeatures,
	TableRow:  markdownFeatures | cells,
	Plain:     ticks | notes | braces | verbs | percents | addresses,
	HTML:      tags | entities | notes | formulas | braces | verbs | percents | addresses,
	Message:   messageFeatures | verbs | percents | nesting | linked | colons | choices,
	GoMessage: messageFeatures | verbs | percents | choices,
	I18next:   messageFeatures | verbs | percents | nesting | colons | choices,
	Vue:       messageFeatures | verbs | percents | linked | colons | choices,
	Printf:    messageFeatures | verbs | percents | choices,
	Rails:     messageFeatures | verbs | percents | choices,
	ICU:       messageFeatures | verbs | percents | choices,
}

// begins holds the bytes at which something of a feature may begin, or, of an
// address, at which it is recognised.
var begins = []struct {
	feature
	bytes string
}{
	{ticks, "`"},
	{emphasis, "*_~"},
	{links, "[]!<"},
	{notes, "["},
	{escapes, `\`},
	{tags, "<"},
	{entities, "&"},
	{dollars, "$"},
	{formulas, `\`},
	{braces, "{$"},
	{verbs, "%"},
	{percents, "%"},
	{nesting, "$"},
	{linked, "@"},
	{colons, ":"},
	{choices, "{}#"},
	{cells, "|"},
	{addresses, ":.@"},
	{remarks, "{%"},
}

// marked has, for each syntax, the bytes at which the scanner has to look closer.
var marked = func() (t [syntaxes][256]bool) {
	for s, features := range featuresOf {
		for _, b := range begins {
			for k := 0; k < len(b.bytes) && features&b.feature != 0; k++ {
				t[s][b.bytes[k]] = true
			}
		}
	}
	return t
}()
