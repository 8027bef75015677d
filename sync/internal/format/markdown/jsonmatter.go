package markdown

import (
	"encoding/json"
	"sort"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// jsonMatter adds the fields to be translated of front matter in JSON, an object that the
// file begins with, as Hugo reads it, and returns the number of the first line behind it: 0 if
// there is none. Fields are read on the first level, each on a line of its own; what else
// stands there stays a gap.
func (t *text) jsonMatter(keys []string) int {
	src := t.Str[t.Starts[0]:]
	if !strings.HasPrefix(src, "{") {
		return 0
	}
	dec := json.NewDecoder(strings.NewReader(src))
	lineAt := func(offset int64) int {
		at := t.Starts[0] + int(offset) - 1
		return sort.SearchInts(t.Starts, at+1) - 1
	}
	type member struct {
		key, text   string
		first, last int // lines
	}
	var members []member
	if _, err := dec.Token(); err != nil {
		return 0
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return 0
		}
		m := member{first: lineAt(dec.InputOffset())}
		var value any
		if dec.Decode(&value) != nil {
			return 0
		}
		m.key, _ = key.(string)
		m.text, _ = value.(string)
		m.last = lineAt(dec.InputOffset())
		members = append(members, m)
	}
	if _, err := dec.Token(); err != nil || len(members) == 0 {
		return 0
	}
	end := lineAt(dec.InputOffset())
	if strings.TrimSpace(t.Str[t.Starts[0]+int(dec.InputOffset()):t.LineEnd(end)]) != "" {
		return 0
	}
	f := &fields{keys: keys}
	for k, m := range members {
		isAlone := m.first == m.last && m.first > 0 && m.last < end && (k == 0 || members[k-1].last < m.first) && (k+1 == len(members) || m.last < members[k+1].first)
		if text := strings.TrimRight(m.text, "\n"); isAlone && f.names(m.key) && strings.TrimSpace(text) != "" {
			t.Add(block.Block{Kind: block.FrontMatter, Label: t.Composed(m.key), Text: t.Composed(text)}, m.first, m.first)
		}
	}
	return end + 1
}
