package catalog_test

import (
	"fmt"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// parse reads a catalogue in the format of its name.
func parse(name string, src []byte, lang string, o block.Options) (*catalog.Catalog, error) {
	o.Path, o.Language = name, lang
	if !format.Keyed(name) {
		return nil, fmt.Errorf("%s is not a catalogue", name)
	}
	doc, err := format.Of(name).Parse(src, o)
	return catalog.Of(doc), err
}
