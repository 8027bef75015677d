package queue_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// project is a project in memory: its files by path, articles in English and
// Turkish.
type project struct {
	testing.TB
	files map[string]string
}

const config = "source = \"en\"\ntargets = [\"tr\"]\n\n[[articles]]\npath = \"articles/{lang}/*.{md,mdx,html,txt}\"\n"

// recorded is a project whose articles are recorded as they are.
func recorded(t testing.TB, files map[string]string) *project {
	t.Helper()
	p := &project{t, maps.Clone(files)}
	markings, problems, err := p.open().Mark(t.Context(), xsync.Query{}, xsync.Acceptance{Assume: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		if !problem.Notice() {
			t.Fatal(problem)
		}
	}
	for _, m := range markings {
		p.write(m.Plan)
	}
	return p
}

func (p *project) open() *xsync.Project {
	p.Helper()
	c, problems := corpus.ParseConfig(corpus.ConfigName, []byte(config))
	if len(problems) > 0 {
		p.Fatal(problems)
	}
	tree := fstest.MapFS{}
	for name, text := range p.files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return &xsync.Project{FS: tree, Config: c}
}

func (p *project) write(plan map[string][]byte) {
	for name, data := range plan {
		if data == nil {
			delete(p.files, name)
		} else {
			p.files[name] = string(data)
		}
	}
}

// translation is what status says of an article.
func (p *project) translation(id string) *xsync.Translation {
	p.Helper()
	var out *xsync.Translation
	_, err := p.open().Each(p.Context(), xsync.Query{Rows: true, Only: func(a *corpus.Article) bool { return a.ID == id }}, func(a *xsync.Article) error {
		for _, e := range a.Problems {
			p.Error(e)
		}
		if len(a.Translations) > 0 {
			out = &a.Translations[0]
		}
		return nil
	})
	if err != nil || out == nil {
		p.Fatal(id, err)
	}
	return out
}

// items is the work list of all articles.
func (p *project) items() []queue.Item {
	p.Helper()
	var out []queue.Item
	_, err := p.open().Each(p.Context(), xsync.Query{Rows: true}, func(a *xsync.Article) error {
		for k := range a.Translations {
			out = append(out, queue.List(&a.Translations[k], a.ID, queue.Options{})...)
		}
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
	return out
}

// bring imports answers and writes what becomes of them.
func (p *project) bring(answers []queue.Answer) *queue.Outcome {
	p.Helper()
	out, err := queue.Import(p.Context(), p.open(), "tr", answers)
	if err != nil {
		p.Fatal(err)
	}
	for _, e := range out.Problems {
		p.Error(e)
	}
	p.write(out.Plan)
	return out
}

// answer translates items by a function.
func answer(items []queue.Item, translate func(string) string) []queue.Answer {
	var out []queue.Answer
	for k, i := range items {
		out = append(out, queue.Answer{ID: i.ID, Seal: i.Seal, Source: i.Text, Text: translate(i.Text), Sign: queue.Finished, Line: k + 1})
	}
	return out
}

// mark translates by putting a sign in front of the first letter.
func mark(text string) string {
	i := strings.IndexFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f })
	if i < 0 {
		return text
	}
	return text[:i] + "ş" + text[i:]
}

var vowels = strings.NewReplacer("a", "ı", "e", "ö", "i", "ü", "o", "ğ", "u", "ş")

// pseudo translates into a language of its own: it has other vowels, and the same
// facts and markup.
func pseudo(text string) string {
	var b strings.Builder
	at := 0
	for _, a := range anchor.Scan(text, anchor.LanguageOf("en")) {
		if a.Start >= at {
			b.WriteString(vowels.Replace(text[at:a.Start]))
			b.WriteString(text[a.Start:a.End])
			at = a.End
		}
	}
	return b.String() + vowels.Replace(text[at:])
}

// pairs are pairs of real articles: our own, and those of a corpus if there is
// one beside the project.
func pairs(t testing.TB) map[string][2]string {
	t.Helper()
	out := map[string][2]string{}
	add := func(en, tr string) {
		a, errA := os.ReadFile(en)
		b, errB := os.ReadFile(tr)
		if errA == nil && errB == nil {
			out[tr] = [2]string{string(a), string(b)}
		}
	}
	own, err := filepath.Glob("../../../articles/en/*.md")
	if err != nil || len(own) == 0 {
		t.Fatal(own, err)
	}
	for _, en := range own {
		add(en, strings.Replace(en, "/en/", "/tr/", 1))
	}
	folders, err := fs.Glob(os.DirFS("../../../.."), "shared/corpora/align/*")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(folders)
	for k, f := range folders {
		if k%3 == 0 {
			add("../../../../"+f+"/en.md", "../../../../"+f+"/tr.md")
		}
	}
	return out
}
