package xsync_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/xsync-project/xsync/"

// layers says which packages of this module a package may import, and which of
// the standard packages that reach outside the program. Everything else of the
// standard library and every other module is free, but for the command, which
// may import all.
var layers = map[string]string{
	"sync/internal/block":       "",
	"sync/internal/langdata":    "",
	"sync/internal/anchor":      "sync/internal/pairing",
	"sync/internal/lexicon":     "",
	"sync/internal/spelling":    "",
	"sync/internal/dictionary":  "sync/internal/problem sync/internal/regex sync/internal/terms",
	"sync/internal/terms":       "sync/internal/inline sync/internal/lexicon sync/internal/problem",
	"sync/internal/inert":       "",
	"sync/internal/manual":      "",
	"sync/internal/sentence":    "",
	"sync/internal/align":       "sync/internal/anchor sync/internal/block sync/internal/lexicon sync/internal/sentence",
	"sync/internal/align/train": "sync/internal/align sync/internal/block sync/internal/format/markdown os log path/filepath",
	"sync/internal/baseline":    "sync/internal/block",
	"sync/internal/cache":       "",
	"sync/internal/keep":        "",
	"sync/internal/fragment":    "sync/internal/block sync/internal/lexicon",
	"sync/internal/drift":       "sync/internal/align sync/internal/anchor sync/internal/baseline sync/internal/block sync/internal/change sync/internal/edit sync/internal/fragment sync/internal/lexicon sync/internal/listing sync/internal/pairing sync/internal/sentence",
	"sync/internal/change":      "sync/internal/anchor sync/internal/block sync/internal/spelling",
	"sync/internal/listing":     "sync/internal/block sync/internal/pairing sync/internal/spelling",
	"sync/internal/tree":        "sync/internal/block",
	"sync/internal/problem":     "locales",
	"sync/internal/corpus":      "sync/internal/baseline sync/internal/block sync/internal/problem sync/internal/spelling sync/internal/tree io/fs",
	"sync/internal/catalog":     "sync/internal/anchor sync/internal/block sync/internal/corpus sync/internal/edit sync/internal/tree",
	"sync":                      "sync/internal/align sync/internal/anchor sync/internal/baseline sync/internal/block sync/internal/change sync/internal/cache sync/internal/catalog sync/internal/corpus sync/internal/dictionary sync/internal/drift sync/internal/edit sync/internal/format sync/internal/fragment sync/internal/history sync/internal/keep sync/internal/terms io/fs time",
	"sync/internal/edit":        "sync/internal/anchor sync/internal/block",
	"sync/internal/queue":       "sync sync/internal/anchor sync/internal/block sync/internal/change sync/internal/catalog sync/internal/corpus sync/internal/drift sync/internal/edit sync/internal/format sync/internal/keep io/fs",
	"sync/memory":               "sync/internal/anchor sync/internal/block",
	"sync/check":                "sync sync/internal/baseline sync/internal/block sync/internal/change sync/internal/corpus sync/internal/drift sync/internal/keep",
	"sync/internal/gitfs":       "sync/internal/corpus sync/internal/history io/fs os os/exec path/filepath time",
	"sync/internal/disk":        "sync sync/check sync/internal/baseline sync/internal/block sync/internal/corpus sync/internal/gitfs sync/internal/shell io/fs math/rand/v2 os path/filepath syscall time",
	"sync/internal/shell":       "",
	"sync/internal/history":     "sync/internal/align sync/internal/anchor sync/internal/block sync/internal/change sync/internal/drift",
	"sync/internal/exchange":    "sync/internal/block sync/internal/change sync/internal/format/po sync/internal/problem sync/internal/tree sync/internal/drift sync/internal/inert sync/internal/queue sync/internal/wording locales",
	"sync/internal/wording":     "sync sync/check sync/internal/change sync/internal/catalog sync/internal/drift sync/internal/inert sync/internal/queue locales",
	"sync/internal/report":      "sync sync/internal/wording sync/check sync/internal/queue sync/internal/terms sync/internal/align sync/internal/block sync/internal/change sync/internal/corpus sync/internal/drift sync/internal/inert sync/internal/keep locales",
	"sync/internal/remark":      "sync/internal/baseline",
	"sync/internal/digest":      "sync sync/internal/wording sync/internal/drift sync/internal/remark sync/internal/inert locales",
	"sync/internal/desk":        "sync sync/memory sync/internal/baseline sync/internal/corpus sync/internal/disk sync/internal/drift sync/internal/inert sync/internal/queue sync/internal/remark sync/internal/shell sync/internal/wording locales io/fs time",
	"sync/internal/lsp":         "sync sync/check sync/internal/block sync/internal/drift sync/internal/queue sync/internal/wording locales",
	"sync/internal/page":        "sync sync/internal/remark sync/internal/block sync/internal/change sync/internal/drift sync/internal/inert sync/internal/queue sync/internal/report sync/internal/wording locales",
	"locales":                   "",

	"sync/internal/format": "sync/internal/block sync/internal/edit",

	"sync/internal/inline":            "",
	"sync/internal/regex":             "",
	"sync/internal/wordset":           "",
	"sync/internal/pairing":           "",
	"sync/internal/inline/inlinetest": "",
	"sync/internal/format/formattest": "",
	"sync/internal/fixedseed":         "",
	"sync/internal/keep/keeptest":     "",
}

