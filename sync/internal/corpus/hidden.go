package corpus

import (
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Hidden reports whether a path is not one of a text, whatever a pattern says: a
// name in it is hidden, or belongs to git, to xsync or to another tool, or it is
// the configuration. Letters are compared without regard to case, and characters
// that some file systems ignore are left out, so that no spelling of .git passes.
func Hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if hiddenName(part) {
			return true
		}
	}
	return strings.EqualFold(name, ConfigName)
}

// hiddenName reports the same of one name.
func hiddenName(name string) bool {
	if name == "" || name[0] == '.' {
		return true
	}
	if name[0] < utf8.RuneSelf && strings.IndexByte(name, '~') < 0 && len(name) != len(packages) {
		return false // nearly all
	}
	name = strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name))
	if name == "" || name[0] == '.' || name == packages {
		return true
	}
	// Windows has a second name for .git.
	digits, short := strings.CutPrefix(name, "git~")
	return short && strings.Trim(digits, "0123456789") == ""
}

// packages is the folder of other people's texts in a project of JavaScript.
const packages = "node_modules"

// namesHidden reports whether a pattern names what is [Hidden].
func (p *pattern) namesHidden() bool {
	for _, part := range p.parts {
		first := part[0]
		switch {
		case first.kind == literal && (first.text[0] == '.' || len(part) == 1 && hiddenName(first.text)):
			return true
		case first.kind != choice && first.kind != separator:
			continue
		}
		for _, text := range first.choices {
			if text[0] == '.' || len(part) == 1 && hiddenName(text) {
				return true
			}
		}
	}
	return p.fixed && Hidden(p.text)
}

// made are folders of what is built or brought in from elsewhere, and madeEndings those of
// what is built for Apple's systems.
var (
	made        = wordset.Of("vendor third_party bower_components dist build _site Pods Carthage")
	madeEndings = wordset.Of(".framework .xcframework .app")
)

func isMade(folder string) bool { return made[folder] || madeEndings[path.Ext(folder)] }

// walkFiles visits the files of a tree, but for those in folders that are hidden or made.
func walkFiles(fsys fs.FS, visit func(name string)) {
	_ = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case e.IsDir() && name != "." && (hiddenName(e.Name()) || isMade(e.Name())):
			return fs.SkipDir
		case e.Type().IsRegular():
			visit(name)
		}
		return nil
	})
}
