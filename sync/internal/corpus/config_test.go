package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

const good = `# ours
source  = "en"
targets = ["tr", 'pt_BR', "zh-Hans"]

[[articles]]
path = "articles/{lang}/**/*.{md,mdx}"
front_matter = ["title", "description"]

[[articles]]
path = "i18n/{lang}/docs/*.md"
source_path = "docs/*.md"
prefix = "docs/old"
attributes = ["title", "data-tip"]
note_words = ["for translators:"]

[[catalogs]]
path = "locales/active.{lang}.toml"
[[catalogs]]
path = "po/{lang}.po"
source_path = "po/messages.pot"
prefix = "ui"

[check]
coverage = 90
stale = "error"
minor = "warn"
[check.languages.pt-br]
coverage = 50
stale = "off"
`

func TestParseConfig(t *testing.T) {
	c, problems := ParseConfig("xsync.toml", []byte(good))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := &Config{
		Source: "en", Targets: []string{"tr", "pt_BR", "zh-Hans"},
		Articles: []Entry{
			{Path: "articles/{lang}/**/*.{md,mdx}", Choices: block.Choices{FrontMatter: []string{"title", "description"}}, line: 5},
			{Path: "i18n/{lang}/docs/*.md", SourcePath: "docs/*.md", Prefix: "docs/old", Choices: block.Choices{Attributes: []string{"title", "data-tip"}, NoteWords: []string{"for translators:"}}, line: 9},
		},
		Catalogs: []Entry{
			{Path: "locales/active.{lang}.toml", line: 16},
			{Path: "po/{lang}.po", SourcePath: "po/messages.pot", Prefix: "ui", line: 18},
		},
		Check: Check{
			Levels: map[string]Level{"stale": LevelError, "minor": LevelWarn}, Coverage: 90,
			Languages: map[string]Check{"pt_BR": {Levels: map[string]Level{"stale": LevelOff}, Coverage: 50}},
		},
	}
	if d := cmp.Diff(want, c, cmp.AllowUnexported(Entry{}, Config{})); d != "" {
		t.Error(d)
	}
}

func TestEveryWayToWriteAConfiguration(t *testing.T) {
	want, _ := ParseConfig("x", []byte("targets = [\"tr\"]\n[[articles]]\npath = \"{lang}/*.md\"\n"))
	for _, text := range []string{
		"targets = ['tr']\narticles = [{path = '{lang}/*.md'}]\n",
		"source = 'en'\r\ntargets = [\r\n  'tr', # Turkish\r\n]\r\n[[articles]]\r\npath = '{lang}/*.md'\r\n",
		"\ufefftargets = ['tr']\narticles = [{'path' = \"\"\"{lang}/*.md\"\"\"}]",
		"targets = ['tr']\ncheck.languages = {}\n[[\"articles\"]]\npath = \"\\u007Blang}/*.md\"",
	} {
		got, problems := ParseConfig("x", []byte(text))
		if len(problems) > 0 {
			t.Errorf("%q: %v", text, problems)
			continue
		}
		if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Entry{}, Config{}), cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
}

