package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/inert"
)

// configuration is where a verdict stands that is about no file.
const configuration = "xsync.toml"

// checkWriters are the formats of a check for other programs.
var checkWriters = map[string]func(*verdicts, io.Writer) error{
	"github": (*verdicts).github, "gitlab": (*verdicts).gitlab, "junit": (*verdicts).junit,
	"markdown": (*verdicts).markdown, "rdjson": (*verdicts).rdjson, "sarif": (*verdicts).sarif,
}

// CheckFormats are the formats that [Check] writes, sorted.
func CheckFormats() []string {
	var out []string
	for name := range checkWriters {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Check writes the verdicts of a check in one of [CheckFormats]; version is that
// of the command. The same verdicts, in whatever order, give the same bytes; those whose level is off are
// left out. Paths are written as they are given, relative to the root of the
// repository.
func Check(w io.Writer, format, version string, found *Checked, m *locales.Messages) error {
	write, ok := checkWriters[format]
	if !ok {
		return fmt.Errorf("unknown format %q; want one of %s", format, strings.Join(CheckFormats(), ", "))
	}
	c := newVerdicts(found.Verdicts, m)
	c.version, c.partly = version, slices.ContainsFunc(found.Complaints, isUnread)
	return write(c, w)
}

// verdicts are those of one check, in the order of their places.
type verdicts struct {
	version  string
	partly   bool // there are files that could not be examined
	messages *locales.Messages
	list     []check.Verdict
}

// none says that nothing was found.
func (c *verdicts) none() string {
	if c.partly {
		return c.messages.Text("check.none_read")
	}
	return c.messages.Text("check.none")
}

func newVerdicts(list []check.Verdict, m *locales.Messages) *verdicts {
	out := &verdicts{messages: m}
	for _, v := range list {
		if v.Level != check.Off {
			out.list = append(out.list, standing(v))
		}
	}
	out.list = check.Sorted(out.list, comparePlaces)
	return out
}

// standing gives a verdict the place that every format asks for: a file, and
// lines that exist.
func standing(v check.Verdict) check.Verdict {
	v.Path = cmp.Or(v.Path, v.SourcePath, configuration)
	v.Line = max(v.Line, 1)
	v.EndLine = max(v.EndLine, v.Line)
	return v
}

// comparePlaces is [check.Verdict.Compare], made total: verdicts that compare equal are
// equal in all that is written of them.
func comparePlaces(a, b *check.Verdict) int {
	if n := a.Compare(b); n != 0 {
		return n
	}
	return cmp.Or(
		cmp.Compare(b.Level, a.Level), cmp.Compare(a.Column, b.Column), cmp.Compare(a.EndColumn, b.EndColumn),
		strings.Compare(a.SourcePath, b.SourcePath), cmp.Compare(a.SourceLine, b.SourceLine),
		strings.Compare(a.Article, b.Article), strings.Compare(a.Row, b.Row), strings.Compare(a.Text, b.Text),
		strings.Compare(a.Source, b.Source), strings.Compare(a.Target, b.Target),
		cmp.Compare(a.State, b.State), cmp.Compare(a.Change, b.Change),
		cmp.Compare(a.Percent, b.Percent), cmp.Compare(a.Minimum, b.Minimum))
}

// fingerprints identify verdicts from one run to the next, wherever they move:
// each is a digest of the key, and of a number where several have the same key.
func fingerprints(list []check.Verdict) []string {
	seen := map[string]int{}
	out := make([]string, 0, len(list))
	for _, v := range list {
		key := v.Key
		if key == "" {
			key = strings.Join([]string{v.Article, v.Language, v.Rule, v.Row, v.Source, v.Target}, "\x00")
		}
		seen[key]++
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
		out = append(out, hex.EncodeToString(sum[:16]))
	}
	return out
}

// bySeverity are the verdicts with the errors first, each kind by place.
func (c *verdicts) bySeverity() []check.Verdict {
	out := slices.Clone(c.list)
	slices.SortStableFunc(out, func(a, b check.Verdict) int { return cmp.Compare(b.Level, a.Level) })
	return out
}

// tally counts errors and warnings.
type tally struct{ errors, warnings int }

func (t *tally) add(v *check.Verdict) {
	if v.Level == check.Error {
		t.errors++
	} else {
		t.warnings++
	}
}

// counts are a tally in words, "2 errors, 1 warning", or "" if there is nothing.
func (c *verdicts) counts(t tally) string {
	var parts []string
	if t.errors > 0 {
		parts = append(parts, c.messages.Count("check.errors", t.errors))
	}
	if t.warnings > 0 {
		parts = append(parts, c.messages.Count("check.warnings", t.warnings))
	}
	return strings.Join(parts, ", ")
}

// languages are those that there are verdicts about, sorted.
func (c *verdicts) languages() []string {
	var out []string
	for k := range c.list {
		if l := c.list[k].Language; !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

// costs says, for each language in which there are any, how many verdicts are
// what edits of the source cost.
func (c *verdicts) costs() []string {
	counts := map[string]int{}
	for k := range c.list {
		if c.list[k].SourceEdit {
			counts[c.list[k].Language]++
		}
	}
	var out []string
	for _, lang := range c.languages() {
		if n := counts[lang]; n > 0 {
			out = append(out, c.messages.Count("check.source_edit", n, "Language", lang))
		}
	}
	return out
}

// writeJSON writes a value as indented JSON with a final line end.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(inert.JSON(b.Bytes()))
	return err
}
