package corpus

import (
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/tree"
)

// readArticles reads one [[articles]] entry.
func (r *reader) readArticles(n *tree.Node, c *Config) Entry {
	e := r.readEntry(n, c, "front_matter", "attributes", "note_words", "furniture")
	e.FrontMatter = r.readWords(n.Get("front_matter"), "front_matter", `front_matter = ["title", "description"]`)
	e.Attributes = r.readWords(n.Get("attributes"), "attributes", `attributes = ["title", "label"]`)
	e.NoteWords = r.readWords(n.Get("note_words"), "note_words", `note_words = ["translators:"]`)
	e.Furniture = r.readWords(n.Get("furniture"), "furniture", `furniture = ["nav", "footer", ".sidebar"]`)
	return e
}

// readEntry reads what an entry for articles and one for catalogues, [[catalogs]], have. It
// may have some more keys.
func (r *reader) readEntry(n *tree.Node, c *Config, more ...string) Entry {
	r.checkKeys(n, append([]string{"path", "source_path", "lang", "targets", "prefix", "names", "exclude", "translated_only"}, more...)...)
	e := Entry{line: r.lineOf(n.At())}
	e.Targets = r.readSomeTargets(n.Get("targets"), c)
	e.Language, e.Targets = r.readLanguage(n.Get("lang"), e.Targets, c)
	e.Path, e.SourcePath = r.readPaths(n, e.Targets, c)
	e.Prefix = r.readPrefix(n)
	e.Names = r.readNames(n.Get("names"), c)
	e.Exclude = r.readExclude(n.Get("exclude"))
	e.TranslatedOnly = r.readTranslatedOnly(n)
	return e
}

// readLanguage reads the language of the translations at a path without {lang}, which is one
// of those that the entry is in, and the only one if it does not say which these are.
func (r *reader) readLanguage(n *tree.Node, some []string, c *Config) (string, []string) {
	if n == nil {
		return "", some
	}
	tag := r.targetOf(n, r.readText(n, "lang", `lang = "tr"`), c)
	switch {
	case tag == "":
	case some == nil:
		some = []string{tag}
	case !slices.Contains(some, tag):
		r.addProblem(UnknownCheckLang, n.At(), map[string]any{"Tag": tag})
	}
	return tag, some
}

// readSomeTargets reads those of the targets that an entry is translated into, nil if it
// does not say.
func (r *reader) readSomeTargets(n *tree.Node, c *Config) []string {
	if n == nil {
		return nil
	}
	const example = `targets = ["tr", "ru"]`
	var out []string
	for _, item := range r.readItems(n, "targets", example) {
		if tag := r.targetOf(item, item.Text, c); tag != "" {
			out = append(out, tag)
		}
	}
	if n.Kind == tree.List && len(n.Items) == 0 {
		r.wrongType(n, "targets", example)
	}
	return out
}

// targetOf is the target that a tag names, "" if it is none.
func (r *reader) targetOf(n *tree.Node, tag string, c *Config) string {
	at := slices.IndexFunc(c.Targets, func(t string) bool { return foldTag(t) == foldTag(tag) })
	if at < 0 {
		if n.Kind == tree.Text {
			r.addProblem(UnknownCheckLang, n.At(), map[string]any{"Tag": tag})
		}
		return ""
	}
	return c.Targets[at]
}

// readNames reads what paths call the languages of the project.
func (r *reader) readNames(n *tree.Node, c *Config) map[string]string {
	if n == nil || !r.isTable(n, "names", `names = { russian = "ru" }`) {
		return nil
	}
	out := map[string]string{}
	for _, name := range n.Keys() {
		v := n.Get(name)
		tag := r.readText(v, "names."+name, `names = { russian = "ru" }`)
		if v.Kind == tree.Text && !c.isLanguage(tag) {
			r.addProblem(UnknownCheckLang, v.At(), map[string]any{"Tag": tag})
		}
		out[strings.ToLower(name)] = tag
	}
	return out
}

// readExclude reads the patterns of files that are no articles.
func (r *reader) readExclude(n *tree.Node) []string {
	if n == nil {
		return nil
	}
	var out []string
	for _, item := range r.readItems(n, "exclude", `exclude = ["docs/drafts/**"]`) {
		r.readPattern(item, item.Text, nil, false)
		out = append(out, item.Text)
	}
	return out
}

// readTranslatedOnly reads whether an entry leaves out what has no translation.
func (r *reader) readTranslatedOnly(n *tree.Node) bool {
	v := n.Get("translated_only")
	return v != nil && r.readTruth(v, "translated_only", "translated_only = true")
}

// readPaths reads the patterns of the translations and, if it lies elsewhere, of the
// source, of an entry that is in some of the targets, or in all of them.
func (r *reader) readPaths(n *tree.Node, some []string, c *Config) (target, source string) {
	target, at := r.readPath(n)
	elsewhere := n.Get("source_path")
	if some == nil {
		some = c.Targets
	}
	to := r.readPattern(at, target, c, len(some) > 1 || elsewhere == nil && n.Get("lang") == nil)
	if elsewhere != nil {
		source = r.readText(elsewhere, "source_path", `source_path = "docs/**/*.md"`)
		from := r.readPattern(elsewhere, source, c, false)
		if from != nil && to != nil && !slices.Equal(from.wildcardKinds(), to.wildcardKinds()) {
			r.addProblem(WildcardsDiffer, elsewhere.At(), map[string]any{"Pattern": target, "Source": source})
		}
	}
	return target, source
}

// readPrefix reads what begins the ids of an entry.
func (r *reader) readPrefix(n *tree.Node) string {
	p := n.Get("prefix")
	if p == nil {
		return ""
	}
	prefix := r.readText(p, "prefix", `prefix = "blog"`)
	if p.Kind == tree.Text && (!cleanPath(prefix) || strings.ContainsAny(prefix, "*?{}\\")) {
		r.addProblem(BadPrefix, p.At(), map[string]any{"Prefix": prefix})
	}
	return prefix
}

func (r *reader) readPath(n *tree.Node) (string, *tree.Node) {
	p := n.Get("path")
	switch {
	case p == nil:
		r.addProblem(NoPath, n.At(), nil)
	case p.Kind == tree.Text && p.Text == "":
		r.addProblem(NoPath, p.At(), nil)
	default:
		return r.readText(p, "path", `path = "articles/{lang}/**/*.md"`), p
	}
	return "", nil
}
