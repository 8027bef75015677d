package corpus

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Article is one text in the languages of the project.
type Article struct {
	ID       string            // what the languages share of its paths
	Source   string            // path of the source
	Targets  map[string]Target // by language; those it is not to be in, or that are withheld, are not among them
	Withheld map[string]string // by language, paths of translations that are in git and not checked out
	block.Choices
	// Template says that there is no source but the msgids in the translations
	// of a gettext catalogue; Source is the first of these.
	Template bool
}

// Target is where a translation is, or would be.
type Target struct {
	Path   string
	Exists bool
	// Problem says why nothing can be told of the file, though it may be there: it
	// lies behind a link, for example. It is nil for one that is there and for one
	// that is not.
	Problem *Problem
}

// Find lists the articles of a project by their ids, with one walk over the
// folders that can hold any. It passes over what is [Hidden], and over links to
// folders and to what is not an article, which are problems where a pattern would
// match them. What is [Withheld] is left out, and one problem counts it. A file at the root
// that speaks of the project itself, such as README.md, is an article only if a pattern names
// it or has a translation of it in some folder.
func (c *Config) Find(fsys fs.FS) ([]Article, []Problem) {
	f := c.newFinder(fsys)
	f.readFolder(".", f.rules)
	f.collectArticles()
	return f.articles, f.problems
}

// Reaches reports whether there can be articles in a folder, or below it.
func (c *Config) Reaches(folder string) bool {
	f := c.newFinder(nil)
	return len(f.leadingRules(folder, f.rules)) > 0
}

// newFinder compiles the entries of a project.
func (c *Config) newFinder(fsys fs.FS) *finder {
	f := &finder{config: c, fsys: fsys, overlaps: map[[2]int]bool{}, listed: map[string][]fs.DirEntry{}, withheld: map[string]string{}}
	f.match.tags = map[string]string{}
	for _, lang := range append([]string{c.Source}, c.Targets...) {
		f.match.tags[foldTag(lang)] = lang
	}
	for k := range c.Articles {
		if r := newRule(c, &c.Articles[k], k); r != nil {
			f.rules = append(f.rules, r)
		}
	}
	for k := range c.Catalogs {
		if r := newRule(c, &c.Catalogs[k], len(c.Articles)+k); r != nil {
			r.catalog = true
			f.rules = append(f.rules, r)
		}
	}
	return f
}

// rule is one [[articles]] or [[catalogs]] entry, compiled, with the files found
// for it.
type rule struct {
	*Entry
	catalog        bool
	number         int
	languages      []string          // of the translations
	called         map[string]string // what paths call languages: their names, and that of the source without its region
	source, target *pattern          // source is nil if it is the target with the source's tag
	exclude        []*pattern
	only           string               // the language of a target pattern without {lang}
	lost           bool                 // another entry has claimed a file before
	any            bool                 // it has articles
	withheld       map[[2]string]string // by article and language, "" for the source, files that are not checked out
	partial        bool                 // not all that it may match is checked out
	found          map[string]*group
	order          []string                  // ids in the order found
	spellings      map[string]map[string]int // how often paths spell a language in which way
}

// group is what was found of one article.
type group struct {
	source   string
	spelled  string // how the path of the source spells its language
	captures []string
	targets  []translation
	template bool // the source is a translation with its msgids
	paper    bool // the source is an article only with a translation
}

// isArticle reports whether a group has a source that is an article.
func (g *group) isArticle() bool { return g.source != "" && (!g.paper || len(g.targets) > 0) }

// translation is a file in one of the target languages. An article has few of
// them.
type translation struct{ lang, name string }

// targetPath is the path of the translation into a language, "" if there is none.
func (g *group) targetPath(lang string) string {
	for _, t := range g.targets {
		if t.lang == lang {
			return t.name
		}
	}
	return ""
}

