//go:build ignore

// This program writes the word list of package spelling from lists of a word a
// line: make OUTPUT LIST…
package main

import (
	"log"
	"os"
	"slices"
	"strings"
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
	list := strings.Join(slices.Compact(words), "\n") + "\n"
	if err := os.WriteFile(os.Args[1], []byte(list), 0o666); err != nil {
		log.Fatal(err)
	}
}
