package corpus

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Detection is what [Detect] found.
type Detection struct {
	Config *Config
	// Articles is the number of articles, Translations how many of them each
	// target language has.
	Articles     int
	Translations map[string]int
	// Unpaired are files whose path names a target language and that belong to
	// no article.
	Unpaired []string
}

// Detect recognises how a tree keeps its articles, for the given source
// language. It looks at every place where a language stands in a path (a
// folder, the end of a folder's name, a file's name or the end of it) for the
// file that would be the source, and takes the patterns that pair most files.
// The configuration has a policy as well.
func Detect(fsys fs.FS, source string) (*Detection, []Problem) {
	d := &detector{source: source, files: map[string]bool{}, byBase: map[string][]string{}}
	d.read(fsys)
	c := &Config{Source: d.sourceTag(), guess: true, Check: Check{Levels: defaultLevels}}
	d.vote()
	d.elect(c)
	if len(c.Articles) == 0 {
		if d.catalogs(fsys, c); len(c.Catalogs) > 0 {
			return &Detection{Config: c}, nil
		}
		return d.sourceOnly(c)
	}
	found, problems := d.settle(fsys, c)
	if len(found) == 0 {
		return nil, append(problems, Problem{ID: NoLayout, Data: map[string]any{"Source": source}})
	}
	d.catalogs(fsys, c)
	return d.report(c, found), nil
}

// made are folders of what is built or brought in from elsewhere.
var made = set("vendor third_party bower_components dist build _site")

// detector holds the files of a tree and the patterns that speak for them.
type detector struct {
	source string
	files  map[string]bool
	order  []string
	byBase map[string][]string // files by the last part of their path
	// spellings are those that folders and names have of the source language,
	// most frequent first.
	spellings []string
	votes     map[[2]string]*candidate
}

// read lists the files that can be articles.
func (d *detector) read(fsys fs.FS) {
	counts := map[string]int{}
	_ = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && name != "." && (hiddenName(e.Name()) || made[e.Name()]):
			return fs.SkipDir
		case e.Type().IsRegular() && endings[path.Ext(name)] && !paper(name) && e.Name()[0] != '.':
			d.files[name] = true
			d.order = append(d.order, name)
			d.byBase[path.Base(name)] = append(d.byBase[path.Base(name)], name)
			for _, p := range places(name) {
				if d.isSource(p.spelled) {
					counts[p.spelled]++
				}
			}
		}
		return nil
	})
	for s := range counts {
		d.spellings = append(d.spellings, s)
	}
	slices.SortFunc(d.spellings, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
}

// isSource reports whether a spelling is that of the source language or of one
// of its regions.
func (d *detector) isSource(spelled string) bool {
	return base(tagOf(spelled)) == base(d.source)
}

func base(tag string) string {
	b, _, _ := strings.Cut(folded(tag), "-")
	return b
}

// sourceTag is the tag of the source as the paths of the project have it.
func (d *detector) sourceTag() string {
	if slices.ContainsFunc(d.spellings, func(s string) bool { return folded(s) == folded(d.source) }) || len(d.spellings) == 0 {
		return d.source
	}
	return tagOf(d.spellings[0])
}

// place is where a language stands in a path.
type place struct {
	names   []string // the parts of the path
	part    int      // which of them it is
	head    string   // what stands before the language in it: "", or a name with separator
	spelled string
	ext     string
}

// last reports whether the language stands in the name of the file.
func (p *place) last() bool { return p.part == len(p.names)-1 }

// with is the path with another text in the place of the language.
func (p *place) with(spelled string) string {
	names := slices.Clone(p.names)
	names[p.part] = p.head + spelled
	if p.last() {
		names[p.part] += p.ext
	}
	return strings.Join(names, "/")
}

// without is the path without the language, "" if nothing would be left of the
// name it stands in.
func (p *place) without() string {
	names := slices.Clone(p.names)
	head := strings.TrimRight(p.head, "._-")
	switch {
	case head == "":
		return ""
	case p.last():
		names[p.part] = head + p.ext
	default:
		names[p.part] = head
	}
	return strings.Join(names, "/")
}

// places lists where a language may stand in a path.
func places(name string) []place {
	names := strings.Split(name, "/")
	ext := path.Ext(name)
	var out []place
	for k, part := range names {
		if k == len(names)-1 {
			part = strings.TrimSuffix(part, ext)
		}
		if tagOf(part) != "" {
			out = append(out, place{names, k, "", part, ext})
			continue
		}
		if head, spelled := suffixTag(part); spelled != "" {
			out = append(out, place{names, k, head, spelled, ext})
		}
	}
	return out
}

// candidate is a pair of patterns without ending, and what speaks for it.
type candidate struct {
	path, sourcePath string
	pairs            []pair
	// alike says that both sides have the language in the same place, which is
	// the strongest sign.
	alike bool
	// folders are the names that a * in place of a folder stands for, if there
	// is one.
	folders map[string]bool
}

