// Package shell writes command lines as people can paste them into a shell.
package shell

import (
	"runtime"
	"strings"
)

// Line is the command line of a program.
func Line(program string, args ...string) string {
	for _, arg := range args {
		program += " " + Quote(arg)
	}
	return program
}

// Quote writes an argument so that the shells of the system read it as one word.
func Quote(arg string) string { return quoteFor(runtime.GOOS, arg) }

// quoteFor is [Quote] for a system. Not all shells of Windows know ', and none
// that it has takes a \ between " and " for more than itself.
func quoteFor(system, arg string) string {
	special := func(r rune) bool {
		letter := r > 127 || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
		return !letter && !strings.ContainsRune("-_./=,:+@%", r)
	}
	if arg != "" && strings.IndexFunc(arg, special) < 0 {
		return arg
	}
	if system == "windows" && arg != "" && !strings.ContainsAny(arg, "\"$`!\n") && !strings.HasSuffix(arg, `\`) {
		return `"` + arg + `"`
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}
