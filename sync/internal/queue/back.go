package queue

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Reason says why an answer was not taken. They are message ids of the command's
// catalogues as well.
type Reason string

// The reasons.
const (
	NotFilled     Reason = "left.not_filled"      // nothing was filled in, or nothing was changed
	WrongField    Reason = "left.wrong_field"     // nothing was filled in, but the translation so far was changed in the list
	NotFinished   Reason = "left.not_finished"    // its tool says that it is not finished
	AlreadyThere  Reason = "left.already_there"   // already up to date
	NoSuchItem    Reason = "left.no_such_item"    // the source has no such segment any more
	IDChanged     Reason = "left.id_changed"      // its id names no item, and its seal does
	NoSuchArticle Reason = "left.no_such_article" // its id names no article: it was changed, or the article is gone
	NotInLanguage Reason = "left.not_in_language" // its article is not to be in the language
	NotCheckedOut Reason = "left.not_checked_out" // git has its article or translation, and has not checked it out
	NoSeal        Reason = "left.no_seal"         // it does not say which texts it was made from
	SourceMoved   Reason = "left.source_moved"    // the source was edited since
	TargetMoved   Reason = "left.target_moved"    // the translation was edited since
	NotOneSegment Reason = "left.not_one_segment" // the text would become something else in the file
	AheadMissing  Reason = "left.ahead_missing"   // what stands before it in its list or note is not translated yet
	LineMissing   Reason = "left.line_missing"    // it is the title on a line that a tool has to put there first
	NotTranslated Reason = "left.not_translated"  // the text is still in the language of the source
	WrongLanguage Reason = "left.wrong_language"  // the text is in a language that is neither the source's nor the list's
	FormsMissing  Reason = "left.forms_missing"   // a message would lack plural forms
	NotFollowed   Reason = "left.not_followed"    // it has the number, day or month that the source has replaced
	NotNegated    Reason = "left.negation"        // the source has a negation more, the text has none
	Disagrees     Reason = "left.disagrees"       // facts, links or code are not those of the source
	Shortened     Reason = "left.shortened"       // much of the translation is gone, and not of the source
	Misplaced     Reason = "left.misplaced"       // it says nothing of its source, and translates another
	Respaced      Reason = "left.respaced"        // a tool has torn its source at its marks, and so it
)

// Refused reports whether a reason is an objection: something was filled in, and
// it is not in the translation.
func (r Reason) Refused() bool {
	return r != NotFilled && r != NotFinished && r != AlreadyThere
}

// Left is an answer that was not taken.
type Left struct {
	Answer Answer
	Reason Reason
	Row    *drift.Row // what the answer is for now, nil if there is none
	Other  *drift.Row // of [Misplaced], what it seems to translate
	// Now and Translation are the texts of the row today.
	Now, Translation string
	Findings         []drift.Finding // on which the answer and its source disagree
}

// match holds answers against a translation, examined with its rows, and says
// which of them fit, in the order of the source. Answers for other articles are
// to be left out before. Of several for one item the first that fits is taken.
func match(t *xsync.Translation, article string, answers []Answer) (taken []Change, left []Left) {
	m := newMatcher(t, article)
	for _, a := range answers {
		r, reason := m.matchAnswer(&a)
		var lacking []drift.Finding
		var other *drift.Row
		if reason == "" {
			w := m.written(r, a.Text)
			if lacking = append(w.LostFacts(), m.foreignFindings(r, a.Text)...); len(lacking) > 0 {
				reason = Disagrees
			} else {
				reason = m.doubtOf(r, w)
			}
			if reason == "" && m.lacksLine(r) {
				reason = LineMissing
			}
			if other = m.otherRow(r, a.Text); other != nil && reason == "" {
				reason = Misplaced
			}
		}
		if reason != "" {
			v := m.refuseAnswer(a, reason, r)
			v.Findings, v.Other = lacking, other
			left = append(left, v)
			continue
		}
		m.answered[a.ID] = a.Text
		c := changeOf(t, m.place[r], a)
		if there := m.findStanding(r, a); there != nil {
			c.Edit.Placement, c.Edit.Text, c.Edit.Lines = edit.At(there...), t.Target.Blocks[there[0]].Text, true
		}
		taken = append(taken, c)
	}
	taken = slices.DeleteFunc(taken, func(c Change) bool {
		s := m.messageOf(c.Row)
		if s == nil || !s.Plural() || m.isComplete(c.Row, s) {
			return false
		}
		v := m.refuseAnswer(c.Answer, FormsMissing, c.Row)
		v.Now, v.Translation = s.Text(), m.targetForm(c.Row.Label, c.Edit.Form)
		left = append(left, v)
		return true
	})
	slices.SortStableFunc(taken, func(a, b Change) int {
		return cmp.Compare(a.Row.Source[0].Start, b.Row.Source[0].Start)
	})
	return taken, left
}

