// Package xsync examines translations: it reads articles in several languages,
// the records of what was translated from what, and says for every segment what
// state it is in. It reads through an fs.FS and writes nothing; what has to be
// written comes back as a plan.
package xsync

import (
	"github.com/xsync-project/xsync/sync/block"
	"github.com/xsync-project/xsync/sync/drift"
)

// Translation is one article in one language, examined.
type Translation struct {
	Language   string // BCP 47
	Path       string // of the translation
	SourcePath string
	// Exists says whether there is a file at Path.
	Exists bool
	// Unrelated says that the file is no translation of the source: its rows
	// are all that can be said, and that is little.
	Unrelated  bool
	Confidence float64 // that the file is a translation of the source
	Counts     Counts
	Words      Words
	// Rows are set when they were asked for; Source and Target, which their
	// spans lie in, with them. Target is nil if there is no file.
	Rows           []drift.Row
	Source, Target *block.Doc
}

// Words counts words of the source.
type Words struct{ Total, Todo int }

// Counts holds the number of rows in each state.
type Counts [drift.NumStates]int

// Add adds other counts.
func (c *Counts) Add(o Counts) {
	for s, n := range o {
		c[s] += n
	}
}

// Worst is the state that calls loudest for work; fresh if there are no rows.
func (c *Counts) Worst() drift.State {
	for s := drift.Stale; s < drift.NumStates; s++ {
		if c[s] > 0 {
			return s
		}
	}
	return drift.Fresh
}

// Coverage is the share of the source's segments of which the translation is
// fresh, 0 to 1; 1 if there are none.
func (c *Counts) Coverage() float64 {
	all := c[drift.Fresh] + c[drift.Stale] + c[drift.Missing] + c[drift.Untranslated] + c[drift.Unverified]
	if all == 0 {
		return 1
	}
	return float64(c[drift.Fresh]) / float64(all)
}

// State is the state of the whole: that of the worst row, missing if there is
// no file.
func (t *Translation) State() drift.State {
	if !t.Exists {
		return drift.Missing
	}
	return t.Counts.Worst()
}

// count sums up the rows, and judges by them whether the file is a translation
// of the source at all.
func (t *Translation) count() {
	t.Counts, t.Words = Counts{}, Words{}
	for k := range t.Rows {
		r := &t.Rows[k]
		t.Counts[r.State]++
		t.Words.Total += r.Words
		t.Words.Todo += r.Todo
	}
	t.Unrelated = t.Exists && t.carried() < leastCarried
}

// leastCarried is how much of one side the other must answer, at least, to be
// taken for its translation. Of articles with a translation the lowest share
// seen was 0.74, of articles of which one has nothing to do with the other
// nearly all were below 0.5.
const leastCarried = 0.55

// carried is the share of a side's text that the other answers, weighed by the
// confidence of each row, for the side of which it is greater: a translation may
// be just begun, and it may have much of its own. It is 1 if a side is empty.
func (t *Translation) carried() float64 {
	const perSegment = 10 // the weight of a segment beside its bytes
	var all, answered [2]float64
	for k := range t.Rows {
		r := &t.Rows[k]
		both := len(r.Source) > 0 && len(r.Target) > 0
		for side, text := range [2]string{r.Now, r.Translation} {
			if len(r.Source) == 0 && side == 0 || len(r.Target) == 0 && side == 1 {
				continue
			}
			weight := float64(len(text)) + perSegment
			all[side] += weight
			if both {
				answered[side] += weight * r.Confidence
			}
		}
	}
	if all[0] == 0 || all[1] == 0 {
		return 1
	}
	return max(answered[0]/all[0], answered[1]/all[1])
}

// Article is one text in several languages.
type Article struct {
	ID           string
	Path         string // of the source
	Translations []Translation
	Problems     []error
}
