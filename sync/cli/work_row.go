package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// orderTo is an order on the row that is shown, with its texts as they are, or with those
// that were typed.
func (w *shift) orderTo(do desk.Verb, texts []string) *desk.Order {
	o := &desk.Order{Do: do, Article: w.shown.Article, Language: w.language, Row: w.shown.ID, Seal: w.shown.Seal}
	for k, f := range w.shown.Fields {
		text := f.Text
		if texts != nil {
			text = texts[k]
		}
		o.Answers = append(o.Answers, queue.Answer{ID: f.Item, Seal: f.Seal, Text: text, Sign: queue.Finished})
	}
	return o
}

// carryOut carries an order out and says what came of it.
func (w *shift) carryOut(ctx context.Context, o *desk.Order) (bool, error) {
	got, err := w.Do(ctx, o, w.app.messages)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	text := w.app.textWriter()
	switch {
	case err != nil:
		text.Sentence(w.app.describeProblem(corpus.ProblemOf(err)))
		return false, nil
	case got.Refused == nil:
		text.Line(got.Done)
		w.past = append(w.past, w.at)
		return true, nil
	}
	text.Paragraph(w.app.messages.Text("work.refused", "Reason", got.Refused.Reason), 0)
	for _, f := range got.Refused.Findings {
		text.Paragraph("! "+f, 2)
	}
	if got.Refused.Moved && got.Refused.Now != "" {
		text.Paragraph(w.app.messages.Text("page.changed")+" "+got.Refused.Now, 2)
	}
	w.shown.canForce = got.Refused.CanForce
	return false, nil
}

// next goes on to the next row, for this one is done.
func (w *shift) next() {
	w.spots[w.at].done = true
	w.at++
}

// stay shows the row anew.
func (w *shift) stay() { w.again, w.anew = true, true }

// finish carries an order out that finishes the row.
func (w *shift) finish(ctx context.Context, o *desk.Order) error {
	ok, err := w.carryOut(ctx, o)
	if ok {
		w.next()
	}
	return err
}

// done records the row. A stale one that nobody has edited since may be still right, which
// has a key of its own: so that nothing is recorded by a slip. So has a text that was
// refused, which stands in the file by now and would pass as what was there.
func (w *shift) done(ctx context.Context, _ string) error {
	if w.isRefused() {
		return nil
	}
	if r := w.shown.row; r.State == drift.Stale && r.Flags&drift.Edited == 0 && w.shown.CanRight {
		w.say("work.not_edited")
		return nil
	}
	return w.finish(ctx, w.orderTo(desk.Done, nil))
}

// isRefused says so if the text of the row was refused as it stands.
func (w *shift) isRefused() bool {
	if w.shown.canForce {
		w.say("work.still_refused")
	}
	return w.shown.canForce
}

func (w *shift) right(ctx context.Context, _ string) error {
	if w.isRefused() {
		return nil
	}
	return w.finish(ctx, w.orderTo(desk.Right, nil))
}

func (w *shift) force(ctx context.Context, _ string) error {
	return w.finish(ctx, w.orderTo(desk.Force, nil))
}

func (w *shift) removeRow(ctx context.Context, _ string) error {
	return w.finish(ctx, w.orderTo(desk.Remove, nil))
}

func (w *shift) keepRow(ctx context.Context, _ string) error {
	return w.finish(ctx, w.orderTo(desk.Keep, nil))
}

// typed takes texts that were typed: they are done if they hold up, else they are only
// saved, so that nothing that was typed is lost.
func (w *shift) typed(ctx context.Context, texts []string) error {
	ok, err := w.carryOut(ctx, w.orderTo(desk.Done, texts))
	if err != nil {
		return err
	}
	if ok {
		w.next()
		return nil
	}
	canForce := w.shown.canForce
	if ok, err = w.carryOut(ctx, w.orderTo(desk.Save, texts)); ok {
		if there, err := w.find(ctx); err != nil || !there {
			w.stay()
			return err
		}
		w.shown.canForce = canForce
	}
	return err
}

// take puts a suggestion into the translation, to be read over and finished.
func (w *shift) take(ctx context.Context, number string) error {
	n := 1
	if number != "" {
		var err error
		if n, err = strconv.Atoi(number); err != nil || n < 1 || n > len(w.shown.suggestions) {
			w.say("work.unknown", "Key", number)
			return nil
		}
	}
	ok, err := w.carryOut(ctx, w.orderTo(desk.Save, []string{w.shown.suggestions[n-1].Text}))
	if ok {
		w.stay()
	}
	return err
}

