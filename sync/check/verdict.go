// Package check holds what status finds against the policy of a project: which
// rows and findings break it, which of them are new since an earlier revision,
// and which a list of accepted ones lets pass.
package check

import (
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Level is how much a verdict weighs.
type Level uint8

// The levels, as a policy names them.
const (
	Off Level = iota
	Warn
	Error
)

// String is the level's name in policies and output.
func (l Level) String() string { return [...]string{"off", "warn", "error"}[l] }

// Kind says what a verdict is about.
type Kind uint8

// The kinds of verdicts.
const (
	OnState    Kind = iota // the state of a row, of a stale one its change
	OnFlag                 // a flag of a row
	OnFinding              // a fact on which the two sides of a row disagree
	OnNoFile               // a translation that does not exist
	OnRelation             // a file that is no translation of its source
	OnNoSource             // a translation whose source is not there
	OnCoverage             // how much of a language is fresh
)

// Verdict is one breach of the policy, as plain data: what printing needs and no
// more. Verdicts have a total order, [Verdict.Compare], so that output is stable.
type Verdict struct {
	Kind Kind
	// Rule is what the policy calls it: a state ("stale"), a change ("facts"),
	// the kind of a finding ("date"), or "coverage".
	Rule  string
	Level Level
	// Article and Language say which translation is meant.
	Article, Language string
	// Path and the lines are the place to be edited, in the translation; a
	// missing segment stands where it belongs. Lines count from 1; the columns
	// are runes, from 1, or 0 for the whole line.
	Path              string
	Line, EndLine     int
	Column, EndColumn int
	// SourcePath and SourceLine are the place in the source, or "" and 0.
	SourcePath string
	SourceLine int
	State      drift.State
	Change     change.Class
	// Row is the id of the row, Text how its source begins (its translation for
	// a row without a source).
	Row, Text string
	// Swaps are the places in which the source of a row that is stale by its facts changed
	// one.
	Swaps []change.Swap
	// Source and Target are the values of a finding that disagree.
	Source, Target string
	// Now is the path under which the source of a translation is today, if it was renamed.
	Now string
	// KeyBefore is the key of a stale row of whose source nothing but the key changed.
	KeyBefore string
	// Expected is what would be right in the translation, if that is certain.
	Expected string
	// Spelled says that the name of a translation without a source differs from that in
	// Expected in spelling alone.
	Spelled bool
	// Written is how the two texts write them, where that is known.
	Written [2]string
	// Behind says that only the source of a row has changed since it was recorded:
	// the translation of a stale one stands as it was, of a missing one there was none.
	Behind bool
	// SourceEdit says that the source was edited and nobody has touched the
	// translation.
	SourceEdit bool
	// Halves are what the row, or a whole translation that does not exist, can
	// contribute to a text that went from one article to another.
	Halves []xsync.Half
	// Elsewhere is the place of the other half of such a text, nil if there is none.
	Elsewhere *drift.Place
	// Doubtful says that it is not certain that a row with one side has no counterpart.
	Doubtful bool
	// Begun says that the line is that of a missing message whose key is there, with an
	// empty text.
	Begun bool
	// Copied says that a missing segment is the same in all languages.
	Copied bool
	// Pages says of a text without a source in how many translations it stands, if
	// it is told once for all of them.
	Pages int
	// Percent and Minimum are set for coverage.
	Percent, Minimum int
	// Key identifies the verdict wherever it moves: article, language, rule, row
	// and values. Two revisions have the same verdict if the keys are equal.
	Key string
	// Seal is the key together with the texts of both sides: it changes when
	// anybody touches the segment. A list of accepted verdicts goes by it.
	Seal string

	parts parts
}

// parts are what the key and the seal of a verdict are digests of, beside the id
// of its article.
type parts struct {
	identity string // language, rule, row and values
	texts    string // the digests of what is sealed
	open     bool   // nothing is sealed: the seal is the key
}

// keyIn is the key that a verdict would have in an article of another name.
func (p *parts) keyIn(article string) string { return digestOf(article, p.identity) }

// sealIn is the seal that a verdict would have in an article of another name.
func (p *parts) sealIn(article string) string {
	if p.open {
		return p.keyIn(article)
	}
	return digestOf(p.keyIn(article), p.texts)
}

// sealWith gives a verdict its key and its seal. Law: they are those that its parts
// have in its article.
func (v *Verdict) sealWith(p parts) {
	v.parts = p
	v.Key, v.Seal = p.keyIn(v.Article), p.sealIn(v.Article)
}
