// Package catalog reads message catalogues: go-i18n in TOML, JSON and YAML,
// i18next and vue-i18n in JSON, and gettext PO. A catalogue is a document whose
// segments are messages; beside them the package knows the plural forms of each,
// with the bytes of every value, and says on what two messages disagree.
package catalog

import (
	"bytes"
	"cmp"
	"errors"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Format is the syntax of a catalogue's file.
type Format uint8

// The formats.
const (
	None Format = iota
	TOML
	JSON
	YAML
	PO
)

var formatNames = [...]string{"", "TOML", "JSON", "YAML", "PO"}

// String is the format's name for people.
func (f Format) String() string { return formatNames[f] }

// FormatOf is the format of the file with the given name, by its ending; None
// if it is no catalogue's.
func FormatOf(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".toml":
		return TOML
	case ".json":
		return JSON
	case ".yaml", ".yml":
		return YAML
	case ".po", ".pot":
		return PO
	}
	return None
}

// Dialect says how a catalogue writes plural forms.
type Dialect uint8

// The dialects.
const (
	GoI18n  Dialect = iota // a table with the keys zero, one, two, few, many, other
	I18next                // sibling keys with the endings _zero, _one, …
	Vue                    // "a | b | c" in one text
	Gettext                // msgstr[0], msgstr[1], …
)

// Catalog is a catalogue that was read.
type Catalog struct {
	Path     string
	Language string // BCP 47
	Format   Format
	Dialect  Dialect
	Doc      *block.Doc
	Messages []Message // in the order of the file
	// Notices are problems that keep nothing from being done.
	Notices []corpus.Problem

	root   *node // of a catalogue that is a tree
	header header
	byID   map[string]int
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
	PluralID   string   // the msgid_plural of gettext
	References []string // places in the code: "main.go:12"
	Fuzzy      bool     // its translation was guessed by a tool
	Ordinal    bool     // its forms are those of ordinal numbers

	// node is, in a catalogue that is a tree, the text or the table of the forms;
	// of i18next the table that has them among others.
	node *node
	// guess is where a gettext catalogue says that the message is fuzzy.
	guess block.Span
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

// forms returns the texts of a message that has several, in NFC, else nil.
func (m *Message) forms() []block.Form {
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

// Options say how a catalogue is read.
type Options struct {
	// Source says that it holds the source texts: where a gettext message has
	// no translation, its text is the msgid.
	Source bool
	// Template says that the msgids are the texts of a gettext catalogue,
	// whatever translations it has.
	Template bool
	// Like is the source of a catalogue in JSON, in whose dialect it is written;
	// nil means to find out.
	Like *Catalog
}

// Parse reads a catalogue that is in UTF-8. Its error is of type
// [corpus.Problem] and names the line, and where it is known the column in
// bytes.
func Parse(name string, src []byte, lang string, options Options) (*Catalog, error) {
	c := &Catalog{Path: name, Language: lang, Format: FormatOf(name), byID: map[string]int{}}
	var found []draft
	var err error
	switch c.Format {
	case TOML:
		c.root, err = parseTOML(src)
	case JSON:
		c.root, err = parseJSON(src)
	case YAML:
		c.root, err = parseYAML(src)
	case PO:
		found, err = c.parsePO(src, options)
	default:
		return nil, corpus.Problem{ID: corpus.CatalogFormat, Path: name}
	}
	if err != nil {
		return nil, c.problem(src, err)
	}
	if c.root != nil {
		found = c.interpret(src, options.Like)
	}
	c.collect(src, found)
	return c, nil
}

// fault is what is wrong with a catalogue, and where.
type fault struct {
	reason string
	at     int // offset in bytes
	line   int // used instead if at is -1; 0 if nobody knows
}

func (f *fault) Error() string { return f.reason }

func (c *Catalog) problem(src []byte, err error) corpus.Problem {
	p := corpus.Problem{ID: corpus.CatalogSyntax, Path: c.Path, Data: map[string]any{"Format": c.Format.String(), "Reason": err.Error()}}
	var f *fault
	if errors.As(err, &f) {
		if p.Line = f.line; f.at >= 0 {
			p.Line, p.Column = position(src, f.at)
		}
	}
	return p
}

// position is the line and the column in bytes of an offset, from 1.
func position(src []byte, at int) (line, column int) {
	at = min(max(at, 0), len(src))
	return 1 + bytes.Count(src[:at], []byte{'\n'}), at - bytes.LastIndexByte(src[:at], '\n')
}

// draft is a message with the pieces of the file that it is made of.
type draft struct {
	Message
	pieces []block.Span
	at     int // where its key stands
}

// maxNotices is how many messages that stand twice are told. It bounds the time
// that finding their lines takes.
const maxNotices = 100

// collect makes messages and blocks of drafts. A second message with an id that
// there is already is told of and left out.
func (c *Catalog) collect(src []byte, found []draft) {
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
			p.Line, p.Column = position(src, d.at)
			line, _ := position(src, first)
			p.Data = map[string]any{"Message": Shown(d.ID), "Line": line}
			c.Notices = append(c.Notices, p)
			continue
		}
		at[d.ID] = d.at
		d.Block = -1
		if strings.TrimSpace(d.Text()) != "" {
			for _, s := range d.pieces {
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
			blocks = append(blocks, block.Block{Kind: block.Message, Span: p.Span, Label: m.ID, Text: norm.NFC.String(m.Text()), Forms: m.forms()})
			owners = append(owners, p.owner)
			done[p.owner] = true
		}
	}
	c.order(src, blocks, owners)
}

// order puts the messages in the order of their blocks and makes the document.
func (c *Catalog) order(src []byte, blocks []block.Block, owners []int) {
	c.Doc = block.NewDoc(src, blocks)
	for k, i := range c.Doc.Segments() {
		c.Messages[owners[k]].Block = i
	}
	for k := range c.Messages {
		c.byID[c.Messages[k].ID] = k
	}
}

// Shown is the id of a message as people are shown it.
func Shown(id string) string { return strings.ReplaceAll(id, "\x04", "|") }
