package corpus

import (
	"path"
	"slices"
	"strings"
)

// unreadFormats are formats of articles and messages that xsync does not read, by the
// endings of their files.
var unreadFormats = map[string]string{
	".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".rst": "reStructuredText", ".org": "Org", ".tex": "LaTeX",
	".docx": "Word", ".odt": "OpenDocument", ".haml": "Haml", ".slim": "Slim", ".erb": "ERB", ".pug": "Pug", ".dita": "DITA",
	".ipynb": "Jupyter", ".pod": "Pod", ".typ": "Typst", ".wiki": "MediaWiki", ".textile": "Textile", ".svx": "mdsvex",
	".ftl": "Fluent", ".strings": "Apple strings", ".xcstrings": "Apple string catalog",
	".resx": ".NET resources", ".xlf": "XLIFF", ".xliff": "XLIFF", ".ini": "INI",
}

// codeFormats are programming languages that messages are kept in, as Laravel does; they
// are looked at only in folders that are called as those of catalogues are.
var codeFormats = map[string]string{".php": "PHP", ".js": "JavaScript", ".ts": "TypeScript"}

// unreadFormat is the name of the format of a file that xsync does not read, "" if
// it is none of those that hold articles or messages.
func unreadFormat(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if code := codeFormats[ext]; code != "" && slices.ContainsFunc(strings.Split(path.Dir(name), "/"), holdsCatalogs) {
		return code
	}
	return unreadFormats[ext]
}

// unreadProblems name the formats that the project keeps translations in and that
// xsync does not read, each once with a file: a path names another language, and the
// file of the source language is there.
func (d *detector) unreadProblems() []Problem {
	there := map[string]bool{}
	for _, name := range d.unread {
		there[name] = true
	}
	files := map[string][]string{}
	sources := d.unreadSources()
	for _, name := range d.unread {
		if slices.ContainsFunc(d.languagePlaces(name), func(p place) bool { return !d.isSource(&p) && hasUnreadSource(&p, sources, there) }) {
			format := unreadFormat(name)
			files[format] = append(files[format], name)
		}
	}
	var out []Problem
	for format, names := range files {
		out = append(out, Problem{ID: UnreadFormat, Path: names[0], Data: map[string]any{"Format": format, "Others": len(names) - 1}})
	}
	slices.SortFunc(out, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// unreadSources are the spellings of the source language in the paths of files that
// xsync does not read.
func (d *detector) unreadSources() []string {
	out := []string{d.source}
	for _, name := range d.unread {
		for _, p := range d.languagePlaces(name) {
			if d.isSource(&p) && !slices.Contains(out, p.spelled) {
				out = append(out, p.spelled)
			}
		}
	}
	return out
}

// hasUnreadSource reports whether one of some files is the source of a translation:
// it has one of the spellings of the source language in the same place, or none.
func hasUnreadSource(p *place, sources []string, there map[string]bool) bool {
	if source := p.withoutLanguage(); source != "" && there[source] {
		return true
	}
	return slices.ContainsFunc(sources, func(spelled string) bool { return there[p.withSpelling(spelled)] })
}
