package corpus

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// MaxText is the number of bytes that a text may have.
const MaxText = 64 << 20

// ReadText reads a file that is to be a text. Its errors are problems; a file
// that is too large is not read.
func ReadText(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, Unreadable(name, err)
	case info.IsDir():
		return nil, Problem{ID: IsDirectory, Path: name}
	case info.Size() > MaxText:
		return nil, tooLarge(name, info.Size())
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, Unreadable(name, err)
	}
	if p := CheckText(name, data); p != nil {
		return nil, *p
	}
	return data, nil
}

// ReadStream reads a text that is no file of a project, be it a pipe or a device, to its end.
// Its errors are problems; of what is larger than [MaxText] no more is read than tells so.
func ReadStream(name string, r io.Reader) ([]byte, error) {
	if f, ok := r.(fs.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() > MaxText {
			return nil, tooLarge(name, info.Size())
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxText+1))
	switch {
	case err != nil:
		return nil, Unreadable(name, err)
	case len(data) > MaxText:
		return nil, tooLarge(name, 0)
	}
	return data, nil
}

// tooLarge is the problem of a text of some size, 0 if it is not known.
func tooLarge(name string, size int64) Problem {
	return Problem{ID: TooLarge, Path: name, Data: map[string]any{"Size": size, "Limit": MaxText}}
}

// CheckText says what keeps a file from being a text, or nil: it must be UTF-8,
// with or without a mark, hold no NUL byte and be no larger than [MaxText]. A
// legacy encoding is named if it can be recognised. An empty file is a text.
func CheckText(name string, data []byte) *Problem {
	if len(data) > MaxText {
		p := tooLarge(name, int64(len(data)))
		return &p
	}
	nul := bytes.IndexByte(data, 0)
	if nul < 0 && utf8.Valid(data) {
		return nil
	}
	if u := utf16Name(data); u != "" {
		return &Problem{ID: UTF16, Path: name, Line: 1, Column: 1, Data: map[string]any{"Encoding": u, "Command": iconv(u)}}
	}
	if nul >= 0 {
		return atByte(Binary, name, data, nul)
	}
	at := firstInvalid(data)
	if e := legacyName(data); e != "" {
		p := atByte(LegacyEncoding, name, data, at)
		p.Data["Encoding"], p.Data["Command"] = e, conversion(name, data, e)
		return p
	}
	return atByte(InvalidUTF8, name, data, at)
}

// headerCharset is the field of a gettext header that names the encoding; CHARSET stands there
// in templates.
var headerCharset = regex.Lazy(`(?i)"Content-Type:[^"]*charset=(\w[\w.:-]*)`)

// conversion is a command that converts a file to UTF-8. Where the header of a gettext file
// names its encoding, that of gettext is right, which says UTF-8 there then.
func conversion(name string, data []byte, encoding string) string {
	if ext := path.Ext(name); ext == ".po" || ext == ".pot" {
		m := headerCharset.FindSubmatch(data)
		if m != nil && !slices.Contains([]string{"utf-8", "utf8", "charset"}, strings.ToLower(string(m[1]))) {
			return "msgconv -t UTF-8"
		}
	}
	return iconv(encoding)
}

func iconv(encoding string) string { return "iconv -f " + encoding + " -t UTF-8" }

// CheckMerged says where git left both sides of a merge in a text, or nil. Markers in a
// fenced block are an example: whoever writes about git shows them.
func CheckMerged(name string, data []byte) *Problem {
	if !bytes.Contains(data, []byte("<<<<<<< ")) {
		return nil
	}
	begun, parted, fence, at := -1, false, "", 0
	for line := range bytes.Lines(data) {
		text := strings.TrimRight(string(line), "\r\n")
		fence = block.FenceAfter(fence, text)
		switch {
		case fence != "":
			begun = -1
		case strings.HasPrefix(text, "<<<<<<< "):
			begun, parted = at, false
		case text == "=======":
			parted = true
		case begun >= 0 && parted && strings.HasPrefix(text, ">>>>>>> "):
			p := atByte(UnresolvedConflict, name, data, begun)
			p.Data = nil
			return p
		}
		at += len(line)
	}
	return nil
}

// atByte is a problem at an offset of a file. The line is 1-based, and so are
// the bytes of the line and of the file.
func atByte(id, name string, data []byte, at int) *Problem {
	return &Problem{
		ID: id, Path: name,
		Line:   1 + bytes.Count(data[:at], []byte("\n")),
		Column: at - bytes.LastIndexByte(data[:at], '\n'),
		Data:   map[string]any{"Byte": at + 1},
	}
}

func firstInvalid(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return at
}

