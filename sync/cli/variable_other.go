//go:build !windows

package cli

import "os"

// readVariable is a variable of the environment.
func readVariable(name string) string { return os.Getenv(name) }