// newRule compiles an entry; patterns that are none match nothing.
func newRule(c *Config, entry *Entry, k int) *rule {
	r := &rule{Entry: entry, number: k, languages: entry.Targets, called: entry.Names, found: map[string]*group{}, spellings: map[string]map[string]int{}, withheld: map[[2]string]string{}}
	if r.languages == nil {
		r.languages = c.Targets
	}
	var ok bool
	if r.target, ok = compilePattern(r.Path); !ok {
		return nil
	}
	for _, text := range r.Exclude {
		if p, ok := compilePattern(text); ok {
			r.exclude = append(r.exclude, p)
		}
	}
	if !r.target.hasTag() {
		r.only = r.Language
	}
	if r.SourcePath == "" {
		return r
	}
	if r.source, ok = compilePattern(strings.ReplaceAll(r.SourcePath, langMark, c.Source)); !ok {
		return nil
	}
	if base := baseLanguage(c.Source); base != foldTag(c.Source) && r.Names[base] == "" && !slices.ContainsFunc(c.Targets, func(t string) bool { return foldTag(t) == base }) {
		r.called = map[string]string{base: c.Source}
		maps.Copy(r.called, r.Names)
	}
	if r.only == "" && !r.target.hasTag() && len(r.languages) > 0 {
		r.only = r.languages[0]
	}
	return r
}

// finder is one walk over a project.
type finder struct {
	config   *Config
	fsys     fs.FS
	rules    []*rule
	match    matcher
	overlaps map[[2]int]bool // pairs of entries that have been reported
	listed   map[string][]fs.DirEntry
	leftOut  int               // files that rules claim and that are not checked out
	withheld map[string]string // by what articles are called, the file of each that keeps it from being one
	missed   []string          // what would be part of an article, and is not checked out
	articles []Article
	problems []Problem
}

// endings are those of the articles that a path without an ending matches.
var endings = wordset.Of(".md .mdx .markdown .txt .html .htm .xhtml")

// catalogEndings are those of message catalogues.
var catalogEndings = wordset.Of(".toml .json .yaml .yml .po .pot .arb .properties .xml .strings")

// readFolder reads a folder for the rules that may match something below it.
func (f *finder) readFolder(dir string, rules []*rule) {
	entries, err := fs.ReadDir(f.fsys, dir)
	if err != nil {
		p := Unreadable(dir, err)
		f.tell(p)
		if tellsOfWithheld(p) {
			f.passOverFolder(dir, rules)
		}
	} else {
		f.listed[dir] = entries
	}
	for _, e := range entries {
		name := e.Name()
		if dir != "." {
			name = dir + "/" + name
		}
		switch {
		case e.IsDir():
			f.enterFolder(name, rules)
		case e.Type().IsRegular():
			f.giveFile(name, rules)
		case e.Type()&fs.ModeSymlink != 0:
			f.takeLink(name, rules)
		case isWithheldEntry(e):
			f.passOver(name, rules)
		}
	}
}

// tell adds a problem that was not told yet of its file.
func (f *finder) tell(p Problem) {
	if !slices.ContainsFunc(f.problems, func(o Problem) bool { return o.ID == p.ID && o.Path == p.Path }) {
		f.problems = append(f.problems, p)
	}
}

// passOver notes a file that is not checked out, if it is one of an article.
func (f *finder) passOver(name string, rules []*rule) {
	for _, r := range rules {
		c := f.claimBy(r, name)
		if !c.isSure() {
			continue
		}
		f.leftOut++
		f.withheld[name] = name
		r.partial = true
		r.countSpelling(c.lang, c.spelled)
		if c.source {
			f.withheld[c.id] = name
			c.lang = ""
		}
		r.withheld[[2]string{c.id, c.lang}] = name
		return
	}
}

// passOverFolder notes that it is not known what is in a folder. Its path may show how others
// would spell a language.
func (f *finder) passOverFolder(dir string, rules []*rule) {
	for _, r := range rules {
		r.partial = true
		f.match.called = r.called
		if f.match.leadsInto(r.target, dir) {
			r.countSpelling(f.match.lang, f.match.spelled)
		}
	}
}

// enterFolder reads a folder if any rule leads there.
func (f *finder) enterFolder(dir string, rules []*rule) {
	if hiddenName(path.Base(dir)) {
		return
	}
	if below := f.leadingRules(dir, rules); len(below) > 0 {
		f.readFolder(dir, below)
	}
}

func (f *finder) leadingRules(dir string, rules []*rule) []*rule {
	var below []*rule
	for _, r := range rules {
		f.match.called = r.called
		if f.match.leadsInto(r.target, dir) || r.source != nil && f.match.leadsInto(r.source, dir) {
			below = append(below, r)
		}
	}
	return below
}

