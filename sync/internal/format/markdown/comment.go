package markdown

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// noteWords begin comments that are for translators, unless a project names
// others.
var noteWords = []string{"translators:", "translator:", "i18n:", "l10n:"}

// comment reads a comment: a note for translators is kept for the segment that
// follows, and a pair of comments keeps what is between them out of the work.
func (w *walker) comment(text string) {
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

// The comments that begin and end what is not to be translated: the list of those who have
// contributed, which a program of all-contributors or readme-contributors writes, as well.
var (
	excludes = regex.Lazy(`^(?:begin |start )?(?:do not|don'?t|no)[ -]?translate(?: begin| start| on)?$|^(?:xsync|translate|translation)[:\s]+(?:off|no|disable)$|` +
		`^all-contributors-list:start\b|^readme: \S+ -start$`)
	includes = regex.Lazy(`^(?:/|end |stop )(?:do not|don'?t|no)[ -]?translate$|^(?:do not|don'?t|no)[ -]?translate (?:end|stop|off)$|^(?:xsync|translate|translation)[:\s]+(?:on|yes|enable)$|` +
		`^all-contributors-list:end$|^readme: \S+ -end$`)
)

// definedComment matches a link definition that is nothing but a comment.
var definedComment = regex.Lazy(`(?s)^\[(?:(?://|#|[Cc]omment\w*|[Tt]odo|TODO)\]:\s*#|[^\]]*\]:\s*<>)\s*[("'].*[)"']\s*$`)
