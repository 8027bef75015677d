package drift

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
)

func segmentsOf(texts ...string) []Segment {
	var out []Segment
	for _, t := range texts {
		out = append(out, Segment{Block: &block.Block{Kind: block.Paragraph, Text: t}})
	}
	return out
}

// The kept and inserted pieces joined are the text now, and a text is not touched
// where it stands as it was recorded.
func TestTouchedSpellsTheText(t *testing.T) {
	word := rapid.SampledFrom([]string{"kitap", "Dört", "hafta,", "[sonra](/a/b)", "*geri*", "`x`", "—", "{name}", "ışık.", "новое"})
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		then, now := text.Draw(t, "then"), text.Draw(t, "now")
		edits := touched(WordDigests(segmentsOf(then)), segmentsOf(now))
		if WordDigests(segmentsOf(then)) == "" {
			return // there is no word in it
		}
		if got := textNow(edits); got != now {
			t.Fatalf("%q, not %q", got, now)
		}
		for _, e := range touched(WordDigests(segmentsOf(now)), segmentsOf(now)) {
			if e.Op != change.Keep {
				t.Fatalf("%q was not touched: %q", now, e)
			}
		}
	})
}

func TestTouched(t *testing.T) {
	for _, c := range []struct{ then, now, want string }{
		{"Kitap dört hafta sonra geri getirilir.", "Kitap üç hafta sonra geri verilir.", "=Kitap -… +üç= hafta sonra geri -… +verilir=."},
		{"Kitap dört hafta sonra.", "KİTAP,  dört hafta sonra", "=KİTAP, dört hafta sonra"},
		{"Bir gün.", "Bir uzun sıcak gün.", "=Bir +uzun sıcak= gün."},
		{"Bir uzun sıcak gün.", "Bir gün.", "=Bir -… … =gün."},
	} {
		var got strings.Builder
		for _, e := range touched(WordDigests(segmentsOf(c.then)), segmentsOf(c.now)) {
			got.WriteString(string(e.Op) + e.Text)
		}
		if got.String() != c.want {
			t.Errorf("%q → %q: %q, want %q", c.then, c.now, got.String(), c.want)
		}
	}
	if WordDigests(segmentsOf("See [it](/a).")) != WordDigests(segmentsOf("see [IT](/b)!")) {
		t.Error("what a reader does not see has words")
	}
	if long := strings.Repeat("söz ", mostWords+1); WordDigests(segmentsOf(long)) != "" {
		t.Error("the words of a file are kept")
	}
}
