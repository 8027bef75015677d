package memory

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/message"
	decimals "golang.org/x/text/number"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

// write is how a fact is put for the one at an anchor of a target, if that is
// safe in its language.
func (t *tongue) write(target string, at *anchor.Anchor, s *swap) (splice, bool) {
	switch s.old.sort {
	case anchor.Link, anchor.Image, anchor.Code, anchor.Placeholder, anchor.FootnoteRef:
		return splice{at.Start, at.End, s.spelling}, true
	case anchor.Number, anchor.Percent, anchor.Decade, anchor.Century:
		return t.writeNumber(target, at, s)
	case anchor.Date:
		return t.writeDate(target, at, s)
	case anchor.Time:
		return t.writeTime(target, at, s)
	}
	return splice{}, false
}

// figure is the one number in digits that a spelling holds.
type figure struct {
	start, end  int    // in the spelling
	whole, part string // digits before and behind the decimal mark
	group       string // what stands between groups of digits, or ""
	shift       int    // the value is that of the digits times ten to this power
}

// figureIn finds the figure of a number whose value is known, which tells the
// marks apart.
func figureIn(spelling, value string) (f figure, ok bool) {
	value = strings.TrimPrefix(value, "-")
	f.start = strings.IndexAny(spelling, digits)
	f.end = strings.LastIndexAny(spelling, digits) + 1
	if f.start < 0 {
		return f, false
	}
	runs, marks := runsOf(spelling[f.start:f.end])
	known, fraction, _ := strings.Cut(value, ".")
	all := strings.Join(runs, "")
	f.whole = all
	for i, mark := range marks {
		if !isMark(mark) {
			return f, false
		}
		decimal := i == len(marks)-1 && (fraction != "" || len(runs[i+1]) != 3) || len(marks) == 1 && strings.TrimLeft(runs[0], "0") == ""
		if decimal {
			f.part = runs[i+1]
			f.whole = all[:len(all)-len(f.part)]
		} else if f.group != "" && f.group != mark {
			return f, false
		} else {
			f.group = mark
		}
	}
	f.shift = len(strings.TrimLeft(known, "0")) - len(strings.TrimLeft(f.whole, "0"))
	return f, scaled(f.whole+"."+f.part, f.shift) == plainValue(value)
}

const digits = "0123456789"

// runsOf is the runs of digits in a text, and what stands between them.
func runsOf(text string) (runs, marks []string) {
	for {
		k := strings.IndexAny(text, digits)
		if k < 0 {
			return runs, marks
		}
		if runs != nil {
			marks = append(marks, text[:k])
		}
		text = text[k:]
		n := len(text) - len(strings.TrimLeft(text, digits))
		runs, text = append(runs, text[:n]), text[n:]
	}
}

// isMark reports whether a text is a mark within figures.
func isMark(s string) bool {
	switch s {
	case ".", ",", "'", "’", " ", "\u00a0", "\u202f", "\u2009", "٫", "٬":
		return true
	}
	return false
}

// scaled is the plain value of a decimal number times ten to a power from 0 on.
func scaled(value string, power int) string {
	whole, part, _ := strings.Cut(value, ".")
	if power < 0 || power > 24 {
		return ""
	}
	part += strings.Repeat("0", max(0, power-len(part)))
	return plainValue(whole + part[:power] + "." + part[power:])
}

// plainValue is a decimal number without zeros that say nothing.
func plainValue(value string) string {
	whole, part, _ := strings.Cut(value, ".")
	return strings.TrimLeft(whole, "0") + "." + strings.TrimRight(part, "0")
}

