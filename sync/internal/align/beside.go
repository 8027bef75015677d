package align

const (
	// besideRun is the number of segments beside a moved link that are looked at.
	besideRun = 64
	// besideSure is the least confidence of what is found there.
	besideSure = 0.5
)

// alignBesideMoved aligns what stands alone on both sides of the links that moved: where a
// whole section has changed places, what is told of it by few facts, was cut or joined, or
// stands behind a paragraph that was lost, follows those that were found.
func alignBesideMoved(x *index, links []Link, twice *retold, model *Model) []Link {
	g := newGatherer(x, links, model)
	for k := 0; k < len(g.links); k++ {
		if l := g.links[k]; !l.Moved || len(l.A) == 0 || len(l.B) == 0 {
			continue
		}
		for _, way := range []int{1, -1} {
			g.alignBeside(g.links[k], way, twice)
		}
	}
	return g.settled()
}

// alignBeside aligns what stands alone beside a moved link on one of its ends.
func (g *gatherer) alignBeside(l Link, way int, twice *retold) {
	r := region{g.runBeside(g.ownerA, l.A, way), g.runBeside(g.ownerB, l.B, way)}
	if len(r.a) == 0 || len(r.b) == 0 {
		return
	}
	for _, found := range solveRegion(g.x, r, g.model) {
		if len(found.A) == 0 || len(found.B) == 0 || found.Confidence < besideSure || twice.retells(found.A[0], found.B[0]) {
			continue
		}
		if (groupOf(g.x.a[found.A[0]].Kind) == tags) != (groupOf(g.x.b[found.B[0]].Kind) == tags) {
			continue // a rule is no text, wherever it stands
		}
		found.Moved = true
		g.replaceLinks(found)
	}
}

// runBeside are the segments that stand alone next to places, on one of their ends.
func (g *gatherer) runBeside(owner, places []int, way int) []int {
	from := places[len(places)-1] + 1
	if way < 0 {
		from = places[0] - 1
	}
	return g.loneRun(owner, from, way, besideRun)
}
