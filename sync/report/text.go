package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/fatih/color"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/drift"
)

// Text writes results for people.
type Text struct {
	W        io.Writer
	Messages *locales.Messages
	Color    bool
	Width    int // columns of the terminal; 0 means 100
}

func (t *Text) width() int {
	if t.Width <= 0 {
		return 100
	}
	return t.Width
}

func (t *Text) printf(format string, args ...any) { fmt.Fprintf(t.W, format, args...) }

// paint colours a text, on a terminal.
func (t *Text) paint(text string, attributes ...color.Attribute) string {
	if !t.Color {
		return text
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(text)
}

var stateColors = map[drift.State][]color.Attribute{
	drift.Fresh:        {color.FgGreen},
	drift.Stale:        {color.FgYellow},
	drift.Missing:      {color.FgRed},
	drift.Untranslated: {color.FgRed},
	drift.Orphan:       {color.FgMagenta},
	drift.Extra:        {color.FgMagenta},
	drift.Unverified:   {color.FgCyan},
}

// label is the state of a row, with its change.
func label(r *drift.Row) string {
	if r.Change == drift.None {
		return r.State.String()
	}
	return r.State.String() + " " + r.Change.String()
}

// at is the place of the first of some spans: path:line.
func at(path string, doc *block.Doc, spans []block.Span) string {
	if len(spans) == 0 {
		return ""
	}
	return path + ":" + strconv.Itoa(doc.Line(spans[0].Start))
}

// lines are the lines that some spans cover: 12, or 12-14.
func lines(doc *block.Doc, spans []block.Span) string {
	if len(spans) == 0 {
		return "–"
	}
	last := spans[len(spans)-1]
	from, to := doc.Line(spans[0].Start), doc.Line(max(last.End-1, last.Start))
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

// Comparison writes all rows of a translation as a table, then what there is to
// do.
func (t *Text) Comparison(x *xsync.Translation) {
	t.head(x)
	if x.Unrelated {
		return
	}
	rows := [][]string{{t.Messages.Text("column.state"), t.Messages.Text("column.source"), t.Messages.Text("column.target"), t.Messages.Text("column.begins")}}
	room := max(t.width()-34, 20)
	for k := range x.Rows {
		r := &x.Rows[k]
		text := r.Now
		if text == "" {
			text = r.Translation
		}
		begins := cut(fold(text), room)
		if flags := r.Flags.Names(); len(flags) > 0 {
			begins = cut(fold(text), max(room-len(strings.Join(flags, " "))-3, 12)) + " (" + strings.Join(flags, ", ") + ")"
		}
		rows = append(rows, []string{t.paint(label(r), stateColors[r.State]...), lines(x.Source, r.Source), lines(x.Target, r.Target), begins})
	}
	t.table(rows, "")
	for k := range x.Rows {
		if r := &x.Rows[k]; r.NeedsWork() && (r.State != drift.Missing || len(r.Now) > room) || len(r.Findings) > 0 {
			t.printf("\n")
			t.Row(r, x, false)
		}
	}
}

// head is the line that begins the report of a translation.
func (t *Text) head(x *xsync.Translation) {
	t.printf("%s → %s\n", x.SourcePath, x.Path)
	if x.Unrelated {
		t.printf("%s\n", t.Messages.Text("unrelated", "Percent", t.percent(x.Confidence)))
		return
	}
	t.printf("%s\n\n", t.Totals(x.Counts, x.Words.Todo))
}

// Totals are counts in words: "20 fresh, 2 stale · 143 words to do".
func (t *Text) Totals(c xsync.Counts, todo int) string {
	var parts []string
	for s := range drift.NumStates {
		if c[s] > 0 {
			parts = append(parts, t.paint(strconv.Itoa(c[s])+" "+s.String(), stateColors[s]...))
		}
	}
	if len(parts) == 0 {
		return t.Messages.Text("nothing")
	}
	out := strings.Join(parts, ", ")
	if todo > 0 {
		out += " · " + t.Messages.Count("words_todo", todo)
	}
	return out
}

// percent writes a share as the language does: 50 %, %50, 50%.
func (t *Text) percent(share float64) string {
	return t.Messages.Text("percent", "Number", int(share*100))
}

// Translation writes the rows of a translation that need work or hold a
// finding, or all that a filter wants.
func (t *Text) Translation(x *xsync.Translation, keep Filter, full bool) {
	t.head(x)
	if x.Unrelated {
		return
	}
	shown := 0
	for k := range x.Rows {
		r := &x.Rows[k]
		if len(keep) == 0 && !r.NeedsWork() && len(r.Findings) == 0 || !keep.has(r) {
			continue
		}
		if shown > 0 {
			t.printf("\n")
		}
		t.Row(r, x, full)
		shown++
	}
	if shown == 0 {
		t.printf("%s\n", t.Messages.Text("nothing_to_do"))
	}
}

// Row writes a row: where it stands, what happened, the texts, and the facts on
// which they disagree. In full the texts are not shortened and the translation
// is shown.
func (t *Text) Row(r *drift.Row, x *xsync.Translation, full bool) {
	head := []string{t.paint(label(r), stateColors[r.State]...)}
	if flags := r.Flags.Names(); len(flags) > 0 {
		head = append(head, "("+strings.Join(flags, ", ")+")")
	}
	if x.Target != nil && len(r.Target) > 0 {
		head = append(head, at(x.Path, x.Target, r.Target))
	}
	if len(r.Source) > 0 {
		head = append(head, at(x.SourcePath, x.Source, r.Source))
	}
	t.printf("%s  %s\n", strings.Join(head, "  "), t.paint("#"+r.ID, color.Faint))
	room := 0
	if !full {
		room = 3 * (t.width() - 4)
	}
	switch {
	case len(r.Diff) > 0:
		t.text(t.Diff(r.Diff, room), room)
	case r.State == drift.Orphan:
		t.text(t.delete(fold(r.Was)), room)
	case r.Now != "":
		t.text(fold(r.Now), room)
	}
	if r.Translation != "" && (full || r.State == drift.Orphan || r.State == drift.Extra || len(r.Findings) > 0) {
		t.text("→ "+fold(r.Translation), room)
	}
	for _, f := range r.Findings {
		t.printf("  %s %s\n", t.paint("!", color.FgRed), t.finding(f))
	}
	if full {
		t.printf("  %s\n", t.paint(t.advice(r), color.Faint))
	}
}

// finding says a finding in words.
func (t *Text) finding(f drift.Finding) string {
	id := "finding.differ"
	switch {
	case f.Source == "":
		id = "finding.added"
	case f.Target == "":
		id = "finding.lost"
	}
	return t.Messages.Text(id, "Kind", f.Kind, "Source", f.Source, "Target", f.Target)
}

// advice says what to do about a row.
func (t *Text) advice(r *drift.Row) string {
	switch {
	case r.State == drift.Stale && r.Flags&drift.Edited != 0:
		return t.Messages.Text("advice.edited")
	case r.State == drift.Stale:
		return t.adviceOnChange(r.Change)
	case r.State == drift.Missing:
		return t.Messages.Text("advice.missing")
	case r.State == drift.Untranslated:
		return t.Messages.Text("advice.untranslated")
	case r.State == drift.Orphan:
		return t.Messages.Text("advice.orphan")
	case r.State == drift.Extra:
		return t.Messages.Text("advice.extra")
	case len(r.Findings) > 0:
		return t.Messages.Text("advice.finding")
	case r.State == drift.Unverified:
		return t.Messages.Text("advice.unverified")
	}
	return t.Messages.Text("advice.fresh")
}

func (t *Text) adviceOnChange(c drift.Change) string {
	switch c {
	case drift.Mechanical:
		return t.Messages.Text("advice.mechanical")
	case drift.Minor:
		return t.Messages.Text("advice.minor")
	case drift.Facts:
		return t.Messages.Text("advice.facts")
	}
	return t.Messages.Text("advice.major")
}

// around is how much unchanged text a shortened diff shows on each side of a
// change, in runes.
const around = 40

// Diff marks the words of a diff: in colour on a terminal, as [-old-]{+new+}
// elsewhere. With a room, long unchanged parts are shortened.
func (t *Text) Diff(edits []drift.Edit, room int) string {
	var b strings.Builder
	for k, e := range edits {
		switch e.Op {
		case drift.Delete:
			b.WriteString(t.delete(e.Text))
		case drift.Insert:
			b.WriteString(t.insert(e.Text))
		default:
			b.WriteString(shorten(e.Text, room > 0, k > 0, k < len(edits)-1))
		}
	}
	return b.String()
}

func (t *Text) delete(s string) string {
	if t.Color {
		return t.paint(s, color.FgRed, color.CrossedOut)
	}
	return "[-" + s + "-]"
}

func (t *Text) insert(s string) string {
	if t.Color {
		return t.paint(s, color.FgGreen, color.Bold)
	}
	return "{+" + s + "+}"
}

// shorten keeps the ends of a text that touch a change.
func shorten(s string, short, before, after bool) string {
	runes := []rune(s)
	if !short || len(runes) <= 2*around+3 {
		return s
	}
	var b strings.Builder
	if before {
		b.WriteString(string(runes[:around]))
	}
	b.WriteString(" … ")
	if after {
		b.WriteString(string(runes[len(runes)-around:]))
	}
	return b.String()
}

// text writes a paragraph, indented and wrapped. A room shortens it.
func (t *Text) text(s string, room int) {
	if room > 0 && !t.Color {
		s = cut(s, room)
	}
	for _, line := range wrap(s, t.width()-4) {
		t.printf("    %s\n", line)
	}
}

// fold puts a text on one line.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut shortens a text to a number of columns.
func cut(s string, room int) string {
	if displaywidth.String(s) <= room {
		return s
	}
	return strings.TrimRight(displaywidth.TruncateString(s, room, "…"), " ")
}

// plain is a text without the escape codes of colours.
func plain(s string) string {
	for {
		from := strings.Index(s, "\x1b[")
		if from < 0 {
			return s
		}
		to := strings.IndexByte(s[from:], 'm')
		if to < 0 {
			return s
		}
		s = s[:from] + s[from+to+1:]
	}
}

func columns(s string) int { return displaywidth.String(plain(s)) }

// wrap breaks a text into lines of at most some columns, at spaces.
func wrap(s string, room int) []string {
	var out []string
	var line strings.Builder
	used := 0
	for word := range strings.SplitSeq(s, " ") {
		n := columns(word)
		if used > 0 && used+1+n > room {
			out = append(out, line.String())
			line.Reset()
			used = 0
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += n
	}
	return append(out, line.String())
}

// table writes rows in columns, those whose alignment is 'r' to the right. The
// last column is not filled up.
func (t *Text) table(rows [][]string, alignment string) {
	var widths []int
	for _, r := range rows {
		for k, c := range r {
			if k == len(widths) {
				widths = append(widths, 0)
			}
			widths[k] = max(widths[k], columns(c))
		}
	}
	for _, r := range rows {
		var b strings.Builder
		for k, c := range r {
			if k > 0 {
				b.WriteString("  ")
			}
			fill := strings.Repeat(" ", widths[k]-columns(c))
			if k < len(alignment) && alignment[k] == 'r' {
				c, fill = fill+c, ""
			}
			b.WriteString(c + fill)
		}
		t.printf("%s\n", strings.TrimRight(b.String(), " "))
	}
}

// Break writes an empty line.
func (t *Text) Break() { t.printf("\n") }

// Line writes a line.
func (t *Text) Line(s string) { t.printf("%s\n", s) }

// Hint writes a line that says what to do next.
func (t *Text) Hint(s string) { t.printf("\n%s\n", t.paint(s, color.Faint)) }

// Brief writes a row on a line: a mark, its state, place and first words; and
// below it a reason, if there is one.
func (t *Text) Brief(mark string, r *drift.Row, x *xsync.Translation, reason string) {
	place := at(x.Path, x.Target, r.Target)
	if place == "" {
		place = at(x.SourcePath, x.Source, r.Source)
	}
	text := r.Translation
	if text == "" {
		text = r.Now
	}
	t.printf("  %s %s  %s  #%s  %s\n", mark, t.paint(label(r), stateColors[r.State]...), place, r.ID, cut(fold(text), 40))
	if reason != "" {
		t.printf("      %s\n", reason)
	}
}
