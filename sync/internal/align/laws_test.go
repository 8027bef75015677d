package align_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/align"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// fataler is what testing and rapid have in common.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// lawful checks what holds of any alignment: every segment is in exactly one
// link or pin, confidences are probabilities, and the links are in order.
func lawful(t fataler, a, b int, links []align.Link, pins []align.Pin) {
	t.Helper()
	usedA, usedB := make([]int, a), make([]int, b)
	for _, p := range pins {
		tally(usedA, p.A)
		tally(usedB, p.B)
	}
	last := -1
	placed := map[int]int{} // link of a target segment
	for k, l := range links {
		tally(usedA, l.A)
		tally(usedB, l.B)
		switch {
		case len(l.A)+len(l.B) == 0:
			t.Fatalf("link %d is empty", k)
		case !slices.IsSorted(l.A) || !slices.IsSorted(l.B):
			t.Fatalf("link %d is not ascending: %v", k, l)
		case !(l.Confidence >= 0 && l.Confidence <= 1):
			t.Fatalf("link %d: confidence %v", k, l.Confidence)
		case len(l.A) > 0 && l.A[0] <= last:
			t.Fatalf("link %d, %v, stands after one of source segment %d", k, l, last)
		}
		if len(l.A) > 0 {
			last = l.A[0]
		}
		for _, j := range l.B {
			placed[j] = k
		}
	}
	for side, used := range [][]int{usedA, usedB} {
		for k, n := range used {
			if n != 1 {
				t.Fatalf("segment %d of side %d is in %d links or pins", k, side, n)
			}
		}
	}
	for k, l := range links {
		if len(l.A) > 0 {
			continue
		}
		if before, ok := placed[l.B[0]-1]; ok && before > k {
			t.Fatalf("link %d, %v, stands before the link of the target segment before it", k, l)
		}
	}
}

func tally(used, places []int) {
	for _, k := range places {
		used[k]++
	}
}

func TestAcrossIsLawful(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := read(anyText("en").Draw(t, "source"), "en"), read(anyText("ru").Draw(t, "target"), "ru")
		lawful(t, len(a), len(b), align.Across(a, b, nil), nil)
	})
}

func TestWithinIsLawful(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := read(anyText("en").Draw(t, "then"), "en"), read(anyText("en").Draw(t, "now"), "en")
		lawful(t, len(a), len(b), align.Within(a, b), nil)
	})
}

// Pins may join what they like, in any order, and leave out what they like.
func TestPinsAreRespected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := read(anyText("en").Draw(t, "source"), "en"), read(anyText("tr").Draw(t, "target"), "tr")
		left, right := rapid.Permutation(upTo(len(a))).Draw(t, "left"), rapid.Permutation(upTo(len(b))).Draw(t, "right")
		var pins []align.Pin
		for range rapid.IntRange(0, 5).Draw(t, "pins") {
			var p align.Pin
			p.A, left = some(t, left)
			p.B, right = some(t, right)
			pins = append(pins, p)
		}
		lawful(t, len(a), len(b), align.Across(a, b, pins), pins)
	})
}

// some takes up to two of the places, ascending.
func some(t *rapid.T, from []int) (taken, rest []int) {
	n := rapid.IntRange(0, min(2, len(from))).Draw(t, "taken")
	taken = slices.Sorted(slices.Values(from[:n]))
	return taken, from[n:]
}

// A wrong pin is kept all the same, and what stands around it finds its own.
func TestPinAgainstTheEvidence(t *testing.T) {
	a, b := read(text("en", upTo(6)), "en"), read(text("tr", upTo(6)), "tr")
	pins := []align.Pin{{A: []int{2}, B: []int{3}}}
	links := align.Across(a, b, pins)
	lawful(t, 6, 6, links, pins)
	for _, k := range []int{0, 1, 4, 5} {
		if !joined(links, k, k) {
			t.Errorf("segment %d has lost its counterpart: %v", k, links)
		}
	}
}

func joined(links []align.Link, i, j int) bool {
	return slices.ContainsFunc(links, func(l align.Link) bool { return slices.Equal(l.A, []int{i}) && slices.Equal(l.B, []int{j}) })
}

// An outline with itself pairs one to one, in order.
func TestIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "tr", "ru"}).Draw(t, "language")
		numbers := rapid.SliceOfNDistinct(rapid.IntRange(0, 79), 1, 20, rapid.ID[int]).Draw(t, "paragraphs")
		o := read(text(lang, numbers), lang)
		for how, links := range map[string][]align.Link{"within": align.Within(o, o), "across": align.Across(o, o, nil)} {
			if len(links) != len(o) {
				t.Fatalf("%s: %d links of %d segments", how, len(links), len(o))
			}
			for k, l := range links {
				if !joined(links[k:k+1], k, k) || l.Moved {
					t.Fatalf("%s: link %d is %v", how, k, l)
				}
			}
		}
	})
}

// Within, the same holds of any document, repetitions and all, with full
// confidence.
func TestIdentityWithinOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := read(anyText("tr").Draw(t, "text"), "tr")
		for k, l := range align.Within(o, o) {
			if !joined([]align.Link{l}, k, k) || l.Moved || l.Confidence != 1 {
				t.Fatalf("link %d is %v", k, l)
			}
		}
	})
}

