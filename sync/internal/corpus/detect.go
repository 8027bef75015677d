package corpus

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// Detection is what [Detect] found.
type Detection struct {
	Config *Config
	// Articles is the number of articles, Translations how many of them each
	// target language has.
	Articles     int
	Translations map[string]int
	// Unpaired are the files, by language, whose path names a target language, that belong
	// to no article and have no source.
	Unpaired map[string][]string
}

// Detect recognises how a tree keeps its articles, for the given source
// language. It looks at every place where a language stands in a path (a
// folder, the end of a folder's name, a file's name or the end of it) for the
// file that would be the source, and takes the patterns that pair most files.
// Articles are files with one of the endings. The configuration has a policy as well. A
// problem with a detection is a notice.
func Detect(fsys fs.FS, source string, endings []string) (*Detection, []Problem) {
	d := &detector{source: source, endings: endings, files: map[string]bool{}, roots: map[string][]string{}}
	d.listFiles(fsys)
	c := &Config{Source: d.sourceTag(), guess: true, Check: Check{Levels: defaultLevels}}
	d.voteForPatterns()
	d.electPatterns(c)
	main := slices.Clone(c.Targets)
	if d.electPapers(c); len(main) == 0 {
		main = slices.Clone(c.Targets)
	}
	var found []Article
	var problems []Problem
	if len(c.Articles) > 0 {
		if found, problems = d.settleConflicts(fsys, c); len(found) == 0 {
			problems = append(problems, Problem{ID: NoLayout, Data: map[string]any{"Source": source}})
			c.Articles, c.Targets, main = nil, nil, nil
		}
	}
	c.excludeLinks(problems)
	d.detectCatalogs(fsys, c)
	c.limitTargets(main)
	switch {
	case len(c.Articles) > 0:
		return d.reportFound(c, found), d.unreadProblems(c)
	case len(c.Catalogs) > 0:
		return &Detection{Config: c}, d.unreadProblems(c)
	case len(problems) == 0:
		problems = d.sourceOnly(c)
	}
	return nil, append(problems, d.unreadProblems(c)...)
}

// excludeLinks excludes the files that are links to what is no article, so that the
// project does not begin with files that can never be read.
func (c *Config) excludeLinks(problems []Problem) {
	f := c.newFinder(nil)
	for _, p := range problems {
		if p.ID != BrokenLink && p.ID != LeavesProject && p.ID != LinkedElsewhere || strings.ContainsAny(p.Path, "*?{}") {
			continue
		}
		for _, r := range f.rules {
			if f.claimBy(r, p.Path).id != "" || path.Ext(p.Path) == "" && len(f.leadingRules(p.Path, []*rule{r})) > 0 {
				r.Exclude = append(r.Exclude, p.Path)
			}
		}
	}
}

// detector holds the files of a tree and the patterns that speak for them.
type detector struct {
	source  string
	endings []string // of articles, with their dots
	files   map[string]bool
	order   []string
	// papers are the files at the root that speak of the project, in all languages.
	papers []string
	// unread are the files in formats that xsync does not read, and formats are these.
	unread  []string
	formats map[string]string
	// sourceless tells of messages without a source.
	sourceless *Problem
	// roots maps the end of a path, cut at a slash, to the folders below which a
	// source has that end: "a.md" to "docs/" for docs/a.md, and to "" for a.md.
	roots   map[string][]string
	elected []*candidate // the entries of the configuration, in their order
	// spellings are those that folders and names have of the source language,
	// most frequent first.
	spellings []string
	votes     map[[2]string]*candidate
	// threeLetters says that paths spell the source with its code of three letters, so that
	// they may spell others like that: eng and tur.
	threeLetters bool
}