// typeIn reads the translation of the row, each of its plural forms by itself.
func (w *shift) typeIn(ctx context.Context, more string) error {
	texts := make([]string, len(w.shown.Fields))
	if more != "" && len(texts) == 1 {
		texts[0] = more
		return w.typed(ctx, texts)
	}
	w.say("work.typing")
	for k := range texts {
		prompt := w.language
		if form := w.shown.Fields[k].Form; form != "" {
			prompt += " (" + form + ")"
		}
		text, ok, err := w.read(ctx, prompt)
		if err != nil || !ok || strings.TrimSpace(text) == "" {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		texts[k] = text
	}
	return w.typed(ctx, texts)
}

// read reads a text: a line, and those after it as long as one ends in a backslash.
func (w *shift) read(ctx context.Context, prompt string) (string, bool, error) {
	var lines []string
	for {
		line, ok, err := w.keyboard.line(ctx, inert.Line(prompt)+"> ")
		if err != nil || !ok {
			return "", false, err
		}
		more, isMore := strings.CutSuffix(line, `\`)
		lines = append(lines, more)
		if !isMore {
			return strings.Join(lines, "\n"), true, nil
		}
	}
}

// comment takes a question or comment down.
func (w *shift) comment(ctx context.Context, text string) error {
	if text == "" {
		var err error
		w.say("work.commenting")
		if text, _, err = w.read(ctx, "?"); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	if text = strings.TrimSpace(text); text == "" || len(text) > desk.LongestRemark {
		return nil
	}
	r := remark.Remark{
		Kind: remark.Ask, ID: "q" + strings.ToLower(newSecret(6)), Row: w.shown.Reference(), Who: w.Person, Text: text, Quote: w.shown.Quote(),
	}
	l := disk.Label{ID: "page.asked", Data: map[string]string{"Segment": w.shown.Name}}
	if err := w.AddRemarks(ctx, l, remark.Path(w.language, w.shown.Article), r.Begun()); err != nil {
		w.app.textWriter().Sentence(w.app.describeProblem(corpus.ProblemOf(err)))
		return ctx.Err()
	}
	w.app.textWriter().Line(desk.NameOfWork(l, w.app.messages))
	w.past = append(w.past, w.at)
	return nil
}

// undo takes the latest work back. What was not done in this run is taken back when it
// is asked for twice.
func (w *shift) undo(ctx context.Context, _ string) error {
	if len(w.past) == 0 && !w.sure {
		what := w.UndoLabel(w.app.messages)
		if what == "" {
			w.say("page.nothing_to_undo")
			return nil
		}
		w.sure = true
		w.say("work.undo_sure", "Work", what)
		return nil
	}
	what, err := w.Undo(ctx, w.app.messages)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		w.say("page.not_undone", "Reason", w.app.describeProblem(corpus.ProblemOf(err)))
		return nil
	case what == "":
		w.say("page.nothing_to_undo")
		return nil
	}
	w.say("page.undone", "Work", what)
	if n := len(w.past); n > 0 {
		w.at, w.past = w.past[n-1], w.past[:n-1]
		w.spots[w.at].done = false
	}
	w.stay()
	return nil
}

// edit opens the translation in the editor where the row stands. What is missing is
// written in a file of its own in an editor that is waited for; where there is none, it is
// typed in here.
func (w *shift) edit(ctx context.Context, more string) error {
	editor := editorOf(w.app.env)
	isMissing := len(w.shown.row.Target) == 0 && w.shown.Kind != block.Message.String()
	switch {
	case (more != "" || editor == nil || isMissing) && !w.shown.CanEdit:
		w.say("work.unknown", "Key", "e")
		return nil
	case more == "" && editor != nil && isMissing && isWaitedFor(editor):
		return w.compose(ctx, editor)
	case more != "" || editor == nil || isMissing:
		return w.typeIn(ctx, more)
	}
	if err := w.app.openEditor(ctx, editor, w.project.Root, w.shown.Path, w.shown.Line); err != nil {
		w.say("page.not_opened", "Editor", editor[0], "Reason", w.app.phraseText(err.Error()))
		return nil
	}
	w.stay()
	return nil
}

// cutLine is what the translation in a file of its own ends with.
const cutLine = "------------------------ >8 ------------------------"

// compose lets the translation of a missing row be written in the editor, in a file that
// shows its source and its neighbours below a line. An empty translation changes nothing.
func (w *shift) compose(ctx context.Context, editor []string) error {
	folder, err := os.MkdirTemp("", "xsync-")
	if err != nil {
		return corpus.Unreadable(os.TempDir(), err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	name := w.language + path.Ext(w.shown.Path)
	file := filepath.Join(folder, name)
	if err := os.WriteFile(file, []byte(w.draftText()), 0o600); err != nil {
		return corpus.Unreadable(file, err)
	}
	if err := w.app.openEditor(ctx, editor, folder, name, 1); err != nil {
		w.say("page.not_opened", "Editor", editor[0], "Reason", w.app.phraseText(err.Error()))
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // who deletes it has written nothing
		return corpus.Unreadable(file, err)
	}
	text, _, _ := strings.Cut(toLF(string(data)), cutLine)
	if text = strings.TrimSpace(text); text == "" || !utf8.ValidString(text) {
		w.say("work.nothing_written")
		w.stay()
		return nil
	}
	return w.typed(ctx, []string{text})
}

// draftText is what stands in the file of a translation that is to be written.
func (w *shift) draftText() string {
	lines := []string{"", "", cutLine, w.app.messages.Text("work.write_above"), ""}
	for _, part := range (&report.Text{Messages: w.app.messages}).Parts(&w.shown.items[0], w.language) {
		lines = append(lines, part[0]+": "+part[1], "")
	}
	return strings.Join(lines, "\n")
}
