package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/exchange"
)

const glossaryPage = "../../docs/glossary.md"

// The glossary names what exists, and in the words that messages and pages use.
func TestGlossary(t *testing.T) {
	words := map[string]string{
		"English": proseOf(t, "../../locales/active.en.toml", "../../docs/*.md", "../../README.md"),
		"Turkish": proseOf(t, "../../locales/active.tr.toml", "../../docs/*.tr.md"),
		"Russian": proseOf(t, "../../locales/active.ru.toml", "../../docs/*.ru.md"),
	}
	declared := declarations(t)
	rows := tableOf(t, "## Words to avoid", false)
	for _, row := range rows {
		for k, language := range []string{"English", "Turkish", "Russian"} {
			if row[k] != "–" && !strings.Contains(words[language], strings.ToLower(row[k])) {
				t.Errorf("no message or page in %s says %q", language, row[k])
			}
		}
		if name := strings.Trim(row[3], "`"); name != "–" && !declared[name] {
			t.Errorf("%s: the code has no %s", row[0], name)
		}
	}
	if len(rows) < 20 {
		t.Errorf("only %d concepts were read", len(rows))
	}
}

// Messages and pages keep to the words of the glossary.
func TestWordsToAvoid(t *testing.T) {
	avoid := []string{`is no (?:language|pattern|state|shell|message|JSON)\b`}
	for _, row := range tableOf(t, "## Words to avoid", true) {
		for _, word := range strings.Split(row[0], ", ") {
			if plain := strings.TrimSpace(strings.SplitN(word, " (", 2)[0]); regexp.MustCompile(`^[a-z]+$`).MatchString(plain) {
				avoid = append(avoid, plain+`(?:s|ed|ing)?\b`)
			}
		}
	}
	pattern := regexp.MustCompile(`(?i)\b(?:` + strings.Join(avoid, "|") + `)`)
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "../../README.md", "../../locales/active.en.toml") {
		if page == glossaryPage || strings.HasSuffix(page, ".tr.md") || strings.HasSuffix(page, ".ru.md") {
			continue
		}
		for n, line := range strings.Split(proseOf(t, page), "\n") {
			if found := pattern.FindString(line); found != "" {
				t.Errorf("%s:%d: %q is a word to avoid", page, n+1, found)
			}
		}
	}
}

// All names of states, changes and flags are in the documentation of each.
func TestNamesAreDocumented(t *testing.T) {
	states := proseOf(t, "../../docs/states.md")
	var names []string
	for s := drift.State(0); s < drift.NumStates; s++ {
		names = append(names, s.String())
	}
	for c := change.Cosmetic; c.String() != "unknown"; c++ {
		names = append(names, c.String())
	}
	for _, name := range slices.Concat(names, (^drift.Flags(0)).Names()) {
		if !regexp.MustCompile("(?m)`" + name + "`|^### " + name + "$").MatchString(states) {
			t.Errorf("docs/states.md does not explain %s", name)
		}
	}
}

// A page for coordinators names all formats of work lists, whatever its language, and the
// first steps are commands that can be run once the values in capitals are put in.
func TestFirstSteps(t *testing.T) {
	for _, ending := range []string{".md", ".tr.md", ".ru.md"} {
		lists := proseOf(t, "../../docs/coordinators"+ending)
		for _, format := range append([]string{"text"}, exchange.Formats()...) {
			if !strings.Contains(lists, "`"+format+"`") {
				t.Errorf("docs/coordinators%s does not name %s", ending, format)
			}
		}
		steps := textOf(t, "../../docs/README"+ending)
		for _, command := range []string{"diff", "mark"} {
			if !regexp.MustCompile("`xsync " + command + ` \p{Lu}+` + "`").MatchString(steps) {
				t.Errorf("docs/README%s has %s without an article", ending, command)
			}
		}
	}
}

// What stands for a value is called on a translated page as in the help of its language.
func TestValuesAreNamed(t *testing.T) {
	value := regexp.MustCompile(`--[a-z][a-z-]* ([A-Z_]{3,})\b`)
	english := locales.New("en")
	for _, lang := range []string{"tr", "ru"} {
		own, names := locales.New(lang), map[string]string{}
		for _, id := range []string{"name.article", "name.command", "name.file", "name.folder", "name.format", "name.lang", "name.path", "name.revision"} {
			names[english.Text(id)] = own.Text(id)
		}
		for _, m := range value.FindAllStringSubmatch(textOf(t, "../../docs/*."+lang+".md"), -1) {
			if want := names[m[1]]; want != "" && want != m[1] {
				t.Errorf("%s: %s is %s", lang, m[0], want)
			}
		}
	}
}

// tableOf reads the rows of the table before a heading of the glossary, or of the
// one after it.
func tableOf(t *testing.T, heading string, after bool) [][]string {
	t.Helper()
	src, err := os.ReadFile(glossaryPage)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.SplitN(string(src), heading, 2)
	text := parts[0]
	if after {
		text = parts[1]
	}
	var out [][]string
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| ---") {
			continue
		}
		var cells []string
		for _, c := range strings.Split(strings.Trim(line, "| "), " | ") {
			cells = append(cells, strings.TrimSpace(c))
		}
		out = append(out, cells)
	}
	return out[1:]
}

// proseOf is the text of some files, in lower case.
func proseOf(t *testing.T, patterns ...string) string {
	t.Helper()
	return strings.ToLower(textOf(t, patterns...))
}

// textOf is the text of the files that match patterns.
func textOf(t *testing.T, patterns ...string) string {
	t.Helper()
	var b strings.Builder
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, f := range files {
			if f == glossaryPage && len(patterns) > 1 {
				continue
			}
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(src)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// declarations are the exported names of all packages, as package.Name and
// package.Type.Member.
func declarations(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir("..", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range f.Decls {
			declare(out, f.Name.Name, d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func declare(out map[string]bool, pkg string, d ast.Decl) {
	if f, ok := d.(*ast.FuncDecl); ok {
		name := f.Name.Name
		if f.Recv != nil {
			name = receiver(f.Recv.List[0].Type) + "." + name
		}
		out[pkg+"."+name] = true
		return
	}
	for _, s := range d.(*ast.GenDecl).Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			out[pkg+"."+s.Name.Name] = true
			if st, ok := s.Type.(*ast.StructType); ok {
				for _, field := range st.Fields.List {
					for _, n := range field.Names {
						out[pkg+"."+s.Name.Name+"."+n.Name] = true
					}
				}
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				out[pkg+"."+n.Name] = true
			}
		}
	}
}

func receiver(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
