package xsync

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// Reason says why a row was not recorded.
type Reason string

// The reasons. They are message ids of the command's catalogues as well.
const (
	NotTranslated Reason = "refused.missing"      // there is no translation
	NotFollowed   Reason = "refused.not_followed" // the translation was edited, but still has the old number
	StillInSource Reason = "refused.untranslated" // the translation is still in the source language
	NotEdited     Reason = "refused.not_edited"   // the source changed, the translation did not
	NotHolding    Reason = "refused.finding"      // the two sides disagree on a fact
	NotSure       Reason = "refused.confidence"   // the alignment is doubtful
	NoSource      Reason = "refused.orphan"       // the source was deleted
	NotIntended   Reason = "refused.extra"        // nothing says that it was added on purpose
	Unrelated     Reason = "refused.unrelated"    // the file is no translation of the source
	NotNegated    Reason = "refused.negation"     // the source has a negation more, the edit brought none
	KeepsWord     Reason = "refused.old_word"     // the translation has the word for what the source has replaced
	OnlyMarks     Reason = "refused.only_marks"   // the source changed in words, the translation in none
	Elsewhere     Reason = "refused.elsewhere"    // the translation was edited in another place than the source
	TooLittle     Reason = "refused.too_little"   // the source changed in many words, the translation in one
	KeepsKey      Reason = "refused.old_key"      // the translation has the key that the source has renamed
	NotSeen       Reason = "refused.unverified"   // nobody has touched or named the translation
)

// Acceptance says which rows to record as done.
type Acceptance struct {
	// Segments are ids of rows that a person has looked at and vouches for, with
	// or without the id of their article and "#" before them.
	Segments []string
	// Choice limits the work to the rows that it chooses, if it chooses any.
	Choice drift.Choice
	// Change accepts stale rows whose change is at most this, edited or not.
	Change drift.Change
	// Force records what would be refused, as forced.
	Force bool
	// Assume records every confident pair without a finding as assumed, and
	// nothing else.
	Assume bool
	// Tool says that a tool did the work, of which nothing more than a
	// mechanical change can be recorded.
	Tool bool
	// Machine says that a program has translated what is done, and that nobody has
	// reviewed it.
	Machine bool
	// Done is work of which it is known what translates what. With it nothing
	// else is recorded.
	Done []Done
	// Move writes what was recorded of an article under another name to where it
	// belongs now, and records nothing else.
	Move bool
	// History records first what it tells of the rows that nothing is recorded of,
	// and unless Assume is set, nothing else.
	History *History
	// Written holds texts, by path, that stand in the place of files, nil for
	// one that is removed: what is recorded is the work that they will be once
	// they are written.
	Written map[string][]byte
}

// rowIsNamed reports whether one of some names is that of a row, with or without that
// of its article before it.
func rowIsNamed(names []string, article string, r *drift.Row) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		own, _ := strings.CutPrefix(name, article+"#")
		return r.Named(name) || r.Named(own)
	})
}

// reasons are why an edit is doubted.
var reasons = map[drift.Doubt]Reason{
	drift.OldQuantity: NotFollowed, drift.OldNegation: NotNegated, drift.OldWord: KeepsWord,
	drift.OnlyMarks: OnlyMarks, drift.Elsewhere: Elsewhere, drift.TooLittle: TooLittle, drift.OtherText: NotSure,
}

// Refusal is a row that was not recorded, and why.
type Refusal struct {
	Row    drift.Row
	Reason Reason
	// Words are of [KeepsWord] alone: a word of the source that went, and what stands
	// for it in the translation.
	Words [2]string
}

// Marking is what recording did, or would do once its plan is carried out. Of
// what is assumed it tells the figures only, since it is assumed for a whole
// project at once: Before, Accepted and Refused are empty then.
type Marking struct {
	Article, Language string
	Before            *Translation // with rows
	Accepted          []drift.Row
	Refused           []Refusal
	Taken             int            // rows accepted
	Left              map[Reason]int // rows refused, and those that nobody has touched
	Inferred          Inferred       // of the history, if it was asked
	From              []string       // ids of the articles that its record was found under, if it was under others
	Moved             int            // rows that came with their texts from other articles
	Unknown           []string       // segments named that there are none of

	lost []string // a word of each text that left the article with its translation
	// Plan maps paths to their new bytes.
	Plan map[string][]byte
}

