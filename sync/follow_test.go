package xsync_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// renderings are blocks with their translations, by kind. The glossary knows two words
// of each or more, but for one heading that is put freely: of others it cannot be told
// whether they belong together.
var renderings = map[string][][2]string{
	"heading": {
		{"## Prices in winter", "## Kışın fiyatlar"},
		{"## Opening hours", "## Açılış saatleri"},
		{"## The night train", "## Gece treni"},
		{"## Lost luggage", "## Kayıp bagaj"},
		{"## Further reading", "## Kaynaklar"},
	},
	"paragraph": {
		{"The harbour was opened in 1906 after 12 years of work.", "Liman, 12 yıllık çalışmanın ardından 1906 yılında açıldı."},
		{"Ships from Odessa bring grain, and take wine back.", "Odessa'dan gelen gemiler tahıl getirir, dönüşte şarap götürür."},
		{"Dogs are welcome on the upper deck. Please keep them on a lead.", "Köpekler üst güverteye alınır. Lütfen tasmalarını çıkarmayın."},
		{"Tickets are sold on board. A crossing costs 9 crowns.", "Biletler gemide satılır. Bir geçiş 9 krondur."},
		{"The lighthouse keeper writes down the weather every morning, and sends his notes to the capital by post.", "Deniz feneri bekçisi her sabah havayı yazar ve notlarını postayla başkente gönderir."},
		{"Whoever loses a bag should ask in the office behind the station, where everything that was found is kept for 30 days.", "Çantasını kaybeden, istasyonun arkasındaki büroya sormalıdır; bulunan her şey orada 30 gün saklanır."},
		{"A storm broke the pier in 1931, but Ivan Petrov rebuilt it.", "1931 yılında bir fırtına iskeleyi yıktı, ama İvan Petrov onu yeniden yaptı."},
		{"See [the timetable](https://example.org/timetable) before you set out.", "Yola çıkmadan önce [tarifeye](https://example.org/timetable) bakın."},
	},
	"item": {
		{"- Bring boots and a warm coat.", "- Çizme ve kalın bir palto getirin."},
		{"- Ring the bell by the gate.", "- Kapının yanındaki zili çalın."},
		{"- Leave the dog at home.", "- Köpeği evde bırakın."},
		{"- Ask the guide for a map of the cave.", "- Rehberden mağaranın haritasını isteyin."},
	},
}

// draftText is a text of pairs. A pair that once stood in it does not come back.
type draftText struct {
	kinds  []string
	places []int // in the pairs of the kind
	used   map[string]bool
}

func newDraftText(r *rapid.T) *draftText {
	d := &draftText{used: map[string]bool{}}
	for _, kind := range []string{"heading", "paragraph", "paragraph", "heading", "paragraph", "item", "item", "paragraph"} {
		d.kinds, d.places = append(d.kinds, kind), append(d.places, -1)
		d.places[len(d.places)-1] = d.unused(r, kind)
	}
	return d
}

// unused draws a pair of a kind that never stood in the text, -1 if all have.
func (d *draftText) unused(r *rapid.T, kind string) int {
	var free []int
	for k := range renderings[kind] {
		if !d.used[fmt.Sprint(kind, k)] {
			free = append(free, k)
		}
	}
	if len(free) == 0 {
		return -1
	}
	next := rapid.SampledFrom(free).Draw(r, "pair")
	d.used[fmt.Sprint(kind, next)] = true
	return next
}

// edit replaces a block by another of its kind, takes one out, or puts one in. What an
// earlier edit has put in stays: a translation of a text that stood there in between
// shares a word with what stands there now too often to be told from one of that.
func (d *draftText) edit(r *rapid.T, then *draftText) {
	var old []int
	for at, kind := range d.kinds {
		for k := range then.kinds {
			if then.kinds[k] == kind && then.places[k] == d.places[at] {
				old = append(old, at)
			}
		}
	}
	at := rapid.SampledFrom(old).Draw(r, "at")
	next := d.unused(r, d.kinds[at])
	switch rapid.SampledFrom([]string{"replace", "replace", "insert", "delete"}).Draw(r, "edit") {
	case "replace":
		if next >= 0 {
			d.places[at] = next
		}
	case "insert":
		if next >= 0 {
			d.kinds, d.places = slices.Insert(d.kinds, at, d.kinds[at]), slices.Insert(d.places, at, next)
		}
	case "delete":
		if len(d.kinds) > 3 {
			d.kinds, d.places = slices.Delete(d.kinds, at, at+1), slices.Delete(d.places, at, at+1)
		}
	}
}

