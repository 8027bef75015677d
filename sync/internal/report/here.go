package report

import (
	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Here says what to do about a row that its reader has open, "" for nothing.
func Here(m *locales.Messages, r *drift.Row) string {
	switch {
	case r.State == drift.Stale && r.Flags&drift.Edited != 0 && len(r.Findings) == 0:
		return m.Text("page.advice.edited")
	case len(r.Findings) > 0 && (r.State == drift.Fresh || r.State == drift.Unverified || r.Flags&drift.Edited != 0):
		return m.Text("advice.finding")
	case r.Flags&drift.Replaced != 0:
		return m.Text("advice.replaced")
	case r.State == drift.Stale:
		return changeHere(m, r.Change)
	case r.Doubtful():
		return m.Text("advice.doubtful")
	case r.State == drift.Missing:
		return m.Text("page.advice.missing")
	case r.State == drift.Untranslated:
		return m.Text("advice.untranslated")
	case r.State == drift.Orphan:
		return m.Text("advice.orphan")
	case r.State == drift.Extra:
		return m.Text("page.advice.extra")
	case r.State == drift.Unverified:
		return m.Text("page.advice.unverified")
	}
	return ""
}

func changeHere(m *locales.Messages, c drift.Change) string {
	switch c {
	case drift.Mechanical:
		return m.Text("page.advice.mechanical")
	case drift.Minor:
		return m.Text("advice.minor")
	case drift.Facts:
		return m.Text("advice.facts")
	}
	return m.Text("advice.major")
}

// Sentence says a verdict in a sentence on one line. It names the place in the source
// and not the place to be edited, where the reader looks.
func Sentence(m *locales.Messages, v *check.Verdict) string { return newVerdicts(nil, m).message(v) }

// RulePage is the address of the page that explains a rule.
func RulePage(rule string) string { return rulePage(rule) }

// Marked is a word diff with its words marked as [-old-] and {+new+}.
func Marked(edits []drift.Edit) string {
	var b []byte
	t := Text{}
	for _, e := range edits {
		if e.Op == drift.Keep {
			b = append(b, e.Text...)
		} else {
			b = append(b, t.edit(e)...)
		}
	}
	return string(b)
}