// matcher knows the items of a translation.
type matcher struct {
	*lister
	rows     map[string]*drift.Row  // by the ids of items
	place    map[*drift.Row]int     // in the translation
	targets  map[string]*drift.Row  // by the seal of the translation
	answered map[string]string      // texts taken, by the ids of items
	spare    map[block.Digest][]int // places of segments that may have been written and not recorded
	words    []map[string]int       // of the sources of all rows, once they are asked for
	gists    *drift.Gists           // of the same
	fixer    *fixer                 // of the same, once it is asked for
}

func newMatcher(t *xsync.Translation, article string) *matcher {
	m := &matcher{lister: newLister(t, article), rows: map[string]*drift.Row{}, place: map[*drift.Row]int{}, targets: map[string]*drift.Row{}, answered: map[string]string{}, spare: map[block.Digest][]int{}}
	for k := range t.Rows {
		r := &t.Rows[k]
		m.place[r] = k
		id := article + "#" + r.ID
		if s := m.messageOf(r); s != nil && s.Plural() {
			for _, form := range m.formsToTranslate(s) {
				m.rows[id+":"+form] = r
			}
		} else {
			m.rows[id] = r
		}
		if len(r.Target) > 0 {
			m.targets[sealOf(r.TargetDigests)] = r
		}
		if isSpare(r) {
			for i, d := range r.TargetDigests {
				m.spare[d] = append(m.spare[d], r.Target[i].At)
			}
		}
	}
	return m
}

// isSpare reports whether segments of a row may have been put there by an import
// that ended before it was recorded: nothing is recorded of them as they stand, and
// they have no source, or too little.
func isSpare(r *drift.Row) bool {
	switch r.State {
	case drift.Extra:
		return true
	case drift.Orphan:
		return isEdited(r)
	case drift.Unverified:
		return len(r.Target) > len(r.Source)
	}
	return isEdited(r) && len(r.Target) > len(r.Source)
}

// findStanding finds the text of an answer that was written when the process ended
// before it was recorded: of a missing row among what is spare, each once, and of
// a row that was taken for more than it is among its own segments.
func (m *matcher) findStanding(r *drift.Row, a Answer) []int {
	switch {
	case r.Kind == block.Message || !m.t.Exists:
		return nil
	case r.State != drift.Missing:
		if a.Text == m.targetText(r) {
			return nil
		}
		return m.findAmong(r, a.Text)
	}
	digests := edit.Digests(r.Source[0].Block, a.Text)
	if len(digests) != 1 || len(m.spare[digests[0]]) == 0 {
		return nil
	}
	found := m.spare[digests[0]]
	m.spare[digests[0]] = found[1:]
	return found[:1]
}

// findAmong is the place of the segment of a row that says what a text says, if the
// row has others that were put there since it was recorded.
func (m *matcher) findAmong(r *drift.Row, text string) []int {
	if !isEdited(r) || len(r.Target) <= len(r.Source) || r.Kind == block.Message {
		return nil
	}
	digests := edit.Digests(r.Target[0].Block, text)
	if len(digests) != 1 {
		return nil
	}
	if k := slices.Index(r.TargetDigests, digests[0]); k >= 0 {
		return []int{r.Target[k].At}
	}
	return nil
}

// matchAnswer finds the row that an answer is for, and says why it does not fit, "" if
// it does. A text that the translation has already is the answer as it is written
// there.
func (m *matcher) matchAnswer(a *Answer) (*drift.Row, Reason) {
	r, torn := m.rows[a.ID], false
	if r != nil && len(r.Source) > 0 {
		torn = m.spellAnswer(r, a)
		if r.Kind == block.Heading && m.t.Source.Format == block.Markdown {
			a.Text, a.HeadingID = cutID(a.Text)
		}
	}
	switch {
	case strings.TrimSpace(a.Text) == "" && m.isOverwritten(r, a):
		a.Text = a.Current
		return r, WrongField
	case strings.TrimSpace(a.Text) == "":
		return r, NotFilled
	case a.Sign == Unfinished:
		return r, NotFinished
	case r == nil || len(r.Source) == 0:
		return m.matchElsewhere(a)
	}
	source, target, _ := strings.Cut(a.Seal, "-")
	sealed := a.Seal != ""
	if sealed && sealOf(r.SourceDigests) != source {
		return r, SourceMoved
	}
	if torn {
		return r, Respaced
	}
	if text, twice := m.answered[a.ID]; twice {
		if a.Text == text {
			return r, AlreadyThere
		}
		return r, TargetMoved
	}
	now, moved := m.currentText(r, a.ID), sealed && sealOf(r.TargetDigests) != target
	same := a.Text == now || moved && m.makesSegments(r, a.Text)
	switch {
	case same && r.State == drift.Fresh:
		return r, AlreadyThere
	case moved && !same && m.findAmong(r, a.Text) == nil:
		return r, TargetMoved
	case same && !moved && a.Sign != Finished:
		return r, NotFilled
	case !sealed:
		return r, NoSeal
	case same:
		a.Text = now // written, but not recorded
	}
	return r, ""
}

