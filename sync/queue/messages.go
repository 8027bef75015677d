package queue

import (
	"cmp"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/catalog"
	"github.com/xsync-project/xsync/sync/drift"
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
	forms := l.forms(s)
	var out []Item
	for _, form := range forms {
		i := l.item(k)
		i.Section = []string{catalog.Shown(r.Label)}
		i.Was, i.Diff = "", nil
		i.Text, i.Translation = sourceForm(s, form), l.targetForm(r.Label, form)
		if form != "" {
			i.ID += ":" + form
			i.Section = append(i.Section, form)
			i.Words = max(i.Words/len(forms), 1)
		} else if r.State == drift.Stale {
			i.Was = then(r)
			i.Diff = drift.WordDiff(i.Was, i.Text)
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
	src, good := replaceMessages(target, edits)
	for n := range edits {
		if !good[n] {
			refused = append(refused, of[n]...)
		}
	}
	slices.Sort(refused)
	return src, refused
}

// replaceMessages makes edits of a catalogue: those of messages that are there
// together, halving until the ones at fault stand alone, then those of new
// messages one after the other, since they may share a table that is new too.
func replaceMessages(c *catalog.Catalog, edits []catalog.Edit) (src []byte, good []bool) {
	good = make([]bool, len(edits))
	src = c.Doc.Src
	try := func(some []int) bool {
		var chosen []catalog.Edit
		for _, n := range some {
			chosen = append(chosen, edits[n])
		}
		now, err := catalog.Replace(c, chosen)
		if err != nil {
			return false
		}
		next, err := catalog.Parse(c.Path, now, c.Language, catalog.Options{Like: c})
		if err != nil {
			return false
		}
		c, src = next, now
		for _, n := range some {
			good[n] = true
		}
		return true
	}
	var all func(some []int)
	all = func(some []int) {
		if len(some) > 0 && !try(some) && len(some) > 1 {
			all(some[:len(some)/2])
			all(some[len(some)/2:])
		}
	}
	var there, fresh []int
	for n := range edits {
		if c.Message(edits[n].ID) != nil {
			there = append(there, n)
		} else {
			fresh = append(fresh, n)
		}
	}
	all(there)
	if c.Format == catalog.TOML || c.Format == catalog.PO {
		all(fresh)
		return src, good
	}
	for _, n := range fresh {
		try([]int{n})
	}
	return src, good
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
