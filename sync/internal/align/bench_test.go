package align_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// BenchmarkAcross aligns a long article, 5,000 words in some 150 paragraphs, and
// documents of up to 100,000 segments, of which the time must grow in
// proportion: ns/segment says.
func BenchmarkAcross(b *testing.B) {
	for _, segments := range []int{150, 1000, 10000, 100000} {
		b.Run(fmt.Sprint(segments), func(b *testing.B) {
			en, tr := twoTexts(segments)
			b.ReportAllocs()
			for range b.N {
				align.Across(en, tr, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(segments), "ns/segment")
		})
	}
}

// BenchmarkAcrossBegun aligns documents of which a tenth is translated: the time must grow in
// proportion here too, though what is not translated is one long run.
func BenchmarkAcrossBegun(b *testing.B) {
	for _, segments := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(segments), func(b *testing.B) {
			en, tr := twoTexts(segments)
			for range b.N {
				align.Across(en, tr[:segments/10], nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(segments), "ns/segment")
		})
	}
}

// BenchmarkOutline reads a text of 5,000 words.
func BenchmarkOutline(b *testing.B) {
	text := made("en", 150)
	doc := markdown.Parse([]byte(text))
	b.SetBytes(int64(len(text)))
	for range b.N {
		align.NewOutline(doc, "en")
	}
}

func twoTexts(segments int) (en, tr align.Outline) {
	of := func(lang string) align.Outline {
		return align.NewOutline(markdown.Parse([]byte(made(lang, segments))), lang)
	}
	return of("en"), of("tr")
}

// made is a text of paragraphs of some 33 words, in words that the lexicon knows,
// with a number and a name in every other one.
func made(lang string, paragraphs int) string {
	vocabulary := map[string][]string{
		"en": strings.Fields("bridge river winter school window teacher market bread letter morning village kitchen garden winter forest captain"),
		"tr": strings.Fields("köprü nehir kış okul pencere öğretmen pazar ekmek mektup sabah köy mutfak bahçe kış orman kaptan"),
	}[lang]
	r := rand.New(rand.NewPCG(7, 11))
	var out strings.Builder
	for p := range paragraphs {
		for range 33 {
			out.WriteString(vocabulary[r.IntN(len(vocabulary))] + " ")
		}
		if p%2 == 0 {
			fmt.Fprintf(&out, "%d Belmor%d", r.IntN(90000)+100, p)
		}
		out.WriteString("\n\n")
	}
	return out.String()
}
