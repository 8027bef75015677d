package cli

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/report"
)

type workOptions struct {
	selection
	person string
}

func (a *app) workCommand() *cobra.Command {
	var o workOptions
	c := &cobra.Command{
		Use:               "work [ARTICLE…] --lang LANG",
		Short:             "help.work",
		Long:              "help.work.long",
		Example:           "xsync work --lang tr\nxsync work mongolia --lang tr",
		RunE:              func(c *cobra.Command, args []string) error { return a.listWork(c.Context(), &o, args) },
		ValidArgsFunction: a.articleNames,
	}
	o.oneFlag(a, c)
	c.Flags().StringVar(&o.person, "name", "", "flag.work_name")
	return c
}

// todoRow is a row that is to be worked on.
type todoRow struct {
	article, row string
	words        int
	done         bool
}

// shift is a run through the rows that need work.
type shift struct {
	*desk.Desk
	app      *app
	project  *disk.Project
	language string
	keyboard keyboard
	spots    []todoRow
	at       int
	shown    *shownRow
	again    bool  // the row is shown whatever state it is in
	backward bool  // rows that are not there are passed over towards the first
	anew     bool  // what is in front of the user is to be shown anew
	past     []int // where the work was done that this run can take back
	sure     bool  // undo was asked for twice
	finished bool
}

// shownRow is the row that is in front of the user.
type shownRow struct {
	page.Row
	translation *xsync.Translation
	row         *drift.Row
	items       []queue.Item
	suggestions []queue.Suggestion
	canForce    bool
}

// listWork goes through the rows that need work, one by one.
func (a *app) listWork(ctx context.Context, o *workOptions, articles []string) error {
	p, err := a.openProject()
	if err != nil {
		return err
	}
	if err := a.oneLanguage(p, &o.selection, articles, "usage.queue_lang"); err != nil {
		return err
	}
	q, err := a.queryOf(p, &o.selection, articles)
	if err != nil {
		return err
	}
	if o.person == "" {
		o.person = a.personName(ctx, p.Root)
	}
	w := &shift{
		Desk: desk.New(p, q.Languages, o.person), app: a, project: p, language: q.Languages[0], keyboard: a.keyboardOf(),
	}
	if w.spots, err = a.spots(ctx, p, q); err != nil {
		return err
	}
	if len(w.spots) == 0 && a.status == exitUsage { // there is no such article, as was said
		return errReported
	}
	if len(w.spots) == 0 {
		a.textWriter().Sentence(a.messages.Text("nothing_to_do"))
		return nil
	}
	if err := w.run(ctx); err != nil {
		return err
	}
	w.sumUp()
	return nil
}

