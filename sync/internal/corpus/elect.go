package corpus

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// electPatterns takes the candidates that pair most files, one after the other, each
// with the files that the ones before it have left.
func (d *detector) electPatterns(c *Config) {
	left := make([]*candidate, 0, len(d.votes))
	for _, v := range d.votes {
		left = append(left, v)
	}
	used := map[string]bool{}
	for {
		left = slices.DeleteFunc(left, func(v *candidate) bool {
			v.pairs = slices.DeleteFunc(v.pairs, func(p pair) bool { return used[p.target] || used[p.source] })
			return len(v.pairs) == 0 || len(v.pairs) == 1 && !v.alike && len(used) > 0 && !d.isKin(v)
		})
		if len(left) == 0 {
			return
		}
		best := slices.MinFunc(left, compareCandidates)
		if !d.isSensible(best) {
			left = slices.DeleteFunc(left, func(v *candidate) bool { return v == best })
			continue
		}
		left = slices.DeleteFunc(left, func(v *candidate) bool { return v == best })
		if twins := best.splitTwins(); twins != nil {
			left = append(left, twins)
		}
		c.Articles = append(c.Articles, d.entryOf(best))
		d.elected = append(d.elected, best)
		for _, p := range best.pairs {
			used[p.target], used[p.source] = true, true
		}
		c.addTargets(best)
	}
}

// isKin reports whether a candidate is named after its sources and its translations lie in
// a tree of languages that has been elected: then one pair is no chance.
func (d *detector) isKin(v *candidate) bool {
	tree, _, _ := strings.Cut(v.path, langMark+"/")
	return v.named && slices.ContainsFunc(d.elected, func(c *candidate) bool { return strings.HasPrefix(c.path, tree+langMark+"/") })
}

// addTargets adds the languages of a candidate to the targets.
func (c *Config) addTargets(v *candidate) { c.Targets = union(c.Targets, v.languages()) }

// languages are those of the translations, sorted.
func (c *candidate) languages() []string {
	var out []string
	for _, p := range c.pairs {
		out = append(out, p.lang)
	}
	return union(out, nil)
}

// union are the texts of two lists, each once and sorted.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// limitTargets says of each entry which of the targets it is in, if not all of them: its own
// languages, if any is not one of the articles, and else those of the articles. So a README
// or a catalogue in many languages does not ask for articles in all of them.
func (c *Config) limitTargets(main []string) {
	limit := func(own []string) []string {
		if !slices.ContainsFunc(own, func(lang string) bool { return !slices.Contains(main, lang) }) {
			own = main
		}
		all := slices.DeleteFunc(slices.Clone(c.Targets), func(lang string) bool { return !slices.Contains(own, lang) })
		if len(main) == 0 || len(all) == 0 || slices.Equal(all, c.Targets) {
			return nil
		}
		return all
	}
	for k := range c.Articles {
		c.Articles[k].Targets = limit(c.Articles[k].Targets)
	}
	for k := range c.Catalogs {
		c.Catalogs[k].Targets = limit(c.Catalogs[k].Targets)
	}
}

// nameSpellings are the spellings of languages in a candidate's paths that are not tags.
func (c *candidate) nameSpellings() map[string]string {
	var out map[string]string
	call := func(spelled, lang string) {
		if spelled == "" || tagOf(spelled) != "" {
			return
		}
		if out == nil {
			out = map[string]string{}
		}
		out[strings.ToLower(spelled)] = lang
	}
	for _, p := range c.pairs {
		call(p.spelled, p.lang)
		call(p.from, spelledTag(p.from))
	}
	return out
}

// compareCandidates orders candidates, the best first: by the files they pair, then those
// with the language in the same place, then plain and short ones.
func compareCandidates(a, b *candidate) int {
	count := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(len(b.pairs), len(a.pairs)),
		cmp.Compare(count(b.alike), count(a.alike)),
		cmp.Compare(count(b.named), count(a.named)),
		cmp.Compare(len(a.folders), len(b.folders)),
		cmp.Compare(len(a.path)+len(a.sourcePath), len(b.path)+len(b.sourcePath)),
		strings.Compare(a.path, b.path),
		strings.Compare(a.sourcePath, b.sourcePath))
}

