package block_test

import (
	"fmt"

	"github.com/xsync-project/xsync/sync/internal/block"
)

func ExampleNormalize() {
	for _, text := range []string{"He said:\n“we don’t know” — and left…", `He said: "we don't know"--and left...`} {
		fmt.Println(block.Normalize(block.Paragraph, text))
	}
	// Output:
	// He said: we don't know - and left...
	// He said: we don't know - and left...
}
