package queue_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// Whatever happens to the English of real articles, the work that it makes goes
// out and comes back: every answer is taken or left with a reason, what was taken
// is fresh and out of the list, nothing that was not asked for has changed, and
// the same again changes nothing.
func TestWorkGoesOutAndComesBack(t *testing.T) {
	taken, left := 0, map[queue.Reason]int{}
	for name, pair := range pairs(t) {
		p := recorded(t, map[string]string{"articles/en/a.md": pair[0], "articles/tr/a.md": pair[1]})
		random := rand.New(rand.NewPCG(uint64(len(pair[0])), 7))
		p.files["articles/en/a.md"] = isEdited(pair[0], random)
		if p.translation("a").Unrelated {
			continue
		}
		before := p.translation("a")
		items := p.items()
		out := p.bring(answer(items, pseudo))
		after := p.translation("a")

		gone := map[string]queue.Reason{}
		for _, l := range out.Left {
			gone[l.Answer.ID] = l.Reason
			left[l.Reason]++
		}
		states := map[string]drift.State{}
		for k := range after.Rows {
			states["a#"+after.Rows[k].ID] = after.Rows[k].State
		}
		for _, i := range items {
			if _, ok := gone[i.ID]; ok {
				continue
			}
			taken++
			if s, ok := states[i.ID]; !ok || s != drift.Fresh {
				t.Errorf("%s: %s was taken and is %v", name, i.ID, s)
			}
		}
		for _, i := range p.items() {
			if _, ok := gone[i.ID]; !ok && slices.ContainsFunc(items, func(x queue.Item) bool { return x.ID == i.ID }) {
				t.Errorf("%s: %s was taken and is still in the list", name, i.ID)
			}
		}
		untouched(t, name, before.Target, after.Target, items)
		again := maps.Clone(p.files)
		p.bring(answer(items, pseudo))
		if !maps.Equal(again, p.files) {
			t.Errorf("%s: the same answers again changed something", name)
		}
	}
	t.Logf("%d articles, %d answers taken, left %v", len(pairs(t)), taken, left)
	if sum := left[queue.NotOneSegment]; 50*sum > taken {
		t.Errorf("%d of %d answers would have become something else", sum, taken)
	}
}

// untouched checks that all segments keep their bytes but those of the items.
func untouched(t *testing.T, name string, was, now *block.Doc, items []queue.Item) {
	t.Helper()
	mine := map[int]bool{} // lines that an item has
	for _, i := range items {
		if i.Translation != "" {
			for l := i.TargetLine; l <= i.TargetEndLine; l++ {
				mine[l] = true
			}
		}
	}
	raw := func(d *block.Doc, b *block.Block) string { return string(d.Src[b.Span.Start:b.Span.End]) }
	have := map[string]int{}
	for i := range now.Blocks {
		have[raw(now, &now.Blocks[i])]++
	}
	for i := range was.Blocks {
		b := &was.Blocks[i]
		if !b.Segment() || mine[was.Line(b.Span.Start)] {
			continue
		}
		if text := raw(was, b); have[text] == 0 {
			t.Errorf("%s: lost %q", name, text)
		} else {
			have[text]--
		}
	}
}

// isEdited changes an article in a few ways, as editors do.
func isEdited(text string, r *rand.Rand) string {
	parts := strings.Split(text, "\n\n")
	first := 1
	if strings.HasPrefix(text, "---") {
		first = 2
	}
	for n := range 6 {
		if len(parts) < first+3 {
			break
		}
		k := first + r.IntN(len(parts)-first-1)
		prose := len(parts[k]) > 40 && !strings.ContainsAny(parts[k][:1], "#`|<>-*[!:1234567890 {") && !strings.Contains(parts[k], "```")
		if !prose {
			continue
		}
		words := strings.Fields(parts[k])
		switch r.IntN(5) {
		case 0:
			parts[k] = strings.Replace(parts[k], words[len(words)/2], "entirely", 1)
		case 1:
			parts[k] += " This took 17 days."
		case 2:
			parts = slices.Insert(parts, k, fmt.Sprintf("A new paragraph about something else stands here, and only %d people expected it.", 20+n))
		case 3:
			parts = slices.Delete(parts, k, k+1)
		default:
			parts[k] = "Written anew, " + strings.Join(words[len(words)/2:], " ")
		}
	}
	return strings.Join(parts, "\n\n")
}

