package change

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// oneSymbol writes the symbols that are typed in several ways in one, and leaves out those that
// are marks of a text rather than a part of it, or that are compared elsewhere.
var oneSymbol = strings.NewReplacer(
	"-->", "→", "->", "→", "==>", "→", "=>", "→", "⇒", "→", "➜", "→", "➔", "→", "➡", "→", "⟶", "→", " > ", " → ",
	"<--", "←", "<-", "←", "⇐", "←", "⬅", "←", " < ", " ← ",
	"<=", "≤", "⩽", "≤", ">=", "≥", "⩾", "≥", "!=", "≠", "+/-", "±", "♯", "#",
	"✔", "✓", "✅", "✓", "☑", "✓", "✘", "✗", "❌", "✗", "✖", "✗",
	"™", "", "®", "", "©", "", "°", "", "⁄", "", "−", "", "×", "", "\ufe0f", "",
)

// changesSymbols reports whether two texts that say the same in letters and digits have other
// symbols: "F♯" and "F♭", "C++" and "C", "A ∪ B" and "A ∩ B", "✓" and "✗". What is joined to a
// word says something of it; what stands alone may be an ornament, and counts where another
// took its place. Pictures adorn a text.
func changesSymbols(was, now string) bool {
	joinedWas, loneWas := symbolsOf(was)
	joinedNow, loneNow := symbolsOf(now)
	return !slices.Equal(joinedWas, joinedNow) || len(loneWas) == len(loneNow) && !slices.Equal(loneWas, loneNow)
}

// symbolsOf lists the symbols of a text that are joined to a word or a number, but not between
// two of them, and the others.
func symbolsOf(text string) (joined, lone []string) {
	text = oneSymbol.Replace(text)
	for at, u := range text {
		if u < utf8.RuneSelf && u != '+' && u != '#' || !unicode.In(u, unicode.Sm, unicode.So, unicode.No) && !strings.ContainsRune("#′″§‰†‡", u) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(text[:at])
		next, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(u):])
		before, behind := isJoined(last), isJoined(next)
		switch {
		case before && behind && u < utf8.RuneSelf && last != '+', u == '#' && !before, u >= firstEmoji:
		case before && !unicode.Is(unicode.So, u) && !isArrow(u), behind && u >= utf8.RuneSelf && unicode.Is(unicode.Sm, u) && !isArrow(u):
			joined = append(joined, string(u))
		default:
			lone = append(lone, string(u))
		}
	}
	return joined, lone
}

// firstEmoji is where the pictures begin that adorn a text.
const firstEmoji = '\U0001F000'

// isJoined reports whether a character is part of a word or a number, or of a sign behind it.
func isJoined(u rune) bool { return inline.InWord(u) || unicode.Is(unicode.No, u) || u == '+' }

func isArrow(u rune) bool { return u >= '\u2190' && u <= '\u21FF' }
