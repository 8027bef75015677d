package anchor

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// hourPhrase is how a language says minutes before or after an hour in words.
type hourPhrase struct {
	before, between, after string // texts around the two numbers
	hourFirst              bool   // "dokuza çeyrek var"
	to                     bool   // the minutes are missing to the hour
	ordinal                bool   // the hour that is running counts: "шестого" is after five
	minutes                bool   // not only a half and quarters
	halves                 bool   // only a half
}

// hourPhrases reads ways to say a time of day: texts in which M stands for the minutes and H
// for the hour, "M past H", and the marks that hold for all of them.
func hourPhrases(marks, texts string) (out []hourPhrase) {
	marked := wordset.Of(marks)
	for text := range strings.SplitSeq(texts, "|") {
		words := strings.Split(text, " ")
		m, h := slices.Index(words, "M"), slices.Index(words, "H")
		first, last := min(m, h), max(m, h)
		out = append(out, hourPhrase{
			before:    strings.Join(append(words[:first:first], ""), " "),
			between:   " " + strings.Join(append(words[first+1:last:last], ""), " "),
			after:     strings.Join(append([]string{""}, words[last+1:]...), " "),
			hourFirst: h < m, to: marked["to"], ordinal: marked["ordinal"], minutes: marked["minutes"], halves: marked["half"],
		})
	}
	return out
}

// emitMoment emits a time of day that a word names: noon, midnight.
func (s *scanner) emitMoment() {
	t := &s.tokens[s.at]
	s.at++
	a := Anchor{Kind: Time, Value: clockValue(t.value), Spelled: true, Start: t.start, End: t.end}
	if t.value == 0 {
		a.Alt = []string{"24", "24:00"}
	}
	s.out = append(s.out, a)
}

// clockValue is the time of day so many minutes after midnight.
func clockValue(minutes int64) string {
	minutes = (minutes + 24*60) % (24 * 60)
	return padNumber(minutes/60, 2) + ":" + padNumber(minutes%60, 2)
}

// minuteOf is how many minutes of an hour token i stands for: a half, a quarter, or a
// number; 0 if it does not.
func (s *scanner) minuteOf(i int, numbers bool) int64 {
	t := s.tokenAt(i)
	switch {
	case t.role == part && (t.value == 50 || t.value == 25):
		return t.value * 60 / 100
	case numbers && (t.role == unit || t.role == ten):
		return t.value
	case numbers:
		return s.dayOf(i)
	}
	return 0
}

// hourOf is the hour that token i names, or 0.
func (s *scanner) hourOf(i int, ordinal bool) int64 {
	t := s.tokenAt(i)
	h := s.dayOf(i)
	if t.role == unit || t.role == numerator {
		h = t.value
	}
	switch {
	case h < 1 || h > 12, ordinal != (t.role == unit && isGenitive(s.text[t.start:t.end])):
		return 0
	case ordinal:
		return (h+10)%12 + 1
	}
	return h
}

// isGenitive reports whether a Russian ordinal names the hour that is running.
func isGenitive(word string) bool {
	return strings.HasSuffix(word, "ого") || strings.HasSuffix(word, "его") && word != "его"
}

// pastHour reads a time of day in words: "half past five", "dokuza çeyrek var",
// "половина шестого".
func (s *scanner) pastHour() bool {
	for k := range s.lang.hours {
		if s.hourPhrase(&s.lang.hours[k]) {
			return true
		}
	}
	return false
}

func (s *scanner) hourPhrase(p *hourPhrase) bool {
	m, h := s.at, s.at+1
	if p.hourFirst {
		m, h = h, m
	}
	teens := int64(0)
	if t := s.tokenAt(s.at); p.hourFirst && t.role == ten && t.value == 10 && isBlank(s.gapText(t.end, s.tokenAt(h+1).start)) {
		teens, m, h = 10, m+1, h+1 // "on ikiyi beş geçe"
	}
	first, last := s.tokenAt(min(m, h)), s.tokenAt(max(m, h))
	if last.start == beyond.start || s.spacedText(s.endOfFigure(min(m, h)), last.start) != p.between || !strings.HasSuffix(s.text[:first.start], p.before) {
		return false
	}
	if p.after != "" && !strings.HasPrefix(s.text[last.end:], p.after) {
		return false
	}
	minutes, hour := s.minuteOf(m, p.minutes), s.hourOf(h, p.ordinal)
	if p.halves && minutes != 30 || minutes <= 0 || minutes >= 60 || hour == 0 || teens > 0 && hour > 2 {
		return false
	}
	at := 60*(teens+hour) + minutes
	if p.to {
		at = 60*(teens+hour) - minutes
	}
	s.out = append(s.out, Anchor{Kind: Time, Value: clockValue(at), Spelled: true, Start: s.tokens[s.at].start, End: last.end})
	s.at = max(m, h) + 1
	return true
}

// spacedText is the text between two places with every space as " ".
func (s *scanner) spacedText(from, to int) string {
	gap := s.gapText(from, to)
	if isBlank(gap) {
		return " "
	}
	return gap
}

// moments lists the claims that name noon or midnight in words. As times they could
// stand for each other, since a clock face shows both alike.
func moments(claims []claim) []*claim {
	var out []*claim
	for i := range claims {
		if c := &claims[i]; c.Kind == Time && c.Spelled && (c.Value == "12:00" || c.Value == "00:00") {
			out = append(out, c)
		}
	}
	return out
}

// noonAtNight reports that a text names noon in words and the other has midnight in figures,
// as no clock shows both. Midnight is 12:00 on some.
func noonAtNight(out []Disagreement, named []*claim, other []claim) []Disagreement {
	if len(named) == 0 || named[0].Value != "12:00" {
		return out
	}
	isAt := func(value string) func(claim) bool {
		return func(o claim) bool { return o.Kind == Time && o.Value == value }
	}
	k := slices.IndexFunc(other, isAt("00:00"))
	if k < 0 || slices.ContainsFunc(other, isAt("12:00")) {
		return out
	}
	return append(out, differingOn(named[0], &other[k], named[0].Value, other[k].Value))
}
