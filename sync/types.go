package xsync

import (
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// The types of rows, findings and configurations, under names that other programs
// can use.
type (
	// Config is the configuration of a project.
	Config = corpus.Config
	// Problem is what is wrong with a file or a configuration, and where.
	Problem = corpus.Problem
	// Row is a segment of the source, or several translated together, with its
	// counterpart.
	Row = drift.Row
	// Segment is a segment of a row, with its place in its file.
	Segment = drift.Segment
	// Block is a piece of a file: what a segment is, and its text.
	Block = block.Block
	// Choices are what a project has translated of a file beside its text.
	Choices = block.Choices
	// Policy says how much each state, change, flag and finding weighs.
	Policy = corpus.Check
	// State is the state of a row.
	State = drift.State
	// Change says how the source of a stale row has changed.
	Change = change.Class
	// Finding is a fact on which the two sides of a row disagree.
	Finding = drift.Finding
)

// The states of a row.
const (
	Fresh        = drift.Fresh
	Stale        = drift.Stale
	Missing      = drift.Missing
	Untranslated = drift.Untranslated
	Orphan       = drift.Orphan
	Extra        = drift.Extra
	Unverified   = drift.Unverified
)

// ParseConfig reads a configuration, as it is in xsync.toml; name is used in its
// problems. A configuration with problems is nil.
func ParseConfig(name string, data []byte) (*Config, []Problem) {
	return corpus.ParseConfig(name, data)
}
