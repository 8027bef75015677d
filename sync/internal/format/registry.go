package format

import (
	"github.com/xsync-project/xsync/sync/internal/format/android"
	"github.com/xsync-project/xsync/sync/internal/format/applestrings"
	"github.com/xsync-project/xsync/sync/internal/format/htmldoc"
	"github.com/xsync-project/xsync/sync/internal/format/json"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
	"github.com/xsync-project/xsync/sync/internal/format/plain"
	"github.com/xsync-project/xsync/sync/internal/format/po"
	"github.com/xsync-project/xsync/sync/internal/format/properties"
	"github.com/xsync-project/xsync/sync/internal/format/toml"
	"github.com/xsync-project/xsync/sync/internal/format/yaml"
)

// formats are all formats.
var formats = []Format{
	markdown.Format{},
	plain.Format{},
	htmldoc.Format{Head: markdown.Head},
	toml.Format,
	json.Format,
	yaml.Format,
	po.Format,
	json.ARB,
	properties.Format,
	android.Format,
	applestrings.Format,
}
