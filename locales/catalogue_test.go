package locales

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// forms are the texts of a message by the plural form that they are for; one
// without plurals has only other.
type forms map[string]string

// catalogue reads the messages of a language.
func catalogue(t *testing.T, lang string) map[string]forms {
	t.Helper()
	name := "active." + lang + ".toml"
	data, err := catalogues.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return formsOf(t, data, name)
}

// formsOf are the messages of a catalogue, or of some of its lines.
func formsOf(t *testing.T, data []byte, name string) map[string]forms {
	t.Helper()
	file, err := i18n.ParseMessageFileBytes(data, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]forms{}
	for _, m := range file.Messages {
		f := forms{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other}
		maps.DeleteFunc(f, func(_, text string) bool { return text == "" })
		out[m.ID] = f
	}
	return out
}

func ids[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

func TestCataloguesHaveTheSameMessages(t *testing.T) {
	want := ids(catalogue(t, Default))
	for _, lang := range Languages {
		if diff := cmp.Diff(want, ids(catalogue(t, lang))); diff != "" {
			t.Errorf("%s (-%s +%s):\n%s", lang, Default, lang, diff)
		}
	}
}

// A message has the plural forms that its language needs, by CLDR, or none.
func TestPluralForms(t *testing.T) {
	for _, lang := range Languages {
		needed := pluralForms(lang)
		for id, f := range catalogue(t, lang) {
			got := ids(f)
			if !slices.Equal(got, needed) && !slices.Equal(got, []string{"other"}) {
				t.Errorf("%s: %s has the forms %v, want %v", lang, id, got, needed)
			}
		}
	}
	english := catalogue(t, Default)
	for _, lang := range Languages {
		for id, f := range catalogue(t, lang) {
			if (len(f) > 1) != (len(english[id]) > 1) {
				t.Errorf("%s: %s has plurals in one language only", lang, id)
			}
		}
	}
}

func pluralForms(lang string) []string {
	tag := language.Make(lang)
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	need := map[string]bool{names[plural.Cardinal.MatchPlural(tag, 1, 1, 1, 5, 5)]: true}
	for n := range 201 {
		need[names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]] = true
	}
	return ids(need)
}

// All forms of a message in all languages are filled in with the same data. The
// names of placeholders are ASCII: one Cyrillic letter would print nothing.
func TestPlaceholders(t *testing.T) {
	english := catalogue(t, Default)
	for _, lang := range Languages {
		for id, f := range catalogue(t, lang) {
			want := placeholders(t, id, english[id]["other"])
			for form, text := range f {
				got := placeholders(t, id, text)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s, form %s (-%s +%s):\n%s", lang, id, form, Default, lang, diff)
				}
				for _, name := range got {
					if strings.IndexFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
						t.Errorf("%s: %s: the placeholder %q is not ASCII", lang, id, name)
					}
				}
			}
		}
	}
}

// placeholders are the names of the data that a message uses, sorted.
func placeholders(t *testing.T, id, text string) []string {
	t.Helper()
	trees, err := parse.Parse(id, text, "", "")
	if err != nil {
		t.Errorf("%s: %v", id, err)
		return nil
	}
	names := map[string]bool{}
	if tree := trees[id]; tree != nil {
		fields(tree.Root, names)
	}
	return ids(names)
}

func fields(n parse.Node, names map[string]bool) {
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			fields(c, names)
		}
	case *parse.IfNode:
		fields(n.Pipe, names)
		fields(n.List, names)
		if n.ElseList != nil {
			fields(n.ElseList, names)
		}
	case *parse.ActionNode:
		fields(n.Pipe, names)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			fields(c, names)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			fields(a, names)
		}
	case *parse.FieldNode:
		names[strings.Join(n.Ident, ".")] = true
	}
}

// What a shell, a configuration or a program reads is the same in all languages:
// flags, file names, states, the mark of a flag's value.
var untranslated = regexp.MustCompile("--[a-z-]+|\\[\\[articles\\]\\]|xsync\\.toml|\\.xsync|\\{lang\\}|xsync [a-z]+|iconv -f|UTF-\\d+|`|\\b(?:assumed|unverified|stale,missing|minor|mechanical)\\b")

func TestMarkupIsKept(t *testing.T) {
	english := catalogue(t, Default)
	literals := func(text string) []string {
		found := untranslated.FindAllString(text, -1)
		slices.Sort(found)
		// "xsync says" is prose, "xsync status" is a command.
		return slices.DeleteFunc(found, func(s string) bool {
			return strings.HasPrefix(s, "xsync ") && s != "xsync status"
		})
	}
	for _, lang := range Languages {
		for id, f := range catalogue(t, lang) {
			want, got := literals(english[id]["other"]), literals(f["other"])
			if !slices.Equal(want, got) {
				t.Errorf("%s: %s has %q, in %s %q", lang, id, got, Default, want)
			}
		}
	}
}