// Mark works out what to record of the work on some articles in some languages.
// It changes nothing: each marking carries the plan of the files to write.
func (p *Project) Mark(ctx context.Context, q Query, a Acceptance) ([]Marking, []corpus.Problem, error) {
	found, problems := p.Config.Find(p.FS)
	p.followRenames(problems, found)
	q.adoption = p.newAdoption(found)
	all := found
	problems, named := q.chooseLost(problems)
	found, unknown := q.chooseArticles(found, named)
	problems = append(problems, unknown...)
	p = p.withFiles(a.Written, found)
	var words map[string]*align.Lexicon
	done := &tally{step: q.Step, total: len(found)}
	if a.Assume || a.History != nil { // much is to be aligned at once: let it teach itself
		var err error
		teaching := teachingArticles(found)
		done.total += len(teaching)
		if words, err = p.learnLexicons(ctx, teaching, q, done); err != nil {
			return nil, problems, err
		}
	}
	markings := make([][]Marking, len(found))
	failures := make([]error, len(found))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for k, article := range found {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			markings[k], failures[k] = p.markArticle(article, q, a, words)
			done.count(article.ID)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, problems, err
	}
	for _, err := range failures {
		if err == nil {
			continue
		}
		var problem corpus.Problem
		if !errors.As(err, &problem) {
			return nil, problems, err
		}
		problems = append(problems, problem)
	}
	out := slices.Concat(markings...)
	return append(out, p.handOver(q, all, found, out)...), problems, nil
}

func (p *Project) markArticle(a corpus.Article, q Query, accept Acceptance, words map[string]*align.Lexicon) ([]Marking, error) {
	src, err := corpus.ReadText(p.FS, a.Source)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return nil, corpus.Problem{ID: corpus.EmptySource, Path: a.Source}
	}
	source := p.loadSource(&a, src)
	records, err := p.readRecords(a)
	if err != nil {
		return nil, err
	}
	texts, err := p.readSources(a.ID)
	if err != nil {
		return nil, err
	}
	for _, record := range records {
		if record == nil {
			continue
		}
		if err := checkWhole(texts, a.ID, record); err != nil {
			return nil, err
		}
	}
	m := marker{project: p, article: a, query: &q, accept: accept, source: source, texts: texts, records: records, moved: map[string]*adopted{}}
	var out []Marking
	for _, lang := range p.languagesOf(q) {
		marking, err := m.markLanguage(lang, words[lang])
		if err != nil {
			return out, err
		}
		if marking != nil {
			out = append(out, *marking)
		}
	}
	m.planStores(out)
	return out, nil
}

// marker marks an article, one language after the other.
type marker struct {
	project *Project
	article corpus.Article
	query   *Query
	accept  Acceptance
	source  *loaded
	texts   *baseline.Sources
	records map[string]*baseline.Record // by language
	moved   map[string]*adopted         // records that came from other articles, by language
}

