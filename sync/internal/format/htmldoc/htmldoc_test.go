package htmldoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// outline lists the segments of a page, one a line.
func outline(d *block.Doc) string {
	var out strings.Builder
	for _, i := range d.Segments() {
		b := &d.Blocks[i]
		fmt.Fprintf(&out, "%s %d %s|%s\n", b.Kind, b.Level, b.Label, b.Text)
	}
	return out.String()
}

func TestParse(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"unclosed items", "<ul><li>One<li>Two <b>2</b></ul>", "list_item 1 |One\nlist_item 1 |Two <strong>2</strong>\n"},
		{"nested list", "<ul><li>One<ul><li>Deep</ul></ul>", "list_item 1 |One\nlist_item 2 |Deep\n"},
		{"paragraphs in an item", "<li><p>First</p><p>Second</p></li>", "list_item 1 |First\nparagraph 0 |Second\n"},
		{"text beside blocks", "<div>Before<p>Within</p>behind</div>", "paragraph 0 |Before\nparagraph 0 |Within\nparagraph 0 |behind\n"},
		{"upper case", "<H2>Title</H2><P>Text <EM>here</EM>", "heading 2 |Title\nparagraph 0 |Text <em>here</em>\n"},
		{"cells", "<table><tr><td>1<td>2<tr><th>3</table>", "table_row 0 |1\ntable_row 0 |2\ntable_row 0 |3\n"},
		{"definitions", "<dl><dt>Word<dd>Meaning</dl>", "list_item 1 |Word\nlist_item 1 |Meaning\n"},
		{"quotation", "<blockquote><p>Said</p></blockquote>", "quote 1 |Said\n"},
		{"footnote", `<ol><li id="fn:3">A note</ol>`, "footnote 0 3|A note\n"},
		{"furniture", "<nav>Menu</nav><header>Site</header><article><header><h1>T</h1></header></article><footer>C</footer>", "heading 1 |T\n"},
		{"left out", "<p translate=no>Brand</p><p class='a notranslate'>X</p><script>1</script><style>2</style><!-- 3 -->", ""},
		{"metadata", `<title>A &amp; B</title><meta content="Of it" name=description><meta name=viewport content=x>`, "front_matter 0 title|A &amp; B\nfront_matter 0 description|Of it\n"},
		{"attributes", `<figure><img alt="A &quot;cat&quot;" src=c.png><figcaption>Cat</figcaption></figure>`, "image 0 |A \"cat\"\nparagraph 0 |Cat\n"},
		{"code", "<pre><code>a &lt; b\n  c</code></pre>", "code 0 |a < b\n  c\n"},
		{"comments of WordPress", "<!-- wp:paragraph -->\n<p>Text</p>\n<!-- /wp:paragraph -->", "paragraph 0 |Text\n"},
		{"link around a heading", `<a href="/x"><h3>Title</h3></a>`, "heading 3 |Title\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := outline(Parse([]byte(tt.src))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestSpelling checks that the spelling of a text is cosmetic.
func TestSpelling(t *testing.T) {
	const want = `<p>A café: <b class="x" id="y">bold</b> &amp; more</p>`
	for _, same := range []string{
		`<p>A caf&eacute;: <b class="x" id="y">bold</b> &amp; more</p>`,
		"<P>\n A  caf&#233;:\n<strong id='y' class=x>bold</STRONG> &amp; more\n",
	} {
		a, b := Parse([]byte(want)), Parse([]byte(same))
		if outline(a) != outline(b) || a.Blocks[a.Segments()[0]].Digest() != b.Blocks[b.Segments()[0]].Digest() {
			t.Errorf("%q is not %q", outline(b), outline(a))
		}
	}
	if a, b := Parse([]byte("<p>5 &lt; 6")), Parse([]byte("<p>5 &gt; 6")); outline(a) == outline(b) {
		t.Error("other characters are taken for the same")
	}
}

// TestDeep checks that time does not explode with the depth of a page.
func TestDeep(t *testing.T) {
	for _, tag := range []string{"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>"} {
		src := strings.Repeat(tag, 10_000) + "text" + strings.Repeat("</p></i>", 10_000)
		if d := Parse([]byte(src)); len(d.Segments()) != 1 {
			t.Errorf("%s: %d segments", tag, len(d.Segments()))
		}
	}
}

func checkLaws(t *testing.T, d *block.Doc) {
	t.Helper()
	at := 0
	for _, b := range d.Blocks {
		if b.Span.Start != at || b.Span.End < at || b.Span.Len() == 0 {
			t.Fatalf("the block at %v does not follow %d in %q", b.Span, at, d.Src)
		}
		at = b.Span.End
	}
	if at != len(d.Src) {
		t.Fatalf("the blocks end at %d of %d in %q", at, len(d.Src), d.Src)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"<p>a<b>c</p>", "<ul><li>1<li>2</ul>", "<img alt=x><meta name=description content='y'>", "<pre>\r\n<a>", "<!-- wp:x --><p>a</p><!-- /wp:x -->",
		"<![CDATA[x]]><p/>x", "<title>a<b></title>", "\ufeff<h1 title=\"q\">a&eacute", "<p alt=>x", "<a =b>", "<img alt",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d := Parse(src)
		checkLaws(t, d)
		if got, refused := (Format{}).Apply(d, nil); string(got) != string(src) || len(refused) > 0 {
			t.Fatalf("%q became %q", src, got)
		}
	})
}
