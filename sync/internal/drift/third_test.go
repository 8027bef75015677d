package drift

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
)

func TestIsThird(t *testing.T) {
	for _, c := range []struct {
		lang, source, target string
		want                 bool
	}{
		{"tr", "The gate is closed in the evening.", "Diese Seite haben wir für alle geschrieben, die mit der Mühle nicht vertraut sind.", true},
		{"tr", "The gate is closed in the evening.", "Cette page a été écrite pour ceux qui ne savent pas comment le moulin est fait.", true},
		{"tr", "The gate is closed in the evening.", "Ворота каждый вечер закрывает мельник.", true},
		{"ru", "The gate is closed in the evening.", "Diese Seite haben wir für alle geschrieben, die mit der Mühle nicht vertraut sind.", true},
		{"ru", "The gate is closed in the evening.", "Вечером мельник закрывает ворота, и никто больше не может войти в мельницу.", false},
		{"tr", "The gate is closed in the evening.", "Kapağı akşam değirmenci kapatır, artık kimse değirmene giremez ve çark durur.", false},
		{"de", "The gate is closed in the evening.", "Am Abend schließt der Müller die Klappe, und niemand kann mehr in die Mühle.", false},
		{"tr", "The gate is closed in the evening.", "Die Klappe.", false},
		{"ru", "The gate is closed in the evening.", "Метод `useEffect` принимает function и array, а не object.", false},
		{"ru", "The gate is closed in the evening.", "Kapağı akşam değirmenci kapatır, artık kimse değirmene giremez ve çark durur.", true},
		{"ru", "The gate is closed in the evening.", "The gate is closed by the miller in the evening, and then nobody gets into the mill.", false},
		{"ru", "The gate is closed in the evening.", "Hilde Marren, Otto Tolvan, Ines Brandl, Ada Orsun, Mia Velmir, Jon Sheffield", false},
		{"sr", "The gate is closed in the evening.", "Kapiju uveče zatvara mlinar, pa više niko ne može da uđe u mlin i točak stoji.", false},
		// It stands in the source as well: a quotation.
		{"tr", "Diese Seite haben wir für alle geschrieben, die mit der Mühle nicht vertraut sind.", "Diese Seite haben wir für alle geschrieben, die mit der Mühle nicht vertraut sind.", false},
		// What is nearly the target's language is not told from it.
		{"ru", "The gate is closed in the evening.", "Увечері мірошник зачиняє ворота, і ніхто більше не може зайти на млин.", false},
	} {
		tongues := newTongues("en", c.lang)
		s, x := segmentOf(block.Paragraph, c.source), segmentOf(block.Paragraph, c.target)
		if got := tongues.isThird([]*align.Segment{s}, []*align.Segment{x}); got != c.want {
			t.Errorf("%s: %q: %v", c.lang, c.target, got)
		}
	}
}

// Of two languages that a text fits alike the detector names either, by chance: that tells nothing.
func TestFitsAlike(t *testing.T) {
	for range 50 {
		if newTongues("de", "en").detects("short request dinner plan") || newTongues("en", "de").detects("short request dinner plan") {
			t.Fatal("a text that fits two languages alike is told to be in one")
		}
	}
}
