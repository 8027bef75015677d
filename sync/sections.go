package xsync

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
	"github.com/xsync-project/xsync/sync/internal/fragment"
)

// siteFile is a file of an article: its source, if it has no language.
type siteFile struct {
	article  *corpus.Article
	language string
}

// sections are the places of a file that links lead to, read when they are first asked
// for; nil if the file cannot be read. The sum identifies what it says.
type sections struct {
	once  sync.Once
	data  []byte
	sum   string
	parse sync.Once
	names *fragment.Names
}

// sectionsOf has the bytes of a file of an article; nil if the path is none of a file
// whose sections have names.
func (s *site) sectionsOf(p *Project, name string) *sections {
	if _, ok := s.files[name]; !ok || format.Keyed(name) {
		return nil
	}
	kept, _ := s.sections.LoadOrStore(name, &sections{})
	found := kept.(*sections)
	found.once.Do(func() {
		data, err := p.readBytes(name)
		if err != nil {
			return
		}
		digest := block.FileDigest(data)
		found.data, found.sum = data, digest.String()
	})
	return found
}

// sumOf identifies what a file of an article says, "" if it cannot be read.
func (s *site) sumOf(p *Project, name string) string {
	if found := s.sectionsOf(p, name); found != nil {
		return found.sum
	}
	return ""
}

// namesOf are the sections of a file of an article, nil if it has none.
func (s *site) namesOf(p *Project, name string) *fragment.Names {
	found := s.sectionsOf(p, name)
	if found == nil {
		return nil
	}
	found.parse.Do(func() {
		of := s.files[name]
		lang := of.language
		if lang == "" {
			lang = p.Config.Source
		}
		file := p.fileOf(of.article, name, lang, found.data)
		if found.data == nil || CheckFile(name, found.data) != nil {
			return
		}
		if doc, err := file.parseDoc(); err == nil {
			found.names = fragment.Of(doc)
		}
	})
	return found.names
}

// page is the file of an article that a link in a file leads to, "" if it leads to none:
// the path that is written, or the page that sites show under a path without ending.
func (s *site) page(file, link string) string {
	to := leadsTo(file, link)
	if _, ok := s.files[to]; ok || to == "" || path.Ext(to) != "" {
		return to
	}
	for _, ending := range append([]string{path.Ext(file)}, format.Extensions()...) {
		for _, name := range []string{to + ending, path.Join(to, "index"+ending), path.Join(to, "README"+ending)} {
			if _, ok := s.files[name]; ok {
				return name
			}
		}
	}
	return to
}

// judgeSection looks at the section of an article, be it the same one, that the n-th link of
// the translation in a row leads to by a path.
func (f *follower) judgeSection(r *drift.Row, n int, link string) (drift.Finding, bool) {
	_, name, ok := strings.Cut(link, "#")
	to := f.page(f.t.Path, link)
	if !ok || name == "" || to == "" {
		return drift.Finding{}, false
	}
	theirs, original := f.linksTo(r, n, link)
	if len(theirs) == 0 {
		return drift.Finding{}, false
	}
	from := f.page(f.t.SourcePath, theirs[0])
	then, now := f.namesOf(f.project, from), f.namesOf(f.project, to)
	f.note(from, to)
	if then == nil || now == nil || !allAlive(then, theirs) {
		return drift.Finding{}, false
	}
	if _, c := now.Lookup(name); c != fragment.Dead {
		return drift.Finding{}, false
	}
	found := drift.Finding{Kind: anchor.Link.String(), Part: drift.Fragment, Source: original, Target: link, Severity: drift.Warn}
	if _, there, _ := strings.Cut(original, "#"); there != "" {
		if right := now.Counterpart(then, there); right != "" {
			where, _, _ := strings.Cut(link, "#")
			found.Expected = where + "#" + right
		}
	}
	return found, true
}

// note notes that what was found depends on what some files say.
func (f *follower) note(names ...string) {
	for _, name := range names {
		if _, ok := f.files[name]; ok {
			f.read[name] = true
		}
	}
}

// linksTo are the links of the source that the n-th link of the translation in a row can
// stand for, all of which lead into the same page, and which of them it does: "" if that
// is not known.
func (f *follower) linksTo(r *drift.Row, n int, link string) (theirs []string, original string) {
	same, _ := counterpart(r, n, link)
	if same == link {
		return []string{link}, link
	}
	there := f.page(f.t.SourcePath, same)
	for _, l := range r.Leads[0] {
		if strings.Contains(l, "#") && f.page(f.t.SourcePath, l) == there {
			theirs = append(theirs, l)
		}
	}
	here := f.page(f.t.Path, link)
	rank, ours := 0, 0
	for k, l := range r.Leads[1] {
		if strings.Contains(l, "#") && f.page(f.t.Path, l) == here {
			if ours++; k < n {
				rank++
			}
		}
	}
	if ours == len(theirs) {
		return theirs, theirs[rank]
	}
	return theirs, ""
}

// allAlive reports whether all links lead to sections: one that does not is made by a
// rule that nobody knows.
func allAlive(names *fragment.Names, links []string) bool {
	return !slices.ContainsFunc(links, func(l string) bool {
		_, name, _ := strings.Cut(l, "#")
		_, c := names.Lookup(name)
		return c != fragment.Alive
	})
}
