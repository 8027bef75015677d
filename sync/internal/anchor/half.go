package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// half is the half of the day that a text names with an hour.
type half uint8

// The halves of the day.
const (
	unnamed half = iota
	morning
	afternoon
)

// halfWords are the words with which a language names the half of the day of an hour, in
// small letters and parted by "|": those in front of the hour, and those behind it.
type halfWords struct{ before, after [2]string }

// halvesOf are those words by language: for the morning, and for the afternoon and the
// evening. The words for noon and night are left out: both halves have a part of them.
var halvesOf = map[string]halfWords{
	"ar": {after: [2]string{"صباحا|صباحًا|صباحاً", "مساء|مساءً|عصرا|عصرًا"}},
	"bg": {after: [2]string{"сутринта", "следобед|вечерта"}},
	"cs": {after: [2]string{"ráno|dopoledne", "odpoledne|večer"}},
	"da": {after: [2]string{"om morgenen|om formiddagen", "om eftermiddagen|om aftenen"}},
	"de": {after: [2]string{"morgens|vormittags|früh|am morgen|am vormittag", "nachmittags|abends|am nachmittag|am abend"}},
	"en": {after: [2]string{"in the morning", "in the afternoon|in the evening"}},
	"es": {after: [2]string{"de la mañana|a. m|a.m|am", "de la tarde|p. m|p.m|pm"}},
	"fa": {before: [2]string{"صبح ساعت", "عصر ساعت|بعدازظهر ساعت"}, after: [2]string{"صبح", "عصر|بعدازظهر|بعد از ظهر"}},
	"fr": {after: [2]string{"du matin", "de l’après-midi|de l'après-midi|du soir"}},
	"he": {after: [2]string{"בבוקר", "אחר הצהריים|אחה\"צ|בערב"}},
	"hi": {before: [2]string{"सुबह", "शाम|दोपहर बाद"}},
	"hu": {before: [2]string{"délelőtt|reggel", "délután|este"}},
	"id": {after: [2]string{"pagi", "sore"}},
	"it": {after: [2]string{"del mattino|di mattina", "del pomeriggio|di pomeriggio|di sera"}},
	"ja": {before: [2]string{"午前|朝の|朝", "午後|夕方の|夕方"}},
	"ko": {before: [2]string{"오전|아침", "오후|저녁"}},
	"nl": {after: [2]string{"'s ochtends|’s ochtends|'s morgens|’s morgens", "'s middags|’s middags|'s avonds|’s avonds"}},
	"no": {after: [2]string{"om morgenen|om formiddagen", "om ettermiddagen|om kvelden"}},
	"pl": {after: [2]string{"rano|przed południem", "po południu|wieczorem"}},
	"pt": {after: [2]string{"da manhã|a. m|a.m", "da tarde|p. m|p.m"}},
	"ro": {after: [2]string{"dimineața|dimineaţa", "după-amiaza|seara"}},
	"ru": {after: [2]string{"утра", "дня|вечера|пополудни"}},
	"sv": {after: [2]string{"på morgonen|på förmiddagen", "på eftermiddagen|på kvällen"}},
	"tr": {before: [2]string{"sabah|sabah saat|öğleden önce|öğleden önce saat", "akşam|akşam saat|öğleden sonra|öğleden sonra saat"}},
	"uk": {after: [2]string{"ранку", "дня|вечора"}},
	"vi": {after: [2]string{"sáng", "chiều"}},
	"zh": {before: [2]string{"上午|早上|凌晨|清晨", "下午|傍晚"}},
}

// hourWords are what stands between an hour and the words for its half of the day, beside
// figures, colons and blanks.
var hourWords = []string{"uhr", "heures", "heure", "h", "horas", "hora", "ore", "ora", "uur", "hodin", "часов", "часа", "час", "ч.", "годин", "години", "година", "год", "минут", "минуты", "мин", "хвилин", "giờ", "phút"}

// findHalves tells of each hour of a text in which half of the day it is, if the text does.
func (s *scanner) findHalves() {
	words := s.lang.halves
	if words == (halfWords{}) {
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
		a.half = halfBefore(s.text[:a.Start], words.before)
		if a.half == unnamed {
			a.half = halfAfter(s.text[a.End:], words.after)
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
func halfBefore(text string, words [2]string) half {
	const longest = 40
	text = strings.TrimRight(strings.ToLower(text[max(0, len(text)-longest):]), " \u00a0")
	return namedHalf(words, func(word string) bool {
		rest, ok := strings.CutSuffix(text, word)
		last, _ := utf8.DecodeLastRuneInString(rest)
		return ok && (!unicode.IsLetter(last) || unspaced(last))
	})
}

// halfAfter is the half that the beginning of a text names, behind the minutes and what says
// that it is a time.
func halfAfter(text string, words [2]string) half {
	const longest = 60
	text = strings.ToLower(text[:min(len(text), longest)])
	for {
		text = strings.TrimLeft(text, " \u00a0\u202f0123456789:")
		before := text
		for _, word := range hourWords {
			if rest, ok := strings.CutPrefix(text, word); ok && endsWord(rest) {
				text = rest
				break
			}
		}
		if text == before {
			break
		}
	}
	return namedHalf(words, func(word string) bool {
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
func namedHalf(words [2]string, fits func(word string) bool) half {
	for k, list := range words {
		for word := range strings.SplitSeq(list, "|") {
			if word != "" && fits(word) {
				return half(k) + morning
			}
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
