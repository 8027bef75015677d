package drift_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// A number that only a translation has which was just written is told, one that its source
// says in words, or converts, is not; what it lost of its source is told.
func TestLostFacts(t *testing.T) {
	for _, c := range []struct{ source, target, before, want string }{
		{"The wheel turns slowly.", "Çark 12 kez yavaşça döner.", "Çark döner.", "+12"},
		{"The wheel turns slowly.", "Çark 12 kez yavaşça döner.", "Çark 12 kez döner.", ""},
		{"The wheel turns twelve times.", "Çark 12 kez döner.", "", ""},
		{"It rolls for 60 miles.", "60 mil (97 km) yuvarlanır.", "", ""},
		{"The wheel turns once a day.", "Çark günde 1 kez döner.", "", ""},
		{"One man is missing.", "1 kişi kayıp.", "", ""},
		{"A man is missing.", "1 kişi kayıp.", "", ""},
		{"Both wheels turn.", "2 çark da döner.", "", ""},
		{"A pair of wheels turns.", "2 çark döner.", "", ""},
		{"The dozen is full.", "12 tanesi tamam.", "", ""},
		{"Half of the wheels turn.", "Çarkların yarısı döner, %50'si.", "", ""},
		{"The [wheel](w.md) turns.", "Çark döner.", "", "-w.md"},
		{"The `wheel` turns.", "Çark döner.", "Çark eskidir.", "-wheel"},
	} {
		w := drift.Written{
			Kind: block.Paragraph, State: drift.Missing, Source: c.source, Target: c.target, SourceLanguage: "en", TargetLanguage: "tr", Before: c.before,
		}
		got := ""
		for _, f := range w.LostFacts() {
			if f.Target != "" {
				got += "+" + f.Target
			} else {
				got += "-" + f.Source
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.target, got, c.want)
		}
	}
}

// An amount that the source came to state in two units may be stated in one of them.
func TestLostAmount(t *testing.T) {
	for target, want := range map[string]bool{"Kuyu 30 metre derindir.": false, "Kuyu 100 fit derindir.": false, "Kuyu derindir, 30 adım.": true} {
		w := drift.Written{
			Kind: block.Paragraph, State: drift.Stale, Source: "The well is 30 metres (100 feet) deep.", Target: target, SourceLanguage: "en", TargetLanguage: "tr",
			Was: "The well is deep.", Before: "Kuyu derindir.",
		}
		if got := w.LostFacts(); len(got) > 0 != want {
			t.Errorf("%s: %v", target, got)
		}
	}
}
