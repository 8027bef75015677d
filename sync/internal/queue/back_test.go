package queue_test

import (
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

func query(lang string) xsync.Query { return xsync.Query{Languages: []string{lang}} }

const (
	ferryEN = "# The ferry\n\nIt takes 40 cars.\n\nNobody rows it.\n\n- Tea\n- Bread\n"
	ferryTR = "# Feribot\n\n40 araba alır.\n\nKimse onu kürekle çekmez.\n\n* Çay\n* Ekmek\n"
)

// TestReasons brings one answer back after something has happened meanwhile, and
// says what becomes of it.
// What mark refuses of an edit, import refuses of an answer: one without the negation that
// the source has gained.
func TestAnswersThatMissANegation(t *testing.T) {
	const en, tr = "articles/en/gate.md", "articles/tr/gate.md"
	for text, want := range map[string]queue.Reason{
		"Misafirler kuzey kapısından girmelidir.":     queue.NotNegated,
		"Ziyaretçiler kuzey kapısından girmemelidir.": "",
	} {
		p := recorded(t, map[string]string{
			en: "# The gate\n\nVisitors must enter by the north gate.\n", tr: "# Kapı\n\nZiyaretçiler kuzey kapısından girmelidir.\n",
		})
		p.files[en] = strings.Replace(p.files[en], "must enter", "must not enter", 1)
		items := p.items()
		if len(items) != 1 {
			t.Fatalf("%d items", len(items))
		}
		out := p.bring([]queue.Answer{{ID: items[0].ID, Seal: items[0].Seal, Source: items[0].Text, Text: text}})
		got := queue.Reason("")
		if len(out.Left) > 0 {
			got = out.Left[0].Reason
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestReasons(t *testing.T) {
	replace := func(file, old, now string) func(*project) {
		return func(p *project) {
			if !strings.Contains(p.files[file], old) {
				t.Fatalf("%s has no %q", file, old)
			}
			p.files[file] = strings.Replace(p.files[file], old, now, 1)
		}
	}
	const en, tr = "articles/en/ferry.md", "articles/tr/ferry.md"
	nothing := func(*project) {}
	for name, c := range map[string]struct {
		text string
		sign queue.Sign
		then func(*project)
		want queue.Reason // "" if it is taken
	}{
		"taken":                             {"45 araba alır.", queue.Unsaid, nothing, ""},
		"nothing filled in":                 {"", queue.Finished, nothing, queue.NotFilled},
		"as it was":                         {"40 araba alır.", queue.Unsaid, nothing, queue.NotFilled},
		"as it was, and said to be right":   {"40 araba alır.", queue.Finished, nothing, queue.NotFollowed},
		"not finished":                      {"45 araba alır.", queue.Unfinished, nothing, queue.NotFinished},
		"no number":                         {"Çok araba alır.", queue.Unsaid, nothing, queue.Disagrees},
		"another number":                    {"54 araba alır.", queue.Unsaid, nothing, queue.Disagrees},
		"still English":                     {"It takes 45 cars in all, and nobody has ever asked for more of them.", queue.Unsaid, nothing, queue.NotTranslated},
		"the English was edited again":      {"45 araba alır.", queue.Unsaid, replace(en, "45 cars", "46 cars"), queue.SourceMoved},
		"the English was deleted":           {"45 araba alır.", queue.Unsaid, replace(en, "It takes 45 cars.\n\n", ""), queue.NoSuchItem},
		"the translation was edited":        {"45 araba alır.", queue.Unsaid, replace(tr, "40 araba", "40 otomobil"), queue.TargetMoved},
		"the same was done by hand":         {"45 araba alır.", queue.Unsaid, replace(tr, "40 araba", "45 araba"), ""},
		"a list for a paragraph is escaped": {"- 45 araba", queue.Unsaid, nothing, ""},
		"two paragraphs for one":            {"45 araba alır.\n\nDaha çok değil.", queue.Unsaid, nothing, ""},
		"a reference definition":            {"[45]: araba", queue.Unsaid, nothing, queue.NotOneSegment},
	} {
		t.Run(name, func(t *testing.T) {
			p := recorded(t, map[string]string{en: ferryEN, tr: ferryTR})
			replace(en, "40 cars", "45 cars")(p)
			items := p.items()
			if len(items) != 1 {
				t.Fatalf("%d items", len(items))
			}
			c.then(p)
			was := p.files[tr]
			out := p.bring([]queue.Answer{{ID: items[0].ID, Seal: items[0].Seal, Source: items[0].Text, Text: c.text, Sign: c.sign}})
			switch {
			case len(out.Left) == 0 && c.want != "":
				t.Errorf("taken, want %s: %s", c.want, p.files[tr])
			case len(out.Left) == 1 && out.Left[0].Reason != c.want:
				t.Errorf("%s, want %s", out.Left[0].Reason, c.want)
			case c.want != "" && p.files[tr] != was:
				t.Errorf("left, and yet the file became %q", p.files[tr])
			case c.want == "" && p.translation("ferry").Counts[0] < 5:
				t.Errorf("taken, and the rows are %v", p.translation("ferry").Counts)
			}
		})
	}
}

// texts are what comes back where the sign before the first letter will not do.
var texts = map[string]string{
	"a wrapped paragraph stays wrapped": "Feribot körfezi günde 12 kez geçer ve aynı anda 45 araba alır.",
	"the line of an alert":              "[!NOTE]\nBalıkları günde 3 kez yemleyin, gece hiç yemlemeyin.",
	"the lines of an address":           "Uzun Yol 15\nİzmir",
}

// TestPlaces puts single texts where they belong, with the manners of the file.
func TestPlaces(t *testing.T) {
	for name, c := range map[string]struct{ en, tr, now, want string }{
		"an item between items": {
			"- Tea\n- Bread\n", "* Çay\n* Ekmek\n", "- Tea\n- Salt\n- Bread\n",
			"* Çay\n* şSalt\n* Ekmek\n",
		},
		"a paragraph at the end of a file without a last line end": {
			"One day.\n\nTwo days.\n", "Bir gün.\n\nİki gün.", "One day.\n\nTwo days.\n\nThree days came after them.\n",
			"Bir gün.\n\nİki gün.\n\nşThree days came after them.",
		},
		"with the line ends of the file": {
			"One day.\n\nTwo days.\n", "Bir gün.\r\n\r\nİki gün.\r\n", "One day.\n\nA day between them.\n\nTwo days.\n",
			"Bir gün.\r\n\r\nşA day between them.\r\n\r\nİki gün.\r\n",
		},
		"at the very beginning": {
			"One day.\n\nTwo days.\n", "\ufeffBir gün.\n\nİki gün.\n", "Before all that there was nothing.\n\nOne day.\n\nTwo days.\n",
			"\ufeffşBefore all that there was nothing.\n\nBir gün.\n\nİki gün.\n",
		},
		"a row of a table": {
			"| Day | Trips |\n| --- | --- |\n| Monday | 4 |\n| Sunday | 2 |\n", "| Gün | Sefer |\n|---|---|\n| Pazartesi | 4 |\n| Pazar | 2 |\n",
			"| Day | Trips |\n| --- | --- |\n| Monday | 4 |\n| Friday | 7 |\n| Sunday | 2 |\n",
			"| Gün | Sefer |\n|---|---|\n| Pazartesi | 4 |\n| şFriday | 7 |\n| Pazar | 2 |\n",
		},
		"below the header of a table": {
			"| Day | Trips |\n| --- | --- |\n| Sunday | 2 |\n", "| Gün | Sefer |\n|---|---|\n| Pazar | 2 |\n",
			"| Day | Trips |\n| --- | --- |\n| Friday | 7 |\n| Sunday | 2 |\n",
			"| Gün | Sefer |\n|---|---|\n| şFriday | 7 |\n| Pazar | 2 |\n",
		},
		"a heading with its id": {
			"# Top\n\nOne day it rained.\n", "# Baş\n\nBir gün yağmur yağdı.\n", "# Top\n\nOne day it rained.\n\n## What came after {#after}\n",
			"# Baş\n\nBir gün yağmur yağdı.\n\n## şWhat came after {#after}\n",
		},
		"a footnote": {
			"One day it rained.[^1]\n\n[^1]: A note on the rain.\n", "Bir gün yağmur yağdı.[^1]\n\n[^1]: Yağmur üzerine bir not.\n",
			"One day it rained.[^1]\n\n[^1]: A note on the rain.\n[^2]: A second note on something else.\n",
			"Bir gün yağmur yağdı.[^1]\n\n[^1]: Yağmur üzerine bir not.\n[^2]: şA second note on something else.\n",
		},
		"a second paragraph of an item": {
			"- Tea is sold on board.\n- Bread is not.\n", "- Gemide çay satılır.\n- Ekmek satılmaz.\n",
			"- Tea is sold on board.\n\n  It is hot all day long.\n- Bread is not.\n",
			"- Gemide çay satılır.\n\n  şIt is hot all day long.\n- Ekmek satılmaz.\n",
		},
		"a paragraph of a quotation": {
			"> One day it rained.\n\nAnd so on.\n", "> Bir gün yağmur yağdı.\n\nVe böyle.\n", "> One day it rained.\n>\n> The next day as well.\n\nAnd so on.\n",
			"> Bir gün yağmur yağdı.\n>\n> şThe next day as well.\n\nVe böyle.\n",
		},
		"the line of an alert": {
			"> [!NOTE]\n> Feed the fish 2 times a day, and never at night.\n", "> [!NOTE]\n> Balıkları günde 2 kez yemleyin, gece hiç yemlemeyin.\n",
			"> [!NOTE]\n> Feed the fish 3 times a day, and never at night.\n",
			"> [!NOTE]\n> Balıkları günde 3 kez yemleyin, gece hiç yemlemeyin.\n",
		},
		"the lines of an address": {
			"14 Long Road\nIzmir\n", "Uzun Yol 14\nİzmir\n", "15 Long Road\nIzmir\n", "Uzun Yol 15\nİzmir\n",
		},
		"a tight list behind a paragraph": {
			"Buy this today:\n", "Bugün bunu alın:\n", "Buy this today:\n\n- apples\n- pears\n  - green ones\n",
			"Bugün bunu alın:\n\n- şapples\n- şpears\n  - şgreen ones\n",
		},
		"a new column of a table": {
			"| Day | Trips |\n| --- | --- |\n| Sunday | 2 |\n", "| Gün | Sefer |\n|---|---|\n| Pazar | 2 |\n",
			"| Day | Trips | Decks |\n| --- | --- | ---: |\n| Sunday | 2 | 3 |\n",
			"| şDay | Trips | Decks |\n| --- | --- | ---: |\n| şSunday | 2 | 3 |\n",
		},
		"a wrapped paragraph stays wrapped": {
			"The ferry crosses the bay 12 times a day and it takes 40 cars.\n",
			"Feribot körfezi günde on iki kez geçer ve aynı\nanda 40 araba alır, 12 kez.\n",
			"The ferry crosses the bay 12 times a day and it takes 45 cars.\n",
			"Feribot körfezi günde 12 kez geçer ve aynı\nanda 45 araba alır.\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := recorded(t, map[string]string{"articles/en/a.md": c.en, "articles/tr/a.md": c.tr})
			p.files["articles/en/a.md"] = c.now
			translate := mark
			if text, ok := texts[name]; ok {
				translate = func(string) string { return text }
			}
			for _, l := range p.bring(answer(p.items(), translate)).Left {
				t.Errorf("%s: %s", l.Answer.ID, l.Reason)
			}
			if got := p.files["articles/tr/a.md"]; got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// A row of a table has the cells of its header, or it is none.
func TestRowsHaveTheirCells(t *testing.T) {
	const en, tr = "articles/en/a.md", "articles/tr/a.md"
	for text, want := range map[string]bool{
		"| Pazar | 3 |": true, "Pazar | 3": true, "Pazar 3": false, "| Pazar |": false, "| Pazar | 3 | 4 |": false,
	} {
		p := recorded(t, map[string]string{
			en: "| Day | Trips |\n| --- | --- |\n| Sunday | 2 |\n", tr: "| Gün | Sefer |\n|---|---|\n| Pazar | 2 |\n",
		})
		p.files[en] = strings.Replace(p.files[en], "| 2 |", "| 3 |", 1)
		out := p.bring(answer(p.items(), func(string) string { return text }))
		if taken := len(out.Left) == 0; taken != want {
			t.Errorf("%q: taken is %v, want %v: %q", text, taken, want, p.files[tr])
		}
	}
}
