package baseline

import (
	"path"
	"strings"
)

// The folders of records and stores, with a slash at their ends.
const (
	Folder  = ".xsync/"
	Records = Folder + "record/"
	Stores  = Folder + "source/"
	Remarks = Folder + "remarks/"
)

// RecordPath is where the record of an article in a language lives.
func RecordPath(lang, id string) string { return Records + lang + "/" + pathFor(id) }

// RecordFolder is the folder of all records in a language.
func RecordFolder(lang string) string { return Records + lang }

// RecordID is the inverse of [RecordPath]; false if the path is none of a record
// in the language.
func RecordID(lang, name string) (id string, ok bool) {
	rest, ok := strings.CutPrefix(name, RecordFolder(lang)+"/")
	if !ok {
		return "", false
	}
	names := strings.Split(rest, "/")
	last := len(names) - 1
	for k := range last {
		names[k] = strings.TrimSuffix(names[k], ".d")
	}
	if bare := strings.TrimSuffix(names[last], "_"); strings.HasSuffix(strings.TrimRight(bare, "_"), ".d") {
		names[last] = bare
	}
	id = strings.Join(names, "/")
	return id, RecordPath(lang, id) == name
}

// SourcePath is where the source texts live that the records of an article
// refer to.
func SourcePath(id string) string { return Stores + pathFor(id) }

// RemarksPath is where what people say about an article in a language lives.
func RemarksPath(lang, id string) string { return Remarks + lang + "/" + pathFor(id) }

// pathFor is the path for an id. Folders end in ".d" and files never do, so that
// the articles "guides" and "guides/deploy" can both have a file. No id leads
// out of the place of all.
func pathFor(id string) string {
	names := strings.Split(path.Clean("/" + id)[1:], "/")
	last := len(names) - 1
	for k := range last {
		names[k] += ".d"
	}
	if strings.HasSuffix(strings.TrimRight(names[last], "_"), ".d") {
		names[last] += "_"
	}
	return strings.Join(names, "/")
}

// Attributes is the content of .xsync/.gitattributes. A record holds a line a row,
// a store of source texts a line a text, and the list of accepted findings a line
// a finding: each says all by itself, so the union of two versions is always right.
const Attributes = "record/** merge=union\nsource/** merge=union\naccepted merge=union\nremarks/** merge=union\n"

// AttributesPath is where [Attributes] is kept.
const AttributesPath = ".xsync/.gitattributes"

// Ignore is the content of .xsync/.gitignore: the lock, the cache, and what a
// writer that was killed has left, belong to one machine.
const Ignore = "/cache/\n/lock\n.*[0-9]\n"

// IgnorePath is where [Ignore] is kept.
const IgnorePath = ".xsync/.gitignore"
