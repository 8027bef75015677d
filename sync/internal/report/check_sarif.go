package report

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// A log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS
// 2020), as far as it is used here.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	Language   string        `json:"language"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Home    string      `json:"informationUri"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
	Help  sarifText `json:"help"`
	Page  string    `json:"helpUri"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID     string            `json:"ruleId"`
	RuleIndex  int               `json:"ruleIndex"`
	Level      string            `json:"level"`
	Message    sarifText         `json:"message"`
	Locations  []sarifLocation   `json:"locations"`
	Related    []sarifLocation   `json:"relatedLocations,omitempty"`
	Prints     map[string]string `json:"partialFingerprints"`
	Properties sarifProperties   `json:"properties"`
}

type sarifLocation struct {
	ID       int           `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type sarifProperties struct {
	Article  string `json:"article,omitempty"`
	Language string `json:"language,omitempty"`
	Segment  string `json:"segment,omitempty"`
}

// sarif writes the verdicts as one run. Its rules are those that it has results
// of; its columns count code points.
func (c *verdicts) sarif(w io.Writer) error {
	rules := c.rules()
	run := sarifRun{
		Tool:     sarifTool{sarifDriver{Name: "xsync", Version: numeric(c.version), Home: wording.Home, Rules: []sarifRule{}}},
		Language: c.messages.Language(), ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	for _, name := range rules {
		short, help := wording.Rule(c.messages, name)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{name, sarifText{short}, sarifText{help}, wording.RulePage(name)})
	}
	prints := fingerprints(c.list)
	for k := range c.list {
		r := c.result(&c.list[k], prints[k])
		r.RuleIndex, _ = slices.BinarySearch(rules, r.RuleID)
		run.Results = append(run.Results, r)
	}
	return writeJSON(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// rules are the names of the rules that there are verdicts by, sorted.
func (c *verdicts) rules() []string {
	var out []string
	for k := range c.list {
		out = append(out, c.list[k].Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *verdicts) result(v *check.Verdict, fingerprint string) sarifResult {
	region := &sarifRegion{StartLine: v.Line, EndLine: v.EndLine}
	if v.Column > 0 {
		region.StartColumn = v.Column
		region.EndColumn = v.EndColumn
	}
	out := sarifResult{
		RuleID: v.Rule, Level: "warning", Message: sarifText{wording.Verdict(c.messages, v)},
		Locations:  []sarifLocation{{Physical: sarifPhysical{artifact(v.Path), region}}},
		Prints:     map[string]string{"xsync/v1": fingerprint},
		Properties: sarifProperties{v.Article, v.Language, v.Row},
	}
	if v.Level == check.Error {
		out.Level = "error"
	}
	if v.SourcePath != "" && v.Kind != check.OnNoSource {
		source := sarifLocation{ID: 1, Physical: sarifPhysical{Artifact: artifact(v.SourcePath)}, Message: &sarifText{c.messages.Text("column.source")}}
		if v.SourceLine > 0 {
			source.Physical.Region = &sarifRegion{StartLine: v.SourceLine}
		}
		out.Related = []sarifLocation{source}
	}
	return out
}

// artifact is a file of the repository. Its path becomes a relative reference:
// what a URI cannot hold is escaped, byte by byte of UTF-8.
func artifact(path string) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: path}).String(), "%SRCROOT%"}
}

// numeric is a version that begins with a digit, as SARIF wants it: that of a
// module without its "v", and 0.0.0 for one that was never released.
func numeric(version string) string {
	version = strings.TrimPrefix(version, "v")
	if version == "" || version[0] < '0' || version[0] > '9' {
		return "0.0.0-" + version
	}
	return version
}
