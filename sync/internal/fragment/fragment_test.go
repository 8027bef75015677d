package fragment_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/htmldoc"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
	"github.com/xsync-project/xsync/sync/internal/fragment"
)

const article = `# The *old* mill & its [oil](oil.md)

## Yağ İçin Işık

## Устройство ёмкостей

## Step 2: ` + "`--slow`" + ` mode

## Twice

## Twice

## Written {#by-hand}

## MDX {/*mdx-id*/}

<a name="old-anchor"></a>

<div id='boxed'>A box</div>

A paragraph.
{: #para .wide }

(myst-target)=

## Ангар для лодок
`

func TestFragmentsLeadSomewhere(t *testing.T) {
	n := fragment.Of(markdown.Parse([]byte(article)))
	for _, c := range []struct {
		fragment string
		want     fragment.Certainty
	}{
		{"the-old-mill--its-oil", fragment.Alive}, // GitHub
		{"the-old-mill-its-oil", fragment.Alive},  // with single hyphens
		{"the_old_mill_its_oil", fragment.Alive},  // with low lines
		{"yağ-i̇çin-işık", fragment.Alive},        // as GitHub lowers the capital
		{"yağ-için-ışık", fragment.Alive},         // as a Turk does
		{"yag-icin-isik", fragment.Alive},         // without accents
		{"ya%C4%9F-i%C3%A7in-%C4%B1%C5%9F%C4%B1k", fragment.Alive},
		{"устройство-ёмкостей", fragment.Alive},
		{"устроиство-емкостеи", fragment.Alive}, // VitePress
		{"step-2---slow-mode", fragment.Alive},
		{"twice", fragment.Alive},
		{"twice-1", fragment.Alive},
		{"twice-2", fragment.Unusual}, // of a rule that counts from one
		{"twice-3", fragment.Dead},
		{"by-hand", fragment.Alive},
		{"written", fragment.Unusual},
		{"mdx-id", fragment.Alive},
		{"old-anchor", fragment.Alive},
		{"boxed", fragment.Alive},
		{"para", fragment.Alive},
		{"myst-target", fragment.Alive},
		{"angar-dlja-lodok", fragment.Unusual}, // transliterated
		{"_3", fragment.Unusual},               // Python-Markdown
		{"fnref:2", fragment.Unusual},
		{":~:text=mill", fragment.Unusual},
		{"hangar-for-boats", fragment.Dead},
		{"the-old-miller", fragment.Dead},
		{"step-3---slow-mode", fragment.Dead},
	} {
		if _, got := n.Lookup(c.fragment); got != c.want {
			t.Errorf("#%s is %d, want %d", c.fragment, got, c.want)
		}
	}
}

func TestHTMLHasOnlyTheIDsThatAreWritten(t *testing.T) {
	n := fragment.Of(htmldoc.Parse([]byte("<h1 id=\"mill\">The mill</h1><h2>The oil</h2>")))
	if _, got := n.Lookup("mill"); got != fragment.Alive {
		t.Error("an id that is written leads somewhere")
	}
	if _, got := n.Lookup("the-oil"); got != fragment.Dead {
		t.Error("a heading of HTML has no id but its own")
	}
}

func TestRulesMakeWhatTheyMakeElsewhere(t *testing.T) {
	for _, c := range []struct{ text, github, vitepress, python string }{
		{"Hello, World! (2.0)", "hello-world-20", "hello-world-2-0", "hello-world-20"},
		{"Yağ İçin", "yağ-i̇çin", "yag-icin", "yag-icin"},
		{"Мой ёж", "мой-ёж", "мои-еж", ""},
		{"2 mills -- one river", "2-mills----one-river", "_2-mills-one-river", "2-mills-one-river"},
	} {
		if got := fragment.GitHub(c.text); got != c.github {
			t.Errorf("GitHub: %q, want %q", got, c.github)
		}
		if got := fragment.VitePress(c.text); got != c.vitepress {
			t.Errorf("VitePress: %q, want %q", got, c.vitepress)
		}
		if got := fragment.Python(c.text); got != c.python {
			t.Errorf("Python: %q, want %q", got, c.python)
		}
	}
}

// Law: what a rule makes of a heading leads to this heading.
func TestAFragmentLeadsToItsHeading(t *testing.T) {
	doc := markdown.Parse([]byte(article))
	n := fragment.Of(doc)
	headings := 0
	for k, i := range doc.Segments() {
		if doc.Blocks[i].Kind != block.Heading {
			continue
		}
		headings++
		for r, rule := range fragment.Rules[:2] {
			name := n.Fragment(k, rule)
			if at, c := n.Lookup(name); c != fragment.Alive || at != k && doc.Blocks[i].Text != "Twice" {
				t.Errorf("rule %d: #%s leads to %d (%d), want %d", r, name, at, c, k)
			}
		}
	}
	if headings != 9 {
		t.Errorf("%d headings", headings)
	}
}

func TestCounterpart(t *testing.T) {
	there := fragment.Of(markdown.Parse([]byte("# The oil\n\n## Use\n\n## Keep {#cool}\n\n## Use\n")))
	here := fragment.Of(markdown.Parse([]byte("# Yağ\n\n## Kullanım\n\n## Saklama {#cool}\n\n## Kullanım\n")))
	shorter := fragment.Of(markdown.Parse([]byte("# Yağ\n\n## Kullanım\n")))
	// Of two headings with one text, it is not certain that the first is meant.
	for name, want := range map[string]string{"use": "", "use-1": "kullanım-1", "cool": "cool", "keep": "", "none": "", "the-oil": "yağ", "The-Oil": "yağ"} {
		if got := here.Counterpart(there, name); got != want {
			t.Errorf("#%s is #%s, want #%s", name, got, want)
		}
		if got := shorter.Counterpart(there, name); got != "" {
			t.Errorf("#%s is #%s in a document with other headings", name, got)
		}
	}
}

func FuzzLookup(f *testing.F) {
	f.Add(article, "twice-1")
	f.Add("# \xff\n", "%ff")
	f.Fuzz(func(t *testing.T, text, name string) {
		n := fragment.Of(markdown.Parse([]byte(text)))
		if at, c := n.Lookup(name); c == fragment.Dead && at != fragment.NoSegment {
			t.Errorf("a dead fragment leads to %d", at)
		}
	})
}
