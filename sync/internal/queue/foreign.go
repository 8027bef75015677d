package queue

import (
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// foreignFindings says what an answer brings along that neither its source nor the
// translation that is there has: what runs or loads something (see [anchor.Active]), what no
// reader sees (see [anchor.Concealed]), and addresses of other hosts.
func (l *lister) foreignFindings(r *drift.Row, answer string) []drift.Finding {
	known := []string{l.sourceText(r), l.targetText(r)}
	for _, mirror := range l.t.Mirrors {
		known = append(known, "https://"+mirror+"/")
	}
	var out []drift.Finding
	reading := drift.Reading(r.Kind)
	for _, v := range append(anchor.Foreign(answer, reading, known...), anchor.Concealed(answer, reading, known...)...) {
		out = append(out, drift.Finding{Kind: drift.Active, Target: v, Severity: drift.Warn})
	}
	for _, host := range anchor.ForeignHosts(answer, known...) {
		out = append(out, drift.Finding{Kind: anchor.Link.String(), Target: host, Severity: drift.Warn})
	}
	return out
}