// takeLink takes a link to a file that is an article itself, and reports any other
// that a pattern would match and that is not excluded, itself or all that lies below it.
func (f *finder) takeLink(name string, rules []*rule) {
	info, err := fs.Stat(f.fsys, name)
	folder := err == nil && info.IsDir()
	isFolder := folder || err != nil && path.Ext(name) == ""
	rules = slices.DeleteFunc(slices.Clone(rules), func(r *rule) bool {
		return r.excludesFile(&f.match, name) || isFolder && r.excludesTree(&f.match, name)
	})
	wanted := slices.ContainsFunc(rules, func(r *rule) bool { return f.claimBy(r, name).isSure() })
	if isFolder {
		wanted = wanted || len(f.leadingRules(name, rules)) > 0
	}
	if !wanted {
		return
	}
	target, end, stays := followLink(f.fsys, name)
	p := Problem{Path: name, Data: map[string]any{"Target": target}}
	switch {
	case !stays, err != nil && strings.Contains(err.Error(), "escapes"):
		p.ID = LeavesProject
	case err != nil:
		p.ID = BrokenLink
	case folder:
		p.ID = LinkedFolder
	case !f.isWanted(end) || !info.Mode().IsRegular():
		p.ID = LinkedElsewhere
	default:
		f.giveFile(name, rules)
		return
	}
	f.problems = append(f.problems, p)
}

// maxLinks is how many links are followed from one file to its place.
const maxLinks = 40

// followLink reads where a link leads, "" if the file system cannot say, and at which
// file the links end, and reports whether all of them stay in the project.
func followLink(fsys fs.FS, name string) (target, end string, stays bool) {
	for range maxLinks {
		next, err := fs.ReadLink(fsys, name)
		if err != nil {
			return target, name, true
		}
		if target == "" {
			target = next
		}
		if path.IsAbs(next) {
			return target, name, false
		}
		name = path.Join(path.Dir(name), next)
		if !fs.ValidPath(name) {
			return target, name, false
		}
	}
	return target, name, true
}

// isWanted reports whether a file at the end of links is one that a rule claims,
// and lies behind no link to a folder.
func (f *finder) isWanted(name string) bool {
	return linkAbove(f.fsys, name) == "" && slices.ContainsFunc(f.rules, func(r *rule) bool { return f.claimBy(r, name).isSure() })
}

// linkAbove is the first folder on the way to a file that is a link, "" if none
// is.
func linkAbove(fsys fs.FS, name string) string {
	for k := range len(name) {
		if name[k] != '/' {
			continue
		}
		if info, err := fs.Lstat(fsys, name[:k]); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return name[:k]
		}
	}
	return ""
}

// claim is what a rule makes of a file; the id is "" if it does not match.
type claim struct {
	id, lang, spelled string
	source            bool
	paper             bool // a source that speaks of the project and is not named
}

// isSure reports whether the file is claimed whatever else there is.
func (c claim) isSure() bool { return c.id != "" && !c.paper }

// claimBy says what a rule makes of a file. Its captures are those of f.match.
func (f *finder) claimBy(r *rule, name string) claim {
	m := &f.match
	if r.excludesFile(m, name) {
		return claim{}
	}
	m.called = r.called
	if speaksOfProject(name) && !r.namesFile(name) {
		if r.source != nil && !m.matchPath(r.target, name) && m.matchPath(r.source, name) {
			return claim{r.idOf(m.captures), f.config.Source, "", true, true}
		}
		return claim{}
	}
	if m.matchPath(r.target, name) {
		lang := m.lang
		if r.only != "" {
			lang = r.only
		}
		if lang != f.config.Source && !slices.Contains(r.languages, lang) {
			return claim{}
		}
		if lang != f.config.Source {
			return claim{r.idOf(m.captures), lang, m.spelled, false, false}
		}
		if r.source == nil || !englishWord(m.spelled) || isDotted(name, m.spelled) {
			return claim{r.idOf(m.captures), lang, m.spelled, true, false}
		}
	}
	if r.source != nil && m.matchPath(r.source, name) {
		return claim{r.idOf(m.captures), f.config.Source, "", true, false}
	}
	return claim{}
}

