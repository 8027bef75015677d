package memory

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

// months are the names of months by language, in the forms that stand in dates,
// those of one form in a row.
var months = map[string][][]string{
	"en": {strings.Fields("January February March April May June July August September October November December")},
	"tr": {strings.Fields("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık")},
	"ru": {
		strings.Fields("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
		strings.Fields("январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"),
		strings.Fields("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
	},
}

// writeDate puts a date into the words and figures of one in the target.
func (t *tongue) writeDate(target string, at *anchor.Anchor, s *swap) (splice, bool) {
	was, is := fieldsOf(s.old.form), fieldsOf(s.new.form)
	for i := range was {
		if (was[i] == "") != (is[i] == "") {
			return splice{}, false
		}
	}
	span := target[at.Start:at.End]
	for _, dayFirst := range []bool{true, false} {
		text, ok := t.rewritten(span, was, is, dayFirst)
		if ok && t.reads(span, s.old) && t.reads(text, s.new) {
			return splice{at.Start, at.End, text}, !changedEnding(target, at, text)
		}
	}
	return splice{}, false
}

// writeTime puts a time of day in figures for another.
func (t *tongue) writeTime(target string, at *anchor.Anchor, s *swap) (splice, bool) {
	span := target[at.Start:at.End]
	runs, marks := runsOf(span)
	hour, minute, _ := strings.Cut(s.new.form, ":")
	if len(runs) != 2 || len(marks) != 1 || len(runs[0]+marks[0]+runs[1]) != len(span) {
		return splice{}, false
	}
	if !strings.HasPrefix(span, "0") && !strings.HasPrefix(s.spelling, "0") {
		hour = strings.TrimPrefix(hour, "0")
	}
	text := hour + marks[0] + minute
	return splice{at.Start, at.End, text}, !changedEnding(target, at, text)
}

// fieldsOf is the year, month and day of a date's value, without zeros in front;
// "" for what is not given.
func fieldsOf(value string) (f [3]string) {
	parts := strings.SplitN(strings.Replace(value, "--", "0-", 1), "-", 3)
	for i, p := range parts {
		f[i] = strings.TrimLeft(p, "0")
	}
	return f
}

// reads reports whether a text by itself is just the fact wanted.
func (t *tongue) reads(text string, want *token) bool {
	found := anchor.Scan(text, t.lang)
	return len(found) == 1 && found[0].Kind == want.sort && found[0].Value == want.form
}

// rewritten is the spelling of a date with its parts changed. If the month is in
// figures, dayFirst says that the day stands before it.
func (t *tongue) rewritten(span string, was, is [3]string, dayFirst bool) (string, bool) {
	var out strings.Builder
	named := strings.IndexFunc(span, unicode.IsLetter) >= 0
	short := 0 // figures of one or two digits so far
	for span != "" {
		n := len(span) - len(strings.TrimLeft(span, digits))
		switch {
		case n > 2:
			out.WriteString(is[0])
		case n > 0:
			field := 2
			if !named && (short == 0) != dayFirst {
				field = 1
			}
			short++
			if strings.TrimLeft(span[:n], "0") != was[field] || changed(was[field], is[field]) && joined(span[n:]) {
				return "", false
			}
			out.WriteString(padded(is[field], span[:n], named))
		default:
			n = strings.IndexAny(span+"0", digits)
			words, ok := t.otherMonth(span[:n], was[1], is[1])
			if named && !ok {
				return "", false
			}
			out.WriteString(words)
		}
		span = span[n:]
	}
	return out.String(), true
}

// padded is a day or month with a zero in front where the date that it is put
// into has one or would have one.
func padded(field, old string, named bool) string {
	if len(field) == 1 && (old[0] == '0' || !named && len(old) == 2) {
		return "0" + field
	}
	return field
}

// otherMonth puts a month for another in words. Words without a name of a month
// stay as they are.
func (t *tongue) otherMonth(words, was, is string) (string, bool) {
	if was == is {
		return words, true
	}
	for _, word := range strings.FieldsFunc(words, func(u rune) bool { return !unicode.IsLetter(u) }) {
		for _, row := range months[t.base] {
			if i := slices.Index(row, word); i >= 0 && row[i] == row[number(was)-1] {
				return strings.Replace(words, word, row[number(is)-1], 1), true
			}
		}
	}
	return words, strings.IndexFunc(words, unicode.IsLetter) < 0
}

// number is a month from 1 to 12, which is what dates are read with.
func number(month string) int {
	if len(month) == 2 {
		return 10 + int(month[1]-'0')
	}
	return int(month[0] - '0')
}

// changedEnding reports whether an ending is joined to what stands at an anchor
// that would be another with the new text.
func changedEnding(target string, at *anchor.Anchor, text string) bool {
	return joined(target[at.End:]) && changed(lastPiece(target[at.Start:at.End]), lastPiece(text))
}

// lastPiece is the word or the digits that a text ends with.
func lastPiece(text string) string {
	head := strings.TrimRight(text, digits)
	if head == text {
		head = strings.TrimRightFunc(text, unicode.IsLetter)
	}
	return text[len(head):]
}

// changed reports whether two words or numbers end differently when they are
// read.
func changed(a, b string) bool {
	return a != b && (strings.Trim(a+b, digits) != "" || lastSpoken(a) != lastSpoken(b))
}
