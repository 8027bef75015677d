package markdown

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// mapField matches the line of a map of Elixir on which a text stands, or begins between
// three quotation marks: its key, and the text as it is written.
var mapField = regex.Lazy(`^\s*(\w+):\s*(?:"((?:[^"\\]|\\.)*)"|(""")),?\s*$`)

// mapEscapes are the escapes of a text of Elixir.
var mapEscapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\#`, "#", `\n`, "\n", `\t`, "\t")

// mapMatter adds the fields to be translated of front matter that is a map of Elixir, as
// NimblePublisher reads it: "%{", a field a line, "}" and the line "---" behind it. It returns
// the number of the first line behind that: 0 if there is none.
func (t *text) mapMatter(keys []string) int {
	end := t.closingFence("---")
	if end < 2 || strings.TrimSpace(string(t.Line(end-1))) != "}" || strings.TrimSpace(string(t.Line(0))) != "%{" {
		return 0
	}
	f := &fields{keys: keys}
	for n := 1; n < end-1; n++ {
		m := mapField.FindStringSubmatch(string(t.Line(n)))
		if m == nil {
			continue
		}
		first, value := n, m[2]
		if m[3] != "" {
			value, n = t.heredoc(n+1, end-1)
		}
		if value = strings.TrimRight(mapEscapes.Replace(value), "\n"); f.names(m[1]) && strings.TrimSpace(value) != "" {
			t.Add(block.Block{Kind: block.FrontMatter, Label: t.Composed(m[1]), Text: t.Composed(value)}, first, n)
		}
	}
	return end + 1
}

// heredoc is the text that begins on line n and ends before three quotation marks on a line of
// their own, without the indentation of that line, and the number of that line.
func (t *text) heredoc(n, end int) (text string, last int) {
	var lines []string
	for ; n < end; n++ {
		line := string(t.Line(n))
		if rest := strings.TrimLeft(line, " \t"); strings.HasPrefix(rest, `"""`) {
			margin := line[:len(line)-len(rest)]
			for k := range lines {
				lines[k] = strings.TrimPrefix(lines[k], margin)
			}
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), min(n, end-1)
}
