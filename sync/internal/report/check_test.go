package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// nasty are verdicts by rules of every sort, on texts that mean something to
// some format.
var nasty = []check.Verdict{
	{
		Rule: "facts", Level: check.Error, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 14, EndLine: 15,
		SourcePath: "en/ferry.md", SourceLine: 12, State: drift.Stale, Change: change.Facts, Row: "aqp3k2xz",
		Text: "The ferry leaves at 7:40 | daily, “rain” or 'shine' …", Key: "k1",
	},
	{ // the key of the first, once more
		Rule: "facts", Level: check.Error, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 30, EndLine: 30,
		SourcePath: "en/ferry.md", SourceLine: 28, State: drift.Stale, Change: change.Facts, Row: "aqp3k2xz",
		Text: "The ferry leaves at 7:40 | daily, “rain” or 'shine' …", Key: "k1",
	},
	{
		Rule: "missing", Level: check.Error, Article: "ferry", Language: "ru", Path: "ru/ferry.md", Line: 1, EndLine: 1, Column: 1, EndColumn: 1,
		SourcePath: "en/ferry.md", SourceLine: 3, State: drift.Missing, Row: "bb", Text: "100 % of <b>tickets</b> & \"passes\"::set-output name=x::y", Key: "k2",
	},
	{
		Kind: check.OnNoFile, Rule: "missing", Level: check.Error, Article: "müze rehberi", Language: "ru", Path: "ru/müze rehberi, 50%: [a] #1?.md", Line: 1, EndLine: 1,
		SourcePath: "en/müze rehberi.md", SourceLine: 1, State: drift.Missing, Text: "The museum", Key: "k3",
	},
	{
		Rule: "untranslated", Level: check.Error, Article: "ferry", Language: "ru", Path: "ru/ferry.md", Line: 7, EndLine: 9,
		SourcePath: "en/ferry.md", SourceLine: 7, State: drift.Untranslated, Row: "cc", Text: "first\nsecond\r\nthird\tfourth", Key: "k4",
	},
	{
		Kind: check.OnFinding, Rule: "date", Level: check.Warn, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 20, EndLine: 20, Column: 5, EndColumn: 11,
		SourcePath: "en/ferry.md", SourceLine: 18, State: drift.Fresh, Row: "dd", Text: "Since 4 May …", Source: "4 May", Target: "5 Mayıs", Key: "k5",
	},
	{
		Kind: check.OnFinding, Rule: "code", Level: check.Warn, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 20, EndLine: 20,
		SourcePath: "en/ferry.md", SourceLine: 18, State: drift.Fresh, Row: "dd", Text: "Since 4 May …", Source: "`a|b` *c* _d_ [e](f) $g$", Key: "k6",
	},
	{
		Kind: check.OnFinding, Rule: "partial", Level: check.Warn, Article: "ferry", Language: "ru", Path: "ru/ferry.md", Line: 11, EndLine: 11,
		SourcePath: "en/ferry.md", SourceLine: 11, State: drift.Fresh, Row: "ee", Text: "It rains 😀", Target: "It rains 😀 \x1b[31mhere\x00", Key: "k7",
	},
	{
		Rule: "orphan", Level: check.Warn, Article: "ferry", Language: "ru", Path: "ru/ferry.md", Line: 40, EndLine: 40,
		State: drift.Orphan, Row: "ff", Text: "Паром отходит в 7:40 — и в дождь, и в зной", Key: "k8",
	},
	{
		Rule: "extra", Level: check.Warn, Article: "ferry", Language: "ru", Path: "ru/ferry.md", Line: 41, EndLine: 41,
		State: drift.Extra, Row: "gg", Text: "Примечание\u00a0переводчика", Key: "k9",
	},
	{
		Kind: check.OnFlag, Rule: "edited", Level: check.Warn, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 22, EndLine: 22,
		SourcePath: "en/ferry.md", SourceLine: 21, State: drift.Fresh, Row: "hh", Text: "Tickets", Key: "k10",
	},
	{
		Rule: "unverified", Level: check.Warn, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 24, EndLine: 24,
		SourcePath: "en/ferry.md", SourceLine: 23, State: drift.Unverified, Row: "ii", Text: "Fares", Key: "k11",
	},
	{
		Kind: check.OnRelation, Rule: "unrelated", Level: check.Error, Article: "map", Language: "tr", Path: "tr/map.md", Line: 1, EndLine: 1,
		SourcePath: "en/map.md", SourceLine: 1, State: drift.Unverified, Text: "The map", Key: "k12",
	},
	{
		Kind: check.OnNoSource, Rule: "orphan", Level: check.Warn, Article: "pier", Language: "tr", Path: "tr/pier.md", Line: 1, EndLine: 1,
		SourcePath: "en/pier.md", State: drift.Orphan, Key: "k15",
	},
	{
		Kind: check.OnNoSource, Rule: "extra", Level: check.Warn, Article: "own", Language: "tr", Path: "tr/own.md", Line: 1, EndLine: 1,
		SourcePath: "en/own.md", State: drift.Extra, Key: "k16",
	},
	{
		Kind: check.OnNoSource, Rule: "orphan", Level: check.Error, Article: "quay", Language: "tr", Path: "tr/quay.md", Line: 1, EndLine: 1,
		SourcePath: "en/quay.md", Now: "en/dock.md", Expected: "tr/dock.md", State: drift.Orphan, Key: "k17",
	},
	{Kind: check.OnCoverage, Rule: "coverage", Level: check.Error, Language: "tr", Path: "xsync.toml", Line: 1, EndLine: 1, Percent: 71, Minimum: 80, Key: "k13"},
	{ // a rule that nothing is known of, without a place
		Kind: check.OnFlag, Rule: "tone", Level: check.Warn, Language: "ru", Text: "no form “few”",
	},
	{Rule: "minor", Level: check.Off, Article: "ferry", Language: "tr", Path: "tr/ferry.md", Line: 2, EndLine: 2, State: drift.Stale, Change: change.Minor, Key: "k14"},
}

