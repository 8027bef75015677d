package xsync

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/cache"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// site is where the articles of a project are, so that links between them can be
// followed.
type site struct {
	sources map[string]*corpus.Article // by the path of the source
	files   map[string]siteFile        // of all articles, by their paths
	// wanted are the paths of translations that do not exist: many sites show the source
	// in their place.
	wanted map[string]bool
	// sections are those of the files that links lead into, and pictures the digests of
	// pictures in letters, by path.
	sections, pictures sync.Map
}

func newSite(articles []corpus.Article) *site {
	s := &site{
		sources: make(map[string]*corpus.Article, len(articles)),
		files:   make(map[string]siteFile, 2*len(articles)),
		wanted:  map[string]bool{},
	}
	for k := range articles {
		a := &articles[k]
		s.sources[a.Source] = a
		for lang, t := range a.Targets {
			if t.Exists {
				s.files[t.Path] = siteFile{article: a, language: lang}
			} else {
				s.wanted[t.Path] = true
			}
		}
		s.files[a.Source] = siteFile{article: a}
	}
	return s
}

// follower follows the relative links of one translation.
type follower struct {
	*site
	project *Project
	t       *Translation
	article string
	asked   map[string]bool // the files that were looked for, and whether they are there
	read    map[string]bool // the files whose sections were looked for
	told    map[string]bool
}

// followLinks adds findings for the relative links of a translation that lead to no file,
// or to no section of another article, where the source's do, and notes on those that lead
// to an article in the source's language, though the translation of that article is there.
// Links that a site resolves in another way than files do lead to no file in the source
// either, and nothing is said of them.
func (p *Project) followLinks(t *Translation, articleID string, s *site) {
	if s == nil || t.Unrelated || !t.Exists {
		return
	}
	f := &follower{site: s, project: p, t: t, article: articleID, asked: map[string]bool{}, read: map[string]bool{}, told: map[string]bool{}}
	for k := range t.Rows {
		r := &t.Rows[k]
		r.Findings = slices.DeleteFunc(r.Findings, f.isOneFile)
		if r.State == drift.Untranslated || len(r.Leads[0]) == 0 {
			continue
		}
		for n, link := range r.Leads[1] {
			if finding, ok := f.judge(r, n, link); ok && !f.told[link] {
				f.told[link] = true
				r.Findings = append(r.Findings, finding)
			}
		}
	}
	t.asked, t.read = f.asked, f.read
}

// isOneFile reports whether a finding holds two paths against each other that lead to one file
// from where they stand or from the root of the project, as a translation may show the pictures
// of its source, or to an article and its translation, one of them from the root of the site.
func (f *follower) isOneFile(x drift.Finding) bool {
	if x.Part != "" || x.Kind != anchor.Image.String() && x.Kind != anchor.Link.String() || !isPath(x.Source) || !isPath(x.Target) {
		return false
	}
	from, to := leadsFromRoot(f.t.SourcePath, x.Source), leadsFromRoot(f.t.Path, x.Target)
	if from == to && f.has(from) {
		return true
	}
	if x.Source[0] != '/' || path.Ext(x.Source) == "" {
		return false
	}
	a := f.files[to].article
	return a != nil && f.onlySource(x.Source) == a.Source
}

// onlySource is the one source that ends in a path from the root of the site, "" if several do.
func (f *follower) onlySource(ending string) string {
	found := ""
	for source := range f.sources {
		if strings.HasSuffix("/"+source, ending) {
			if found != "" {
				return ""
			}
			found = source
		}
	}
	return found
}

// has reports whether there is a file or a folder, and remembers the question.
func (f *follower) has(name string) bool {
	is, asked := f.asked[name]
	if !asked {
		is = fs.ValidPath(name) && f.project.Has(name)
		f.asked[name] = is
	}
	return is
}