// markLanguage works out what is recorded of a translation; nil if there is none, or
// nothing that was asked for.
func (m *marker) markLanguage(lang string, words *align.Lexicon) (*Marking, error) {
	p, a := m.project, m.article
	target := a.Targets[lang]
	if target.Problem != nil {
		return nil, *target.Problem
	}
	if !target.Exists {
		return nil, nil
	}
	data, err := corpus.ReadText(p.FS, target.Path)
	if err != nil {
		return nil, err
	}
	file := p.fileOf(&a, target.Path, lang, data)
	was := file
	if _, ok := m.accept.Written[target.Path]; ok { // what others have of it is told by the text that the work began from
		if was.Data, err = m.query.adoption.project.Optional(target.Path); err != nil {
			return nil, err
		}
	}
	record, found := p.adoptRecord(m.query, a, lang, m.records[lang], was, m.texts)
	if m.accept.Move && found == nil && !m.query.heir {
		return nil, nil
	}
	w := &work{
		article: a.ID, source: m.source, texts: m.texts, record: record, moved: found != nil, accept: m.accept, words: words.With(p.Dictionaries.lexicon(lang)), target: file,
		project: p, pictures: &site{},
	}
	if a.Template {
		w.source = m.source.besideTarget(target.Path, data)
	}
	w.record = settleRecord(w.record, w.source.file.segmentsByDigest, was.segmentsByDigest)
	if err := w.openFiles(); err != nil {
		return nil, err
	}
	own := borrowed{record: w.record}
	if len(m.accept.Done) == 0 { // what is done is told; what others have of the same texts came from the same work
		own = m.query.adoption.borrowPairs(a.ID, lang, w.record, w.from, w.to, m.texts)
	}
	if m.query.heir && own.rows == 0 {
		return nil, nil
	}
	w.lent = own.record
	out := w.markRows()
	out.Article, out.Language = a.ID, lang
	if !w.changed {
		return &out, nil
	}
	m.records[lang] = w.record
	out.Plan = map[string][]byte{baseline.RecordPath(lang, a.ID): w.record.Encode()}
	if found != nil {
		out.From, m.moved[lang] = found.from, found
	} else if own.rows > 0 {
		out.From, out.Moved = own.from, own.rows
	}
	return &out, nil
}

// planStores adds the store of source texts, and what is left of records that moved
// here, to the plans.
func (m *marker) planStores(markings []Marking) {
	for k := range markings {
		if markings[k].Plan == nil {
			continue
		}
		m.texts.Keep(rowsByDigest(m.records))
		markings[k].Plan[baseline.SourcePath(m.article.ID)] = m.texts.Encode()
		for _, name := range m.project.clearedFiles(m.moved) {
			markings[k].Plan[name] = nil
		}
	}
}

