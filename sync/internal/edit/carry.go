package edit

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Carrier carries changes of the source that need no translator over into a
// translation: targets of links and images, code, placeholders, references to
// footnotes, numbers of versions and of clauses, types of alerts, boxes of tasks. It never guesses: each old value must stand in
// the translation as often as it did in the source, and all else of the source
// must have stayed the same.
type Carrier struct{ Source, Target string } // BCP 47

// Carry returns the translation with what changed between two texts of its
// source, of which it was made from the first. It reports false if more changed
// than it can carry, or if the translation does not say what the source said.
func (c Carrier) Carry(kind block.Kind, was, now, translation string) (string, bool) {
	switch {
	case kind == block.LinkDefinition:
		return c.carryTarget(was, now, translation)
	case !kind.Prose():
		return carryLines(kind, was, now, translation)
	}
	if kind == block.Quote {
		old, restWas := block.CutAlert(was)
		alert, restNow := block.CutAlert(now)
		if here, rest := block.CutAlert(translation); alert != old && strings.EqualFold(here, old) {
			between := restNow[:len(restNow)-len(strings.TrimLeft(restNow, " \n"))]
			if rest = alert + between + strings.TrimLeft(rest, " \n"); block.Normalize(kind, restWas) == block.Normalize(kind, restNow) {
				return rest, true
			}
			carried, ok := c.Carry(kind, alert+restWas, now, rest)
			return carried, ok
		}
	}
	if kind == block.ListItem {
		old, restWas := block.CutTask(was)
		box, restNow := block.CutTask(now)
		if here, rest := block.CutTask(translation); box != old && here == old {
			if block.Normalize(kind, restWas) == block.Normalize(kind, restNow) {
				return box + rest, true
			}
			return c.Carry(kind, box+restWas, now, box+rest)
		}
	}
	if carried, ok := c.carryClause(kind, was, now, translation); ok {
		return carried, true
	}
	then, today, here := c.marksOf(kind, was, c.Source), c.marksOf(kind, now, c.Source), c.marksOf(kind, translation, c.Target)
	if len(then) != len(today) || block.Normalize(kind, maskMarks(was, then)) != block.Normalize(kind, maskMarks(now, today)) {
		return "", false
	}
	changed := map[mark]string{} // the old value → the new
	for k := range then {
		a, b := then[k], today[k]
		if a.kind != b.kind {
			return "", false
		}
		if v, ok := changed[a.mark]; ok && v != b.text {
			return "", false // one value became two
		}
		if a.kind == anchor.Link && c.localizedTarget(a.text) == a.text && c.localizedTarget(b.text) != b.text && a.text != b.text {
			return "", false // the source's own page, of which the translation may have another
		}
		changed[a.mark] = b.text
	}
	for old, v := range changed {
		if v == old.text {
			delete(changed, old)
		}
	}
	if !c.answersOld(changed, then, here) {
		return "", false
	}
	return c.rewriteMarks(translation, here, changed), len(changed) > 0
}

// carryClause carries the number over that a clause or a heading begins with, if nothing else
// has changed.
func (c Carrier) carryClause(kind block.Kind, was, now, translation string) (string, bool) {
	read := func(text, lang string) (anchor.Anchor, bool) {
		return anchor.Clause(text, anchor.Reading{Language: anchor.LanguageOf(lang), Syntax: kind.Syntax()}.Scan(text), kind == block.Heading)
	}
	old, ok := read(was, c.Source)
	young, stays := read(now, c.Source)
	here, answers := read(translation, c.Target)
	if !ok || !stays || !answers || old.Value == young.Value || here.Value != old.Value ||
		block.Normalize(kind, was[:old.Start]+was[old.End:]) != block.Normalize(kind, now[:young.Start]+now[young.End:]) {
		return "", false
	}
	return translation[:here.Start] + now[young.Start:young.End] + translation[here.End:], true
}

// Relabel renames the footnotes that a text refers to, all at once, so that two
// labels may change places. Labels maps the old to the new.
func Relabel(text, lang string, labels map[string]string) string {
	if len(labels) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, a := range anchor.Scan(text, anchor.LanguageOf(lang)) {
		label, ok := labels[a.Value]
		if a.Kind != anchor.FootnoteRef || !ok || a.Start < at {
			continue
		}
		b.WriteString(text[at:a.Start])
		b.WriteString(strings.Replace(text[a.Start:a.End], a.Value, label, 1))
		at = a.End
	}
	return b.String() + text[at:]
}