// An entry that names its language is in that language alone, unless it says more.
func TestEntryInOneLanguage(t *testing.T) {
	const text = "targets = [\"de\", \"tr\"]\n" +
		"[[articles]]\npath = \"b/*.tr.md\"\nsource_path = \"b/*.md\"\nlang = \"TR\"\n" +
		"[[catalogs]]\npath = \"l/tr.json\"\nsource_path = \"l/en.json\"\nlang = \"tr\"\n"
	c, problems := ParseConfig("x", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if a, b := c.Articles[0], c.Catalogs[0]; a.Language != "tr" || !slices.Equal(a.Targets, []string{"tr"}) || !slices.Equal(b.Targets, []string{"tr"}) {
		t.Errorf("%q in %q, %q", a.Language, a.Targets, b.Targets)
	}
}

// Each configuration has all of the problems listed, and no other.
func TestConfigProblems(t *testing.T) {
	const ok = "targets = [\"tr\"]\n[[articles]]\npath = \"{lang}/*.md\"\n"
	with := func(path string) string { return "targets = [\"tr\", \"ru\"]\n[[articles]]\npath = '" + path + "'\n" }
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", `x.toml: no targets: name the languages to translate into, as in targets = ["tr", "ru"]
x.toml: no articles: say where they are, as in [[articles]] path = "articles/{lang}/**/*.md"`},
		{"syntax", "targets = [\"tr\"\nsource = 1", `x.toml:2:1: not valid TOML: `},
		{"key twice", ok + "path = \"x\"\n", `x.toml:4:1: not valid TOML: `},
		{
			"misspelt keys", "target = [\"tr\"]\nsuorce = \"en\"\n[[article]]\npath = \"{lang}/*.md\"\n[zzz]\n",
			`x.toml:1:1: unknown key target; did you mean targets?
x.toml:2:1: unknown key suorce; did you mean source?
x.toml:3:3: unknown key article; did you mean articles?
x.toml:5:2: unknown key zzz
x.toml: no targets: name the languages to translate into, as in targets = ["tr", "ru"]
x.toml: no articles: say where they are, as in [[articles]] path = "articles/{lang}/**/*.md"`,
		},
		{
			"misspelt key of an entry", ok + "  sourcepath = \"*.md\"\n[[catalogs]]\npath = \"{lang}.toml\"\nfront_matter = []\n",
			`x.toml:4:3: unknown key sourcepath; did you mean source_path?
x.toml:7:1: unknown key front_matter`,
		},
		{
			"types", "source = 1\ntargets = \"tr\"\narticles = {path = \"{lang}/*.md\"}\n[[catalogs]]\npath = [\"{lang}\"]\n",
			`x.toml:1:10: source has a value of the wrong type; write it as in source = "en"
x.toml:2:11: targets has a value of the wrong type; write it as in targets = ["tr", "ru"]
x.toml:3:12: articles has a value of the wrong type; write it as in [[articles]]
x.toml:5:1: path has a value of the wrong type; write it as in path = "articles/{lang}/**/*.md"`,
		},
		{
			"languages of an entry", ok + "targets = [\"ru\"]\n[[catalogs]]\npath = \"l/{lang}.json\"\ntargets = []\n[[catalogs]]\npath = \"m/{lang}.json\"\ntargets = \"tr\"\n",
			`x.toml:4:12: “ru” is not among the targets
x.toml:7:1: targets has a value of the wrong type; write it as in targets = ["tr", "ru"]
x.toml:10:11: targets has a value of the wrong type; write it as in targets = ["tr", "ru"]`,
		},
		{
			"one language of an entry", "targets = [\"de\", \"tr\"]\n[[articles]]\npath = \"b/tr/*.md\"\nsource_path = \"b/en/*.md\"\ntargets = [\"tr\"]\n" +
				"[[articles]]\npath = \"c/tr/*.md\"\nsource_path = \"c/en/*.md\"\n[[articles]]\npath = \"d/{lang}.md\"\nlang = \"tr\"\ntargets = [\"de\"]\n",
			`x.toml:7:8: c/tr/*.md has no {lang}, which stands for the language; did you mean c/{lang}/*.md?
x.toml:11:8: “tr” is not among the targets`,
		},
		{
			"words of containers", "targets = [\"tr\"]\n[[articles]]\npath = \"{lang}/*.md\"\nattributes = [\" \"]\nnote_words = \"note:\"\nnote_word = []\n",
			`x.toml:4:15: attributes has a value of the wrong type; write it as in attributes = ["title", "label"]
x.toml:5:14: note_words has a value of the wrong type; write it as in note_words = ["translators:"]
x.toml:6:1: unknown key note_word; did you mean note_words?`,
		},
		{
			"types of lists", "targets = [\"tr\", 1]\n[[articles]]\npath = \"{lang}/*.md\"\nfront_matter = \"title\"\nprefix = true\n",
			`x.toml:1:1: targets has a value of the wrong type; write it as in targets = ["tr", "ru"]
x.toml:4:16: front_matter has a value of the wrong type; write it as in front_matter = ["title", "description"]
x.toml:5:10: prefix has a value of the wrong type; write it as in prefix = "blog"`,
		},
		{
			"tags", "source = \"english\"\ntargets = [\"tr\", \"türkçe\", \"../x\", \"\", \"und\"]\n[[articles]]\npath = \"{lang}/*.md\"\n",
			`x.toml:1:10: “english” is not a language tag; write one such as "tr" or "pt-BR"
x.toml:2:18: “türkçe” is not a language tag; write one such as "tr" or "pt-BR"
x.toml:2:30: “../x” is not a language tag; write one such as "tr" or "pt-BR"
x.toml:2:38: “” is not a language tag; write one such as "tr" or "pt-BR"
x.toml:2:42: “und” is not a language tag; write one such as "tr" or "pt-BR"`,
		},
		{
			"source among the targets", "source = \"en\"\ntargets = [\"tr\", \"EN\", \"TR\", \"pt_BR\", \"pt-BR\"]\n[[articles]]\npath = \"{lang}/*.md\"\n",
			`x.toml:2:18: EN is the source language and cannot be a target
x.toml:2:24: TR is listed twice among the targets
x.toml:2:39: pt-BR is listed twice among the targets`,
		},
		{
			"no targets", "targets = []\n[[articles]]\npath = \"{lang}/*.md\"\n",
			`x.toml:1:1: no targets: name the languages to translate into, as in targets = ["tr", "ru"]`,
		},
		{
			"no path", "targets = [\"tr\"]\n[[articles]]\n[[articles]]\nsource_path = \"*.md\"\n",
			`x.toml:2:3: an entry without path; write one such as "articles/{lang}/**/*.md"
x.toml:3:3: an entry without path; write one such as "articles/{lang}/**/*.md"`,
		},
		{"no lang", with("articles/tr/*.md"), `x.toml:3:8: articles/tr/*.md has no {lang}, which stands for the language; did you mean articles/{lang}/*.md?`},
		{"no lang in a suffix", with("articles/*.en.md"), `x.toml:3:8: articles/*.en.md has no {lang}, which stands for the language; did you mean articles/*.{lang}.md?`},
		{"no lang at all", with("articles/*.md"), `x.toml:3:8: articles/*.md has no {lang}, which stands for the language`},
		{"no lang, many targets", with("çeviri/*.md") + "source_path = \"docs/*.md\"\n", `x.toml:3:8: çeviri/*.md has no {lang}, which stands for the language`},
		{"other braces", with("articles/{locale}/*.md"), `x.toml:3:8: articles/{locale}/*.md is not a valid pattern; did you mean articles/{lang}/*.md?`},
		{"backslashes", with(`articles\{lang}\*.md`), `x.toml:3:8: articles\{lang}\*.md is not a valid pattern; did you mean articles/{lang}/*.md?`},
		{"folder", with("articles/{lang}/"), `x.toml:3:8: articles/{lang}/ is not a valid pattern; did you mean articles/{lang}/**/*.md?`},
		{"dot", with("./articles/{lang}/*.md"), `x.toml:3:8: ./articles/{lang}/*.md is not a valid pattern; did you mean articles/{lang}/*.md?`},
		{"glued", with("articles/{lang}/**.md"), `x.toml:3:8: articles/{lang}/**.md is not a valid pattern; did you mean articles/{lang}/**/*.md?`},
		{"open brace", with("articles/{lang/*.md"), `x.toml:3:8: articles/{lang/*.md is not a valid pattern`},
		{"empty", with(""), `x.toml:3:8: an entry without path; write one such as "articles/{lang}/**/*.md"`},
		{"too many", with("{lang}/**/a/**/b/**/c/**/*.md"), `x.toml:3:8: {lang}/**/a/**/b/**/c/**/*.md is not a valid pattern`},
		{"climbs", with("../{lang}/*.md"), `x.toml:3:8: ../{lang}/*.md leaves the project; write a path relative to xsync.toml`},
		{"climbs within", with("a/../../{lang}/*.md"), `x.toml:3:8: a/../../{lang}/*.md leaves the project; write a path relative to xsync.toml`},
		{"absolute", with("/srv/{lang}/*.md"), `x.toml:3:8: /srv/{lang}/*.md leaves the project; write a path relative to xsync.toml`},
		{"drive", with(`C:\docs\{lang}\*.md`), `x.toml:3:8: C:\docs\{lang}\*.md leaves the project; write a path relative to xsync.toml`},
		{"home", with("~/{lang}/*.md"), `x.toml:3:8: ~/{lang}/*.md leaves the project; write a path relative to xsync.toml`},
		{"source path leaves", ok + "source_path = \"../*.md\"\n", `x.toml:4:15: ../*.md leaves the project; write a path relative to xsync.toml`},
		{
			"wildcards differ", ok + "source_path = \"docs/**/*.md\"\n",
			`x.toml:4:15: docs/**/*.md and {lang}/*.md must have the same wildcards in the same order, so that they name the same article`,
		},
		{"prefix", ok + "prefix = \"../x\"\n", `x.toml:4:10: “../x” cannot begin ids; write a name or a relative path such as "blog"`},
		{"prefix with wildcard", ok + "prefix = \"{lang}\"\n", `x.toml:4:10: “{lang}” cannot begin ids; write a name or a relative path such as "blog"`},
		{
			"levels", ok + "[check]\nstale = \"fatal\"\nmising = \"error\"\nminor = true\ncoverage = 0.9\n",
			`x.toml:5:9: “fatal” for check.stale; write "error", "warn" or "off"
x.toml:6:1: check.mising is not a state, change or finding; did you mean missing?
x.toml:7:9: check.minor has a value of the wrong type; write it as in minor = "warn"
x.toml:8:12: check.coverage must be a whole number of percent from 0 to 100`,
		},
		{
			"levels of languages", ok + "[check.languages.de]\n[check.languages.tr]\ncoverage = 101\nlanguages = 1\n",
			`x.toml:4:18: “de” is not among the targets
x.toml:6:12: check.languages.tr.coverage must be a whole number of percent from 0 to 100
x.toml:7:1: check.languages.tr.languages is not a state, change or finding`,
		},
		{"check is no table", "check = 1\n" + ok, `x.toml:1:9: check has a value of the wrong type; write it as in [check]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problems := ParseConfig("x.toml", []byte(c.text))
			if got != nil {
				t.Error("there is a configuration as well")
			}
			var lines []string
			for _, p := range problems {
				lines = append(lines, p.Error())
				if !p.Fatal() {
					t.Errorf("%v is not fatal", p)
				}
			}
			text := strings.Join(lines, "\n")
			if strings.HasSuffix(c.want, "TOML: ") && strings.HasPrefix(text, c.want) {
				return // the rest is the library's
			}
			if d := cmp.Diff(c.want, text); d != "" {
				t.Error(d)
			}
		})
	}
}

// What a policy may name is what the program says.
func TestCheckNames(t *testing.T) {
	for s := drift.Stale; s < drift.NumStates; s++ {
		if !slices.Contains(checkNames, s.String()) {
			t.Errorf("no state %s", s)
		}
	}
	for _, c := range []change.Class{change.Mechanical, change.Minor, change.Major, change.Facts} {
		if !slices.Contains(checkNames, c.String()) {
			t.Errorf("no change %s", c)
		}
	}
	for _, f := range drift.Flags(0xFFFF).Names() {
		if !slices.Contains(checkNames, f) {
			t.Errorf("no flag %s", f)
		}
	}
	for k := anchor.Kind(0); k.String() != "unknown"; k++ {
		if !slices.Contains(checkNames, k.String()) {
			t.Errorf("no finding %s", k)
		}
	}
	for name := range defaultLevels {
		if !slices.Contains(checkNames, name) {
			t.Errorf("a default for %s, which cannot be named", name)
		}
	}
}

func TestLevels(t *testing.T) {
	c, problems := ParseConfig("x", []byte(good))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, x := range []struct {
		lang  string
		names []string
		want  Level
	}{
		{"tr", []string{"facts", "stale"}, LevelError},
		{"tr", []string{"minor", "stale"}, LevelWarn},
		{"pt_BR", []string{"facts", "stale"}, LevelOff},
		{"pt_BR", []string{"missing"}, LevelError},
		{"tr", []string{"orphan"}, LevelWarn},
		{"tr", []string{"date", "finding"}, LevelWarn},
		{"tr", []string{"moved"}, LevelOff},
	} {
		if got := c.Check.Level(x.lang, x.names...); got != x.want {
			t.Errorf("%s %v: %s, want %s", x.lang, x.names, got, x.want)
		}
	}
	if tr, pt := c.Check.MinCoverage("tr"), c.Check.MinCoverage("pt_BR"); tr != 90 || pt != 50 {
		t.Errorf("coverage is %d and %d", tr, pt)
	}
}

func FuzzParseConfig(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("articles = [{path = 1}, {path.x = 2}]\n[check.languages.tr]\n[[a.b]]\n[a.b.c]\n"))
	f.Add([]byte("targets = [[[{}]]]\ncheck = [{}]\n[[catalogs]]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, problems := ParseConfig("xsync.toml", data)
		if (c == nil) != (len(problems) > 0) {
			t.Fatal(c, problems)
		}
		for _, p := range problems {
			if p.Line > 1+strings.Count(string(data), "\n") || strings.Contains(p.Error(), "<no value>") {
				t.Fatalf("%v", p)
			}
		}
		if c == nil {
			return
		}
		again, problems := ParseConfig("xsync.toml", c.Encode())
		if d := cmp.Diff(c, again, cmpopts.IgnoreUnexported(Entry{}, Config{}), cmpopts.EquateEmpty()); len(problems) > 0 || d != "" {
			t.Fatalf("%v %s\n%s", problems, d, c.Encode())
		}
	})
}
