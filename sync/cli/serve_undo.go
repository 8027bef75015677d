package cli

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

// undoLabel is what undo would take back, "" for nothing.
func (d *desk) undoLabel(m *locales.Messages) string {
	p, err := d.project()
	if err != nil {
		return ""
	}
	head, ok := disk.LatestDeed(p.FS)
	if !ok {
		return ""
	}
	return nameOfWork(head.Label, m)
}

// workOfCommand is the work that undo on the page would take back of a command, which may have
// recorded the whole project, and when it was done; "" for all else. Undo of it is confirmed by
// that time.
func (d *desk) workOfCommand(m *locales.Messages) (work, when string) {
	p, err := d.project()
	if err != nil {
		return "", ""
	}
	head, _ := disk.LatestDeed(p.FS)
	if head.Label.ID != disk.CommandLabel {
		return "", ""
	}
	return nameOfWork(head.Label, m), head.When.Format(time.RFC3339Nano)
}

// undoLatest takes the latest work back, of whichever command it was. None of its
// files is touched if one of them has been changed since. What it was is "" for
// nothing.
func (d *desk) undoLatest(ctx context.Context, m *locales.Messages) (label string, err error) {
	p, err := d.project()
	if err != nil {
		return "", err
	}
	return undoLatest(ctx, p, m)
}

// undoLatest takes the latest work in a project back.
func undoLatest(ctx context.Context, p *project, m *locales.Messages) (label string, err error) {
	u, err := takeBack(ctx, p, false)
	switch {
	case err != nil:
		return "", err
	case u.Fate == disk.NothingDone:
		return "", nil
	case len(u.Problems) > 0:
		return "", u.Problems[0]
	case u.Fate == disk.ChangedSince:
		return "", corpus.Problem{ID: corpus.ChangedSince, Path: u.Since[0].Name}
	}
	return nameOfWork(u.Label, m), nil
}

// answerUndo takes the latest work back.
func (s *server) answerUndo(w http.ResponseWriter, r *http.Request) {
	m, script := s.writerFor(r).Messages, r.Header.Get("X-Xsync") != ""
	s.writing.Lock()
	defer s.writing.Unlock()
	if work, when := s.workOfCommand(m); when != r.PostFormValue("sure") && when != "" {
		if script {
			writeAnswer(w, http.StatusOK, reply{Said: m.Text("page.undo_sure", "Work", work), Undo: work, Sure: when})
		} else {
			http.Redirect(w, r, s.space+"?sure="+url.QueryEscape(when), http.StatusSeeOther)
		}
		return
	}
	label, err := s.undoLatest(detachedContext(r), m)
	status, text := http.StatusOK, m.Text("page.undone", "Work", label)
	switch {
	case err != nil:
		status, text = http.StatusConflict, m.Text("page.not_undone", "Reason", (&app{messages: m}).describeProblem(asProblem(err)))
	case label == "":
		text = m.Text("page.nothing_to_undo")
	}
	switch {
	case !script && err != nil:
		http.Error(w, text, status)
		return
	case !script:
		http.Redirect(w, r, s.space, http.StatusSeeOther)
		return
	}
	writeAnswer(w, status, reply{Ok: err == nil, Said: text, Undo: s.undoLabel(m)})
}
