package queue

import (
	"cmp"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// A message with plural forms is an item for each form that the language of the
// translation needs. The id of such an item ends in a colon and the name of the
// form.

// messages are the items of a row that is a message.
func (l *lister) messages(k int) []Item {
	r := &l.t.Rows[k]
	s := l.t.SourceCatalog.Message(r.Label)
	if s == nil {
		return nil
	}
	forms := l.todo(r, s)
	var out []Item
	for _, form := range forms {
		i := l.item(k)
		i.Section = []string{catalog.Shown(r.Label)}
		i.Was, i.Diff = "", nil
		i.Text, i.Translation = sourceForm(s, form), l.targetForm(r.Label, form)
		if r.State == drift.Stale {
			if i.Was = l.then(r); form != "" {
				i.Was = formThen(r, s, form)
			}
			if i.Was != "" {
				i.Diff = drift.WordDiff(i.Was, i.Text)
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
		out = append(out, i)
	}
	return out
}

// forms are the plural forms that a message is to be translated in, "" for one
// without.
func (l *lister) forms(s *catalog.Message) []string {
	if !s.Plural() {
		return []string{""}
	}
	return catalog.PluralForms(l.t.Language, s.Ordinal)
}

// todo are the forms of a message that are to be looked at: where its source has
// changed, those that it changed for and those that are not there.
func (l *lister) todo(r *drift.Row, s *catalog.Message) []string {
	all := l.forms(s)
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

// sourceForm is the text to translate into a form: that of the same name, else
// the one for all numbers.
func sourceForm(s *catalog.Message, form string) string {
	if f := s.Form(form); f != nil {
		return f.Text
	}
	if f := s.Form("other"); f != nil {
		return f.Text
	}
	return s.Text()
}

// sourceFormChanged reports whether what is to be translated into a form is not
// what the translation of a message was made from.
func sourceFormChanged(r *drift.Row, s *catalog.Message, form string) bool {
	return r.State == drift.Stale && formThen(r, s, form) != sourceForm(s, form)
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
	k = slices.IndexFunc(s.Forms, func(f catalog.Form) bool { return f.Text == sourceForm(s, form) })
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
	if l.t.TargetCatalog == nil {
		return ""
	}
	m := l.t.TargetCatalog.Message(label)
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

// applyMessages puts the answers that fit into a catalogue. Refused are those of
// messages that cannot be written there.
func applyMessages(t *xsync.Translation, taken []Taken) (src []byte, refused []int) {
	target := t.TargetCatalog
	if target == nil {
		var err error
		if target, err = catalog.New(t.Path, t.Language, t.SourceCatalog); err != nil {
			return nil, everyOne(len(taken))
		}
	}
	var edits []catalog.Edit
	var of [][]int // places in taken, by edit
	at := map[string]int{}
	for k, a := range taken {
		n, ok := at[a.Row.Label]
		if !ok {
			n = len(edits)
			at[a.Row.Label] = n
			edits, of = append(edits, messageEdit(t, a.Row)), append(of, nil)
		}
		edits[n].Forms = append(edits[n].Forms, catalog.Form{Name: a.Form, Text: a.Answer.Text})
		of[n] = append(of[n], k)
	}
	src, left := addMessages(target, edits)
	for _, n := range left {
		refused = append(refused, of[n]...)
	}
	slices.Sort(refused)
	return src, refused
}

// addMessages makes changes of a catalogue, and returns its new bytes with the
// places in edits of those that it could not make. What cannot be added together
// with others, such as a key behind a table of TOML, is added once they are there.
func addMessages(c *catalog.Catalog, edits []catalog.Edit) (src []byte, left []int) {
	src = c.Doc.Src
	for n := range edits {
		left = append(left, n)
	}
	for len(left) > 0 {
		now, made := replaceMessages(c, edits, left)
		if len(made) == 0 {
			return src, left
		}
		left = slices.DeleteFunc(left, func(n int) bool { return made[n] })
		next, err := catalog.Parse(c.Path, now, c.Language, catalog.Options{Like: c})
		if err != nil {
			return now, left
		}
		src, c = now, next
	}
	return src, nil
}

// replaceMessages makes as many of some changes as can be made at once, halving
// until the ones at fault stand alone.
func replaceMessages(c *catalog.Catalog, edits []catalog.Edit, some []int) (src []byte, made map[int]bool) {
	made = map[int]bool{}
	src = c.Doc.Src
	var try func(from, to int)
	try = func(from, to int) {
		var chosen []catalog.Edit
		for k, n := range some {
			if made[n] || from <= k && k < to {
				chosen = append(chosen, edits[n])
			}
		}
		if now, err := catalog.Replace(c, chosen); err == nil {
			src = now
			for _, n := range some[from:to] {
				made[n] = true
			}
			return
		}
		if middle := (from + to) / 2; to-from > 1 {
			try(from, middle)
			try(middle, to)
		}
	}
	try(0, len(some))
	return src, made
}

func everyOne(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}

// messageEdit is the change of the message of a row, without its texts.
func messageEdit(t *xsync.Translation, r *drift.Row) catalog.Edit {
	s := t.SourceCatalog.Message(r.Label)
	e := catalog.Edit{ID: r.Label, Keys: s.Keys}
	if s.Plural() {
		e.Plural = cmp.Or(s.PluralID, sourceForm(s, "other"))
	}
	if k := slices.IndexFunc(t.SourceCatalog.Messages, func(m catalog.Message) bool { return m.ID == r.Label }); k > 0 {
		e.After = t.SourceCatalog.Messages[k-1].ID
	}
	return e
}

// messageDigests identify the messages that answers make, once src is written.
func messageDigests(t *xsync.Translation, taken []Taken, src []byte) [][]block.Digest {
	out := make([][]block.Digest, len(taken))
	now, err := catalog.Parse(t.Path, src, t.Language, catalog.Options{Like: t.SourceCatalog})
	if err != nil {
		return out // it was read when it was made
	}
	for k, a := range taken {
		if m := now.Message(a.Row.Label); m != nil && m.Block >= 0 {
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