// The translation of a document pairs with it, whatever was left out of it.
func TestTranslationPairsAcross(t *testing.T) {
	for _, langs := range [][2]string{{"en", "tr"}, {"en", "ru"}, {"ru", "tr"}, {"tr", "en"}} {
		t.Run(langs[0]+"_"+langs[1], func(t *testing.T) {
			a := read(text(langs[0], upTo(20)), langs[0])
			for gone := range 20 {
				links := align.Across(a, read(text(langs[1], slices.Delete(upTo(20), gone, gone+1)), langs[1]), nil)
				for k := range 20 {
					switch {
					case k == gone:
						if !slices.ContainsFunc(links, func(l align.Link) bool { return slices.Equal(l.A, []int{k}) && len(l.B) == 0 }) {
							t.Errorf("without %d: it has a counterpart", gone)
						}
					case k < gone && !joined(links, k, k), k > gone && !joined(links, k, k-1):
						t.Errorf("without %d: %d has lost its counterpart", gone, k)
					}
				}
			}
		})
	}
}

// Swapping the sides of Within mirrors the pairs, their confidence and the
// number of those that moved. Which of two that changed places has moved is a
// matter of taste, and where paragraphs resemble each other what stands beside
// them depends on it; so these share no words.
func TestWithinMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		then := rapid.SliceOfNDistinct(rapid.IntRange(0, drawn-1), 1, 15, rapid.ID[int]).Draw(t, "then")
		a, b := read(invented(then), "en"), read(revised(t, then), "en")
		there, back := align.Within(a, b), align.Within(b, a)
		for k := range back {
			back[k].A, back[k].B = back[k].B, back[k].A
		}
		if x, y := shape(there), shape(back); !slices.Equal(x, y) {
			t.Fatalf("there %v\nback  %v", x, y)
		}
	})
}

// drawn is the number of paragraphs that versions are drawn from; as many others
// are new. No two of them are the same: which of two equal ones stayed where it
// was cannot be told.
const drawn = 80

// revised draws a new version: some paragraphs dropped, edited, moved, new.
func revised(t *rapid.T, numbers []int) string {
	var kept []int
	for _, k := range numbers {
		if rapid.IntRange(0, 4).Draw(t, "drop") > 0 {
			kept = append(kept, k)
		}
	}
	if len(kept) > 0 && rapid.Bool().Draw(t, "move") {
		at := rapid.IntRange(0, len(kept)-1).Draw(t, "from")
		kept = append(kept[at:], kept[:at]...)
	}
	out := ""
	for _, k := range kept {
		switch rapid.IntRange(0, 5).Draw(t, "edit") {
		case 0:
			out += invention(k) + " Nobody had expected as much of the people there.\n\n"
		case 1:
			out += invention(k+drawn) + "\n\n"
		default:
			out += invention(k) + "\n\n"
		}
	}
	return out
}

// shape is what mirrors of an alignment: its links, sorted, and how many moved.
func shape(links []align.Link) []string {
	moved := 0
	links = slices.SortedFunc(slices.Values(links), func(p, q align.Link) int {
		return cmp.Or(slices.Compare(p.A, q.A), slices.Compare(p.B, q.B))
	})
	var out []string
	for _, l := range links {
		if l.Moved {
			moved++
		}
		out = append(out, fmt.Sprintf("%v %v %.6f", l.A, l.B, l.Confidence))
	}
	return append(out, fmt.Sprintf("%d moved", moved))
}

// Where one side is empty, every segment of the other is alone, for sure.
func TestEmptySides(t *testing.T) {
	full, empty := read(text("en", upTo(4)), "en"), read("", "tr")
	for name, links := range map[string][]align.Link{
		"across, no target": align.Across(full, empty, nil), "across, no source": align.Across(empty, full, nil),
		"within, all gone": align.Within(full, empty), "within, all new": align.Within(empty, full),
	} {
		if len(links) != 4 {
			t.Errorf("%s: %d links of 4 segments", name, len(links))
		}
		for _, l := range links {
			if len(l.A)+len(l.B) != 1 || l.Confidence != 1 || l.Moved {
				t.Errorf("%s: %v", name, l)
			}
		}
	}
	if links := slices.Concat(align.Across(empty, empty, nil), align.Within(empty, empty)); len(links) > 0 {
		t.Errorf("of nothing: %v", links)
	}
}

// A long document is cut into regions, and pairs all the same.
func TestLongDocument(t *testing.T) {
	const n = 3000
	a, b := read(text("en", upTo(n)), "en"), read(text("ru", upTo(n)), "ru")
	links := align.Across(a, b, nil)
	lawful(t, n, n, links, nil)
	paired := 0
	for _, l := range links {
		if len(l.A) == 1 && slices.Equal(l.A, l.B) {
			paired++
		}
	}
	if paired < n*99/100 {
		t.Errorf("%d of %d segments have found their counterparts", paired, n)
	}
	links = align.Within(a, a)
	lawful(t, n, n, links, nil)
	if len(links) != n {
		t.Errorf("within: %d links of %d segments", len(links), n)
	}
}
