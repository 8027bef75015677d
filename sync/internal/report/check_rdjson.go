package report

import (
	"io"

	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Reviewdog's diagnostics, proto/rdf/reviewdog.proto. Its columns count bytes,
// which a verdict does not know: ranges are of whole lines, both ends included.
type diagnostics struct {
	Source      diagnosticSource `json:"source"`
	Diagnostics []diagnostic     `json:"diagnostics"`
}

type diagnosticSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type diagnostic struct {
	Message  string              `json:"message"`
	Location diagnosticPlace     `json:"location"`
	Severity string              `json:"severity"`
	Code     diagnosticCode      `json:"code"`
	Related  []diagnosticRelated `json:"related_locations,omitempty"`
}

type diagnosticPlace struct {
	Path  string           `json:"path"`
	Range *diagnosticRange `json:"range,omitempty"`
}

type diagnosticRange struct {
	Start diagnosticPosition `json:"start"`
	End   diagnosticPosition `json:"end"`
}

type diagnosticPosition struct {
	Line int `json:"line"`
}

type diagnosticCode struct {
	Value string `json:"value"`
	URL   string `json:"url"`
}

type diagnosticRelated struct {
	Message  string          `json:"message"`
	Location diagnosticPlace `json:"location"`
}

// rdjson writes the verdicts for reviewdog.
func (c *verdicts) rdjson(w io.Writer) error {
	out := diagnostics{Source: diagnosticSource{"xsync", wording.Home}, Diagnostics: []diagnostic{}}
	for k := range c.list {
		v := &c.list[k]
		d := diagnostic{
			Message: wording.Verdict(c.messages, v), Severity: "WARNING",
			Location: diagnosticPlace{v.Path, linesOf(v.Line, v.EndLine)},
			Code:     diagnosticCode{v.Rule, wording.RulePage(v.Rule)},
		}
		if v.Level == check.Error {
			d.Severity = "ERROR"
		}
		if v.SourcePath != "" && v.Kind != check.OnNoSource {
			related := diagnosticPlace{Path: v.SourcePath}
			if v.SourceLine > 0 {
				related.Range = linesOf(v.SourceLine, v.SourceLine)
			}
			d.Related = []diagnosticRelated{{c.messages.Text("column.source"), related}}
		}
		out.Diagnostics = append(out.Diagnostics, d)
	}
	return writeJSON(w, out)
}

func linesOf(from, to int) *diagnosticRange {
	return &diagnosticRange{diagnosticPosition{from}, diagnosticPosition{to}}
}
