package wording

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"

	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Label is the state of a row, with the change of a stale one: "stale facts".
func Label(s drift.State, c change.Class) string {
	if s == drift.Stale {
		return s.String() + " " + c.String()
	}
	return s.String()
}

// StateAndChange is the same as policies write it: "stale (facts)".
func StateAndChange(s drift.State, c change.Class) string {
	if s == drift.Stale && c != change.None {
		return s.String() + " (" + c.String() + ")"
	}
	return s.String()
}

// Place is path:line, or the path if there is no line.
func Place(path string, line int) string {
	if path == "" || line <= 0 {
		return path
	}
	return path + ":" + strconv.Itoa(line)
}

// MarkedDiff is a word diff with its words marked as [-old-] and {+new+}, as in the
// word diff of git.
func MarkedDiff(edits []change.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		before, core, after := MarkEdit(e)
		b.WriteString(before + core + after)
	}
	return b.String()
}

// MarkEdit is the text of an edit with a mark around it if it was deleted or inserted;
// the spaces around it stay outside.
func MarkEdit(e change.Edit) (before, core, after string) {
	if e.Op == change.Keep {
		return "", e.Text, ""
	}
	if core = strings.TrimSpace(e.Text); core == "" {
		core = e.Text
	}
	before, after, _ = strings.Cut(e.Text, core)
	if e.Op == change.Insert {
		return before, "{+" + core + "+}", after
	}
	return before, "[-" + core + "-]", after
}

// Fold puts a text on one line.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isFolded reports whether all white space of a text is single blanks within it.
func isFolded(s string) bool {
	before := ' '
	for _, u := range s {
		isLetter := u > ' ' && u < unicode.MaxASCII // or a sign: most of a text
		if !isLetter && unicode.IsSpace(u) && (u != ' ' || before == ' ') {
			return false
		}
		before = u
	}
	return before != ' ' || s == ""
}

// Cut shortens a text to a number of columns.
func Cut(s string, room int) string {
	if displaywidth.String(s) <= room {
		return s
	}
	return strings.TrimRight(displaywidth.TruncateString(s, room, "…"), " ")
}
