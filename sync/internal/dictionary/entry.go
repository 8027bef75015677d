package dictionary

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxEntry is the number of bytes of an entry that are read; what comes after them are
// examples and phrases.
const maxEntry = 4096

// translationsIn yields the words that an entry for a headword gives for it: what stands
// between commas and semicolons, in lines that are no examples, references or notes
// ("Synonym: …"), without what is in brackets (grammar, fields) or between slashes
// (pronunciation). Phrases are among them.
func translationsIn(word, entry string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if len(entry) > maxEntry {
			entry = entry[:maxEntry]
		}
		first := true
		for line := range strings.Lines(entry) {
			line = strings.TrimSpace(line)
			if first && line != "" {
				line, first = withoutHeadword(word, line), false
			}
			if isNote(line) {
				continue
			}
			for part := range strings.FieldsFuncSeq(withoutBrackets(withoutNumber(line)), isSeparator) {
				if part = strings.Trim(strings.TrimSpace(part), ".…"); part != "" && !yield(part) {
					return
				}
			}
		}
	}
}

// withoutHeadword is the first line of an entry without the headword, which dictd and many
// other dictionaries repeat there. An index may have left out the marks in it.
func withoutHeadword(word, line string) string {
	rest := line
	for _, want := range word {
		if !unicode.IsLetter(want) {
			continue
		}
		at := strings.IndexFunc(rest, unicode.IsLetter)
		if at < 0 {
			return line
		}
		got, size := utf8.DecodeRuneInString(rest[at:])
		if unicode.ToLower(got) != unicode.ToLower(want) {
			return line
		}
		rest = rest[at+size:]
	}
	if u, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(u) || unicode.IsMark(u) {
		return line
	}
	return rest
}

// isNote reports whether a line is an example in quotation marks, or begins with a word or
// two and a colon, as notes do.
func isNote(line string) bool {
	if strings.HasPrefix(line, `"`) || strings.HasPrefix(line, "“") || strings.HasPrefix(line, "«") {
		return true
	}
	label, _, ok := strings.Cut(line, ":")
	return ok && label != "" && strings.Count(label, " ") < 2 && !strings.ContainsFunc(label, func(u rune) bool { return !unicode.IsLetter(u) && !unicode.IsMark(u) && u != ' ' })
}

// withoutNumber is a line without the number, letter or bullet of a sense before it: "1.",
// "2)", "b)", "-", "•".
func withoutNumber(line string) string {
	end := strings.IndexFunc(line, func(u rune) bool { return !unicode.IsDigit(u) })
	if end > 0 && (line[end] == '.' || line[end] == ')') {
		return line[end+1:]
	}
	if len(line) > 1 && line[1] == ')' && line[0] >= 'a' && line[0] <= 'z' {
		return line[2:]
	}
	return strings.TrimLeft(line, "-–—•*· ")
}

func isSeparator(u rune) bool { return strings.ContainsRune(",;|:،؛，；、", u) }

// withoutBrackets is a line without what stands in brackets and between slashes.
func withoutBrackets(line string) string {
	if !strings.ContainsAny(line, "<[({/（") {
		return line
	}
	var out strings.Builder
	depth, slashes := 0, false
	for _, u := range line {
		switch {
		case u == '/' && depth == 0:
			slashes = !slashes
		case strings.ContainsRune("<[({（", u):
			depth++
		case strings.ContainsRune(">])}）", u):
			depth = max(depth-1, 0)
		case depth == 0 && !slashes:
			out.WriteRune(u)
		}
	}
	return out.String()
}
