// Package queue turns drift into work: what a translator has to do in one
// language, over all articles, the most urgent first, with all that is needed to
// do it. It holds the work list as values; how they are written down for people
// and their tools is the business of package exchange, and how they come back
// into the articles that of package edit.
package queue

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Queue is the work in one language.
type Queue struct {
	Source, Target string // BCP 47
	Items          []Item
}

// Item is one piece of work: a row that needs a translator.
//
// All texts are as a translator sees them: inline Markdown is kept, the markers
// of the container a segment stands in are not, and a line end is a hard break
// unless it is one of two, which stand between the segments of a row that has
// several. Text of code keeps its lines.
type Item struct {
	// ID names the item among all of its language: the article's id, "#" and
	// the id of the row.
	ID      string
	Article string
	Kind    block.Kind
	// Syntax is that of the inline markup where the kind does not tell it; see
	// [Item.Inline].
	Syntax inline.Syntax
	State  drift.State
	Change change.Class
	Flags  drift.Flags
	// SourcePath and TargetPath are the two files; the lines are 1-based and
	// inclusive. TargetLine is where the item is to be edited: what is missing
	// stands where the translation of those before it ends, or at 0 if there is
	// no file yet.
	SourcePath, TargetPath                               string
	SourceLine, SourceEndLine, TargetLine, TargetEndLine int
	// Section holds the headings of the source that the item stands below, the
	// highest first.
	Section []string
	// Was is the source that the translation was made from, "" if not known or
	// if there is no translation; Text is the source now; Translation is what
	// the target says now, "" if it says nothing.
	Was, Text, Translation string
	Diff                   []change.Edit // Was against Text
	Before, After          Neighbour
	// Notes are what a translator should know beside the text: the footnotes
	// that the source refers to, the description of a message.
	Notes       []string
	Findings    []drift.Finding
	Suggestions []Suggestion // the best first
	// Words is the number of source words to look at.
	Words int
	// Priority is what the project's configuration says of the article's path;
	// a higher one comes first.
	Priority int
	// Seal is the digest of the source and the translation that the item was
	// made from. What comes back with another seal than that of the row today
	// no longer fits.
	Seal string

	place int // in the list of its article
}

// Above are the headings to show over the item: its section without what the item says
// itself, as the id of a message of gettext does.
func (i *Item) Above() []string {
	if i.Kind == block.Message && len(i.Section) > 0 && i.Section[0] == i.Text {
		return i.Section[1:]
	}
	return i.Section
}

// Inline is the syntax of the inline markup in the item's texts.
func (i *Item) Inline() inline.Syntax {
	if i.Syntax != inline.Markdown {
		return i.Syntax
	}
	return i.Kind.Syntax()
}

// Neighbour is the row before or after an item, "" where there is none.
type Neighbour struct {
	Source      string `json:"source"`
	Translation string `json:"translation"`
}

// String is the text of a neighbour, and behind an arrow its translation, each on
// one line and shortened; "" where there is none.
func (n Neighbour) String() string {
	const most = 100 // runes
	var out []string
	for _, text := range []string{n.Source, n.Translation} {
		letters := []rune(strings.Join(strings.Fields(text), " "))
		if len(letters) > most {
			letters = append(letters[:most-1], '…')
		}
		if len(letters) > 0 {
			out = append(out, string(letters))
		}
	}
	return strings.Join(out, " → ")
}

// Origin says where a suggestion comes from.
type Origin string

// The origins of suggestions.
const (
	Memory Origin = "memory" // a finished translation of the project
	Draft  Origin = "draft"  // the project's own command for drafts
)

// Suggestion is a text that the translation could begin from. Nothing accepts
// one by itself.
type Suggestion struct {
	Text    string `json:"text"`
	Source  string `json:"source,omitempty"` // the source text that it translates, "" for a draft
	Score   int    `json:"score"`            // percent, 100 is the same text; 0 for a draft
	Origin  Origin `json:"origin"`
	Article string `json:"article,omitempty"` // where it stands, "" for a draft
}

// Answer is what came back for an item.
type Answer struct {
	ID, Seal string
	Source   string // the source text as the answer has it, "" if it has none
	Text     string // the translation, "" if nothing was filled in
	Current  string // the translation so far as the answer has it, "" if it has none
	Sign     Sign
	Line     int // 1-based, in the file that came back
	// Comment is what the translator wrote about the item, for people to read.
	Comment string
	// HeadingID is the id that the text had behind it, of a heading of Markdown. It is found
	// when the answer is held against its row.
	HeadingID string
}

// Article is the id of the article that an answer names.
func (a *Answer) Article() string {
	if i := strings.LastIndexByte(a.ID, '#'); i >= 0 {
		return a.ID[:i]
	}
	return a.ID
}

// byArticle groups answers by the articles that they name.
func byArticle(answers []Answer) map[string][]Answer {
	out := map[string][]Answer{}
	for k := range answers {
		article := answers[k].Article()
		out[article] = append(out[article], answers[k])
	}
	return out
}

// Sign is what a translator's tool says of an answer.
type Sign uint8

// The signs.
const (
	Unsaid     Sign = iota // nothing: a text that has changed is meant to be taken
	Finished               // done, changed or not
	Unfinished             // not to be taken yet: fuzzy, a box that is not ticked
)
