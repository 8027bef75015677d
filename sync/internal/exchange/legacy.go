package exchange

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/queue"
)

// pages are the code pages in which spreadsheets on Windows save tables that are not said
// to be UTF-8, by the language that they run in. All others have that of Western Europe.
var pages = map[string]*charmap.Charmap{
	"tr": charmap.Windows1254, "az": charmap.Windows1254,
	"ru": charmap.Windows1251, "uk": charmap.Windows1251, "be": charmap.Windows1251, "bg": charmap.Windows1251,
	"mk": charmap.Windows1251, "kk": charmap.Windows1251, "ky": charmap.Windows1251, "tt": charmap.Windows1251, "sr": charmap.Windows1251,
	"pl": charmap.Windows1250, "cs": charmap.Windows1250, "sk": charmap.Windows1250, "hu": charmap.Windows1250,
	"sl": charmap.Windows1250, "hr": charmap.Windows1250, "ro": charmap.Windows1250, "bs": charmap.Windows1250, "sq": charmap.Windows1250,
	"el": charmap.Windows1253, "he": charmap.Windows1255, "ar": charmap.Windows1256, "fa": charmap.Windows1256, "ur": charmap.Windows1256,
	"lt": charmap.Windows1257, "lv": charmap.Windows1257, "et": charmap.Windows1257, "vi": charmap.Windows1258,
	"th": charmap.Windows874,
}

// withoutPage are languages of which no page of one byte has the letters.
var withoutPage = []string{"zh", "ja", "ko", "hi", "bn", "ta", "te", "ka", "hy", "am", "mn", "tg"}

// readSaved reads a table that a spreadsheet may have saved in the code page of its system:
// that of the language of the translations, as the table says it, or that of the source where
// translations need no more than the letters of Western Europe. What is UTF-8 but for some
// bytes was not saved so, and is refused as it is elsewhere; so is a translation that has lost
// letters.
func readSaved(data []byte, tabs bool) (*Returned, error) {
	text, err := decodeText(data)
	if err == nil {
		return readTable(text, tabs)
	}
	if isMostlyUTF8(data) {
		return nil, err
	}
	text, found := decodeSaved(data, tabs)
	if !found {
		return nil, err
	}
	r, err := readTable(text, tabs)
	if err != nil {
		return nil, err
	}
	for k := range r.Answers {
		a := &r.Answers[k]
		if word := lostWord(a.Text); word != "" {
			return nil, Problem{ID: LostLetters, Line: a.Line, Data: map[string]any{"Item": a.ID, "Word": word}}
		}
	}
	return r, nil
}

// decodeSaved is the text of a table that was saved in a code page. It reports false if the
// languages that the table says have none in which it can be.
func decodeSaved(data []byte, tabs bool) (string, bool) {
	source, target := languagesOfTable(data, tabs)
	page := pageOf(target)
	if page == charmap.Windows1252 {
		text, found := decodePage(pageOf(source), data)
		if r, err := readTable(text, tabs); found && err == nil && isOfSource(r.Answers) {
			return text, true
		}
	}
	return decodePage(page, data)
}

// isOfSource reports whether a table was saved in the page of its source, by what its answers
// are in that: the sources have lost no letters, and more of them than of the translations are
// none of Western Europe. Of a table saved in that page the sources are what has lost letters,
// and what seems to be farther ones are é and ö, in the translations above all.
func isOfSource(answers []queue.Answer) bool {
	more := 0
	for k := range answers {
		if lostWord(answers[k].Source) != "" {
			return false
		}
		more += fartherLetters(answers[k].Source) - fartherLetters(answers[k].Text)
	}
	return more > 0
}

// fartherLetters is how many letters of a text the page of Western Europe lacks.
func fartherLetters(text string) int {
	n := 0
	for _, r := range text {
		if _, western := charmap.Windows1252.EncodeRune(r); unicode.IsLetter(r) && !western {
			n++
		}
	}
	return n
}

// decodePage decodes a text that is in a code page. It reports false if there is no page, or
// if a byte is no character of it.
func decodePage(page *charmap.Charmap, data []byte) (string, bool) {
	if page == nil {
		return "", false
	}
	text, err := page.NewDecoder().Bytes(data)
	return string(text), err == nil && !strings.ContainsRune(string(text), utf8.RuneError)
}

// lostWord is a word in which a question mark stands for a letter that the code page does
// not have: one before a letter, outside of addresses and code, or alone; "" if there is
// none.
func lostWord(text string) string {
	for word := range strings.FieldsSeq(text) {
		if strings.Trim(word, "?") == "" {
			return word
		}
		if strings.ContainsAny(word, "/=&`$") {
			continue
		}
		for at := strings.IndexByte(word, '?'); at >= 0; {
			rest := word[at+1:]
			if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "?")); unicode.IsLetter(r) {
				return word
			}
			next := strings.IndexByte(rest, '?')
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return ""
}

// isMostlyUTF8 reports whether more characters of several bytes are right than wrong.
func isMostlyUTF8(data []byte) bool {
	right, wrong := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			wrong++
		case size > 1:
			right++
		}
		data = data[size:]
	}
	return right >= wrong
}

// languagesOfTable are those of the source and the translations that a table says, whatever
// its other cells are in; "" if it says none.
func languagesOfTable(data []byte, tabs bool) (source, target string) {
	plain := strings.Map(func(r rune) rune {
		if r == utf8.RuneError {
			return '?'
		}
		return r
	}, string(data))
	r, err := readTable(plain, tabs)
	if err != nil {
		return "", ""
	}
	return r.Source, r.Target
}

// pageOf is the code page of a language; nil if it has none or is not known.
func pageOf(tag string) *charmap.Charmap {
	t, err := language.Parse(tag)
	if err != nil {
		return nil
	}
	base, _ := t.Base()
	script, _ := t.Script()
	if slices.Contains(withoutPage, base.String()) {
		return nil
	}
	if page := pages[base.String()]; page != nil && (base.String() != "sr" || script.String() == "Cyrl") {
		return page
	}
	if base.String() == "sr" {
		return charmap.Windows1250
	}
	return charmap.Windows1252
}
