package anchor

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// findAges makes decades and centuries of the numbers beside words that say so: "años 60",
// "1960er", "siglo XII"; and gives decades of two digits the readings that they can have.
func (s *scanner) findAges() {
	for k := range s.out {
		a := &s.out[k]
		if a.Kind == Number && a.Unit == "" && isCentury(a.Value) && s.stands(&s.lang.centuries, a) {
			a.Kind, a.Spelled, a.Notation, a.Ordinal = Century, a.Spelled && a.Notation == "", "", false
		}
	}
	for k := range s.out {
		a := &s.out[k]
		if a.Kind == Number && a.Unit == "" && roundYear(a.Value) && s.stands(&s.lang.decades, a) {
			a.Kind = Decade
			if len(a.Value) == 2 {
				a.Alt = append(a.Alt, "19"+a.Value)
			}
		}
		if a.Kind == Decade && (len(a.Value) == 2 || len(a.Alt) > 0) {
			a.Alt = append(a.Alt, s.inCenturies(k)...)
		}
	}
}

// isCentury reports whether a number can name a century.
func isCentury(v string) bool { return allDigits(v) && atoi(v) > 0 && atoi(v) < 30 }

// inCenturies are the readings of a decade of two digits in the centuries that are named near
// it, «60-е годы XIX века», "19世纪60年代". It may be in none of them: "from the 90s to the 21st
// century".
func (s *scanner) inCenturies(k int) (out []string) {
	const reach = 40 // bytes
	a := &s.out[k]
	add := func(c *Anchor) {
		if c.Kind == Century && isCentury(c.Value) {
			out = append(out, padNumber(atoi(c.Value)-1, 2)+a.Value[len(a.Value)-2:])
		}
	}
	for i := k - 1; i >= 0 && a.Start-s.out[i].End < reach; i-- {
		add(&s.out[i])
	}
	for i := k + 1; i < len(s.out) && s.out[i].Start-a.End < reach; i++ {
		add(&s.out[i])
	}
	return out
}

// stands reports whether one of the words stands right before a fact, joined to it or behind it.
func (s *scanner) stands(words *besideWords, a *Anchor) bool {
	const longest = 40 // bytes
	if len(words.before)+len(words.joined)+len(words.after) == 0 {
		return false
	}
	before := strings.TrimRight(strings.ToLower(s.text[max(0, a.Start-longest):a.Start]), " \u00a0")
	joined := strings.ToLower(s.text[a.End:min(len(s.text), a.End+longest)])
	behind := strings.TrimLeft(joined, " \u00a0")
	return slices.ContainsFunc(words.before, func(word string) bool { return endsWith(before, word) }) ||
		slices.ContainsFunc(words.joined, func(word string) bool { return beginsWith(joined, word) }) ||
		slices.ContainsFunc(words.after, func(word string) bool { return beginsWith(behind, word) })
}

// beginsWith reports whether a text begins with a word, and not with the beginning of a longer
// one unless the word ends in a dash.
func beginsWith(text, word string) bool {
	stem, goesOn := strings.CutSuffix(word, "-")
	rest, ok := strings.CutPrefix(text, stem)
	last, _ := utf8.DecodeLastRuneInString(stem)
	return ok && (goesOn || endsWord(rest) || inline.Unspaced(last))
}
