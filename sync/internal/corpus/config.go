package corpus

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/spelling"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// ConfigName is the name of the configuration at the root of a project.
const ConfigName = "xsync.toml"

// Default is the source language of a project that names none.
const Default = "en"

// Config is what xsync.toml says.
type Config struct {
	Source   string   // BCP 47 tag, as the project spells it
	Targets  []string // BCP 47 tags, as the project spells them
	Articles []Entry
	Catalogs []Entry
	Check    Check
	Queue    Queue
	Draft    Draft
	Links    Links
	Glossary Glossary
	Align    Align
	// Notices begin texts that stand in many translations and have no source.
	Notices []string

	guess bool // made by Detect, which is still trying
}

// Entry says where articles, or message catalogues, are.
type Entry struct {
	// Path is a pattern of slash-separated paths in which {lang} is the language
	// tag and the rest, where it has wildcards, the article's id. Wildcards are
	// *, ?, {a,b} and, as a whole name, **. It may do without {lang} if there is
	// only one target, and a SourcePath or a Language.
	Path string
	// Language is the language of the translations at a Path without {lang}.
	Language string
	// Targets are those of the project that these articles are translated into; nil says
	// all of them.
	Targets []string
	// SourcePath is the pattern of the source if that is not at Path, as that of a gettext
	// template is not. It has the same wildcards.
	SourcePath string
	// Prefix begins the ids of these articles, to tell them from others.
	Prefix string
	// Names maps what paths call a language, in small letters, to its tag, where
	// they do not use the tag: russian to ru.
	Names map[string]string
	// Exclude lists patterns of files that are no articles.
	Exclude []string
	// TranslatedOnly leaves out articles without any translation.
	TranslatedOnly bool
	// Choices are what is translated of articles; those of catalogues are the usual ones.
	block.Choices

	line int // of the entry in xsync.toml, 1-based
}

// Align says what is known beforehand of how words are translated.
type Align struct {
	// Dictionaries are files of pairs of words.
	Dictionaries []string
}

// Glossary says where the terms of a project are.
type Glossary struct {
	Files []string // paths in the project
}

// Level says how much something matters to a check.
type Level string

// The levels.
const (
	LevelError Level = "error"
	LevelWarn  Level = "warn"
	LevelOff   Level = "off"
)

// Check is the policy of a check.
type Check struct {
	// Levels maps states, changes, flags and kinds of findings to levels.
	Levels map[string]Level
	// Coverage is the least coverage in percent; 0 asks for none.
	Coverage int
	// Languages holds what differs for some targets.
	Languages map[string]Check
}

// Digest identifies all that the policy says: two policies with the same digest
// judge alike.
func (c *Check) Digest() string {
	data, _ := json.Marshal(c) // maps are written in the order of their keys
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Level is that of the first of the names that the policy says something of,
// first for the language, then for all; else the level of the first name that
// has one by default, else off. Ask for the narrow name before the wide one: a
// change before its state, a kind of finding before "finding".
func (c *Check) Level(lang string, names ...string) Level {
	return c.LevelOr(lang, LevelOff, names...)
}

// LevelOr is [Check.Level] with a level for what neither the policy nor the defaults
// say anything of.
func (c *Check) LevelOr(lang string, otherwise Level, names ...string) Level {
	for _, levels := range []map[string]Level{c.Languages[lang].Levels, c.Levels} {
		if l, ok := firstOf(levels, names); ok {
			return l
		}
	}
	if slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, Broken) }) {
		return LevelError
	}
	if l, ok := firstOf(defaultLevels, names); ok {
		return l
	}
	return otherwise
}

// firstOf is the level of the first of the names that has one.
func firstOf(levels map[string]Level, names []string) (Level, bool) {
	for _, n := range names {
		if l, ok := levels[n]; ok {
			return l, true
		}
	}
	return LevelOff, false
}

// MinCoverage is the least coverage of a language in percent.
func (c *Check) MinCoverage(lang string) int {
	if n := c.Languages[lang].Coverage; n > 0 {
		return n
	}
	return c.Coverage
}

var defaultLevels = map[string]Level{
	"stale": LevelError, "mechanical": LevelWarn, "minor": LevelWarn, "missing": LevelError, "untranslated": LevelError,
	"orphan": LevelWarn, "extra": LevelWarn, "unverified": LevelOff, "unrelated": LevelError, "finding": LevelWarn, "source_edits": LevelWarn,
	"placeholder": LevelError, "plural": LevelError,
}

// Broken follows the kind of a finding that is an error unless the policy names its
// kind: a reference to a footnote that is not defined.
const Broken = "!"

// checkNames are the states, changes, flags and kinds of findings that a policy
// may name, "unrelated" for a file that is no translation of its source,
// "finding" for findings of all kinds, and "source_edits" for the most that an
// edit of the source may cost where nobody has touched the translation.
var checkNames = strings.Fields(`stale missing untranslated orphan extra unverified mechanical minor major facts
	moved merged split edited assumed forced inferred low-confidence replaced machine shift unrelated finding source_edits
	number percent date time decade century currency unit weekday month direction link fragment dead_link source_link image code placeholder footnote heading_level heading_id directive cells list_number shape name field partial active term picture
	plural markup punctuation`)

