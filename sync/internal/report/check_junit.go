package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// The elements of a JUnit report, as CI servers read it.
type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// junit writes a suite per language and a case per verdict. An error is a
// failure; a warning is a case that passes and says so in its output, since the
// format knows no warnings. A check without verdicts is one case that passes:
// some servers take a report without any for a failure.
func (c *verdicts) junit(w io.Writer) error {
	report := junitReport{Name: "xsync"}
	for _, lang := range c.languages() {
		report.add(c.suite(lang))
	}
	if len(report.Suites) == 0 {
		report.add(junitSuite{Name: "xsync", Tests: 1, Cases: []junitCase{{Class: "xsync", Name: "check"}}})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	data, err := xml.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, inert.XML(string(data))+"\n")
	return err
}

func (r *junitReport) add(s junitSuite) {
	r.Suites = append(r.Suites, s)
	r.Tests += s.Tests
	r.Failures += s.Failures
}

func (c *verdicts) suite(lang string) junitSuite {
	suite := junitSuite{Name: lang}
	names := map[string]int{}
	for k := range c.list {
		v := &c.list[k]
		if v.Language != lang {
			continue
		}
		one := c.testcase(v)
		id := one.Class + "\x00" + one.Name
		if names[id]++; names[id] > 1 {
			one.Name += " (" + strconv.Itoa(names[id]) + ")"
		}
		if one.Failure != nil {
			suite.Failures++
		}
		suite.Tests++
		suite.Cases = append(suite.Cases, one)
	}
	return suite
}

// testcase is a verdict as a case. Its name has no place in it, so that servers
// know it again when it moves.
func (c *verdicts) testcase(v *check.Verdict) junitCase {
	name := v.Rule
	if v.Row != "" {
		name += " #" + v.Row
	}
	if v.Text != "" {
		name += " " + wording.Quote(v.Text)
	}
	out := junitCase{Class: v.Article, Name: name, File: v.Path, Line: v.Line}
	if out.Class == "" {
		out.Class = v.Path
	}
	said := fmt.Sprintf("%s:%d: %s", v.Path, v.Line, wording.Verdict(c.messages, v))
	if v.Level == check.Error {
		out.Failure = &junitFailure{wording.Verdict(c.messages, v), v.Rule, said}
	} else {
		out.Output = said
	}
	return out
}