// judge looks at the n-th relative link of the translation in a row.
func (f *follower) judge(r *drift.Row, n int, link string) (drift.Finding, bool) {
	original, ok := counterpart(r, n, link)
	if !ok || slices.ContainsFunc(r.Findings, func(x drift.Finding) bool { return x.Target == link }) {
		return drift.Finding{}, false
	}
	from, to := leadsTo(f.t.SourcePath, original), leadsTo(f.t.Path, link)
	if from == "" || to == "" {
		return drift.Finding{}, false
	}
	if dead, ok := f.judgeSection(r, n, link); ok || path.Ext(to) == "" || !f.has(from) {
		return dead, ok
	}
	right := f.right(from)
	found := drift.Finding{Kind: anchor.Link.String(), Source: original, Target: link, Severity: drift.Warn, Expected: relative(f.t.Path, right)}
	switch {
	case !f.has(to):
		found.Part = drift.DeadLink
		return found, !f.wanted[to] && !f.isBundled(from)
	case to == from && right != from:
		found.Part, found.Severity = drift.SourceLink, drift.Info
		return found, true
	}
	return drift.Finding{}, false
}

// hugoFiles are the files beside its folder of content in which a site of Hugo is described.
var hugoFiles = []string{
	"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "config.toml", "config.yaml", "config.yml",
}

// isBundled reports whether Hugo takes a file, which lies beside the source or below, for one of
// the translation as well: it is in the bundle of an index page, and no article.
// See https://gohugo.io/content-management/page-bundles/.
func (f *follower) isBundled(from string) bool {
	const content = "content/"
	name, _, _ := strings.Cut(path.Base(f.t.SourcePath), ".")
	at := strings.Index("/"+f.t.SourcePath, "/"+content)
	if at < 0 || name != "index" && name != "_index" || f.files[from].article != nil ||
		!strings.HasPrefix(from, path.Dir(f.t.SourcePath)+"/") {
		return false
	}
	return slices.ContainsFunc(hugoFiles, func(file string) bool { return f.has(f.t.SourcePath[:at] + file) })
}

// right is the path that a link should lead to in the translation, given that of the
// source: that of the translated article, if there is one.
func (f *follower) right(from string) string {
	a := f.sources[from]
	if a == nil || a.ID == f.article { // a link to the original is meant
		return from
	}
	if t := a.Targets[f.t.Language]; f.has(t.Path) {
		return t.Path
	}
	return from
}

// leadsKey is the key of which files a translation's links were followed to.
func leadsKey(figures cache.Key, t *Translation) cache.Key {
	return cache.KeyOf([]byte("leads 4"), figures[:], []byte(t.Path), []byte(t.SourcePath))
}

// leadsHold reports whether the files that the links of a translation lead to are there,
// or not, as they were when its result was kept, and whether those whose sections were
// looked for say what they said.
func (p *Project) leadsHold(t *Translation, figures cache.Key, s *site) bool {
	data, ok := p.Cache.table.Get(leadsKey(figures, t))
	if !ok {
		return false
	}
	for _, line := range strings.Split(string(data), "\x00") {
		if line != "" && !p.leadHolds(line, s) {
			return false
		}
	}
	return true
}

// leadHolds reports whether one thing that is kept of the links of a translation is so.
func (p *Project) leadHolds(line string, s *site) bool {
	if line[0] == '+' || line[0] == '-' {
		return (fs.ValidPath(line[1:]) && p.Has(line[1:])) == (line[0] == '+')
	}
	sum, name, ok := strings.Cut(line[1:], " ")
	if line[0] == '%' {
		return ok && fs.ValidPath(name) && s.pictureSum(p, name) == sum
	}
	return ok && s != nil && s.sumOf(p, name) == sum
}

// keepLeads keeps which files the links of a translation were followed to.
func (p *Project) keepLeads(t *Translation, figures cache.Key, s *site) {
	lines := make([]string, 0, len(t.asked)+len(t.read)+len(t.pictures))
	for name, is := range t.asked {
		if is {
			lines = append(lines, "+"+name)
		} else {
			lines = append(lines, "-"+name)
		}
	}
	for name := range t.read {
		lines = append(lines, "="+s.sumOf(p, name)+" "+name)
	}
	for name := range t.pictures {
		lines = append(lines, "%"+s.pictureSum(p, name)+" "+name)
	}
	slices.Sort(lines)
	p.Cache.table.Put(leadsKey(figures, t), []byte(strings.Join(lines, "\x00")))
}
