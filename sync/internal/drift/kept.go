package drift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/listing"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// creditWords is the most that a credit has, in words: what is longer says more.
const creditWords = 15

// isKept reports whether a target stands as in the source because translations leave
// such texts as they are: entries of bibliographies, commands, credits, what is exempt by its
// author. In a synopsis what users fill in may be translated.
func isKept(source, target []*align.Segment) bool {
	for _, s := range target {
		if isSynopsis(s.Text) || strings.Contains(s.Text, "<code>") && codeInLines.MatchString(s.Text) {
			continue
		}
		if !copiedFrom(source, s) || !isCitation(s) && !isCommand(s.Text) && !isCredit(s.Text) && !namesWork(s.Text) && !namesPeople(s.Text) && !exempt.MatchString(s.Text) {
			return false
		}
	}
	return len(target) > 0
}

// isCitation reports whether a segment is an entry of a bibliography: its authors and a
// year begin it, or it is an item with a year and the pages, volume or number of a
// publication.
func isCitation(s *align.Segment) bool {
	if !hasYear(s.Text) {
		return false
	}
	if author.MatchString(s.Text) { // most texts are told by how they begin
		return year.MatchString(s.Text)
	}
	item := s.Kind == block.ListItem || s.Kind == block.Footnote || numbered.MatchString(s.Text)
	return item && year.MatchString(s.Text) && publication.MatchString(s.Text)
}

// hasYear reports whether a text has four digits in a row, as every year has.
func hasYear(text string) bool {
	run := 0
	for i := 0; i < len(text) && run < 4; i++ {
		if run++; text[i] < '0' || text[i] > '9' {
			run = 0
		}
	}
	return run == 4
}

// isCommand reports whether a text is typed into a shell: it stands behind a prompt,
// or it is a program with its options and hardly a word that holds sentences together.
func isCommand(text string) bool {
	if strings.HasPrefix(strings.TrimSpace(text), "$") && prompted.MatchString(text) {
		return true
	}
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return false // as most texts begin
	}
	words := strings.Fields(text)
	return len(words) > 1 && !isEnglishFunction(words[0]) && !holdsTogether(words) && command.MatchString(text)
}

// mostTyped is the number of words up to which a text may be what is typed of a command.
const mostTyped = 5

// isTyped reports whether a text is the beginning of a command that the page has in its code,
// as the title of the page of a command is: "helm get notes".
func (e *examination) isTyped(target []*align.Segment) bool {
	if len(target) != 1 {
		return false
	}
	text, n := strings.TrimSpace(target[0].Text), 0
	for range strings.FieldsSeq(text) {
		if n++; n > mostTyped {
			return false
		}
	}
	if n < 2 || !typed.MatchString(text) {
		return false
	}
	if e.commands == nil {
		e.commands = readCommands(e.source.Outline)
	}
	return e.commands[text]
}

// readCommands are the first words of the lines of code, of one word and of more up to
// [mostTyped].
func readCommands(o align.Outline) map[string]bool {
	out := map[string]bool{}
	for i := range o {
		if o[i].Kind != block.Code {
			continue
		}
		for line := range strings.Lines(o[i].Text) {
			line = strings.TrimRight(strings.TrimLeft(line, "$ "), "\n")
			for i, words := 1, 0; i <= len(line) && words < mostTyped; i++ {
				if line[i-1] != ' ' && (i == len(line) || line[i] == ' ') {
					out[line[:i]] = true
					words++
				}
			}
		}
	}
	return out
}

// isSynopsis reports whether a text says how a program is called: it has brackets for what
// need not be given, and hardly a word that holds sentences together.
func isSynopsis(text string) bool {
	return strings.ContainsAny(text, "[(<") && !strings.Contains(text, "](") && synopsis.MatchString(text) && !holdsTogether(strings.Fields(text))
}

// holdsTogether reports whether words that hold English together are as frequent among some
// as in a sentence.
func holdsTogether(words []string) bool {
	function := 0
	for _, w := range words {
		if isEnglishFunction(w) {
			function++
		}
	}
	return float64(function) >= functionShare*float64(len(words))
}

// namesPeople reports whether a text is a list of people and no more: names of several
// capitalised words each, the last joined by "and", and what they belong to.
func namesPeople(text string) bool {
	if !strings.Contains(text, "and") {
		return false
	}
	people, of, _ := strings.Cut(listing.WithoutTags(text), " - ")
	first, last, joined := strings.Cut(people, " and ")
	if !joined || strings.ContainsFunc(of, unicode.IsLower) && !hasCapitals(strings.Fields(of)) {
		return false
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(first, ",")+", "+last, ",") {
		if words := strings.Fields(name); len(words) < 2 || !hasCapitals(words) {
			return false
		}
	}
	return true
}

// hasCapitals reports whether all of some words begin with a capital letter or a bracket.
func hasCapitals(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		u, _ := utf8.DecodeRuneInString(w)
		return !unicode.IsUpper(u) && u != '('
	})
}

