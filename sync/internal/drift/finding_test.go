package drift

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// TestWritten holds findings to the values that JSON has and to what the texts
// say.
func TestWritten(t *testing.T) {
	for _, c := range []struct {
		source, target string
		want           Finding
	}{
		{
			"In 1931 it rained 94.6 mm in the harbour.", "В 1931 году в гавани выпало 94,7 мм осадков.",
			Finding{Kind: "number", Source: "94.6", Target: "94.7", Written: [2]string{"94.6", "94,7"}},
		},
		{
			"The pier was opened on 4 March 1911 by the mayor.", "Причал открыл мэр 14 марта 1911 года.",
			Finding{Kind: "date", Source: "1911-03-04", Target: "1911-03-14", Written: [2]string{"4 March 1911", "14 марта 1911"}},
		},
		{
			"The train to Ulaanbaatar leaves at noon.", "Поезд в Пекин отправляется в полдень.",
			Finding{Kind: "name", Source: "Ulaanbaatar", Target: "Пекин"},
		},
		{
			"See [the archive](https://example.org/pier).", "См. [архив](https://example.org/piers).",
			Finding{Kind: "link", Source: "https://example.org/pier", Target: "https://example.org/piers", Written: [2]string{"https://example.org/pier", "https://example.org/piers"}},
		},
	} {
		side := func(text, lang string) Side { return NewSide(markdown.Parse([]byte(text)), lang) }
		c.want.Severity = Warn
		var got []Finding
		for _, r := range Examine(side(c.source, "en"), side(c.target, "ru"), nil).Rows {
			got = append(got, r.Findings...)
		}
		if diff := cmp.Diff([]Finding{c.want}, got); diff != "" {
			t.Errorf("%s\n%s", c.source, diff)
		}
	}
}

// A block of code does not have its placeholders marked, and a heading of the source's level
// is none of another, however deep the others are.
func TestNoFinding(t *testing.T) {
	side := func(text, lang string) Side { return NewSide(markdown.Parse([]byte(text)), lang) }
	for _, c := range []struct{ source, target string }{
		{"# Files\n\nGet the file:\n\n    SIZE: {{ file.size }}\n    HASH: {{ file.hash }}\n", "# Dosyalar\n\nDosyayı alın:\n\nBOYUT: {{ file.size }}\nHASH: {{ file.hash }}\n"},
		{"# Rope\n\n## Tar\n\n## Wood\n\n## Oars\n", "## Halat\n\n### Katran\n\n### Ahşap\n\n## Kürekler\n"},
	} {
		for _, r := range Examine(side(c.source, "en"), side(c.target, "tr"), nil).Rows {
			for _, f := range r.Findings {
				if f.Kind != "heading_level" || f.Source == f.Target {
					t.Errorf("%q: %v", r.Now, f)
				}
			}
		}
	}
}
