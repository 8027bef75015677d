package exchange

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/problem"
)

// The ids of problems, with the data that their messages use. They are ids of
// the command's catalogues as well.
const (
	UnknownFormat   = "exchange.unknown_format"    // Format, Formats
	NotUTF8         = "exchange.not_utf8"          // Byte
	LostLetters     = "exchange.lost_letters"      // Item, Word
	Syntax          = "exchange.syntax"            // Reason
	Quote           = "exchange.quote"             //
	NoColumn        = "exchange.no_column"         // Column
	NoID            = "exchange.no_id"             //
	SameID          = "exchange.same_id"           // Item, OtherLine
	OtherLanguage   = "exchange.other_language"    // Language, Other
	UnclosedFence   = "exchange.unclosed_fence"    // Fence
	NoFence         = "exchange.no_fence"          // Item, Fence
	BadMark         = "exchange.bad_mark"          // Reason
	UnknownElement  = "exchange.unknown_element"   // Element, Item
	TooMuch         = "exchange.too_much"          // Item, Limit
	TooMuchBook     = "exchange.too_much_book"     // Limit
	Formula         = "exchange.formula"           // Cell
	NotText         = "exchange.not_text"          // Cell, Text
	ErrorValue      = "exchange.error_value"       // Text
	CannotBeWritten = "exchange.cannot_be_written" // Item, Character, Format
)

// Problem is a reason why a list cannot be written, or a file that came back
// cannot be read.
type Problem = problem.Problem

// withPath is an error with the path of the file that it is about.
func withPath(err error, path string) error {
	if p, ok := err.(Problem); ok { //nolint:errorlint // problems are never wrapped here
		p.Path = path
		return p
	}
	return err
}

func unknownFormat(format string) error {
	return Problem{ID: UnknownFormat, Data: map[string]any{"Format": format, "Formats": strings.Join(Formats(), ", ")}}
}

func syntaxProblem(line, column int, reason string) Problem {
	return Problem{ID: Syntax, Line: line, Column: column, Data: map[string]any{"Reason": reason}}
}

// placeAt is the place of a byte in a text, both 1-based, the column in bytes.
func placeAt(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndexByte(before, '\n')
}
