// Package fragment knows to which places of a document the fragment of a link can
// lead: "#the-oil" to a heading, an id that somebody wrote, a tag with an id.
//
// A heading without an id of its own gets one from its text, by a rule of whatever
// makes the page. There are many such rules, and a document does not say which one is
// used. So there are two questions. [Names.Lookup] says where a fragment leads by the
// rules that are in use, and tells a place that is certain from one that only an unusual
// rule gives. [Rule] writes the fragment of a heading by one of the common rules.
package fragment

import (
	"cmp"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/lexicon"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Names are the places of a document that fragments lead to.
type Names struct {
	headings []heading        // in their order
	ids      map[string]int   // that somebody wrote, to the segment of the heading, or NoSegment
	slugs    map[string][]int // headings by the folded text from which their ids are made
	// rare are what the rules that are seldom in use make of the headings, read when it is
	// first asked for.
	rare func() *rareSlugs
}

type heading struct {
	segment int // its place among the segments of the document
	text    string
	level   int
	id      string // that the author wrote
	folded  string
}

// NoSegment stands for the place of an id that is not that of a heading.
const NoSegment = -1

// Certainty says how sure it is that a fragment leads somewhere.
type Certainty uint8

// The certainties, in order.
const (
	Dead    Certainty = iota // no rule makes it
	Unusual                  // a rule of some sites may make it
	Alive                    // it is an id, or the common rules make it
)

// Of reads the names of a document. Ids are made from headings in Markdown alone.
func Of(doc *block.Doc) *Names {
	n := &Names{ids: map[string]int{}, slugs: map[string][]int{}}
	n.rare = sync.OnceValue(n.readRare)
	for _, id := range writtenIDs(string(doc.Src)) {
		n.ids[html.UnescapeString(id)] = NoSegment
	}
	segment := -1
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !b.Segment() {
			continue
		}
		segment++
		if b.Kind == block.Heading {
			n.add(doc.Format, b, segment)
		}
	}
	return n
}

// Has reports whether somebody wrote an id in the document.
func (n *Names) Has(id string) bool {
	_, ok := n.ids[id]
	return ok
}

// written matches an id that somebody wrote where it begins: of a tag, in an attribute
// list, in a comment of MDX, as a target of MyST.
var written = regex.Lazy(`^(?:(?:id|name)\s*=\s*\\?["']([^"'\n]+)["']|(?:id|name)=([^\s"'>{}=]+)|\{[^{}\n]*#([^\s{}]+)[^{}\n]*\}|\{/\*\s*#?([^\s*]+)\s*\*/\}|\(([^()\s]+)\)=)`)

// writtenIDs are the ids that somebody wrote in a text, in their order.
func writtenIDs(text string) []string {
	var out []string
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case 'i', 'n', '{', '(':
		default:
			continue
		}
		if !mayBeginID(text, i) {
			continue
		}
		m := written.FindStringSubmatch(text[i:])
		if m == nil {
			continue
		}
		for _, id := range m[1:] {
			if id != "" {
				out = append(out, id)
			}
		}
		i += len(m[0]) - 1
	}
	return out
}

// mayBeginID reports whether what every match of [written] begins with stands at a place
// of a text.
func mayBeginID(text string, i int) bool {
	rest := text[i:]
	switch text[i] {
	case 'i', 'n':
		after, ok := strings.CutPrefix(rest, "id")
		if !ok {
			after, ok = strings.CutPrefix(rest, "name")
		}
		return ok && (i == 0 || !isWordByte(text[i-1])) && strings.HasPrefix(strings.TrimLeft(after, "\t\n\f\r "), "=")
	case '{':
		if strings.HasPrefix(rest, "{/*") {
			return true
		}
		end := strings.IndexAny(rest[1:], "#{}\n")
		return end >= 0 && rest[1+end] == '#'
	case '(':
		return i == 0 || text[i-1] == '\n'
	}
	return false
}

// isWordByte reports whether a byte is of a word, as \b has it.
func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func (n *Names) add(format block.Format, b *block.Block, segment int) {
	if b.ID != "" {
		n.ids[b.ID] = segment
	}
	h := heading{segment: segment, level: b.Level, id: b.ID}
	if format == block.Markdown {
		h.text = plain(b.Text, b.Inline())
		if h.folded = fold(h.text); h.folded != "" {
			n.slugs[h.folded] = append(n.slugs[h.folded], len(n.headings))
		}
	}
	n.headings = append(n.headings, h)
}

// plain is what a reader reads of a text: without its markup, with the text of links
// and code.
func plain(text string, syntax inline.Syntax) string {
	var b strings.Builder
	hidden := 0 // within the target and the title of a link, or in the text of an image
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		switch t.Kind {
		case inline.Text:
			if hidden == 0 {
				b.WriteString(t.Of(text))
			}
		case inline.Escape, inline.Code, inline.Math, inline.Address:
			b.WriteString(t.Value(text))
		case inline.Placeholder, inline.Note, inline.Cell:
			b.WriteString(t.Of(text))
		case inline.Entity:
			b.WriteString(html.UnescapeString(t.Of(text)))
		case inline.Open:
			if t.Construct == inline.Image || t.Construct == inline.ImageLabel {
				hidden++
			}
		case inline.Middle:
			if t.Construct == inline.Link {
				hidden++
			}
		case inline.Close:
			hidden = 0
		}
	}
	return strings.TrimSpace(b.String())
}

