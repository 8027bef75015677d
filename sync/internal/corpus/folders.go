package corpus

import (
	"path"
	"slices"
	"strings"
)

// Folders are the folders that all articles of the project lie in, sorted; "."
// is the root.
func (c *Config) Folders() []string {
	var out []string
	for _, a := range c.Articles {
		for _, text := range []string{a.Path, a.SourcePath} {
			if text != "" {
				out = append(out, fixed(text))
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if slices.Contains(out, ".") {
		return []string{"."}
	}
	return out
}

// fixed is the folder of a pattern up to its first wildcard.
func fixed(pattern string) string {
	if wild := strings.IndexAny(pattern, "*?{"); wild >= 0 {
		pattern = pattern[:wild] + "x"
	}
	return path.Dir(pattern)
}
