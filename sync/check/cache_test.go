package check

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"sync/atomic"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// home is the repository, whose articles are a project.
const home = "../.."

// verdictsWith are the verdicts on our own articles under a policy, with a cache, and
// the number of translations that were examined for them.
func verdictsWith(t *testing.T, cache *xsync.Cache, policy *corpus.Check) ([]Verdict, int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(home, corpus.ConfigName))
	if err != nil {
		t.Fatal(err)
	}
	config, problems := xsync.ParseConfig(corpus.ConfigName, text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var examined atomic.Int32
	q := xsync.Query{Derived: Verdicts(policy)}
	judge := q.Derived.Make
	q.Derived.Make = func(article string, tr *xsync.Translation) any {
		examined.Add(1)
		return judge(article, tr)
	}
	c := Collector{Policy: policy}
	project := &xsync.Project{FS: os.DirFS(home), Config: config, Cache: cache}
	if _, err := project.Each(context.Background(), q, func(a *xsync.Article) error {
		c.Add(a)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return c.Verdicts(true), int(examined.Load())
}

// loud is a policy that lets nothing pass, so that there is something to compare.
func loud(level corpus.Level) *corpus.Check {
	return &corpus.Check{Levels: map[string]corpus.Level{"fresh": level, "finding": level, "edited": level, "assumed": level, "unverified": level}, Coverage: 101}
}

// A cold, a warm, a written and a damaged cache give the same verdicts, and another
// policy is never answered with those of the one before.
func TestCacheChangesNoVerdict(t *testing.T) {
	policy := loud(corpus.LevelWarn)
	want, all := verdictsWith(t, nil, policy)
	if len(want) == 0 || all == 0 {
		t.Fatalf("%d verdicts on %d translations: there is nothing to compare", len(want), all)
	}
	cache := xsync.DecodeCache("this", nil)
	_, _ = verdictsWith(t, cache, policy)
	data := cache.Encode()
	damaged := append([]byte{}, data...)
	for k := range 64 { // some of these are in what was kept of a translation
		damaged[(2*k+1)*len(damaged)/128] ^= 1
	}
	for name, c := range map[string]struct {
		cache    *xsync.Cache
		policy   *corpus.Check
		examined int
	}{
		"warm":            {cache, policy, 0},
		"written":         {xsync.DecodeCache("this", data), policy, 0},
		"another program": {xsync.DecodeCache("that", data), policy, all},
		"damaged":         {xsync.DecodeCache("this", damaged), policy, 1},
		"another policy":  {xsync.DecodeCache("this", data), loud(corpus.LevelError), all},
	} {
		t.Run(name, func(t *testing.T) {
			truth, _ := verdictsWith(t, nil, c.policy)
			got, examined := verdictsWith(t, c.cache, c.policy)
			if examined < c.examined || c.examined == 0 && examined > 0 { // two passes at once may both come to one
				t.Errorf("%d translations examined, want %d", examined, c.examined)
			}
			if !reflect.DeepEqual(truth, got) {
				t.Errorf("%d verdicts, which are not the %d of no cache", len(got), len(truth))
			}
		})
	}
}
