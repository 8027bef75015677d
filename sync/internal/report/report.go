// Package report writes results: as JSON for programs and as text for people.
// It knows no file, no terminal and no clock; widths and colours are given to
// it.
package report