// folderWords are codes of languages that are names of folders of other things.
var folderWords = wordset.Of("am as be br cs id is it la my no or pa ps sa sd se so ts tt wa")

// entrances are names of files, without ending, that any folder may have.
var entrances = wordset.Of("README index _index")

// isSensible reports whether a candidate is more than chance. A wildcard in place
// of a folder must stand for several folders with a few texts each, as those of
// articles are, or for many. A source in another place must be there for at
// least half of the translations.
func (d *detector) isSensible(c *candidate) bool {
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
	if d.isUnknownLanguage(c) {
		return false
	}
	if c.allPairs(func(p pair) bool {
		return folderWords[p.spelled] && entrances[strings.TrimSuffix(path.Base(p.target), path.Ext(p.target))]
	}) {
		return false
	}
	pattern, ok := compilePattern(c.asEntry(c.fileEndings()).Path)
	if !ok {
		return false
	}
	matched := 0
	m := matcher{tags: map[string]string{}, called: c.nameSpellings()}
	for _, p := range c.pairs {
		m.tags[foldTag(p.lang)] = p.lang
	}
	for _, name := range d.order {
		if m.matchPath(pattern, name) {
			matched++
		}
	}
	return c.voted*2 >= matched
}

// isUnknownLanguage reports whether the translations of a candidate are in a region of the
// language that the folder of its sources is called by, among folders of languages: "kmr" beside
// "en" and "tr" is no source of "kmr_TR".
func (d *detector) isUnknownLanguage(c *candidate) bool {
	folder := fixedFolder(c.sourcePath)
	_, err := language.ParseBase(path.Base(folder))
	behind, within := strings.CutPrefix(c.path, folder)
	if err != nil || !within || !strings.HasPrefix(behind, "_"+langMark) && !strings.HasPrefix(behind, "-"+langMark) ||
		!c.allPairs(func(p pair) bool { return isCapitals(p.spelled) }) {
		return false
	}
	return slices.ContainsFunc(d.elected, func(e *candidate) bool {
		tree, _, below := strings.Cut("./"+e.path, "/"+langMark+"/")
		matched, err := path.Match(path.Clean(tree), path.Dir(folder))
		return e.alike && below && err == nil && matched
	})
}

// entryOf is a candidate as an entry of a configuration. Sources without a
// translation may have further endings, and so may translations: a.md of a.mdx.
func (d *detector) entryOf(c *candidate) Entry {
	exts := c.fileEndings()
	for _, ext := range d.endings {
		if !slices.Contains(exts, ext[1:]) && (d.hasSource(c, exts, ext[1:]) || d.hasTranslation(c, exts, ext[1:])) {
			exts = append(exts, ext[1:])
		}
	}
	return c.asEntry(exts)
}

// hasTranslation reports whether a translation with an ending stands where those of the
// candidate do, of a source that has another.
func (d *detector) hasTranslation(c *candidate, exts []string, ext string) bool {
	if ext == "txt" || strings.Contains(ext, "htm") {
		return false
	}
	target, ok := compilePattern(c.asEntry([]string{ext}).Path)
	if !ok {
		return false
	}
	isSource := func(name string) bool {
		stem := strings.TrimSuffix(name, path.Ext(name))
		return name != "" && slices.ContainsFunc(exts, func(e string) bool { return d.files[stem+"."+e] })
	}
	var m matcher
	return slices.ContainsFunc(d.order, func(name string) bool {
		return path.Ext(name) == "."+ext && m.matchPath(target, name) && slices.ContainsFunc(d.languagePlaces(name), func(p place) bool {
			return !d.isSource(&p) && (isSource(p.withoutLanguage()) || slices.ContainsFunc(d.spellings, func(s string) bool { return isSource(p.withSpelling(s)) }))
		})
	})
}

// hasSource reports whether a source with another ending stands where those of
// the candidate do, and none has the name of one with these. Plain text is usually no article where others are Markdown,
// but for folders of a language; pages beside Markdown are often made from it.
func (d *detector) hasSource(c *candidate, exts []string, ext string) bool {
	if strings.HasSuffix(c.path, langMark) || ext == "txt" && c.sourcePath != "" || strings.Contains(ext, "htm") {
		return false
	}
	a := c.asEntry([]string{ext})
	source, ok := compilePattern(cmp.Or(a.SourcePath, strings.ReplaceAll(a.Path, langMark, d.sourceTag())))
	if !ok {
		return false
	}
	var m matcher
	found := slices.DeleteFunc(slices.Clone(d.order), func(name string) bool { return !m.matchPath(source, name) || d.isTranslated(name) })
	return len(found) > 0 && !slices.ContainsFunc(found, func(name string) bool {
		return slices.ContainsFunc(exts, func(e string) bool { return d.files[strings.TrimSuffix(name, ext)+e] })
	})
}

