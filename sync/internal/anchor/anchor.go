// Package anchor finds the facts in a text that survive translation: numbers,
// dates, links, code, placeholders, footnote references. They are compared by
// value, not by spelling: "1,234.5" in English is "1.234,5" in Turkish and
// "1 234,5" in Russian.
package anchor

// Kind says what sort of fact an anchor is.
type Kind uint8

// The kinds of anchors, with the form of their values.
const (
	Number      Kind = iota // "1234.5": plain decimal digits, "." as decimal point
	Percent                 // "12.5"
	Date                    // "2022-11-30"; "2022-11" without a day, "--11-30" without a year
	Time                    // "14:05", 24 hours
	Decade                  // "1990"
	Century                 // "20"
	Currency                // "USD", ISO 4217, from a sign or a code; the amount is a Number of its own
	Unit                    // of disagreements alone: one number in units that differ, "60 mi"
	Weekday                 // "1" for Monday to "7"
	Month                   // "03", a month without a day and a year
	Direction               // "N", "NE" …, a point of the compass
	Link                    // the link target as written
	Image                   // the image target as written
	Code                    // the content of an inline code span
	Placeholder             // "{name}", "%s", "{{.Name}}", "${x}"
	FootnoteRef             // the label
	kinds
)

var kindNames = [kinds]string{
	"number", "percent", "date", "time", "decade", "century", "currency", "unit", "weekday", "month", "direction", "link", "image", "code", "placeholder", "footnote",
}

// String is the kind's name as JSON output writes it.
func (k Kind) String() string {
	if k < kinds {
		return kindNames[k]
	}
	return "unknown"
}

// Anchor is one fact found in a text.
type Anchor struct {
	Kind  Kind
	Value string
	// Alt holds other readings of the same spelling that the language does
	// not rule out: "1.234" in a Turkish text is 1234, but may have been copied
	// as 1.234; "02.03.2022" may be either day-month or month-day.
	Alt []string
	// Doubtful says that the first of Alt goes against how the language writes
	// numbers: "1,234" in a Turkish text is 1.234, though somebody may have meant
	// 1234.
	Doubtful bool
	// Spelled says that the fact is written in words ("seventy", "yüz",
	// "пять"), in Roman numerals, or joined to a name ("COVID-19"), or is a link
	// that no text leads to. A spelled
	// anchor can answer a written one, but its absence on the other side is no
	// disagreement.
	Spelled bool
	// Unit is the unit of measure behind a number, by its symbol ("mi", "km",
	// "kg", "°F"), the currency of an amount of money ("USD"), or "".
	Unit string
	// Notation says that a number is written as no quantity is: [Phone], [ISBN], [Roman],
	// [Ratio].
	Notation string
	// Ordinal says that a number names a place in an order: "second", "2nd".
	Ordinal bool
	// multiple says that a number is how many times as much something is.
	multiple bool
	// pointed says that a decimal number has a point in a language with a comma, as
	// versions and sections have: "3.10" is not "3.1".
	pointed bool
	// glued says that a letter stands right behind the figures: a counter, as in "2つ", or the
	// rest of a name.
	glued bool
	// yeared says that a month has its year from another one behind it.
	yeared bool
	// factors are what a power of ten is written with, "5×10^6" with 5, 10 and 6: the number
	// that it multiplies, if any, ten and the exponent.
	factors []string
	// half is the half of the day that the text names with an hour.
	half half
	// Start and End are the bytes of the text that the anchor was read from.
	Start, End int
}