// lowest are the packages that every other may import: the grammar of inline text, what is
// known of languages as data, regular expressions, and sets of words.
const lowest = "sync/internal/inline sync/internal/langdata sync/internal/regex sync/internal/wordset"

// formats is the folder of the formats. The registry, which is the package of the folder,
// may import all of them, and none of them another.
const formats = "sync/internal/format/"

// ofFormats are the packages that a format of articles or of message catalogues may
// import.
const ofFormats = "sync/internal/block sync/internal/edit sync/internal/catalog sync/internal/tree"

// outside are the standard packages by which a program reads or changes the
// world: files, processes, the network, the clock, the environment.
var outside = map[string]bool{
	"os": true, "os/exec": true, "os/signal": true, "os/user": true, "io/fs": true, "io/ioutil": true,
	"net": true, "net/http": true, "syscall": true, "time": true, "log": true, "log/slog": true,
	"path/filepath": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true,
}

func TestImportsGoOneWay(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(name))[len("../"):]
		if strings.HasPrefix(pkg, "cmd/") || pkg == "sync/cli" || generator(t, name) {
			return nil
		}
		allowed, ok := layers[pkg]
		if strings.HasPrefix(pkg, formats) {
			allowed, ok = ofFormats, true
		}
		if !ok {
			t.Errorf("%s: the package is not in the table of layers", pkg)
			return nil
		}
		seen[pkg] = true
		for _, imported := range importsOf(t, name) {
			if !permitted(imported, allowed) && !(pkg+"/" == formats && strings.HasPrefix(imported, module+formats)) {
				t.Errorf("%s imports %s, which its layer may not", name, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range layers {
		if !seen[pkg] {
			t.Errorf("the table of layers names %s, which there is none of", pkg)
		}
	}
}

func permitted(imported, allowed string) bool {
	own, inside := strings.CutPrefix(imported, module)
	if !inside && !outside[imported] {
		return true
	}
	for _, a := range strings.Fields(allowed + " " + lowest) {
		if a == own {
			return true
		}
	}
	return false
}

func importsOf(t *testing.T, name string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// generator reports whether a file is left out of every build and only run by
// go generate.
func generator(t *testing.T, name string) bool {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Comments {
		if c.Pos() < f.Package && strings.HasPrefix(c.List[0].Text, "//go:build ignore") {
			return true
		}
	}
	return false
}

// The draws of every property test are the same in every run.
func TestSeedsAreFixed(t *testing.T) {
	drawing, fixed := map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		for _, imported := range importsOf(t, name) {
			switch imported {
			case "pgregory.net/rapid":
				drawing[filepath.Dir(name)] = true
			case module + "sync/internal/fixedseed":
				fixed[filepath.Dir(name)] = true
			}
		}
		return nil
	})
	if err != nil || len(drawing) == 0 {
		t.Fatal(len(drawing), err)
	}
	for dir := range drawing {
		if !fixed[dir] {
			t.Errorf("%s: a test draws, and none imports sync/internal/fixedseed", dir)
		}
	}
}
