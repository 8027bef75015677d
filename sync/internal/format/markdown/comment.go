package markdown

import (
	"sort"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// noteWords begin comments that are for translators, unless a project names
// others.
var noteWords = []string{"translators:", "translator:", "i18n:", "l10n:"}

// comment reads a comment: a note for translators is kept for the segment that
// follows, and a pair of comments keeps what is between them out of the work. It begins at an
// offset of the clean text.
func (w *walker) comment(text string, at int) {
	if _, says := inline.Remark(strings.TrimSpace(text)); says != "" {
		text = says
	} else {
		text = strings.TrimSpace(commentMarks.ReplaceAllString(text, ""))
	}
	folded := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	switch {
	case excludes.MatchString(folded):
		w.excluded = true
		return
	case includes.MatchString(folded):
		w.excluded = false
		return
	}
	if m := listMark.FindStringSubmatchIndex(text); m != nil && m[0] == 0 {
		w.listEnd = max(w.listEnd, w.endOfList(at))
		return
	}
	for _, word := range w.noteWords {
		if len(text) > len(word) && strings.EqualFold(text[:len(word)], word) {
			note := strings.TrimSpace(text[len(word):])
			if w.note != "" {
				note = w.note + "\n" + note
			}
			w.note = note
			return
		}
	}
}

// commentMarks are what stands around a comment.
var commentMarks = regex.Lazy(`^(?:<!--+|\{/\*|\{\{[<%]?\s*/?\*?|\[[^\]]*\]:\s*(?:#|<>)\s*[("'])|(?:--+>|\*/\}|\*?/?\s*[>%]?\}\}|[)"'])\s*$`)

// The comments that begin and end what is not to be translated.
var (
	excludes = regex.Lazy(`^(?:begin |start )?(?:do not|don'?t|no)[ -]?translate(?: begin| start| on)?$|^(?:xsync|translate|translation)[:\s]+(?:off|no|disable)$`)
	includes = regex.Lazy(`^(?:/|end |stop )(?:do not|don'?t|no)[ -]?translate$|^(?:do not|don'?t|no)[ -]?translate (?:end|stop|off)$|^(?:xsync|translate|translation)[:\s]+(?:on|yes|enable)$`)
)

// listMark matches what the comments say around a list of those who have contributed, which a
// program of all-contributors or readme-contributors writes.
var listMark = regex.Lazy(`(?i)\b(all-contributors-list\s*:|readme:\s+\S+\s+-)\s*(start|end)\b`)

// endOfList is the line with the comment that ends the list of contributors whose first comment
// stands at an offset of the clean text, 0 if the next of such comments is not that one: what
// follows is text then.
func (w *walker) endOfList(at int) int {
	marks := listMark.FindAllStringSubmatchIndex(w.Str[at:], 2)
	if len(marks) < 2 {
		return 0
	}
	said := func(k, group int) string {
		return strings.ToLower(w.Str[at+marks[k][2*group] : at+marks[k][2*group+1]])
	}
	if said(0, 2) != "start" || said(1, 2) != "end" || said(0, 1) != said(1, 1) {
		return 0
	}
	return sort.SearchInts(w.Starts, at+marks[1][0]+1) - 1
}

// isExcluded reports whether what begins on a line is not to be translated.
func (w *walker) isExcluded(line int) bool { return w.excluded || line < w.listEnd }

// definedComment matches a link definition that is nothing but a comment.
var definedComment = regex.Lazy(`(?s)^\[(?:(?://|#|[Cc]omment\w*|[Tt]odo|TODO)\]:\s*#|[^\]]*\]:\s*<>)\s*[("'].*[)"']\s*$`)