// writeNumber puts a number into the figure of an anchor in the way of the
// target: with its decimal mark and its mark between groups. It is not safe
// where an ending or the noun would have to change with the number.
func (t *tongue) writeNumber(target string, at *anchor.Anchor, s *swap) (splice, bool) {
	span := target[at.Start:at.End]
	old, ok := figureIn(span, s.old.form)
	if !ok || strings.HasPrefix(s.old.form, "-") != strings.HasPrefix(s.new.form, "-") {
		return splice{}, false
	}
	asked, ok := figureIn(s.spelling, s.new.form)
	if !ok || asked.shift != old.shift {
		return splice{}, false
	}
	from, to := at.Start+old.start, at.Start+old.end
	ending := joined(target[to:]) || joined(target[at.End:])
	if at.Kind == anchor.Decade && t.lower == nil {
		ending = false // that of a decade is always the same: "1990s", "1990-х"
	}
	if ending && lastSpoken(old.whole+old.part) != lastSpoken(asked.whole+asked.part) {
		return splice{}, false
	}
	counts := s.old.sort == anchor.Number || strings.IndexFunc(span, unicode.IsLetter) >= 0 // "5 процентов", not "5 %"
	if counts && !t.agrees(old, asked) {
		return splice{}, false
	}
	return splice{from, to, t.spell(old, asked)}, true
}

// spell is the figure asked for as the target would write it.
func (t *tongue) spell(old, asked figure) string {
	out := asked.whole
	if asked.group != "" && (old.group != "" || len(old.whole) != len(asked.whole)) {
		out = grouped(asked.whole, t.groupMark(old))
	}
	if asked.part != "" {
		out += t.decimal + asked.part
	}
	return out
}

// groupMark is what stands between groups in the target.
func (t *tongue) groupMark(old figure) string {
	if old.group != "" {
		return old.group
	}
	return t.group
}

// grouped puts a mark between each three digits.
func grouped(whole, mark string) string {
	var out strings.Builder
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteString(mark)
		}
		out.WriteByte(whole[i])
	}
	return out.String()
}

// joined reports whether an ending is joined to a figure that stands before a
// text: "1990'da", "5-й", "21st".
func joined(rest string) bool {
	rest = strings.TrimLeft(rest, "*_")
	for _, mark := range []string{"'", "’", "-", "‑"} {
		if after, ok := strings.CutPrefix(rest, mark); ok {
			rest = after
			break
		}
	}
	u, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(u)
}

// lastSpoken tells the words apart that numbers end with when they are read, on
// which their endings depend.
func lastSpoken(all string) string {
	zeros := len(all) - len(strings.TrimRight(all, "0"))
	tail := all[max(0, len(all)-zeros-1):]
	if zeros == 0 && len(all) > 1 {
		tail = all[len(all)-2:] // 11, 12 and 13 are not read as 1, 2 and 3
	}
	return strconv.Itoa(zeros) + " " + tail
}

// agrees reports whether a noun has the same form with two numbers. Years, which
// count nothing, always do.
func (t *tongue) agrees(a, b figure) bool {
	if a.year() && b.year() {
		return true
	}
	return t.form(a) == t.form(b)
}

func (f figure) year() bool {
	return f.part == "" && f.group == "" && len(f.whole) == 4 && f.whole >= "1800" && f.whole < "2100"
}

// form is the plural form that a number takes.
func (t *tongue) form(f figure) plural.Form {
	tail := f.whole[max(0, len(f.whole)-6):] // no language looks further, but for whether the rest is 0
	i, err := strconv.Atoi(tail)
	if err != nil || len(f.part) > 6 {
		return plural.Other
	}
	if tail != f.whole {
		i += 1_000_000
	}
	part, _ := strconv.Atoi("0" + f.part)
	short := strings.TrimRight(f.part, "0")
	trimmed, _ := strconv.Atoi("0" + short)
	return plural.Cardinal.MatchPlural(t.tag, i, len(f.part), len(short), part, trimmed)
}

// marks finds the marks of a language in a number that CLDR's rules write.
func (t *tongue) marks() {
	text := message.NewPrinter(t.tag).Sprint(decimals.Decimal(1234567.5))
	_, marks := runsOf(text)
	if len(marks) > 0 {
		t.decimal = marks[len(marks)-1]
	}
	if len(marks) > 1 {
		t.group = marks[0]
	}
}
