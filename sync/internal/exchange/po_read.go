package exchange

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/format/po"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// readPO reads a catalogue as gettext and its editors write them: wrapped at any
// width, in any order, with comments of their own. Obsolete entries are passed
// over. A fuzzy entry is unfinished; any other that has a text is finished.
func readPO(text string) (*Returned, error) {
	entries, err := po.Read([]byte(text))
	if err != nil {
		return nil, poProblem(text, err)
	}
	out := &Returned{}
	line, seen := 1, 0
	for k := range entries {
		e := &entries[k]
		line, seen = line+strings.Count(text[seen:e.Start], "\n"), e.Start
		if name := notUTF8(e); name != "" {
			return nil, syntaxProblem(line, 1, name+" is not UTF-8")
		}
		if e.Header() {
			out.poHeader(e.Texts[0].Text)
			continue
		}
		out.Answers = append(out.Answers, poAnswer(e, line))
	}
	return out, nil
}

// poProblem says where a catalogue cannot be read, and why.
func poProblem(text string, err error) error {
	var f *tree.Fault
	if !errors.As(err, &f) {
		return err
	}
	line, column := f.Position([]byte(text))
	return syntaxProblem(line, column, f.Reason)
}

// notUTF8 is the keyword of a text of an entry whose escapes make bytes that are not
// UTF-8, "" if there is none.
func notUTF8(e *po.Entry) string {
	for _, x := range []struct {
		keyword string
		text    *po.Text
	}{{"msgctxt", e.Context}, {"msgid", e.ID}, {"msgstr", &e.Texts[0]}} {
		if x.text != nil && !utf8.ValidString(x.text.Text) {
			return x.keyword
		}
	}
	return ""
}

// poAnswer is the answer that an entry is, which begins in a line.
func poAnswer(e *po.Entry, line int) queue.Answer {
	a := queue.Answer{Source: e.ID.Text, Text: e.Texts[0].Text, Line: line, Comment: strings.TrimSpace(strings.Join(e.Notes, "\n"))}
	if e.Context != nil {
		a.ID, a.Seal = cutName(e.Context.Text)
	}
	switch {
	case e.Fuzzy:
		a.Sign = queue.Unfinished
	case strings.TrimSpace(a.Text) != "":
		a.Sign = queue.Finished
	}
	return a
}

// poHeader reads the languages that a header names.
func (r *Returned) poHeader(text string) {
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch name {
		case poSource:
			r.Source = value
		case poTarget:
			r.Target = strings.ReplaceAll(value, "_", "-")
		}
	}
}
