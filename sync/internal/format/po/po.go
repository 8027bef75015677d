// Package po is the format of gettext's catalogues and templates, and of work lists
// that its editors read.
package po

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Format is PO.
var Format = catalog.NewFormat("po", notation{}, ".po", ".pot")

type notation struct{}

func (notation) Title() string { return "PO" }

// Blank is a header, which says how many plural forms the language has, where that is known.
func (notation) Blank(lang string, _ *catalog.Catalog) string {
	plurals := ""
	if f := formulaOf(lang); f != nil {
		plurals = fmt.Sprintf("\"Plural-Forms: nplurals=%d; plural=(%s);\\n\"\n", f.forms, f.text)
	}
	return fmt.Sprintf("msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"MIME-Version: 1.0\\n\"\n"+
		"\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n%s", gettextTag(lang), plurals)
}

// gettextTag is a language as gettext writes it: "pt_BR".
func gettextTag(lang string) string {
	return strings.ReplaceAll(language.Make(lang).String(), "-", "_")
}

// Read finds the messages of a file.
func (notation) Read(c *catalog.Catalog, src []byte, o block.Options) ([]catalog.Draft, error) {
	c.Dialect = catalog.Gettext
	entries, err := Read(src)
	if err != nil {
		return nil, err
	}
	for k := range entries {
		if e := &entries[k]; e.Header() && len(e.Texts) > 0 {
			c.Plurals = pluralsIn(e.Texts[0].Text)
		}
	}
	var out []catalog.Draft
	for k := range entries {
		if e := &entries[k]; !e.Header() {
			out = append(out, draftOf(c, e, o))
		}
	}
	return out, nil
}

// Write makes the patches of a change.
func (notation) Write(w *catalog.Writer, m *catalog.Message) error {
	if m == nil {
		return addEntry(w)
	}
	return changeEntry(w, m)
}

var nplurals = regex.Lazy(`(?mi)^Plural-Forms:.*\bnplurals\s*=\s*(\d+)`)

// pluralsIn is how many plural forms a header says that there are, 0 if it does
// not say.
func pluralsIn(header string) int {
	m := nplurals.FindStringSubmatch(header)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n > maxPlurals {
		return 0
	}
	return n
}

// codeType matches how po4a and itstool, which cut documents into messages, say of one that
// it was code: by the kind of its block, or the last of the elements around it.
var codeType = regex.Lazy(`(?i)^(?:type:\s*(?:fenced code block|delimited block [-.]|verbatim)|` +
	`(?:type: content of:|\(itstool\) path:).*[</](?:code|pre|programlisting|screen|synopsis)>?$)`)

// draftOf is the message that an entry is. Its texts are the translations, in a
// source the msgids where there are none.
func draftOf(c *catalog.Catalog, e *Entry, o block.Options) catalog.Draft {
	d := catalog.Draft{At: e.ID.Span.Start, Pieces: []block.Span{{Start: e.Start, End: e.End}}}
	d.ID = e.ID.said()
	if e.Context != nil {
		d.ID = e.Context.said() + catalog.ContextEnd + d.ID
	}
	d.Note = strings.Join(append(e.Extracted, e.Notes...), "\n")
	d.Code = slices.ContainsFunc(e.Extracted, codeType.MatchString)
	d.References, d.Fuzzy = e.References, e.Fuzzy
	if e.Fuzzy {
		d.Before, d.Guesses = e.Before, e.Guesses
	}
	if e.Plural != nil {
		d.PluralID = e.Plural.said()
	}
	empty := true
	for _, t := range e.Texts {
		empty = empty && t.Text == ""
	}
	msgid := o.Template || o.Source && empty
	switch {
	case msgid && e.Plural != nil:
		d.Forms = []catalog.Form{e.ID.form("one"), e.Plural.form("other")}
	case msgid:
		d.Forms = []catalog.Form{e.ID.form("")}
	default:
		names := []string{""}
		if e.Counted || e.Plural != nil {
			names = c.GettextForms(len(e.Texts))
		}
		for k := range e.Texts {
			name := strconv.Itoa(k)
			if k < len(names) {
				name = names[k]
			}
			d.Forms = append(d.Forms, e.Texts[k].form(name))
		}
	}
	return d
}

// said is the text, with a sign in the place of bytes that are not UTF-8.
func (t *Text) said() string { return strings.ToValidUTF8(t.Text, "\ufffd") }

// form is the text as a form of a message.
func (t *Text) form(name string) catalog.Form {
	return catalog.Form{Name: name, Text: t.said(), Span: t.Span}
}
