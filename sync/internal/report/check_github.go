package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// annotations is how many errors, and how many warnings, GitHub shows of a step.
// https://docs.github.com/en/rest/checks/runs
const annotations = 10

// github writes workflow commands that annotate lines: the first ten errors, the
// first ten warnings, and a notice that counts the rest.
func (c *verdicts) github(w io.Writer) error {
	b := bufio.NewWriter(w)
	var shown, left tally
	for _, v := range c.bySeverity() {
		if v.Level == check.Error && shown.errors == annotations || v.Level == check.Warn && shown.warnings == annotations {
			left.add(&v)
			continue
		}
		shown.add(&v)
		fmt.Fprintln(b, c.annotation(&v))
	}
	if rest := c.counts(left); rest != "" {
		fmt.Fprintf(b, "::notice title=xsync::%s\n", inert.GitHubData(c.messages.Text("check.not_shown", "Counts", rest)))
	}
	return b.Flush()
}

// annotation is a workflow command. Columns are for places within a line only:
// GitHub refuses them on several.
func (c *verdicts) annotation(v *check.Verdict) string {
	kind := "warning"
	if v.Level == check.Error {
		kind = "error"
	}
	place := fmt.Sprintf("file=%s,line=%d,endLine=%d", inert.GitHubProperty(v.Path), v.Line, v.EndLine)
	if v.Column > 0 && v.EndLine == v.Line {
		place += fmt.Sprintf(",col=%d,endColumn=%d", v.Column, max(v.EndColumn, v.Column))
	}
	return fmt.Sprintf("::%s %s,title=%s::%s", kind, place, inert.GitHubProperty("xsync: "+v.Rule), inert.GitHubData(wording.Verdict(c.messages, v)))
}
