// Package lsp is what an editor is told of texts and their translations, in the terms
// of the Language Server Protocol: places in texts, and what rows come to there as
// diagnostics, hovers, lenses, hints, locations and actions. It also knows the framing
// of messages and the names of files. It reads nothing and asks nobody: what comes in
// and goes out is the business of the command.
package lsp

// Location is a range in a file.
type Location struct {
	URI   string `json:"uri"`
	Range Range  `json:"range"`
}

// The severities of diagnostics.
const (
	SeverityError       = 1
	SeverityWarning     = 2
	SeverityInformation = 3
)

// unnecessary is the tag of a text that editors grey out.
const unnecessary = 1

// Source is the name under which diagnostics are shown.
const Source = "xsync"

// Diagnostic is something to be said of a range of a text.
type Diagnostic struct {
	Range       Range     `json:"range"`
	Severity    int       `json:"severity"`
	Code        string    `json:"code,omitempty"`
	Description *Link     `json:"codeDescription,omitempty"`
	Source      string    `json:"source"`
	Message     string    `json:"message"`
	Tags        []int     `json:"tags,omitempty"`
	Related     []Related `json:"relatedInformation,omitempty"`
}

// Link is the address of a page about a diagnostic.
type Link struct {
	Href string `json:"href"`
}

// Related is another place that a diagnostic speaks of.
type Related struct {
	Location Location `json:"location"`
	Message  string   `json:"message"`
}

// Markup is a text for people.
type Markup struct {
	Kind  string `json:"kind"` // "markdown" or "plaintext"
	Value string `json:"value"`
}

// Hover is what is shown about a range.
type Hover struct {
	Contents Markup `json:"contents"`
	Range    Range  `json:"range"`
}

// Command is something that the client can ask the server to do.
type Command struct {
	Title     string `json:"title"`
	Command   string `json:"command"`
	Arguments []any  `json:"arguments,omitempty"`
}

// The commands.
const (
	CommandRecord = "xsync.record" // an [Order]: record a row
	CommandUndo   = "xsync.undo"   // take the last record back
	CommandShow   = "xsync.show"   // a [Location]: show it
)

// Order names a row of a translation as the user has seen it.
type Order struct {
	URI  string `json:"uri"` // of the translation
	Row  string `json:"row"`
	Seal string `json:"seal"`
}

// Lens is a line above a range.
type Lens struct {
	Range   Range   `json:"range"`
	Command Command `json:"command"`
}

// Hint is a note behind a place.
type Hint struct {
	Position    Position `json:"position"`
	Label       string   `json:"label"`
	PaddingLeft bool     `json:"paddingLeft"`
}

// Action is something that the user can have done about a range.
type Action struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []Diagnostic   `json:"diagnostics,omitempty"`
	Preferred   bool           `json:"isPreferred,omitempty"`
	Edit        *WorkspaceEdit `json:"edit,omitempty"`
	Command     *Command       `json:"command,omitempty"`
}

// The kinds of actions.
const (
	QuickFix = "quickfix"
	FixAll   = "source.fixAll.xsync"
)

// WorkspaceEdit are changes of files, for the client to make.
type WorkspaceEdit struct {
	Documents []DocumentEdit        `json:"documentChanges,omitempty"`
	Changes   map[string][]TextEdit `json:"changes,omitempty"` // for clients that know no versions
}

// DocumentEdit are changes of a version of a document.
type DocumentEdit struct {
	Document Version    `json:"textDocument"`
	Edits    []TextEdit `json:"edits"`
}

// Version names a version of a document.
type Version struct {
	URI     string `json:"uri"`
	Version int    `json:"version"`
}
