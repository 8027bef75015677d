package change

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// phrasing are the elements of HTML that only dress the words within them: a link, an
// abbreviation, emphasis. Sub, sup, del and ins are none of them: 10² is not 102.
var phrasing = wordset.Of(`a abbr acronym b bdi big br center cite code dfn div em font i kbd mark nobr p samp small span
	strong tt u var`)

// apart are those of them that keep what stands before them from what stands behind.
var apart = wordset.Of("br center div p")

// ReadAttribute matches an attribute whose value a reader is shown, also the label of a
// component.
var ReadAttribute = regex.Lazy(`\b(?:label|` + strings.Join(block.ReadAttributes, "|") + `)\s*=\s*(?:"[^"]*"|'[^']*')`)

// namesPlace matches the tag of an element that others can link to.
var namesPlace = regex.Lazy(`\s(?:id|name)\s*=`)

// readText is what a reader is shown of a text, white space folded: without emphasis, the
// targets of links, attribute lists, comments, and the elements that only dress words, but
// with the attributes of those that are read. What is struck out says something else.
func readText(text string, syntax inline.Syntax) string {
	var b strings.Builder
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		of := t.Of(text)
		switch t.Kind {
		case inline.Comment:
			continue
		case inline.Open, inline.Middle, inline.Close, inline.Tag:
			name := strings.ToLower(t.Value(text))
			switch {
			case !strings.HasPrefix(of, "<"):
				if t.Kind != inline.Tag && !strings.HasPrefix(of, "~") {
					continue
				}
			case phrasing[name] && !namesPlace.MatchString(of):
				of = strings.Join(ReadAttribute.FindAllString(of, -1), " ")
				if apart[name] {
					of = " " + of + " "
				}
			}
		}
		b.WriteString(of)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// onlyDressed reports whether two texts differ in nothing but what dresses their words.
func onlyDressed(was, now string, syntax inline.Syntax) bool {
	isMarkedUp := func(text string) bool { return strings.ContainsAny(text, "<{[*_") }
	return (isMarkedUp(was) || isMarkedUp(now)) && readText(was, syntax) == readText(now, syntax)
}