// listFiles lists the files that can be articles.
func (d *detector) listFiles(fsys fs.FS) {
	d.formats = map[string]string{}
	counts := map[string]int{}
	walkFiles(fsys, func(name string) {
		switch format := d.unreadFormat(fsys, name); {
		case format != "":
			d.unread = append(d.unread, name)
			d.formats[name] = format
		case !slices.Contains(d.endings, strings.ToLower(path.Ext(name))) || path.Base(name)[0] == '.':
		case speaksOfProject(name):
			d.papers = append(d.papers, name)
		default:
			d.files[name] = true
			d.order = append(d.order, name)
		}
	})
	d.threeLetters = slices.ContainsFunc(d.order, d.spellsThreeLetters)
	for _, name := range d.order {
		d.rememberSource(name, counts)
	}
	for s := range counts {
		d.spellings = append(d.spellings, s)
	}
	slices.SortFunc(d.spellings, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), compareHome(a, b), strings.Compare(a, b))
	})
}

// rememberSource counts how a path spells the source language, and keeps where a path
// that names no other language may be the source of a translation.
func (d *detector) rememberSource(name string, counts map[string]int) {
	translated := false
	for _, p := range d.languagePlaces(name) {
		if d.isSource(&p) {
			counts[p.spelled]++
		} else {
			translated = true
		}
	}
	if p, ok := leadingPlace(name); ok && d.isSource(&p) {
		counts[p.spelled]++
	}
	if translated {
		return
	}
	for at := 0; ; {
		d.roots[name[at:]] = append(d.roots[name[at:]], name[:at])
		slash := strings.IndexByte(name[at:], '/')
		if slash < 0 {
			return
		}
		at += slash + 1
	}
}

// isSource reports whether a place has the source language or one of its regions.
func (d *detector) isSource(p *place) bool { return baseLanguage(p.lang) == baseLanguage(d.source) }

func baseLanguage(tag string) string {
	b, _, _ := strings.Cut(foldTag(tag), "-")
	return b
}

// sourceTag is the tag of the source as the paths of the project have it.
func (d *detector) sourceTag() string {
	if slices.ContainsFunc(d.spellings, func(s string) bool { return foldTag(s) == foldTag(d.source) }) || len(d.spellings) == 0 {
		return d.source
	}
	return spelledTag(d.spellings[0])
}

// place is where a language stands in a path.
type place struct {
	names   []string // the parts of the path
	part    int      // which of them it is
	head    string   // what stands before the language in it: "", or a name with separator
	tail    string   // what stands behind it: "", a name with separator, or a bracket
	spelled string
	lang    string // the tag of what is spelled
	ext     string
}

// inFileName reports whether the language stands in the name of the file.
func (p *place) inFileName() bool { return p.part == len(p.names)-1 }

// withSpelling is the path with another text in the place of the language.
func (p *place) withSpelling(spelled string) string {
	names := slices.Clone(p.names)
	names[p.part] = p.head + spelled + p.tail
	if p.inFileName() {
		names[p.part] += p.ext
	}
	return strings.Join(names, "/")
}

// withoutLanguage is the path without the language, "" if nothing would be left of the
// name it stands in.
func (p *place) withoutLanguage() string {
	names := slices.Clone(p.names)
	head := cmp.Or(strings.TrimRight(p.head, joints), strings.TrimLeft(p.tail, joints))
	switch {
	case head == "":
		return ""
	case p.inFileName():
		names[p.part] = head + p.ext
	default:
		names[p.part] = head
	}
	return strings.Join(names, "/")
}

// languagePlaces lists where a language may stand in a path.
func (d *detector) languagePlaces(name string) []place {
	names := strings.Split(name, "/")
	ext := endingOf(name)
	var out []place
	for k, part := range names {
		if k == len(names)-1 {
			part = strings.TrimSuffix(part, ext)
		}
		if p, ok := resourcePlace(names, k, ext); ok {
			out = append(out, p)
			continue
		}
		head, spelled := "", part
		lang := cmp.Or(tagOf(part), langdata.NameTag(part))
		if d.threeLetters && lang == "" {
			lang = langdata.ThreeLetters(part)
		}
		if lang == "" {
			head, spelled = suffixTag(part)
			lang = tagOf(spelled)
		}
		if lang == "" {
			head, spelled = cutName(part)
			lang = langdata.NameTag(spelled)
		}
		tail := ""
		if lang == "" {
			head, spelled, tail = cutBrackets(part)
			lang = cmp.Or(tagOf(spelled), langdata.NameTag(spelled))
		}
		if rest, ok := strings.CutPrefix(part, "_"); ok && lang == "" && k < len(names)-1 {
			head, spelled, lang = "_", rest, tagOf(rest) // a collection of Jekyll
		}
		if lang != "" {
			out = append(out, place{names: names, part: k, head: head, tail: tail, spelled: spelled, lang: lang, ext: ext})
		}
	}
	return out
}

