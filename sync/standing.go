package xsync

import (
	"bytes"

	"github.com/xsync-project/xsync/sync/internal/drift"
)

// LineBefore is the line of the translation behind which the translation of a row that it
// lacks belongs: where that of the rows before it ends, with what ends the containers of
// these, as in the source. It is 0 if nothing stands before it.
func (t *Translation) LineBefore(r *drift.Row) int {
	at, from := -1, 0
	for k := range t.Rows {
		if &t.Rows[k] == r {
			break
		}
		if target := t.Rows[k].Target; len(target) > 0 {
			last := target[len(target)-1]
			at, from = max(last.End, last.Start+1), 0
		}
		if source := t.Rows[k].Source; len(source) > 0 {
			from = max(from, source[len(source)-1].End)
		}
	}
	if at < 0 {
		return 0
	}
	if t.Target.Keyed == nil && len(r.Source) > 0 && from <= r.Source[0].Start {
		at = pass(t.Target.Src, at, t.Source.Src[from:r.Source[0].Start])
	}
	return t.Target.Line(at - 1)
}

// pass is where those of some lines end in a text that stand there from an offset on, one
// below the other; the first stands on the line of the offset.
func pass(src []byte, at int, lines []byte) int {
	for line := range bytes.Lines(lines) {
		line = bytes.TrimSpace(line)
		rest := bytes.TrimLeft(src[min(at, len(src)):], " \t\r\n>")
		if len(line) == 0 || !bytes.HasPrefix(rest, line) {
			continue
		}
		if end := len(src) - len(rest) + len(line); endsLine(src[end:]) {
			at = end
		}
	}
	return at
}

// endsLine reports whether the rest of a line is blank.
func endsLine(rest []byte) bool {
	line, _, _ := bytes.Cut(rest, []byte{'\n'})
	return len(bytes.TrimSpace(line)) == 0
}
