package corpus

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
)

// collectArticles makes articles of what the rules have found.
func (f *finder) collectArticles() {
	all := 0
	for _, r := range f.rules {
		all += len(r.order)
	}
	ids := make(map[string]string, all)
	f.articles = slices.Grow(f.articles, all)
	for _, r := range f.rules {
		f.useTemplates(r)
		if !slices.ContainsFunc(r.order, func(id string) bool { return r.found[id].isArticle() }) && !r.partial && !f.lostAll(r) {
			continue
		}
		for _, id := range r.order {
			g := r.found[id]
			other, taken := ids[id]
			switch {
			case g.source == "":
				f.noSource(r, id, g)
			case !g.isArticle(), f.otherLanguage(r, g), r.TranslatedOnly && len(g.targets) == 0:
			case taken:
				f.problems = append(f.problems, Problem{ID: SameID, Path: g.source, Data: map[string]any{"ID": id, "Other": other}})
			default:
				ids[id] = g.source
				r.any = true
				f.articles = append(f.articles, f.articleOf(r, id, g))
			}
		}
	}
	if f.leftOut > 0 {
		f.problems = append(f.problems, Problem{ID: SparseCheckout, Data: map[string]any{"Count": f.leftOut, "Withheld": f.withheld}})
	}
	f.excuseSubmodules()
	if records := path.Clean(baseline.Records); isWithheld(f.fsys, records) {
		f.tell(WhyWithheld(f.fsys, records))
	}
	slices.SortFunc(f.articles, func(a, b Article) int { return strings.Compare(a.ID, b.ID) })
	slices.SortStableFunc(f.problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
	})
}

// useTemplates lets the msgids of gettext catalogues that have no source stand for
// it.
func (f *finder) useTemplates(r *rule) {
	for _, id := range r.order {
		g := r.found[id]
		if !r.catalog || r.source != nil || g.source != "" {
			continue
		}
		for _, lang := range r.languages {
			if name := g.targetPath(lang); g.source == "" && path.Ext(name) == ".po" {
				g.source, g.template = name, true
			}
		}
	}
}

// articleOf is one article; translations that there are none of get the path that
// the pattern gives.
func (f *finder) articleOf(r *rule, id string, g *group) Article {
	a := Article{ID: id, Source: g.source, Targets: make(map[string]Target, len(r.languages)), Choices: r.Choices, Template: g.template}
	for _, lang := range r.languages {
		if name := g.targetPath(lang); name != "" {
			a.Targets[lang] = Target{Path: name, Exists: true}
			continue
		}
		name := r.target.fillPath(r.usualSpelling(lang), g.captures)
		t := Target{Path: name, Problem: f.lookAtAbsent(name)}
		if t.Problem != nil && t.Problem.ID == NotCheckedOut {
			r.withheld[[2]string{id, lang}] = name
		}
		if withheld := r.withheld[[2]string{id, lang}]; withheld != "" {
			a.withhold(lang, withheld)
			f.missed = append(f.missed, withheld)
			continue
		}
		a.Targets[lang] = t
	}
	if r.catalog && !catalogEndings[strings.ToLower(path.Ext(a.Source))] {
		for lang, t := range a.Targets {
			t.Problem = &Problem{ID: CatalogFormat, Path: a.Source}
			a.Targets[lang] = t
		}
	}
	return a
}

// withhold notes that a translation is not checked out.
func (a *Article) withhold(lang, name string) {
	if a.Withheld == nil {
		a.Withheld = map[string]string{}
	}
	a.Withheld[lang] = name
}

// lookAtAbsent looks at the place of a translation that the walk has not found. It
// returns nil if there is nothing, and else why the translation is not simply
// missing.
func (f *finder) lookAtAbsent(name string) *Problem {
	if name == "" || f.config.guess {
		return nil
	}
	if Hidden(name) {
		return &Problem{ID: HiddenPath, Path: name}
	}
	if !f.mayStand(name) {
		return nil
	}
	info, err := fs.Lstat(f.fsys, name)
	if above := linkAbove(f.fsys, name); above != "" {
		return f.behindLink(above)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		p := Unreadable(name, err)
		return &p
	}
	for k := range f.problems {
		if p := &f.problems[k]; p.Path == name && !p.Fatal() && !p.Notice() {
			return p
		}
	}
	p := Problem{ID: AlreadyThere, Path: name}
	switch {
	case info.IsDir():
		p.ID = IsDirectory
	case IsWithheld(info):
		p.ID = NotCheckedOut
	case info.Mode()&fs.ModeSymlink != 0:
		p.ID = IsLink
	case !info.Mode().IsRegular():
		p.ID = NotRegular
	}
	return &p
}

// mayStand reports whether something can be at a path: false if the folder was
// listed without it, or there is no such folder where one was listed.
func (f *finder) mayStand(name string) bool {
	for dir := path.Dir(name); ; name, dir = dir, path.Dir(dir) {
		if entries, ok := f.listed[dir]; ok {
			_, found := slices.BinarySearchFunc(entries, path.Base(name), func(e fs.DirEntry, base string) int { return strings.Compare(e.Name(), base) })
			return found
		}
		if dir == "." {
			return true
		}
	}
}