// leadingPlace is the place of a language that the name of a file begins with, as the
// pages of wikis have it: tr-Home.md.
func leadingPlace(name string) (place, bool) {
	names := strings.Split(name, "/")
	ext := path.Ext(name)
	stem := strings.TrimSuffix(names[len(names)-1], ext)
	at := strings.IndexAny(stem, "-_")
	if at < 0 || at == len(stem)-1 || tagOf(stem) != "" || englishWord(stem[:at]) {
		return place{}, false
	}
	lang := tagOf(stem[:at])
	return place{names: names, part: len(names) - 1, tail: stem[at:], spelled: stem[:at], lang: lang, ext: ext}, lang != ""
}

// cutName cuts the longest name of a language off the end of a name: README.russian is
// "README." and "russian". It is "" if there is none.
func cutName(name string) (head, spelled string) {
	for at := 1; at < len(name); at++ {
		if strings.IndexByte("._-", name[at]) >= 0 && langdata.NameTag(name[at+1:]) != "" {
			return name[:at+1], name[at+1:]
		}
	}
	return name, ""
}

// cutBrackets cuts a language in brackets off the end of a name: "Home-(Turkish)" is
// "Home-(", "Turkish" and ")". What is spelled is "" if there is none.
func cutBrackets(name string) (head, spelled, tail string) {
	at := strings.LastIndexByte(name, '(')
	if at < 1 || !strings.HasSuffix(name, ")") {
		return name, "", ""
	}
	return name[:at+1], name[at+1 : len(name)-1], ")"
}

// candidate is a pair of patterns without ending, and what speaks for it.
type candidate struct {
	path, sourcePath string
	pairs            []pair
	voted            int // how many pairs there were before others were elected
	// alike says that both sides have the language in the same place, which is
	// the strongest sign.
	alike bool
	// named says that the folders behind the language are called like that of the
	// sources, as docusaurus-plugin-content-docs is like docs, or that both trees begin at
	// the root.
	named bool
	// folders are the names that a * in place of a folder stands for, if there
	// is one.
	folders map[string]bool
	// roots are the folders at the root that sources are in, if the source pattern is
	// the whole tree.
	roots map[string]bool
}

// pair is a translation and its source.
type pair struct {
	target, source, lang string
	spelled, from        string // how the paths spell the language and, if they do, that of the source
}

// pairWith is the translation at the place with its source.
func (p *place) pairWith(source string) pair {
	return pair{target: strings.Join(p.names, "/"), source: source, lang: p.lang, spelled: p.spelled}
}

// voteForPatterns lets every translation speak for the patterns under which its source
// exists. A language that the name of a file begins with counts where nothing else in the path
// is one: ru/cs-voices.md is about Czech.
func (d *detector) voteForPatterns() {
	d.votes = map[[2]string]*candidate{}
	for _, name := range d.order {
		places := d.languagePlaces(name)
		for _, p := range places {
			if d.isSource(&p) {
				continue
			}
			if !d.findAlike(&p) {
				d.findApart(&p)
				d.findElsewhere(&p)
				d.findCollection(&p)
				d.findAbove(&p)
			}
		}
		if p, ok := leadingPlace(name); ok && len(places) == 0 && !d.isSource(&p) && !d.findAlike(&p) {
			d.findApart(&p)
		}
	}
	joinSeparators(d.votes)
}

// alike is how the source is spelled that has its own language in the same place, "" if there
// is none.
func (d *detector) alike(p *place) string {
	for _, s := range d.spellings {
		if d.files[p.withSpelling(s)] {
			return s
		}
	}
	return ""
}

