package wording

import (
	"strings"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/change"
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
		if before := r.KeyBefore(); before != "" {
			return adviceOnKey(m, before)
		}
		if r.Change == change.Mechanical {
			return m.Text("page.advice.mechanical")
		}
		return adviceOnChange(m, r.Change)
	case r.Elsewhere != nil && r.State == drift.Missing:
		return m.Text("page.advice.missing_moved", "Place", Place(r.Elsewhere.Path, r.Elsewhere.Line))
	case r.Elsewhere != nil:
		return m.Text("advice.orphan_moved", "Place", Place(r.Elsewhere.Path, r.Elsewhere.Line))
	case r.Doubtful():
		return m.Text("advice.doubtful")
	case r.State == drift.Missing:
		return m.Text("page.advice.missing")
	case r.State == drift.Untranslated:
		return m.Text("advice.untranslated")
	case r.State == drift.Orphan:
		return m.Text("advice.orphan")
	case r.State == drift.Extra && r.Pages > 0:
		return m.Count("advice.extra_repeated", r.Pages)
	case r.State == drift.Extra:
		return m.Text("page.advice.extra")
	case isGuessed(r):
		return m.Text("advice.guessed", "Segment", r.ID)
	case r.State == drift.Unverified:
		return m.Text("page.advice.unverified")
	}
	return ""
}

// isGuessed reports whether the file of a translation says that a tool guessed it.
func isGuessed(r *drift.Row) bool {
	return r.State == drift.Unverified && r.Label != "" && r.Flags&drift.LowConfidence != 0
}

// Adviser says what to do, to a reader who has the text before them as a list.
type Adviser struct {
	Messages *locales.Messages
	Path     func(string) string // how a path is written
}

// Row says what to do about a row.
func (a Adviser) Row(r *drift.Row, x *xsync.Translation) string {
	switch {
	case r.State == drift.Stale && r.Flags&drift.Edited != 0 && len(r.Findings) > 0:
		return a.Messages.Text("advice.finding")
	case r.State == drift.Stale && r.Flags&drift.Edited != 0, r.EditedSinceRecorded() && len(r.Findings) == 0:
		return a.Messages.Text("advice.edited")
	case r.Flags&drift.Replaced != 0:
		return a.Messages.Text("advice.replaced")
	case r.KeyBefore() != "":
		return adviceOnKey(a.Messages, r.KeyBefore())
	case r.State == drift.Stale:
		return adviceOnChange(a.Messages, r.Change)
	case r.State == drift.Missing:
		return a.doubted(r.Doubtful(), a.adviceOnMissing(r, x))
	case r.State == drift.Untranslated:
		return a.Messages.Text("advice.untranslated")
	case r.State == drift.Orphan && r.Elsewhere != nil:
		return a.Messages.Text("advice.orphan_moved", "Place", a.placeOf(r.Elsewhere))
	case r.State == drift.Orphan:
		return a.Messages.Text("advice.orphan")
	case r.State == drift.Extra && r.Pages > 0:
		return a.Messages.Count("advice.extra_repeated", r.Pages)
	case r.State == drift.Extra:
		return a.doubted(r.Doubtful(), a.Messages.Text("advice.extra", "Segment", r.ID))
	case len(r.Findings) > 0:
		return a.Messages.Text("advice.finding")
	case isGuessed(r):
		return a.Messages.Text("advice.guessed", "Segment", r.ID)
	case r.State == drift.Unverified:
		return a.Messages.Text("advice.unverified", "Segment", r.ID)
	}
	return a.Messages.Text("advice.fresh")
}

// doubted is an advice on a row with one side, with what to look at first if the row may
// have a counterpart.
func (a Adviser) doubted(doubtful bool, advice string) string {
	if !doubtful {
		return advice
	}
	return a.Messages.Text("advice.doubtful") + " " + advice
}

// adviceOnMissing says where a translation is to be put: after what translates
// the segments before it.
func (a Adviser) adviceOnMissing(r *drift.Row, x *xsync.Translation) string {
	if r.Elsewhere != nil {
		return a.adviceOnMoved(r, x)
	}
	if !x.Exists {
		return a.Messages.Text("advice.missing", "File", a.Path(x.Path))
	}
	if line := x.EmptyLine(r); line > 0 {
		return a.Messages.Text("advice.missing_empty", "File", a.Path(x.Path), "Line", line)
	}
	line := x.LineBefore(r)
	return a.adviceOnPlace(a.Path(x.Path), line, r.IsCopied())
}

