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

// taskBox matches the box of an item of a list that is a task: "[ ] ", or "[x] " if it is done.
var taskBox = regex.Lazy(`^\[[ xX]\]\s+`)

// CutTask cuts the box of a task off the text of an item of a list; the box, which is "" if
// the item is no task, ends with the white space behind it.
func CutTask(text string) (box, rest string) {
	box = taskBox.FindString(text)
	return box, text[len(box):]
}
