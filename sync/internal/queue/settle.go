package queue

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// Outcome is what becomes of work on the translations into some languages, once
// its plan is carried out.
type Outcome struct {
	// Plan maps paths to their new bytes: translations and records.
	Plan map[string][]byte
	// Texts names for each record and store in the plan the translations that it
	// speaks of.
	Texts map[string][]string
	// Files are the translations that change, by path.
	Files []File
	// Done says of what [Save] put into translations what it translates, for whoever
	// vouches for it.
	Done []xsync.Done
	Left []Left // answers that were not taken, in the order they came in
	// Rest are rows that a tool could not carry over.
	Rest []Item
	// Problems are those of files and records that could not be read.
	Problems []error
}

func newOutcome() *Outcome { return &Outcome{Plan: map[string][]byte{}, Texts: map[string][]string{}} }

// File is a translation that changes.
type File struct {
	Article, Path string
	Was, Now      []byte // nil if there was no file
	Rows          []drift.Row
	Fields        []string // of the front matter, that a tool has carried over
}

// Import works out what becomes of the answers that came back for a language:
// those that fit are put into the translations, and nothing else is touched; what
// was written is read and checked again, and recorded as reviewed. It writes
// nothing.
func Import(ctx context.Context, p *xsync.Project, lang string, answers []Answer) (*Outcome, error) {
	return imported(ctx, p, lang, answers, xsync.Acceptance{})
}

// ImportMachine does the same with answers that a program has made and nobody has
// reviewed: what is put into the translations is recorded as that.
func ImportMachine(ctx context.Context, p *xsync.Project, lang string, answers []Answer) (*Outcome, error) {
	return imported(ctx, p, lang, answers, xsync.Acceptance{Machine: true})
}

func imported(ctx context.Context, p *xsync.Project, lang string, answers []Answer, accept xsync.Acceptance) (*Outcome, error) {
	out, byArticle := newOutcome(), byArticle(answers)
	known := map[string]bool{} // articles that have no translation into the language
	var jobs []*job
	q := xsync.Query{Languages: []string{lang}, Rows: true, Only: func(a *corpus.Article) bool { return byArticle[a.ID] != nil }}
	err := out.eachTranslation(ctx, p, q, func(article *xsync.Article) error {
		mine := byArticle[article.ID]
		if len(article.Translations)+len(article.Problems) == 0 {
			known[article.ID] = true
			return nil
		}
		delete(byArticle, article.ID)
		for k := range article.Translations {
			j := &job{article: article.ID, t: &article.Translations[k]}
			var left []Left
			j.changes, left = match(j.t, article.ID, mine)
			out.Left = append(out.Left, left...)
			if len(j.changes) > 0 {
				jobs = append(jobs, j)
			}
		}
		return out.settleSome(ctx, p, &jobs, accept)
	})
	if err != nil {
		return nil, err
	}
	out.leaveUnplaced(p, lang, byArticle, known)
	if err := out.settleAll(ctx, p, jobs, accept); err != nil {
		return nil, err
	}
	order := make(map[string]int, len(answers))
	for k, a := range answers {
		order[a.ID] = k
	}
	slices.SortStableFunc(out.Left, func(a, b Left) int { return order[a.Answer.ID] - order[b.Answer.ID] })
	return out, nil
}

// leaveUnplaced leaves the answers for which there is no translation: since it is not checked
// out, or is not to be, or since there is no such article. How to get what is not checked out is
// told once of what one command gets.
func (o *Outcome) leaveUnplaced(p *xsync.Project, lang string, byArticle map[string][]Answer, known map[string]bool) {
	if len(byArticle) == 0 {
		return
	}
	withheld, told := p.Withheld(lang), map[any]bool{}
	for _, id := range slices.Sorted(maps.Keys(byArticle)) {
		reason := NoSuchArticle
		if known[id] {
			reason = NotInLanguage
		}
		if why, is := withheld(id); is {
			reason = NotCheckedOut
			if command := why.Data["Command"]; !told[command] {
				told[command] = true
				o.Problems = append(o.Problems, why)
			}
		}
		for _, a := range byArticle[id] {
			o.Left = append(o.Left, Left{Answer: a, Reason: reason})
		}
	}
}

