package page_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/locales"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/page"
)

// Two articles have two slugs, whether case counts or not, and a slug is a plain name.
func TestSlugs(t *testing.T) {
	for id, want := range map[string]string{"mongolia": "mongolia", "tea-road": "tea-road", "v2_notes": "v2_notes"} {
		if got := page.Slug(id); got != want {
			t.Errorf("%q is %q", id, got)
		}
	}
	plain := regexp.MustCompile(`^[a-z0-9_][a-z0-9_-]*$`)
	ids := rapid.OneOf(rapid.String(), rapid.StringMatching(`[aA./\\:-]{0,4}`), rapid.SampledFrom([]string{"nul", "com1", "", "..", "-", "a/b", "a-b", "Öğle"}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := ids.Draw(t, "a"), ids.Draw(t, "b")
		if a != b && strings.EqualFold(page.Slug(a), page.Slug(b)) {
			t.Fatalf("%q and %q are both %q", a, b, page.Slug(a))
		}
		if s := page.Slug(a); !plain.MatchString(s) || len(s) > 80 || s == "nul" || s == "com1" {
			t.Fatalf("%q is %q", a, s)
		}
	})
}

// A badge is XML, says what it shows, and tells more from less.
func TestBadges(t *testing.T) {
	seen := map[string]bool{}
	for _, share := range []float64{0, 0.499, 0.5, 0.899, 0.9, 1} {
		for _, lang := range locales.Languages {
			data := string(page.Badge(locales.New(lang), "zh-Hant", share))
			d := xml.NewDecoder(strings.NewReader(data))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%v in %s", err, data)
				}
			}
			if want := "<title>zh-Hant: " + locales.New(lang).Percent(share) + "</title>"; !strings.Contains(data, want) {
				t.Errorf("%s is not in %s", want, data)
			}
			seen[regexp.MustCompile(`rx="3" fill="(#[0-9a-f]+)"`).FindStringSubmatch(data)[1]] = true
		}
	}
	if len(seen) != 3 {
		t.Errorf("%d colours", len(seen))
	}
}

// All that a plot draws lies within it, the names of its lines do not cover each
// other, and time goes from left to right.
func TestPlots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		languages := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"tr", "ru", "de", "fr", "ja", "ar"}), 1, 6, rapid.ID[string]).Draw(t, "languages")
		share := rapid.OneOf(rapid.Just(-1.0), rapid.Float64Range(0, 1))
		points := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) page.Point {
			return page.Point{Seconds: rapid.Int64Range(0, 1<<33).Draw(t, "seconds"), Share: rapid.SliceOfN(share, len(languages), len(languages)).Draw(t, "share")}
		}), 0, 9).Draw(t, "points")
		p := page.NewPlot(languages, points, false)
		if len(points) < 2 {
			if p != nil {
				t.Fatal("a point is a plot")
			}
			return
		}
		var names []int
		for _, c := range p.Lines {
			names = append(names, c.Y)
			if c.X < p.Left || c.X > p.Width || c.Y < 0 || c.Y > p.High || !strings.HasPrefix(c.Path, "M") {
				t.Fatalf("%+v leaves %d × %d", c, p.Width, p.High)
			}
		}
		slices.Sort(names)
		for k := 1; k < len(names); k++ {
			if names[k]-names[k-1] < 13 {
				t.Fatalf("names at %v", names)
			}
		}
	})
}
