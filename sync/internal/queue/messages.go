package queue

import (
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// A message with plural forms is an item for each form that the language of the
// translation needs. The id of such an item ends in a colon and the name of the
// form.

// messageItems are the items of a row that is a message.
func (l *lister) messageItems(k int) []Item {
	r := &l.t.Rows[k]
	s := catalog.Of(l.t.Source).Message(r.Label)
	if s == nil {
		return nil
	}
	forms := l.formsToDo(r, s)
	var out []Item
	for _, form := range forms {
		i := l.itemOf(k)
		i.Section = []string{catalog.Shown(r.Label)}
		i.Was, i.Diff = "", nil
		i.Text, i.Translation = s.For(form), l.targetForm(r.Label, form)
		if r.State == drift.Stale {
			if i.Was = l.textThen(r); form != "" {
				i.Was = formThen(r, s, form)
			}
			if i.Was != "" {
				i.Diff = change.WordDiff(i.Was, i.Text)
			}
		}
		if form != "" {
			i.ID += ":" + form
			i.Section = append(i.Section, form)
			i.Words = max(i.Words/len(forms), 1)
		}
		i.Before, i.After, i.Notes = Neighbour{}, Neighbour{}, nil
		if s.Note != "" {
			i.Notes = []string{s.Note}
		}
		if form != "" {
			i.Notes = append(i.Notes, examplesOf(l.t.Language, []string{form}, s.Ordinal)...)
		} else if more, ordinal := catalog.Of(l.t.Source).FurtherForms(i.Text, l.t.Language); more != nil {
			i.Notes = append(i.Notes, examplesOf(l.t.Language, more, ordinal)...)
		}
		out = append(out, i)
	}
	return out
}

// examplesOf are notes that say which numbers plural forms are for.
func examplesOf(lang string, forms []string, ordinal bool) []string {
	var out []string
	for _, form := range forms {
		if numbers := catalog.ExampleNumbers(lang, form, ordinal); len(numbers) > 0 {
			out = append(out, form+": "+strings.Join(numbers, ", "))
		}
	}
	return out
}

// edgedLike is the text of a form of a message with the white space around it that the source
// has: tools and spreadsheets add and trim it.
func edgedLike(source *catalog.Message, form, text string) string {
	core := strings.TrimSpace(text)
	if source == nil || core == "" {
		return text
	}
	like := source.For(form)
	bare := strings.TrimSpace(like)
	if bare == "" {
		return text
	}
	head, tail, _ := strings.Cut(like, bare)
	return head + core + tail
}

// formsToTranslate are the plural forms that a message is to be translated in, "" for one
// without.
func (l *lister) formsToTranslate(s *catalog.Message) []string {
	if !s.Plural() {
		return []string{""}
	}
	return catalog.NeededForms(catalog.Of(l.t.Source), catalog.Of(l.t.Target), l.t.Language, s.Ordinal)
}

// formsToDo are the forms of a message that are to be looked at: where its source has
// changed, those that it changed for and those that are not there.
func (l *lister) formsToDo(r *drift.Row, s *catalog.Message) []string {
	all := l.formsToTranslate(s)
	if r.State != drift.Stale || !s.Plural() {
		return all
	}
	some := slices.DeleteFunc(slices.Clone(all), func(form string) bool {
		return l.targetForm(r.Label, form) != "" && !sourceFormChanged(r, s, form)
	})
	if len(some) == 0 {
		return all
	}
	return some
}

// sourceFormChanged reports whether what is to be translated into a form is not
// what the translation of a message was made from.
func sourceFormChanged(r *drift.Row, s *catalog.Message, form string) bool {
	return r.State == drift.Stale && formThen(r, s, form) != s.For(form)
}

// formThen is what a form of a message was made from, "" if the source had fewer
// or more forms then.
func formThen(r *drift.Row, s *catalog.Message, form string) string {
	was := formsThen(r)
	k := slices.IndexFunc(was, func(f block.Form) bool { return f.Name == form })
	if k < 0 {
		k = slices.IndexFunc(was, func(f block.Form) bool { return f.Name == "other" })
	}
	if k >= 0 {
		return was[k].Text
	}
	k = slices.IndexFunc(s.Forms, func(f catalog.Form) bool { return f.Text == s.For(form) })
	if k < 0 || len(was) != len(s.Forms) {
		return ""
	}
	return was[k].Text
}

// formsThen are the plural forms that the translation of a message was made from.
// Of a store that does not name them, only their texts are known.
func formsThen(r *drift.Row) []block.Form {
	if len(r.Base) != 1 {
		return nil
	}
	if b := r.Base[0].Block; len(b.Forms) > 0 {
		return b.Forms
	}
	var out []block.Form
	for text := range strings.SplitSeq(r.Base[0].Block.Text, block.BetweenForms) {
		out = append(out, block.Form{Text: text})
	}
	return out
}

// targetForm is what the translation has for a form, "" for nothing.
func (l *lister) targetForm(label, form string) string {
	c := catalog.Of(l.t.Target)
	if c == nil {
		return ""
	}
	m := c.Message(label)
	switch {
	case m == nil:
		return ""
	case form == "":
		return m.Text()
	}
	if f := m.Form(form); f != nil {
		return f.Text
	}
	return ""
}

// messageDigests identify the messages that answers make, once src is written.
func messageDigests(t *xsync.Translation, taken []Change, src []byte) [][]block.Digest {
	out := make([][]block.Digest, len(taken))
	doc, err := format.Of(t.Path).Parse(src, block.Options{Path: t.Path, Language: t.Language, Like: t.Source})
	if err != nil {
		return out // it was read when it was made
	}
	now := catalog.Of(doc)
	for k := range taken {
		if m := now.Message(taken[k].Row.Label); m != nil && m.Block >= 0 {
			out[k] = []block.Digest{now.Doc.Blocks[m.Block].Digest()}
		}
	}
	return out
}

// formOf is the plural form that the id of an item names, or "".
func formOf(id string) string {
	if i := strings.LastIndexByte(id, ':'); i > strings.LastIndexByte(id, '#') {
		return id[i+1:]
	}
	return ""
}
