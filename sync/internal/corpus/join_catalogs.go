package corpus

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// severalCatalogs is how many entries of one kind are written as one with wildcards.
const severalCatalogs = 3

// joinCatalogs writes entries for catalogues that are called alike as one: those that many
// modules have in a folder of their own, those of many names in one tree, the bundles
// of Java, which lie beside what uses them, and those of Apple's systems. In their names the
// source language is spelled in one way.
func joinCatalogs(all []Entry, files map[string]bool, source string) []Entry {
	all = joinBy(all, files, appleCatalogs)
	all = joinBy(all, files, func(c Entry) joint { return suffixCatalogs(c, source) })
	all = joinBy(all, files, moduleCatalogs)
	all = joinBy(all, files, treeCatalogs)
	return joinBy(all, files, func(c Entry) joint { return bundleCatalogs(c, files) })
}

// joint says with which others an entry may be joined.
type joint struct {
	folder, rest string // the parts of its pattern: where it lies, and what all have
	group        string // of those with which it may be joined, "" for none
	source       string // rest, for the source, if it is another pattern
	// instead is what the name of a source has where that of a translation ends in a low line
	// and its language; it counts if isSuffix.
	instead  string
	isSuffix bool
}

// joinBy joins the entries of one group, if they are several. Files of other entries that the
// pattern for all has are left out of it, if these are few.
func joinBy(all []Entry, files map[string]bool, jointOf func(c Entry) joint) []Entry {
	joints, groups := make([]joint, len(all)), map[string][]int{}
	for k, c := range all {
		if joints[k] = jointOf(c); joints[k].group != "" {
			groups[joints[k].group] = append(groups[joints[k].group], k)
		}
	}
	joined := map[string]*Entry{}
	for group, of := range groups {
		if len(of) < severalCatalogs {
			continue
		}
		var folders, targets []string
		var names map[string]string
		for _, k := range of {
			folders = append(folders, joints[k].folder)
			targets = append(targets, all[k].Targets...)
			if names == nil {
				names = maps.Clone(all[k].Names)
			}
			maps.Copy(names, all[k].Names)
		}
		c := Entry{Path: path.Join(commonFolders(folders), joints[of[0]].rest), Targets: union(targets, nil), Names: names}
		first := joints[of[0]]
		if first.source != "" {
			c.SourcePath, c.TranslatedOnly = path.Join(commonFolders(folders), first.source), first.isSuffix
		}
		others, lost := claimedToo(c, first, all, of, files)
		if len(others) < severalCatalogs && lost <= mostLost {
			c.Exclude = others
			joined[group] = &c
		}
	}
	var out []Entry
	for k, c := range all {
		switch one := joined[joints[k].group]; {
		case one == nil:
			out = append(out, c)
		case groups[joints[k].group][0] == k:
			out = append(out, *one)
		}
	}
	return out
}

// mostLost is the share of translations without a source that a pattern for several entries
// may have.
const mostLost = 0.05

// claimedToo are patterns of the files of other entries that an entry has which stands for
// some of all entries, and the share of its translations for which there is no source.
func claimedToo(joined Entry, one joint, all []Entry, of []int, files map[string]bool) (others []string, lost float64) {
	var m matcher
	pattern, ok := compilePattern(joined.Path)
	if !ok {
		return nil, 1
	}
	claimed := map[string]string{} // the source of each
	for name := range files {
		if m.matchPath(pattern, name) {
			claimed[name] = strings.Replace(name, "_"+m.spelled+".", one.instead+".", 1)
		}
	}
	for k, c := range all {
		other, ok := compilePattern(c.Path)
		if !ok || slices.Contains(of, k) {
			continue
		}
		before := len(claimed)
		maps.DeleteFunc(claimed, func(name, _ string) bool { return m.matchPath(other, name) })
		if len(claimed) < before {
			others = append(others, strings.Replace(c.Path, langMark, "*", 1))
		}
	}
	for _, source := range claimed {
		if one.isSuffix && !files[source] {
			lost++
		}
	}
	slices.Sort(others)
	return others, lost / float64(max(len(claimed), 1))
}

// moduleCatalogs parts a pattern before the folder of the catalogues: packages/a and
// locales/{lang}.json.
func moduleCatalogs(c Entry) joint {
	names := strings.Split(c.Path, "/")
	at := slices.IndexFunc(names, holdsCatalogs)
	if at < 1 || c.SourcePath != "" {
		return joint{}
	}
	rest := strings.Join(names[at:], "/")
	if !strings.Contains(rest, langMark) {
		return joint{}
	}
	return joint{folder: strings.Join(names[:at], "/"), rest: rest, group: rest}
}

// treeCatalogs parts a pattern with a name before the language behind the folder of the
// catalogues: config/locales/models and *.{lang}.yml.
func treeCatalogs(c Entry) joint {
	folder, base := path.Split(c.Path)
	head, ending, named := strings.Cut(base, langMark)
	name := strings.TrimRight(head, joints)
	if c.SourcePath != "" || !named || name == "" || name == head || strings.Contains(folder, langMark) || !slices.ContainsFunc(strings.Split(folder, "/"), holdsCatalogs) {
		return joint{}
	}
	rest := "*" + head[len(name):] + langMark + ending
	return joint{folder: path.Clean(folder), rest: rest, group: rest}
}

// bundleCatalogs is for the bundles of one folder of the root, which have a file of their
// name without a language, whatever else they have for a source.
func bundleCatalogs(c Entry, files map[string]bool) joint {
	top, _, deep := strings.Cut(c.Path, "/")
	if !deep || path.Ext(c.Path) != ".properties" || withoutSuffix(c.Path) == c.Path || !files[withoutSuffix(c.Path)] {
		return joint{}
	}
	rest := "*_" + langMark + ".properties"
	return joint{folder: path.Dir(c.Path), rest: rest, group: top + "/" + rest, source: "*.properties", isSuffix: true}
}

// suffixCatalogs is for the bundles of one folder of the root that have the source language
// in the name as any other.
func suffixCatalogs(c Entry, source string) joint {
	top, _, deep := strings.Cut(c.Path, "/")
	if !deep || path.Ext(c.Path) != ".properties" || withoutSuffix(c.Path) == c.Path || c.SourcePath != "" {
		return joint{}
	}
	rest := "*_" + langMark + ".properties"
	return joint{folder: path.Dir(c.Path), rest: rest, group: top + "/" + rest, instead: "_" + source, isSuffix: true}
}

// appleCatalogs is for the modules of Apple's systems in one folder of the root.
func appleCatalogs(c Entry) joint {
	top, _, deep := strings.Cut(c.Path, "/")
	if !deep || path.Ext(c.Path) != appleEnding {
		return joint{}
	}
	folder, rest, _ := strings.Cut(c.Path, "/"+langMark)
	rest = langMark + rest
	one := joint{folder: folder, rest: rest, group: top + "/" + rest}
	if c.SourcePath != "" {
		one.source = strings.TrimPrefix(c.SourcePath, folder+"/")
		one.group += " " + one.source
	}
	return one
}

// withoutSuffix is the pattern of the files beside those of a pattern that have no language
// behind their name.
func withoutSuffix(pattern string) string { return strings.Replace(pattern, "_"+langMark, "", 1) }

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