// Errors have no full stop, sentences have one, and a label ends in a colon, in
// every language alike.
func TestFinalPunctuation(t *testing.T) {
	kind := func(text string) rune {
		last, _ := utf8.DecodeLastRuneInString(text)
		if strings.ContainsRune(".:?!…", last) {
			return last
		}
		return 0
	}
	english := catalogue(t, Default)
	for _, lang := range Languages {
		for id, f := range catalogue(t, lang) {
			for form, text := range f {
				if text != strings.TrimSpace(text) {
					t.Errorf("%s: %s, form %s, begins or ends with a space", lang, id, form)
				}
				if got, want := kind(text), kind(english[id]["other"]); got != want {
					t.Errorf("%s: %s, form %s, ends with %q, in English with %q", lang, id, form, got, want)
				}
			}
		}
	}
}

// code is what stands in straight quotes because a file or a line is written so.
var code = regexp.MustCompile(`= "[^"]*"|= \["[^\]]*\]|\{"[^}]*\}`)

// ofTOML are the messages that show a value as it stands in the configuration.
var ofTOML = []string{"problem.bad_level", "problem.bad_prefix", "problem.bad_tag", "problem.no_path", "problem.unread_fields"}

// Quotes are those of the language: “ ” in English and Turkish, « » in Russian.
// Straight ones belong to code, and a value that is told stands in none.
func TestQuotes(t *testing.T) {
	told := regexp.MustCompile(`"\{\{[^}]*\}\}"`)
	strangers := map[string]string{"en": "«»„", "tr": "«»„", "ru": "“”"}
	for _, lang := range Languages {
		for id, f := range catalogue(t, lang) {
			for form, text := range f {
				prose := code.ReplaceAllString(text, "")
				switch {
				case strings.Contains(prose, `"`) && !slices.Contains(ofTOML, id):
					t.Errorf("%s: %s, form %s, has straight quotes: %s", lang, id, form, text)
				case told.MatchString(prose) && id != "problem.unread_fields":
					t.Errorf("%s: %s, form %s, quotes what it tells as code: %s", lang, id, form, text)
				case strings.ContainsAny(prose, strangers[lang]):
					t.Errorf("%s: %s, form %s, has the quotes of another language: %s", lang, id, form, text)
				}
			}
		}
	}
}

// use is where the program asks for a message, and the data that it gives.
type use struct {
	at   string
	keys []string // nil if they are not to be seen from the call
}

// Every message that the program asks for exists and gets the data that it
// needs, and every message is asked for.
func TestMessagesAreUsed(t *testing.T) {
	english := catalogue(t, Default)
	used, mentioned := uses(t)
	for id, places := range used {
		f, ok := english[id]
		if !ok {
			t.Errorf("%s: there is no message %q", places[0].at, id)
			continue
		}
		want := placeholders(t, id, f["other"])
		for _, u := range places {
			if u.keys != nil && !slices.Equal(want, u.keys) {
				t.Errorf("%s: %s is given %v, it needs %v", u.at, id, u.keys, want)
			}
		}
	}
	for id := range english {
		if !mentioned[id] {
			t.Errorf("no program asks for the message %q", id)
		}
	}
	// Ids that are kept for later, such as the texts of a command, look like these.
	kept := regexp.MustCompile(`^(help|flag|kind|problem|refused)\.[a-z_.]+$`)
	for text := range mentioned {
		if _, ok := english[text]; !ok && kept.MatchString(text) {
			t.Errorf("there is no message %q", text)
		}
	}
}

// uses finds the calls that ask for a message, and all strings that are written
// in the program: ids are always written out.
func uses(t *testing.T) (used map[string][]use, mentioned map[string]bool) {
	t.Helper()
	used, mentioned = map[string][]use{}, map[string]bool{}
	files := token.NewFileSet()
	for _, root := range []string{"../cmd", "../sync"} {
		err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".html") {
				return askedByTemplate(name, used, mentioned)
			}
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(files, name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := written(n); ok {
					mentioned[s] = true
				}
				if call, ok := n.(*ast.CallExpr); ok {
					if id, keys, ok := request(call); ok {
						used[id] = append(used[id], use{files.Position(call.Pos()).String(), keys})
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return used, mentioned
}

// asked is how a template of a page asks for a message.
var asked = regexp.MustCompile(`\b(?:t|count) "([a-z_.]+)"`)

// askedByTemplate notes the messages that the templates in a file ask for.
func askedByTemplate(name string, used map[string][]use, mentioned map[string]bool) error {
	src, err := os.ReadFile(name)
	for _, m := range asked.FindAllStringSubmatch(string(src), -1) {
		used[m[1]] = append(used[m[1]], use{at: name})
		mentioned[m[1]] = true
	}
	return err
}

func written(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// request reads a call such as Messages.Text("id", "Key", value).
func request(call *ast.CallExpr) (id string, keys []string, ok bool) {
	sel, isMethod := call.Fun.(*ast.SelectorExpr)
	if !isMethod || len(call.Args) == 0 {
		return "", nil, false
	}
	receiver, isField := sel.X.(*ast.SelectorExpr)
	if !isField || !strings.EqualFold(receiver.Sel.Name, "messages") {
		return "", nil, false
	}
	if id, ok = written(call.Args[0]); !ok {
		return "", nil, false
	}
	rest := call.Args[1:]
	keys = []string{}
	if sel.Sel.Name == "Count" {
		rest = call.Args[2:]
		keys = append(keys, "Count")
	}
	for k := 0; k < len(rest); k += 2 {
		key, ok := written(rest[k])
		if !ok {
			return id, nil, true
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return id, keys, true
}
