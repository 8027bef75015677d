package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/fatih/color"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// Text writes results for people. States, changes and flags stand in it by their
// names, as options and JSON write them; all else is in the language of the
// messages.
type Text struct {
	W        io.Writer
	Messages *locales.Messages
	Color    bool
	Width    int // columns of the terminal; 0 means 100
	// Terminal says that tables must fit the width.
	Terminal bool
	// Takers are those who work on a translation; nil if nobody works on any.
	Takers func(x *xsync.Translation) []string
	// Place is how a path is to be written; nil means as it is.
	Place func(path string) string
}

func (t *Text) width() int {
	if t.Width <= 0 {
		return 100
	}
	return t.Width
}

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

// label is the state of a row, with the change of a stale one.
func (t *Text) label(r *drift.Row) string {
	name := r.State.String()
	if r.State == drift.Stale {
		name += " " + r.Change.String()
	}
	return t.paint(name, stateColors[r.State]...)
}

// place is how a path is written.
func (t *Text) place(path string) string {
	if t.Place != nil {
		path = t.Place(path)
	}
	return inert.Line(path)
}

// at is the place of the first of some spans: path:line.
func (t *Text) at(path string, doc *block.Doc, segments []drift.Segment) string {
	if doc == nil || len(segments) == 0 {
		return ""
	}
	return t.place(path) + ":" + strconv.Itoa(doc.Line(segments[0].Start))
}

