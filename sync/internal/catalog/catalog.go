// Package catalog reads message catalogues: go-i18n in TOML, JSON and YAML,
// i18next and vue-i18n in JSON, gettext PO, ARB, the bundles of Java and the strings of Android and of Apple. A catalogue is a document whose
// segments are messages; beside them the package knows the plural forms of each,
// with the bytes of every value, and says on what two messages disagree.
package catalog

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Dialect says how a catalogue writes plural forms.
type Dialect uint8

// The dialects.
const (
	GoI18n  Dialect = iota // a table with the keys zero, one, two, few, many, other
	I18next                // sibling keys with the endings _zero, _one, …
	Vue                    // "a | b | c" in one text
	Gettext                // msgstr[0], msgstr[1], …
	Android                // <plurals> with an <item> for each
	Apple                  // none: they have a file of their own
	Java                   // none: MessageFormat chooses within a text, and doubles its apostrophes
)

// Catalog is a catalogue that was read.
type Catalog struct {
	Path     string
	Language string // BCP 47
	Dialect  Dialect
	Doc      *block.Doc
	Messages []Message // in the order of the file
	// Notices are problems that keep nothing from being done.
	Notices []corpus.Problem

	// Root is the table that holds the messages of a catalogue that is a tree.
	Root *tree.Node
	// Syntax is what the notation keeps of the file that it has read.
	Syntax any
	// Plurals is how many plural forms a gettext catalogue says that its messages
	// have, 0 if it does not say.
	Plurals int

	format Format
	byID   map[string]int
	step   string // by which the entries of a tree stand deeper than their table, "" if in one line
}

// Message is what is known of a message beside its block.
type Message struct {
	// ID names the message: nested keys joined by dots, in gettext the msgid,
	// after the context and an EOT character (U+0004) if there is one.
	ID string
	// Keys are the keys that lead to it in a tree; the last is without the ending
	// of a form.
	Keys []string
	// Block is the place in Doc.Blocks, -1 if the message has no text yet.
	Block int
	// Forms stand in the order zero, one, two, few, many, other.
	Forms []Form
	// Note is what is written for translators.
	Note       string
	Code       bool     // its catalogue says that it is code, of which nothing need be translated
	PluralID   string   // the msgid_plural of gettext
	References []string // places in the code: "main.go:12"
	Fuzzy      bool     // its translation was guessed by a tool
	Ordinal    bool     // its forms are those of ordinal numbers

	// Node is, in a catalogue that is a tree, the text or the table of the forms;
	// of i18next the table that has them among others.
	Node *tree.Node
	// Guesses are where a gettext catalogue says that the message is fuzzy and what it was
	// guessed from, and Before the texts of its source that the translation was made from,
	// if it says so.
	Guesses []block.Span
	Before  []string
}

// Form is one of the texts of a message.
type Form struct {
	// Name is the plural form by CLDR, "" for a message that has none, in
	// gettext the number of a form whose name nobody knows.
	Name string
	Text string
	// Span covers the value with its quotation marks, if the format has any. In
	// gettext it is that of all the strings that make up the value, for a
	// choice of "a | b" that of the text between the bars.
	Span block.Span
}

// Plural reports whether the message has forms for different numbers.
func (m *Message) Plural() bool {
	return slices.ContainsFunc(m.Forms, func(f Form) bool { return f.Name != "" && f.Name != "other" })
}

// Form is the form with the given name, or nil.
func (m *Message) Form(name string) *Form {
	for k := range m.Forms {
		if m.Forms[k].Name == name {
			return &m.Forms[k]
		}
	}
	return nil
}

// between stands between the forms in the text of a message.
const between = block.BetweenForms

// Text is what is to be translated: all forms, in the order of CLDR.
func (m *Message) Text() string {
	texts := make([]string, 0, len(m.Forms))
	for _, f := range m.Forms {
		if f.Text != "" {
			texts = append(texts, f.Text)
		}
	}
	return strings.Join(texts, between)
}