// behindLink is the problem of what lies behind a link to a folder. It takes the place
// of the notice that there is such a link.
func (f *finder) behindLink(link string) *Problem {
	target, _, stays := followLink(f.fsys, link)
	p := Problem{ID: BehindLink, Path: link, Data: map[string]any{"Target": target}}
	if !stays {
		p.ID = LeavesProject
	}
	for k := range f.problems {
		if v := &f.problems[k]; v.Path == link && v.ID == LinkedFolder {
			*v = p
		}
	}
	return &p
}

// usualSpelling is how the paths of the project mostly spell a language.
func (r *rule) usualSpelling(lang string) string {
	best := lang
	for s, n := range r.spellings[lang] {
		if most := r.spellings[lang][best]; n > most || n == most && s < best {
			best = s
		}
	}
	return best
}

// otherLanguage reports whether a file that looks like a source is one in a
// language that the project does not name: with translations at a.{lang}.md,
// a.de.md is not a source, unless there is no a.md and the name is as well an
// English one, as how-to.md is. A word at the beginning of a name says nothing by itself:
// de-facto.md is in no German.
func (f *finder) otherLanguage(r *rule, g *group) bool {
	if r.source == nil || r.only != "" {
		return false
	}
	any := matcher{}
	if !any.matchPath(r.target, g.source) {
		return false
	}
	if base := r.found[r.idOf(any.captures)]; base != nil && base != g && base.source != "" {
		return true
	}
	if last := r.target.parts[len(r.target.parts)-1]; last[0].kind == tag && len(last) > 1 && last[1].kind == literal && last[1].text[0] != '.' {
		return false
	}
	return !folderWords[foldTag(any.lang)] && !englishWord(any.spelled) && baseLanguage(any.lang) != baseLanguage(f.config.Source)
}

// noSource reports the translations of a group without a source. What stands in the place
// of the source and cannot be read is reported instead: it was not deleted.
func (f *finder) noSource(r *rule, id string, g *group) {
	want := cmp.Or(r.withheld[[2]string{id, ""}], r.sourcePath(f.config.Source, g.captures))
	if p := f.lookAtAbsent(want); p != nil && p.ID != AlreadyThere {
		if p.ID == NotCheckedOut {
			f.missed = append(f.missed, want)
			for _, t := range g.targets {
				f.withheld[t.name] = want
			}
			return
		}
		f.tell(*p)
		return
	}
	for _, lang := range r.languages {
		if name := g.targetPath(lang); name != "" {
			f.problems = append(f.problems, Problem{ID: NoSource, Path: name, Data: map[string]any{"Source": want, "Article": id, "Language": lang}})
		}
	}
}

// sourcePath is where the source of an article is or would be.
func (r *rule) sourcePath(lang string, captures []string) string {
	if r.source != nil {
		return r.source.fillPath(lang, captures)
	}
	return r.target.fillPath(r.usualSpelling(lang), captures)
}

// noMatch reports a rule that has no source, with the folder that is missing and
// the pattern that would have matched some.
func (f *finder) noMatch(r *rule) {
	p := r.source
	if p == nil {
		p, _ = compilePattern(strings.ReplaceAll(r.Path, langMark, f.config.Source))
	}
	f.problems = append(f.problems, Problem{ID: NoMatch, Path: ConfigName, Line: r.line, Data: map[string]any{
		"Pattern": p.text, "Missing": f.missingFolder(p), "Nearest": f.nearestLayout(r),
	}})
}

// lostAll reports whether a rule that has no source had some once, which its records
// say: then its translations are told as such that have no source. It reports a rule that
// never matched any. Law: where a whole folder of several is gone, or the files lie as
// another pattern says, the pattern is what is wrong, and not the files.
func (f *finder) lostAll(r *rule) bool {
	if r.lost {
		return false
	}
	f.noMatch(r)
	told := &f.problems[len(f.problems)-1]
	if told.Data["Nearest"] != "" || told.Data["Missing"] != "" && len(r.order) > 1 {
		return false
	}
	if !slices.ContainsFunc(r.order, func(id string) bool { return f.isRecorded(id, r.found[id]) }) {
		return false
	}
	f.problems = f.problems[:len(f.problems)-1]
	return true
}

// isRecorded reports whether there is a record of a translation of a group.
func (f *finder) isRecorded(id string, g *group) bool {
	return slices.ContainsFunc(g.targets, func(t translation) bool {
		info, err := fs.Stat(f.fsys, baseline.RecordPath(t.lang, id))
		return err == nil && info.Mode().IsRegular()
	})
}

// missingFolder is the first folder in a pattern that should exist and does not.
func (f *finder) missingFolder(p *pattern) string {
	dir := ""
	for _, part := range p.parts[:len(p.parts)-1] {
		if len(part) != 1 || part[0].kind != literal {
			return ""
		}
		dir = path.Join(dir, part[0].text)
		if info, err := fs.Stat(f.fsys, dir); err != nil || !info.IsDir() {
			return dir
		}
	}
	return ""
}

// nearestLayout is a pattern that would match what is there, or "".
func (f *finder) nearestLayout(r *rule) string {
	if f.config.guess || r.catalog {
		return ""
	}
	d, _ := Detect(f.fsys, f.config.Source, slices.Sorted(maps.Keys(endings)))
	if d == nil {
		return ""
	}
	has := func(a Entry) bool {
		return slices.ContainsFunc(f.config.Articles, func(b Entry) bool { return a.Path == b.Path && a.SourcePath == b.SourcePath })
	}
	for _, a := range d.Config.Articles {
		if !has(a) {
			return a.Path
		}
	}
	return ""
}
