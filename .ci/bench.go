//go:build ignore

// Bench reads the Markdown files of a folder, as what xsync is compared with: "hash"
// reads, splits and hashes them, "parse" parses them with goldmark.
package main

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: bench hash|parse FOLDER")
	}
	parser := goldmark.DefaultParser()
	err := filepath.WalkDir(os.Args[2], func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if os.Args[1] == "parse" {
			parser.Parse(text.NewReader(data))
			return nil
		}
		bytes.Split(data, []byte("\n\n"))
		sha256.Sum256(data)
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
}
