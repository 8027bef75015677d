package align

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/sentence"
)

// Bounds of what is told as a lost sentence. They were chosen on paragraphs of articles in
// twelve languages of which a sentence was taken out.
const (
	// surelyLost is the least probability of a sentence having no counterpart, and
	// leastLost its least length, in runes.
	surelyLost = 0.8
	leastLost  = 30
	// A target is shorter than its source lets expect by leastLack to mostLack of the
	// length of the lost sentence.
	leastLack, mostLack = 0.5, 1.6
	// crossedLeast and crossedMost are the shares of its length by which the next target is
	// too long if the sentence may, and must, have crossed the border to it.
	crossedLeast, crossedMost = 0.3, 0.8
	// joinedLeast is the share of its length by which the target of the sentence beside it is
	// too long if the two may have been joined. Of the sentences lost from news in Chinese,
	// Japanese and Korean, .3 tells half and .5 two in a hundred more, but also joined ones.
	joinedLeast = 0.3
	// mostClause is the most length, in runes, of a sentence that may be no more than what a
	// comma parts off in the target of the sentence beside it.
	mostClause = 60
	// mostEcho is the share of what can be known of the lost sentence that its target may
	// say in another one, in a free translation.
	mostEcho = 0.5
)

// LostSentence is the one sentence of a source segment that its target does not translate,
// while each of the others has a sentence of its own there: the most probable alignment of
// the sentences leaves it alone, and the target is as much shorter as that sentence is long.
// The pair is the k-th of some that follow each other on both sides: a sentence for which
// the target before or behind has room may have crossed the border, and in a language that joins
// sentences one for which the target of a sentence beside it has room may stand there.
func LostSentence(a, b Outline, pairs [][2]int, k int, joining bool) (lost string, ok bool) {
	i, j := pairs[k][0], pairs[k][1]
	if len(sentence.Split(b[j].Text)) != len(sentence.Split(a[i].Text))-1 {
		return "", false
	}
	w := newBorders(a, b)
	g := &gatherer{x: &index{a: a, b: b, ratio: w.ratio}}
	whole := Link{A: []int{i}, B: []int{j}}
	cut := g.cutAround(whole, w.plain)
	defer cut.x.release()
	source, alone := cut.a[i], -1
	links := solveRegion(cut.x, cut.of(whole), w.model)
	for _, l := range links {
		switch {
		case len(l.A) == 0:
			return "", false
		case len(l.B) == 0:
			if alone >= 0 || l.Confidence < surelyLost {
				return "", false
			}
			alone = l.A[0]
		}
	}
	if alone < 0 {
		return "", false
	}
	text := cut.x.a[alone].Text
	length := float64(cut.x.a[alone].length) * w.ratio
	lack := -w.over(i, j)
	if utf8.RuneCountInString(text) < leastLost || lack < leastLack*length || lack > mostLack*length {
		return "", false
	}
	if Echo(&cut.x.a[alone], &b[j]) > mostEcho || joining && cut.isJoined(links, alone) {
		return "", false
	}
	if alone == source[0] && k > 0 && w.hasCrossed(g, pairs[k], pairs[k-1], text) ||
		alone == source[len(source)-1] && k+1 < len(pairs) && w.hasCrossed(g, pairs[k], pairs[k+1], text) {
		return "", false
	}
	return text, true
}

// hasCrossed reports whether a sentence of the source of a pair stands in the target of the
// next one: that is too long by most of it, or by some of it and has a sentence of its own
// for it.
func (w *borders) hasCrossed(g *gatherer, pair, next [2]int, text string) bool {
	length, over := float64(lengthOf(text))*w.ratio, w.over(next[0], next[1])
	if over >= crossedMost*length || over < crossedLeast*length {
		return over >= crossedMost*length
	}
	both := Link{A: []int{pair[0], next[0]}, B: []int{pair[1], next[1]}}
	slices.Sort(both.A)
	slices.Sort(both.B)
	cut := g.cutAround(both, w.plain)
	defer cut.x.release()
	return slices.ContainsFunc(solveRegion(cut.x, cut.of(both), w.model), func(l Link) bool {
		return len(l.A) == 1 && len(l.B) > 0 && cut.x.a[l.A[0]].Text == text
	})
}

// isJoined reports whether the target of a sentence beside one of the source may hold that too: it
// is too long by some of its length, or has a clause for each of the two. Of a short one, what
// commas part in the source says nothing: one behind "otherwise" stands for none in the target.
func (s sentences) isJoined(links []Link, alone int) bool {
	lost := &s.x.a[alone]
	return slices.ContainsFunc(links, func(l Link) bool {
		if !slices.Contains(l.A, alone-1) && !slices.Contains(l.A, alone+1) {
			return false
		}
		over, clauses, wanted := -joinedLeast*float64(lost.length)*s.x.ratio, 0, clausesOf(lost.Text)
		for _, j := range l.B {
			over += float64(s.x.b[j].length)
			clauses += clausesOf(s.x.b[j].Text)
		}
		for _, i := range l.A {
			over -= float64(s.x.a[i].length) * s.x.ratio
			wanted += clausesOf(s.x.a[i].Text)
		}
		if utf8.RuneCountInString(lost.Text) <= mostClause {
			wanted = len(l.A) + 1
		}
		return over >= 0 || clauses >= wanted
	})
}

// clausesOf counts what commas part a text into.
func clausesOf(text string) int {
	return len(strings.FieldsFunc(text, func(u rune) bool { return strings.ContainsRune(",，；", u) }))
}
