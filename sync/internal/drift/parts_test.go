package drift_test

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// quotedIn is a page with a quotation in a box, in one paragraph with the picture of whom it
// is by.
const quotedIn = "# The harbour\n\nThe town keeps its old harbour.\n\n<aside class=\"quote\">\n" +
	"  <img src=\"https://example.org/a.png\" alt=\"speaker\">\n" +
	"  We kept the cranes because nobody could afford to take them down, and now people come for them.\n</aside>\n\n" +
	"The kiosk is open in summer.\n\n> Whoever comes in winter will find the door closed and the eels asleep.\n\n" +
	"The ferry leaves at noon.\n"

// A quotation that is kept in both languages is translated, and its original is in no row;
// one that nobody translated stands between translated paragraphs all the same.
func TestOriginalBesideItsTranslation(t *testing.T) {
	const begin = "# Der Hafen\n\nDie Stadt behält ihren alten Hafen.\n\n<aside class=\"quote\">\n" +
		"  <img src=\"https://example.org/a.png\" alt=\"speaker\">\n\n"
	const translated = "  Wir haben die Kräne behalten, weil sich niemand den Abbau leisten konnte, und jetzt kommen die Leute ihretwegen.\n\n"
	const original = "  _We kept the cranes because nobody could afford to take them down, and now people come for them._\n\n"
	const end = "</aside>\n\nDer Kiosk hat im Sommer auf.\n\n> Wer im Winter kommt, findet die Tür verschlossen und die Aale im Schlaf.\n\n" +
		"> *Whoever comes in winter will find the door closed and the eels asleep.*\n\nDie Fähre geht um zwölf Uhr.\n"
	for name, c := range map[string]struct {
		target string
		left   int
	}{
		"below":        {begin + translated + original + end, 0},
		"above":        {begin + original + translated + end, 0},
		"edited":       {begin + translated + strings.Replace(original, "afford to", "pay to", 1) + end, 0},
		"untranslated": {begin + original + strings.Replace(end, "> *Whoever comes in winter will find the door closed and the eels asleep.*\n\n", "", 1), 1},
	} {
		res := drift.Examine(drift.NewSide(markdown.Parse([]byte(quotedIn)), "en"), drift.NewSide(markdown.Parse([]byte(c.target)), "de"), nil)
		left := 0
		for _, r := range res.Rows {
			switch r.State {
			case drift.Untranslated:
				left++
			case drift.Unverified:
			default:
				t.Errorf("%s: %v: %q, %q", name, r.State, r.Now, r.Translation)
			}
		}
		if left != c.left {
			t.Errorf("%s: %d rows untranslated, want %d", name, left, c.left)
		}
	}
}

// A label that stands on a line of its own, and the text under it, are one row with the
// paragraph that has both.
func TestTextUnderItsLabel(t *testing.T) {
	const source = "# Checks\n\nBefore you cast off:\n\n<div>\n  <label for=\"a\">\n  Does the lantern burn?\n  </label>\n</div>\n\nThen let go of the rope.\n"
	const target = "# Prüfungen\n\nBevor Sie ablegen:\n\n<div>\n  <label for=\"a\">\n\n  Brennt die Laterne?\n\n  </label>\n</div>\n\nDann lösen Sie das Tau.\n"
	res := drift.Examine(drift.NewSide(markdown.Parse([]byte(source)), "en"), drift.NewSide(markdown.Parse([]byte(target)), "de"), nil)
	for _, r := range res.Rows {
		if r.State != drift.Unverified {
			t.Errorf("%v: %q, %q", r.State, r.Now, r.Translation)
		}
	}
}

// An instruction of a template that stands in an item in the source and by itself in the
// translation is part of the item.
func TestPartsOfARow(t *testing.T) {
	const loop = "{% for version in site.data.releases %}"
	source := "# Releases\n\nAll that you can take home.\n\n* **Stable releases:**" + loop + "\n  * Version {{ version }}{% endfor %}\n\nThe end of 1974.\n"
	target := "# Sürümler\n\nEve götürebileceğiniz her şey.\n\n* **Kararlı sürümler:**\n" + loop + "\n  * Sürüm {{ version }}{% endfor %}\n\n1974'ün sonu.\n"
	res := drift.Examine(drift.NewSide(markdown.Parse([]byte(source)), "en"), drift.NewSide(markdown.Parse([]byte(target)), "tr"), nil)
	for _, r := range res.Rows {
		if r.State != drift.Unverified || strings.HasPrefix(r.Now, "**Stable") && len(r.Target) != 2 {
			t.Errorf("%v: %q, %q", r.State, r.Now, r.Translation)
		}
	}
}

// Link definitions belong together by where they lead, then by their labels, never by their
// places; and one that was replaced is not the other reworded.
func TestLinkDefinitions(t *testing.T) {
	const source = "See [the pier][1], [the kiosk][2] and [the ferry][3].\n\n[1]: https://example.org/pier\n[2]: https://example.org/kiosk\n[3]: https://example.org/ferry\n"
	const target = "[Паром][a], [киоск][2] и [причал][c].\n\n[a]: https://example.org/ferry\n[2]: https://example.ru/kiosk\n[c]: https://example.org/pier\n[d]: https://example.org/eel\n"
	res := drift.Examine(drift.NewSide(markdown.Parse([]byte(source)), "en"), drift.NewSide(markdown.Parse([]byte(target)), "ru"), nil)
	var got []string
	for _, r := range res.Rows[1:] {
		got = append(got, r.Now[:3]+r.Translation[:3])
		if r.Flags&drift.Moved != 0 {
			t.Errorf("%q, %q has moved", r.Now, r.Translation)
		}
	}
	if want := "[1][c] [2][2] [3][a]"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %v", got, want)
	}
}
