package xsync

import (
	"fmt"
	"slices"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// A language is taught by as many of its own translations as are held in memory, the first and
// the late ones among them, however few of the articles have one.
func TestTeachingArticles(t *testing.T) {
	p := &Project{Config: &corpus.Config{Source: "en", Targets: []string{"tr", "ru"}}}
	var articles []corpus.Article
	for k := range 10 * classroom {
		targets := map[string]corpus.Target{"tr": {Exists: true}, "ru": {Exists: k%20 == 19}}
		articles = append(articles, corpus.Article{ID: fmt.Sprintf("%04d", k), Source: "a.md", Targets: targets})
	}
	found := p.teachingArticles(articles, Query{})
	for _, want := range []struct {
		language, first, last string
		n                     int
	}{
		{"tr", "0000", "0630", classroom},
		{"ru", "0019", "0639", classroom / 2},
	} {
		ids := []string{}
		for _, a := range found[want.language] {
			ids = append(ids, a.ID)
		}
		if len(ids) != want.n || ids[0] != want.first || ids[len(ids)-1] != want.last || !slices.IsSorted(ids) {
			t.Errorf("%s is taught by %v, want %d articles from %s to %s", want.language, ids, want.n, want.first, want.last)
		}
	}
	if few := p.teachingArticles(articles[:lessons-1], Query{}); few != nil {
		t.Errorf("%d articles teach %v, want nothing", lessons-1, few)
	}
}
