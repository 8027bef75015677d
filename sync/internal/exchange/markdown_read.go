package exchange

import (
	"encoding/json"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

var (
	boxLine   = regex.Lazy(`^[-*+] +\[([ xX])\] `)
	fenceLine = regex.Lazy("^( {0,3})(`{3,})([^`]*)$")
)

// checklist reads a checklist line by line.
type checklist struct {
	out   Returned
	sign  queue.Sign // of the last box
	box   bool       // there was one since the last item
	open  *queue.Answer
	found map[string]bool // the blocks of the open item that were seen
}

// readMarkdown reads a checklist. Only boxes, the comments that name items, and
// the blocks for the source and the translation are looked at.
func readMarkdown(text string) (*Returned, error) {
	c := checklist{}
	lines := strings.Split(toLF(text), "\n")
	for n := 0; n < len(lines); n++ {
		line := lines[n]
		if m := fenceLine.FindStringSubmatch(line); m != nil {
			body, after, ok := fencedText(lines, n+1, m[2], len(m[1]))
			if !ok {
				return nil, Problem{ID: UnclosedFence, Line: n + 1, Data: map[string]any{"Fence": m[2]}}
			}
			c.takeBlock(strings.TrimSpace(m[3]), body)
			n = after
			continue
		}
		if m := boxLine.FindStringSubmatch(line); m != nil {
			if err := c.closeItem(); err != nil {
				return nil, err
			}
			c.box, c.sign = true, queue.Finished
			if m[1] == " " {
				c.sign = queue.Unfinished
			}
		}
		if err := c.readMark(strings.TrimSpace(line), n+1); err != nil {
			return nil, err
		}
	}
	if err := c.closeItem(); err != nil {
		return nil, err
	}
	return &c.out, nil
}

// fencedText is the text of a block whose first line is given, without the indent of
// its fence, and the line that closes it.
func fencedText(lines []string, first int, fence string, indented int) (body string, last int, ok bool) {
	var kept []string
	for n, line := range lines[first:] {
		trimmed := strings.TrimSpace(line)
		if len(trimmed) >= len(fence) && strings.Trim(trimmed, "`") == "" {
			return strings.Join(kept, "\n"), first + n, true
		}
		kept = append(kept, withoutIndent(line, indented))
	}
	return "", 0, false
}

// withoutIndent is a line without as many spaces at its beginning as there are, up to
// a number.
func withoutIndent(line string, n int) string {
	for n > 0 && strings.HasPrefix(line, " ") {
		line, n = line[1:], n-1
	}
	return line
}

// takeBlock takes the text of a block for the open item, the first of each name.
func (c *checklist) takeBlock(name, body string) {
	if c.open == nil || c.found[name] {
		return
	}
	switch name {
	case fenceSource:
		c.open.Source = inert.Unspell(body)
	case fenceTranslation:
		c.open.Text = inert.Unspell(body)
	}
	c.found[name] = true
}

// readMark reads a line that is a mark.
func (c *checklist) readMark(line string, n int) error {
	data, ok := strings.CutPrefix(line, markOpen)
	if !ok {
		return nil
	}
	data, _ = strings.CutSuffix(data, strings.TrimLeft(markClose, " "))
	var m mark
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		return Problem{ID: BadMark, Line: n, Data: map[string]any{"Reason": jsonReason(err)}}
	}
	if m.Language != "" {
		return c.out.takeLanguages(m.Source, m.Language, n)
	}
	if err := c.closeItem(); err != nil {
		return err
	}
	c.open = &queue.Answer{ID: m.ID, Seal: m.Seal, Line: n}
	c.found = map[string]bool{}
	if c.open.Sign = queue.Unfinished; c.box {
		c.open.Sign = c.sign
	}
	c.box = false
	return nil
}

// closeItem ends the open item.
func (c *checklist) closeItem() error {
	a := c.open
	if a == nil {
		return nil
	}
	c.open = nil
	if !c.found[fenceTranslation] {
		return Problem{ID: NoFence, Line: a.Line, Data: map[string]any{"Item": a.ID, "Fence": fenceTranslation}}
	}
	c.out.Answers = append(c.out.Answers, *a)
	return nil
}
