package format

import (
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
	"github.com/xsync-project/xsync/sync/internal/format/plain"
)

// formats are all formats.
var formats = []Format{
	markdown.Format{},
	plain.Format{},
}
