package exchange

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/queue"
)

// decodeText is the text of a file: UTF-8, with or without a byte order mark, or
// UTF-16 with one, which spreadsheets save as "Unicode text".
func decodeText(data []byte) (string, error) {
	text := string(data)
	switch {
	case strings.HasPrefix(text, "\xff\xfe"):
		return decodeWide(data[2:], 0, 1), nil
	case strings.HasPrefix(text, "\xfe\xff"):
		return decodeWide(data[2:], 1, 0), nil
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if utf8.ValidString(text) {
		return text, nil
	}
	for i := 0; i < len(text); {
		u, size := utf8.DecodeRuneInString(text[i:])
		if u == utf8.RuneError && size == 1 {
			line, column := placeAt(text, i)
			return "", Problem{ID: NotUTF8, Line: line, Column: column, Data: map[string]any{"Byte": i + 1 + len(data) - len(text)}}
		}
		i += size
	}
	return text, nil
}

// decodeWide decodes UTF-16 whose units have their low byte at one place and their
// high one at another.
func decodeWide(data []byte, low, high int) string {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i+low])|uint16(data[i+high])<<8)
	}
	return string(utf16.Decode(units))
}

// toLF is a text with LF for every line end.
func toLF(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

func allToLF(texts []string) []string {
	out := make([]string, len(texts))
	for k, t := range texts {
		out[k] = toLF(t)
	}
	return out
}

// unixLines is a queue whose texts have LF for line ends, which is what all
// tools leave alone.
func unixLines(q *queue.Queue) *queue.Queue {
	out := &queue.Queue{Source: q.Source, Target: q.Target, Items: slices.Clone(q.Items)}
	for k := range out.Items {
		i := &out.Items[k]
		i.Was, i.Text, i.Translation = toLF(i.Was), toLF(i.Text), toLF(i.Translation)
		i.Section, i.Notes = allToLF(i.Section), allToLF(i.Notes)
		i.Suggestions = slices.Clone(i.Suggestions)
		for n := range i.Suggestions {
			s := &i.Suggestions[n]
			s.Text, s.Source = toLF(s.Text), toLF(s.Source)
		}
	}
	return out
}

// validateTexts looks for what a format cannot hold: NUL and what is no UTF-8 in all
// of them, in an id also what XML forbids, and in a seal all but letters, digits
// and a few signs.
func validateTexts(q *queue.Queue, format string) error {
	for k := range q.Items {
		i := &q.Items[k]
		texts := []string{i.ID, i.Seal, i.Article, i.SourcePath, i.TargetPath, i.Was, i.Text, i.Translation}
		texts = append(append(texts, i.Section...), i.Notes...)
		for _, s := range i.Suggestions {
			texts = append(texts, s.Text, s.Source, s.Article)
		}
		for _, t := range texts {
			if u, bad := findUnwritable(t, func(u rune) bool { return u == 0 }); bad {
				return cannotWrite(i.ID, u, format)
			}
		}
		if u, bad := findUnwritable(i.Seal, notInSeal); bad {
			return cannotWrite(i.ID, u, format)
		}
		if u, bad := findUnwritable(i.ID, isForbidden); bad {
			return cannotWrite(i.ID, u, format)
		}
	}
	return nil
}

// findUnwritable finds the first byte of a text that is no UTF-8, or the first
// character that is refused.
func findUnwritable(text string, refused func(rune) bool) (string, bool) {
	for i := 0; i < len(text); {
		u, size := utf8.DecodeRuneInString(text[i:])
		if u == utf8.RuneError && size == 1 {
			return fmt.Sprintf("0x%02X", text[i]), true
		}
		if refused(u) {
			return fmt.Sprintf("U+%04X", u), true
		}
		i += size
	}
	return "", false
}

func cannotWrite(item, character, format string) error {
	return Problem{ID: CannotBeWritten, Data: map[string]any{"Item": item, "Character": character, "Format": format}}
}

// isForbidden reports whether XML has no way to write a character.
func isForbidden(u rune) bool {
	switch {
	case u == '\t' || u == '\n' || u == '\r':
		return false
	case u < ' ' || u == 0xFFFE || u == 0xFFFF:
		return true
	}
	return false
}

// notInSeal reports whether a character has no place in a seal, which stands
// behind an id in some formats.
func notInSeal(u rune) bool {
	return !('a' <= u && u <= 'z' || 'A' <= u && u <= 'Z' || '0' <= u && u <= '9' || strings.ContainsRune(":+/=_-.", u))
}

// joinName is what names an item together with its seal, in formats with one place
// for both; cut is its inverse.
func joinName(i *queue.Item) string { return i.ID + "@" + i.Seal }

func cutName(name string) (id, seal string) {
	at := strings.LastIndexByte(name, '@')
	if at < 0 {
		return "", ""
	}
	return name[:at], name[at+1:]
}
