// Package wordset reads sets of words from lists that are written as text.
package wordset

import "strings"

// Of is the set of the words of a list, which white space parts.
func Of(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}
