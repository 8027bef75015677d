// Package langdata holds what is known of each language as data: a folder for each,
// named by its BCP 47 tag, with a file for each kind of knowledge. To add a language is
// to add its folder; what a folder does not hold, its readers do without, by rules
// that hold for any language.
//
// All files are tables of lines and tabs, in UTF-8:
//
//   - names: the code of a country or a language, and the stems of its name
//   - glossary: a common word of English, and its stems
//   - calendar: how a long date is written, and the names of months and weekdays
//   - numbers: the words of cardinal and ordinal numbers, and of thousands and more
//   - numerals: of languages without blanks between words, the numerals of which numbers are
//     written: digits, zeros, tens and hundreds (lead if a number can begin with one, else
//     times), scales, the word for per cent before a number, and words that make one vague
//   - measures: the names of units of measure and currencies, and the word for per cent
//   - words: what sentences turn on: words that negate (negation) and set limits (limit),
//     parts of words that negate (negated), and parts of words that may stand for a negation
//     in a translation (turning) or say of a number that it is below zero or less than
//     another (lower), with a dash for the rest of the word; words by which a year is one
//     before our era (era); what holds sentences together (function): articles,
//     conjunctions, pronouns, prepositions; and short words behind which a full stop ends no
//     sentence (abbreviation), without that. Rows of the other files may stand there too,
//     where CLDR does not have a form, also of a country by its code (name), of a month or a
//     weekday by its number (0 for what only looks like one), of the hundredths of currencies
//     (minor), of what is one of a unit without a number (one), of the words behind a year that
//     stands before its day (year), of words before a figure, joined to it or after it by which
//     degrees are below zero (frost), an hour is one of the morning or the afternoon, a number is
//     a decade or a century, and hours with their sign are a time of day (hour), of the signs
//     behind hours and minutes (clock), of what stands in a fraction (share), of what makes the
//     number behind it a place in an order, with no scale (rank), of what adds a half behind a
//     unit (half), of the words for a decade by its two digits (decade), and of the word
//     for every and those that count things, between which the end of a weekday is a number
//     (counter).
//     What the rules of package drift read of a language has its role in the second column
//     (grammar), such as articles, and words (alike) and ends of words (ending) that are mistaken
//     for each other.
//     How a language is written (writing): without blanks between words (dense), with a dotted
//     and a dotless i (turkic), an apostrophe for a letter (apostrophe), prefixes that are
//     joined to figures (prefixing), years of the Thai calendar (buddhist), a day behind
//     the name of its month (day-behind), scales by ten thousands (myriad), figures and scales one
//     after the other for their sum (summed), lines from right to left (leftward), commas or
//     blanks where others end a sentence (joining), or places in an order whose tens and ones
//     both are such, "trigésimo quinto" (ranked), also above the tenth (ranked-teens);
//     and the alphabets of languages that are near to each other, in small letters (letters).
//     Of languages whose words are inflected by rules or compounded there are also the word for
//     ten that stands before ones (ten), hundreds that multiply nothing (hundreds), how many times
//     as much (multiple), times of day by their minutes after midnight (moment), numbers that are
//     such in fractions and times of day only (numerator), the ways to say a time of day in words,
//     in which M stands for the minutes and H for the hour (hours): past or to it, also with
//     numbers of minutes (minutes), by a half alone (half), by the hour that is running (ordinal);
//     points of the compass by their letters
//     (point), the word for a half that is added (and-half) and that for per cent before its number
//     (per-hundred), symbols of units whose capitals count (symbol), numbers with which longer words
//     begin (stem), the rows of which come after what follows these (stemmed), as those of ordinals
//     come after their scales, and words that alone mean other things as well (vague). A dash
//     stands for the rest of a word
//
// Alternatives are parted by "|". The programs in gen write names, calendar, numbers and
// measures from CLDR; the others are written by hand. English, Turkish and Russian have
// names and words alone.
package langdata

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

// The kinds of files.
const (
	Names    = "names"
	Glossary = "glossary"
	Calendar = "calendar"
	Numbers  = "numbers"
	Numerals = "numerals"
	Measures = "measures"
	Words    = "words"
)

//go:embed */*.tsv
var files embed.FS

// aliases are tags that other tags replace, and those of languages that are written as
// another one is as far as these tables go.
var aliases = map[string]string{"nb": "no", "iw": "he", "in": "id", "yue": "zh", "tl": "fil"}

// Folder is the tag by whose name the folder of a language goes.
func Folder(tag string) string {
	if other, ok := aliases[tag]; ok {
		return other
	}
	return tag
}

// Read returns a file of a language, "" if there is none. The tag is that of a language
// alone, in small letters.
func Read(tag, kind string) string {
	data, err := files.ReadFile(nameOf(tag, kind))
	if err != nil {
		return ""
	}
	return string(data)
}

// Has reports whether a table of a language has anything in it, which is known without
// reading it.
func Has(tag, kind string) bool {
	file, err := files.Open(nameOf(tag, kind))
	if err != nil {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Size() > 0
}

// nameOf is the name of a table's file.
func nameOf(tag, kind string) string { return Folder(tag) + "/" + kind + ".tsv" }

// Rows calls yield with the columns of each line of a file; it stops if yield says so.
func Rows(tag, kind string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(Read(tag, kind)) {
			if !yield(strings.Split(strings.TrimSuffix(line, "\n"), "\t")) {
				return
			}
		}
	}
}

// Union is the set of the words that the rows of a role in the files of words have, of all
// languages.
func Union(role string) map[string]bool {
	out := map[string]bool{}
	for _, tag := range Tags() {
		for row := range Rows(tag, Words) {
			if row[0] == role {
				for word := range strings.SplitSeq(row[2], "|") {
					out[word] = true
				}
			}
		}
	}
	return out
}

// Tags lists the languages, sorted.
var Tags = sync.OnceValue(func() []string {
	entries, _ := files.ReadDir(".")
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	slices.Sort(out)
	return out
})