// spellAnswer spells an answer as the files of its row do. The text that the translation has
// stays as it is written there. Lines that a tool has put into an answer, as into its source of
// one line, are undone, and so are long lines where neither text has a break. It reports whether
// the tool has torn the text at its marks, so that they cannot be.
func (m *matcher) spellAnswer(r *drift.Row, a *Answer) (torn bool) {
	a.Text = combined.ReplaceAllStringFunc(a.Text, norm.NFC.String)
	source, now := r.Source[0].Block, m.currentText(r, a.ID)
	own := m.asSource(r, m.sourceText(r))
	switch {
	case r.Kind == block.Code || !strings.Contains(a.Source, "\n"):
	case onOneLine(a.Source) != own:
		torn = isTorn(a.Source, own)
	case strings.Contains(strings.TrimSpace(a.Source), "\n"):
		a.Text = onOneLine(a.Text)
	default:
		a.Text = strings.TrimSpace(indentation.ReplaceAllString(a.Text, " "))
	}
	if r.Kind != block.Message {
		a.Text = format.Spelled(m.t.Source, source, a.Text)
	}
	switch {
	case a.Text == now:
	case r.Kind == block.Message:
		a.Text = edgedLike(catalog.Of(m.t.Source).Message(r.Label), formOf(a.ID), a.Text)
	default:
		a.Text = edit.Unmarked(m.t.Source, source, a.Text)
		if !hasBreaks(own) && !hasBreaks(now) {
			a.Text = edit.Folded(source, m.t.Source.Format, a.Text)
		}
	}
	return torn
}

// isTorn reports whether a text is another with more white space, so that a line of it is nothing
// but marks: what tools do that put each tag on a line of its own.
func isTorn(text, own string) bool {
	there, here := strings.Fields(text), strings.Fields(own)
	return len(there) > len(here) && strings.Join(there, "") == strings.Join(here, "") && markedLine.MatchString(text)
}

// markedLine matches a line of a text that has neither letters nor digits.
var markedLine = regex.Lazy(`(?m)^[ \t]*[^\pL\pN\s][^\pL\pN\n]*$`)

// combined matches a character that is written as several: with marks of its own, or as the
// letters of a Korean syllable. Others have letters that Unicode calls the same and people do not,
// as in Japanese names.
var combined = regex.Lazy(`\PM\pM+|[\x{1100}-\x{1112}][\x{1161}-\x{1175}][\x{11A8}-\x{11C2}]?`)

// indentation is what tools put into and around the texts of XML, where a blank is or may be.
var indentation = regex.Lazy(` ?\n[ \t]+`)

// hasBreaks reports whether a text, as a translator sees it, has a line end within a segment.
func hasBreaks(text string) bool {
	return strings.Contains(strings.ReplaceAll(text, "\n\n", ""), "\n")
}

// lineEnds are line ends with the blanks around them.
var lineEnds = regex.Lazy(`[ \t]*\n\s*`)

// onOneLine is a text that a tool has indented or wrapped, as it was before if it had one line.
func onOneLine(text string) string {
	return strings.TrimSpace(lineEnds.ReplaceAllString(text, " "))
}

// isOverwritten reports whether somebody has typed into the translation so far of a list,
// of texts that have not changed since: she took it for what is to be filled in. Letters
// that a code page does not have are lost on the way, and none of her doing.
func (m *matcher) isOverwritten(r *drift.Row, a *Answer) bool {
	if r == nil || strings.TrimSpace(a.Current) == "" || a.Seal != sealOf(r.SourceDigests)+"-"+sealOf(r.TargetDigests) {
		return false
	}
	here := strings.Join(strings.Fields(m.currentText(r, a.ID)), " ")
	there := strings.Join(strings.Fields(a.Current), " ")
	return !strings.ContainsRune(there, '?') && here != there
}

