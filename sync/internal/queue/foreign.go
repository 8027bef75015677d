package queue

import (
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// foreignFindings says what an answer brings along that neither its source nor the
// translation that is there has: what runs, loads or hides something (see
// [anchor.Active]), and addresses of other hosts.
func (l *lister) foreignFindings(r *drift.Row, answer string) []drift.Finding {
	known := []string{l.sourceText(r), l.targetText(r)}
	for _, mirror := range l.t.Mirrors {
		known = append(known, "https://"+mirror+"/")
	}
	var out []drift.Finding
	for _, v := range anchor.Foreign(answer, drift.Reading(r.Kind), known...) {
		out = append(out, drift.Finding{Kind: drift.Active, Target: v, Severity: drift.Warn})
	}
	for _, host := range anchor.ForeignHosts(answer, known...) {
		out = append(out, drift.Finding{Kind: anchor.Link.String(), Target: host, Severity: drift.Warn})
	}
	return out
}
