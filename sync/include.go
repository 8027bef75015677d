package xsync

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Included is an article that is part of another one, whose translation readers see
// there as well.
type Included struct {
	Article string
	Path    string // of its translation
	State   State  // of that; fresh if nothing is to be done
}

// includeMarks are what every line that includes a file has one of, so that most lines
// are not looked at any closer.
var includeMarks = []string{"include", "--8<--", "import", "readfile", "nippet", "{!", "![[", "INCLUDE"}

// includes match, each with the name of the file, what the common generators write to
// include one: Jekyll and its kin, Hugo and Quarto, mdBook, MkDocs, VitePress, MDX,
// markdown-it containers, MyST and reStructuredText, servers of HTML, AsciiDoc, the include
// plug-ins of Python-Markdown and markdown-it, Mintlify, Org and Obsidian.
var includes = []*regex.Pattern{
	regex.Lazy(`\{%-?\s*include(?:_relative|-markdown)?\s+["']?([^"'\s%]+)`),
	regex.Lazy(`\{\{[<%]\s*(?:include|readfile|snippet)\s+(?:file\s*=\s*|src\s*=\s*)?["']?([^"'\s%>]+)`),
	regex.Lazy(`\{\{\s*#include\s+([^\s:}]+)`),
	regex.Lazy(`^\s*--8<--\s+["']([^"':]+)`),
	regex.Lazy(`<!--\s*@include:?\s*([^\s{#>]+?)(?:[{#][^>]*)?\s*-->`),
	regex.Lazy(`^\s*import\s+\w+\s+from\s+["']([^"']+\.mdx?)["']`),
	regex.Lazy(`^\s*:{3,}\s*include\s+["']?([^"'\s]+)`),
	regex.Lazy("^\\s*(?:`{3,}|:{3,})\\{include\\}\\s+(\\S+)"),
	regex.Lazy(`^\s*\.\.\s+include::\s+(\S+)`),
	regex.Lazy(`<!--#include\s+(?:file|virtual)\s*=\s*["']([^"']+)`),
	regex.Lazy(`^include::(?:partial\$)?([^\[\s]+)\[`),
	regex.Lazy(`\{!\s*([^\s!]+)[^!]*!\}`),
	regex.Lazy(`!!!\s*include\s*\(\s*([^)\s]+)\s*\)`),
	regex.Lazy(`<Snippet\s+file\s*=\s*["']([^"']+)`),
	regex.Lazy(`(?i)^\s*#\+include:\s+["']?([^"'\s:]+)`),
	regex.Lazy(`!\[\[([^\]|#]+)`),
}

// includedFiles are the names of the files that a text includes, outside of code.
func includedFiles(text string) []string {
	var out []string
	fence := ""
	for line := range strings.Lines(text) {
		if fence = block.FenceAfter(fence, line); fence != "" && !strings.Contains(line, "{include}") {
			continue
		}
		if !slices.ContainsFunc(includeMarks, func(mark string) bool { return strings.Contains(line, mark) }) {
			continue
		}
		for _, re := range includes {
			if m := re.FindStringSubmatch(line); m != nil && !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

// resolve is the article that a page includes under a name: a file beside the page,
// one of the project, or the only one whose path ends with the name. It may lack the ending
// of the page's own.
func resolve(page, name string, all []corpus.Article) *corpus.Article {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "@site/"), "@/")
	if path.Ext(name) == "" {
		name += path.Ext(page)
	}
	for _, full := range []string{path.Join(path.Dir(page), name), path.Clean(name)} {
		if k := slices.IndexFunc(all, func(a corpus.Article) bool { return a.Source == full }); k >= 0 {
			return &all[k]
		}
	}
	if strings.HasPrefix(name, "../") {
		return nil
	}
	var found *corpus.Article
	for k := range all {
		if strings.HasSuffix(all[k].Source, "/"+strings.TrimPrefix(path.Clean(name), "/")) {
			if found != nil {
				return nil
			}
			found = &all[k]
		}
	}
	return found
}

// included are the articles that a translation is made up of beside its own, by the names
// of the files that its source includes, and how they stand.
func (p *Project) included(ctx context.Context, t *Translation, names []string, article string, b *beyond) ([]Included, error) {
	var out []Included
	for _, name := range names {
		a := resolve(t.SourcePath, name, b.survey.articles)
		if a == nil || a.ID == article || slices.ContainsFunc(out, func(i Included) bool { return i.Article == a.ID }) {
			continue
		}
		target, is := a.Targets[t.Language]
		if !is {
			continue // it is not to be in that language
		}
		state, err := p.stateOf(ctx, a.ID, t.Language, b)
		if err != nil {
			return nil, err
		}
		out = append(out, Included{a.ID, target.Path, state})
	}
	return out, nil
}

// stateOf is how an article stands in a language, by its figures.
func (p *Project) stateOf(ctx context.Context, article, lang string, b *beyond) (State, error) {
	if s, ok := b.states[lang+" "+article]; ok {
		return s, nil
	}
	state := Missing
	q := Query{Languages: []string{lang}, Only: func(a *corpus.Article) bool { return a.ID == article }, alone: true, survey: b.survey}
	_, err := p.eachAlone(ctx, q, func(a *Article) error {
		for k := range a.Translations {
			state = a.Translations[k].State()
		}
		return nil
	})
	if b.states == nil {
		b.states = map[string]State{}
	}
	b.states[lang+" "+article] = state
	return state, err
}
