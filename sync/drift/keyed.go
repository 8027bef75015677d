package drift

import "github.com/xsync-project/xsync/sync/align"

// byLabel links the segments of two outlines that have the same label.
func byLabel(a, b align.Outline) []align.Link {
	at := make(map[string]int, len(b))
	for j := range b {
		at[b[j].Label] = j
	}
	var out []align.Link
	for i := range a {
		if j, ok := at[a[i].Label]; ok {
			out = append(out, align.Link{A: []int{i}, B: []int{j}, Confidence: 1})
		}
	}
	return out
}

// joinLabels joins the drafts that links bring together and that have no
// counterpart yet.
func (j *joiner) joinLabels(links []align.Link) {
	for _, l := range links {
		if j.drafts[j.source[l.A[0]]].free() && j.drafts[j.target[l.B[0]]].free() {
			j.join(l)
		}
	}
}
