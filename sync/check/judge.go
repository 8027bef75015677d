package check

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// The rules that are neither a state, nor a change, a flag or a finding.
const (
	Unrelated   = "unrelated"
	Coverage    = "coverage"
	finding     = "finding"
	sourceEdits = "source_edits"
)

// Judge holds a translation, with its rows, against the policy of its project,
// and returns what breaks it in the order of [Verdict.Compare]. A file that does not
// exist is one verdict, and so is one that is no translation of its source.
func Judge(t *xsync.Translation, article string, policy *corpus.Check) []Verdict {
	j := &judge{t: t, article: article, policy: policy}
	switch {
	case !t.Exists:
		j.judgeFile(OnNoFile, drift.Missing.String(), drift.Missing)
	case t.Unrelated:
		j.judgeFile(OnRelation, Unrelated, drift.Unverified)
	default:
		for k := range t.Rows {
			j.judgeRow(&t.Rows[k])
		}
	}
	return Sorted(j.out, (*Verdict).Compare)
}

// covered is the verdict on how much of a language is fresh; it is off if the
// policy asks for no more.
func covered(lang string, counts *xsync.Counts, policy *corpus.Check) Verdict {
	v := Verdict{
		Kind: OnCoverage, Rule: Coverage, Language: lang, Path: corpus.ConfigName, Line: 1, EndLine: 1,
		Percent: int(counts.Coverage()*100 + 1e-9), Minimum: policy.MinCoverage(lang),
	}
	if v.Percent < v.Minimum {
		v.Level = Error
	}
	v.sealWith(parts{identity: joinTexts(lang, Coverage), open: true})
	return v
}

// soften marks and lowers a verdict on a row that nobody has touched to what the
// policy says of edits of the source: whoever edits it cannot be asked for
// translations.
func soften(v Verdict, policy *corpus.Check) Verdict {
	v.SourceEdit = true
	v.Level = min(v.Level, levelOf(policy.Level(v.Language, sourceEdits)))
	return v
}

// Compare orders verdicts by path, line, line of the source, rule and key: the order of all output.
func (v *Verdict) Compare(w *Verdict) int {
	if n := strings.Compare(v.Path, w.Path); n != 0 {
		return n
	}
	if n := cmp.Or(cmp.Compare(v.Line, w.Line), cmp.Compare(v.SourceLine, w.SourceLine)); n != 0 {
		return n
	}
	return cmp.Or(strings.Compare(v.Rule, w.Rule), strings.Compare(v.Key, w.Key), strings.Compare(v.Language, w.Language), cmp.Compare(v.EndLine, w.EndLine))
}

// Sorted are some verdicts in an order. A verdict is large: each is copied once, and not
// with every step of the sorting.
func Sorted(list []Verdict, order func(a, b *Verdict) int) []Verdict {
	return arrange(pointers(list), order)
}

func pointers(list []Verdict) []*Verdict {
	out := make([]*Verdict, len(list))
	for k := range list {
		out[k] = &list[k]
	}
	return out
}

// arrange is [Sorted] for verdicts that lie in several lists.
func arrange(list []*Verdict, order func(a, b *Verdict) int) []Verdict {
	slices.SortFunc(list, order)
	out := make([]Verdict, len(list))
	for k, v := range list {
		out[k] = *v
	}
	return out
}

// judge holds one translation against a policy.
type judge struct {
	t       *xsync.Translation
	article string
	policy  *corpus.Check
	out     []Verdict
}

func levelOf(l corpus.Level) Level {
	switch l {
	case corpus.LevelError:
		return Error
	case corpus.LevelWarn:
		return Warn
	}
	return Off
}

// levelFor is that of the first of the names that the policy has one for.
func (j *judge) levelFor(names ...string) Level {
	return levelOf(j.policy.Level(j.t.Language, names...))
}

// judgeFile judges a file rather than its rows.
func (j *judge) judgeFile(kind Kind, rule string, state drift.State) {
	v := Verdict{
		Kind: kind, Rule: rule, Level: j.levelFor(rule), State: state, Article: j.article, Language: j.t.Language,
		Path: j.t.Path, Line: 1, EndLine: 1, SourcePath: j.t.SourcePath, SourceLine: 1,
	}
	if len(j.t.Rows) > 0 {
		v.Text = beginningOf(&j.t.Rows[0])
	}
	if halves := j.t.Halves(); kind == OnNoFile && len(halves) > 0 {
		v.Halves = halves
	}
	p := parts{identity: joinTexts(v.Language, rule), open: j.t.Target == nil}
	if j.t.Target != nil {
		p.texts = block.FileDigest(j.t.Target.Src).String()
	}
	v.sealWith(p)
	j.addVerdict(v)
}