// isTranslated reports whether a path names a language other than the source.
func (d *detector) isTranslated(name string) bool {
	return slices.ContainsFunc(d.languagePlaces(name), func(p place) bool { return !d.isSource(&p) })
}

// asEntry is the candidate as an entry with the given endings.
func (c *candidate) asEntry(exts []string) Entry {
	ext := "." + exts[0]
	if len(exts) > 1 {
		ext = ".{" + strings.Join(exts, ",") + "}"
	}
	a := Entry{Path: c.path + ext, Names: c.nameSpellings(), TranslatedOnly: c.roots != nil}
	if c.sourcePath != "" {
		a.SourcePath = c.sourcePath + ext
	}
	if c.allPairs(func(p pair) bool { return strings.HasPrefix(path.Base(p.target), "index") }) {
		a.Path = strings.Replace(a.Path, "/**/*.{lang}.", "/**/index.{lang}.", 1)
		if strings.Contains(a.Path, "/**/index.{lang}") {
			a.SourcePath = strings.Replace(a.SourcePath, "/**/*.", "/**/index.", 1)
		}
	}
	if c.allPairs(func(p pair) bool { return strings.Count(p.target, "/") == 2 }) {
		a.Path = strings.Replace(a.Path, "/**/{lang}.", "/*/{lang}.", 1)
	}
	return a
}

func (c *candidate) allPairs(is func(pair) bool) bool {
	return !slices.ContainsFunc(c.pairs, func(p pair) bool { return !is(p) })
}