// spots are the rows that need work: the articles with the most urgent work first, the
// rows of each as they stand in it.
func (a *app) spots(ctx context.Context, p *disk.Project, q xsync.Query) ([]todoRow, error) {
	q.Rows = true
	list := &queue.Queue{}
	rows := map[string][]todoRow{}
	var order []string
	_, err := a.eachArticle(ctx, p, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			t := &article.Translations[k]
			if t.Unrelated {
				continue
			}
			list.Items = append(list.Items, queue.List(t, article.ID, queue.Options{Priority: p.Config.Queue.Priority(article.Path)})...)
			for n := range t.Rows {
				if r := &t.Rows[n]; (report.Filter{}).Shown(r) {
					rows[article.ID] = append(rows[article.ID], todoRow{article: article.ID, row: r.ID, words: r.Todo})
				}
			}
			order = append(order, article.ID)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	list.Sort(queue.Weights(p.Config.Queue.Weights))
	urgent := make([]string, len(list.Items))
	for k := range list.Items {
		urgent[k] = list.Items[k].Article
	}
	var out []todoRow
	for _, id := range append(urgent, order...) {
		out = append(out, rows[id]...)
		delete(rows, id)
	}
	return out, nil
}

// run shows row after row, and the end after the last one, and does what is asked for.
func (w *shift) run(ctx context.Context) error {
	for !w.finished {
		there, err := w.present(ctx)
		if err != nil {
			return err
		}
		if !there {
			w.passOver()
			continue
		}
		for at := w.at; at == w.at && !w.finished && !w.anew; {
			command, err := w.ask(ctx)
			if errors.Is(err, io.EOF) {
				w.finished = true
				break
			}
			if err != nil {
				return err
			}
			if err := w.obey(ctx, command); err != nil {
				return err
			}
		}
	}
	return nil
}

// present shows the row that comes next, or the end, and reports whether there was
// anything to show.
func (w *shift) present(ctx context.Context) (bool, error) {
	w.anew = false
	if w.at == len(w.spots) {
		w.shown = nil
		w.showEnd()
		return true, nil
	}
	there, err := w.find(ctx)
	if there && err == nil {
		w.backward = false
		w.show()
	}
	return there, err
}

// passOver goes on from a row that needs no work any more, in the direction in which the
// user goes.
func (w *shift) passOver() {
	w.spots[w.at].done = true
	w.backward = w.backward && w.at > 0
	if w.backward {
		w.at--
		return
	}
	w.again = false
	w.at++
}

// showEnd says that there is no other row, from where the user can go back.
func (w *shift) showEnd() {
	text := w.app.textWriter()
	text.Break()
	if rows, words := w.left(""); rows > 0 {
		text.Paragraph(w.app.messages.Text("work.at_end")+" "+w.leftText(rows, words), 0)
		return
	}
	text.Paragraph(w.app.messages.Text("work.nothing_left"), 0)
}

// find looks at the row that comes next as it is now. One that somebody has finished
// meanwhile is passed over, unless it is to be seen again.
func (w *shift) find(ctx context.Context) (bool, error) {
	s := &w.spots[w.at]
	p, err := w.Project()
	if err != nil {
		return false, err
	}
	w.project = p
	t, problems, err := w.Examine(ctx, p, s.article, w.language)
	if err != nil {
		return false, err
	}
	for _, problem := range problems {
		w.app.reportProblem(problem)
	}
	k := slices.IndexFunc(t.Rows, func(r xsync.Row) bool { return r.ID == s.row })
	if k < 0 || !w.again && !(report.Filter{}).Shown(&t.Rows[k]) {
		return false, nil
	}
	w.again = false
	keep := page.Choice{Row: s.row}.Keep()
	w.shown = &shownRow{
		Row: page.Rows(w.app.messages, t, s.article, keep)[0], translation: t, row: &t.Rows[k],
		items: queue.List(t, s.article, queue.Options{Keep: keep}),
	}
	if err := w.discuss(s.article); err != nil {
		return false, err
	}
	return true, w.suggest(ctx)
}

// discuss finds the questions on the row.
func (w *shift) discuss(article string) error {
	remarks, err := w.app.readRemarks(w.project, w.language, article)
	if err != nil {
		return err
	}
	for _, r := range remark.Open(remarks) {
		if r.Row == w.shown.ID || r.Row == w.shown.Kept {
			w.shown.Remarks = append(w.shown.Remarks, r)
		}
	}
	return nil
}

// suggest looks for what the translation could begin from.
func (w *shift) suggest(ctx context.Context) error {
	if len(w.shown.items) == 0 {
		return nil
	}
	m, err := w.Recall.MemoryOf(ctx, w.project, w.language)
	if err != nil {
		return err
	}
	w.shown.suggestions = suggestionsFor(m, &w.shown.items[0])
	return nil
}

// show shows the row with all that is needed to work on it.
func (w *shift) show() {
	text := w.app.textWriter()
	text.Break()
	w.showFigures(text)
	if len(w.shown.items) == 0 {
		text.Sides(w.shown.row, w.shown.translation)
	}
	for k := range w.shown.items {
		form := ""
		if len(w.shown.items) > 1 {
			form = w.shown.Fields[k].Form
		}
		w.shown.items[k].Suggestions = nil
		if k == 0 {
			w.shown.items[k].Suggestions = w.shown.suggestions
		}
		text.Work(&w.shown.items[k], &report.WorkLabels{Language: w.language, Source: w.project.Config.Source, Form: form})
	}
	if w.shown.Advice != "" {
		text.Paragraph(w.shown.Advice, 2)
	}
	for _, r := range w.shown.Remarks {
		text.Paragraph("? "+r.Who+": "+r.Text, 2)
	}
}

// showFigures says how much of the article waits, and of all articles if there are others.
func (w *shift) showFigures(text *report.Text) {
	rows, words := w.left(w.shown.Article)
	text.Paragraph(w.shown.Article+" · "+w.language+" · "+w.leftText(rows, words), 0)
	if allRows, allWords := w.left(""); allRows > rows {
		text.Paragraph(w.app.messages.Text("work.all")+" · "+w.language+" · "+w.leftText(allRows, allWords), 0)
	}
}

// leftText is how much waits, in words.
func (w *shift) leftText(rows, words int) string {
	text := w.app.messages.Count("work.left", rows)
	if words > 0 {
		text += ", " + w.app.messages.Count("queue.words", words)
	}
	return text
}

// left is how many rows of an article wait, or of all for "", and how many words there are
// to look at in them.
func (w *shift) left(article string) (rows, words int) {
	for _, s := range w.spots {
		if !s.done && (article == "" || s.article == article) {
			rows++
			words += s.words
		}
	}
	return rows, words
}

// ask asks what to do.
func (w *shift) ask(ctx context.Context) (string, error) {
	var keys []string
	for _, k := range workKeys {
		if (k.brief || w.shown == nil) && w.can(&k) {
			keys = append(keys, k.key+" "+w.app.messages.Text(k.label))
		}
	}
	w.app.textWriter().Choices(keys)
	return w.keyboard.command(ctx, "> ")
}

// workKey is a key with what it does.
type workKey struct {
	key         string
	label, help string // ids of messages
	brief       bool   // it is named each time
	everywhere  bool   // it works without a row, too
	can         func(*shownRow) bool
	do          func(w *shift, ctx context.Context, more string) error
}

func always(*shownRow) bool { return true }

// can reports whether a key does anything now.
func (w *shift) can(k *workKey) bool {
	if w.shown == nil {
		return k.everywhere
	}
	return k.can(w.shown)
}

// workKeys are the keys, in the order in which they are named. They are filled in when
// the package starts, since the help that one of them shows is made of all.
var workKeys []workKey

func init() {
	workKeys = []workKey{
		{"e", "work.edit", "work.edit_help", true, false, func(r *shownRow) bool { return len(r.items) > 0 }, (*shift).edit},
		{"i", "work.type", "work.type_help", false, false, func(r *shownRow) bool { return r.CanEdit }, (*shift).typeIn},
		{"d", "work.done", "work.done_help", true, false, func(r *shownRow) bool { return r.CanEdit && len(r.row.Target) > 0 }, (*shift).done},
		{"r", "work.right", "work.right_help", true, false, func(r *shownRow) bool { return r.CanRight }, (*shift).right},
		{"t", "work.take", "work.take_help", true, false, func(r *shownRow) bool { return len(r.suggestions) > 0 && len(r.Fields) == 1 }, (*shift).take},
		{"f", "work.force", "work.force_help", true, false, func(r *shownRow) bool { return r.canForce }, (*shift).force},
		{"x", "work.remove", "work.remove_help", true, false, func(r *shownRow) bool { return r.CanRemove }, (*shift).removeRow},
		{"k", "work.keep", "work.keep_help", true, false, func(r *shownRow) bool { return r.CanKeep }, (*shift).keepRow},
		{"s", "work.skip", "work.skip_help", true, false, always, func(w *shift, _ context.Context, _ string) error { w.at++; return nil }},
		{"b", "work.back", "work.back_help", false, true, always, (*shift).back},
		{"u", "work.undo", "work.undo_help", true, true, always, (*shift).undo},
		{"c", "work.comment", "work.comment_help", true, false, always, (*shift).comment},
		{"?", "work.help", "work.help_help", true, true, always, (*shift).help},
		{"q", "work.quit", "work.quit_help", true, true, always, func(w *shift, _ context.Context, _ string) error { w.finished = true; return nil }},
	}
}

// obey does what a command says. A digit takes the suggestion with its number.
func (w *shift) obey(ctx context.Context, command string) error {
	if command == "" {
		return nil
	}
	typed := command
	if _, err := strconv.Atoi(command); err == nil {
		command = "t " + command
	}
	key, more, _ := strings.Cut(command, " ")
	k := findKey(key)
	if latin, ok := onSameKey[key]; k < 0 && ok {
		k = findKey(latin)
	}
	if k < 0 || !w.can(&workKeys[k]) {
		typed, _, _ = strings.Cut(typed, " ")
		w.say("work.unknown", "Key", typed)
		return nil
	}
	if key != "u" {
		w.sure = false
	}
	return workKeys[k].do(w, ctx, strings.TrimSpace(more))
}

// findKey is the place of a key in [workKeys], or -1.
func findKey(key string) int {
	return slices.IndexFunc(workKeys, func(k workKey) bool { return k.key == key })
}

// onSameKey are the Latin letters that have the places of Cyrillic ones on a keyboard with
// the Russian layout, so that nobody has to switch it to say what to do.
var onSameKey = map[string]string{
	"у": "e", "ш": "i", "в": "d", "к": "r", "е": "t", "а": "f", "ч": "x", "л": "k", "ы": "s", "и": "b", "г": "u", "с": "c", "й": "q",
}

// say tells the user something.
func (w *shift) say(id string, pairs ...any) {
	w.app.textWriter().Paragraph(w.app.messages.Text(id, pairs...), 0)
}

// help says what the keys do.
func (w *shift) help(context.Context, string) error {
	var list [][2]string
	for _, k := range workKeys {
		list = append(list, [2]string{k.key, w.app.messages.Text(k.help)})
	}
	w.app.textWriter().Definitions(list)
	return nil
}

// back goes back to the row before.
func (w *shift) back(context.Context, string) error {
	w.again, w.anew, w.backward = true, true, true
	w.at = max(w.at-1, 0)
	return nil
}

// sumUp says what was done and what is left.
func (w *shift) sumUp() {
	text := w.app.textWriter()
	rows, words := w.left("")
	text.Break()
	text.Sentence(w.app.messages.Count("work.finished", len(w.spots)-rows) + " · " + w.leftText(rows, words))
	if len(w.past) > 0 && rows > 0 {
		text.Hint(w.app.messages.Text("hint.status", "Command", w.app.commandHere("status", "--lang", w.language)))
	}
}