// Fix works out what a tool can carry over into translations, and records it as
// mechanical. It writes nothing.
func Fix(ctx context.Context, p *xsync.Project, q xsync.Query) (*Outcome, error) {
	out := newOutcome()
	q.Rows, q.Derived, q.Spare = true, ToolWork(p.Config.Source), isIdle
	accept := xsync.Acceptance{Tool: true}
	var jobs []*job
	err := out.eachTranslation(ctx, p, q, func(article *xsync.Article) error {
		for k := range article.Translations {
			if j := repairsOf(article.ID, &article.Translations[k], p.Config.Source); j.isAny() { // the others need not be kept
				jobs = append(jobs, j)
			}
		}
		return out.settleSome(ctx, p, &jobs, accept)
	})
	if err != nil {
		return nil, err
	}
	return out, out.settleAll(ctx, p, jobs, accept)
}

// toolWork is what there is for a tool to do in a translation.
type toolWork struct {
	Any  bool   // there is something that it may be able to do
	Rest []Item // what it leaves to a translator, if there is nothing else
}

// ToolWork asks for what there is for [Fix] to do in each translation from a source
// language.
func ToolWork(source string) *xsync.Derived {
	return &xsync.Derived{
		Name: "tool work 4 " + source, Large: true,
		Make: func(article string, t *xsync.Translation) any {
			j := repairsOf(article, t, source)
			if len(j.changedRows())+len(j.fields) > 0 {
				return &toolWork{Any: true}
			}
			return &toolWork{Rest: j.listRest()}
		},
		Encode: func(found any) []byte {
			data, err := json.Marshal(found)
			if err != nil {
				return nil // texts and numbers are always encoded
			}
			return data
		},
		Decode: func(data []byte) (any, bool) {
			out := &toolWork{}
			err := json.Unmarshal(data, out)
			return out, err == nil
		},
	}
}

// isIdle reports whether there is nothing for a tool to do in a translation.
func isIdle(found any) bool { return !found.(*toolWork).Any }

// repairsOf is what a tool can do to a translation, as a job.
func repairsOf(article string, t *xsync.Translation, source string) *job {
	j := &job{article: article, t: t}
	if found, ok := t.Derived.(*toolWork); ok && t.Source == nil {
		j.left = found.Rest
		return j
	}
	j.addRepairs(fixes(t, source, t.Language))
	for _, f := range t.StaleFields() {
		if f.Carried {
			j.fields = append(j.fields, f.Name)
		}
	}
	return j
}

// isAny reports whether there is anything for a tool to do, or to leave to a translator.
func (j *job) isAny() bool { return len(j.changedRows())+len(j.rest)+len(j.fields)+len(j.left) > 0 }

// listRest are the items of what a tool leaves to a translator.
func (j *job) listRest() []Item {
	if len(j.rest) == 0 {
		return j.left
	}
	return List(j.t, j.article, Options{Keep: func(r *drift.Row) bool { return j.rest[r] }})
}

// eachTranslation examines articles; what cannot be read is a problem of the outcome.
func (o *Outcome) eachTranslation(ctx context.Context, p *xsync.Project, q xsync.Query, visit func(*xsync.Article) error) error {
	problems, err := p.Each(ctx, q, func(a *xsync.Article) error {
		o.Problems = append(o.Problems, a.Problems...)
		return visit(a)
	})
	for _, problem := range problems {
		o.Problems = append(o.Problems, problem)
	}
	return err
}

// job is what is to be done to one translation: answers, or a tool's changes.
type job struct {
	article string
	t       *xsync.Translation
	changes []Change // of one message, one behind the other
	tool    bool     // the changes are those of a tool, not answers
	renames *Repairs // what is left of the changes if footnotes keep their labels
	rest    map[*drift.Row]bool
	left    []Item   // what is left to a translator, of a translation whose rows the cache spares
	fields  []string // of the front matter, to be carried over
	lister  *lister  // of the answers that are left, nil while there are none
	src     []byte
}

// addRepairs makes the changes of a tool those of the job.
func (j *job) addRepairs(r Repairs) {
	j.tool, j.changes, j.renames, j.rest = true, r.Changes, r.Without, map[*drift.Row]bool{}
	for _, row := range r.Rest {
		j.rest[row] = true
	}
}