// findAlike looks for the source with its own language in the same place.
func (d *detector) findAlike(p *place) bool {
	spelled := d.alike(p)
	if spelled == "" {
		return false
	}
	v := p.pairWith(p.withSpelling(spelled))
	v.from = spelled
	if p.inFileName() {
		d.countPair(p.treePattern()+p.stemPattern(), "", v).alike = true
		return true
	}
	d.countPair(p.patternBelow(p.names[:p.part]), "", v).alike = true
	d.anyFolder(p, v)
	return true
}

// findApart looks for the source without a language in the same place: a.md beside
// a.tr.md, docs/a.md beside docs_tr/a.md.
func (d *detector) findApart(p *place) {
	source := p.withoutLanguage()
	if source == "" || !d.files[source] {
		return
	}
	v := p.pairWith(source)
	if p.inFileName() {
		d.countPair(p.treePattern()+p.stemPattern(), p.treePattern()+"*", v)
		return
	}
	folders := append(slices.Clone(p.names[:p.part]), strings.TrimRight(p.head, "._-"))
	d.countPair(p.patternBelow(p.names[:p.part]), path.Join(path.Join(folders...), "**/*"), v)
}

// anyFolder speaks for a pattern with a wildcard in place of the folder before
// the language, or the one before that.
func (d *detector) anyFolder(p *place, v pair) {
	for k := p.part - 1; k >= max(0, p.part-2); k-- {
		folders := slices.Clone(p.names[:p.part])
		folders[k] = "*"
		c := d.countPair(p.patternBelow(folders), "", v)
		c.alike = true
		if c.folders == nil {
			c.folders = map[string]bool{}
		}
		c.folders[p.names[k]] = true
	}
}

// maxBetween is how many fixed folders may stand between the language and what
// the languages share, as docusaurus-plugin-content-docs/current does.
const maxBetween = 3

// findElsewhere looks for the source in a tree of its own: docs/a.md for
// i18n/tr/current/a.md, a.md for tr/a.md.
func (d *detector) findElsewhere(p *place) {
	if p.head != "" || p.inFileName() {
		return
	}
	after := p.names[p.part+1:]
	for between := 0; between <= min(maxBetween, len(after)-1); between++ {
		rest := strings.Join(after[between:], "/")
		fixed := append(slices.Clone(p.names[:p.part]), langMark)
		fixed = append(fixed, after[:between]...)
		for _, root := range nearest(p.names[:p.part], d.rootsOf(rest)) {
			if d.isNearRoot(p, root, rest) {
				continue
			}
			v := p.pairWith(root + rest)
			if root == "" {
				d.atRoot(fixed, after[between:], v)
				continue
			}
			c := d.countPair(path.Join(path.Join(fixed...), "**/*"), root+"**/*", v)
			c.named = slices.ContainsFunc(after[:between], func(folder string) bool {
				return folder == path.Base(root) || slices.Contains(strings.FieldsFunc(folder, func(r rune) bool { return r == '-' || r == '_' }), path.Base(root))
			})
		}
	}
}

// nearest are those of some roots that share most folders with the folder of the languages, as
// each of several versions has its own sources; one beside the languages may be of another.
func nearest(folders, roots []string) []string {
	most, above := 0, path.Join(folders...)
	var out []string
	for _, root := range roots {
		names := strings.Split(root, "/")
		shared := countWhile(min(len(names), len(folders)), func(k int) bool { return names[k] == folders[k] })
		if path.Dir(path.Clean(root)) == above {
			shared = 0
		}
		if shared > most {
			most, out = shared, nil
		}
		if shared == most {
			out = append(out, root)
		}
	}
	return out
}

// isNearRoot reports whether a folder with a source lies among those of the languages, as that
// of a language that is spelled in no known way does, while there is a paper of that name at
// the root.
func (d *detector) isNearRoot(p *place, root, rest string) bool {
	return root != "" && path.Dir(path.Clean(root)) == path.Join(p.names[:p.part]...) &&
		slices.ContainsFunc(d.papers, func(paper string) bool { return strings.EqualFold(paper, rest) })
}

