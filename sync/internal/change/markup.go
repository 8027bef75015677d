package change

import (
	"cmp"
	"html"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// IsRemarked reports whether two texts of prose are the same text with the same markup, which
// one of them spells in another way. The definitions tell the targets of labels, each of the article
// that its text stands in: a label may stand for the target itself.
func IsRemarked(kind block.Kind, syntax inline.Syntax, was, now string, then, today inline.Definitions) bool {
	switch syntax {
	case inline.Markdown, inline.TableRow, inline.HTML:
		meant := func(text string) int { return len(extended.FindAllStringIndex(text, -1)) }
		return kind.Prose() && kind != block.LinkDefinition && meant(was) == meant(now) && markupOf(was, syntax, then) == markupOf(now, syntax, today)
	}
	return false
}

// isRemarked is [IsRemarked] of texts whose articles are not known.
func isRemarked(kind block.Kind, syntax inline.Syntax, was, now string) bool {
	if !kind.Prose() {
		return false
	}
	labels := labelsIn(was + now)
	return IsRemarked(kind, syntax, was, now, labels, labels)
}

// extended matches what some dialects of Markdown give a meaning that a backslash takes from it:
// callouts, links of wikis, formulas, values, names of people, emoji, marked text.
var extended = regex.Lazy(`(?:^|[^\\])(?:\[!\w+\]|\[\[|[${@]|:\w+:|==)`)

// labelled matches a link or an image that a label follows, perhaps an empty one. Behind a name
// brackets hold an index: "x[i][j]".
var labelled = regex.Lazy(`(?:^|[^\w\])])\[([^\[\]]+)\]\[([^\[\]]*)\]`)

// labelsIn tells which labels stand behind the text of a link somewhere in a text: alone they
// are links too.
func labelsIn(text string) inline.Definitions {
	known := map[string]bool{}
	for _, m := range labelled.FindAllStringSubmatch(text, -1) {
		known[strings.ToLower(cmp.Or(m[2], m[1]))] = true
	}
	return func(label string) (string, bool) { return label, known[strings.ToLower(label)] }
}

// markupOf is a text in a form that all spellings of its markup share, white space folded:
// characters behind a backslash or written by their names, labels that repeat the text of
// their link, targets that labels tell, marks of emphasis, the angles and blanks around a target,
// tags that close themselves. What is code comes as it is.
func markupOf(text string, syntax inline.Syntax, labels inline.Definitions) string {
	tokens := inline.Scan(nil, text, syntax, labels)
	opened := map[int]int{} // where the text of a pair begins
	var b strings.Builder
	for k := range tokens {
		t := &tokens[k]
		switch of := t.Of(text); t.Kind {
		case inline.Text, inline.Escape, inline.Entity:
			b.WriteString(plainOf(text, t))
			continue
		case inline.Open:
			opened[t.Pair] = t.End
			b.WriteString(codeMark + markOf(of))
		case inline.Close:
			value := t.Value(text)
			if t.Construct == inline.LinkLabel || t.Construct == inline.ImageLabel {
				value = strings.ToLower(cmp.Or(value, text[opened[t.Pair]:t.Start]))
				if target, ok := labels(value); ok {
					value = target
				}
			}
			b.WriteString(codeMark + markOf(of[:1]) + value)
		case inline.Middle:
			b.WriteString(codeMark + t.Value(text))
		case inline.Code:
			b.WriteString(codeMark + spanOf(t.Value(text)))
		case inline.Tag:
			b.WriteString(codeMark + markOf(of))
		default:
			b.WriteString(codeMark + of)
		}
		b.WriteString(codeMark)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// codeMark stands around what is no text in the form of [markupOf].
const codeMark = "\x00"

// plainOf is what a token of text says.
func plainOf(text string, t *inline.Token) string {
	switch t.Kind {
	case inline.Escape:
		return t.Value(text)
	case inline.Entity:
		return html.UnescapeString(t.Of(text))
	}
	return t.Of(text)
}

var (
	// selfClosing matches the end of a tag that closes itself, and bareValue one that ends with a
	// value without quotation marks, to which a slash belongs.
	selfClosing = regex.Lazy(`\s*/?>$`)
	bareValue   = regex.Lazy(`=[^\s"'>]+/>$`)
)

// markOf is a mark or a tag in one spelling.
func markOf(of string) string {
	if strings.HasPrefix(of, "<") {
		if bareValue.MatchString(of) {
			return of
		}
		return selfClosing.ReplaceAllString(of, ">")
	}
	return strings.ReplaceAll(of, "_", "*")
}

// spanOf is what a code span shows: a blank at both of its ends is none of it, and all others
// count.
func spanOf(value string) string {
	value = strings.ReplaceAll(value, "\n", " ")
	if len(value) > 1 && value[0] == ' ' && value[len(value)-1] == ' ' && strings.TrimSpace(value) != "" {
		value = value[1 : len(value)-1]
	}
	return strings.ReplaceAll(value, " ", codeMark)
}