// isCredit reports whether a text names who owns something or made a picture.
func isCredit(text string) bool {
	return credit.MatchString(text) && len(strings.Fields(text)) <= creditWords
}

// namesWork reports whether a text is the title of a work and who it is by, and
// nothing else: "[On Bells](…), Jane Okafor", or — @okafor, "On Bells". The title is a
// link or stands in quotation marks. A title alone may be a text to translate.
func namesWork(text string) bool {
	for w := range strings.FieldsSeq(text) { // no title has begun
		if strings.ContainsAny(w, "![\"“«„") {
			break
		}
		if _, ok := wordOfNames(w); !ok {
			return false
		}
	}
	last := strings.TrimLeftFunc(text[max(strings.LastIndexFunc(text, unicode.IsSpace), 0):], unicode.IsSpace)
	if !strings.ContainsAny(last, ")\"”»“") { // no title ends
		if _, ok := wordOfNames(last); !ok {
			return false
		}
	}
	rest := workTitle.ReplaceAllString(text, " \x00 ")
	if rest == text {
		return false
	}
	names := 0
	for _, w := range strings.Fields(rest) {
		isName, ok := wordOfNames(w)
		if !ok {
			return false
		}
		if isName {
			names++
		}
	}
	return names > 0 && names <= mostNames
}

// wordOfNames reports whether a word is part of a name, and whether it may stand between a
// title and names at all.
func wordOfNames(w string) (isName, ok bool) {
	w = strings.Trim(w, ",.;:()*_—–-")
	first, _ := utf8.DecodeRuneInString(w)
	isName = first == '@' || unicode.IsUpper(first)
	return isName, isName || w == "" || w == "\x00" || byline[w]
}

// mostNames is how many words the names of a work's makers have at most.
const mostNames = 6

// byline are the words between a title and names, in lower case.
var byline = wordset.Of("by and in & von van de der del di da")

// called matches a program and what may stand before that which tells that it is called.
const called = `[a-z][a-z0-9./_-]*\s(?:\S.*\s)?`

var (
	// workTitle matches a title: a link, or what stands in quotation marks.
	workTitle = regex.Lazy(`!?\["?[^\[\]]*\]\([^()\s]*\)|["“«„][^"“”«»„]{3,120}["”»“]`)
	// numbered matches the number of an entry, "[3] ".
	numbered = regex.Lazy(`^\s*\[\d+\]\s`)
	// author matches a surname and initials, "van der Okafor, J. R.", or a surname, a
	// name and a year, "Okafor, Jane. 1987.", behind a bullet, a number or a label.
	author = regex.Lazy(`^\s*(?:[-*+]\s+|\[\^?\w+\]:?\s+|\d+[.)]\s+)?[*_]*(?:\p{Ll}{2,3}\s){0,2}\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?,\s` +
		`(?:\p{Lu}\.|\p{Lu}\p{L}+(?:\s\p{Lu}\.?)?\.?\s\(?(?:1[4-9]|20)\d\d)`)
	// year matches the year of a publication.
	year = regex.Lazy(`(?:^|[^\p{L}\p{N}])(?:1[4-9]|20)\d\d[a-z]?(?:$|[^\p{L}\p{N}])`)
	// exempt matches attributes behind a text by which its author says that it stays as it is.
	exempt = regex.Lazy(`\{(?:[^{}]*\s)?(?:\.notranslate|translate=(?:no|"no"|'no'))(?:\s[^{}]*)?\}\s*$`)
	// publication matches pages, a volume, a number, or what registers a publication.
	publication = regex.Lazy(`(?i)\bISBN\b|\bISSN\b|\bdoi\b|\bpp?\.\s?\d|\bvol\.\s?\d|\b\d+\s?\(\d+\)\s?[:,]\s?\d`)
	// prompted matches what stands behind the prompt of a shell.
	prompted = regex.Lazy(`^\s*\$\s+[a-z./]\S*\s`)
	// command matches a program with an option or another program after it, and no
	// stop at the end.
	command = regex.Lazy(`^` + called + `(?:--?[a-z]|&&\s).*[^.!?:;…\s]$`)
	// codeInLines matches lines of code that a page breaks by tags.
	codeInLines = regex.Lazy(`(?s)^\s*<code>[^<]*(?:<br\s*/?>[^<]*)+</code>\s*$`)
	// typed matches words as programs and their commands are called.
	typed = regex.Lazy(`^[a-z0-9][a-z0-9 ._-]*[a-z0-9]$`)
	// synopsis matches a program and what it may be given, in brackets or again and again.
	synopsis = regex.Lazy(`^\s*` + called + `(?:\[(?:<|--?[a-z])|\(--?[\w-]+\s\||<[^<>\s/]+>\.\.\.)`)
	// credit matches a sign of copyright and the maker of a picture; a notice in words is translated.
	credit = regex.Lazy(`(?i)^[\s*_(]*(?:©|(?:photo|image|picture|illustration|drawing)s?\s+(?:credits?:|(?:courtesy of|by)\s+(?-i:\p{Lu})))`)
)
