package report

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Checked is what a check has found.
type Checked struct {
	Verdicts []check.Verdict // in the order of [check.Verdict.Compare]
	Accepted int             // verdicts that are on the project's list
	Against  string          // the commit whose verdicts do not count, or ""
	// Complaints are about files that could not be examined.
	Complaints []Complaint
}

// Check writes what a check has found, for people: each verdict with its place
// first, then what to do about it; at the end what edits of the source cost in
// each language, and the sums. What is in many places of a file for one reason is written
// once, and counted as often as it is there.
func (t *Text) Check(c *Checked) {
	first, rest := repetitions(c.Verdicts)
	for k := range c.Verdicts {
		if !rest[k] {
			t.verdict(c.Verdicts[k])
		}
		if again, ok := first[k]; ok {
			t.Paragraph(t.Messages.Count("check.separators", again.more, "Lines", again.lines), 2)
		}
	}
	sums := &verdicts{messages: t.Messages, list: c.Verdicts, partly: slices.ContainsFunc(c.Complaints, isUnread)}
	if costs := sums.costs(); len(costs) > 0 {
		t.Break()
		t.Sentence(t.Messages.Text("check.source_edits"))
		for _, cost := range costs {
			t.Line("  " + cost)
		}
	}
	if len(c.Verdicts) > 0 {
		t.Break()
	}
	t.Sentence(t.sums(sums, c.Accepted))
}

// sums says how many errors and warnings there are, and how many were accepted.
func (t *Text) sums(c *verdicts, accepted int) string {
	var all tally
	for k := range c.list {
		all.add(&c.list[k])
	}
	out := c.counts(all)
	if out == "" {
		out = c.none()
	}
	if accepted > 0 {
		out = strings.TrimSuffix(out, ".") + " · " + t.Messages.Count("check.accepted", accepted)
	}
	return out
}

var levelColors = map[check.Level]color.Attribute{check.Error: color.FgRed, check.Warn: color.FgYellow}

// verdict writes one verdict.
func (t *Text) verdict(v check.Verdict) {
	if v.SourcePath != "" {
		v.SourcePath = t.place(v.SourcePath)
	}
	v.Path = t.place(v.Path)
	if v.Kind == check.OnNoSource && v.Expected != "" {
		v.Now, v.Expected = t.place(v.Now), t.place(v.Expected)
	}
	if v.Elsewhere != nil {
		at := *v.Elsewhere
		at.Path = t.place(at.Path)
		v.Elsewhere = &at
	}
	sentence := wording.Verdict(t.Messages, &v)
	if v.Kind == check.OnFinding { // which names its kind in words, not the rule
		sentence = "[" + v.Rule + "] " + sentence
	}
	t.Sentence(v.Path + ":" + strconv.Itoa(v.Line) + ": " + t.paint(v.Level.String(), levelColors[v.Level]) + ": " + sentence)
	if hint := t.adviser().Verdict(&v); hint != "" {
		t.Paragraph(hint, 2)
	}
}

// verdictJSON is a verdict in JSON.
type verdictJSON struct {
	Level       string `json:"level"`
	Rule        string `json:"rule"`
	Article     string `json:"article,omitempty"`
	Language    string `json:"language"`
	Path        string `json:"path"`
	Line        int    `json:"line"`
	EndLine     int    `json:"end_line"`
	Source      string `json:"source,omitempty"`
	SourceLine  int    `json:"source_line,omitempty"`
	State       string `json:"state,omitempty"`
	Change      string `json:"change,omitempty"`
	Row         string `json:"row,omitempty"`
	Text        string `json:"text,omitempty"`
	SourceValue string `json:"source_value,omitempty"`
	TargetValue string `json:"target_value,omitempty"`
	Percent     *int   `json:"percent,omitempty"`
	Minimum     int    `json:"minimum,omitempty"`
	Elsewhere   string `json:"elsewhere,omitempty"`
	Pages       int    `json:"pages,omitempty"`
	SourceEdit  bool   `json:"source_edit,omitempty"`
	Key         string `json:"key"`
}

// WriteChecked writes what a check has found as one JSON object.
func WriteChecked(w io.Writer, c *Checked) error {
	var all tally
	p := newPrinter(w)
	p.raw("{")
	p.member(true, "version", Version)
	if c.Against != "" {
		p.member(false, "against", c.Against)
	}
	p.list("verdicts")
	for k := range c.Verdicts {
		all.add(&c.Verdicts[k])
		p.item(k == 0, verdictOf(&c.Verdicts[k]))
	}
	p.raw("]")
	p.member(false, "errors", all.errors)
	p.member(false, "warnings", all.warnings)
	p.member(false, "accepted", c.Accepted)
	p.member(false, "problems", append([]Complaint{}, c.Complaints...))
	p.raw("}\n")
	return p.flush()
}

func verdictOf(v *check.Verdict) verdictJSON {
	out := verdictJSON{
		Level: v.Level.String(), Rule: v.Rule, Article: v.Article, Language: v.Language,
		Path: v.Path, Line: v.Line, EndLine: cmp.Or(v.EndLine, v.Line), Source: v.SourcePath, SourceLine: v.SourceLine,
		Row: v.Row, Text: v.Text, SourceValue: v.Source, TargetValue: v.Target, SourceEdit: v.SourceEdit, Pages: v.Pages, Key: v.Key,
	}
	if v.Kind == check.OnCoverage {
		out.Percent, out.Minimum = &v.Percent, v.Minimum
		return out
	}
	if v.Elsewhere != nil {
		out.Elsewhere = wording.Place(v.Elsewhere.Path, v.Elsewhere.Line)
	} else if v.Now != "" {
		out.Elsewhere = wording.Place(v.Now, 1)
	}
	out.State = v.State.String()
	if v.Change != change.None {
		out.Change = v.Change.String()
	}
	return out
}
