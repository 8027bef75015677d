package corpus

import (
	"path"
	"slices"
	"strings"
)

// Folders are the folders that all articles of the project lie in, sorted; "."
// is the root.
func (c *Config) Folders() []string { return foldersOf(c.Articles) }

// AllFolders are those of articles and of message catalogues.
func (c *Config) AllFolders() []string { return foldersOf(slices.Concat(c.Articles, c.Catalogs)) }

func foldersOf(entries []Entry) []string {
	var out []string
	for _, e := range entries {
		for _, pattern := range []string{e.Path, e.SourcePath} {
			if pattern != "" {
				out = append(out, fixedFolder(pattern))
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

// fixedFolder is the folder of a pattern up to its first wildcard.
func fixedFolder(pattern string) string {
	if wild := strings.IndexAny(pattern, "*?{"); wild >= 0 {
		pattern = pattern[:wild] + "x"
	}
	return path.Dir(pattern)
}
