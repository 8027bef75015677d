package align

import (
	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

// Bounds of what makes a paragraph one in another language than its document.
const (
	// foreignRunes is the number of runes from which its language can be told.
	foreignRunes = 60
	// foreignLetters is the share of bytes in letters that the document's
	// language does not use from which it is looked at.
	foreignLetters = 0.05
)

// foreign is the language of a text that is not in the reader's language: a
// biography that was left as it came, a paragraph that nobody has translated.
// It is "" for what is in the reader's language or too short to tell.
func (r *reader) foreign(text string) string {
	if len(text) < foreignRunes || !r.strange(text) {
		return ""
	}
	info := whatlanggo.Detect(text)
	tag, err := language.Parse(info.Lang.Iso6391())
	if err != nil || !info.IsReliable() || tag.String() == r.language {
		return ""
	}
	return tag.String()
}

// strange reports whether a text has many letters that the reader's language is
// not written in. It is a cheap test for the languages that have one: English
// is written in ASCII, Russian and its kin in no Latin letters at all.
func (r *reader) strange(text string) bool {
	first := byte(0xC3) // of Latin beyond ASCII
	if r.script != "Latn" {
		first = 0xCD // of Greek, Cyrillic and what follows them
	}
	wide := 0
	for i := 0; i < len(text); i++ {
		if text[i] >= first && text[i] <= 0xD4 { // a letter of such an alphabet begins
			wide++
		}
	}
	share := float64(wide) / float64(len(text))
	switch r.script {
	case "Cyrl", "Grek", "Armn", "Geor":
		return share < foreignLetters
	case "Latn":
		return r.ascii && share > foreignLetters
	}
	return false
}

// scriptOf is the script that a language is written in, and whether that is
// plain ASCII.
func scriptOf(lang string) (script string, ascii bool) {
	tag := language.Make(lang)
	s, _ := tag.Script()
	base, _ := tag.Base()
	return s.String(), base.String() == "en"
}

// Foreign reports whether a text is in another language than the one given.
func Foreign(text, lang string) bool {
	r := newReader(lang)
	defer r.release()
	return r.foreign(text) != ""
}