// readRecords reads the records of an article in all languages.
func (p *Project) readRecords(a corpus.Article) (map[string]*baseline.Record, error) {
	out := map[string]*baseline.Record{}
	for _, lang := range p.Config.Targets {
		raw, err := p.Optional(baseline.RecordPath(lang, a.ID))
		if err != nil {
			return nil, err
		}
		if out[lang], _, err = decodeRecord(baseline.RecordPath(lang, a.ID), raw); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// rowsByDigest are the rows of all records that refer to a source text, by its digest.
func rowsByDigest(records map[string]*baseline.Record) map[block.Digest][]string {
	all := map[block.Digest][]string{}
	for lang, r := range records {
		if r == nil {
			continue
		}
		for k := range r.Entries {
			for _, d := range r.Entries[k].Source {
				all[d] = append(all[d], lang+" "+r.Entries[k].Row)
			}
		}
	}
	return all
}

// work is the recording of one article in one language.
type work struct {
	article string
	source  *loaded
	target  File
	from    drift.Side // the source
	to      drift.Side // the target
	texts   *baseline.Sources
	record  *baseline.Record
	accept  Acceptance
	words   *align.Lexicon // nil if nothing was learnt
	// done are the places in the record of what is known to be done.
	done    map[int]bool
	changed bool
	moved   bool             // the record is that of another article
	lent    *baseline.Record // the record with what others have of the article
	project *Project
	// pictures are the digests of those that were read, redrawn the rows whose picture was
	// made anew, and drawn what is recorded of pictures.
	pictures *site
	redrawn  map[string]bool
	drawn    []baseline.Field
	lost     []string // see [Marking]
}

// openFiles parses both files.
func (w *work) openFiles() (err error) {
	if w.from, err = w.source.openSource(); err != nil {
		return err
	}
	w.target.Like = w.from.Doc
	w.to, err = w.target.parseSide()
	return err
}

func (w *work) markRows() Marking {
	was := w.record
	w.record = w.lent
	var told Inferred
	if w.accept.History != nil {
		told = w.inferRecord()
	}
	m := w.takeAccepted(was)
	m.Inferred = told
	return m
}

// takeAccepted records the rows that are accepted. was is the record as it is written.
func (w *work) takeAccepted(was *baseline.Record) Marking {
	before := &Translation{Language: w.target.Language, Path: w.target.Path, SourcePath: w.source.file.Path, Exists: true}
	w.advanceDone()
	before.examineSides(w.from, w.to, w.record, w.texts, w.words)
	w.project.judgeLocalised(before, w.pictures)
	w.redrawn = w.redrawnRows(before)
	m := Marking{Before: before, Unknown: w.unknownNames(before.Rows), Left: map[Reason]int{}}
	var next baseline.Record
	gone := w.goneEntries(before.Rows)
	for k := range before.Rows {
		r := &before.Rows[k]
		how, reason, take := w.judgeRow(r, before.Unrelated)
		switch {
		case take:
			m.Taken++
			m.Accepted = append(m.Accepted, *r)
			next.Entries = append(next.Entries, w.entryOf(r, how, before.Rows[:k]))
			w.keepTexts(r)
		default:
			if reason != "" {
				m.Left[reason]++
			}
			if reason != "" && reason != NotSeen {
				m.Refused = append(m.Refused, w.refusal(r, reason))
			}
			next.Entries = append(next.Entries, w.oldEntries(r)...)
			remember(next.Entries, r)
			if k, ok := gone[digestsOf(r.SourceDigests)]; ok && r.State == drift.Missing {
				next.Entries = append(next.Entries, w.record.Entries[k])
			}
		}
	}
	w.drawn = w.pictureFields(before, m.Accepted)
	w.sealRecord(&next, was)
	m.lost = w.lost
	if w.accept.Assume || w.accept.Move || w.accept.History != nil {
		m.Before, m.Accepted, m.Refused = nil, nil, nil
	}
	return m
}

// refusal is a row that is not recorded for a reason.
func (w *work) refusal(r *drift.Row, reason Reason) Refusal {
	out := Refusal{Row: *r, Reason: reason}
	if reason == KeepsWord {
		_, out.Words = drift.Doubted(r, w.source.file.Language, w.target.Language)
	}
	return out
}

// sealRecord gives the rows of the new record their names and says whether it differs
// from the old one.
func (w *work) sealRecord(next, was *baseline.Record) {
	after := &Translation{Exists: true}
	after.examineSides(w.from, w.to, next, w.texts, nil)
	if after.Unrelated && len(next.Entries) == 0 && was == nil {
		return // of what is no translation there is nothing to keep
	}
	for _, e := range w.droppedPairs(was, next) {
		if then, ok := w.texts.Get(e.Source[0]); ok {
			w.lost = append(w.lost, longestWord(then.Text))
		}
	}
	next.Seen = w.seenSegments(after.Rows, was)
	next.Fields = append(w.drawn, w.recordedFields(was)...)
	next.Succeed(was)
	w.changed = was == nil || w.moved || was.Old || string(was.Encode()) != string(next.Encode())
	w.record = next
}

// seenSegments are the segments of the translation that stand unrecorded in a record that
// is begun, and those that were there and still are in one that goes on.
func (w *work) seenSegments(rows []drift.Row, was *baseline.Record) []baseline.Seen {
	var out []baseline.Seen
	if was != nil && !was.Blind {
		there := unrecordedSegments(rows)
		for _, s := range was.Seen {
			if there[s.Target] > 0 {
				there[s.Target]--
				out = append(out, s)
			}
		}
		return out
	}
	count := map[block.Digest]int{}
	for k := range rows {
		if len(rows[k].Made) > 0 {
			continue
		}
		for _, d := range rows[k].TargetDigests {
			name := baseline.RowName(&baseline.Entry{Target: []block.Digest{d}}, count[d])
			count[d]++
			out = append(out, baseline.Seen{Target: d, Row: name})
		}
	}
	return out
}

// entryOf is what is recorded of a row. It has the name under which the row was
// recorded before, if it was; a new one tells rows apart that have the same source.
func (w *work) entryOf(r *drift.Row, how baseline.How, before []drift.Row) baseline.Entry {
	e := baseline.Entry{Source: r.SourceDigests, Target: r.TargetDigests, How: how, Words: drift.WordDigests(r.Target)}
	if w.record != nil && len(r.Made) > 0 {
		e.Row = w.record.Entries[r.Made[0]].Row
	}
	if e.Row != "" {
		return e
	}
	n := 0
	for k := range before {
		if slices.Equal(before[k].SourceDigests, e.Source) && (len(e.Source) > 0 || slices.Equal(before[k].TargetDigests, e.Target)) {
			n++
		}
	}
	name := baseline.RowName(&e, n)
	if w.record == nil || !slices.ContainsFunc(w.record.Entries, func(o baseline.Entry) bool { return o.Row == name }) {
		e.Row = name
	}
	return e
}

// remember keeps the words of a translation that stands as it was recorded by an
// earlier version, which kept none. The entry of the row is the last.
func remember(entries []baseline.Entry, r *drift.Row) {
	if len(r.Made) != 1 || r.Flags&drift.Edited != 0 {
		return
	}
	if e := &entries[len(entries)-1]; e.Words == "" && e.How != baseline.Inferred && slices.Equal(e.Target, r.TargetDigests) {
		e.Words = drift.WordDigests(r.Target)
	}
}

// oldEntries are the entries of the record that a row goes back to.
func (w *work) oldEntries(r *drift.Row) []baseline.Entry {
	var out []baseline.Entry
	for _, k := range r.Made {
		out = append(out, w.record.Entries[k])
	}
	return out
}

// keepTexts stores the source texts of a row.
func (w *work) keepTexts(r *drift.Row) {
	for k, d := range r.SourceDigests {
		w.texts.Put(d, *r.Source[k].Block)
	}
}

func (w *work) unknownNames(rows []drift.Row) []string {
	var out []string
	for _, id := range w.accept.Segments {
		if !slices.ContainsFunc(rows, func(r drift.Row) bool { return rowIsNamed([]string{id}, w.article, &r) }) {
			out = append(out, id)
		}
	}
	return out
}

// judgeRow decides whether a row is recorded, how, and if not, why; no reason
// means that there is nothing to say of the row.
func (w *work) judgeRow(r *drift.Row, unrelated bool) (how baseline.How, reason Reason, take bool) {
	if len(w.accept.Done) > 0 || w.accept.Tool {
		return w.settledHow(r)
	}
	isNamed := rowIsNamed(w.accept.Segments, w.article, r)
	if len(w.accept.Segments) > 0 && !isNamed || !w.accept.Choice.IsEmpty() && !w.accept.Choice.Has(r) {
		return 0, "", false
	}
	if w.accept.Move || w.accept.History != nil && !w.accept.Assume {
		return 0, "", false
	}
	reason, take = w.checkAgain(r, isNamed)
	if unrelated && (take || reason != "") {
		reason, take = Unrelated, false
	}
	switch {
	case w.accept.Assume:
		return baseline.Assumed, reason, take && r.State == drift.Unverified
	case take:
		return w.howTaken(r, isNamed), "", true
	case reason != "" && w.accept.Force && isNamed:
		return baseline.Forced, "", true
	}
	return 0, reason, false
}

// howTaken is how a row is recorded that is taken. Where only its picture was made anew,
// nothing new is known of the text.
func (w *work) howTaken(r *drift.Row, isNamed bool) baseline.How {
	if w.redrawn[r.ID] && !isNamed && r.State == drift.Fresh && r.Flags&drift.Edited == 0 {
		return w.record.Entries[r.Made[0]].How
	}
	return baseline.Reviewed
}

// keepsKey reports whether a message or a field of the front matter stands in the
// translation under the key that it had in the source before: a program does not find it.
func keepsKey(r *drift.Row) bool {
	if len(r.Base) != 1 || len(r.Source) != 1 || len(r.Target) != 1 || r.Kind != block.Message && r.Kind != block.FrontMatter {
		return false
	}
	was, now, here := r.Base[0].Block, r.Source[0].Block, r.Target[0].Block
	return was.Label != now.Label && here.Label == was.Label
}

// disagreesOnFacts reports whether the two sides of a row disagree on more than
// punctuation, in which languages have their own ways, and on fields beside it. What is active in a text that
// came back was held against the text that was there, which may have had it.
func (w *work) disagreesOnFacts(r *drift.Row) bool {
	return slices.ContainsFunc(r.Findings, func(f drift.Finding) bool {
		return f.Severity != drift.Info && f.Kind != catalog.Punctuation && f.Kind != FieldKind && f.Kind != PictureKind && (f.Kind != drift.Active || len(w.accept.Done) == 0)
	})
}

// losesFacts reports whether a translation that was written or edited lost facts of its
// source, or brought along a number that it does not have, and adds to the row what these
// are: what import asks of a text that comes back. Of the translation before only what was
// not touched is known.
func (w *work) losesFacts(r *drift.Row) bool {
	if !r.IsWritten() || w.accept.Assume || len(r.Source) == 0 || len(r.Target) == 0 || r.Flags&drift.Edited != 0 && len(r.Touched) == 0 {
		return false
	}
	kept := ""
	for _, e := range r.Touched {
		if e.Op == drift.Keep {
			kept += e.Text
		}
	}
	written := drift.Written{
		Kind: r.Kind, State: r.State, Source: r.Now, Target: r.Translation,
		SourceLanguage: w.source.file.Language, TargetLanguage: w.target.Language, Was: cmp.Or(r.Was, r.Now), Before: kept,
	}
	found := false
	for _, f := range written.LostFacts() {
		if f.Target != "" || r.State == drift.Stale { // what was left out on purpose before stays so
			r.Findings, found = append(r.Findings, f), true
		}
	}
	return found
}

// checkAgain checks a row again.
func (w *work) checkAgain(r *drift.Row, named bool) (Reason, bool) {
	switch r.State {
	case drift.Missing:
		return NotTranslated, false
	case drift.Untranslated:
		return StillInSource, false
	case drift.Orphan:
		return NoSource, false
	case drift.Extra:
		return NotIntended, named
	case drift.Unverified:
		if !named && !w.accept.Assume && !w.accept.Choice.Has(r) && !r.IsWritten() {
			return NotSeen, false
		}
	case drift.Fresh:
		const doubted = drift.Assumed | drift.Forced | drift.Machine
		isRedrawn := hasStalePicture(r) && w.isSeen(r)
		if r.Flags&drift.Edited == 0 && !isRedrawn && !(r.Flags&doubted != 0 && (named || w.accept.Choice.Has(r))) {
			return "", false
		}
	case drift.Stale:
		if keepsKey(r) {
			return KeepsKey, false
		}
		if r.Flags&drift.Edited == 0 && !named && r.Change > w.accept.Change {
			return NotEdited, false
		}
		if r.Flags&drift.Edited == 0 && w.disagreesOnFacts(r) {
			return NotHolding, false
		}
		doubt, _ := drift.Doubted(r, w.source.file.Language, w.target.Language)
		if doubt != drift.NoDoubt && (!named || doubt.IsGrave()) {
			return reasons[doubt], false
		}
	}
	if w.disagreesOnFacts(r) || w.losesFacts(r) {
		return NotHolding, false
	}
	if !named && (r.Flags&drift.LowConfidence != 0 || r.State == drift.Unverified && r.Confidence < assured) {
		return NotSure, false
	}
	keyed := format.Keyed(w.target.Path) // a key says what belongs together; messages are translated freely
	if !named && !keyed && r.IsWritten() && drift.IsOtherText(r, w.source.file.Language, w.target.Language) {
		return NotSure, false
	}
	return "", true
}

// assured is the confidence from which a pair that nobody has named is recorded.
// Of the pairs below it, one in five is wrong.
const assured = 0.7