// atOnce is the number of translations that are kept in memory until what is to be
// done to them is settled.
const atOnce = 512

// settleSome settles the jobs if there are enough of them, and forgets them.
func (o *Outcome) settleSome(ctx context.Context, p *xsync.Project, jobs *[]*job, accept xsync.Acceptance) error {
	if len(*jobs) < atOnce {
		return nil
	}
	err := o.settleJobs(ctx, p, *jobs, accept)
	*jobs = nil
	return err
}

// settleAll settles the jobs that are left.
func (o *Outcome) settleAll(ctx context.Context, p *xsync.Project, jobs []*job, accept xsync.Acceptance) error {
	err := o.settleJobs(ctx, p, jobs, accept)
	slices.SortFunc(o.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return err
}

// settleJobs makes the changes, checks them, takes back those that do not hold, and
// fills the plan in. One language comes after the other, since the records of all
// share the texts of the source.
func (o *Outcome) settleJobs(ctx context.Context, p *xsync.Project, jobs []*job, accept xsync.Acceptance) error {
	byLanguage := map[string][]*job{}
	for _, j := range jobs {
		o.makeChanges(p, j)
		byLanguage[j.t.Language] = append(byLanguage[j.t.Language], j)
	}
	for _, lang := range slices.Sorted(maps.Keys(byLanguage)) {
		if err := o.settleLanguage(ctx, p, lang, byLanguage[lang], accept); err != nil {
			return err
		}
	}
	for _, j := range jobs {
		o.Rest = append(o.Rest, j.listRest()...)
	}
	return nil
}

// settleLanguage settles the work on one language.
func (o *Outcome) settleLanguage(ctx context.Context, p *xsync.Project, lang string, jobs []*job, accept xsync.Acceptance) error {
	for {
		jobs = slices.DeleteFunc(jobs, func(j *job) bool { return len(j.changedRows())+len(j.fields) == 0 })
		markings, err := o.markJobs(ctx, p, lang, jobs, accept)
		if err != nil {
			return err
		}
		again := false
		for _, j := range jobs {
			if m, ok := markings[j.article]; ok && o.withdrawUnrecorded(j, &m) {
				o.makeChanges(p, j)
				again = true
			}
		}
		if again {
			continue
		}
		for _, j := range jobs {
			if m, ok := markings[j.article]; ok { // if not, a problem says why
				o.finishJob(j, &m)
			}
		}
		return nil
	}
}

// makeChanges writes the changes of a job into its translation; those that cannot be
// made are left.
func (o *Outcome) makeChanges(p *xsync.Project, j *job) {
	var refused []int
	switch {
	case j.tool:
		j.src, refused = apply(j.t, j.changes)
		if len(refused) > 0 && j.renames != nil {
			j.addRepairs(*j.renames)
			o.makeChanges(p, j)
			return
		}
		for _, k := range slices.Backward(refused) { // no labels are among them
			j.dropRepair(k)
		}
		j.carryFields()
	case len(j.changes) > 0:
		j.addDefinitions(p.Config.Source)
		j.src, refused = apply(j.t, j.changes)
		if !j.t.Exists {
			j.src = j.declareLanguage(p, j.src)
		}
		var waiting map[*drift.Row]bool
		if len(refused) > 0 {
			waiting = j.waitingRows(refused)
		}
		before := len(o.Left)
		for _, k := range slices.Backward(refused) {
			reason, findings := NotOneSegment, j.lostTags(k)
			switch {
			case j.changes[k].brought:
				j.changes = slices.Delete(j.changes, k, k+1)
				continue
			case len(findings) > 0:
				reason = Disagrees
			case waiting[j.changes[k].Row]:
				reason = AheadMissing
			}
			o.leaveAnswer(j, k, reason, findings)
		}
		if len(o.Left) > before && slices.ContainsFunc(j.changes, isBrought) {
			o.makeChanges(p, j) // without the definitions that only those needed
		}
	}
}

// lostTags are the tags of the source that the text of a change lacks, as findings.
func (j *job) lostTags(k int) []drift.Finding {
	r := j.changes[k].Row
	if len(r.Source) != 1 {
		return nil
	}
	var out []drift.Finding
	for _, tag := range format.LostTags(j.t.Source, r.Source[0].Block, j.changes[k].Answer.Text) {
		out = append(out, drift.Finding{Kind: catalog.Markup, Source: tag, Severity: drift.Warn})
	}
	return out
}

// carryFields puts the fields of the front matter into the text.
func (j *job) carryFields() {
	if len(j.fields) == 0 {
		return
	}
	doc, err := format.Of(j.t.Path).Parse(j.src, block.Options{Path: j.t.Path, Language: j.t.Language})
	if err != nil {
		j.fields = nil
		return
	}
	j.src = format.CarryFields(j.t.Source, doc, j.fields)
}

// dropRepair takes a tool's change back, but for new labels of footnotes, which are
// given together or not at all.
func (j *job) dropRepair(k int) {
	c := j.changes[k]
	j.rest[c.Row] = true
	j.changes = slices.Delete(j.changes, k, k+1)
	if c.instead != nil {
		j.changes = append(j.changes, Change{Row: c.Row, Edit: *c.instead, Touches: true})
	}
}

// leaveAnswer takes an answer back.
func (o *Outcome) leaveAnswer(j *job, k int, reason Reason, findings []drift.Finding) {
	if j.lister == nil {
		j.lister = newLister(j.t, j.article)
	}
	c := j.changes[k]
	left := Left{Answer: c.Answer, Reason: reason, Row: c.Row, Findings: findings}
	left.showTexts(j.lister)
	o.Left = append(o.Left, left)
	j.changes = slices.Delete(j.changes, k, k+1)
}

// markJobs works out the records of some jobs, by article.
func (o *Outcome) markJobs(ctx context.Context, p *xsync.Project, lang string, jobs []*job, accept xsync.Acceptance) (map[string]xsync.Marking, error) {
	out := map[string]xsync.Marking{}
	if len(jobs) == 0 {
		return out, nil
	}
	articles := map[string]bool{}
	accept.Written, accept.Begun = maps.Clone(o.Plan), map[string]bool{}
	for _, j := range jobs {
		articles[j.article] = true
		accept.Written[j.t.Path], accept.Begun[j.t.Path] = j.src, !j.t.Exists
		accept.Done = append(accept.Done, j.doneWork()...)
	}
	q := xsync.Query{Languages: []string{lang}, Only: func(a *corpus.Article) bool { return articles[a.ID] }}
	markings, problems, err := p.Mark(ctx, q, accept)
	if err != nil {
		return nil, err
	}
	for _, problem := range problems {
		if !problem.Notice() {
			o.Problems = append(o.Problems, problem)
		}
	}
	for _, m := range markings {
		out[m.Article] = m
	}
	return out, nil
}

// doneWork says what translates what once a job's changes are made.
func (j *job) doneWork() []xsync.Done {
	var out []xsync.Done
	add := func(r *drift.Row, target []block.Digest, carried bool) {
		out = append(out, xsync.Done{Article: j.article, Language: j.t.Language, Row: r, Target: target, Carried: carried})
	}
	for _, r := range j.broughtRows() {
		add(r, r.SourceDigests, false)
	}
	if j.tool {
		for k := range j.changes {
			c := &j.changes[k]
			add(c.Row, c.Edit.Digests(j.t.Target), c.Touches)
		}
		return out
	}
	if !j.t.Exists { // what was taken over as it is
		isThere := j.addedAsIs()
		for k := range j.t.Rows {
			if r := &j.t.Rows[k]; len(r.Source) > 0 && !j.changesRow(r) && isThere(r) {
				add(r, r.SourceDigests, false)
			}
		}
		for _, r := range definitionsIn(j.t.Source) {
			add(r, r.SourceDigests, false)
		}
	}
	for k, digests := range digestsOf(j.t, j.changes, j.src) {
		if r := j.changes[k].Row; k == 0 || r != j.changes[k-1].Row { // a message has an answer for each form
			add(r, digests, false)
		}
	}
	return out
}

// broughtRows are the rows of what comes along with the new segments of a job's changes and
// needs no translator.
func (j *job) broughtRows() []*drift.Row {
	if !j.t.Exists || j.t.Source.Keyed != nil {
		return nil
	}
	var isBrought func(*drift.Row) bool
	if j.t.Source.Format == block.Markdown {
		brought := edit.Brought(j.t.Target, editsOf(j.changes))
		isBrought = func(r *drift.Row) bool { return brought[r.Source[0].At] }
	} else {
		isBrought = j.addedAsIs()
	}
	var out []*drift.Row
	for k := range j.t.Rows {
		if r := &j.t.Rows[k]; r.State == drift.Missing && len(r.Source) == 1 && isBrought(r) && !j.changesRow(r) {
			out = append(out, r)
		}
	}
	for _, r := range definitionsIn(j.t.Source) {
		if isBrought(r) {
			out = append(out, r)
		}
	}
	return out
}

// changesRow reports whether one of a job's changes is that of a row.
func (j *job) changesRow(r *drift.Row) bool {
	return slices.ContainsFunc(j.changes, func(c Change) bool { return c.Row == r })
}

// addedAsIs tells the rows that need no translator and whose text stands in the file once
// more than before.
func (j *job) addedAsIs() func(*drift.Row) bool {
	count := map[block.Digest]int{}
	add := func(doc *block.Doc, n int) {
		for _, at := range doc.Segments() {
			count[doc.Blocks[at].Digest()] += n
		}
	}
	if j.t.Exists {
		add(j.t.Target.Reread(j.src), 1)
		add(j.t.Target, -1)
	} else if now, err := format.Of(j.t.Path).Parse(j.src, block.Options{Path: j.t.Path, Language: j.t.Language}); err == nil {
		add(now, 1)
	}
	return func(r *drift.Row) bool {
		if !isTakenOver(r) || count[r.SourceDigests[0]] <= 0 {
			return false
		}
		count[r.SourceDigests[0]]--
		return true
	}
}

// isTakenOver reports whether the source of a row needs no translator: it is code or tags, or
// has nothing to translate.
func isTakenOver(r *drift.Row) bool {
	return r.Kind != block.Message && (!isTranslated(r.Kind) || !strings.ContainsFunc(r.Now, unicode.IsLetter))
}

// changedRows are the rows that a job works on.
func (j *job) changedRows() []*drift.Row { return finishedRows(j.changes) }

// withdrawUnrecorded takes back what was not recorded, and reports whether there was any.
func (o *Outcome) withdrawUnrecorded(j *job, m *xsync.Marking) bool {
	done := map[string]bool{}
	for k := range m.Accepted {
		done[m.Accepted[k].ID] = true
	}
	refused := map[string]*xsync.Refusal{}
	for k := range m.Refused {
		refused[m.Refused[k].Row.ID] = &m.Refused[k]
	}
	found := false
	for k, c := range slices.Backward(j.changes) {
		r := c.Row
		if c.Touches || c.brought || done[c.recordedAs().ID] {
			continue
		}
		found = true
		if j.tool {
			j.dropRepair(k)
			continue
		}
		reason, findings := NotOneSegment, []drift.Finding(nil)
		switch why := refused[r.ID]; {
		case why == nil:
		case why.Reason == xsync.StillInSource, slices.Equal(strings.Fields(c.Answer.Text), strings.Fields(r.Now)):
			reason = NotTranslated
		case why.Reason == xsync.NotHolding:
			reason, findings = Disagrees, why.Row.Findings
		}
		o.leaveAnswer(j, k, reason, findings)
	}
	return found
}

// resultFile is what a job makes of the file of its translation.
func (j *job) resultFile() File {
	f := File{Article: j.article, Path: j.t.Path, Now: j.src, Fields: j.fields}
	if j.t.Exists {
		f.Was = j.t.Target.Src
	}
	for _, r := range slices.Compact(j.changedRows()) {
		f.Rows = append(f.Rows, *r)
	}
	return f
}

// finishJob takes a job into the plan.
func (o *Outcome) finishJob(j *job, m *xsync.Marking) {
	f := j.resultFile()
	o.Files = append(o.Files, f)
	maps.Copy(o.Plan, m.Plan)
	for name := range m.Plan {
		o.Texts[name] = append(o.Texts[name], f.Path)
	}
	if f.Was == nil || string(f.Was) != string(f.Now) {
		o.Plan[f.Path] = f.Now
	}
}
