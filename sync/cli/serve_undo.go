package cli

import (
	"net/http"
	"net/url"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// answerUndo takes the latest work back.
func (s *server) answerUndo(w http.ResponseWriter, r *http.Request) {
	m, script := s.writerFor(r).Messages, r.Header.Get("X-Xsync") != ""
	s.writing.Lock()
	defer s.writing.Unlock()
	if work, when := s.WorkOfCommand(m); when != r.PostFormValue("sure") && when != "" {
		if script {
			writeAnswer(w, http.StatusOK, reply{Said: m.Text("page.undo_sure", "Work", work), Undo: work, Sure: when})
		} else {
			http.Redirect(w, r, s.space+"?sure="+url.QueryEscape(when), http.StatusSeeOther)
		}
		return
	}
	label, err := s.Undo(detachedContext(r), m)
	status, text := http.StatusOK, m.Text("page.undone", "Work", label)
	switch {
	case err != nil:
		status, text = http.StatusConflict, m.Text("page.not_undone", "Reason", (&app{messages: m}).describeProblem(corpus.ProblemOf(err)))
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
	writeAnswer(w, status, reply{Ok: err == nil, Said: text, Undo: s.UndoLabel(m)})
}