// isCopyOf reports whether an id is that of a further text like the one with another id: "x-2".
func isCopyOf(id, first string) bool {
	number, ok := strings.CutPrefix(id, first+"-")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// matchElsewhere finds what an answer without a row may have been for.
func (m *matcher) matchElsewhere(a *Answer) (*drift.Row, Reason) {
	if a.Seal == "" {
		return nil, NoSeal
	}
	source, target, _ := strings.Cut(a.Seal, "-")
	for k := range m.t.Rows {
		r := &m.t.Rows[k]
		if len(r.Source) == 0 || sealOf(r.SourceDigests) != source {
			continue
		}
		if isCopyOf(a.ID, r.ID) { // the source has fewer of these texts now
			return nil, NoSuchItem
		}
		return r, IDChanged
	}
	r := m.targets[target]
	if r == nil || len(r.Source) == 0 {
		r = m.mostLike(a.Source)
	}
	if r == nil {
		return nil, NoSuchItem
	}
	return r, SourceMoved
}

// makesSegments reports whether a text makes the segments that a row has for its
// translation, however it is written.
func (m *matcher) makesSegments(r *drift.Row, text string) bool {
	if r.Kind == block.Message || len(r.Target) == 0 {
		return false
	}
	e := edit.Edit{Placement: edit.At(replacedPlaces(r)...), Text: text}
	return slices.Equal(e.Digests(m.t.Target), r.TargetDigests)
}

// refuseAnswer is an answer that is not taken.
func (m *matcher) refuseAnswer(a Answer, reason Reason, r *drift.Row) Left {
	v := Left{Answer: a, Reason: reason, Row: r}
	if r != nil {
		v.showTexts(m.lister)
	}
	return v
}

// showTexts adds the texts of the row, and spells all as its files do.
func (v *Left) showTexts(l *lister) {
	v.Now, v.Translation = l.asSource(v.Row, l.sourceText(v.Row)), l.asTarget(v.Row, l.targetText(v.Row))
	v.Answer.Text, v.Answer.Source = l.asSource(v.Row, v.Answer.Text), l.asSource(v.Row, v.Answer.Source)
}

// messageOf is the message of a row, nil if it is none.
func (l *lister) messageOf(r *drift.Row) *catalog.Message {
	c := catalog.Of(l.t.Source)
	if r.Kind != block.Message || c == nil || len(r.Source) == 0 {
		return nil
	}
	return c.Message(r.Label)
}

// isComplete reports whether a message has all its forms, with those taken, and all
// that its source changed were seen to.
func (m *matcher) isComplete(r *drift.Row, s *catalog.Message) bool {
	return !slices.ContainsFunc(m.formsToTranslate(s), func(form string) bool {
		_, answered := m.answered[m.article+"#"+r.ID+":"+form]
		return !answered && (m.targetForm(r.Label, form) == "" || sourceFormChanged(r, s, form))
	})
}

// currentText is what the translation has today for the item of a row.
func (l *lister) currentText(r *drift.Row, item string) string {
	if r.Kind != block.Message {
		return l.targetText(r)
	}
	return l.targetForm(r.Label, formOf(item))
}

// alike is the share of common words from which a text is taken for another
// version of a source.
const alike = 0.5

// mostLike is the row whose source is most like a text, nil if none is alike.
func (m *matcher) mostLike(text string) *drift.Row {
	if m.words == nil {
		m.words = make([]map[string]int, len(m.t.Rows))
		for k := range m.t.Rows {
			m.words[k] = wordsOf(m.sourceText(&m.t.Rows[k]))
		}
	}
	var best *drift.Row
	most, words := alike, wordsOf(text)
	for k := range m.words {
		if share := commonShare(words, m.words[k]); share > most {
			best, most = &m.t.Rows[k], share
		}
	}
	return best
}

// wordsOf counts the words of a text.
func wordsOf(text string) map[string]int {
	out := map[string]int{}
	for word := range strings.FieldsSeq(text) {
		out[word]++
	}
	return out
}

// commonShare is the share of the letters of two texts that stand in words that both
// have, 0 to 1.
func commonShare(a, b map[string]int) float64 {
	kept, all := 0, 0
	for word, n := range a {
		all += n * len(word)
		kept += 2 * min(n, b[word]) * len(word)
	}
	for word, n := range b {
		all += n * len(word)
	}
	return float64(kept) / float64(max(all, 1))
}
