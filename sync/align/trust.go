package align

// Trust is the evidence, from 0 to 1, that two outlines are translations of
// each other at all: the mean confidence of their links, weighed by the length
// of what they join, where text without a counterpart counts as none.
func Trust(a, b Outline, links []Link) float64 {
	sum, all := 0.0, 0.0
	weight := func(o Outline, which []int) (w float64) {
		for _, i := range which {
			w += float64(o[i].length) + perSegment
		}
		return w
	}
	for _, l := range links {
		w := weight(a, l.A) + weight(b, l.B)
		all += w
		if len(l.A) > 0 && len(l.B) > 0 {
			sum += w * l.Confidence
		}
	}
	if all == 0 {
		return 1
	}
	return sum / all
}

// perSegment is the weight of a segment beside its runes.
const perSegment = 10