// excludesTree reports whether all that lies below a folder is left out.
func (r *rule) excludesTree(m *matcher, folder string) bool {
	return slices.ContainsFunc(r.exclude, func(p *pattern) bool {
		return strings.HasSuffix(p.text, "/**") && m.matchPath(p, folder+"/x.md")
	})
}

// excludesFile reports whether a file is one of those that the entry leaves out.
func (r *rule) excludesFile(m *matcher, name string) bool {
	return slices.ContainsFunc(r.exclude, func(p *pattern) bool { return m.matchPath(p, name) })
}

// namesFile reports whether the rule names a file at the root rather than matching
// it by a wildcard.
func (r *rule) namesFile(file string) bool {
	for _, p := range []*pattern{r.target, r.source} {
		if p == nil {
			continue
		}
		if first := p.parts[0][0]; first.kind == literal && len(first.text) > 1 && strings.HasPrefix(file, strings.TrimRight(first.text, "._-")) {
			return true
		}
	}
	return false
}

// idOf is the id of the article with the given captures.
func (r *rule) idOf(captures []string) string {
	if len(captures) != r.target.wilds {
		return ""
	}
	id := r.target.sharedID(captures)
	if r.catalog {
		id = catalogID(id)
	}
	if r.Prefix == "" {
		return id
	}
	return path.Join(r.Prefix, id)
}

// catalogID is the id of a catalogue, without an ending.
func catalogID(id string) string {
	if ext := endingOf(id); catalogEndings[ext] || ext == slangEnding {
		id = strings.TrimRight(strings.TrimSuffix(id, ext), "._-/")
	}
	return cmp.Or(resourceID(id), "messages")
}

// giveFile gives a file to the rule that claims it. A paper goes to the first that can
// have it for a source, if no rule names it.
func (f *finder) giveFile(name string, rules []*rule) {
	var owner, spare *rule
	for _, r := range rules {
		c := f.claimBy(r, name)
		switch {
		case c.id == "":
		case c.paper:
			spare = cmp.Or(spare, r)
		case owner != nil:
			f.reportOverlap(owner, r, name)
		default:
			owner = r
			f.takeClaim(r, name, c)
		}
	}
	if owner == nil && spare != nil {
		f.takeClaim(spare, name, f.claimBy(spare, name))
	}
}

// reportOverlap reports the first file that two rules claim.
func (f *finder) reportOverlap(a, b *rule, name string) {
	b.lost = true
	pair := [2]int{a.number, b.number}
	if f.overlaps[pair] {
		return
	}
	f.overlaps[pair] = true
	f.problems = append(f.problems, Problem{
		ID: Overlap, Path: ConfigName, Line: b.line,
		Data: map[string]any{"File": name, "Pattern": b.Path, "Other": a.Path, "OtherLine": a.line},
	})
}

func (f *finder) takeClaim(r *rule, name string, c claim) {
	g := r.found[c.id]
	if g == nil {
		g = &group{targets: make([]translation, 0, len(r.languages))}
		r.found[c.id] = g
		r.order = append(r.order, c.id)
	}
	r.countSpelling(c.lang, c.spelled)
	again := c.source && g.source != ""
	// a.md is the source, whatever a.en.md beside it is
	plainer, fuller := r.source != nil && c.spelled == "" && g.spelled != "", r.source != nil && c.spelled != "" && g.spelled == ""
	switch other := g.targetPath(c.lang); {
	case again && fuller:
	case again && !plainer:
		f.problems = append(f.problems, Problem{ID: SameID, Path: name, Data: map[string]any{"ID": c.id, "Other": g.source}})
	case c.source:
		g.source, g.spelled, g.captures, g.paper = name, c.spelled, slices.Clone(f.match.captures), c.paper
	case other != "":
		f.problems = append(f.problems, Problem{ID: TwiceTranslated, Path: name, Data: map[string]any{"Language": c.lang, "Other": other}})
	default:
		g.targets = append(g.targets, translation{c.lang, name})
		if g.captures == nil {
			g.captures = slices.Clone(f.match.captures)
		}
	}
}

// countSpelling counts how a path spells a language, if it does.
func (r *rule) countSpelling(lang, spelled string) {
	if spelled == "" {
		return
	}
	if r.spellings[lang] == nil {
		r.spellings[lang] = map[string]int{}
	}
	r.spellings[lang][spelled]++
}
