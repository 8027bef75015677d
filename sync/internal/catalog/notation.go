package catalog

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Notation is how the files of a format of catalogues are written.
type Notation interface {
	// Title is the format's name for people.
	Title() string
	// Read finds the messages of a file, and sets the dialect of the catalogue.
	// An error is a [*tree.Fault].
	Read(c *Catalog, src []byte, o block.Options) ([]Draft, error)
	// Write makes the patches of the writer's change; the message is nil if it is
	// new. The forms of the change are as many as they should be, each once.
	Write(w *Writer, m *Message) error
	// Blank is a file without messages in a language (BCP 47), begun like a source.
	Blank(lang string, like *Catalog) string
}

// Format makes a format of a notation: one whose documents are catalogues.
type Format struct {
	name       block.Format
	extensions []string
	notation   Notation
}

// NewFormat is the format of files that end in one of the extensions.
func NewFormat(name block.Format, n Notation, extensions ...string) Format {
	return Format{name, extensions, n}
}

// Name is the name under which documents know the format.
func (f Format) Name() block.Format { return f.name }

// Extensions are the endings of its files.
func (f Format) Extensions() []string { return f.extensions }

// Keyed says that the segments of its documents are known by their labels.
func (Format) Keyed() bool { return true }

// Parse reads a catalogue that is in UTF-8. Its error is of type
// [corpus.Problem] and names the line, and where it is known the column in
// bytes.
func (f Format) Parse(src []byte, o block.Options) (*block.Doc, error) {
	c, err := f.read(src, o)
	if err != nil {
		return nil, err
	}
	return c.Doc, nil
}

func (f Format) read(src []byte, o block.Options) (*Catalog, error) {
	c := &Catalog{Path: o.Path, Language: o.Language, format: f, byID: map[string]int{}}
	found, err := f.notation.Read(c, src, o)
	if err != nil {
		return nil, c.problem(src, err)
	}
	c.collectDrafts(src, found)
	c.Doc.Format, c.Doc.Keyed = f.name, c
	return c, nil
}

// Apply makes changes in a catalogue. The message of a change is that of the
// segment that it is like, of a catalogue that has it in the source's language.
func (f Format) Apply(doc *block.Doc, edits []edit.Edit) (src []byte, refused []int) {
	return applyEdits(Of(doc), edits)
}

// Begin makes a catalogue with the messages of its source that have a
// translation.
func (f Format) Begin(source *block.Doc, o block.Options, edits []edit.Edit) (src []byte, refused []int) {
	o.Like, o.Source, o.Template = source, false, false
	c, err := f.read([]byte(f.notation.Blank(o.Language, Of(source))), o)
	if err != nil { // of a blank file there is nothing that could be wrong
		return nil, everyOne(len(edits))
	}
	return applyEdits(c, edits)
}

// Of is the catalogue of a document, nil if it is an article.
func Of(doc *block.Doc) *Catalog {
	if doc == nil {
		return nil
	}
	c, _ := doc.Keyed.(*Catalog)
	return c
}

// applyEdits makes changes in a catalogue, and returns its new bytes with the places in
// edits of those that it could not make. What cannot be added together with others,
// such as a key behind a table of TOML, is added once they are there.
func applyEdits(c *Catalog, edits []edit.Edit) (src []byte, refused []int) {
	c, refused = c.renameMessages(edits)
	changes, of := c.changesOf(edits)
	if len(changes) > 0 && c.isNotedLike(changes[0].Like) {
		for k := range changes {
			changes[k].noted = true
		}
	}
	src = c.Doc.Src
	left := everyOne(len(changes))
	var failed []int // since something was made
	for {
		some := c.withoutRivals(changes, without(left, failed))
		if len(some) == 0 {
			break
		}
		now, made := c.addSome(changes, some)
		if len(made) == 0 {
			failed = append(failed, some...)
			continue
		}
		src, left, failed = now, without(left, made), nil
		next, err := c.readAgain(now)
		if err != nil {
			break
		}
		c = next
	}
	for _, n := range left {
		refused = append(refused, of[n]...)
	}
	slices.Sort(refused)
	return src, refused
}

