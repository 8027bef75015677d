package exchange

import "strings"

// element is a piece of a text as XLIFF has it: what is no plain text is an
// element with a number.
type element struct {
	piece
	id int // from 1 for code and for pairs; 0 for plain text
}

// numberMarkup numbers the markup of a source in its order. Both ends of a pair have
// one number.
func numberMarkup(pieces []piece) []element {
	var out []element
	pairs, last := map[int]int{}, 0
	for _, p := range pieces {
		e := element{piece: p}
		switch p.part {
		case code, opening:
			last++
			e.id = last
			pairs[p.pair] = last
		case closing:
			e.id = pairs[p.pair]
		}
		out = append(out, e)
	}
	return out
}

// ends are the texts of an element: both ends of a pair, or its code twice.
type ends struct{ first, last string }

// elementsByNumber are the elements of a text by their numbers.
func elementsByNumber(text []element) map[int]ends {
	out := map[int]ends{}
	for _, e := range text {
		x := out[e.id]
		switch e.part {
		case code:
			x = ends{e.text, e.text}
		case opening:
			x.first = e.text
		case closing:
			x.last = e.text
		default:
			continue
		}
		out[e.id] = x
	}
	return out
}

// matchMarkup gives the markup of another text the numbers of the same markup in the
// source, each number once, in the order of the source. What the source does not
// have is plain; whole reports whether none of that is forbidden in XML.
func matchMarkup(source []element, pieces []piece) (out []element, whole bool) {
	free := map[string][]int{} // the numbers, by the markup
	for _, e := range source {
		if e.part == code {
			free[e.text] = append(free[e.text], e.id)
		}
	}
	for _, x := range pairsOf(source) {
		key := x.first + "\x00" + x.last
		free[key] = append(free[key], x.id)
	}
	whole = true
	of := map[int]int{} // the number of each pair of the other text
	for _, x := range pairsOf(numberMarkup(pieces)) {
		of[x.pair] = takeNumber(free, x.first+"\x00"+x.last)
	}
	for _, p := range pieces {
		e := element{piece: p}
		switch p.part {
		case code:
			e.id = takeNumber(free, p.text)
		case opening, closing:
			e.id = of[p.pair]
		}
		if e.id == 0 {
			e.part = plain
			whole = whole && !strings.ContainsFunc(p.text, isForbidden)
		}
		out = append(out, e)
	}
	return out, whole
}

// takeNumber takes the first free number of a markup, 0 if there is none.
func takeNumber(free map[string][]int, key string) int {
	ids := free[key]
	if len(ids) == 0 {
		return 0
	}
	free[key] = ids[1:]
	return ids[0]
}

// couple is a pair with its number as an element.
type couple struct {
	ends
	pair, id int
}

// pairsOf are the pairs of a text in the order of their openings.
func pairsOf(text []element) []couple {
	var out []couple
	all := elementsByNumber(text)
	for _, e := range text {
		if e.part == opening {
			out = append(out, couple{all[e.id], e.pair, e.id})
		}
	}
	return out
}
