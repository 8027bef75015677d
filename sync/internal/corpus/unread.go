package corpus

import (
	"bytes"
	"io"
	"io/fs"
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
	".ftl": "Fluent", ".strings": "Apple strings", ".xcstrings": stringCatalog,
	".resx": ".NET resources", ".xlf": "XLIFF", ".xliff": "XLIFF", ".ini": "INI",
}

// codeFormats are programming languages that messages are kept in, as Laravel does; they
// are looked at only in folders that are called as those of catalogues are.
var codeFormats = map[string]string{".php": "PHP", ".js": "JavaScript", ".ts": "TypeScript"}

// qtLinguist is a format of messages whose files have the ending of TypeScript. The texts
// in the source language are in each of them.
const qtLinguist = "Qt Linguist"

// stringCatalog is a format of messages whose files hold all languages, and name none.
const stringCatalog = "Apple string catalog"

// unreadFormat is the name of the format of a file that xsync does not read, "" if
// it is none of those that hold articles or messages.
func (d *detector) unreadFormat(fsys fs.FS, name string) string {
	ext := strings.ToLower(path.Ext(name))
	inFolder := slices.ContainsFunc(strings.Split(path.Dir(name), "/"), holdsCatalogs)
	switch code := codeFormats[ext]; {
	case ext == ".ts" && (inFolder || len(d.languagePlaces(name)) > 0) && isQtLinguist(fsys, name):
		return qtLinguist
	case code != "" && inFolder:
		return code
	}
	return unreadFormats[ext]
}

// isQtLinguist reports whether a file begins as one of Qt Linguist does.
func isQtLinguist(fsys fs.FS, name string) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // it was only read
	start := make([]byte, 256)
	n, _ := io.ReadFull(f, start)
	return bytes.Contains(start[:n], []byte("<!DOCTYPE TS")) || bytes.Contains(start[:n], []byte("<TS "))
}

// unreadProblems name the formats that the project keeps translations in and that
// xsync does not read, each once with a file: a path names another language, and the
// file of the source language is there, or the format holds all languages in one file. They
// name messages without a source, if no others are found.
func (d *detector) unreadProblems(c *Config) []Problem {
	there := map[string]bool{}
	for _, name := range d.unread {
		there[name] = true
	}
	files := map[string][]string{}
	sources := d.unreadSources()
	words := countWords(d.unread)
	for _, name := range d.unread {
		format := d.formats[name]
		if format == stringCatalog || slices.ContainsFunc(d.languagePlaces(name), func(p place) bool {
			return !d.isSource(&p) && (format == qtLinguist || hasUnreadSource(&p, sources, there)) && !words.isWord(&p)
		}) {
			files[format] = append(files[format], name)
		}
	}
	var out []Problem
	if d.sourceless != nil && len(c.Catalogs) == 0 {
		out = append(out, *d.sourceless)
	}
	for format, names := range files {
		out = append(out, Problem{ID: UnreadFormat, Path: names[0], Data: map[string]any{"Format": format, "Others": len(names) - 1}})
	}
	slices.SortFunc(out, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// nameEnds says how many names that begin alike up to a hyphen or a low line go on with a
// language, and how many with another word.
type nameEnds map[string]struct{ languages, words int }

func countWords(files []string) nameEnds {
	out := nameEnds{}
	for _, name := range files {
		stem := withoutEnding(name)
		for at := strings.LastIndexByte(stem, '/') + 1; at < len(stem); at++ {
			if stem[at] != '-' && stem[at] != '_' {
				continue
			}
			n := out[stem[:at+1]]
			if tagOf(stem[at+1:]) != "" {
				n.languages++
			} else {
				n.words++
			}
			out[stem[:at+1]] = n
		}
	}
	return out
}

// isWord reports whether a language behind a name is one of many words that stand there:
// git-rm among git-add and git-log is not in Romansh.
func (n nameEnds) isWord(p *place) bool {
	if !p.inFileName() || p.tail != "" {
		return false
	}
	ends := n[path.Join(append(slices.Clone(p.names[:p.part]), p.head)...)]
	return ends.words > ends.languages
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
