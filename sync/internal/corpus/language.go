package corpus

import (
	"cmp"
	"path"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// LanguageFromPath reads a language off a path, from its end: en.md, a.tr.md,
// en.old.md, articles/tr/x.md, docs_ru/x.md. It returns the BCP 47 tag, or "" if there is
// none.
func LanguageFromPath(name string) string {
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	if l := tagOf(stem); l != "" {
		return l
	}
	if _, l := suffixTag(stem); l != "" {
		return tagOf(l)
	}
	if first, _, ok := strings.Cut(stem, "."); ok && !englishWord(first) { // en.old.md
		if l := tagOf(first); l != "" {
			return l
		}
	}
	folders := strings.Split(path.Dir(name), "/")
	for k := len(folders) - 1; k >= 0; k-- {
		if spelled, ok := strings.CutPrefix(folders[k], sourceFolder+"-"); ok && resourceTag(spelled) != "" {
			return resourceTag(spelled)
		}
		if l := tagOf(folders[k]); l != "" {
			return l
		}
		if _, l := suffixTag(folders[k]); l != "" {
			return tagOf(l)
		}
	}
	return ""
}

// suffixTag cuts the longest tag off the end of a name: "intro.pt-BR" is
// "intro." and "pt-BR". Behind a hyphen or an underscore a short English word
// such as "it" is no tag, but behind a name in capitals: README-it. The head ends in the
// separator; the tag is "" if there is none.
func suffixTag(name string) (head, spelled string) {
	for at := 1; at < len(name)-1; at++ {
		switch rest := name[at+1:]; name[at] {
		case '.':
			if tagOf(rest) != "" {
				return name[:at+1], rest
			}
		case '-', '_':
			if tagOf(rest) != "" && (!englishWord(rest) || isCapitals(name[:at])) {
				return name[:at+1], rest
			}
		}
	}
	return name, ""
}

// isCapitals reports whether a name has letters, all of them capitals.
func isCapitals(name string) bool {
	return strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// englishWord reports whether a tag in small letters begins with an English
// word.
func englishWord(spelled string) bool {
	return englishWords[baseLanguage(spelled)] && strings.ToLower(spelled) == spelled
}

// isDotted reports whether a language stands between dots in the name of a file, where a
// word stands seldom: a.it.md.
func isDotted(name, spelled string) bool {
	return strings.Contains(path.Base(name), "."+spelled+".")
}

// tagOf is the BCP 47 tag that a part of a path spells (tr, tr-TR, pt_BR,
// zh-Hans), or "" if it spells none. Only languages that people translate into
// count, by their codes of two letters and a few of three: most short names of
// folders, such as "src" or "go", are codes of some language.
func tagOf(part string) string {
	if len(part) < 2 || len(part) > maxTag || !tagBytes(part) {
		return ""
	}
	folded := string(fold(make([]byte, 0, maxTag), part))
	base, rest, more := strings.Cut(folded, "-")
	if !langdata.Written[base] || more && !areSubtags(rest) {
		return ""
	}
	t, err := language.Raw.Parse(folded)
	if err != nil {
		return ""
	}
	return t.String()
}

func tagBytes(s string) bool {
	for i := range len(s) {
		if !tagByte(s[i]) {
			return false
		}
	}
	return true
}

// areSubtags reports whether the rest of a tag is a script, a region, or both.
func areSubtags(rest string) bool {
	script, region, both := strings.Cut(rest, "-")
	switch {
	case both:
		return len(script) == 4 && (len(region) == 2 || len(region) == 3)
	case len(script) == 3:
		return '0' <= script[0] && script[0] <= '9'
	}
	return len(script) == 4 || len(script) == 2
}

// atHome reports whether a tag names no region, or the one that its language is taken to be
// of where none is named (CLDR, likely subtags): en-US and pt-BR, not en-GB.
func atHome(tag string) bool {
	home, _ := language.Make(baseLanguage(tag)).Region()
	own, _ := language.Make(tag).Region()
	return own == home
}

// compareHome orders spellings of a language, those at home first.
func compareHome(a, b string) int {
	switch home := atHome(spelledTag(a)); {
	case home == atHome(spelledTag(b)):
		return 0
	case home:
		return -1
	}
	return 1
}

// spelledTag is the tag that a word of a path spells by its code or by its name, "" if it
// is none.
func spelledTag(word string) string {
	return cmp.Or(tagOf(word), langdata.NameTag(word), langdata.ThreeLetters(word))
}

// joints are the characters that stand between a name and its language.
const joints = "._- ("

// englishWords are codes of languages that stand at the end of English names:
// how-to.md, log_in.md.
var englishWords = wordset.Of(`am as be is it la no or so my id ts`)