func (d *draftText) clone() *draftText {
	return &draftText{slices.Clone(d.kinds), slices.Clone(d.places), d.used}
}

// blocks are the texts of one side, source or target.
func (d *draftText) blocks(side int) []string {
	out := []string{[]string{"# The harbour of Varna", "# Varna limanı"}[side]}
	for k, kind := range d.kinds {
		out = append(out, renderings[kind][d.places[k]][side])
	}
	return out
}

// isPair reports whether a row has a source and its translation.
func isPair(row *drift.Row) bool {
	if row.Now == "The harbour of Varna" {
		return row.Translation == "Varna limanı"
	}
	for _, list := range renderings {
		for _, p := range list {
			if strings.TrimLeft(p[0], "#- ") == row.Now {
				return strings.TrimLeft(p[1], "#- ") == row.Translation
			}
		}
	}
	return false
}

// textOf is a text of blocks, each the number of a pair of its kind.
func textOf(kinds string, places ...int) *draftText {
	d := &draftText{places: places}
	for _, k := range kinds {
		d.kinds = append(d.kinds, map[rune]string{'h': "heading", 'p': "paragraph", 'i': "item"}[k])
	}
	return d
}

// The edits here were once followed in vain: a paragraph that was written anew in two, and
// one that came far from the paragraph whose translation was replaced; a heading that was
// written anew with the paragraph below it, and one that got another above it.
func TestWhatWasFollowedInVain(t *testing.T) {
	for name, c := range map[string]struct{ then, now *draftText }{
		"two for one":        {textOf("hpphpiip", 0, 4, 0, 1, 5, 0, 1, 6), textOf("hppphpiip", 2, 7, 2, 0, 1, 5, 0, 1, 6)},
		"with what is below": {textOf("hpphpp", 1, 0, 1, 0, 2, 3), textOf("hpphpp", 4, 5, 1, 2, 2, 3)},
		"below a new one":    {textOf("hphpp", 0, 0, 1, 1, 2), textOf("hphhpp", 0, 0, 2, 4, 1, 2)},
		"far from its own":   {textOf("hpphpiip", 0, 4, 5, 1, 6, 0, 1, 2), textOf("hppphpiip", 2, 1, 4, 5, 1, 6, 0, 1, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTree(t)
			x.write(en, c.then.blocks(0)...)
			x.write(tr, c.then.blocks(1)...)
			x.mark("tr", vouched)
			x.write(en, c.now.blocks(0)...)
			x.mark("tr", xsync.Acceptance{})
			x.write(tr, c.now.blocks(1)...)
			m := x.mark("tr", xsync.Acceptance{})
			for _, row := range x.status("tr", true).Rows {
				if row.State != drift.Fresh || !isPair(&row) {
					t.Errorf("%v %q: %q; refused: %s", row.State, row.Now, row.Translation, fmt.Sprint(left(m)))
				}
			}
		})
	}
}

// What was deleted on both sides gives nothing to its neighbour, which was there before and
// is recorded of nothing.
func TestNeighbourOfWhatWasDeleted(t *testing.T) {
	for name, gone := range map[string]int{"above": 1, "below": 3} {
		t.Run(name, func(t *testing.T) {
			texts := [2][]string{
				{"# The lighthouse", "Every morning she writes the weather into a book with a blue cover.", "Every evening she climbs 164 steps to light the lamp.", "Every month a boat brings her oil, bread and letters."},
				{"# Deniz feneri", "Her sabah havayı mavi kaplı bir deftere yazar.", "Her akşam lambayı yakmak için 146 basamak çıkar.", "Her ay bir tekne ona yağ, ekmek ve mektup getirir."},
			}
			x := newTree(t)
			x.write(en, texts[0]...)
			x.write(tr, texts[1]...)
			x.mark("tr", xsync.Acceptance{Assume: true})
			if r := x.row("tr", "164"); r.State != drift.Unverified {
				t.Fatalf("%v", r.State)
			}
			x.write(en, slices.Delete(texts[0], gone, gone+1)...)
			x.write(tr, slices.Delete(texts[1], gone, gone+1)...)
			if r := x.row("tr", "164"); r.State != drift.Unverified || r.Was != "" || r.Flags&drift.Edited != 0 {
				t.Errorf("%v %v, it was %q", r.State, r.Flags, r.Was)
			}
		})
	}
}

