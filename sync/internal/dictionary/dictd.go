package dictionary

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"strings"
)

// Beside reads another file of a dictionary; found is false if there is none.
type Beside func(name string) (data []byte, found bool, err error)

// maxUnpacked is the number of bytes that a packed file may have when it is unpacked.
const maxUnpacked = 160 << 20

// readDictd reads the index of a dictionary of dictd (RFC 2229, dictfmt): lines of a
// headword, the place of its entry, the length of the entry and, where the headword was
// simplified, the headword as it is written, with tabs between. The
// entries lie beside it, in a .dict file or in a .dict.dz file, which is packed. The
// languages stand in the name, that of the headwords first: "freedict-eng-deu.index".
func (r *reader) readDictd(data []byte, beside Beside) error {
	direction, err := r.directionOf()
	if err != nil {
		return err
	}
	entries, err := r.readBeside(beside, FilesBeside(r.name)[0])
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		columns := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(columns) < 3 {
			return r.problem(BadIndex, n, nil)
		}
		from, okFrom := number64(columns[1])
		size, okSize := number64(columns[2])
		if !okFrom || !okSize || from > len(entries) || size > len(entries)-from {
			return r.problem(BadIndex, n, nil)
		}
		word := columns[0]
		if strings.HasPrefix(word, "00database") || strings.HasPrefix(word, "00-database") {
			continue // what the dictionary says of itself
		}
		if len(columns) > 3 {
			word = columns[3] // as it is written
		}
		if err := r.addEntry(n, direction, word, entries[from:from+size]); err != nil {
			return err
		}
	}
	return nil
}

// number64 reads a number as dictd writes it: to the base of 64, with the digits of RFC 1421.
func number64(text string) (n int, ok bool) {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	const most = 6 // digits of a number; a file has less than 64 GiB
	if len(text) == 0 || len(text) > most {
		return 0, false
	}
	for k := range len(text) {
		digit := strings.IndexByte(digits, text[k])
		if digit < 0 {
			return 0, false
		}
		n = n<<6 | digit
	}
	return n, true
}

// direction is what the headwords of a dictionary are, and what its entries are.
type direction struct {
	target    string
	headwords bool // the headwords are those of the source
}

// directionOf reads the languages off the name of the dictionary.
func (r *reader) directionOf() (direction, error) {
	var tags []string
	for part := range r.partsOfName() {
		if tag := r.tag(part); tag != "" {
			tags = append(tags, tag)
		}
	}
	switch {
	case len(tags) == 2 && tags[0] == r.source && tags[1] != r.source:
		return direction{tags[1], true}, nil
	case len(tags) == 2 && tags[1] == r.source && tags[0] != r.source:
		return direction{tags[0], false}, nil
	}
	return direction{}, r.problem(BadLanguages, 0, map[string]any{"Source": r.source})
}

// readBeside reads the first of some files that there is, and unpacks it.
func (r *reader) readBeside(beside Beside, names []string) (string, error) {
	for _, name := range names {
		data, found, err := beside(name)
		if err != nil {
			return "", err
		}
		if !found {
			continue
		}
		if strings.HasSuffix(name, "z") {
			return r.unpack(data)
		}
		return string(data), nil
	}
	return "", r.problem(NothingBeside, 0, map[string]any{"File": strings.Join(names, ", ")})
}

// unpack unpacks what gzip or dictzip has packed.
func (r *reader) unpack(data []byte) (string, error) {
	const most = 1032 // bytes that a packed byte can stand for
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", r.problem(BadSyntax, 0, map[string]any{"Reason": err.Error()})
	}
	var out strings.Builder
	if size := len(data) - 4; size >= 0 { // the last four bytes are the length
		out.Grow(min(int(binary.LittleEndian.Uint32(data[size:])), most*len(data), maxUnpacked) + 1)
	}
	if _, err := io.Copy(&out, io.LimitReader(z, maxUnpacked+1)); err != nil {
		return "", r.problem(BadSyntax, 0, map[string]any{"Reason": err.Error()})
	}
	if out.Len() > maxUnpacked {
		return "", r.problem(tooLarge, 0, map[string]any{"Size": out.Len(), "Limit": maxUnpacked})
	}
	return out.String(), nil
}

// addEntry adds the pairs of a headword with the words of its entry.
func (r *reader) addEntry(line int, d direction, word, entry string) error {
	if !isWord(word) {
		return nil
	}
	for other := range translationsIn(word, entry) {
		from, to := word, other
		if !d.headwords {
			from, to = to, from
		}
		if err := r.add(line, d.target, from, to); err != nil {
			return err
		}
	}
	return nil
}
