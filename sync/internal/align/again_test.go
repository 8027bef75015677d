package align_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// TestSecondPass aligns a long text with its translation into a language of which
// nothing is known, where some paragraphs are missing and one in six has a number: what the sure links
// teach must find the pairs that lengths alone do not.
func TestSecondPass(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var source, target []string
	want := map[[2]int]bool{}
	for k := range 400 {
		var a, b []string
		for range 4 + rng.IntN(8) {
			w := rng.IntN(120)
			a, b = append(a, word(w, "bdfgklm")), append(b, word(w, "nprstvz"))
		}
		if k%6 == 0 {
			a, b = append(a, fmt.Sprint(1000+k)), append(b, fmt.Sprint(1000+k))
		}
		source = append(source, strings.Join(a, " ")+".")
		if rng.IntN(12) > 0 {
			want[[2]int{k, len(target)}] = true
			target = append(target, strings.Join(b, " ")+".")
		}
	}
	read := func(paragraphs []string, lang string) align.Outline {
		return align.NewOutline(markdown.Parse([]byte(strings.Join(paragraphs, "\n\n")+"\n")), lang)
	}
	a, b := read(source, "sw"), read(target, "zu")
	once := right(align.AcrossWith(&align.LearntPlain, a, b, nil), want)
	twice := right(align.Across(a, b, nil), want)
	if all := len(want); twice < all*95/100 || twice <= once {
		t.Errorf("%d of %d pairs found, %d without what was learnt", twice, all, once)
	}
}

// TestManyJoined aligns a long text of sentences with a translation that has one in six of
// them cut in two, or two of them in one: it shows how often that is to be expected.
func TestManyJoined(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	sentence := func() (a, b []string) {
		for range 2 + rng.IntN(4) {
			w := rng.IntN(12) * rng.IntN(12)
			a, b = append(a, word(w, "bdfgklm")), append(b, word(w, "nprstvz"))
		}
		return a, b
	}
	var source, target [][]string
	want := map[[2]int]bool{}
	for range 600 {
		a, b := sentence()
		at := [2]int{len(source), len(target)}
		want[at] = true
		switch source, target = append(source, a), append(target, b); rng.IntN(12) {
		case 0: // two sources, one target
			more, its := sentence()
			source, target[at[1]] = append(source, more), append(b, its...)
			want[[2]int{at[0] + 1, at[1]}] = true
		case 1:
			target[at[1]] = b[:1]
			target = append(target, b[1:])
			want[[2]int{at[0], at[1] + 1}] = true
		}
	}
	read := func(sentences [][]string, lang string) align.Outline {
		var text strings.Builder
		for _, s := range sentences {
			fmt.Fprintf(&text, "%s.\n\n", strings.Join(s, " "))
		}
		return align.NewOutline(markdown.Parse([]byte(text.String())), lang)
	}
	got, wrong := 0, 0
	for _, l := range align.Across(read(source, "sw"), read(target, "zu"), nil) {
		for _, i := range l.A {
			for _, j := range l.B {
				if want[[2]int{i, j}] {
					got++
				} else {
					wrong++
				}
			}
		}
	}
	if got < len(want)-3 || wrong > 3 {
		t.Errorf("%d of %d pairs joined, %d wrong ones", got, len(want), wrong)
	}
}

// word is a word of a made-up language, given by its consonants.
func word(n int, consonants string) string {
	c := func(k int) string { return string(consonants[k%len(consonants)]) }
	return fmt.Sprint(c(n), "a", c(n/7), "u", c(n*3+n/7), "i")
}

// right counts the pairs of single segments that are wanted.
func right(links []align.Link, want map[[2]int]bool) (n int) {
	for _, l := range links {
		if len(l.A) == 1 && len(l.B) == 1 && want[[2]int{l.A[0], l.B[0]}] {
			n++
		}
	}
	return n
}