// Lookup says where a fragment, without "#", leads: to which segment of the document,
// NoSegment if to none or to several, and how certain it is that it leads anywhere.
func (n *Names) Lookup(fragment string) (segment int, c Certainty) {
	if plain, err := url.PathUnescape(html.UnescapeString(fragment)); err == nil {
		fragment = plain
	}
	if at, ok := n.ids[fragment]; ok {
		return at, Alive
	}
	if special(fragment) {
		return NoSegment, Unusual
	}
	folded := fold(fragment)
	if at := n.slugs[folded]; len(at) > 0 {
		return n.byText(at[0], len(at) == 1)
	}
	if stem, number := numbered(fragment); number > 0 {
		if at := n.slugs[fold(stem)]; number < len(at) {
			return n.byText(at[number], true)
		} else if number == len(at) {
			return NoSegment, Unusual // rules that count from 1
		}
	}
	if n.unusual(fragment, folded) {
		return NoSegment, Unusual
	}
	return NoSegment, Dead
}

// byText is the place of a heading that a fragment was made from. With an id of its
// own it would not have that name where ids are known.
func (n *Names) byText(k int, alone bool) (int, Certainty) {
	h := &n.headings[k]
	switch {
	case h.id != "":
		return NoSegment, Unusual
	case !alone:
		return NoSegment, Alive
	}
	return h.segment, Alive
}

// special reports whether a fragment is none of a heading: the top of the page, a
// footnote, a line of code, a state of the page, a piece of its text.
func special(fragment string) bool {
	return fragment == "" || specials.MatchString(fragment) || strings.ContainsAny(fragment, "=/:!?{}$ ")
}

var specials = regex.Lazy(`(?i)^(?:top|_?top_?|fn|fnref|footnote|cite|ref|note|user-content|L\d)[-_:.]?\S{0,3}\d*$|^_\d+$`)

// numbered takes the number off a fragment that tells headings with one text apart.
func numbered(fragment string) (stem string, number int) {
	at := strings.LastIndexAny(fragment, "-_")
	if at <= 0 {
		return fragment, 0
	}
	number, err := strconv.Atoi(fragment[at+1:])
	if err != nil {
		return fragment, 0
	}
	return fragment[:at], number
}

// rareSlugs are what is left of the headings in other alphabets than that of English by rules
// that leave such letters out, and the skeletons of what others write them as.
type rareSlugs struct{ left, skeletons map[string]bool }

func (n *Names) readRare() *rareSlugs {
	out := &rareSlugs{left: map[string]bool{}, skeletons: map[string]bool{}}
	for k := range n.headings {
		h := &n.headings[k]
		if !ascii(h.text) {
			out.left[strings.Map(onlyASCII, h.folded)], out.skeletons[skeletonOf(h.folded)] = true, true
		}
	}
	delete(out.left, "")
	delete(out.skeletons, "")
	return out
}

// unusual reports whether a rule that writes letters of other alphabets as those of
// English, or leaves them out, makes a fragment of a heading.
func (n *Names) unusual(fragment, folded string) bool {
	return ascii(fragment) && (n.rare().left[folded] || n.rare().skeletons[skeletonOf(folded)])
}

// longest is the number of bytes of a text up to which its consonants are compared.
const longest = 60

func skeletonOf(folded string) string {
	if len(folded) > 2*longest {
		return ""
	}
	return lexicon.Skeleton(strings.Map(onlySpoken, folded))
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

func onlyASCII(r rune) rune {
	if r > unicode.MaxASCII {
		return -1
	}
	return r
}

// onlySpoken leaves out digits, and the letters that only say how others sound.
func onlySpoken(r rune) rune {
	if !unicode.IsLetter(r) || strings.ContainsRune("jyьъ", r) {
		return -1
	}
	return r
}

// fold is what all common rules leave of a text: its letters and digits, in small
// letters and without accents.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r == 'ı':
			b.WriteByte('i')
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Fragment is the fragment of the heading that is a segment of the document: the id
// that its author wrote, or what a rule makes of its text. It is empty where the
// segment is not a heading or gets no id.
func (n *Names) Fragment(segment int, rule Rule) string {
	k, ok := slices.BinarySearchFunc(n.headings, segment, func(h heading, segment int) int { return cmp.Compare(h.segment, segment) })
	if !ok {
		return ""
	}
	h := &n.headings[k]
	if h.id != "" {
		return h.id
	}
	slug := rule(h.text)
	if slug == "" {
		return ""
	}
	before := 0
	for _, other := range n.headings[:k] {
		if other.id == "" && rule(other.text) == slug {
			before++
		}
	}
	if before > 0 {
		return slug + "-" + strconv.Itoa(before)
	}
	return slug
}

// Counterpart is the fragment of the heading that stands where a fragment of the source
// leads to, by the rule that made that one. It is empty unless both documents have the
// same headings, level by level, and the fragment is certain.
func (n *Names) Counterpart(source *Names, fragment string) string {
	at, c := source.Lookup(fragment)
	if c != Alive || at < 0 || !slices.EqualFunc(n.headings, source.headings, func(a, b heading) bool { return a.level == b.level }) {
		return ""
	}
	k := slices.IndexFunc(source.headings, func(h heading) bool { return h.segment == at })
	if n.headings[k].id != "" {
		return n.headings[k].id
	}
	for _, rule := range Rules {
		if source.headings[k].id != "" || strings.EqualFold(source.Fragment(at, rule), fragment) {
			return n.Fragment(n.headings[k].segment, rule)
		}
	}
	return ""
}
