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

// takeBothSides cuts a file into lines and takes both sides of every conflict: ours,
// then those of theirs that ours has not. What both sides changed is dropped.
// Where the first marker is gone, all that stands before the next is ours.
func takeBothSides(path string, data []byte) (out []line, warnings []Warning) {
	u := &union{out: make([]line, 0, 1+bytes.Count(data, []byte("\n")))}
	n := 0
	for raw := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(raw), " \t\r\n")
		next, isMarker := isConflictMarker(text)
		if !isMarker {
			u.addLine(line{n, text})
			continue
		}
		if next == ours || len(warnings) == 0 {
			warnings = append(warnings, Warning{path, n})
			u.beginSide(next)
		}
		u.side = next
	}
	return u.out, warnings
}

// union is a conflict being read.
type union struct {
	out  []line
	side side
	// ours has, by the digests of an entry, the places in out of the lines that
	// theirs may repeat.
	ours map[string][]int
}

func (u *union) beginSide(s side) {
	u.ours = map[string][]int{}
	if s == ours {
		return
	}
	for k, l := range u.out {
		digests, _ := cutHow(l.text)
		u.ours[digests] = append(u.ours[digests], k)
	}
}

// cutHow cuts an entry into its digests and how it was accepted.
func cutHow(text string) (digests, how string) {
	if i := strings.LastIndexByte(text, ' '); i > 0 {
		return text[:i], text[i+1:]
	}
	return text, ""
}

// addLine adds a line. An entry that both sides have is reviewed if one of them has
// reviewed it, and inferred only if both have inferred it.
func (u *union) addLine(l line) {
	if u.side == before {
		return
	}
	digests, how := cutHow(l.text)
	same := u.ours[digests]
	switch {
	case u.side == ours:
		u.ours[digests] = append(same, len(u.out))
	case u.side == theirs && len(same) > 0 && l.text != "":
		u.ours[digests] = same[1:]
		if _, had := cutHow(u.out[same[0]].text); how == Reviewed.String() || had == Inferred.String() {
			u.out[same[0]].text = l.text
		}
		return
	}
	u.out = append(u.out, l)
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
