// Package regex holds regular expressions that are compiled when they are first used.
// There are a hundred of them in the program, and most commands need a few.
package regex

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression. It may be used by several goroutines.
type Pattern struct{ compile func() *regexp.Regexp }

// all are the patterns of the program. They are added while it starts and not changed
// afterwards.
var all []*Pattern

// Lazy is the pattern of an expression in the syntax of package regexp. It is for
// variables of packages. An expression that cannot be compiled panics when it is first
// used; [CompileAll] finds it in a test.
func Lazy(expression string) *Pattern {
	p := &Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
	all = append(all, p)
	return p
}

// CompileAll compiles every pattern of the packages that are linked in, and returns how
// many there are. It panics at one that is wrong.
func CompileAll() int {
	for _, p := range all {
		p.compile()
	}
	return len(all)
}

// MatchString is that of [regexp.Regexp].
func (p *Pattern) MatchString(s string) bool { return p.compile().MatchString(s) }

// FindString is that of [regexp.Regexp].
func (p *Pattern) FindString(s string) string { return p.compile().FindString(s) }

// FindStringSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindStringSubmatch(s string) []string { return p.compile().FindStringSubmatch(s) }

// FindStringSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.compile().FindStringSubmatchIndex(s)
}

// FindAllString is that of [regexp.Regexp].
func (p *Pattern) FindAllString(s string, n int) []string { return p.compile().FindAllString(s, n) }

// FindAllStringIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.compile().FindAllStringIndex(s, n)
}

// FindAllStringSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.compile().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compile().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is that of [regexp.Regexp].
func (p *Pattern) ReplaceAllString(s, with string) string {
	return p.compile().ReplaceAllString(s, with)
}

// ReplaceAllLiteralString is that of [regexp.Regexp].
func (p *Pattern) ReplaceAllLiteralString(s, with string) string {
	return p.compile().ReplaceAllLiteralString(s, with)
}

// ReplaceAllStringFunc is that of [regexp.Regexp].
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	return p.compile().ReplaceAllStringFunc(s, with)
}

// Match is that of [regexp.Regexp].
func (p *Pattern) Match(b []byte) bool { return p.compile().Match(b) }

// Find is that of [regexp.Regexp].
func (p *Pattern) Find(b []byte) []byte { return p.compile().Find(b) }

// FindIndex is that of [regexp.Regexp].
func (p *Pattern) FindIndex(b []byte) []int { return p.compile().FindIndex(b) }

// FindSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindSubmatch(b []byte) [][]byte { return p.compile().FindSubmatch(b) }

// FindSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindSubmatchIndex(b []byte) []int { return p.compile().FindSubmatchIndex(b) }

// FindAllIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllIndex(b []byte, n int) [][]int { return p.compile().FindAllIndex(b, n) }

// FindAllSubmatch is that of [regexp.Regexp].
func (p *Pattern) FindAllSubmatch(b []byte, n int) [][][]byte {
	return p.compile().FindAllSubmatch(b, n)
}

// FindAllSubmatchIndex is that of [regexp.Regexp].
func (p *Pattern) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return p.compile().FindAllSubmatchIndex(b, n)
}
