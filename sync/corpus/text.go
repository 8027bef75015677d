package corpus

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/language"
)

// MaxText is the number of bytes that a text may have.
const MaxText = 64 << 20

// CheckText says what keeps a file from being a text, or nil: it must be UTF-8,
// hold no NUL byte and be no larger than [MaxText]. A legacy encoding is named
// if it can be recognised.
func CheckText(name string, data []byte) *Problem {
	if len(data) > MaxText {
		return &Problem{ID: TooLarge, Path: name, Data: map[string]any{"Size": len(data), "Limit": MaxText}}
	}
	if utf8.Valid(data) {
		if at := bytes.IndexByte(data, 0); at >= 0 {
			return at1(&Problem{ID: Binary, Path: name}, data, at)
		}
		return nil
	}
	at := firstInvalid(data)
	p := at1(&Problem{ID: InvalidUTF8, Path: name}, data, at)
	switch encoding := legacy(data); {
	case encoding != "":
		p.ID, p.Data["Encoding"] = LegacyEncoding, encoding
	case bytes.IndexByte(data, 0) >= 0:
		at = bytes.IndexByte(data, 0)
		p = at1(&Problem{ID: Binary, Path: name}, data, at)
	}
	return p
}

// at1 adds the position of a byte: its line, and its place counted from 1.
func at1(p *Problem, data []byte, at int) *Problem {
	p.Line = 1 + bytes.Count(data[:at], []byte("\n"))
	p.Column = 1 + utf8.RuneCount(data[bytes.LastIndexByte(data[:at], '\n')+1:at])
	p.Data = map[string]any{"Byte": at + 1}
	return p
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

// legacySample is how much of a file the guess of its encoding looks at.
const legacySample = 1 << 16

// legacy names the encoding of a text that is not UTF-8, or "". The Turkish and
// Russian pages of Windows and their ISO kin are told apart by statistics; the
// names are those of the supersets that software writes.
func legacy(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return "UTF-16"
	case bytes.IndexByte(data, 0) >= 0:
		return ""
	}
	best, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), legacySample)])
	if err != nil {
		return ""
	}
	switch best.Charset {
	case "ISO-8859-9", "windows-1254":
		return "Windows-1254"
	case "ISO-8859-1", "windows-1252":
		if turkish(data) {
			return "Windows-1254"
		}
		return "Windows-1252"
	case "ISO-8859-5", "windows-1251", "KOI8-R", "IBM866":
		if best.Charset == "windows-1251" {
			return "Windows-1251"
		}
		return best.Charset
	case "UTF-8":
		return ""
	}
	return best.Charset
}

// turkish reports whether bytes that Windows-1254 gives to Turkish letters occur
// within words: ı ş ğ İ Ş Ğ, which Windows-1252 has rare Icelandic ones for.
func turkish(data []byte) bool {
	return bytes.ContainsAny(data, "\xfd\xfe\xf0\xdd\xde\xd0")
}

// LanguageFromPath reads a language off a path: en.md, articles/tr/x.md,
// a.tr.md, docs_ru/x.md. It returns "" if there is none.
func LanguageFromPath(name string) string {
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	for _, sep := range []string{".", "_", "-"} {
		if i := strings.LastIndex(stem, sep); i >= 0 {
			if l := tagOf(stem[i+1:]); l != "" {
				return l
			}
		}
	}
	if l := tagOf(stem); l != "" {
		return l
	}
	folders := strings.Split(path.Dir(name), "/")
	for k := len(folders) - 1; k >= 0; k-- {
		folder := folders[k]
		if l := tagOf(folder); l != "" {
			return l
		}
		if i := strings.LastIndexAny(folder, "_-."); i >= 0 {
			if l := tagOf(folder[i+1:]); l != "" {
				return l
			}
		}
	}
	return ""
}

// tagOf is the BCP 47 tag that a part of a path spells (tr, tr-TR, pt_BR,
// zh-Hans), or "" if it spells none. Only two-letter languages with a name in
// common use count: "go" and "md" in paths are seldom languages.
func tagOf(part string) string {
	lang, _, _ := strings.Cut(strings.ReplaceAll(part, "_", "-"), "-")
	if len(lang) != 2 || !commonLanguages[strings.ToLower(lang)] {
		return ""
	}
	tag, err := language.Parse(strings.ReplaceAll(part, "_", "-"))
	if err != nil {
		return ""
	}
	return tag.String()
}

var commonLanguages = func() map[string]bool {
	m := map[string]bool{}
	for _, l := range strings.Fields("af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tk tl tr tt uk ur uz vi zh") {
		m[l] = true
	}
	return m
}()
