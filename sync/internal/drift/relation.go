package drift

import "github.com/xsync-project/xsync/sync/internal/align"

// Bounds of what is taken for a translation. They were chosen on articles with
// their translations, damaged ones among them, and with those of other articles:
// of the first, one in two hundred is refused, of the second, three in a
// thousand pass, most of them because both hold the same text.
const (
	// related is the least sum of confidence and kinWorth times kin.
	related  = 0.775
	kinWorth = 0.6
	// begun is how much of a target must be answered by the source, and
	// begunKin how much they must have in common, for a translation of which
	// most is still missing.
	begun    = 0.8
	begunKin = 0.5
	// A target of one or two segments and up to tiny runes, such as a title, says
	// too little to be taken for no translation.
	tiny = 100
)

// relation says how sure it is that the target is a translation of the source,
// and whether it is taken for none. The confidence is that of the pairs, weighed
// by their length, where text without a counterpart counts as none.
func (e *examination) relation(drafts []*draft) (confidence float64, unrelated bool) {
	const perSegment = 10 // the weight of a segment beside its runes
	weight := func(o align.Outline, which []int) (w float64) {
		for _, i := range which {
			w += float64(o[i].Length()) + perSegment
		}
		return w
	}
	var source, target, answered, answeredTarget float64
	for _, d := range drafts {
		s, t := weight(e.source.Outline, d.source), weight(e.target.Outline, d.target)
		source, target = source+s, target+t
		if s > 0 && t > 0 {
			answered += (s + t) * d.confidence
		}
		if t > 0 && (s > 0 || len(d.base) > 0) { // what lost its source was translated from it
			answeredTarget += t * d.confidence
		}
	}
	if source == 0 || target == 0 || e.source.Keyed {
		return 1, false
	}
	confidence = answered / (source + target)
	if len(e.target.Outline) <= 2 && target <= tiny && answeredTarget > 0 {
		return confidence, false
	}
	if confidence >= related || len(e.base.Outline) > 0 && answeredTarget >= begun*target {
		return confidence, false
	}
	kin := align.Kin(e.source.Outline, e.target.Outline)
	return confidence, confidence+kinWorth*kin < related && (answeredTarget < begun*target || kin < begunKin)
}
