package anchor

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// vocabularyOf are the words that are known of a language, and those of the facts in testdata
// that are written in it.
func vocabularyOf(t *testing.T, tag string) (out []string) {
	for _, kind := range []string{langdata.Calendar, langdata.Numbers, langdata.Numerals, langdata.Measures, langdata.Words} {
		for row := range langdata.Rows(tag, kind) {
			for _, cell := range row[1:] {
				out = append(out, strings.FieldsFunc(cell, func(u rune) bool { return u == '|' || u == ' ' })...)
			}
		}
	}
	raw, err := os.ReadFile("testdata/disagree.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if text, is := strings.CutPrefix(line, tag+": "); is {
			out = append(out, strings.Fields(text)...)
		}
	}
	return out
}

// What Scan promises holds for figures, marks and words in any order, and such a text
// agrees with itself.
func TestScanOfFigures(t *testing.T) {
	figure := rapid.StringMatching(`[0-9]{1,6}|0{1,3}[0-9]{1,3}|[0-9]{1,3}([., '’][0-9]{3}){1,2}|[0-9]{1,2}[:./-][0-9]{2}|[IVXLC]{1,5}|[0-9]{4}`)
	mark := rapid.SampledFrom(strings.Split("|-|–|—|‑|/|:|.|,|;|…|x|×|+|±|−|~|≈|%|‰|°| °C|′|″|$|€|£|₺|₽|№|#|§|½|¼|²|^|*|(|)|[|]|'|’|\"| | | |\n|e|k|M|bin|st|th|nd|s|'te|-й|-х|. ", "|"))
	pair := rapid.Custom(func(t *rapid.T) string {
		joint := rapid.SampledFrom([]string{"-", "–", "/", ":", ".", ",", " ", "x", "^"})
		return figure.Draw(t, "first") + joint.Draw(t, "joint") + figure.Draw(t, "second")
	})
	words := map[string]*rapid.Generator[string]{}
	tags := append(langdata.Tags(), "zz")
	for _, tag := range tags {
		words[tag] = rapid.Map(rapid.SampledFrom(append(vocabularyOf(t, tag), "")), func(w string) string { return " " + w + " " })
	}
	rapid.Check(t, func(t *rapid.T) {
		var before []Anchor
		for _, tag := range tags {
			pieces := rapid.SliceOfN(rapid.OneOf(figure, pair, mark, words[tag]), 1, 12).Draw(t, tag)
			text := strings.Join(pieces, "")
			got := Scan(text, LanguageOf(tag))
			checkLaws(t, text, got)
			if d := (Comparison{}).Disagree(got, got); len(d) > 0 {
				t.Errorf("%s: %q disagrees with itself: %v", tag, text, d)
			}
			(Comparison{}).Disagree(before, got)
			before = got
		}
	})
}