// many are more verdicts than GitHub shows of a step.
func many() []check.Verdict {
	var out []check.Verdict
	for k := range 25 {
		v := check.Verdict{
			Rule: "stale", Level: check.Error, Article: "a", Language: "tr", Path: "tr/a.md", Line: 2*k + 1, EndLine: 2*k + 1,
			SourcePath: "en/a.md", SourceLine: 2*k + 1, State: drift.Stale, Change: change.Major, Row: fmt.Sprint("r", k), Text: fmt.Sprint("Text ", k), Key: fmt.Sprint("k", k),
		}
		if k%2 == 0 {
			v.Level, v.SourceEdit = check.Warn, true
		}
		out = append(out, v)
	}
	return out
}

var checks = map[string][]check.Verdict{"nasty": nasty, "many": many(), "none": nil}

func checked(t *testing.T, format string, list []check.Verdict, lang string) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.Check(&out, format, "v1.2.3", &report.Checked{Verdicts: list}, locales.New(lang)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestCheck renders the verdicts above; each file of a case is named by its
// format and the language of its messages: github.tr.
func TestCheck(t *testing.T) {
	for name, list := range checks {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", "check", name+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for k, f := range archive.Files {
				format, lang, _ := strings.Cut(f.Name, ".")
				got := checked(t, format, list, lang)
				if *update {
					archive.Files[k].Data = []byte(got)
				} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Verdicts in any order give the same bytes, in every format, and one that is
// off gives none.
func TestCheckIsDeterministic(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, format := range report.CheckFormats() {
		want := checked(t, format, nasty, "en")
		for range 20 {
			list := append([]check.Verdict{}, nasty...)
			random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			if diff := cmp.Diff(want, checked(t, format, list, "en")); diff != "" {
				t.Fatalf("%s: the order of the verdicts shows:\n%s", format, diff)
			}
		}
		if strings.Contains(want, "minor)") || strings.Contains(want, "tr/ferry.md:2:") {
			t.Errorf("%s shows what is off", format)
		}
	}
}

func TestUnknownCheckFormat(t *testing.T) {
	err := report.Check(io.Discard, "yaml", "", &report.Checked{}, locales.New("en"))
	want := `unknown format "yaml"; want one of ` + strings.Join(report.CheckFormats(), ", ")
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A failure to write is told in every format.
func TestCheckFails(t *testing.T) {
	for _, format := range report.CheckFormats() {
		for name, list := range checks {
			if format == "github" && len(list) == 0 {
				continue // writes nothing
			}
			if err := report.Check(full{}, format, "", &report.Checked{Verdicts: list}, locales.New("en")); err == nil {
				t.Errorf("%s, %s: no error", format, name)
			}
		}
	}
}

// unescape is what a runner makes of a workflow command.
var unescape = strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")

// Every line is one workflow command, whose properties are what they were before
// they were escaped.
func TestAnnotationsAreCommands(t *testing.T) {
	paths := map[string]bool{}
	for _, v := range nasty {
		paths[v.Path] = true
	}
	for line := range strings.Lines(checked(t, "github", nasty, "en")) {
		command, properties, ok := strings.Cut(strings.TrimPrefix(line, "::"), " ")
		properties, _, hasData := strings.Cut(properties, "::")
		if !ok || !hasData || command != "error" && command != "warning" && command != "notice" {
			t.Errorf("no command: %q", line)
		}
		for pair := range strings.SplitSeq(properties, ",") {
			key, value, ok := strings.Cut(pair, "=")
			if !ok || key == "file" && !paths[unescape.Replace(value)] && value != "xsync.toml" {
				t.Errorf("the property %q in %q is none of ours", pair, line)
			}
		}
	}
}

// Of many verdicts, a summary keeps below GitHub's limit and says what it left
// out.
func TestSummaryIsLimited(t *testing.T) {
	var list []check.Verdict
	for k := range 20_000 {
		v := nasty[k%2]
		v.Line, v.EndLine = k+1, k+1
		list = append(list, v)
	}
	got := checked(t, "markdown", list, "en")
	if len(got) > 1<<20 || len(got) < 800_000 {
		t.Errorf("the summary has %d bytes", len(got))
	}
	if rows := strings.Count(got, "\n| error"); !strings.HasSuffix(got, fmt.Sprintf("\nNot shown here: %s errors.\n", locales.New("en").Number(20_000-rows))) {
		t.Errorf("%d rows, and at the end %q", rows, got[len(got)-60:])
	}
}

// GitLab tells old from new by fingerprints: they are unique, and the same
// wherever a verdict stands.
func TestFingerprints(t *testing.T) {
	moved := append([]check.Verdict{}, nasty...)
	for k := range moved {
		moved[k].Line += 100
		moved[k].EndLine += 100
		moved[k].SourceLine += 7
	}
	before, after := fingerprints(t, nasty), fingerprints(t, moved)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("moved verdicts have other fingerprints:\n%s", diff)
	}
	if len(before) != len(nasty)-1 {
		t.Errorf("%d fingerprints of %d verdicts", len(before), len(nasty)-1)
	}
}

func fingerprints(t *testing.T, list []check.Verdict) map[string]string {
	t.Helper()
	var issues []struct {
		Description string `json:"description"`
		CheckName   string `json:"check_name"`
		Fingerprint string `json:"fingerprint"`
		Severity    string `json:"severity"`
		Location    struct {
			Path  string `json:"path"`
			Lines struct {
				Begin int `json:"begin"`
				End   int `json:"end"`
			} `json:"lines"`
		} `json:"location"`
	}
	strict(t, checked(t, "gitlab", list, "en"), &issues)
	out := map[string]string{}
	for _, i := range issues {
		if i.Description == "" || i.Location.Path == "" || i.Location.Lines.Begin < 1 || i.Severity != "major" && i.Severity != "minor" {
			t.Errorf("incomplete: %+v", i)
		}
		out[i.Fingerprint] = i.CheckName
	}
	return out
}

// strict decodes JSON that may have no key beside those of the value.
func strict(t *testing.T, data string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Errorf("%v in %s", err, data)
	}
	if d.More() {
		t.Error("there is more than one value")
	}
}

// A JUnit report adds up, and its cases have names of their own.
func TestJUnitAddsUp(t *testing.T) {
	for name, list := range checks {
		data := checked(t, "junit", list, "en")
		var got struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Suites   []struct {
				Name     string `xml:"name,attr"`
				Tests    int    `xml:"tests,attr"`
				Failures int    `xml:"failures,attr"`
				Cases    []struct {
					Class   string    `xml:"classname,attr"`
					Name    string    `xml:"name,attr"`
					Failure *struct{} `xml:"failure"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal([]byte(data), &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		tests, failures, seen := 0, 0, map[string]bool{}
		for _, s := range got.Suites {
			tests, failures = tests+s.Tests, failures+s.Failures
			failed := 0
			for _, c := range s.Cases {
				if c.Failure != nil {
					failed++
				}
				id := s.Name + "\x00" + c.Class + "\x00" + c.Name
				if seen[id] || c.Class == "" || c.Name == "" {
					t.Errorf("%s: a case without a name of its own: %q", name, id)
				}
				seen[id] = true
			}
			if len(s.Cases) != s.Tests || failed != s.Failures {
				t.Errorf("%s: suite %s says %d and %d, has %d and %d", name, s.Name, s.Tests, s.Failures, len(s.Cases), failed)
			}
		}
		if tests != got.Tests || failures != got.Failures {
			t.Errorf("%s: the report says %d and %d, has %d and %d", name, got.Tests, got.Failures, tests, failures)
		}
	}
}

// The places of SARIF are relative references that lead back to the paths.
func TestSARIFPlaces(t *testing.T) {
	paths := map[string]bool{"xsync.toml": true}
	for _, v := range nasty {
		paths[v.Path] = true
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					Physical struct {
						Artifact struct{ URI string } `json:"artifactLocation"`
					} `json:"physicalLocation"`
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(checked(t, "sarif", nasty, "en")), &log); err != nil {
		t.Fatal(err)
	}
	for _, r := range log.Runs[0].Results {
		uri := r.Locations[0].Physical.Artifact.URI
		u, err := url.Parse(uri)
		if err != nil || u.IsAbs() || !paths[u.Path] || strings.ContainsFunc(uri, func(r rune) bool { return r > 0x7e || r <= ' ' }) {
			t.Errorf("%q: %v", uri, err)
		}
	}
}
