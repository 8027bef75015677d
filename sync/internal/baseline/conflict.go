package baseline

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// line is a line of a file, without its end.
type line struct {
	number int // 1-based
	text   string
}

// side is where in a conflict a line stands.
type side uint8

const (
	both   side = iota // outside of conflicts
	ours               // after <<<<<<<
	before             // after |||||||: what both have changed
	theirs             // after =======
)

// isConflictMarker reports whether git wrote the line into a file that it could not merge,
// and what the lines behind it are.
func isConflictMarker(text string) (side, bool) {
	if len(text) < 7 || len(text) > 7 && text[7] != ' ' {
		return both, false
	}
	switch text[:7] {
	case "<<<<<<<":
		return ours, true
	case "|||||||":
		return before, true
	case "=======":
		return theirs, true
	case ">>>>>>>":
		return both, true
	}
	return both, false
}

// takeBothSides cuts a file into lines and takes both sides of every conflict, ours and
// then theirs. What both sides changed is dropped.
func takeBothSides(path string, data []byte) (out []line, warnings []Warning) {
	out = make([]line, 0, 1+bytes.Count(data, []byte("\n")))
	n, at := 0, both
	for raw := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(raw), " \t\r\n")
		next, isMarker := isConflictMarker(text)
		switch {
		case isMarker:
			if next == ours || len(warnings) == 0 {
				warnings = append(warnings, Warning{path, n})
			}
			at = next
		case at != before:
			out = append(out, line{n, text})
		}
	}
	return out, warnings
}

// withoutInferred are the entries of both sides without what one has inferred of a
// translation that the other vouches for.
func withoutInferred(entries []Entry) []Entry {
	vouched := map[block.Digest]bool{}
	for _, e := range entries {
		for _, d := range e.Target {
			vouched[d] = vouched[d] || e.How != Inferred
		}
	}
	return slices.DeleteFunc(entries, func(e Entry) bool {
		return e.How == Inferred && slices.ContainsFunc(e.Target, func(d block.Digest) bool { return vouched[d] })
	})
}
