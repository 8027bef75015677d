package block

import "github.com/xsync-project/xsync/sync/internal/regex"

// alertMark matches what makes an alert of a quotation: "[!NOTE]".
var alertMark = regex.Lazy(`^\[![^\]\s]+\]`)

// CutAlert cuts the mark of an alert off the text of a quotation, as "[!NOTE]"; the mark
// is empty if the quotation is no alert.
func CutAlert(text string) (mark, rest string) {
	mark = alertMark.FindString(text)
	return mark, text[len(mark):]
}
