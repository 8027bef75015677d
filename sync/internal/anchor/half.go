package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// half is the half of the day that a text names with an hour.
type half uint8

// The halves of the day.
const (
	unnamed half = iota
	morning
	afternoon
)

// besideWords are words in front of a figure, joined to its end and behind it, in small letters.
type besideWords struct{ before, joined, after []string }

// add takes words in that stand "before", "joined" or "after".
func (b *besideWords) add(where, words string) {
	list := map[string]*[]string{"before": &b.before, "joined": &b.joined, "after": &b.after}[where]
	*list = append(*list, strings.Split(words, "|")...)
}

// joinSigned joins the hours and minutes that have their signs behind them to times of day,
// "9時45分", and the parts of fractions to numbers, "3分の2".
func (s *scanner) joinSigned() {
	if len(s.lang.clock[0])+len(s.lang.shares) == 0 {
		return
	}
	out := s.out[:0]
	for _, a := range s.out {
		if len(out) == 0 || !s.joinTo(&out[len(out)-1], &a) {
			out = append(out, a)
		}
	}
	s.out = out
}

// joinTo makes one of two numbers if their signs say so, and reports whether it did.
func (s *scanner) joinTo(a, b *Anchor) bool {
	if a.Kind != Number || b.Kind != Number || !allDigits(a.Value) || !allDigits(b.Value) || a.End > b.Start {
		return false
	}
	sign, m, n := strings.TrimSpace(s.text[a.End:b.Start]), atoi(a.Value), atoi(b.Value)
	behind := strings.TrimLeft(s.text[b.End:], " ")
	isMinute := slices.ContainsFunc(s.lang.clock[1], func(mark string) bool { return strings.HasPrefix(behind, mark) })
	switch {
	case slices.Contains(s.lang.clock[0], sign) && isMinute && m <= 24 && n < 60:
		*a = Anchor{Kind: Time, Value: clockValue(60*m + n), Start: a.Start, End: b.End}
	case slices.Contains(s.lang.shares, sign) && n > 0 && n < m:
		*a = Anchor{Kind: Number, Value: shareOf(n, m), Alt: fractionParts(n, m), Spelled: true, Start: a.Start, End: b.End}
	default:
		return false
	}
	return true
}

// findHalves tells of each hour of a text in which half of the day it is, if the text does.
func (s *scanner) findHalves() {
	if s.lang.halves == nil {
		return
	}
	for k := range s.out {
		a := &s.out[k]
		if a.half == unnamed && a.hour() > 12 && a.hour() < 24 && s.isOClock(a) {
			a.half = afternoon
		}
		if a.half != unnamed || a.hour() < 1 || a.hour() > 11 {
			continue
		}
		a.half = s.lang.halfBefore(s.text[:a.Start])
		if a.half == unnamed {
			a.half = s.lang.halfAfter(s.text[a.End:])
		}
	}
}

// isOClock reports whether a number stands beside a word that makes it an hour of the day
// and no number of hours: "21 Uhr", "saat 21".
func (s *scanner) isOClock(a *Anchor) bool {
	const longest = 8
	before, after := s.text[max(0, a.Start-longest):a.Start], s.text[a.End:min(len(s.text), a.End+longest)]
	rest, ok := strings.CutPrefix(strings.TrimLeft(after, " \u00a0"), "Uhr")
	return ok && endsWord(rest) || strings.HasSuffix(strings.ToLower(before), "saat ")
}

// halfBefore is the half that the end of a text names.
func (l *Language) halfBefore(text string) half {
	const longest = 40
	text = strings.TrimRight(strings.ToLower(text[max(0, len(text)-longest):]), " \u00a0")
	return l.namedHalf(func(w besideWords) []string { return w.before }, func(word string) bool { return endsWith(text, word) })
}