// What a tool carries over is carried over once.
func TestFixIsAtRest(t *testing.T) {
	for name, pair := range pairs(t) {
		p := recorded(t, map[string]string{"articles/en/a.md": pair[0], "articles/tr/a.md": pair[1]})
		text := strings.NewReplacer("](http", "](x-http", "[^1]", "[^2]", "[^2]", "[^1]", "`a", "`b").Replace(pair[0])
		p.files["articles/en/a.md"] = text
		for range 2 {
			out, err := queue.Fix(t.Context(), p.open(), query("tr"))
			if err != nil {
				t.Fatal(err)
			}
			was := maps.Clone(p.files)
			p.write(out.Plan)
			if len(out.Plan) > 0 && maps.Equal(was, p.files) {
				t.Errorf("%s: a plan that changes nothing", name)
			}
		}
		out, err := queue.Fix(t.Context(), p.open(), query("tr"))
		if err != nil || len(out.Plan) > 0 {
			t.Errorf("%s: a third time there is more to do: %v, %v", name, slices.Collect(maps.Keys(out.Plan)), err)
		}
	}
}

// lists draws a work list: items of some articles and sections, in any order.
func lists() *rapid.Generator[*queue.Queue] {
	return rapid.Custom(func(t *rapid.T) *queue.Queue {
		q := &queue.Queue{Source: "en", Target: "tr"}
		n := rapid.IntRange(0, 30).Draw(t, "items")
		for k := range n {
			article := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "article")
			section := rapid.SampledFrom([]string{"", "One", "Two", "Three"}).Draw(t, "section")
			i := queue.Item{
				ID: fmt.Sprintf("%s#%d", article, k), Article: article, SourceLine: k + 1, Kind: block.Paragraph,
				Words: rapid.IntRange(1, 200).Draw(t, "words"), Priority: rapid.IntRange(-1, 1).Draw(t, "priority"),
			}
			i.State = rapid.SampledFrom([]drift.State{drift.Stale, drift.Missing, drift.Untranslated}).Draw(t, "state")
			if i.State == drift.Stale {
				i.Change = rapid.SampledFrom([]change.Class{change.Minor, change.Major, change.Facts}).Draw(t, "change")
			}
			if section != "" {
				i.Section = []string{"Title", section, "Deeper"}
			}
			q.Items = append(q.Items, i)
		}
		return q
	})
}

func ids(items []queue.Item) []string {
	out := make([]string, len(items))
	for k := range items {
		out[k] = items[k].ID
	}
	return out
}

func sectionOf(i queue.Item) string {
	return i.Article + "/" + strings.Join(i.Section[:min(2, len(i.Section))], "/")
}

func TestOrderDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := lists().Draw(t, "list")
		other := &queue.Queue{Items: rapid.Permutation(q.Items).Draw(t, "permuted")}
		q.Sort(nil)
		other.Sort(nil)
		if !slices.Equal(ids(q.Items), ids(other.Items)) {
			t.Fatalf("%v\n%v", ids(q.Items), ids(other.Items))
		}
	})
}

func TestBudgetKeepsSectionsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := lists().Draw(t, "list")
		q.Sort(nil)
		all := slices.Clone(q.Items)
		words := rapid.IntRange(1, 600).Draw(t, "budget")
		q.Budget(words)
		in, out := map[string]bool{}, map[string]bool{}
		for _, i := range all {
			if slices.Contains(ids(q.Items), i.ID) {
				in[sectionOf(i)] = true
			} else {
				out[sectionOf(i)] = true
			}
		}
		for s := range in {
			if out[s] {
				t.Fatalf("section %s is cut in two", s)
			}
		}
		if q.Words() > words && len(in) > 1 {
			t.Fatalf("%d words in %d sections, of %d", q.Words(), len(in), words)
		}
		if len(all) > 0 && len(q.Items) == 0 {
			t.Fatal("a day without work")
		}
	})
}

// No part is longer than 4/3 of the best possible, which is not less than the mean
// and the longest section; and nothing is lost, doubled or cut.
func TestSharesAreFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := lists().Draw(t, "list")
		q.Sort(nil)
		n := rapid.IntRange(1, 5).Draw(t, "parts")
		parts := q.Share(n)
		owner := map[string]int{}
		sections := map[string]int{}
		var got []string
		longest := 0
		for k := range parts {
			for _, i := range parts[k].Items {
				if o, ok := owner[sectionOf(i)]; ok && o != k {
					t.Fatalf("section %s has two owners", sectionOf(i))
				}
				owner[sectionOf(i)] = k
				sections[sectionOf(i)] += i.Words
				got = append(got, i.ID)
			}
			longest = max(longest, parts[k].Words())
		}
		want := ids(q.Items)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Fatalf("%v became %v", want, got)
		}
		best := (q.Words() + n - 1) / n
		for _, w := range sections {
			best = max(best, w)
		}
		if len(parts) != n || 3*longest > 4*best+3*best/n {
			t.Fatalf("the longest part has %d words, %d would be the least for anybody", longest, best)
		}
	})
}
