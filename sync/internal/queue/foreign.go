package queue

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// foreignFindings says what an answer brings along that neither its source nor the
// translation that is there has: what runs or loads something (see [anchor.Active]), what no
// reader sees (see [anchor.Concealed]), and addresses of other hosts.
func (l *lister) foreignFindings(r *drift.Row, answer string) []drift.Finding {
	known := []string{l.sourceText(r), l.targetText(r)}
	for _, mirror := range l.t.Mirrors {
		known = append(known, "https://"+mirror+"/")
	}
	reading := drift.Reading(r.Kind)
	reading.Filled = strings.Contains(answer, "{{") && slices.ContainsFunc(l.t.Source.Blocks, func(b block.Block) bool {
		return b.Kind != block.Code && anchor.FillsIn(edit.Text(&b, l.t.Source.Format))
	})
	var out []drift.Finding
	for _, v := range append(anchor.Foreign(answer, reading, known...), anchor.Concealed(answer, reading, known...)...) {
		out = append(out, drift.Finding{Kind: drift.Active, Target: v, Severity: drift.Warn})
	}
	for _, host := range anchor.ForeignHosts(answer, known...) {
		out = append(out, drift.Finding{Kind: anchor.Link.String(), Target: host, Severity: drift.Warn})
	}
	return out
}
