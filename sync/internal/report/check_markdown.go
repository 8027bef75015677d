package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// summaryLimit is how many bytes the tables of a job summary may have together:
// GitHub takes none of a summary beyond 1 MiB.
const summaryLimit = 900_000

// markdown writes a summary: the counts, what edits of the source cost in each
// language, then a table per language with the errors first.
func (c *verdicts) markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	var all tally
	for k := range c.list {
		all.add(&c.list[k])
	}
	if len(c.list) == 0 {
		fmt.Fprintf(b, "## xsync\n\n%s\n", c.none())
		return b.Flush()
	}
	fmt.Fprintf(b, "## xsync: %s\n", c.counts(all))
	if costs := c.costs(); len(costs) > 0 {
		fmt.Fprintf(b, "\n%s\n\n", inert.Markdown(c.messages.Text("check.source_edits")))
		for _, cost := range costs {
			fmt.Fprintf(b, "- %s\n", inert.Markdown(cost))
		}
	}
	languages := c.languages()
	sorted := c.bySeverity()
	for _, lang := range languages {
		c.section(b, lang, sorted, summaryLimit/len(languages))
	}
	return b.Flush()
}

// section writes the table of a language, as many rows as its share of the
// summary has room for, and how many more there are.
func (c *verdicts) section(b *bufio.Writer, lang string, list []check.Verdict, room int) {
	var rows strings.Builder
	var all, left tally
	first, rest := repetitions(list)
	for k := range list {
		v := &list[k]
		if v.Language != lang {
			continue
		}
		all.add(v)
		if rest[k] {
			continue // it is told with the first
		}
		row := c.row(v, first[k])
		if left != (tally{}) || rows.Len()+len(row) > room {
			left.add(v)
			continue
		}
		rows.WriteString(row)
	}
	title := c.counts(all)
	if lang != "" {
		title = inert.Markdown(lang) + ": " + title
	}
	fmt.Fprintf(b, "\n### %s\n\n| %s | %s | %s |\n| --- | --- | --- |\n%s", title,
		c.messages.Text("column.level"), c.messages.Text("column.place"), c.messages.Text("column.finding"), rows.String())
	if rest := c.counts(left); rest != "" {
		fmt.Fprintf(b, "\n%s\n", c.messages.Text("check.not_shown", "Counts", rest))
	}
}

func (c *verdicts) row(v *check.Verdict, again repetition) string {
	place := v.Path + ":" + strconv.Itoa(v.Line)
	text := wording.Verdict(c.messages, v)
	if again.more > 0 {
		text += " " + c.messages.Count("check.separators", again.more, "Lines", again.lines)
	}
	return fmt.Sprintf("| %s | %s | %s |\n", v.Level, inert.Markdown(place), inert.Markdown(text))
}
