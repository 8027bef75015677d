//go:build !unix

package cli

import (
	"io/fs"
	"os"
)

// tree is a folder as an fs.FS that no link leads out of.
func tree(root string) (fs.FS, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	return r.FS(), nil
}