// endsWith reports whether a text ends with a word, and not with the end of a longer one.
func endsWith(text, word string) bool {
	rest, ok := strings.CutSuffix(text, word)
	last, _ := utf8.DecodeLastRuneInString(rest)
	return ok && (!unicode.IsLetter(last) || inline.Unspaced(last))
}

// halfAfter is the half that the beginning of a text names, behind the minutes and what says
// that it is a time.
func (l *Language) halfAfter(text string) half {
	const longest = 60
	text = strings.ToLower(text[:min(len(text), longest)])
	for {
		text = strings.TrimLeft(text, " \u00a0\u202f0123456789:")
		word := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsLetter))]
		if m, _ := l.words.lookUp(word); m.unit != "h" && m.unit != "min" && word != "uhr" {
			break
		}
		text = strings.TrimPrefix(text[len(word):], ".")
	}
	return l.namedHalf(func(w besideWords) []string { return w.after }, func(word string) bool {
		rest, ok := strings.CutPrefix(text, word)
		return ok && endsWord(rest)
	})
}

// endsWord reports whether a word ends before a text.
func endsWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLetter(first)
}

// namedHalf is the half of the day one of whose words fits.
func (l *Language) namedHalf(of func(besideWords) []string, fits func(word string) bool) half {
	for _, h := range []half{morning, afternoon} {
		if slices.ContainsFunc(of(l.halves[h]), fits) {
			return h
		}
	}
	return unnamed
}

// hour is the hour that an anchor may name, or -1.
func (a *Anchor) hour() int64 {
	switch {
	case a.Kind == Time:
		h, _, _ := strings.Cut(a.Value, ":")
		return atoi(h)
	case a.Kind == Number && (a.Unit == "" || a.Unit == "h") && len(a.Value) <= 2:
		return atoi(a.Value)
	case a.Kind == Number && a.Unit == "" && strings.Contains(a.Value, "."): // "5.30"
		h, minute, _ := strings.Cut(a.Value, ".")
		if len(minute) == 2 && minute < "60" {
			return atoi(h)
		}
	}
	return -1
}

// halfOf is the half of the day that an anchor names: in words, or as an hour of the
// afternoon by a clock of 24 hours.
func halfOf(a *Anchor) half {
	if a.half == unnamed && (a.Kind == Time || a.Unit == "h") && a.hour() > 12 && a.hour() < 24 {
		return afternoon
	}
	return a.half
}

// compareHalves reports the hours that both texts name, the one in the morning and the other
// in the afternoon.
func compareHalves(out []Disagreement, source, target []Anchor) []Disagreement {
	var told [12]bool
	for i := range source {
		a := &source[i]
		h := a.hour()
		if h < 0 || halfOf(a) == unnamed || told[h%12] {
			continue
		}
		told[h%12] = true
		if b := otherHalf(target, h%12, halfOf(a)); b != nil && otherHalf(source, h%12, halfOf(a)) == nil {
			out = append(out, Disagreement{Number, Time, a.Value, b.inHalf()})
		}
	}
	return out
}

// otherHalf is the first hour of a text that is in another half of the day than wanted, if
// all that may be this hour are.
func otherHalf(anchors []Anchor, hour int64, wanted half) *Anchor {
	var found *Anchor
	for k := range anchors {
		b := &anchors[k]
		if b.hour() < 0 || b.hour()%12 != hour {
			continue
		}
		if halfOf(b) == wanted || halfOf(b) == unnamed {
			return nil
		}
		if found == nil {
			found = b
		}
	}
	return found
}

// inHalf is the time of day that an anchor stands for, by a clock of 24 hours.
func (a *Anchor) inHalf() string {
	value := strings.Replace(a.Value, ".", ":", 1)
	hour, minute, ok := strings.Cut(value, ":")
	if !ok {
		minute = "00"
	}
	h := atoi(hour)
	if halfOf(a) == afternoon && h < 12 {
		h += 12
	}
	return padNumber(h, 2) + ":" + minute
}
