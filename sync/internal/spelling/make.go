//go:build ignore

// This program writes the word list of package spelling from lists of a word a
// line: make OUTPUT LIST…
package main

import (
	"compress/gzip"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/spelling"
)

func main() {
	var words []string
	for _, name := range os.Args[2:] {
		data, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		for _, w := range strings.Fields(strings.ToLower(string(data))) {
			if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
				words = append(words, w)
			}
		}
	}
	slices.Sort(words)
	out, err := os.Create(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	w, _ := gzip.NewWriterLevel(out, gzip.BestCompression)
	if _, err := w.Write([]byte(spelling.Fold(slices.Compact(words)))); err != nil {
		log.Fatal(err)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := out.Close(); err != nil {
		log.Fatal(err)
	}
}
