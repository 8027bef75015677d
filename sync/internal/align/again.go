package align

import "math"

// Bounds of a second pass over a pair of outlines.
const (
	// enoughTaught is the number of sure links from which words can be learnt from
	// one pair.
	enoughTaught = 150
	// enoughWords is the number of words learnt from which a second pass pays.
	enoughWords = 30
	// pairBound is how strongly two words must be bound within one pair.
	pairBound = 0.2
	// sureMean is the mean confidence of links from which it does not.
	sureMean = 0.985
	// usualJoins is the share of links of several segments for which the weights hold, and
	// linksBefore the number of such links that are thought to have been seen before.
	usualJoins, linksBefore = 0.015, 100
)

// again aligns two outlines once more, with the words that the sure links of a first
// alignment taught (as Moore 2002 and hunalign do), if these are many and the first
// alignment was in doubt; else it returns the links as they are.
func again(model *Model, a, b Outline, pins []Pin, links []Link) []Link {
	from, to := a.language(), b.language()
	if from == "" || to == "" || !unsettled(links) {
		return links
	}
	t := NewTeacher(from, to)
	t.Teach(a, b, links)
	lexicon := t.boundBy(pairBound)
	if lexicon.Len() < enoughWords {
		return links
	}
	return AcrossWith(model.withJoinsOf(links), lexicon.Source(a, from), lexicon.Target(b, to), pins)
}

// withJoinsOf is the model for a pair of which a first alignment is known, with the odds of
// joined segments that it shows if they are higher than in articles. The paragraphs of an
// article are rarely joined or cut; where every sentence stands by itself, they often are.
func (m *Model) withJoinsOf(links []Link) *Model {
	joins := 0.0
	for _, l := range links {
		if len(l.A)*len(l.B) > 1 {
			joins++
		}
	}
	seen := (joins + linksBefore*usualJoins) / (float64(len(links)) + linksBefore)
	out := *m
	for sh := range shapes[:matches] {
		if shapes[sh].a*shapes[sh].b > 1 {
			out[fShape+sh] += max(0, math.Log(seen/usualJoins))
		}
	}
	return &out
}

// unsettled reports whether links are many and not all sure.
func unsettled(links []Link) bool {
	if len(links) < enoughTaught {
		return false
	}
	sum, sure := 0.0, 0
	for _, l := range links {
		sum += l.Confidence
		if len(l.A) == 1 && len(l.B) == 1 && l.Confidence >= taughtBy {
			sure++
		}
	}
	return sure >= enoughTaught && sum < sureMean*float64(len(links))
}

// language is the language of an outline's first segment that has words, or "".
func (o Outline) language() string {
	for i := range o {
		if lang := o[i].language(); lang != "" {
			return lang
		}
	}
	return ""
}

// language is the language in which the words of a segment are read, "" if they are not.
func (s *Segment) language() string {
	if s.words == nil {
		return ""
	}
	return s.words.language
}
