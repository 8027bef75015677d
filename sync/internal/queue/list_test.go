package queue

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/drift"
)

// TestList looks at the items of one article: what they say of where they stand.
func TestList(t *testing.T) {
	x := newTree(t,
		"# The ferry\n\nIt takes 40 cars.\n\n## The crew\n\nThe crew eats at noon.[^a]\n\n### The cook\n\nThe cook is never seen.\n\n## The end\n\nNobody rows it.\n\n[^a]: On the upper deck.\n",
		"# Feribot\n\n40 araba alır.\n\n## Tayfa\n\nTayfa öğlen yer.[^a]\n\n### Aşçı\n\nAşçıyı gören olmamıştır.\n\n## Son\n\nKimse kürek çekmez.\n\n[^a]: Üst güvertede.\n",
	)
	x.assume()
	x.replace(en, "It takes 40 cars.", "It takes 45 cars.")
	x.replace(en, "eats at noon.[^a]", "eats at noon and sleeps at night.[^a]")
	x.replace(en, "### The cook", "### The old cook")
	x.replace(en, "Nobody rows it.", "Nobody rows it.\n\n- A rope lies there.")
	items := x.list("tr")
	type want struct{ text, section, before, after, notes, lines string }
	wants := []want{
		{"It takes 45 cars.", "The ferry", "The ferry = Feribot", "The crew = Tayfa", "", "3-3 3-3"},
		{"The crew eats at noon and sleeps at night.[^a]", "The ferry/The crew", "The crew = Tayfa", "The old cook = Aşçı", "[^a]: On the upper deck.", "7-7 7-7"},
		{"The old cook", "The ferry/The crew", "The crew eats at noon and sleeps at night.[^a] = Tayfa öğlen yer.[^a]", "The cook is never seen. = Aşçıyı gören olmamıştır.", "", "9-9 9-9"},
		{"A rope lies there.", "The ferry/The end", "Nobody rows it. = Kimse kürek çekmez.", "On the upper deck. = Üst güvertede.", "", "17-17 15-15"},
	}
	if len(items) != len(wants) {
		t.Fatalf("%d items", len(items))
	}
	for k, w := range wants {
		i := items[k]
		equal(t, "text", w.text, i.Text)
		equal(t, "section of "+w.text, w.section, strings.Join(i.Section, "/"))
		equal(t, "before "+w.text, w.before, i.Before.Source+" = "+i.Before.Translation)
		equal(t, "after "+w.text, w.after, i.After.Source+" = "+i.After.Translation)
		equal(t, "notes of "+w.text, w.notes, strings.Join(i.Notes, "|"))
		equal(t, "lines of "+w.text, w.lines, lines(i.SourceLine, i.SourceEndLine)+" "+lines(i.TargetLine, i.TargetEndLine))
		equal(t, "paths", en+" "+tr, i.SourcePath+" "+i.TargetPath)
	}
	equal(t, "was", "It takes 40 cars.", items[0].Was)
	equal(t, "was of a heading", "The cook", items[2].Was)
	equal(t, "was of what is missing", "", items[3].Was)
	equal(t, "seal of what is missing", "none", items[3].Seal[strings.IndexByte(items[3].Seal, '-')+1:])
}

func lines(from, to int) string { return fmt.Sprintf("%d-%d", from, to) }

// A translation that there is none of is edited nowhere; one that is of another
// article gives no work.
func TestListOfNoTranslation(t *testing.T) {
	x := newTree(t, ferryEN, "")
	items := x.list("tr")
	equal(t, "items", 4, len(items))
	for _, i := range items {
		equal(t, "line", 0, i.TargetLine)
		equal(t, "state", drift.Missing, i.State)
	}
	x.write(tr, strings.Repeat("Bambaşka bir konu üzerine uzun bir yazı, 17 sayfa ve 1812 satır sürüyor.\n\n", 12))
	if !x.rows("tr", "ferry").Unrelated {
		t.Fatal("it passes for a translation")
	}
	equal(t, "items", 0, len(x.list("tr")))
}