// MaxConfig is the number of bytes that a configuration may have.
const MaxConfig = 1 << 20

// ParseConfig reads a configuration. It is strict, and returns all problems at
// once, in the order of the file; the configuration is nil if there are any. One of
// more than [MaxConfig] bytes is not read.
func ParseConfig(name string, data []byte) (*Config, []Problem) {
	if len(data) > MaxConfig {
		return nil, []Problem{{ID: TooLarge, Path: name, Data: map[string]any{"Size": len(data), "Limit": MaxConfig}}}
	}
	if problem := cmp.Or(CheckText(name, data), CheckMerged(name, data)); problem != nil {
		return nil, []Problem{*problem}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	root, problem := parseTOML(name, data)
	if problem != nil {
		return nil, []Problem{*problem}
	}
	r := &reader{name: name, data: data}
	c := r.readConfig(root)
	if len(r.problems) > 0 {
		return nil, r.sortedProblems()
	}
	return c, nil
}

// readConfig reads the whole file and checks what it says.
func (r *reader) readConfig(root *tree.Node) *Config {
	r.checkKeys(root, "source", "targets", "articles", "catalogs", "check", "queue", "draft", "glossary", "align", "notices", "links")
	c := &Config{Source: Default}
	if n := root.Get("source"); n != nil {
		c.Source = r.readText(n, "source", `source = "en"`)
		r.checkTag(n, c.Source)
	}
	r.readTargets(root.Get("targets"), c)
	for _, n := range r.readTables(root.Get("articles"), "articles", `[[articles]]`) {
		c.Articles = append(c.Articles, r.readArticles(n, c))
	}
	for _, n := range r.readTables(root.Get("catalogs"), "catalogs", `[[catalogs]]`) {
		c.Catalogs = append(c.Catalogs, r.readEntry(n, c))
	}
	if root.Get("articles") == nil && root.Get("catalogs") == nil {
		r.addProblem(NoArticles, nowhere, nil)
	}
	c.Check = r.readCheck(root.Get("check"), "check", c)
	c.Queue = r.readQueue(r.section(root, "queue", append([]string{"priorities"}, weighted...)...), c)
	if n := r.section(root, "draft", "command").Get("command"); n != nil {
		c.Draft.Command = r.readText(n, "draft.command", `command = "./translate.sh"`)
	}
	c.Links = r.links(r.section(root, "links", "mirrors").Get("mirrors"), c)
	c.Glossary.Files = r.readFiles(r.section(root, "glossary", "files").Get("files"), "glossary.files", `files = ["terms.csv"]`)
	c.Align.Dictionaries = r.readFiles(r.section(root, "align", "dictionaries").Get("dictionaries"), "align.dictionaries", `dictionaries = ["en-de.dic"]`)
	c.Notices = r.readWords(root.Get("notices"), "notices", `notices = ["This page was translated by a machine"]`)
	return c
}

func (r *reader) readTargets(n *tree.Node, c *Config) {
	if n == nil || len(n.Items) == 0 && n.Kind == tree.List {
		r.addProblem(NoTargets, offsetOf(n), nil)
		return
	}
	seen := map[string]bool{foldTag(c.Source): true}
	for _, item := range r.readItems(n, "targets", `targets = ["tr", "ru"]`) {
		id := TwiceTarget
		if foldTag(item.Text) == foldTag(c.Source) {
			id = TargetIsSource
		}
		if seen[foldTag(item.Text)] {
			r.addProblem(id, item.At(), map[string]any{"Tag": item.Text})
		}
		r.checkTag(item, item.Text)
		seen[foldTag(item.Text)] = true
		c.Targets = append(c.Targets, item.Text)
	}
}

func foldTag(tag string) string { return string(fold(nil, tag)) }

// checkTag checks a language tag. It is kept as written, since paths spell it so.
func (r *reader) checkTag(n *tree.Node, text string) {
	t, err := language.Raw.Parse(text)
	if (err != nil || t == language.Und || len(text) > maxTag) && n.Kind == tree.Text {
		r.addProblem(BadTag, n.At(), map[string]any{"Tag": text})
	}
}

// readFiles reads a list of files of the project.
func (r *reader) readFiles(list *tree.Node, key, example string) []string {
	if list == nil {
		return nil
	}
	var out []string
	for _, item := range r.readItems(list, key, example) {
		if !cleanPath(item.Text) || leavesProject(item.Text) {
			r.addProblem(OutsidePattern, item.At(), map[string]any{"Pattern": item.Text})
		}
		out = append(out, item.Text)
	}
	return out
}

// readWords reads a list of texts, none of which is blank; it is nil if the key is
// not set, and empty if the list is.
func (r *reader) readWords(n *tree.Node, key, example string) []string {
	if n == nil {
		return nil
	}
	out := []string{}
	for _, item := range r.readItems(n, key, example) {
		if strings.TrimSpace(item.Text) == "" {
			r.wrongType(item, key, example)
		}
		out = append(out, item.Text)
	}
	return out
}

// cleanPath reports whether a path is relative and has no empty or dotted parts.
func cleanPath(p string) bool {
	return p != "" && p != "." && path.Clean(p) == p && p[0] != '/' && p != ".." && !strings.HasPrefix(p, "../")
}

// readPattern checks a pattern and compiles it; lang says that it must have {lang}.
func (r *reader) readPattern(n *tree.Node, text string, c *Config, lang bool) *pattern {
	if n == nil || n.Kind != tree.Text {
		return nil
	}
	data := map[string]any{"Pattern": text}
	if leavesProject(text) {
		r.addProblem(OutsidePattern, n.At(), data)
		return nil
	}
	p, ok := compilePattern(text)
	switch {
	case !ok:
		data["Nearest"] = mendPattern(text)
		r.addProblem(BadPattern, n.At(), data)
		return nil
	case p.namesHidden():
		r.addProblem(HiddenPattern, n.At(), data)
		return nil
	case lang && !p.hasTag():
		data["Nearest"] = withTag(text, c)
		r.addProblem(NoLangInPath, n.At(), data)
		return nil
	}
	return p
}

// leavesProject reports whether a pattern is absolute or climbs.
func leavesProject(p string) bool {
	return strings.HasPrefix(p, "/") || strings.HasPrefix(p, "~") || len(p) > 1 && p[1] == ':' ||
		slices.Contains(strings.Split(strings.ReplaceAll(p, `\`, "/"), "/"), "..")
}

// mendPattern is the pattern that a wrong one was probably meant to be, or "".
func mendPattern(text string) string {
	s := strings.ReplaceAll(text, `\`, "/")
	s = strings.NewReplacer("<lang>", langMark, "{locale}", langMark, "{language}", langMark, "{{lang}}", langMark,
		"${lang}", langMark, "**.", "**/*.").Replace(s)
	if strings.HasSuffix(s, "/") {
		s += "**/*.md"
	}
	if s != "" {
		s = strings.TrimPrefix(path.Clean(s), "/")
	}
	if _, ok := compilePattern(s); ok && s != text {
		return s
	}
	return ""
}

// withTag is a pattern with {lang} in place of the first language of the project
// that stands in it, or "".
func withTag(text string, c *Config) string {
	parts := strings.Split(text, "/")
	for k, part := range parts {
		stem, ext := part, ""
		if k == len(parts)-1 {
			ext = path.Ext(part)
			stem = strings.TrimSuffix(part, ext)
		}
		head, lang := "", stem
		if !c.isLanguage(lang) {
			head, lang = suffixTag(stem)
		}
		if c.isLanguage(lang) {
			parts[k] = head + langMark + ext
			return strings.Join(parts, "/")
		}
	}
	return ""
}

// isLanguage reports whether a tag is the source or a target.
func (c *Config) isLanguage(spelled string) bool {
	same := func(t string) bool { return foldTag(t) == foldTag(spelled) }
	return same(c.Source) || slices.ContainsFunc(c.Targets, same)
}

// readCheck reads a policy; key is what it is called in the file.
func (r *reader) readCheck(n *tree.Node, key string, c *Config) Check {
	var out Check
	if n == nil || !r.isTable(n, key, "["+key+"]") {
		return out
	}
	for _, k := range n.Keys() {
		v := n.Get(k)
		full := key + "." + k
		switch {
		case k == "coverage":
			out.Coverage = r.readPercent(v, full)
		case k == "languages" && key == "check":
			out.Languages = r.checkLanguages(v, c)
		case !slices.Contains(checkNames, k):
			r.addProblem(UnknownCheck, v.KeyAt, map[string]any{"Key": full, "Nearest": spelling.Nearest(k, slices.Concat(checkNames, []string{"coverage"}))})
		default:
			level := Level(r.readText(v, full, k+` = "warn"`))
			if v.Kind == tree.Text && level != LevelError && level != LevelWarn && level != LevelOff {
				r.addProblem(BadLevel, v.At(), map[string]any{"Key": full, "Level": string(level)})
			}
			if out.Levels == nil {
				out.Levels = map[string]Level{}
			}
			out.Levels[k] = level
		}
	}
	return out
}

func (r *reader) checkLanguages(n *tree.Node, c *Config) map[string]Check {
	if !r.isTable(n, "check.languages", `[check.languages.tr]`) {
		return nil
	}
	out := map[string]Check{}
	for _, lang := range n.Keys() {
		v := n.Get(lang)
		target, ok := c.asSpelled(lang)
		if !ok {
			r.addProblem(UnknownCheckLang, v.KeyAt, map[string]any{"Tag": lang})
			continue
		}
		out[target] = r.readCheck(v, "check.languages."+lang, c)
	}
	return out
}
