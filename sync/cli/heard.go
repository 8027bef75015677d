package cli

import (
	"bytes"
	"io"

	"github.com/xsync-project/xsync/sync/internal/inert"
)

// heard passes on what another program says, line by line and so that nothing of it
// steers the terminal: such a program may repeat what stands in an article.
type heard struct {
	to   io.Writer
	line []byte // the beginning of a line that has not ended
}

// maxHeard is the number of bytes of a line from which it is passed on before it
// ends.
const maxHeard = 1 << 16

func (h *heard) Write(p []byte) (int, error) {
	h.line = append(h.line, p...)
	end := bytes.LastIndexByte(h.line, '\n') + 1
	if end == 0 && len(h.line) < maxHeard {
		return len(p), nil
	}
	if end == 0 {
		end = len(h.line)
	}
	_, err := io.WriteString(h.to, inert.Terminal(string(h.line[:end])))
	h.line = append(h.line[:0], h.line[end:]...)
	return len(p), err
}

// flushLine passes on what has not ended in a line.
func (h *heard) flushLine() {
	if len(h.line) > 0 {
		_, _ = io.WriteString(h.to, inert.Terminal(string(h.line)))
		h.line = nil
	}
}
