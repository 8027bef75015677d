package corpus

import (
	"path"
	"slices"
	"strings"
)

// severalCatalogs is how many entries of one kind are written as one with wildcards.
const severalCatalogs = 3

// joinCatalogs writes entries for catalogues that are called alike as one: those that many
// modules have in a folder of their own, and those of many names in one tree.
func joinCatalogs(all []Catalogs) []Catalogs {
	all = joinBy(all, moduleCatalogs)
	return joinBy(all, treeCatalogs)
}

// joinBy joins the entries that have the same key, if they are several.
func joinBy(all []Catalogs, keyOf func(pattern string) (folder, key string)) []Catalogs {
	folders := map[string][]string{}
	for _, c := range all {
		if folder, key := keyOf(c.Path); key != "" && c.SourcePath == "" {
			folders[key] = append(folders[key], folder)
		}
	}
	joined := map[string]bool{}
	var out []Catalogs
	for _, c := range all {
		_, key := keyOf(c.Path)
		switch several := len(folders[key]) >= severalCatalogs && c.SourcePath == ""; {
		case !several:
			out = append(out, c)
		case !joined[key]:
			joined[key] = true
			out = append(out, Catalogs{Path: path.Join(commonFolders(folders[key]), key)})
		}
	}
	return out
}

// moduleCatalogs parts a pattern before the folder of the catalogues: packages/a and
// locales/{lang}.json.
func moduleCatalogs(pattern string) (module, key string) {
	names := strings.Split(pattern, "/")
	at := slices.IndexFunc(names, holdsCatalogs)
	if at < 1 || !strings.Contains(strings.Join(names[at:], "/"), langMark) {
		return "", ""
	}
	return strings.Join(names[:at], "/"), strings.Join(names[at:], "/")
}

// treeCatalogs parts a pattern with a name before the language behind the folder of the
// catalogues: config/locales/models and *.{lang}.yml.
func treeCatalogs(pattern string) (folder, key string) {
	folder, base := path.Split(pattern)
	head, ending, named := strings.Cut(base, langMark)
	name := strings.TrimRight(head, joints)
	if !named || name == "" || name == head || strings.Contains(folder, langMark) || !slices.ContainsFunc(strings.Split(folder, "/"), holdsCatalogs) {
		return "", ""
	}
	return path.Clean(folder), "*" + head[len(name):] + langMark + ending
}

// holdsCatalogs reports whether a folder is called as those of catalogues are.
func holdsCatalogs(folder string) bool { return catalogFolders[strings.TrimLeft(folder, "_")] }

// commonFolders is a pattern for some folders: what they begin with and end in, and a
// wildcard for what differs.
func commonFolders(folders []string) string {
	first := strings.Split(folders[0], "/")
	start, end, shortest, wild := len(first), len(first), len(first), "*"
	for _, folder := range folders {
		names := strings.Split(folder, "/")
		if len(names) != len(first) {
			wild = "**"
		}
		n := min(len(names), len(first))
		shortest = min(shortest, n)
		start = min(start, countWhile(n, func(k int) bool { return names[k] == first[k] }))
		end = min(end, countWhile(n, func(k int) bool { return names[len(names)-1-k] == first[len(first)-1-k] }))
	}
	end = min(end, shortest-start)
	switch {
	case start == len(first) && wild == "*":
		return folders[0]
	case start+end+1 != len(first):
		wild = "**"
	}
	return path.Join(path.Join(first[:start]...), wild, path.Join(first[len(first)-end:]...))
}

// countWhile is how many of the first n numbers something is true of, one after the other.
func countWhile(n int, is func(k int) bool) int {
	for k := range n {
		if !is(k) {
			return k
		}
	}
	return n
}