// judgeRow judges one row: its state, its flags and its findings.
func (j *judge) judgeRow(r *drift.Row) {
	v := j.placeOf(r)
	rule := r.State.String()
	names := []string{rule}
	if r.State == drift.Stale {
		rule = r.Change.String()
		names = []string{rule, drift.Stale.String()}
	}
	behind := r.State == drift.Stale && r.Flags&drift.Edited == 0 || r.State == drift.Missing && len(r.Made) == 0
	if v.Behind = behind; r.State != drift.Fresh {
		state := v
		state.Swaps = r.Swaps(j.t.SourceLanguage)
		if half, ok := j.t.HalfOf(r); ok {
			state.Halves = []xsync.Half{half}
		}
		level := j.levelFor(names...)
		if state.Doubtful = r.Doubtful(); state.Doubtful {
			level = min(level, levelOf(j.policy.LevelOr(j.t.Language, corpus.LevelWarn, drift.LowConfidence.Names()...)))
		}
		j.addByRule(OnState, state, r, rule, level)
	}
	for _, flag := range r.Flags.Names() {
		otherwise := corpus.LevelOff
		if r.State == drift.Fresh && flag == drift.Edited.Names()[0] { // of a stale one its state says enough
			otherwise = corpus.LevelWarn
		}
		j.addByRule(OnFlag, v, r, flag, levelOf(j.policy.LevelOr(j.t.Language, otherwise, flag)))
	}
	for _, f := range r.Findings {
		if behind && f.Kind != drift.Active && f.Kind != xsync.PictureKind {
			continue // what the translation does not say yet is what makes it stale
		}
		v.Source, v.Target, v.Written, v.Expected = f.Source, f.Target, f.Written, f.Expected
		v.parts.texts = f.Digest
		if f.Severity == drift.Info {
			v.Rule = f.Rule()
			j.addByRule(OnFinding, v, r, f.Kind, levelOf(j.policy.LevelOr(j.t.Language, corpus.LevelOff, f.Rule())))
			continue
		}
		names := []string{f.Rule(), f.Kind, finding}
		if f.Severity == drift.Error {
			names = append([]string{f.Kind + corpus.Broken}, names...)
		}
		v.Rule = f.Rule()
		j.addByRule(OnFinding, v, r, f.Kind, j.levelFor(names...))
	}
}

// addByRule adds the verdict by one rule on a row, under a narrower rule if the verdict
// names one. What the verdict is sealed with already is sealed beside the translation.
func (j *judge) addByRule(kind Kind, v Verdict, r *drift.Row, rule string, level Level) {
	v.Kind, v.Rule, v.Level = kind, cmp.Or(v.Rule, rule), level
	own := r.SourceDigests
	if len(own) == 0 {
		own = r.TargetDigests
	}
	texts := joinDigests(r.TargetDigests)
	if v.parts.texts != "" {
		texts = joinTexts(texts, v.parts.texts)
	}
	v.sealWith(parts{identity: joinTexts(v.Language, rule, joinDigests(own), v.Source, v.Target), texts: texts})
	j.addVerdict(v)
}

func (j *judge) addVerdict(v Verdict) {
	if v.Level > Off {
		j.out = append(j.out, v)
	}
}

// placeOf says where a row is to be edited; one that is missing stands where the
// translation of those before it ends, or, with column 1, at the very beginning.
func (j *judge) placeOf(r *drift.Row) Verdict {
	v := Verdict{
		Article: j.article, Language: j.t.Language, Path: j.t.Path, SourcePath: j.t.SourcePath,
		State: r.State, Change: r.Change, Row: r.ID, Text: beginningOf(r), KeyBefore: r.KeyBefore(),
	}
	if len(r.Source) > 0 {
		v.SourceLine = j.t.Source.Line(r.Source[0].Start)
	} else {
		v.SourcePath = ""
	}
	if n := len(r.Target); n > 0 {
		end := max(r.Target[n-1].Start, r.Target[n-1].End-1)
		v.Line, v.EndLine = j.t.Target.Line(r.Target[0].Start), j.t.Target.Line(end)
		return v
	}
	if line := j.t.EmptyLine(r); line > 0 {
		v.Line, v.EndLine, v.Begun = line, line, true
		return v
	}
	v.Copied = r.IsCopied()
	if line := j.t.LineBefore(r); line > 0 {
		v.Line, v.EndLine = line, line
		return v
	}
	v.Line, v.EndLine, v.Column, v.EndColumn = 1, 1, 1, 1
	return v
}

// shown is how many letters of a text a verdict shows.
const shown = 72

// beginningOf is how a row begins, on one line and cut between words.
func beginningOf(r *drift.Row) string {
	text := strings.Join(strings.Fields(cmp.Or(r.Now, r.Translation)), " ")
	if r.Label != "" && r.Label != text { // the id of a gettext message is its text
		text = strings.ReplaceAll(r.Label, "\x04", "|") + ": " + text
	}
	letters := []rune(text)
	if len(letters) <= shown {
		return text
	}
	head := string(letters[:shown])
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	return head + "…"
}

func joinDigests(digests []block.Digest) string {
	var b strings.Builder
	for _, d := range digests {
		b.WriteString(d.String())
	}
	return b.String()
}

// joinTexts is some texts as one, each apart from the others.
func joinTexts(texts ...string) string { return strings.Join(texts, "\x00") }

// digestOf is that of some texts, each apart from the others.
func digestOf(texts ...string) string {
	sum := sha256.Sum256([]byte(joinTexts(texts...)))
	var d block.Digest
	copy(d[:], sum[:])
	return d.String()
}