// adviceOnMoved says from where to where a translation is to be moved.
func (a Adviser) adviceOnMoved(r *drift.Row, x *xsync.Translation) string {
	return a.Messages.Text("advice.missing_moved", "Place", a.placeOf(r.Elsewhere), "File", a.Path(x.Path), "Line", x.LineBefore(r))
}

// placeOf is a place in another article: path:line.
func (a Adviser) placeOf(p *drift.Place) string {
	return Place(a.Path(p.Path), p.Line)
}

// adviceOnChange says what to do about a stale row, by how its source changed.
func adviceOnChange(m *locales.Messages, c change.Class) string {
	switch c {
	case change.Mechanical:
		return m.Text("advice.mechanical")
	case change.Minor:
		return m.Text("advice.minor")
	case change.Facts:
		return m.Text("advice.facts")
	}
	return m.Text("advice.major")
}

// adviceOnKey says what to do about a row of whose source only the key changed.
func adviceOnKey(m *locales.Messages, before string) string {
	return m.Text("advice.renamed", "Before", Quote(strings.ReplaceAll(before, catalog.ContextEnd, "|")))
}

// Verdict says what to do about a verdict, or "": what is wrong, its sentence has said.
func (a Adviser) Verdict(v *check.Verdict) string {
	state, known := stateOf(v)
	switch {
	case v.Kind == check.OnRelation:
		return a.Messages.Text("check.unrelated_hint")
	case v.Kind == check.OnNoSource:
		return a.Messages.Text("advice.no_source", "Target", v.Expected, "Now", v.Now, "Deleted", v.State == drift.Orphan)
	case v.Kind == check.OnFinding && v.Rule == xsync.TermKind:
		return "" // the sentence says it
	case v.Kind == check.OnFinding && v.Rule == xsync.PictureKind:
		return a.Messages.Text("advice.picture", "Segment", v.Row)
	case v.Kind == check.OnFinding:
		return a.Messages.Text("advice.finding")
	case !known:
		return ""
	case v.Elsewhere != nil:
		return a.hintOnMoved(v, state)
	case v.KeyBefore != "":
		return adviceOnKey(a.Messages, v.KeyBefore)
	case state == drift.Missing:
		return a.doubted(v.Doubtful, a.hintOnMissing(v))
	case state == drift.Extra && v.Pages > 0:
		return a.Messages.Text("remedy.extra_repeated")
	case state == drift.Extra:
		return a.doubted(v.Doubtful, a.Messages.Text("remedy.extra", "Segment", v.Row))
	case state == drift.Untranslated:
		return a.Messages.Text("remedy.untranslated")
	case state == drift.Orphan:
		return a.Messages.Text("remedy.orphan")
	}
	return a.Row(&drift.Row{State: state, Change: v.Change}, &xsync.Translation{})
}

func (a Adviser) hintOnMoved(v *check.Verdict, state drift.State) string {
	if state == drift.Orphan {
		return a.Messages.Text("remedy.orphan_moved")
	}
	line := v.Line
	if v.Column == 1 {
		line = 0
	}
	return a.Messages.Text("remedy.missing_moved", "File", v.Path, "Line", line)
}

func (a Adviser) hintOnMissing(v *check.Verdict) string {
	switch {
	case v.Kind == check.OnNoFile:
		return a.Messages.Text("advice.missing", "File", v.Path)
	case v.Begun:
		return a.Messages.Text("advice.missing_empty", "File", v.Path, "Line", v.Line)
	case v.Column == 1:
		return a.adviceOnPlace(v.Path, 0, v.Copied)
	}
	return a.adviceOnPlace(v.Path, v.Line, v.Copied)
}

// adviceOnPlace says what is to be put into a file behind a line, or at its beginning.
func (a Adviser) adviceOnPlace(file string, line int, copied bool) string {
	switch {
	case copied:
		return a.Messages.Text("advice.missing_copied", "File", file, "Line", line)
	case line == 0:
		return a.Messages.Text("advice.missing_first", "File", file)
	}
	return a.Messages.Text("advice.missing_after", "File", file, "Line", line)
}
