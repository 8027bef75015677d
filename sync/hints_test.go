package xsync_test

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// keepers are what the texts of these tests are about: names that both languages have.
var keepers = []string{"Abernathy", "Balogh", "Calvino", "Dimitrov", "Fjällström", "Fontaine", "Gallardo", "Nuñez"}

// spellings are ways to write a text that is the same.
var spellings = []func(string) string{
	strings.Clone,
	norm.NFD.String,
	func(text string) string {
		return strings.NewReplacer("ä", "&auml;", "ö", "&ouml;", "ı", "&#305;").Replace(text)
	},
	func(text string) string {
		return strings.NewReplacer("house", "&shy;house", "inde", "\u00adinde", "llü", "llü&shy;").Replace(text)
	},
}

// keeper is a text about the k-th keeper, and its translation.
func keeper(k int) [2]string {
	name := keepers[k%len(keepers)]
	return [2]string{
		fmt.Sprintf("The lighthouse of %s has a lamp of %d watts.", name, 100+k),
		fmt.Sprintf("%s fenerinde %d vatlık bir lamba vardır.", name, 100+k),
	}
}

// manyArticles is a project of some articles, all recorded, with the texts of each.
func manyArticles(t *testing.T, n int) (*tree, [][]int) {
	x := newTree(t)
	delete(x.files, en)
	delete(x.files, tr)
	x.project.Config.Targets = []string{"tr"}
	texts := make([][]int, n)
	for a := range texts {
		texts[a] = []int{2 * a, 2*a + 1, 20, 20} // the last is in all of them, and twice
		x.writeKeepers("en", 0, a, texts[a], strings.Clone)
		x.writeKeepers("tr", 1, a, texts[a], strings.Clone)
	}
	x.markArticles(xsync.Query{})
	return x, texts
}

func (x *tree) writeKeepers(lang string, side, article int, texts []int, spelled func(string) string) {
	blocks := []string{fmt.Sprintf("# %d", article)}
	for _, k := range texts {
		blocks = append(blocks, spelled(keeper(k)[side]))
	}
	x.write(fmt.Sprintf("articles/%s/a%d.md", lang, article), blocks...)
}

func (x *tree) markArticles(q xsync.Query) {
	markings, problems, err := x.project.Mark(x.t.Context(), q, vouched)
	if err != nil || len(problems) > 0 {
		x.t.Fatal(problems, err)
	}
	for _, m := range markings {
		x.carry(m)
	}
}

// told is what is said of an article.
func told(a *xsync.Article) string {
	var out strings.Builder
	for _, t := range a.Translations {
		fmt.Fprintln(&out, a.ID, t.Counts, t.Notices)
		for _, r := range t.Rows {
			fmt.Fprintln(&out, r.ID, r.State, r.Pages)
			if r.Elsewhere != nil {
				fmt.Fprintln(&out, "elsewhere", *r.Elsewhere)
			}
		}
	}
	return out.String()
}

// Who names an article is told the same of it as who asks for all, wherever its texts went.
func TestNamedIsToldAsAllAre(t *testing.T) {
	moved, standing := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		x, texts := manyArticles(t, 5)
		article, spelling := rapid.IntRange(0, len(texts)-1), rapid.SampledFrom(spellings)
		for range rapid.IntRange(1, 3).Draw(r, "moves") {
			from, to := article.Draw(r, "from"), article.Draw(r, "to")
			if len(texts[from]) == 0 {
				continue
			}
			k := rapid.IntRange(0, len(texts[from])-1).Draw(r, "text")
			text := texts[from][k]
			texts[from] = append(texts[from][:k:k], texts[from][k+1:]...)
			if rapid.Bool().Draw(r, "moved") {
				texts[to] = append(texts[to][:len(texts[to]):len(texts[to])], text)
			}
			x.writeKeepers("en", 0, from, texts[from], spelling.Draw(r, "spelling"))
			x.writeKeepers("en", 0, to, texts[to], spelling.Draw(r, "spelling"))
		}
		for range rapid.IntRange(0, 4).Draw(r, "notices") {
			path := fmt.Sprintf("articles/tr/a%d.md", article.Draw(r, "noticed"))
			x.files[path] = &fstest.MapFile{Data: append(x.files[path].Data[:len(x.files[path].Data):len(x.files[path].Data)], spelling.Draw(r, "spelling")("\nBu sayfayı gönüllüler çevirdi, hataları lütfen bildirin.\n")...)}
		}
		if rapid.Bool().Draw(r, "renamed") {
			name := fmt.Sprintf("a%d.md", article.Draw(r, "under another name"))
			for _, folder := range []string{"articles/en/", "articles/tr/"} {
				x.files[folder+"renamed.md"] = x.files[folder+name]
				delete(x.files, folder+name)
			}
		}
		all, _ := x.each(xsync.Query{Rows: true})
		for _, a := range all {
			named, _ := x.each(xsync.Query{Rows: true, Articles: []string{a.ID}})
			want := told(a)
			if got := told(named[0]); got != want {
				r.Fatalf("named:\n%s\namong all:\n%s", got, want)
			}
			moved += strings.Count(want, "elsewhere")
			for _, tr := range a.Translations {
				standing += len(tr.Notices)
			}
		}
	})
	if moved == 0 || standing == 0 {
		t.Errorf("%d texts moved, %d notices", moved, standing)
	}
}

