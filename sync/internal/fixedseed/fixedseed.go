// Package fixedseed gives the property tests of a package the same draws in every run. A
// test that says whether a change may land must say the same of the same change; what
// draws of every run can find is looked for by make properties. A test file of every
// package that uses rapid imports it for its effect alone.
package fixedseed

import (
	"flag"

	_ "pgregory.net/rapid" // declares the flag
)

// Seed is what the draws begin with unless the flag -rapid.seed names another, or 0 for
// one of the clock.
const Seed = "20240229"

func init() {
	if err := flag.Set("rapid.seed", Seed); err != nil {
		panic(err) // rapid has no such flag any more
	}
}
