package drift

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/listing"
)

// Code in <pre> is compared as that of a fence is, whatever tags stand in it.
func TestComparePreformatted(t *testing.T) {
	e := &examination{source: Side{Language: "en"}, target: Side{Language: "tr"}}
	for _, c := range []struct {
		source, target string
		want           int
	}{
		{"<pre>\nopen --gate 3 # the gate\n</pre>", "<pre>\nopen --gate 3 # kapak\n</pre>", 0},
		{"<pre>\nopen --gate 3 # the gate\n</pre>", "<pre>\nopen --gate 4 # kapak\n</pre>", 1},
		{`<pre><code class="language-sql">SELECT a -- the oak
FROM mills;</code></pre>`, `<pre><code class="language-sql">SELECT a -- meşe
FROM mills;</code></pre>`, 0},
		{`<pre><code class="language-sql">SELECT a -- the oak
FROM mills;</code></pre>`, `<pre><code class="language-sql">SELECT a -- meşe
FROM wheels;</code></pre>`, 1},
		{`<pre class="brush: sql">SELECT a &lt; 3;</pre>`, `<pre class="brush: sql"><b>SELECT</b> a &lt; 3;</pre>`, 0},
		{"<pre>open</pre>", "<div>open</div>", 1},
	} {
		s, x := segmentOf(block.HTML, c.source), segmentOf(block.HTML, c.target)
		if got := e.compareStructure([]*align.Segment{s}, []*align.Segment{x}); len(got) != c.want {
			t.Errorf("%q and %q: findings %v, want %d", c.source, c.target, got, c.want)
		}
	}
}

// The tags of components and their attributes are compared; where they lead may depend
// on the language, and what they say to people does.
func TestCompareMarkup(t *testing.T) {
	e := &examination{}
	for _, c := range []struct {
		source, target string
		kind           string
	}{
		{`<Steps>`, `<Steps>`, ""},
		{`<Note>`, `<Tip>`, Directive},
		{`<Counter start={5} />`, `<Counter start={6} />`, Directive},
		{`<Badge text="New here" kind="a1" />`, `<Badge text="Burada yeni" kind="a1" />`, ""},
		{`href="/en/boats"`, `href="/tr/boats"`, ""},
		{`href="/boats"`, `href="/bikes"`, "link"},
		{`<iframe src="https://example.org/a"></iframe>`, `<iframe src="https://example.org/b"></iframe>`, "link"},
		{`src="/img/a.png"`, `src="../img/a.png"`, ""},
		{`src="/img/a.png"`, `src="/img/b.png"`, "image"},
		{`<Demo src={{ legend: 'a/b' }} />`, `<Demo src={{ legend: 'b/c' }} />`, ""},
		{`import A from './a.js'`, `import A from '../../a.js'`, ""},
		{`import A from './a.js'`, `import A from './b.js'`, "code"},
	} {
		s, x := segmentOf(block.HTML, c.source), segmentOf(block.HTML, c.target)
		kind := ""
		if got := e.compareMarkup(s, x); len(got) > 0 {
			kind = got[0].Kind
		}
		if kind != c.kind {
			t.Errorf("%q and %q: %q, want %q", c.source, c.target, kind, c.kind)
		}
	}
}

// A tag of a template that names the language that it stands in is the same in each of them.
func TestCompareTemplateTags(t *testing.T) {
	for _, c := range []struct {
		from, to, source, target string
		same                     bool
	}{
		{"en", "tr", `{% if page.lang == "en" %}`, `{% if page.lang == "tr" %}`, true},
		{"en", "tr", `{% if page.lang == "en" %}`, `{% if page.lang == "ru" %}`, false},
		{"en", "tr", `{% include en/tide.html en="en" %}`, `{% include tr/tide.html tr="tr" %}`, true},
		{"en", "tr", `{% include en/tide.html %}`, `{% include tr/moon.html %}`, false},
		{"en", "tr", `{% include en/tide.html %}`, `{% include en/tide.html %}`, true},
		{"tr", "en", `{{< tide locale="tr" >}}`, `{{< tide locale="en" >}}`, true},
		{"en", "pt-BR", `{{< tide locale="en" >}}`, `{{< tide locale="pt-br" >}}`, true},
		{"en", "pt-BR", `{{< tide locale="en" >}}`, `{{< tide locale="pt_BR" >}}`, true},
		{"en", "pt-BR", `{{< tide locale="en" >}}`, `{{< tide locale="pt" >}}`, true},
		{"en", "tr", `{% open %}`, `{% optr %}`, false},
		{"en", "tr", `{{< tide name="Spring" kind="high" >}}`, `{{< tide name="Bahar" kind="high" >}}`, true},
		{"en", "tr", `{{< tide name="Spring" kind="high" >}}`, `{{< tide name="Spring" kind="low" >}}`, false},
		{"en", "tr", `{{< tide text="Spring tide" url="/a" >}}`, `{{< tide text="Bahar" url="/b" >}}`, false},
		{"en", "tr", `{% tide one %}`, `{% tide two %}`, false},
	} {
		e := newExamination(Side{Language: c.from}, Side{Language: c.to}, nil)
		got := e.compareStructure([]*align.Segment{segmentOf(block.Directive, c.source)}, []*align.Segment{segmentOf(block.Directive, c.target)})
		if (len(got) == 0) != c.same {
			t.Errorf("%s and %s: %v", c.source, c.target, got)
		}
	}
}

func segmentOf(kind block.Kind, text string) *align.Segment {
	s := align.SegmentOf(&block.Block{Kind: kind, Text: text}, "en")
	return &s
}

// A slip in a comment of code is one, unless the code beside it is another.
func TestCodeBesideSlip(t *testing.T) {
	const was = "// Ring the belll.\nif (bell !== null) ring();"
	for now, want := range map[string]change.Class{
		"// Ring the bell.\nif (bell !== null) ring();":  change.Minor,
		"// Ring the bell.\nif (bell === null) ring();":  change.Major,
		"// Ring the belll.\nif (bell === null) ring();": change.Mechanical,
	} {
		if got := classifyCode(listing.Block{Info: "js", Text: was}, listing.Block{Info: "js", Text: now}, "en"); got != want {
			t.Errorf("%q is %v, want %v", now, got, want)
		}
	}
}