// without are the places of a list that another does not have.
func without(list, others []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(n int) bool { return slices.Contains(others, n) })
}

// addSome makes as many of some changes as can be made at once.
func (c *Catalog) addSome(changes []Edit, some []int) (src []byte, made []int) {
	src = c.Doc.Src
	made = edit.Choose(nil, some, func(places []int) bool {
		chosen := make([]Edit, len(places))
		for k, n := range places {
			chosen[k] = changes[n]
		}
		now, err := Replace(c, chosen)
		if err == nil {
			src = now
		}
		return err == nil
	}, func(int) []int { return nil })
	return src, made
}

// changesOf are the changes of messages that changes of their forms make, and the
// places of these in edits.
func (c *Catalog) changesOf(edits []edit.Edit) (changes []Edit, of [][]int) {
	at := map[string]int{}
	for k := range edits {
		e := &edits[k]
		if isRenaming(e) {
			continue
		}
		id := e.Like.Doc.Blocks[e.Like.At].Label
		n, ok := at[id]
		if !ok {
			n = len(changes)
			at[id] = n
			changes, of = append(changes, c.changeLike(Of(e.Like.Doc), id)), append(of, nil)
		}
		changes[n].Forms = append(changes[n].Forms, Form{Name: e.Form, Text: e.Text})
		of[n] = append(of[n], k)
	}
	return changes, of
}

// changeLike is the change of the translation of a message of the source, without its
// texts. It stands behind the nearest message before it that the catalogue has.
func (c *Catalog) changeLike(source *Catalog, id string) Edit {
	s := source.Message(id)
	e := Edit{ID: id, Keys: s.Keys, Like: source}
	if s.Plural() {
		if e.Plural = s.PluralID; e.Plural == "" {
			e.Plural = s.For("other")
		}
	}
	for k := source.byID[id] - 1; k >= 0 && c.Message(id) == nil; k-- {
		if e.After = source.Messages[k].ID; len(c.Messages) == 0 || c.Message(e.After) != nil {
			break
		}
	}
	return e
}

// everyOne are the places in a list.
func everyOne(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}

// For is the text to translate into a plural form: that of the same name, else the
// one for all numbers, else all there is.
func (m *Message) For(form string) string {
	for _, name := range []string{form, "other"} {
		if f := m.Form(name); f != nil {
			return f.Text
		}
	}
	return m.Text()
}

// Writer makes the patches of a change.
type Writer struct {
	Catalog *Catalog
	Src     []byte
	Edit    *Edit
	patches []edit.Patch
	tree    TreeNotation // of a catalogue that is a tree
	// Noted says that a new message has the comments of its source above it.
	Noted bool
}

// Put puts a text in the place of some bytes.
func (w *Writer) Put(s block.Span, text string) {
	w.patches = append(w.patches, edit.Patch{Span: s, Text: text})
}

// Insert puts a text at an offset.
func (w *Writer) Insert(at int, text string) { w.Put(block.Span{Start: at, End: at}, text) }

// Space is the white space before an offset.
func (w *Writer) Space(at int) string {
	start := at
	for start > 0 && strings.IndexByte(" \t\r\n", w.Src[start-1]) >= 0 {
		start--
	}
	return string(w.Src[start:at])
}

// LineStart is where the line of an offset begins.
func (w *Writer) LineStart(at int) int {
	for at > 0 && w.Src[at-1] != '\n' {
		at--
	}
	return at
}

// LineEnd is where the line of an offset ends, before its line ending.
func (w *Writer) LineEnd(at int) int {
	at += tree.LineEnd(w.Src[at:])
	if at > 0 && at < len(w.Src) && w.Src[at-1] == '\r' {
		at--
	}
	return at
}

// Newline is the line ending of the file.
func (w *Writer) Newline() string {
	if k := tree.LineEnd(w.Src); k > 0 && k < len(w.Src) && w.Src[k-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// AtEnd adds lines at the end of the file.
func (w *Writer) AtEnd(lines string) {
	head := ""
	if n := len(w.Src); n > 0 && w.Src[n-1] != '\n' {
		head = w.Newline()
	}
	w.Insert(len(w.Src), head+lines+w.Newline())
}
