package json

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// ARB is the format of Application Resource Bundles, the message files of Flutter: JSON
// in which a key that begins with "@" says something of the message of that name, or,
// with "@@", of the file
// (github.com/google/app-resource-bundle/wiki/ApplicationResourceBundleSpecification).
var ARB = catalog.NewFormat("arb", catalog.Trees(bundle{}), ".arb")

type bundle struct{ notation }

func (bundle) Title() string { return "ARB" }

// Blank says its language with a low line, as the files of Flutter do.
func (bundle) Blank(lang string, _ *catalog.Catalog) string {
	return "{\n  \"@@locale\": \"" + strings.ReplaceAll(lang, "-", "_") + "\"\n}\n"
}

// Interpret takes what is said of messages and of the file for no messages. What stands
// right behind the message that it describes belongs to it.
func (bundle) Interpret(root *tree.Node, _ []byte, _ string) (*tree.Node, catalog.Dialect) {
	var last *tree.Node
	for _, n := range root.Items {
		if !strings.HasPrefix(n.Key, "@") {
			last = n
			continue
		}
		if last != nil && n.Key == "@"+last.Key {
			last.Entry.End = n.Entry.End
			if about := n.Get("description"); about != nil && about.Kind == tree.Text {
				last.Note = strings.TrimSpace(about.Text)
			}
		}
		n.Kind, n.Items = tree.Other, nil
	}
	return root, catalog.GoI18n
}
