package xsync

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Linkable are the names by which links may call some files, see [NewLinkable].
type Linkable map[string]bool

// NewLinkable are the names of files by which links may call them: without folder and
// ending, as sites leave them out; a page that stands for its folder is called as that is.
func NewLinkable(files []string) Linkable {
	out := Linkable{}
	for _, name := range files {
		stem := linkStem(path.Base(name))
		if out[stem] = true; strings.IndexFunc(stem, endsName) >= 0 {
			out[""] = true // it can be written in many ways
		}
		if stem == "index" || stem == "README" || stem == "_index" {
			out[path.Base(path.Dir(name))] = true
		}
	}
	return out
}

// linkStem is a name up to its first point.
func linkStem(name string) string {
	stem, _, _ := strings.Cut(name, ".")
	return stem
}

// LinksTo reports whether a translation of an article may link to one of some files. What
// it takes for a link need not be one; no link to them escapes it.
func (p *Project) LinksTo(a *corpus.Article, names Linkable) bool {
	for _, t := range a.Targets {
		if !t.Exists {
			continue
		}
		if text, err := p.readBytes(t.Path); err == nil && names.isCalledIn(text) {
			return true
		}
	}
	return false
}

// isCalledIn reports whether a text has one of the names as a word of its own.
func (l Linkable) isCalledIn(text []byte) bool {
	if l[""] {
		return true
	}
	for len(text) > 0 {
		end := bytes.IndexFunc(text, endsName)
		if end < 0 {
			end = len(text)
		}
		if end > 0 && l.has(string(text[:end])) {
			return true
		}
		text = text[min(end+1, len(text)):]
	}
	return false
}

func endsName(u rune) bool { return strings.ContainsRune(" \t\r\n/\\()[]<>\"'#?:=`", u) }

func (l Linkable) has(name string) bool {
	if strings.Contains(name, "%") {
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
	}
	return l[linkStem(name)]
}