// mark is something in a text that a tool can carry over.
type mark struct {
	kind anchor.Kind
	text string // as written
}

type placed struct {
	mark
	start, end int
}

// version is a number of a version: of three parts and more, or after a "v".
var version = regex.Lazy(`\bv\d+(?:\.\d+)+\b|\bv?\d+(?:\.\d+){2,}\b`)

// marksOf are the marks of a text, in order.
func (c Carrier) marksOf(kind block.Kind, text, lang string) []placed {
	var out []placed
	end := 0
	for _, a := range (anchor.Reading{Language: anchor.LanguageOf(lang), Syntax: kind.Syntax()}).Scan(text) {
		if a.Kind < anchor.Link || a.Start < end {
			continue
		}
		out = append(out, placed{mark{a.Kind, text[a.Start:a.End]}, a.Start, a.End})
		end = a.End
	}
	for _, at := range version.FindAllStringIndex(text, -1) {
		if !slices.ContainsFunc(out, func(p placed) bool { return at[0] < p.end && p.start < at[1] }) {
			out = append(out, placed{mark{anchor.Number, text[at[0]:at[1]]}, at[0], at[1]})
		}
	}
	slices.SortFunc(out, func(a, b placed) int { return a.start - b.start })
	return out
}

// maskMarks is a text with a sign in the place of each mark.
func maskMarks(text string, marks []placed) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.start])
		b.WriteString("\u00b6")
		at = m.end
	}
	return b.String() + text[at:]
}

// answersOld reports whether the translation has each old value as often as the
// source had it.
func (c Carrier) answersOld(changed map[mark]string, then, here []placed) bool {
	for old := range changed {
		count := func(in []placed, m mark) int {
			n := 0
			for _, p := range in {
				if p.mark == m {
					n++
				}
			}
			return n
		}
		want := count(then, old)
		if count(here, old)+count(here, mark{old.kind, c.localizedTarget(old.text)})*differsAt(old.text, c.localizedTarget(old.text)) != want {
			return false
		}
	}
	return true
}

func differsAt(a, b string) int {
	if a == b {
		return 0
	}
	return 1
}

// rewriteMarks puts the new values in the place of the old ones.
func (c Carrier) rewriteMarks(text string, here []placed, changed map[mark]string) string {
	local := map[mark]string{}
	for old, v := range changed {
		if l := c.localizedTarget(old.text); l != old.text && (old.kind == anchor.Link || old.kind == anchor.Image) {
			local[mark{old.kind, l}] = c.localizedTarget(v)
		}
	}
	var b strings.Builder
	at := 0
	for _, p := range here {
		v, ok := changed[p.mark]
		if !ok {
			v, ok = local[p.mark]
		}
		if ok {
			b.WriteString(text[at:p.start])
			b.WriteString(v)
			at = p.end
		}
	}
	return b.String() + text[at:]
}

// localizedTarget is a target in which the source's language stands as a folder or in
// a name, with the translation's language in its place.
func (c Carrier) localizedTarget(target string) string {
	if c.Source == c.Target {
		return target
	}
	for _, sides := range [][2]string{{"/", "/"}, {".", "."}} {
		old, new := sides[0]+c.Source+sides[1], sides[0]+c.Target+sides[1]
		if strings.Contains(target, old) {
			return strings.Replace(target, old, new, 1)
		}
	}
	if rest, ok := strings.CutPrefix(target, c.Source+"/"); ok {
		return c.Target + "/" + rest
	}
	return target
}

// carryTarget carries the target of a link definition over, if its title stayed
// what it was.
func (c Carrier) carryTarget(was, now, translation string) (string, bool) {
	_, old, titleWas := block.CutDefinition(was)
	_, young, title := block.CutDefinition(now)
	before, here, behind := block.CutDefinition(translation)
	if old == "" || young == "" || old == young || strings.TrimSpace(titleWas) != strings.TrimSpace(title) {
		return "", false
	}
	switch here {
	case old:
		return before + young + behind, true
	case c.localizedTarget(old):
		return before + c.localizedTarget(young) + behind, true
	}
	return "", false
}
