package corpus

import (
	"path"
	"slices"
	"strings"
)

// Folders are the folders that all articles of the project lie in, sorted; "."
// is the root.
func (c *Config) Folders() []string {
	var patterns []string
	for _, a := range c.Articles {
		patterns = append(patterns, a.Path, a.SourcePath)
	}
	return foldersOf(patterns)
}

// AllFolders are those of articles and of message catalogues.
func (c *Config) AllFolders() []string {
	patterns := c.Folders()
	for k := range patterns {
		patterns[k] += "/x"
	}
	for _, m := range c.Catalogs {
		patterns = append(patterns, m.Path, m.SourcePath)
	}
	return foldersOf(patterns)
}

func foldersOf(patterns []string) []string {
	var out []string
	for _, text := range patterns {
		if text != "" {
			out = append(out, fixedFolder(text))
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if slices.Contains(out, ".") {
		return []string{"."}
	}
	return out
}

// fixedFolder is the folder of a pattern up to its first wildcard.
func fixedFolder(pattern string) string {
	if wild := strings.IndexAny(pattern, "*?{"); wild >= 0 {
		pattern = pattern[:wild] + "x"
	}
	return path.Dir(pattern)
}
