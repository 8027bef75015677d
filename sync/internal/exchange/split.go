package exchange

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/inline"
)

// part says what a piece of a text is to a translator.
type part uint8

const (
	plain   part = iota // to translate
	code                // to take over as it is
	opening             // begins what a closing piece ends: emphasis, the text of a link
	closing
)

// piece is a piece of a text.
type piece struct {
	part part
	text string
	// pair numbers the openings of a text from 1; a closing piece has the number
	// of its opening. It is 0 for others.
	pair int
}

// splitPieces cuts a text into what is to translate and the codes in it: the tokens of
// its markup, line ends, and characters that XML forbids. Laws: the pieces joined
// are the text; opening and closing pieces come in pairs that lie within each
// other; no plain piece has a character that XML forbids, and none follows
// another.
func splitPieces(syntax inline.Syntax, text string) []piece {
	var out []piece
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		of := t.Of(text)
		switch {
		case t.Kind == inline.Open:
			out = append(out, piece{opening, of, t.Pair})
		case t.Kind == inline.Close:
			out = append(out, piece{closing, of, t.Pair})
		case t.Protected():
			out = append(out, piece{part: code, text: of})
		default:
			out = appendPlain(out, of, syntax != inline.Literal)
		}
	}
	return out
}

// appendPlain appends a text to translate. Line ends in it, unless they mean
// nothing, and characters that XML forbids are codes.
func appendPlain(out []piece, text string, lines bool) []piece {
	from := 0
	add := func(to int) {
		if n := len(out); from < to && n > 0 && out[n-1].part == plain {
			out[n-1].text += text[from:to]
		} else if from < to {
			out = append(out, piece{part: plain, text: text[from:to]})
		}
	}
	for at := 0; at < len(text); {
		u, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case u == '\n' && lines:
			size = len(text[at:]) - len(strings.TrimLeft(text[at:], "\n"))
		case u != '\r' && !isForbidden(u):
			at += size
			continue
		}
		add(at)
		out = append(out, piece{part: code, text: text[at : at+size]})
		at += size
		from = at
	}
	add(len(text))
	return out
}
