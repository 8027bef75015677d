package corpus

import (
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// generators are the files in which site generators are told the language that a site is
// written in, of Docusaurus and of Hugo.
var generators = []string{
	"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "website/docusaurus.config.js", "website/docusaurus.config.ts",
	"hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config/_default/hugo.toml", "config/_default/config.toml",
}

// defaultLanguage matches the line that names it.
var defaultLanguage = regex.Lazy(`(?m)^[ \t]*["']?(?:defaultLocale|defaultContentLanguage)["']?[ \t]*[:=][ \t]*["']?([A-Za-z][A-Za-z0-9-]+)`)

// Declared is the language that a site generator takes for that of the source, by its
// configuration, without the region of [Default]; else that.
func Declared(fsys fs.FS) string {
	for _, name := range generators {
		data, err := ReadText(fsys, name)
		if err != nil {
			continue
		}
		if m := defaultLanguage.FindSubmatch(data); m != nil {
			tag, err := language.Parse(string(m[1]))
			if base, _ := tag.Base(); err == nil && base.String() != Default {
				return tag.String()
			}
		}
	}
	return Default
}

// Survey is what the paths of a tree say of its languages.
type Survey struct {
	// Unmarked are some files whose paths name no language and that have a
	// translation beside them or in a folder of a language: a.md of a.ru.md or of ru/a.md.
	Unmarked []string
	// Beside says that one of these translations is into [Default], so that the files
	// themselves are in another language.
	Beside bool
	// Languages are those that paths name, but [Default], sorted.
	Languages []string
	// Plain says that there are files whose paths name no language, beside those that speak of
	// the project.
	Plain bool
}

// maxUnmarked is how many files a survey names.
const maxUnmarked = 5

// unmarked is the path without the language, and without the folder if that is called by
// nothing else.
func (p *place) unmarked() string {
	if p.inFileName() || p.head != "" {
		return p.withoutLanguage()
	}
	return strings.Join(slices.Delete(slices.Clone(p.names), p.part, p.part+1), "/")
}

// LookAround surveys the files with one of the endings.
func LookAround(fsys fs.FS, endings []string) Survey {
	d := &detector{source: Default, endings: endings, files: map[string]bool{}, roots: map[string][]string{}}
	d.listFiles(fsys)
	for _, name := range d.papers {
		d.files[name] = true
	}
	var out Survey
	for _, name := range slices.Concat(d.papers, d.order) {
		for _, p := range d.languagePlaces(name) {
			if !d.isSource(&p) && !slices.Contains(out.Languages, p.lang) {
				out.Languages = append(out.Languages, p.lang)
			}
			source := p.unmarked()
			if !d.files[source] || d.isTranslated(source) {
				continue
			}
			out.Beside = out.Beside || d.isSource(&p)
			if len(out.Unmarked) < maxUnmarked && !slices.Contains(out.Unmarked, source) {
				out.Unmarked = append(out.Unmarked, source)
			}
		}
	}
	slices.Sort(out.Languages)
	out.Plain = slices.ContainsFunc(d.order, func(name string) bool { return len(d.languagePlaces(name)) == 0 })
	return out
}
