package corpus

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// papers are the names, without endings and languages, of files that speak of
// the project and are no articles of it.
var papers = wordset.Of("AUTHORS CHANGELOG CHANGES CODE_OF_CONDUCT CONTRIBUTING CONTRIBUTORS COPYING HISTORY LICENCE LICENSE MAINTAINERS NOTICE README SECURITY SUPPORT TODO")

// speaksOfProject reports whether a path is that of such a file. Only those at the root
// are.
func speaksOfProject(name string) bool {
	if strings.Contains(name, "/") {
		return false
	}
	stem, _, _ := strings.Cut(name, ".")
	head, _ := suffixTag(stem)
	return papers[strings.ToUpper(strings.TrimRight(head, "-_"))]
}

// electPapers adds the files at the root that speak of the project and have
// translations, beside them or in a folder: README.md with README.tr.md or with
// docs/tr/README.md. Where there are other articles, a folder that is called like
// a language they are not in must be known to hold languages.
func (d *detector) electPapers(c *Config) {
	d.votes = map[[2]string]*candidate{}
	spelled := map[string]string{} // by small letters
	for _, name := range d.papers {
		spelled[strings.ToLower(name)] = name
	}
	alone := len(c.Articles) == 0
	for _, name := range slices.Concat(d.papers, d.order) {
		all := d.languagePlaces(name)
		if len(all) == 0 || d.isSource(&all[len(all)-1]) {
			continue
		}
		p := &all[len(all)-1]
		source := spelled[strings.ToLower(p.paperName())]
		switch {
		case source != "" && !d.isBeside(p) && (slices.Contains(d.papers, name) || !isElected(c, name)):
		case p.head != "" && p.inFileName():
			d.votePaperAlike(p)
			continue
		default:
			continue
		}
		folder, below, _ := strings.Cut(p.withSpelling(langMark), langMark)
		if alone || slices.Contains(c.Targets, p.lang) || !strings.HasPrefix(below, "/") || d.hasLanguages(folder) {
			d.countPair(p.withSpelling(langMark), source, p.pairWith(source))
		}
	}
	joinSeparators(d.votes)
	for _, v := range slices.SortedFunc(maps.Values(d.votes), compareCandidates) {
		if d.isChance(v) || slices.ContainsFunc(c.Articles, func(a Entry) bool { return a.SourcePath == v.sourcePath }) {
			continue
		}
		c.Articles = append(c.Articles, Entry{Path: v.path, SourcePath: v.sourcePath, Names: v.nameSpellings(), Targets: v.languages()})
		d.elected = append(d.elected, v)
		c.addTargets(v)
	}
}

// votePaperAlike speaks for papers that have their own language in the place of a
// translation's.
func (d *detector) votePaperAlike(p *place) {
	for _, s := range d.spellings {
		if source := p.withSpelling(s); slices.Contains(d.papers, source) {
			d.countPair(p.withSpelling(langMark), "", p.pairWith(source)).alike = true
		}
	}
}

// paperName is the name that the paper at the root would have whose translation has the
// language at the place, "" if that cannot be one.
func (p *place) paperName() string {
	switch {
	case p.inFileName() && p.head != "":
		return strings.TrimRight(p.head, joints) + p.ext
	case p.part == len(p.names)-2 && p.head == "" && !folderWords[p.spelled]:
		return p.names[p.part+1]
	case p.inFileName() && p.part > 0 && readmeShelves[strings.ToLower(p.names[p.part-1])]:
		return "README" + p.ext
	}
	return ""
}

// readmeShelves are names of folders whose files are called by nothing but their language
// where they are translations of the README.
var readmeShelves = wordset.Of("readme readmes translation translations")

// isBeside reports whether there is a file, no paper, that is nearer to a translation
// than a paper at the root: with the source language in its place, or none, or in a
// folder above.
func (d *detector) isBeside(p *place) bool {
	for k := p.part; k > 0; k-- {
		if d.files[path.Join(path.Join(p.names[:k]...), p.paperName())] {
			return true
		}
	}
	return slices.ContainsFunc(d.spellings, func(s string) bool { return d.files[p.withSpelling(s)] })
}

// isElected reports whether an entry has a file for a translation already.
func isElected(c *Config, name string) bool {
	return slices.ContainsFunc(c.Articles, func(a Entry) bool {
		p, ok := compilePattern(a.Path)
		m := matcher{called: a.Names}
		return ok && m.matchPath(p, name)
	})
}

// shelves are names of folders that hold translations.
var shelves = wordset.Of("doc docs i18n l10n lang langs language languages locale locales readme readmes translation translations")

// isChance reports whether folders that look like languages with a README in them may
// be any folders: there is one of them alone or others are beside them, and nothing
// around or in them says what they are.
func (d *detector) isChance(c *candidate) bool {
	folder, below, _ := strings.Cut(c.path, langMark)
	if c.alike || !strings.HasPrefix(below, "/") || d.hasLanguages(folder) {
		return false
	}
	beside := 0
	for _, name := range d.order {
		if middle, ok := strings.CutPrefix(name, folder); ok && strings.HasSuffix(middle, below) && strings.Count(middle, "/") == 1 {
			beside++
		}
	}
	return len(c.pairs) < 2 || beside > len(c.pairs)
}

// hasLanguages reports whether the folders in a folder are known to be called by languages:
// it is called like a shelf of translations, or other articles are in such folders.
func (d *detector) hasLanguages(folder string) bool {
	return shelves[strings.ToLower(path.Base(folder))] ||
		slices.ContainsFunc(d.elected, func(e *candidate) bool { return strings.HasPrefix(e.path, folder+langMark+"/") })
}

// joinSeparators makes one of candidates that differ in what stands between a name and
// its language, if each language keeps to one of them: README.tr.md and README_ru.md.
func joinSeparators(votes map[[2]string]*candidate) {
	keys := slices.SortedFunc(maps.Keys(votes), func(a, b [2]string) int { return compareCandidates(votes[a], votes[b]) })
	for k, key := range keys {
		at := strings.Index(key[0], langMark)
		if at < 1 || key[1] == "" || votes[key] == nil || !slices.Contains(separators, key[0][at-1:at]) {
			continue
		}
		found := []string{key[0][at-1 : at]}
		for _, other := range keys[k+1:] {
			sep := strings.TrimSuffix(strings.TrimPrefix(other[0], key[0][:at-1]), key[0][at:])
			if v := votes[other]; v != nil && other[1] == key[1] && slices.Contains(separators, sep) && !sharesLanguage(votes[key], v) {
				votes[key].pairs = append(votes[key].pairs, v.pairs...)
				votes[key].voted += v.voted
				found = append(found, sep)
				delete(votes, other)
			}
		}
		if len(found) > 1 {
			votes[key].path = key[0][:at-1] + "{" + strings.Join(found, ",") + "}" + key[0][at:]
		}
	}
}

func sharesLanguage(a, b *candidate) bool {
	return slices.ContainsFunc(a.pairs, func(p pair) bool {
		return slices.ContainsFunc(b.pairs, func(q pair) bool { return p.lang == q.lang })
	})
}