// findCollection looks for the source in a collection of Jekyll, for a translation in the one
// of its language: _tour/a.md for _tr/tour/a.md.
func (d *detector) findCollection(p *place) {
	after := p.names[p.part+1:]
	if p.head != "_" || p.inFileName() || len(after) < 2 {
		return
	}
	above, folder := p.names[:p.part], after[0]
	source := path.Join(append(slices.Clone(above), "_"+folder)...)
	if name := path.Join(source, path.Join(after[1:]...)); d.files[name] {
		target := path.Join(append(slices.Clone(above), "_"+langMark, folder)...)
		d.countPair(target+"/**/*", source+"/**/*", p.pairWith(name)).named = true
	}
}

// findAbove looks for the source in the folder above one of translations that each folder
// has: a/README.md for a/translations/README.tr.md.
func (d *detector) findAbove(p *place) {
	if !p.inFileName() || p.head == "" || p.part < 2 || !shelves[strings.ToLower(p.names[p.part-1])] {
		return
	}
	source := path.Join(path.Join(p.names[:p.part-1]...), strings.TrimRight(p.head, "._-")+p.ext)
	if !d.files[source] {
		return
	}
	below := "**/" + p.names[p.part-1] + "/" + p.stemPattern()
	d.countPair(p.names[0]+"/"+below, p.names[0]+"/**/*", p.pairWith(source))
	all := d.countPair(below, "**/*", p.pairWith(source))
	if all.roots == nil {
		all.roots = map[string]bool{}
	}
	all.roots[p.names[0]] = true
}

// maxRoots is in how many folders an end of a path may be found. A name that
// stands in more, as index.md does in page bundles, says nothing about where the
// source is; and looking at all of them for each would take the square of their
// number.
const maxRoots = 24

// rootsOf lists the folders below which a source has an end of a path.
func (d *detector) rootsOf(rest string) []string {
	roots := d.roots[rest]
	if len(roots) <= maxRoots {
		return roots
	}
	if slices.Contains(roots, "") {
		return []string{""}
	}
	return nil
}

// atRoot speaks for a source tree at the root, where only the folder that the
// file is in, or no folder at all, may be meant: the root has other files too.
func (d *detector) atRoot(fixed, rest []string, v pair) {
	target := path.Join(fixed...)
	if len(rest) > 1 {
		d.countPair(path.Join(target, rest[0], "**/*"), rest[0]+"/**/*", v).named = target == langMark
		all := d.countPair(path.Join(target, "**/*"), "**/*", v)
		if all.roots == nil {
			all.roots = map[string]bool{}
		}
		all.roots[rest[0]] = true
		return
	}
	d.countPair(path.Join(target, "*"), "*", v).named = target == langMark
}

// treePattern is the pattern of the folders of a file that has the language in its
// name: the first folder is kept, what lies below it may be anything.
func (p *place) treePattern() string {
	switch folders := p.names[:p.part]; {
	case len(folders) == 0:
		return ""
	case p.head+p.tail != "":
		return folders[0] + "/**/"
	case len(folders) == 1:
		return "*/"
	}
	return p.names[0] + "/**/"
}

// stemPattern is the pattern of the name of a file that has the language in it, without
// the ending.
func (p *place) stemPattern() string {
	switch {
	case p.head != "":
		return "*" + p.head[len(strings.TrimRight(p.head, joints)):] + langMark + p.tail
	case p.tail != "":
		return langMark + p.tail[:1] + "*"
	}
	return langMark
}

// patternBelow is the pattern of a tree below the language.
func (p *place) patternBelow(folders []string) string {
	return path.Join(path.Join(folders...), p.head+langMark, "**/*")
}

// countPair notes a pair for a candidate.
func (d *detector) countPair(target, source string, v pair) *candidate {
	key := [2]string{target, source}
	c := d.votes[key]
	if c == nil {
		c = &candidate{path: target, sourcePath: source}
		d.votes[key] = c
	}
	c.pairs = append(c.pairs, v)
	c.voted++
	return c
}

// spellsThreeLetters reports whether a folder or a file is called by the code of three letters
// of the source language.
func (d *detector) spellsThreeLetters(name string) bool {
	return slices.ContainsFunc(strings.Split(strings.TrimSuffix(name, path.Ext(name)), "/"), func(part string) bool {
		return langdata.ThreeLetters(part) == baseLanguage(d.source)
	})
}
