package check

import (
	"slices"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// one is a translation of one row.
func one(r drift.Row) *xsync.Translation {
	doc := markdown.Parse([]byte("one\n"))
	at := []drift.Segment{{Span: block.Span{Start: 0, End: 3}, At: 0, Block: &doc.Blocks[0]}}
	r.Source, r.Target = at, at
	return &xsync.Translation{
		Language: "tr", Path: "tr/a.md", SourcePath: "en/a.md", Exists: true,
		Rows: []drift.Row{r}, Source: doc, Target: doc,
	}
}

func TestJudge(t *testing.T) {
	date := []drift.Finding{{Kind: "date", Source: "2024-01-01", Target: "2024-01-02", Severity: drift.Warn}}
	for name, c := range map[string]struct {
		row  drift.Row
		want []string // rule and level
	}{
		"fresh":            {drift.Row{State: drift.Fresh}, nil},
		"facts":            {drift.Row{State: drift.Stale, Change: change.Facts}, []string{"facts error"}},
		"a slip":           {drift.Row{State: drift.Stale, Change: change.Minor}, []string{"minor warn"}},
		"untranslated":     {drift.Row{State: drift.Untranslated}, []string{"untranslated error"}},
		"unverified":       {drift.Row{State: drift.Unverified}, nil},
		"a wrong date":     {drift.Row{State: drift.Fresh, Findings: date}, []string{"date warn"}},
		"its own change":   {drift.Row{State: drift.Stale, Change: change.Facts, Findings: date}, []string{"facts error"}},
		"edited and wrong": {drift.Row{State: drift.Stale, Change: change.Facts, Flags: drift.Edited, Findings: date}, []string{"date warn", "facts error"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, v := range Judge(one(c.row), "a", &corpus.Check{}) {
				got = append(got, v.Rule+" "+v.Level.String())
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// What is left of a list after another is taken away counts how often each
// stands in both.
func TestSubtract(t *testing.T) {
	v := func(key string) Verdict { return Verdict{Key: key, Rule: key, Row: key, Path: "a.md"} }
	left := Subtract([]Verdict{v("a"), v("a"), v("b"), v("c")}, []Verdict{v("a"), v("c"), v("d")})
	var got []string
	for _, x := range left {
		got = append(got, x.Key)
	}
	if !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("left %q", got)
	}
	if rest := Subtract(left, left); len(rest) != 0 {
		t.Errorf("a list less itself is %v", rest)
	}
}

// Accepted verdicts come back from the file, and pass until their seal breaks.
func TestAccepted(t *testing.T) {
	list := Judge(one(drift.Row{State: drift.Untranslated, Now: "one", SourceDigests: []block.Digest{{1}}, TargetDigests: []block.Digest{{2}}}), "a", &corpus.Check{})
	var a Accepted
	a.Add(list)
	again, err := DecodeAccepted("accepted", a.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if left, passed := again.Split(list); len(left) != 0 || len(passed) != 1 {
		t.Errorf("%d left, %d accepted", len(left), len(passed))
	}
	edited := Judge(one(drift.Row{State: drift.Untranslated, Now: "one", SourceDigests: []block.Digest{{1}}, TargetDigests: []block.Digest{{3}}}), "a", &corpus.Check{})
	if left, _ := again.Split(edited); len(left) != 1 {
		t.Error("a segment that was edited is still accepted")
	}
}

// An entry follows its text into another article, unless the one that it was made
// in may still have it, and lets one article pass.
func TestAcceptedFollow(t *testing.T) {
	in := func(article string) []Verdict {
		return Judge(one(drift.Row{State: drift.Untranslated, Now: "one", SourceDigests: []block.Digest{{1}}, TargetDigests: []block.Digest{{2}}}), article, &corpus.Check{})
	}
	nowhere := func(string) bool { return false }
	for name, c := range map[string]struct {
		was, now  string
		elsewhere func(string) bool
		left      int
	}{
		"renamed":              {"guide/old name", "guide/new", nowhere, 0},
		"not judged":           {"a", "b", func(article string) bool { return article == "a" }, 1},
		"another was not":      {"a", "b", func(article string) bool { return article == "c" }, 0},
		"where it was":         {"a", "a", nowhere, 0},
		"a name with a colon:": {"a:b", "c:d", nowhere, 0},
	} {
		var list Accepted
		list.Add(in(c.was))
		list.Follow(in(c.now), c.elsewhere)
		again, err := DecodeAccepted("accepted", list.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if left, _ := again.Split(in(c.now)); len(left) != c.left {
			t.Errorf("%s: %d left, want %d", name, len(left), c.left)
		}
	}
	var list Accepted
	list.Add(in("old"))
	both := append(in("a"), in("b")...)
	if n := list.Follow(both, nowhere); n != 1 {
		t.Errorf("%d entries moved, want 1", n)
	}
	if left, _ := list.Split(both); len(left) != 1 {
		t.Errorf("%d left, want 1", len(left))
	}
	for _, v := range both {
		if v.Key != v.parts.keyIn(v.Article) || v.Seal != v.parts.sealIn(v.Article) {
			t.Error("the parts of a verdict do not make its key and seal")
		}
	}
}
