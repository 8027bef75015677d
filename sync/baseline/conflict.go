package baseline

import (
	"bytes"
	"strings"
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

// marker reports whether git wrote the line into a file that it could not merge,
// and what the lines behind it are.
func marker(text string) (side, bool) {
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

// unite cuts a file into lines and takes both sides of every conflict: ours,
// then those of theirs that ours has not. What both sides changed is dropped.
func unite(path string, data []byte) (out []line, warnings []Warning) {
	u := &union{ours: map[string][]int{}}
	n := 0
	out = make([]line, 0, 1+bytes.Count(data, []byte("\n")))
	for raw := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(raw), "\r\n")
		next, isMarker := marker(text)
		switch {
		case isMarker && next == ours:
			warnings = append(warnings, Warning{path, n})
			u.begin()
		case isMarker && len(warnings) == 0:
			warnings = append(warnings, Warning{path, n}) // the first marker is gone
		}
		if isMarker {
			u.side = next
			continue
		}
		out = u.add(out, line{n, text})
	}
	return out, warnings
}

// union is the state of the conflict being read.
type union struct {
	side side
	ours map[string][]int // by the digests of an entry, the places of the lines in the result that theirs may repeat
}

func (u *union) begin() { u.ours = map[string][]int{} }

func (u *union) add(out []line, l line) []line {
	if u.side == before {
		return out
	}
	digests, how := l.text, ""
	if i := strings.LastIndexByte(l.text, ' '); i > 0 {
		digests, how = l.text[:i], l.text[i+1:]
	}
	switch u.side {
	case ours:
		u.ours[digests] = append(u.ours[digests], len(out))
	case theirs:
		if same := u.ours[digests]; len(same) > 0 && l.text != "" {
			u.ours[digests] = same[1:]
			if how == Reviewed.String() {
				out[same[0]].text = l.text
			}
			return out
		}
	}
	return append(out, l)
}