// fileEndings are the endings of the candidate's files, without dots, the most
// frequent first.
func (c *candidate) fileEndings() []string {
	counts := map[string]int{}
	for _, p := range c.pairs {
		counts[path.Ext(p.target)[1:]]++
	}
	exts := make([]string, 0, len(counts))
	for e := range counts {
		exts = append(exts, e)
	}
	slices.SortFunc(exts, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	return exts
}

// settleConflicts looks for the articles of a configuration, and changes it until no two
// entries claim one file or id: a wide pattern becomes narrower, ids get prefixes,
// then the later entry goes.
func (d *detector) settleConflicts(fsys fs.FS, c *Config) ([]Article, []Problem) {
	for {
		for k := range c.Articles {
			c.Articles[k].line = k + 1
		}
		found, problems := c.Find(fsys)
		at := slices.IndexFunc(problems, func(p Problem) bool { return p.ID == Overlap || p.ID == NoMatch || p.ID == SameID })
		if at < 0 || len(c.Articles) == 1 {
			c.dropEmptyTargets(found)
			return found, problems
		}
		switch p := problems[at]; {
		case p.ID == Overlap && d.dropStray(c, p):
		case p.ID == Overlap && d.narrowWider(c, p):
		case p.ID != SameID:
			d.dropEntry(c, p.Line-1)
		case c.Articles[0].Prefix == "" && c.Articles[1].Prefix == "":
			c.addPrefixes()
		default:
			d.dropEntry(c, len(c.Articles)-1)
		}
	}
}

func (d *detector) dropEntry(c *Config, k int) {
	c.Articles = slices.Delete(c.Articles, k, k+1)
	d.elected = slices.Delete(d.elected, k, k+1)
}

// splitTwins takes out of a candidate the pairs with an ending of which any has the name of a
// pair with another, such as the mail a.txt beside a.html: they are articles of their own. It
// is nil if there are none.
func (c *candidate) splitTwins() *candidate {
	stems, apart := map[string]bool{}, map[string]bool{}
	for _, ext := range c.fileEndings() {
		var own []string
		for _, p := range c.pairs {
			if path.Ext(p.target) == "."+ext {
				own = append(own, withoutEnding(p.target))
			}
		}
		if slices.ContainsFunc(own, func(s string) bool { return stems[s] }) {
			apart["."+ext] = true
			continue
		}
		for _, s := range own {
			stems[s] = true
		}
	}
	if len(apart) == 0 {
		return nil
	}
	twins := *c
	isApart := func(p pair) bool { return apart[path.Ext(p.target)] }
	twins.pairs = slices.DeleteFunc(slices.Clone(c.pairs), func(p pair) bool { return !isApart(p) })
	c.pairs = slices.DeleteFunc(c.pairs, isApart)
	return &twins
}

// strays is how many times fewer pairs than a tree has an entry within it that is no
// tree of its own.
const strays = 4

// dropStray drops one of two entries that overlap if it speaks of a folder within the
// tree of the other, on both sides, and has few pairs beside it: a folder that was
// renamed on one side, or a name that two of them share. It reports false if neither is
// such an entry.
func (d *detector) dropStray(c *Config, p Problem) bool {
	other, _ := p.Data["OtherLine"].(int)
	for _, k := range [][2]int{{p.Line - 1, other - 1}, {other - 1, p.Line - 1}} {
		inner, outer := k[0], k[1]
		if inner < 0 || outer < 0 || len(d.elected[inner].pairs)*strays > len(d.elected[outer].pairs) {
			continue
		}
		if isWithin(c.Articles[inner].Path, c.Articles[outer].Path) && isWithin(c.Articles[inner].SourcePath, c.Articles[outer].SourcePath) {
			d.dropEntry(c, inner)
			return true
		}
	}
	return false
}

// isWithin reports whether the folder of a pattern lies in the tree of another.
func isWithin(inner, outer string) bool {
	tree, _, ok := strings.Cut(outer, "**/*")
	folder, _, _ := strings.Cut(inner, "**/*")
	return ok && tree != "" && len(folder) > len(tree) && strings.HasPrefix(folder, tree)
}

// narrowWider gives the wider of two patterns that overlap the folders that its files are in,
// so that versioned docs leave the current ones alone, or excludes the tree of the other if some
// are in no folder. It reports false if that changes nothing.
func (d *detector) narrowWider(c *Config, p Problem) bool {
	other, _ := p.Data["OtherLine"].(int)
	wide, narrow := p.Line-1, other-1
	if other > 0 && strings.Count(c.Articles[narrow].Path, "/") < strings.Count(c.Articles[wide].Path, "/") {
		wide, narrow = narrow, wide
	}
	a := &c.Articles[wide]
	root, _, ok := strings.Cut(cmp.Or(a.SourcePath, strings.ReplaceAll(a.Path, langMark, c.Source)), "**/*")
	if !ok || strings.ContainsAny(root, "*?{") {
		return false
	}
	folders, atRoot := map[string]bool{}, false
	for _, pair := range d.elected[wide].pairs {
		folder, _, below := strings.Cut(strings.TrimPrefix(pair.source, root), "/")
		if atRoot = atRoot || !below; below {
			folders[folder] = true
		}
	}
	if atRoot && narrow >= 0 && d.elected[narrow].alike && a.leaveOut(c.Articles[narrow].Path) {
		return true
	}
	folder := d.folderPattern(root, slices.Sorted(maps.Keys(folders)))
	if folder == "" {
		return false
	}
	a.Path = strings.Replace(a.Path, "**/*", folder+"/**/*", 1)
	a.SourcePath = strings.Replace(a.SourcePath, "**/*", folder+"/**/*", 1)
	return true
}

// leaveOut excludes the tree of a pattern that has the language in the names of its files, and
// reports whether that excludes anything new.
func (e *Entry) leaveOut(pattern string) bool {
	tree, _, ok := strings.Cut(pattern, "**/*")
	if !ok || strings.Contains(tree, langMark) || slices.Contains(e.Exclude, tree+"**") {
		return false
	}
	e.Exclude = append(e.Exclude, tree+"**")
	return true
}

// maxFolders is how many folders a pattern names.
const maxFolders = 6

// folderPattern is a pattern for some folders below a root: what they begin with, if that is
// a word, or a choice of them; "" if there are none or many.
func (d *detector) folderPattern(root string, folders []string) string {
	if len(folders) == 0 {
		return ""
	}
	if len(folders) == 1 {
		return folders[0]
	}
	first, last := folders[0], folders[len(folders)-1]
	n := 0
	for n < min(len(first), len(last)) && first[n] == last[n] {
		n++
	}
	const figures = ".0123456789"
	name := strings.TrimRight(first[:n], figures) // v1.1 of v1.18 and v1.19 is no word
	if slices.ContainsFunc(d.order, func(file string) bool {
		rest, ok := strings.CutPrefix(file, root+name)
		return ok && name != first[:n] && strings.IndexAny(rest, figures) != 0
	}) {
		name = first[:n] // others than versions begin with the word
	}
	switch {
	case len(name) > len("v"):
		return name + "*"
	case len(folders) <= maxFolders:
		return "{" + strings.Join(folders, ",") + "}"
	case n > len("v"):
		return first[:n] + "*"
	}
	return ""
}

// addPrefixes gives the entries the folder they lie in as prefix of their ids, and of two that
// differ in nothing but their ending the second that as well.
func (c *Config) addPrefixes() {
	for k := range c.Articles {
		a := &c.Articles[k]
		var names []string
		for part := range strings.SplitSeq(path.Dir(a.Path), "/") {
			if part = strings.Trim(strings.Replace(part, langMark, "", 1), joints); strings.ContainsAny(part, "*?{") {
				break
			}
			if part != "" {
				names = append(names, part)
			}
		}
		a.Prefix = strings.Join(names, "/")
		if slices.ContainsFunc(c.Articles[:k], func(other Entry) bool { return withoutEnding(other.Path) == withoutEnding(a.Path) }) {
			a.Prefix = path.Join(a.Prefix, strings.TrimPrefix(path.Ext(a.Path), "."))
		}
	}
}

func withoutEnding(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// dropEmptyTargets drops the targets that no article is translated into.
func (c *Config) dropEmptyTargets(found []Article) {
	c.guess = false
	for k := range c.Articles {
		c.Articles[k].line = 0
	}
	c.Targets = slices.DeleteFunc(c.Targets, func(lang string) bool {
		return !slices.ContainsFunc(found, func(a Article) bool { return a.Targets[lang].Exists })
	})
}

// reportFound counts what a configuration finds.
func (d *detector) reportFound(c *Config, found []Article) *Detection {
	out := &Detection{Config: c, Articles: len(found), Translations: map[string]int{}, Unpaired: map[string][]string{}}
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
		all := d.languagePlaces(name)
		if k := slices.IndexFunc(all, func(p place) bool { return !d.isSource(&p) && c.isLanguage(p.lang) }); k >= 0 && d.alike(&all[k]) == "" {
			out.Unpaired[all[k].lang] = append(out.Unpaired[all[k].lang], name)
		}
	}
	return out
}

// sourceOnly says of a tree in which no file has a translation where the source
// is, if any path names its language.
func (d *detector) sourceOnly(c *Config) []Problem {
	d.votes = map[[2]string]*candidate{}
	for _, name := range d.order {
		for _, p := range d.languagePlaces(name) {
			switch {
			case !d.isSource(&p):
			case p.inFileName():
				d.countPair(p.treePattern()+p.stemPattern(), "", pair{target: name, source: name, lang: c.Source, spelled: p.spelled})
			default:
				d.countPair(p.patternBelow(p.names[:p.part]), "", pair{target: name, source: name, lang: c.Source, spelled: p.spelled})
			}
		}
	}
	if len(d.votes) == 0 {
		return []Problem{{ID: NoLayout, Data: map[string]any{"Source": d.source}}}
	}
	var all []*candidate
	for _, v := range d.votes {
		all = append(all, v)
	}
	a := d.entryOf(slices.MinFunc(all, compareCandidates))
	return []Problem{{ID: NoTranslations, Data: map[string]any{"Source": c.Source, "Pattern": a.Path, "File": d.otherNamed(a.Path)}}}
}

// otherNamed is a file in another language that a pattern matches, "" if there is none: where
// no article has a translation, it is called otherwise than its source.
func (d *detector) otherNamed(text string) string {
	p, ok := compilePattern(text)
	at := slices.IndexFunc(d.order, func(name string) bool {
		var m matcher
		return ok && m.matchPath(p, name) && baseLanguage(m.lang) != baseLanguage(d.source)
	})
	if at < 0 {
		return ""
	}
	return d.order[at]
}