// pair is a translation and its source.
type pair struct{ target, source, lang string }

// vote lets every translation speak for the patterns under which its source
// exists.
func (d *detector) vote() {
	d.votes = map[[2]string]*candidate{}
	for _, name := range d.order {
		for _, p := range places(name) {
			if d.isSource(p.spelled) {
				continue
			}
			if !d.alike(name, &p) {
				d.apart(name, &p)
				d.elsewhere(name, &p)
			}
		}
	}
}

// alike looks for the source with its own language in the same place.
func (d *detector) alike(name string, p *place) bool {
	at := slices.IndexFunc(d.spellings, func(s string) bool { return d.files[p.with(s)] })
	if at < 0 {
		return false
	}
	v := pair{name, p.with(d.spellings[at]), tagOf(p.spelled)}
	if p.last() {
		d.count(p.tree()+p.stem()+langMark, "", v).alike = true
		return true
	}
	d.count(p.below(p.names[:p.part]), "", v).alike = true
	d.anyFolder(p, v)
	return true
}

// apart looks for the source without a language in the same place: a.md beside
// a.tr.md, docs/a.md beside docs_tr/a.md.
func (d *detector) apart(name string, p *place) {
	source := p.without()
	if source == "" || !d.files[source] {
		return
	}
	v := pair{name, source, tagOf(p.spelled)}
	if p.last() {
		d.count(p.tree()+"*"+p.sep()+langMark, p.tree()+"*", v)
		return
	}
	folders := append(slices.Clone(p.names[:p.part]), strings.TrimRight(p.head, "._-"))
	d.count(p.below(p.names[:p.part]), path.Join(path.Join(folders...), "**/*"), v)
}

// anyFolder speaks for a pattern with a wildcard in place of the folder before
// the language, or the one before that.
func (d *detector) anyFolder(p *place, v pair) {
	for k := p.part - 1; k >= max(0, p.part-2); k-- {
		folders := slices.Clone(p.names[:p.part])
		folders[k] = "*"
		c := d.count(p.below(folders), "", v)
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

// elsewhere looks for the source in a tree of its own: docs/a.md for
// i18n/tr/current/a.md, a.md for tr/a.md.
func (d *detector) elsewhere(name string, p *place) {
	if p.head != "" || p.last() {
		return
	}
	after := p.names[p.part+1:]
	for between := 0; between <= min(maxBetween, len(after)-1); between++ {
		rest := strings.Join(after[between:], "/")
		fixed := append(slices.Clone(p.names[:p.part]), langMark)
		fixed = append(fixed, after[:between]...)
		for _, source := range d.byBase[path.Base(name)] {
			root, ok := strings.CutSuffix(source, rest)
			if !ok || source == name || root != "" && root[len(root)-1] != '/' || d.translated(source) {
				continue
			}
			v := pair{name, source, tagOf(p.spelled)}
			if root == "" {
				d.atRoot(fixed, after[between:], v)
				continue
			}
			d.count(path.Join(path.Join(fixed...), "**/*"), root+"**/*", v)
		}
	}
}

// atRoot speaks for a source tree at the root, where only the folder that the
// file is in, or no folder at all, may be meant: the root has other files too.
func (d *detector) atRoot(fixed, rest []string, v pair) {
	target := path.Join(fixed...)
	if len(rest) > 1 {
		d.count(path.Join(target, rest[0], "**/*"), rest[0]+"/**/*", v)
		return
	}
	d.count(path.Join(target, "*"), "*", v)
}

// translated reports whether a path names a language other than the source.
func (d *detector) translated(name string) bool {
	return slices.ContainsFunc(places(name), func(p place) bool { return !d.isSource(p.spelled) })
}

// tree is the pattern of the folders of a file that has the language in its
// name: the first folder is kept, what lies below it may be anything.
func (p *place) tree() string {
	switch folders := p.names[:p.part]; {
	case len(folders) == 0:
		return ""
	case p.head != "":
		return folders[0] + "/**/"
	case len(folders) == 1:
		return "*/"
	}
	return p.names[0] + "/**/"
}

// stem is what stands before the language in the name of a file, as a pattern.
func (p *place) stem() string {
	if p.head == "" {
		return ""
	}
	return "*" + p.sep()
}

func (p *place) sep() string { return p.head[len(p.head)-1:] }

// below is the pattern of a tree below the language.
func (p *place) below(folders []string) string {
	return path.Join(path.Join(folders...), p.head+langMark, "**/*")
}

// count notes a pair for a candidate.
func (d *detector) count(target, source string, v pair) *candidate {
	key := [2]string{target, source}
	c := d.votes[key]
	if c == nil {
		c = &candidate{path: target, sourcePath: source}
		d.votes[key] = c
	}
	c.pairs = append(c.pairs, v)
	return c
}