// utf16Name names the encoding of data that begins with the mark of UTF-16, which
// says the order of bytes, or in which every other of the first bytes is NUL as
// in Latin text, or is "".
func utf16Name(data []byte) string {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return "UTF-16"
	}
	var zeros [2]int
	head := data[:min(len(data), 512)&^1]
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half >= 4 && zeros[0] == 0 && zeros[1] > half*3/4:
		return "UTF-16LE"
	case half >= 4 && zeros[1] == 0 && zeros[0] > half*3/4:
		return "UTF-16BE"
	}
	return ""
}

// legacySample is how much of a file the guess of its encoding looks at.
const legacySample = 1 << 16

// legacyNames are the names that software for people uses, of the supersets that
// it writes.
var legacyNames = map[string]string{
	"ISO-8859-1": "Windows-1252", "windows-1252": "Windows-1252",
	"ISO-8859-2": "Windows-1250", "windows-1250": "Windows-1250",
	"ISO-8859-9": "Windows-1254", "windows-1254": "Windows-1254",
	"windows-1251": "Windows-1251", "windows-1253": "Windows-1253", "windows-1255": "Windows-1255",
	"windows-1256": "Windows-1256", "UTF-8": "",
}

// A guess of an encoding with less confidence than this, of 100, is not told: the advice
// to convert would garble a file that is something else. Two guesses for a text that is
// not Latin that are closer than a fifth of the better one are not told either.
const (
	sureOfLatin = 25
	sureOfOther = 18
)

// latinNames are the encodings of alphabets whose letters are mostly ASCII.
var latinNames = map[string]bool{"Windows-1252": true, "Windows-1250": true, "Windows-1254": true}

// legacyName names the encoding of a text that is not UTF-8, or is "" where it cannot
// be told surely. Statistics tell the encodings of a family apart, and the lengths of
// words the families: whole words are above ASCII in texts that are not Latin, single
// letters in those that are. A Latin text with the letters that only the Turkish page
// has is Turkish. Where most characters of several bytes are right UTF-8, the text is
// UTF-8 with an error.
func legacyName(data []byte) string {
	data = data[:min(len(data), legacySample)]
	if right, wrong := countMultibyte(data); right > wrong {
		return ""
	}
	latin := !hasHighWords(data)
	if latin && looksTurkish(data) {
		return "Windows-1254"
	}
	surely := sureOfOther
	if latin {
		surely = sureOfLatin
	}
	guesses, err := chardet.NewTextDetector().DetectAll(data)
	if err != nil {
		return ""
	}
	slices.SortFunc(guesses, compareGuesses)
	best, confidence := "", 0
	for _, g := range guesses { // best first
		name := nameOfGuess(g)
		switch {
		case name == "" || name == best || latinNames[name] != latin || g.Confidence < surely:
		case best == "":
			best, confidence = name, g.Confidence
		case !latin && g.Confidence*5 > confidence*4:
			return ""
		}
	}
	return best
}

// nameOfGuess is the encoding that a guess is for, "" for one that is not told.
func nameOfGuess(g chardet.Result) string {
	if name, ok := legacyNames[g.Charset]; ok {
		return name
	}
	return g.Charset
}

// compareGuesses orders guesses, the best first. Those that are as good come from the detector
// in any order: of them the page of Western Europe goes before the others.
func compareGuesses(a, b chardet.Result) int {
	const western = "Windows-1252"
	x, y := nameOfGuess(a), nameOfGuess(b)
	switch {
	case a.Confidence != b.Confidence:
		return cmp.Compare(b.Confidence, a.Confidence)
	case x != y && x == western:
		return -1
	case x != y && y == western:
		return 1
	}
	return cmp.Or(strings.Compare(x, y), strings.Compare(a.Charset, b.Charset))
}

// hasHighWords reports whether most bytes above ASCII stand in runs of three or more.
func hasHighWords(data []byte) bool {
	high, inRuns, run := 0, 0, 0
	for k := 0; k <= len(data); k++ {
		if k < len(data) && data[k] >= utf8.RuneSelf {
			run++
			continue
		}
		high += run
		if run >= 3 {
			inRuns += run
		}
		run = 0
	}
	return inRuns*2 > high
}

// countMultibyte counts the characters of several bytes and the bytes that belong to
// none.
func countMultibyte(data []byte) (right, wrong int) {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		switch {
		case size > 1:
			right++
		case r == utf8.RuneError:
			wrong++
		}
		at += size
	}
	return right, wrong
}

// looksTurkish reports whether one in five of the bytes above ASCII is a letter that
// Windows-1254 has where Windows-1252 has Icelandic ones: ğ ı ş Ğ İ Ş.
func looksTurkish(data []byte) bool {
	high, own := 0, 0
	for _, c := range data {
		if c < utf8.RuneSelf {
			continue
		}
		high++
		switch c {
		case 0xF0, 0xFD, 0xFE, 0xD0, 0xDD, 0xDE:
			own++
		}
	}
	return own > 0 && own*5 >= high
}
