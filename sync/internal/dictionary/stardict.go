package dictionary

import (
	"html"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// readStarDict reads a dictionary of StarDict, versions 2.4.2 and 3.0.0, of which the .ifo
// file is named: lines "key=value". The headwords lie beside it in an .idx or .idx.gz file,
// each with a NUL, the place of its entry and the length of the entry; the entries lie in a
// .dict or .dict.dz file. The languages stand in the name, that of the headwords first:
// "en-de.ifo".
func (r *reader) readStarDict(data []byte, beside Beside) error {
	direction, err := r.directionOf()
	if err != nil {
		return err
	}
	files := FilesBeside(r.name)
	index, err := r.readBeside(beside, files[0])
	if err != nil {
		return err
	}
	entries, err := r.readBeside(beside, files[1])
	if err != nil {
		return err
	}
	types, width := starDictOptions(string(data))
	for len(index) > 0 {
		word, rest, ok := strings.Cut(index, "\x00")
		if !ok || len(rest) < width+4 {
			return r.problem(BadIndex, 0, nil)
		}
		from, size := bigEndian(rest[:width]), bigEndian(rest[width:width+4])
		index = rest[width+4:]
		if from > uint64(len(entries)) || size > uint64(len(entries))-from {
			return r.problem(BadIndex, 0, nil)
		}
		if err := r.addEntry(0, direction, word, starDictText(entries[from:from+size], types)); err != nil {
			return err
		}
	}
	return nil
}

// bigEndian is a number of which the first byte counts most.
func bigEndian(bytes string) (n uint64) {
	for k := range len(bytes) {
		n = n<<8 | uint64(bytes[k])
	}
	return n
}

// starDictOptions are the types of the fields of every entry, "" if each field says its
// own, and the number of bytes of a place.
func starDictOptions(ifo string) (types string, width int) {
	width = 4
	for line := range strings.Lines(ifo) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch {
		case key == "sametypesequence":
			types = value
		case key == "idxoffsetbits" && value == "64":
			width = 8
		}
	}
	return types, width
}

// starDictText is the text of an entry: of its fields those of text and of marked-up text.
// A field of a type in lower case ends with a NUL, one of a type in upper case begins with
// its length; where the types of all fields are known, the last has neither.
func starDictText(entry string, types string) string {
	var out strings.Builder
	for k := 0; len(entry) > 0 && (types == "" || k < len(types)); k++ {
		kind, last := byte(0), false
		if types != "" {
			kind, last = types[k], k == len(types)-1
		} else {
			kind, entry = entry[0], entry[1:]
		}
		var field string
		field, entry = cutField(entry, kind, last)
		switch kind {
		case 'm', 'l':
			out.WriteString(field)
			out.WriteByte('\n')
		case 'g', 'h', 'x', 'k':
			out.WriteString(withoutTags(field))
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// cutField cuts the first field off the fields of an entry.
func cutField(entry string, kind byte, last bool) (field, rest string) {
	switch {
	case last:
		return entry, ""
	case kind >= 'A' && kind <= 'Z':
		if len(entry) < 4 {
			return "", ""
		}
		size := min(bigEndian(entry[:4]), uint64(len(entry)-4))
		return entry[4 : 4+size], entry[4+size:]
	}
	field, rest, _ = strings.Cut(entry, "\x00")
	return field, rest
}

var (
	breakingTag = regex.Lazy(`(?i)</?(?:br|p|div|li|ul|ol|k|def|dtrn|tr|ex|blockquote)\b[^<>]*>`)
	anyTag      = regex.Lazy(`<[^<>]*>`)
)

// withoutTags is the text of HTML, Pango markup or XDXF, with line ends where blocks end.
func withoutTags(text string) string {
	text = breakingTag.ReplaceAllString(text, "\n")
	return html.UnescapeString(anyTag.ReplaceAllString(text, ""))
}
