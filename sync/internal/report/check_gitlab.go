package report

import (
	"io"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// The report of GitLab's code quality.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type qualityIssue struct {
	Description string          `json:"description"`
	CheckName   string          `json:"check_name"`
	Fingerprint string          `json:"fingerprint"`
	Severity    string          `json:"severity"`
	Location    qualityLocation `json:"location"`
}

type qualityLocation struct {
	Path  string       `json:"path"`
	Lines qualityLines `json:"lines"`
}

type qualityLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// gitlab writes a code quality report. A merge request shows what its branch has
// beyond the target's report, by fingerprint.
func (c *verdicts) gitlab(w io.Writer) error {
	prints := fingerprints(c.list)
	issues := make([]qualityIssue, 0, len(c.list))
	for k := range c.list {
		v := &c.list[k]
		severity := "minor"
		if v.Level == check.Error {
			severity = "major"
		}
		issues = append(issues, qualityIssue{
			Description: wording.Verdict(c.messages, v), CheckName: v.Rule, Fingerprint: prints[k], Severity: severity,
			Location: qualityLocation{v.Path, qualityLines{v.Line, v.EndLine}},
		})
	}
	return writeJSON(w, issues)
}