// A pair that left an article is recorded where it went, however its texts are written there.
func TestPairsAreHandedOver(t *testing.T) {
	for k, spelled := range spellings {
		x, texts := manyArticles(t, 3)
		x.writeKeepers("en", 0, 2, texts[2][1:], spelled)
		x.writeKeepers("tr", 1, 2, texts[2][1:], spelled)
		x.writeKeepers("en", 0, 0, append(texts[0], texts[2][0]), spelled)
		x.writeKeepers("tr", 1, 0, append(texts[0], texts[2][0]), spelled)
		x.markArticles(xsync.Query{Articles: []string{"a2"}})
		all, _ := x.each(xsync.Query{Rows: true, Articles: []string{"a0"}})
		if told := told(all[0]); strings.Count(told, "fresh") != 6 {
			t.Errorf("spelling %d:\n%s", k, told)
		}
	}
}

// opened notes which files were opened.
type opened struct {
	fs.FS
	mutex sync.Mutex
	names map[string]bool
}

func (o *opened) Open(name string) (fs.File, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.names[name] = true
	return o.FS.Open(name)
}

// look is which files are opened where a1 is named, of which something is told.
func (x *tree) look(want string) map[string]bool {
	o := &opened{FS: x.files, names: map[string]bool{}}
	x.project.FS = o
	articles, _ := x.each(xsync.Query{Rows: true, Articles: []string{"a1"}})
	if !strings.Contains(told(articles[0]), want) {
		x.t.Fatalf("nothing is %s", want)
	}
	return o.names
}

// Who names an article that misses a text examines no other one, unless the text may have
// come from there; catalogues are not even read.
func TestNamedIsExaminedAlone(t *testing.T) {
	x, texts := manyArticles(t, 5)
	x.project.Config.Catalogs = []corpus.Entry{{Path: "messages/{lang}.json"}}
	x.write("messages/en.json", `{"a": "The lamp is out."}`)
	x.write("messages/tr.json", `{"a": "Lamba sönük."}`)
	x.writeKeepers("en", 0, 1, append(texts[1], 30, texts[3][0]), strings.Clone) // which has not left the other article
	if names := x.look("missing"); !names["articles/tr/a1.md"] || names["articles/tr/a3.md"] {
		t.Errorf("opened: %v", names)
	}
	x.writeKeepers("en", 0, 3, texts[3][1:], strings.Clone)
	if names := x.look("missing"); !names["articles/tr/a3.md"] {
		t.Error("the article that the text came from was not looked at")
	}
	x.writeKeepers("en", 0, 1, texts[1][1:], strings.Clone)
	if names := x.look("orphan"); names["messages/en.json"] {
		t.Error("a catalogue was read for a text of an article")
	}
}

// Who names an article with a text that no source has examines no other one, unless the text
// stands there too and is not declared.
func TestNoticesAreExaminedAlone(t *testing.T) {
	const notice = "## Bu sayfayı gönüllüler çevirdi, hataları lütfen bildirin {#notice}"
	x, _ := manyArticles(t, 5)
	put := func(name string) {
		x.files[name] = &fstest.MapFile{Data: append(x.files[name].Data, "\n"+notice+"\n"...)}
	}
	put("articles/tr/a1.md")
	if names := x.look("extra"); !names["articles/en/a1.md"] || names["articles/en/a3.md"] {
		t.Errorf("opened: %v", names)
	}
	put("articles/tr/a3.md")
	if names := x.look("extra"); !names["articles/en/a3.md"] {
		t.Error("the article that has the text too was not looked at")
	}
	x.project.Config.Notices = []string{notice}
	if names := x.look("fresh"); names["articles/en/a3.md"] {
		t.Error("another article was looked at for a notice that is declared")
	}
}
