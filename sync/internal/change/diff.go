package change

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Op is what an edit does with its text.
type Op byte

// The operations of an edit.
const (
	Keep   Op = '='
	Delete Op = '-'
	Insert Op = '+'
)

// Edit is a piece of a word diff. Joining the texts of the kept and deleted
// edits gives the old text with white space folded, that of the kept and
// inserted ones the new.
type Edit struct {
	Op   Op
	Text string
}

// maxDiffWords bounds a word diff: two texts of more tokens together that have
// changed throughout are shown as rewritten, since the diff is quadratic.
const maxDiffWords = 20000

// WordDiff compares two texts word by word, white space folded. Law: its kept
// and deleted pieces joined are the folded old text, its kept and inserted
// pieces the folded new one; no piece is empty, and of two neighbours never
// both have the same operation.
func WordDiff(was, now string) []Edit {
	a, b := Split(was), Split(now)
	if len(a)+len(b) > maxDiffWords {
		return Merge([]Edit{{Delete, strings.Join(a, "")}, {Insert, strings.Join(b, "")}})
	}
	table := wordTable{code: map[string]rune{}}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // a result must not depend on the load of the machine
	diffs := d.DiffMainRunes(table.encodeWords(a), table.encodeWords(b), false)
	diffs = d.DiffCleanupSemantic(diffs)
	var out []Edit
	for _, x := range diffs {
		op := Keep
		switch x.Type {
		case diffmatchpatch.DiffDelete:
			op = Delete
		case diffmatchpatch.DiffInsert:
			op = Insert
		}
		out = append(out, Edit{op, table.decodeWords(x.Text)})
	}
	return Merge(out)
}

// Merge joins neighbours with the same operation, and leaves out what is empty.
func Merge(edits []Edit) []Edit {
	var out []Edit
	for _, e := range edits {
		switch n := len(out); {
		case e.Text == "":
		case n > 0 && out[n-1].Op == e.Op:
			out[n-1].Text += e.Text
		default:
			out = append(out, e)
		}
	}
	return out
}

// wordTable maps words to runes of a plane that no text uses, since go-diff
// compares runes. Numbering from U+20000 keeps clear of the surrogates.
type wordTable struct {
	code  map[string]rune
	words []string
}

// FirstCode is the first rune by which a word is numbered for go-diff, which compares runes. No
// text has those from there on, and they keep clear of the surrogates.
const FirstCode = 0x20000

func (t *wordTable) encodeWords(words []string) []rune {
	out := make([]rune, len(words))
	for i, w := range words {
		c, ok := t.code[w]
		if !ok {
			c = FirstCode + rune(len(t.words))
			t.code[w] = c
			t.words = append(t.words, w)
		}
		out[i] = c
	}
	return out
}

func (t *wordTable) decodeWords(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteString(t.words[c-FirstCode])
	}
	return b.String()
}

// Split cuts a text, white space folded, into words, spaces, other characters, and
// marks of its markup that change as a whole: placeholders, references to notes,
// character references, marks of emphasis.
func Split(text string) []string {
	var out []string
	text = strings.Join(strings.Fields(text), " ")
	for _, t := range inline.Scan(nil, text, inline.Markdown, nil) {
		switch {
		case t.Kind == inline.Placeholder, t.Kind == inline.Note, t.Kind == inline.Entity,
			t.Kind == inline.Open && t.Construct == inline.Emphasis, t.Kind == inline.Close && t.Construct == inline.Emphasis:
			out = append(out, t.Of(text))
		default:
			out = inline.Words(out, t.Of(text))
		}
	}
	return out
}
