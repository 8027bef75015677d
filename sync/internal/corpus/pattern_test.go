package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

var testTags = map[string]string{"en": "en", "tr": "tr", "pt-br": "pt-BR"}

// A match is written "language | captures | id".
func TestMatch(t *testing.T) {
	for _, c := range []struct{ pattern, name, want string }{
		{"a/{lang}/*.md", "a/tr/x.md", "tr | x | x"},
		{"a/{lang}/*.md", "a/de/x.md", ""},
		{"a/{lang}/*.md", "a/tr/b/x.md", ""},
		{"a/{lang}/*.md", "a/tr.md", ""},
		{"a/{lang}/**/*.md", "a/tr/x.md", "tr |  x | x"},
		{"a/{lang}/**/*.md", "a/PT_br/b/c/x.md", "pt-BR | b/c x | b/c/x"},
		{"a/{lang}/**", "a/tr/b/x.md", "tr | b/x.md | b/x"},
		{"a/{lang}/**", "a/tr/b/x.png", ""},
		{"a/{lang}/**", "a/tr", ""},
		{"a/{lang}/*", "a/tr/x.mdx", "tr | x.mdx | x"},
		{"**/{lang}/*.md", "tr/x.md", "tr |  x | x"},
		{"**/{lang}/*.md", "a/b/tr/x.md", "tr | a/b x | a/b/x"},
		{"**/{lang}/**/*.md", "a/en/b/tr/x.md", "en | a b/tr x | a/b/tr/x"},
		{"a/**/*.{lang}.md", "a/b.c.tr.md", "tr |  b.c | b.c"},
		{"a/**/*.{lang}.md", "a/.tr.md", ""},
		{"*_{lang}.md", "x_pt_BR.md", "pt-BR | x | x"},
		{"*-{lang}.md", "x-y-tr.md", "tr | x-y | x-y"},
		{"{lang}.md", "tr.md", "tr |  | index"},
		{"a/b.{lang}.md", "a/b.tr.md", "tr |  | a/b"},
		{"a/{lang}/b.md", "a/tr/b.md", "tr |  | a/b"},
		{"a/docs-{lang}/b.md", "a/docs-tr/b.md", "tr |  | a/docs/b"},
		{"*/{lang}.md", "x/tr.md", "tr | x | x"},
		{"*/{lang}.md", ".x/tr.md", ""},
		{".x/{lang}.md", ".x/tr.md", ""},
		{"**/{lang}.md", "a/.x/tr.md", ""},
		{"*/{lang}/p/*.md", "x/tr/p/1.md", "tr | x 1 | x/p/1"},
		{"{lang}/*.{lang}.md", "tr/x.tr.md", "tr | x | x"},
		{"{lang}/*.{lang}.md", "tr/x.en.md", ""},
		{"{a,b}/{lang}/*.{md,mdx}", "b/tr/x.mdx", "tr | b x mdx | b/x"},
		{"{a,b}/{lang}/*.{md,mdx}", "c/tr/x.mdx", ""},
		{"{lang}/?.md", "tr/ş.md", "tr | ş | ş"},
		{"{lang}/?.md", "tr/ab.md", ""},
		{"{lang}/*-*.md", "tr/2024-x-y.md", "tr | 2024 x-y | 2024-x-y"},
		{"[slug]/{lang}.md", "[slug]/tr.md", "tr |  | [slug]"},
	} {
		p, ok := compilePattern(c.pattern)
		if !ok {
			t.Errorf("%s does not compile", c.pattern)
			continue
		}
		m := matcher{tags: testTags}
		got := ""
		if m.matchPath(p, c.name) {
			got = m.lang + " | " + strings.Join(m.captures, " ") + " | " + p.sharedID(m.captures)
		}
		if got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.pattern, c.name, got, c.want)
		}
	}
}

var (
	randomPattern = rapid.StringMatching(`((a|b|\*|a\*b|\{lang\}|a\.\{lang\}|\{a,b\}|\*\.\{lang\}|\?|\*\*)/){0,3}(\*|a|\*\.md|\*\.\{lang\}\.md|\{lang\}\.\{md,txt\})`)
	randomPath    = rapid.StringMatching(`((a|b|ab|tr|en|a\.tr|pt_BR)/){0,3}(a|b|ab|tr|a\.tr|x\.b)\.(md|txt)`)
)

// Filling in what a path gave gives the path again, for another language one
// that matches with the same captures and id.
func TestFillUndoesMatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, ok := compilePattern(randomPattern.Draw(t, "pattern"))
		name := randomPath.Draw(t, "path")
		m := matcher{tags: testTags}
		if !ok || !m.matchPath(p, name) {
			return
		}
		captures := slices.Clone(m.captures)
		if got := p.fillPath(m.spelled, captures); got != name {
			t.Fatalf("%q gives %q", captures, got)
		}
		for dir := name; strings.Contains(dir, "/"); {
			dir = dir[:strings.LastIndexByte(dir, '/')]
			if !m.leadsInto(p, dir) {
				t.Fatalf("does not lead to %s", dir)
			}
		}
		if len(p.wildcardKinds()) != len(captures) {
			t.Fatalf("%d captures for %d wildcards", len(captures), len(p.wildcardKinds()))
		}
		id := p.sharedID(captures)
		if got, ok := m.capturesIn(p, id); id != "index" && (!ok || len(got) != len(captures) || p.sharedID(got) != id) {
			t.Fatalf("%s of %s gives %q", id, p.text, got)
		}
		if strings.Count(p.text, langMark) == 1 && !p.bare {
			again(t, p, captures)
		}
	})
}

func again(t *rapid.T, p *pattern, captures []string) {
	for _, c := range captures {
		if strings.ContainsAny(c, "tepR") {
			return // a tag in a capture can be taken for the language
		}
	}
	m := matcher{tags: testTags}
	name := p.fillPath("tr", captures)
	if !m.matchPath(p, name) || m.lang != "tr" || p.sharedID(m.captures) != p.sharedID(captures) {
		t.Fatalf("%s in Turkish is %s with %q", p.text, name, m.captures)
	}
}

// Patterns without {lang} match what another implementation matches.
func TestMatchAsDoublestarDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ReplaceAll(randomPattern.Draw(t, "pattern"), langMark, "tr")
		name := randomPath.Draw(t, "path")
		p, ok := compilePattern(text)
		if !ok || p.bare {
			return
		}
		want, err := doublestar.Match(text, name)
		if err != nil {
			t.Fatal(err)
		}
		if got := (&matcher{}).matchPath(p, name); got != want {
			t.Fatalf("%s on %s: %v", text, name, got)
		}
	})
}
