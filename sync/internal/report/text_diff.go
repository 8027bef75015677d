package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// sides writes texts, each behind its label. Code keeps its lines.
func (t *Text) sides(parts [][2]string, code bool) {
	width := 0
	for _, p := range parts {
		width = max(width, columns(p[0]))
	}
	for _, p := range parts {
		label := t.paint(pad(p[0], width), color.Bold) + "  "
		switch {
		case p[1] == "":
		case code:
			for line := range strings.Lines(p[1]) {
				t.Line(strings.TrimRight("  "+label+line, " \n"))
				label = strings.Repeat(" ", width+2)
			}
		default:
			t.passage(label, p[1], 0)
		}
	}
}

// around is how much unchanged text a diff shows on each side of a change, in
// runes.
const around = 40

// Diff marks the words of a diff: in colour on a terminal, as [-old-] {+new+}
// elsewhere. Long unchanged parts are shortened.
func (t *Text) Diff(edits []change.Edit) string {
	var b strings.Builder
	for k, e := range edits {
		if e.Op == change.Keep {
			b.WriteString(shorten(e.Text, k > 0, k < len(edits)-1))
			continue
		}
		b.WriteString(t.edit(e))
	}
	return b.String()
}

// whole is a diff with its words marked, unchanged parts and all.
func (t *Text) whole(edits []change.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		if e.Op == change.Keep {
			b.WriteString(e.Text)
		} else {
			b.WriteString(t.edit(e))
		}
	}
	return b.String()
}

// longPassage is the number of runes from which the old side of a diff shows only what
// changed and its surroundings: all the rest stands in the new side below it.
const longPassage = 320

// sidesOf are the two sides of a diff with their words marked: the old one by what was
// deleted, the new one by what was inserted.
func (t *Text) sidesOf(edits []change.Edit) (then, now string) {
	length := 0
	for _, e := range edits {
		length += utf8.RuneCountInString(e.Text)
	}
	old := edits
	if length > longPassage {
		old = slices.Clone(edits)
		for k := range old {
			if old[k].Op == change.Keep {
				old[k].Text = shorten(old[k].Text, k > 0, k < len(old)-1)
			}
		}
	}
	return t.side(old, change.Delete), t.side(edits, change.Insert)
}

// side is one side of a diff with its words marked.
func (t *Text) side(edits []change.Edit, op change.Op) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case change.Keep:
			b.WriteString(e.Text)
		case op:
			b.WriteString(t.edit(e))
		}
	}
	return b.String()
}

// edit marks a text as deleted or inserted, without the spaces around it. In
// colour, each word is marked by itself, so that lines can be broken between
// them.
func (t *Text) edit(e change.Edit) string {
	before, core, after := wording.MarkEdit(e) // colour alone would be lost in a copy, and is not seen by all
	if !t.Color {
		return before + core + after
	}
	colours := []color.Attribute{color.FgRed, color.CrossedOut}
	if e.Op == change.Insert {
		colours = []color.Attribute{color.FgGreen, color.Bold}
	}
	words := strings.Split(core, " ")
	for k, w := range words {
		words[k] = t.paint(w, colours...)
	}
	return before + strings.Join(words, " ") + after
}

// shorten keeps the ends of an unchanged text that touch a change, and breaks
// between words.
func shorten(s string, before, after bool) string {
	runes := []rune(s)
	if len(runes) <= 2*around+3 {
		return s
	}
	var b strings.Builder
	if before {
		head := string(runes[:around])
		if i := strings.LastIndexByte(head, ' '); i > 0 {
			head = head[:i]
		}
		b.WriteString(head + " ")
	}
	b.WriteString("…")
	if after {
		tail := string(runes[len(runes)-around:])
		if i := strings.IndexByte(tail, ' '); i >= 0 && i < len(tail)-1 {
			tail = tail[i+1:]
		}
		b.WriteString(" " + tail)
	}
	return b.String()
}

// passage writes a text behind a label, wrapped, every line as far in as the
// label is wide. Most > 0 limits the lines.
func (t *Text) passage(label, s string, most int) {
	indent := 2 + columns(label)
	lines := wrap(s, max(t.width()-indent, 20))
	if most > 0 && len(lines) > most {
		lines = append(lines[:most-1], lines[most-1]+" …")
	}
	for k, line := range lines {
		lead := strings.Repeat(" ", indent)
		if k == 0 {
			lead = "  " + label
		}
		t.Line(lead + line)
	}
}