// lines are the lines that some spans cover: 12, or 12-14.
func lines(doc *block.Doc, segments []drift.Segment) string {
	if len(segments) == 0 {
		return "–"
	}
	last := segments[len(segments)-1]
	from, to := doc.Line(segments[0].Start), doc.Line(max(last.End-1, last.Start))
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

// Comparison writes all rows of a translation as a table, then those of which
// there is more to say.
func (t *Text) Comparison(x *xsync.Translation) {
	t.head(x)
	if x.Unrelated {
		return
	}
	rows := [][]string{{
		t.Messages.Text("column.state"), t.Messages.Text("column.source"),
		t.Messages.Text("column.target"), t.Messages.Text("column.begins"),
	}}
	for k := range x.Rows {
		r := &x.Rows[k]
		begins := fold(cmp.Or(r.Now, r.Translation))
		if flags := r.Flags.Names(); len(flags) > 0 {
			begins = "(" + strings.Join(flags, ", ") + ") " + begins
		}
		rows = append(rows, []string{t.label(r), lines(x.Source, r.Source), lines(x.Target, r.Target), begins})
	}
	t.table(rows, "", 3)
	for k := range x.Rows {
		r := &x.Rows[k]
		if len(r.Findings) > 0 || r.NeedsWork() && r.State != drift.Missing {
			t.Break()
			t.Row(r, x)
		}
	}
}

// head says which files are meant and how they stand.
func (t *Text) head(x *xsync.Translation) {
	t.Line(t.place(x.SourcePath) + " → " + t.place(x.Path))
	switch {
	case x.Unrelated:
		t.Verdict(x)
		return
	case !x.Exists:
		t.Line(t.Messages.Text("no_file_yet", "File", t.place(x.Path)))
	}
	totals := t.Totals(x.Counts, x.Words.Todo)
	for _, n := range []struct {
		flag  drift.Flags
		count int
	}{{drift.Assumed, x.Marks.Assumed}, {drift.Forced, x.Marks.Forced}, {drift.Machine, x.Marks.Machine}} {
		if n.count > 0 {
			totals += " · " + t.Messages.Number(n.count) + " " + n.flag.Names()[0]
		}
	}
	if x.Marks.Edited > 0 {
		totals += " · " + t.Messages.Count("edited_since", x.Marks.Edited)
	}
	t.Line(totals)
	if t.Takers != nil {
		if takers := t.Takers(x); len(takers) > 0 {
			t.Line(t.Messages.Text("taken_by", "People", strings.Join(takers, ", ")))
		}
	}
	for _, i := range x.Includes {
		if i.State != drift.Fresh && i.State != drift.Unverified {
			t.Line(t.Messages.Text("includes", "File", t.place(i.Path), "State", i.State.String()))
		}
	}
}

// Verdict says of a file as a whole that it is no translation of the source.
func (t *Text) Verdict(x *xsync.Translation) {
	t.Paragraph(t.Messages.Text("unrelated", "Confidence", t.Messages.Percent(x.Confidence)), 0)
}

// Totals are counts in words: "20 fresh, 2 stale · 143 words to do".
func (t *Text) Totals(c xsync.Counts, todo int) string {
	var parts []string
	for s := range drift.NumStates {
		if c[s] > 0 {
			parts = append(parts, t.paint(t.Messages.Number(c[s])+" "+s.String(), stateColors[s]...))
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

// Translation lists the rows of a translation that a filter shows, in brief.
func (t *Text) Translation(x *xsync.Translation, keep Filter) {
	t.rows(x, keep, t.Row)
}

// Differences lists the rows of a translation that a filter shows in full: the
// source then and now, the translation, and what to do.
func (t *Text) Differences(x *xsync.Translation, keep Filter) {
	t.rows(x, keep, t.Difference)
}

func (t *Text) rows(x *xsync.Translation, keep Filter, show func(*drift.Row, *xsync.Translation)) {
	t.head(x)
	if x.Unrelated {
		return
	}
	shown := 0
	for k := range x.Rows {
		if keep.Shown(&x.Rows[k]) {
			t.Break()
			show(&x.Rows[k], x)
			shown++
		}
	}
	if shown == 0 {
		t.Line(t.Messages.Text("nothing_to_do"))
	}
}

// title is the line that begins a row: its state, places and id.
func (t *Text) title(r *drift.Row, x *xsync.Translation) {
	head := []string{t.label(r)}
	if flags := r.Flags.Names(); len(flags) > 0 {
		head = append(head, "("+strings.Join(flags, ", ")+")")
	}
	if len(r.Target) > 0 {
		head = append(head, t.at(x.Path, x.Target, r.Target))
	}
	if len(r.Source) > 0 {
		head = append(head, t.at(x.SourcePath, x.Source, r.Source))
	}
	t.Line(strings.Join(append(head, t.paint("#"+r.Name(), color.Faint)), "  "))
}

// The number of lines that a row takes in a list, by what is shown of it.
const (
	textLines = 3
	diffLines = 12
)

// Row writes a row in brief: where it stands, what changed, and the facts on
// which the two sides disagree.
func (t *Text) Row(r *drift.Row, x *xsync.Translation) {
	t.title(r, x)
	switch {
	case len(r.Diff) > 0:
		t.passage("", t.Diff(r.Diff), diffLines)
	case r.State == drift.Orphan, r.State == drift.Extra:
		t.passage("", fold(r.Translation), textLines)
	default:
		t.passage("", fold(cmp.Or(r.Now, r.Translation)), textLines)
	}
	t.findings(r)
	if r.Elsewhere != nil || r.Pages > 0 && r.State == drift.Extra {
		t.Paragraph(t.advice(r, x), 2)
	}
}

// Difference writes a row in full.
func (t *Text) Difference(r *drift.Row, x *xsync.Translation) {
	t.title(r, x)
	then, now, translation := fold(r.Was), fold(r.Now), fold(r.Translation)
	switch {
	case len(r.Diff) > 0:
		then, now = t.sidesOf(r.Diff)
	case now == translation:
		now = "" // still in the source language: once is enough
	}
	if r.Kind == block.Code {
		then, now, translation = r.Was, r.Now, r.Translation
	}
	if len(r.Touched) > 0 && r.Kind != block.Code {
		translation = t.whole(r.Touched)
	}
	t.sides([][2]string{{t.Messages.Text("then"), then}, {t.Messages.Text("now"), now}, {x.Language, translation}}, r.Kind == block.Code)
	t.findings(r)
	if r.State == drift.Stale && len(r.Touched) > 0 {
		t.Paragraph(t.Messages.Text("touched", "Count", t.Messages.Number(drift.CountTouched(r.Touched)), "Source", t.Messages.Number(r.Todo)), 2)
	}
	t.Paragraph(t.advice(r, x), 2)
}

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

func (t *Text) findings(r *drift.Row) {
	for _, f := range r.Findings {
		t.passage(t.paint("!", color.FgRed)+" ", t.finding(f), 0)
	}
}

func (t *Text) finding(f drift.Finding) string { return Finding(t.Messages, f) }

// advice says what to do about a row.
func (t *Text) advice(r *drift.Row, x *xsync.Translation) string {
	switch {
	case r.State == drift.Stale && r.Flags&drift.Edited != 0 && len(r.Findings) > 0:
		return t.Messages.Text("advice.finding")
	case r.State == drift.Stale && r.Flags&drift.Edited != 0, editedSince(r) && len(r.Findings) == 0:
		return t.Messages.Text("advice.edited")
	case r.Flags&drift.Replaced != 0:
		return t.Messages.Text("advice.replaced")
	case r.State == drift.Stale:
		return t.adviceOnChange(r.Change)
	case r.State == drift.Missing:
		return t.doubted(r.Doubtful(), t.adviceOnMissing(r, x))
	case r.State == drift.Untranslated:
		return t.Messages.Text("advice.untranslated")
	case r.State == drift.Orphan && r.Elsewhere != nil:
		return t.Messages.Text("advice.orphan_moved", "Place", t.placeOf(r.Elsewhere))
	case r.State == drift.Orphan:
		return t.Messages.Text("advice.orphan")
	case r.State == drift.Extra && r.Pages > 0:
		return t.Messages.Count("advice.extra_repeated", r.Pages)
	case r.State == drift.Extra:
		return t.doubted(r.Doubtful(), t.Messages.Text("advice.extra", "Segment", r.ID))
	case len(r.Findings) > 0:
		return t.Messages.Text("advice.finding")
	case r.State == drift.Unverified:
		return t.Messages.Text("advice.unverified")
	}
	return t.Messages.Text("advice.fresh")
}

// doubted is an advice on a row with one side, with what to look at first if the row may
// have a counterpart.
func (t *Text) doubted(doubtful bool, advice string) string {
	if !doubtful {
		return advice
	}
	return t.Messages.Text("advice.doubtful") + " " + advice
}

// adviceOnMissing says where a translation is to be put: after what translates
// the segments before it.
func (t *Text) adviceOnMissing(r *drift.Row, x *xsync.Translation) string {
	if r.Elsewhere != nil {
		return t.adviceOnMoved(r, x)
	}
	if !x.Exists {
		return t.Messages.Text("advice.missing", "File", t.place(x.Path))
	}
	line := lineBefore(r, x)
	if line == 0 {
		return t.Messages.Text("advice.missing_first", "File", t.place(x.Path))
	}
	return t.Messages.Text("advice.missing_after", "File", t.place(x.Path), "Line", line)
}

// lineBefore is the line where the translation of the rows before a row ends, 0 if
// there is none.
func lineBefore(r *drift.Row, x *xsync.Translation) int {
	line := 0
	for k := range x.Rows {
		if &x.Rows[k] == r {
			break
		}
		if spans := x.Rows[k].Target; len(spans) > 0 {
			last := spans[len(spans)-1]
			line = x.Target.Line(max(last.End-1, last.Start))
		}
	}
	return line
}

// adviceOnMoved says from where to where a translation is to be moved.
func (t *Text) adviceOnMoved(r *drift.Row, x *xsync.Translation) string {
	return t.Messages.Text("advice.missing_moved", "Place", t.placeOf(r.Elsewhere), "File", t.place(x.Path), "Line", lineBefore(r, x))
}

// placeOf is a place in another article: path:line.
func (t *Text) placeOf(p *drift.Place) string {
	return placeText(&drift.Place{Path: t.place(p.Path), Line: p.Line})
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

// around is how much unchanged text a diff shows on each side of a change, in
// runes.
const around = 40

// Diff marks the words of a diff: in colour on a terminal, as [-old-] {+new+}
// elsewhere. Long unchanged parts are shortened.
func (t *Text) Diff(edits []drift.Edit) string {
	var b strings.Builder
	for k, e := range edits {
		if e.Op == drift.Keep {
			b.WriteString(shorten(e.Text, k > 0, k < len(edits)-1))
			continue
		}
		b.WriteString(t.edit(e))
	}
	return b.String()
}

// whole is a diff with its words marked, unchanged parts and all.
func (t *Text) whole(edits []drift.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		if e.Op == drift.Keep {
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
func (t *Text) sidesOf(edits []drift.Edit) (then, now string) {
	length := 0
	for _, e := range edits {
		length += utf8.RuneCountInString(e.Text)
	}
	old := edits
	if length > longPassage {
		old = slices.Clone(edits)
		for k := range old {
			if old[k].Op == drift.Keep {
				old[k].Text = shorten(old[k].Text, k > 0, k < len(old)-1)
			}
		}
	}
	return t.side(old, drift.Delete), t.side(edits, drift.Insert)
}

// side is one side of a diff with its words marked.
func (t *Text) side(edits []drift.Edit, op drift.Op) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case drift.Keep:
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
func (t *Text) edit(e drift.Edit) string {
	core := strings.TrimSpace(e.Text)
	if core == "" {
		core = e.Text
	}
	before, after, _ := strings.Cut(e.Text, core)
	from, to, colours := "[-", "-]", []color.Attribute{color.FgRed, color.CrossedOut}
	if e.Op == drift.Insert {
		from, to, colours = "{+", "+}", []color.Attribute{color.FgGreen, color.Bold}
	}
	core = from + core + to // colour alone would be lost in a copy, and is not seen by all
	if !t.Color {
		return before + core + after
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
			out = append(out, strings.TrimRight(line.String(), " "))
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
	return append(out, strings.TrimRight(line.String(), " "))
}

// table writes rows in columns, those whose alignment is 'r' to the right. The
// last column is not filled up. A row of one cell stands over those that follow, which are
// set in. If the table is wider than the terminal, the
// column flexible is cut, if there is one of that number.
func (t *Text) table(rows [][]string, alignment string, flexible int) {
	widths, all := columnWidths(rows)
	if over := all - t.width(); over > 0 && flexible >= 0 && flexible < len(widths) {
		widths[flexible] = max(widths[flexible]-over, min(widths[flexible], 12))
	}
	over := slices.ContainsFunc(rows, isHeading)
	for _, r := range rows {
		if isHeading(r) {
			t.Line(r[0])
			continue
		}
		cells := make([]string, len(r))
		for k, c := range r {
			if k == flexible {
				c = cut(c, widths[k])
			}
			cells[k] = pad(c, widths[k])
			if k < len(alignment) && alignment[k] == 'r' {
				cells[k] = strings.Repeat(" ", widths[k]-columns(c)) + c
			}
		}
		if over && len(r) > 0 {
			cells[0] = setIn + cells[0]
		}
		t.Line(strings.TrimRight(strings.Join(cells, "  "), " "))
	}
}

// setIn stands before the rows that have a heading.
const setIn = "  "

// isHeading reports whether a row stands over those that follow.
func isHeading(row []string) bool { return len(row) == 1 }

// columnWidths are the widths of the columns of a table, and that of the table.
func columnWidths(rows [][]string) (widths []int, all int) {
	for _, r := range rows {
		if isHeading(r) {
			all = len(setIn)
			continue
		}
		for k, c := range r {
			if k == len(widths) {
				widths = append(widths, 0)
			}
			widths[k] = max(widths[k], columns(c))
		}
	}
	all += 2 * (len(widths) - 1)
	for _, w := range widths {
		all += w
	}
	return widths, all
}

// pad fills a text up with spaces to a number of columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-columns(s), 0))
}

// Break writes an empty line.
func (t *Text) Break() { t.Line("") }

// Line writes a line.
func (t *Text) Line(s string) { fmt.Fprintln(t.W, t.inert(s)) }

// inert is a line without what would steer the terminal or a log.
func (t *Text) inert(s string) string {
	if t.Color {
		return inert.Painted(s)
	}
	return inert.Terminal(s)
}

// Paragraph writes a text, wrapped and indented.
func (t *Text) Paragraph(s string, indent int) {
	for _, line := range wrap(s, max(t.width()-indent, 20)) {
		t.Line(strings.Repeat(" ", indent) + line)
	}
}

// Definitions writes terms, each with its explanation beside it.
func (t *Text) Definitions(list [][2]string) {
	width := 0
	for _, d := range list {
		width = max(width, columns(d[0]))
	}
	for _, d := range list {
		t.passage(pad(d[0], width)+"  ", d[1], 0)
	}
}

// Hint writes lines that say what to do next.
func (t *Text) Hint(lines ...string) {
	t.Break()
	for _, s := range lines {
		t.Line(t.paint(s, color.Faint))
	}
}

// Brief writes a row on a line: a mark, its state, place and first words; and
// below it, if there is a reason, the facts on which the two sides disagree and
// the reason.
func (t *Text) Brief(mark string, r *drift.Row, x *xsync.Translation, reason string) {
	place := cmp.Or(t.at(x.Path, x.Target, r.Target), t.at(x.SourcePath, x.Source, r.Source))
	head := fmt.Sprintf("  %s %s  %s  #%s  ", mark, t.label(r), place, r.Name())
	t.Line(head + cut(fold(cmp.Or(r.Translation, r.Now)), max(t.width()-columns(head), 20)))
	if reason != "" {
		for _, f := range r.Findings {
			t.Paragraph(t.paint("!", color.FgRed)+" "+t.finding(f), 6)
		}
		t.Paragraph(reason, 6)
	}
}