// formsOf returns the texts of a message that has several, in NFC, else nil.
func (m *Message) formsOf() []block.Form {
	var out []block.Form
	for _, f := range m.Forms {
		if f.Text != "" {
			out = append(out, block.Form{Name: f.Name, Text: norm.NFC.String(f.Text)})
		}
	}
	if len(out) < 2 && !m.Plural() {
		return nil
	}
	return out
}

// Message is the message with the given id, or nil.
func (c *Catalog) Message(id string) *Message {
	k, ok := c.byID[id]
	if !ok {
		return nil
	}
	return &c.Messages[k]
}

// readAgain reads other bytes in the way in which the catalogue was read.
func (c *Catalog) readAgain(src []byte) (*Catalog, error) {
	return c.format.read(src, block.Options{Path: c.Path, Language: c.Language, Like: c.Doc})
}

func (c *Catalog) problem(src []byte, err error) corpus.Problem {
	p := corpus.Problem{ID: corpus.CatalogSyntax, Path: c.Path, Data: map[string]any{"Format": c.format.notation.Title(), "Reason": err.Error()}}
	var f *tree.Fault
	if errors.As(err, &f) {
		p.Line, p.Column = f.Position(src)
	}
	return p
}

// Draft is a message with the pieces of the file that it is made of.
type Draft struct {
	Message
	Pieces []block.Span
	At     int // where its key stands
}

// maxNotices is how many messages that stand twice are told. It bounds the time
// that finding their lines takes.
const maxNotices = 100

// collectDrafts makes messages and blocks of drafts. A second message with an id that
// there is already is told of and left out.
func (c *Catalog) collectDrafts(src []byte, found []Draft) {
	type piece struct {
		block.Span
		owner int
	}
	var pieces []piece
	at := map[string]int{}
	for _, d := range found {
		if first, twice := at[d.ID]; twice {
			if len(c.Notices) == maxNotices {
				continue
			}
			p := corpus.Problem{ID: corpus.DuplicateMessage, Path: c.Path}
			p.Line, p.Column = tree.Position(src, d.At)
			line, _ := tree.Position(src, first)
			p.Data = map[string]any{"Message": Shown(d.ID), "Line": line}
			c.Notices = append(c.Notices, p)
			continue
		}
		at[d.ID] = d.At
		d.Block = -1
		if strings.TrimSpace(d.Text()) != "" {
			for _, s := range d.Pieces {
				pieces = append(pieces, piece{s, len(c.Messages)})
			}
		}
		c.Messages = append(c.Messages, d.Message)
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	var blocks []block.Block
	var owners []int
	done := make([]bool, len(c.Messages))
	for _, p := range pieces {
		last := len(blocks) - 1
		switch {
		case last >= 0 && owners[last] == p.owner:
			blocks[last].Span.End = max(blocks[last].Span.End, p.End)
		case done[p.owner] || p.Len() <= 0 || last >= 0 && p.Start < blocks[last].Span.End:
		default:
			m := &c.Messages[p.owner]
			blocks = append(blocks, block.Block{Kind: block.Message, Span: p.Span, Label: m.ID, Text: norm.NFC.String(m.Text()), Forms: m.formsOf()})
			if m.Code {
				blocks[last+1].Program = codeMessage
			}
			owners = append(owners, p.owner)
			done[p.owner] = true
		}
	}
	c.orderMessages(src, blocks, owners)
}

// codeMessage is the program that reads a message of code, in a language that its catalogue
// does not name.
const codeMessage = "text"

// orderMessages puts the messages in the order of their blocks and makes the document.
func (c *Catalog) orderMessages(src []byte, blocks []block.Block, owners []int) {
	c.Doc = block.NewDoc(src, blocks)
	for k, i := range c.Doc.Segments() {
		c.Messages[owners[k]].Block = i
	}
	for k := range c.Messages {
		c.byID[c.Messages[k].ID] = k
	}
}

// ContextEnd stands between the context of a message and its msgid, as in MO
// files.
const ContextEnd = "\x04"

// Shown is the id of a message as people are shown it.
func Shown(id string) string { return strings.ReplaceAll(id, ContextEnd, "|") }
