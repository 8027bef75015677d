package drift

import "github.com/xsync-project/xsync/sync/internal/align"

// Bounds of what is taken for a translation. They were chosen on articles with
// their translations, begun and damaged ones among them, and with those of other
// articles of the same site: of the first, one in a hundred is refused, of the
// second, one in a hundred passes, nearly all of them the first paragraphs of
// reference pages that are built from the same sentences.
const (
	// related is the confidence from which nothing else is asked, and without a
	// glossary the least sum of confidence and kinWorth times kin.
	related  = 0.775
	kinWorth = 0.6
	// fitting is the least fit of a translation, see [examination.fit].
	fitting = 0.28
	// added is how much a key of a segment that answers nothing weighs in the fit:
	// translations say more than their source, and keep what it once said.
	added = 0.3
	// begun is how much of a target must be answered by the source, and
	// begunKin how much they must have in common, for a translation of which
	// most is still missing, between languages without a glossary.
	begun    = 0.8
	begunKin = 0.5
	// A target of one or two segments and up to tiny runes, such as a title, says
	// too little to be taken for no translation.
	tiny = 100
)

// relationOf says how sure it is that the target is a translation of the source,
// and whether it is taken for none. The confidence is that of the pairs, weighed
// by their length, where text without a counterpart counts as none. What is
// missing from the target lowers the confidence alone: a translation that was
// just begun is one.
func (e *examination) relationOf(drafts []*draft) (confidence float64, unrelated bool) {
	w := e.weighDrafts(drafts)
	if w.source == 0 || w.target == 0 || e.source.Keyed {
		return 1, false
	}
	confidence = w.answered / (w.source + w.target)
	switch {
	case e.isMostlyForeign(drafts):
		return min(confidence, unlikely), true
	case len(e.target.Outline) <= 2 && w.target <= tiny && w.answeredTarget > 0,
		confidence >= related,
		len(e.base.Outline) > 0 && w.answeredTarget >= begun*w.target,
		e.fitOf(drafts) >= fitting:
		return confidence, false
	case align.Glossed(e.source.Outline, e.target.Outline):
		return confidence, true
	}
	kin := align.Kin(e.source.Outline, e.target.Outline)
	return confidence, confidence+kinWorth*kin < related && (w.answeredTarget < begun*w.target || kin < begunKin)
}

// weights are those of two texts and of what is paired in them.
type weights struct {
	source, target float64
	answered       float64 // of both texts, times confidence
	answeredTarget float64 // of the target, times confidence
}

func (e *examination) weighDrafts(drafts []*draft) (w weights) {
	const perSegment = 10 // the weight of a segment beside its runes
	weight := func(o align.Outline, which []int) (w float64) {
		for _, i := range which {
			w += float64(o[i].Length()) + perSegment
		}
		return w
	}
	for _, d := range drafts {
		s, t := weight(e.source.Outline, d.source), weight(e.target.Outline, d.target)
		w.source, w.target = w.source+s, w.target+t
		if s > 0 && t > 0 {
			w.answered += (s + t) * d.confidence
		}
		if t > 0 && (s > 0 || len(d.base) > 0) { // what lost its source was translated from it
			w.answeredTarget += t * d.confidence
		}
	}
	return w
}

// fitOf is the share of what the target says that its counterparts in the source say
// too, from 0 to 1: of the names, numbers, links and known words of the pairs,
// those that both sides hold, times the confidence of the pair. What the target
// lost of the source counts for nothing.
func (e *examination) fitOf(drafts []*draft) float64 {
	const (
		unsure   = 2.0  // keys that are set against those of a very short text
		perShare = 20.0 // runes of a text that is the same on both sides, for each key
	)
	var shared, all float64
	for _, d := range drafts {
		if len(d.target) == 0 {
			continue
		}
		target := e.target.Outline.Pick(d.target)
		source := e.source.Outline.Pick(d.source)
		if len(source) == 0 { // what lost its source was translated from it
			source = e.base.Outline.Pick(d.base)
		}
		both, keys := align.Common(source, target)
		switch {
		case len(source) == 0:
			_, keys = align.Common(target, target)
			all += added * keys
		case len(source) == 1 && len(target) == 1 && source[0].Text == target[0].Text:
			same := max(keys, float64(target[0].Length())/perShare)
			shared, all = shared+same, all+same
		default:
			shared, all = shared+d.confidence*both, all+keys
		}
	}
	return shared / (all + unsure)
}
