// Package formattest is what property tests make articles of.
package formattest

import (
	_ "embed"
	"strings"
)

//go:embed pieces.txt
var pieces string

// Pieces are what texts are made of, in all formats of articles: whole constructs, their
// beginnings and ends, and lines of text.
func Pieces() []string { return strings.Split(strings.TrimSuffix(pieces, "\n"), "\n-- --\n") }
