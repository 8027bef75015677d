// Package format knows the formats of articles and of message catalogues. A format
// is a package below this one and a line in the registry.
package format

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format/htmldoc"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// Format is the syntax of the files of articles, or of message catalogues.
type Format interface {
	// Name is the name under which documents know their format.
	Name() block.Format
	// Extensions are the endings of its files, with their dots, in lower case.
	Extensions() []string
	// Parse cuts a text in UTF-8 into blocks whose spans tile it. The blocks say in
	// which syntax their inline text is ([block.Block.Inline]), and the document how
	// to read other bytes in the same way ([block.Doc.Reread]). A format in which
	// every text is a document never fails.
	Parse(src []byte, o block.Options) (*block.Doc, error)
	// Apply makes changes in a document. It returns the new bytes and the places
	// in edits of those that it could not make, ascending. Law: without edits the
	// bytes are those of the document, and all segments but those named keep their
	// bytes.
	Apply(doc *block.Doc, edits []edit.Edit) (src []byte, refused []int)
	// Begin makes the file of a new translation with the structure of its source.
	// Each edit is the translation of the segment that it is like; the options are
	// those with which the file will be read. Refused are the places in edits of
	// those that could not be written, ascending.
	Begin(source *block.Doc, o block.Options, edits []edit.Edit) (src []byte, refused []int)
}

// keyed is a format whose segments are known by their labels: that of message
// catalogues.
type keyed interface{ Keyed() bool }

// Keyed reports whether the file with a name is a message catalogue.
func Keyed(name string) bool { return isKeyed(Of(name)) }

func isKeyed(f Format) bool {
	k, ok := f.(keyed)
	return ok && k.Keyed()
}

// Of is the format of the file with the given name, by the last of its endings
// that says anything: notes.md.orig is Markdown. Files without an ending, or with
// a language for one, are Markdown. The format is nil if xsync cannot read such
// files.
func Of(name string) Format {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	first := true
	for {
		ext := path.Ext(base)
		if f := byExtension(ext); f != nil {
			return f
		}
		switch {
		case ext == "" || ext == base:
			return byExtension(".md")
		case first && !passed[ext] && !isTag(ext[1:]):
			return nil
		}
		base, first = strings.TrimSuffix(base, ext), false
	}
}

// passed are the endings of copies, which say nothing of what is in a file.
var passed = map[string]bool{
	".orig": true, ".old": true, ".new": true, ".bak": true, ".base": true, ".tmp": true, ".prev": true, ".~": true, ".": true,
}

// longestTag is the length of the longest ending that is taken for a language.
const longestTag = 3

// isTag reports whether an ending is that of a language, as in README.tr.
func isTag(ext string) bool {
	lang, _, _ := strings.Cut(ext, "-")
	if len(lang) > longestTag || foreign[lang] {
		return false
	}
	_, err := language.Parse(ext)
	return err == nil
}

// foreign are endings of files in other formats that could be taken for
// languages.
var foreign = map[string]bool{
	"rst": true, "adoc": true, "doc": true, "odt": true, "org": true, "tex": true, "rtf": true, "pdf": true, "asc": true,
	"pod": true, "typ": true, "man": true, "mdp": true, "xml": true, "csv": true, "tsv": true, "png": true, "jpg": true,
	"gif": true, "svg": true, "zip": true, "ps": true, "js": true, "ts": true, "py": true, "rb": true,
	"go": true, "rs": true, "sh": true, "cs": true, "srt": true, "vtt": true, "fb2": true, "wiki": true, "ppt": true, "xls": true,
}

func byExtension(ext string) Format {
	for _, f := range formats {
		if slices.Contains(f.Extensions(), ext) {
			return f
		}
	}
	return nil
}

// named is the format with a name, nil if there is none.
func named(name block.Format) Format {
	for _, f := range formats {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// Extensions are the endings of all articles that xsync reads, sorted.
func Extensions() []string {
	var out []string
	for _, f := range formats {
		if !isKeyed(f) {
			out = append(out, f.Extensions()...)
		}
	}
	slices.Sort(out)
	return out
}

// Apply makes changes in a document, see [Format].
func Apply(doc *block.Doc, edits []edit.Edit) (src []byte, refused []int) {
	return named(doc.Format).Apply(doc, edits)
}

// UsualField reports whether a field of front matter is one of those that are
// translated where a project names none.
func UsualField(path string) bool { return markdown.UsualField(path) }

// UnreadFields are the fields of the file with a name that hold prose and that nobody
// reads, given those that a project names; see [markdown.Unread].
func UnreadFields(name string, src []byte, fields []string) []string {
	switch Of(name).(type) {
	case markdown.Format, htmldoc.Format:
		return markdown.Unread(src, fields)
	}
	return nil
}

// speller is a format in which a text can be spelled in several ways.
type speller interface {
	Spelled(b *block.Block, text string) string
}

// Spelled is a text for a segment of a document as the document's format would
// spell it.
func Spelled(doc *block.Doc, b *block.Block, text string) string {
	if s, ok := named(doc.Format).(speller); ok {
		return s.Spelled(b, text)
	}
	return text
}

// tagged is a format whose texts must keep the tags of their sources.
type tagged interface {
	LostTags(source *block.Block, text string) []string
}

// LostTags are the tags of a segment of a source that a translation lacks, as the file of
// the source spells them.
func LostTags(doc *block.Doc, source *block.Block, text string) []string {
	f, ok := named(doc.Format).(tagged)
	if !ok {
		return nil
	}
	lost := f.LostTags(source, text)
	for k := range lost {
		lost[k] = doc.Spelling(source, lost[k])
	}
	return lost
}

// Remove takes segments out of a document, see [edit.Remove].
func Remove(doc *block.Doc, places []int) (src []byte, ok bool) { return edit.Remove(doc, places) }
