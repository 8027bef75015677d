package corpus

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// elect takes the candidates that pair most files, one after the other, each
// with the files that the ones before it have left.
func (d *detector) elect(c *Config) {
	var left []*candidate
	for _, v := range d.votes {
		if d.sensible(v) {
			left = append(left, v)
		}
	}
	used := map[string]bool{}
	for {
		left = slices.DeleteFunc(left, func(v *candidate) bool {
			v.pairs = slices.DeleteFunc(v.pairs, func(p pair) bool { return used[p.target] || used[p.source] })
			return len(v.pairs) == 0 || len(v.pairs) == 1 && !v.alike && len(used) > 0
		})
		if len(left) == 0 {
			return
		}
		best := slices.MinFunc(left, better)
		c.Articles = append(c.Articles, best.articles())
		for _, p := range best.pairs {
			used[p.target], used[p.source] = true, true
			if !slices.Contains(c.Targets, p.lang) {
				c.Targets = append(c.Targets, p.lang)
			}
		}
		slices.Sort(c.Targets)
	}
}

// better orders candidates, the best first: by the files they pair, then those
// with the language in the same place, then plain and short ones.
func better(a, b *candidate) int {
	alike := func(c *candidate) int {
		if c.alike {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(len(b.pairs), len(a.pairs)),
		cmp.Compare(alike(a), alike(b)),
		cmp.Compare(len(a.folders), len(b.folders)),
		cmp.Compare(len(a.path)+len(a.sourcePath), len(b.path)+len(b.sourcePath)),
		strings.Compare(a.path, b.path),
		strings.Compare(a.sourcePath, b.sourcePath))
}

// folderWords are codes of languages that are names of folders of other things.
var folderWords = set("am as be br cs id is it la my no or pa ps sa sd se so ts tt wa")

// entrances are names of files, without ending, that any folder may have.
var entrances = set("README index _index")

// sensible reports whether a candidate is more than chance. A wildcard in place
// of a folder must stand for several folders with a few texts each, as those of
// articles are, or for many. A source in another place must be there for at
// least half of the translations.
func (d *detector) sensible(c *candidate) bool {
	if n := len(c.folders); n > 0 {
		langs := map[string]bool{}
		for _, p := range c.pairs {
			langs[p.lang] = true
		}
		return n > 3 || n > 1 && len(c.pairs) <= 3*n*len(langs)
	}
	if c.alike {
		return true
	}
	if c.all(func(p pair) bool {
		return folderWords[p.lang] && entrances[strings.TrimSuffix(path.Base(p.target), path.Ext(p.target))]
	}) {
		return false
	}
	pattern, ok := compile(c.articles().Path)
	if !ok {
		return false
	}
	matched := 0
	m := matcher{tags: map[string]string{}}
	for _, p := range c.pairs {
		m.tags[folded(p.lang)] = p.lang
	}
	for _, name := range d.order {
		if m.match(pattern, name) {
			matched++
		}
	}
	return len(c.pairs)*2 >= matched
}

// articles is the candidate as an entry of a configuration.
func (c *candidate) articles() Articles {
	ext := c.ending()
	a := Articles{Path: c.path + ext}
	if c.sourcePath != "" {
		a.SourcePath = c.sourcePath + ext
	}
	if c.all(func(p pair) bool { return strings.HasPrefix(path.Base(p.target), "index") }) {
		a.Path = strings.Replace(a.Path, "/**/*.{lang}.", "/**/index.{lang}.", 1)
		if strings.Contains(a.Path, "/**/index.{lang}") {
			a.SourcePath = strings.Replace(a.SourcePath, "/**/*.", "/**/index.", 1)
		}
	}
	if c.all(func(p pair) bool { return strings.Count(p.target, "/") == 2 }) {
		a.Path = strings.Replace(a.Path, "/**/{lang}.", "/*/{lang}.", 1)
	}
	return a
}

func (c *candidate) all(is func(pair) bool) bool {
	return !slices.ContainsFunc(c.pairs, func(p pair) bool { return !is(p) })
}

// ending is the ending of the candidate's files, or a choice of them, the most
// frequent first.
func (c *candidate) ending() string {
	counts := map[string]int{}
	for _, p := range c.pairs {
		counts[path.Ext(p.target)[1:]]++
	}
	exts := make([]string, 0, len(counts))
	for e := range counts {
		exts = append(exts, e)
	}
	slices.SortFunc(exts, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	if len(exts) == 1 {
		return "." + exts[0]
	}
	return ".{" + strings.Join(exts, ",") + "}"
}

// settle looks for the articles of a configuration, and changes it until no two
// entries claim one file or id: ids get prefixes, then the later entry goes.
func (d *detector) settle(fsys fs.FS, c *Config) ([]Article, []Problem) {
	for {
		for k := range c.Articles {
			c.Articles[k].line = k + 1
		}
		found, problems := c.Find(fsys)
		at := slices.IndexFunc(problems, func(p Problem) bool { return p.ID == Overlap || p.ID == NoMatch || p.ID == SameID })
		if at < 0 || len(c.Articles) == 1 {
			c.finish(found)
			return found, problems
		}
		switch p := problems[at]; {
		case p.ID != SameID:
			c.Articles = slices.Delete(c.Articles, p.Line-1, p.Line)
		case c.Articles[0].Prefix == "" && c.Articles[1].Prefix == "":
			c.prefix()
		default:
			c.Articles = c.Articles[:len(c.Articles)-1]
		}
	}
}

// prefix gives the entries the folder they lie in as prefix of their ids.
func (c *Config) prefix() {
	for k := range c.Articles {
		a := &c.Articles[k]
		var names []string
		for part := range strings.SplitSeq(a.Path, "/") {
			if strings.ContainsAny(part, "*?") {
				break
			}
			if !strings.Contains(part, langMark) {
				names = append(names, part)
			}
		}
		a.Prefix = strings.Join(names, "/")
	}
}

// finish drops the targets that no article is translated into.
func (c *Config) finish(found []Article) {
	c.guess = false
	for k := range c.Articles {
		c.Articles[k].line = 0
	}
	c.Targets = slices.DeleteFunc(c.Targets, func(lang string) bool {
		return !slices.ContainsFunc(found, func(a Article) bool { return a.Targets[lang].Exists })
	})
}

// report counts what a configuration finds.
func (d *detector) report(c *Config, found []Article) *Detection {
	out := &Detection{Config: c, Articles: len(found), Translations: map[string]int{}}
	used := map[string]bool{}
	for _, a := range found {
		used[a.Source] = true
		for lang, t := range a.Targets {
			if t.Exists {
				used[t.Path] = true
				out.Translations[lang]++
			}
		}
	}
	for _, name := range d.order {
		if used[name] {
			continue
		}
		if slices.ContainsFunc(places(name), func(p place) bool { return c.speaks(p.spelled) }) {
			out.Unpaired = append(out.Unpaired, name)
		}
	}
	return out
}

// sourceOnly says of a tree in which no file has a translation where the source
// is, if any path names its language.
func (d *detector) sourceOnly(c *Config) (*Detection, []Problem) {
	d.votes = map[[2]string]*candidate{}
	for _, name := range d.order {
		for _, p := range places(name) {
			switch {
			case !d.isSource(p.spelled):
			case p.last():
				d.count(p.tree()+p.stem()+langMark, "", pair{name, name, c.Source})
			default:
				d.count(p.below(p.names[:p.part]), "", pair{name, name, c.Source})
			}
		}
	}
	if len(d.votes) == 0 {
		return nil, []Problem{{ID: NoLayout, Data: map[string]any{"Source": d.source}}}
	}
	var all []*candidate
	for _, v := range d.votes {
		all = append(all, v)
	}
	a := slices.MinFunc(all, better).articles()
	return nil, []Problem{{ID: NoTranslations, Data: map[string]any{"Source": c.Source, "Pattern": a.Path}}}
}
