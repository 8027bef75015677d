package inline

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// remarkSigns are what stands around the comments of tools that render Markdown: of
// Obsidian, of Jinja, of Liquid and of Hugo.
var remarkSigns = []struct{ opener, closer *regex.Pattern }{
	{regex.Lazy(`^%%`), regex.Lazy(`%%`)},
	{regex.Lazy(`^\{#-?[ \t\n]`), regex.Lazy(`[ \t\n]-?#\}`)},
	{regex.Lazy(`^\{%-?\s*comment\s*-?%\}`), regex.Lazy(`\{%-?\s*endcomment\s*-?%\}`)},
	{regex.Lazy(`^\{\{<\s*comment\s*>\}\}`), regex.Lazy(`\{\{<\s*/\s*comment\s*>\}\}`)},
	{regex.Lazy(`^\{\{%\s*comment\s*%\}\}`), regex.Lazy(`\{\{%\s*/\s*comment\s*%\}\}`)},
}

// BeginsRemark reports whether a text begins as the comments do that [Remark] knows, which is
// quick to tell.
func BeginsRemark(text string) bool {
	switch {
	case strings.HasPrefix(text, "%%"), strings.HasPrefix(text, "{#"):
		return true
	case strings.HasPrefix(text, "{%"), strings.HasPrefix(text, "{{"):
		return strings.HasPrefix(strings.TrimLeft(text[2:], "<%- \t\n"), "comment")
	}
	return false
}

// Remark is the length of the comment that a text begins with, and what it says; 0 if
// the text begins with none, or with one that does not end.
func Remark(text string) (length int, says string) {
	if !BeginsRemark(text) {
		return 0, ""
	}
	for _, signs := range remarkSigns {
		opener := signs.opener.FindString(text)
		if opener == "" {
			continue
		}
		rest := text[len(opener):]
		closer := signs.closer.FindAllStringIndex(rest, 1)
		if closer == nil {
			return 0, ""
		}
		says = strings.TrimSpace(rest[:closer[0][0]])
		if says == "" && opener == "%%" {
			return 0, ""
		}
		return len(opener) + closer[0][1], says
	}
	return 0, ""
}

// remark is the length of the comment that begins here, within a paragraph, or 0.
func (s *scanner) remark() int {
	if !s.has(remarks) {
		return 0
	}
	length, says := Remark(s.rest())
	if strings.Contains(says, "\n\n") {
		return 0
	}
	return length
}
