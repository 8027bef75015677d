package htmldoc

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
)

// A project names the attributes that are read and the elements that are left out.
func TestChoices(t *testing.T) {
	const src = `<body><nav>Home</nav><header>Top</header><p data-tip="A tip" title="A title">Text.</p><div id="ads">Buy!</div><div class="a side">Beside</div><footer>End</footer></body>`
	for _, c := range []struct {
		o    block.Options
		want string
	}{
		{block.Options{}, "A title|Text.|Buy!|Beside"},
		{block.Options{Choices: block.Choices{Furniture: []string{"#ads", ".side"}}}, "Home|Top|A title|Text.|End"},
		{block.Options{Choices: block.Choices{Furniture: []string{"nav", "footer"}}}, "Top|A title|Text.|Buy!|Beside"},
		{block.Options{Choices: block.Choices{Furniture: []string{}}}, "Home|Top|A title|Text.|Buy!|Beside|End"},
		{block.Options{Choices: block.Choices{Attributes: []string{"data-tip"}}}, "A tip|Text.|Buy!|Beside"},
		{block.Options{Choices: block.Choices{Attributes: []string{}}}, "Text.|Buy!|Beside"},
	} {
		doc, err := Format{}.Parse([]byte(src), c.o)
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(doc); got != c.want {
			t.Errorf("%v: %q, want %q", c.o, got, c.want)
		}
		if again := doc.Reread([]byte(src)); texts(again) != c.want {
			t.Errorf("%v: read again, it is %q", c.o, texts(again))
		}
		at := doc.Segments()[0]
		out, refused := Format{}.Apply(doc, []edit.Edit{{Placement: edit.At(at), Text: "Başka"}})
		if len(refused) > 0 || !strings.Contains(string(out), "Başka") {
			t.Errorf("%v: %s, refused %v", c.o, out, refused)
		}
	}
}

func texts(doc *block.Doc) string {
	var out []string
	for _, at := range doc.Segments() {
		out = append(out, doc.Blocks[at].Text)
	}
	return strings.Join(out, "|")
}
