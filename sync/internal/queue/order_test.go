package queue

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// queues are work lists of several articles with sections.
func queues() *rapid.Generator[*Queue] {
	return rapid.Custom(func(t *rapid.T) *Queue {
		q := &Queue{Source: "en", Target: "tr"}
		for a := range rapid.IntRange(0, 4).Draw(t, "articles") {
			for k := range rapid.IntRange(0, 12).Draw(t, "items") {
				i := Item{
					ID: fmt.Sprintf("a%d#%d", a, k), Article: fmt.Sprintf("a%d", a), Kind: block.Paragraph, SourceLine: k + 1, place: k,
					State:  rapid.SampledFrom([]drift.State{drift.Stale, drift.Missing, drift.Untranslated}).Draw(t, "state"),
					Change: rapid.SampledFrom([]change.Class{change.Minor, change.Major, change.Facts}).Draw(t, "change"),
					Words:  rapid.IntRange(0, 300).Draw(t, "words"), Priority: a % 2 * rapid.IntRange(0, 100).Draw(t, "priority"),
				}
				if section := k / 3; section > 0 {
					i.Section = []string{"Title", fmt.Sprintf("Section %d", section), "Deeper"}[:rapid.IntRange(2, 3).Draw(t, "depth")]
				}
				q.Items = append(q.Items, i)
			}
		}
		return q
	})
}

func idsOf(items []Item) string {
	var out []string
	for _, i := range items {
		out = append(out, i.ID)
	}
	return strings.Join(out, " ")
}

// The order is total: it does not depend on that before, and the most urgent
// comes first.
func TestSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := queues().Draw(t, "queue")
		w := Weights{"minor": rapid.IntRange(0, 200).Draw(t, "weight")}
		q.Sort(w)
		other := &Queue{Items: slices.Clone(q.Items)}
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed"))).Shuffle(len(other.Items), func(i, j int) {
			other.Items[i], other.Items[j] = other.Items[j], other.Items[i]
		})
		other.Sort(w)
		if idsOf(q.Items) != idsOf(other.Items) {
			t.Fatalf("%s\n%s", idsOf(q.Items), idsOf(other.Items))
		}
		if !slices.IsSortedFunc(q.Items, func(a, b Item) int { return cmp.Compare(w.weightOf(&b), w.weightOf(&a)) }) {
			t.Fatal("what is urgent does not come first")
		}
	})
}

// whole makes sure that the sections of some parts are those of a queue, none cut
// in two, lost or doubled.
func whole(t *rapid.T, q *Queue, parts ...Queue) {
	owner, count := map[string]int{}, map[string]int{}
	for p := range parts {
		for _, i := range parts[p].Items {
			count[i.ID]++
			key := i.Article + strings.Join(i.topHeadings(), "#")
			if was, ok := owner[key]; ok && was != p {
				t.Fatalf("section %s is in two parts", key)
			}
			owner[key] = p
		}
	}
	sizes := map[string]int{}
	for _, i := range q.Items {
		key := i.Article + strings.Join(i.topHeadings(), "#")
		_, kept := owner[key]
		if want := map[bool]int{true: 1}[kept]; count[i.ID] != want {
			t.Fatalf("%s is there %d times, its section %v", i.ID, count[i.ID], kept)
		}
		sizes[key]++
	}
}

func TestBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := queues().Draw(t, "queue")
		words := rapid.IntRange(1, 2000).Draw(t, "words")
		q.Sort(nil)
		all := &Queue{Items: slices.Clone(q.Items)}
		q.Budget(words)
		whole(t, all, *q)
		if len(all.Items) > 0 && len(q.Items) == 0 {
			t.Fatal("nothing is left of a day")
		}
		if len(q.Items) > 0 && q.Items[0].Article+strings.Join(q.Items[0].topHeadings(), "#") != all.Items[0].Article+strings.Join(all.Items[0].topHeadings(), "#") {
			t.Fatal("the most urgent section is not the first")
		}
		if len(q.sectionsOf()) > 1 && q.Words() > words {
			t.Fatalf("%d words in a day of %d", q.Words(), words)
		}
	})
}

// The parts hold every section once, and no part is larger than the average by
// more than one section.
func TestShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := queues().Draw(t, "queue")
		n := rapid.IntRange(1, 9).Draw(t, "parts")
		q.Sort(nil)
		parts := q.Share(n)
		if len(parts) != n {
			t.Fatalf("%d parts of %d", len(parts), n)
		}
		whole(t, q, parts...)
		items, largest := 0, 0
		for _, s := range q.sectionsOf() {
			largest = max(largest, s.words)
		}
		for p := range parts {
			items += len(parts[p].Items)
			if parts[p].Words()*n > q.Words()+largest*n {
				t.Fatalf("part %d has %d of %d words", p, parts[p].Words(), q.Words())
			}
			if parts[p].Source != "en" || parts[p].Target != "tr" {
				t.Fatal("a part has lost its languages")
			}
		}
		if items != len(q.Items) {
			t.Fatalf("%d items of %d", items, len(q.Items))
		}
	})
}

// What may have a translation already comes last, whatever its weight.
func TestDoubtfulLast(t *testing.T) {
	missing := func(id string, flags drift.Flags, priority int) Item {
		return Item{ID: id, State: drift.Missing, Flags: flags, Priority: priority}
	}
	q := &Queue{Items: []Item{missing("doubtful", drift.LowConfidence, 500), missing("certain", 0, 0), {ID: "slip", State: drift.Stale, Change: change.Minor, Flags: drift.LowConfidence}}}
	q.Sort(nil)
	if got := idsOf(q.Items); got != "certain slip doubtful" {
		t.Error(got)
	}
}
