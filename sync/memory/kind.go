package memory

import "github.com/xsync-project/xsync/sync/internal/block"

// Kind says what the text of a pair is in its file.
type Kind = block.Kind

// The kinds that most pairs have.
const (
	Heading   = block.Heading
	Paragraph = block.Paragraph
	ListItem  = block.ListItem
	TableRow  = block.TableRow
	Code      = block.Code
	Message   = block.Message // of a catalogue
)