// Of two paragraphs that a translator joined none is lost, however long the text around them
// is that nobody touched.
func TestJoinedInALongText(t *testing.T) {
	for k, first := range renderings["paragraph"] {
		for l, second := range renderings["paragraph"] {
			if k == l {
				continue
			}
			var texts [2][]string
			for day := range 60 {
				texts[0] = append(texts[0], fmt.Sprintf("On day %d the harbour counted %d ships, and each paid for its place at the pier before noon.", day+1, 3*day+70))
				texts[1] = append(texts[1], fmt.Sprintf("Liman %d. günde %d gemi saydı, her biri iskeledeki yerinin parasını öğleden önce ödedi.", day+1, 3*day+70))
			}
			x := newTree(t)
			x.write(en, slices.Concat(texts[0], []string{first[0], second[0]})...)
			x.write(tr, slices.Concat(texts[1], []string{first[1], second[1]})...)
			x.mark("tr", vouched)
			x.write(tr, slices.Concat(texts[1], []string{first[1] + " " + second[1]})...)
			if counts := x.status("tr", true).Counts; counts[drift.Missing] != 0 {
				t.Errorf("%d missing of %q and %q", counts[drift.Missing], first[0], second[0])
			}
		}
	}
}

// Whatever one or three edits do to the source, a translator who follows each of them
// and records the work is done; and nothing is fresh that was not followed.
func TestWhatIsFollowedIsFresh(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x := newTree(t)
		then := newDraftText(r)
		x.write(en, then.blocks(0)...)
		x.write(tr, then.blocks(1)...)
		x.mark("tr", vouched)
		now := then.clone()
		n := rapid.SampledFrom([]int{1, 3}).Draw(r, "edits")
		followed := []*draftText{then}
		for range n {
			now.edit(r, then)
			followed = append(followed, now.clone())
		}
		x.write(en, now.blocks(0)...)
		x.write(tr, followed[rapid.IntRange(0, n-1).Draw(r, "followed")].blocks(1)...)
		x.mark("tr", xsync.Acceptance{})
		for _, row := range x.status("tr", true).Rows {
			if row.State == drift.Fresh && row.Flags&drift.Edited == 0 && !isPair(&row) {
				r.Fatalf("%q is fresh as the translation of %q", row.Translation, row.Now)
			}
		}
		x.write(tr, now.blocks(1)...)
		m := x.mark("tr", xsync.Acceptance{})
		for _, row := range x.status("tr", true).Rows {
			if row.State != drift.Fresh || row.Flags&drift.Edited != 0 || !isPair(&row) {
				r.Fatalf("%v %q: %q is not fresh after it was followed; refused: %s", row.State, row.Now, row.Translation, fmt.Sprint(left(m)))
			}
		}
	})
}

// A heading that was written anew on both sides is not recorded where the glossary knows the
// words of both, and they say different things.
func TestHeadingThatSaysSomethingElse(t *testing.T) {
	then, now, other := textOf("hphp", 0, 0, 3, 1), textOf("hphp", 1, 0, 3, 1), textOf("hphp", 2, 0, 3, 1)
	x := newTree(t)
	x.write(en, then.blocks(0)...)
	x.write(tr, then.blocks(1)...)
	x.mark("tr", vouched)
	x.write(en, now.blocks(0)...)
	x.write(tr, other.blocks(1)...)
	m := x.mark("tr", xsync.Acceptance{})
	for _, row := range x.status("tr", true).Rows {
		if row.State == drift.Fresh && !isPair(&row) {
			t.Errorf("%q is fresh as the translation of %q; refused: %s", row.Translation, row.Now, fmt.Sprint(left(m)))
		}
	}
}
