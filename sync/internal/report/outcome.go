package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Taken says, file by file, what was or would be put into translations.
func (t *Text) Taken(o *queue.Outcome) {
	for k := range o.Files {
		f := &o.Files[k]
		id := "import.taken"
		if f.Was == nil {
			id = "import.made"
		}
		t.Sentence(t.place(f.Path) + ": " + t.Messages.Count(id, len(f.Rows)))
	}
}

// Left says which answers were not taken, and why. What was never filled in is
// counted only. Where the text moved on under an answer, all sides are shown and
// nothing is lost.
func (t *Text) Left(left []queue.Left, file string) {
	idle := 0
	var unfinished []string
	for k := range left {
		l := &left[k]
		switch l.Reason {
		case queue.NotFinished:
			if wording.Fold(l.Answer.Text) != wording.Fold(l.Translation) {
				unfinished = append(unfinished, strconv.Itoa(l.Answer.Line))
				continue
			}
			idle++
			continue
		case queue.NotFilled, queue.AlreadyThere:
			idle++
			continue
		}
		t.Sentence(t.paint("✗", color.FgRed) + " " + file + ":" + strconv.Itoa(l.Answer.Line) + "  " + inert.Line(l.Answer.ID) + "  " + wording.Left(t.Messages, l))
		t.beside(l)
	}
	if idle > 0 {
		t.Sentence(t.Messages.Count("import.idle", idle))
	}
	if n := len(unfinished); n > 0 {
		t.Sentence(t.Messages.Count("import.unfinished", n, "Lines", strings.Join(unfinished, ", ")))
	}
}

// Comments shows what translators wrote about items, in the manner of PO: a
// question must not be lost because its item was taken.
func (t *Text) Comments(answers []queue.Answer, file string) {
	for k := range answers {
		a := &answers[k]
		if a.Comment == "" {
			continue
		}
		t.Line("# " + inert.Line(file) + ":" + strconv.Itoa(a.Line) + "  " + inert.Line(a.ID))
		for line := range strings.Lines(a.Comment) {
			t.Paragraph("# "+inert.Line(strings.TrimRight(line, "\r\n")), 2)
		}
	}
}

// beside shows an answer beside what stands in the files.
func (t *Text) beside(l *queue.Left) {
	var parts [][2]string
	if l.Answer.Source != "" && strings.TrimSpace(wording.Fold(l.Answer.Source)) != wording.Fold(l.Now) {
		label := "then"
		if l.Reason == queue.NoSuchArticle {
			label = "column.source" // of which nothing says that it has changed
		}
		parts = append(parts, [2]string{t.Messages.Text(label), l.Answer.Source})
	}
	parts = append(parts, [2]string{t.Messages.Text("now"), l.Now})
	if l.Reason == queue.TargetMoved {
		parts = append(parts, [2]string{t.Messages.Text("import.translation"), l.Translation})
	}
	parts = append(parts, [2]string{t.Messages.Text("import.answer"), l.Answer.Text})
	for k := range parts {
		parts[k][1] = wording.Fold(parts[k][1])
	}
	t.sides(parts, false)
	t.findings(l.Findings)
}

// Rest lists what a tool could not carry over.
func (t *Text) Rest(items []queue.Item) {
	if len(items) == 0 {
		return
	}
	t.Sentence(t.Messages.Count("fix.rest", len(items)))
	for k := range items {
		i := &items[k]
		place := t.place(i.TargetPath) + ":" + strconv.Itoa(i.TargetLine)
		t.beginning("  ✗ "+place+"  "+inert.Line(i.ID), wording.Fold(i.Text))
	}
}

// Patch writes a patch, with what goes and what comes in colour on a terminal. It can be
// applied: a line keeps the end that it has in the file, "\r\n" or "\n".
func (t *Text) Patch(patch []byte) {
	for line := range strings.Lines(string(patch)) {
		end := "\n"
		if strings.HasSuffix(line, "\r\n") {
			end = "\r\n"
		}
		line = strings.TrimSuffix(line, end)
		switch {
		case strings.HasPrefix(line, "+"):
			line = t.paint(line, color.FgGreen)
		case strings.HasPrefix(line, "-"):
			line = t.paint(line, color.FgRed)
		case strings.HasPrefix(line, "@"):
			line = t.paint(line, color.FgCyan)
		}
		fmt.Fprint(t.W, t.inert(line), end)
	}
}
