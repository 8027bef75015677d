package queue

import (
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// TestImport puts answers into translations that are written in every way: the
// bytes around them stay, and how a segment is written stays too.
func TestImport(t *testing.T) {
	for _, c := range []struct {
		name        string
		txt         bool
		was, now    string // the source
		translation string
		answers     map[string]string
		want        string
		left        string
	}{
		{
			name: "no final line end", was: "# A\n\nThe bay is wide.", now: "# A\n\nThe bay is very wide.", translation: "# Ş\n\nKoy geniş.",
			answers: map[string]string{"The bay is very wide.": "Koy çok geniş."}, want: "# Ş\n\nKoy çok geniş.",
		},
		{
			name: "missing at the end, no final line end", was: "# A\n\nThe bay is wide.", now: "# A\n\nThe bay is wide.\n\nThe sea is near.", translation: "# Ş\n\nKoy geniş.",
			answers: map[string]string{"The sea is near.": "Deniz yakın."}, want: "# Ş\n\nKoy geniş.\n\nDeniz yakın.",
		},
		{
			name: "CRLF and BOM", was: "# A\n\nThe bay is wide.\n", now: "# A\n\nThe bay is very wide.\n\nThe sea is near.\n", translation: "\ufeff# Ş\r\n\r\nKoy\r\ngeniş.\r\n",
			answers: map[string]string{"The bay is very wide.": "Koy çok geniş.", "The sea is near.": "Deniz yakın."},
			want:    "\ufeff# Ş\r\n\r\nKoy çok geniş.\r\n\r\nDeniz yakın.\r\n",
		},
		{
			name: "setext heading", was: "The bay\n=======\n\nIt is wide.\n", now: "The wide bay\n============\n\nIt is wide.\n", translation: "Koy\n===\n\nO geniş.\n",
			answers: map[string]string{"The wide bay": "Geniş koy"}, want: "Geniş koy\n===\n\nO geniş.\n",
		},
		{
			name: "heading with an id and closing marks", was: "## The bay {#bay}\n\nIt is wide.\n", now: "## The wide bay {#bay}\n\nIt is wide.\n", translation: "## Koy {#bay} ##\n\nO geniş.\n",
			answers: map[string]string{"The wide bay": "Geniş koy"}, want: "## Geniş koy {#bay} ##\n\nO geniş.\n",
		},
		{
			name: "front matter", was: "---\ntitle: The bay\n---\n\nIt is wide.\n", now: "---\ntitle: \"The bay: a view\"\n---\n\nIt is wide.\n", translation: "---\ntitle: Koy # yorum\nmore: x\n---\n\nO geniş.\n",
			answers: map[string]string{"The bay: a view": "Koy: bir görünüm"}, want: "---\ntitle: \"Koy: bir görünüm\" # yorum\nmore: x\n---\n\nO geniş.\n",
		},
		{
			name: "quotation", was: "# A\n\n> The bay is wide.\n", now: "# A\n\n> The bay is very wide.\n", translation: "# Ş\n\n> Koy geniş.\n",
			answers: map[string]string{"The bay is very wide.": "Koy çok geniş."}, want: "# Ş\n\n> Koy çok geniş.\n",
		},
		{
			name: "footnote", was: "# A\n\nThe bay.[^a]\n\n[^a]: It is wide.\n", now: "# A\n\nThe bay.[^a]\n\n[^a]: It is very wide.\n", translation: "# Ş\n\nKoy.[^a]\n\n[^a]: O geniş.\n",
			answers: map[string]string{"It is very wide.": "O çok geniş."}, want: "# Ş\n\nKoy.[^a]\n\n[^a]: O çok geniş.\n",
		},
		{
			name: "table row", was: "# A\n\n| The bay | wide |\n| --- | --- |\n| The sea | near |\n", now: "# A\n\n| The bay | wide |\n| --- | --- |\n| The sea | far away |\n| The river | deep |\n",
			translation: "# Ş\n\nKoy | geniş\n:-- | --:\nDeniz | yakın\n",
			answers:     map[string]string{"| The sea | far away |": "| Deniz | çok uzak |", "| The river | deep |": "| Irmak | derin |"},
			want:        "# Ş\n\nKoy | geniş\n:-- | --:\n| Deniz | çok uzak |\n| Irmak | derin |\n",
		},
		{
			name: "nested list", was: "# A\n\n- The bay is wide.\n  - The sea is near.\n", now: "# A\n\n- The bay is wide.\n  - The sea is far away.\n  - The river is deep.\n", translation: "# Ş\n\n* Koy geniş.\n    * Deniz yakın.\n",
			answers: map[string]string{"The sea is far away.": "Deniz çok uzak.", "The river is deep.": "Irmak derin."},
			want:    "# Ş\n\n* Koy geniş.\n    * Deniz çok uzak.\n    * Irmak derin.\n",
		},
		{
			name: "numbered list", was: "# A\n\n1. The bay is wide.\n2. The sea is near.\n", now: "# A\n\n1. The bay is wide.\n2. The river is deep.\n3. The sea is near.\n", translation: "# Ş\n\n1) Koy geniş.\n2) Deniz yakın.\n",
			answers: map[string]string{"The river is deep.": "Irmak derin."},
			want:    "# Ş\n\n1) Koy geniş.\n2) Irmak derin.\n2) Deniz yakın.\n",
		},
		{
			name: "plain text", txt: true, was: "THE BAY\n\nIt is wide.\n", now: "THE BAY\n\nIt is very wide.\n\nThe sea is near.\n", translation: "KOY\n\nO geniş.\n",
			answers: map[string]string{"It is very wide.": "O çok geniş.", "The sea is near.": "Deniz yakın."}, want: "KOY\n\nO çok geniş.\n\nDeniz yakın.\n",
		},
		{
			name: "hard break", was: "# A\n\nThe bay is\nwide.\n", now: "# A\n\nThe bay is  \nvery wide.\n", translation: "# Ş\n\nKoy geniş.\n",
			answers: map[string]string{"The bay is\nvery wide.": "Koy çok\ngeniş."}, want: "# Ş\n\nKoy çok\\\ngeniş.\n",
		},
		{
			name: "still in the source language", was: "# The bay\n\nThe bay is wide and the sea is near to it.\n\nNobody lives there.\n", now: "# The bay\n\nThe bay is wide and the sea is near to it.\n\nNobody lives there.\n",
			translation: "# Koy\n\nThe bay is wide and the sea is near to it.\n\nOrada kimse yaşamıyor.\n",
			answers:     map[string]string{"The bay is wide and the sea is near to it.": "Koy geniş, deniz ona yakın."}, want: "# Koy\n\nKoy geniş, deniz ona yakın.\n\nOrada kimse yaşamıyor.\n",
		},
		{
			name: "two paragraphs out of one", was: "# A\n\nThe bay is wide.\n", now: "# A\n\nThe bay is very wide.\n", translation: "# Ş\n\nKoy geniş.\n",
			answers: map[string]string{"The bay is very wide.": "Koy geniş.\n\nHem de çok."}, want: "# Ş\n\nKoy geniş.\n\nHem de çok.\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTree(t, "", "")
			source, target := en, tr
			if c.txt {
				x.project.Config.Articles = []corpus.Entry{{Path: "articles/{lang}/**/*.txt"}}
				delete(x.files, en)
				source, target = strings.Replace(en, ".md", ".txt", 1), strings.Replace(tr, ".md", ".txt", 1)
			}
			x.write(source, c.was)
			x.write(target, c.translation)
			x.assume()
			x.write(source, c.now)
			answers := x.answer(c.answers)
			out := x.take(answers)
			equal(t, "left", c.left, reasons(out.Left))
			equal(t, "translation", c.want, x.text(target))
			for _, r := range x.rows("tr", "ferry").Rows {
				equal(t, "state of "+r.Now, "fresh", r.State.String())
			}
			equal(t, "left to do", 0, len(x.list("tr")))
			after := x.snapshot()
			again := x.take(answers)
			equal(t, "files of a second import", 0, len(again.Files))
			x.unchanged("second import", after)
		})
	}
}

// Rows of several segments on one side or on both take an answer of as many, of
// fewer and of more.
func TestImportOfMergedAndSplitRows(t *testing.T) {
	const (
		one   = "The bay is wide and the water is deep in the year 1906."
		two   = "The sea is near, and its ships come from Odessa in 1931."
		oneTR = "1906 yılında koy geniş, su da derindi."
		twoTR = "Deniz yakın, gemileri 1931 yılında Odessa'dan gelir."
	)
	for _, c := range []struct {
		name, english, turkish, was, now, item, answer, want string
	}{
		{
			"two by one", one + "\n\n" + two, oneTR + " " + twoTR, "1931", "1932", one + "\n\n" + strings.Replace(two, "1931", "1932", 1),
			oneTR + " " + strings.Replace(twoTR, "1931", "1932", 1), oneTR + " " + strings.Replace(twoTR, "1931", "1932", 1),
		},
		{
			"two by one, answered by two", one + "\n\n" + two, oneTR + " " + twoTR, "1931", "1932", one + "\n\n" + strings.Replace(two, "1931", "1932", 1),
			oneTR + "\n\n" + strings.Replace(twoTR, "1931", "1932", 1), oneTR + "\n\n" + strings.Replace(twoTR, "1931", "1932", 1),
		},
		{
			"one by two", one + " " + two, oneTR + "\n\n" + twoTR, "1931", "1932", one + " " + strings.Replace(two, "1931", "1932", 1),
			oneTR + "\n\n" + strings.Replace(twoTR, "1931", "1932", 1), oneTR + "\n\n" + strings.Replace(twoTR, "1931", "1932", 1),
		},
		{
			"one by two, answered by one", one + " " + two, oneTR + "\n\n" + twoTR, "1931", "1932", one + " " + strings.Replace(two, "1931", "1932", 1),
			oneTR + " " + strings.Replace(twoTR, "1931", "1932", 1), oneTR + " " + strings.Replace(twoTR, "1931", "1932", 1),
		},
		{
			"one by two, answered by three", one + " " + two, oneTR + "\n\n" + twoTR, "1931", "1932", one + " " + strings.Replace(two, "1931", "1932", 1),
			oneTR + "\n\nDeniz yakın.\n\nGemileri 1932 yılında Odessa'dan gelir.", oneTR + "\n\nDeniz yakın.\n\nGemileri 1932 yılında Odessa'dan gelir.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			around := func(middle, first, last string) string { return first + "\n\n" + middle + "\n\n" + last + "\n" }
			x := newTree(t, around(c.english, "# The bay", "Nobody lives there."), around(c.turkish, "# Koy", "Orada kimse yaşamıyor."))
			x.assume()
			markings, _, err := x.project.Mark(t.Context(), xsync.Query{Languages: []string{"tr"}}, xsync.Acceptance{Segments: []string{x.rows("tr", "ferry").Rows[1].ID}})
			if err != nil {
				t.Fatal(err)
			}
			x.carry(markings[0].Plan)
			equal(t, "states", "fresh fresh fresh", x.states())
			x.replace(en, c.was, c.now)
			answers := x.answer(map[string]string{c.item: c.answer})
			out := x.take(answers)
			equal(t, "left", "", reasons(out.Left))
			equal(t, "translation", around(c.want, "# Koy", "Orada kimse yaşamıyor."), x.text(tr))
			equal(t, "states", "fresh fresh fresh", x.states())
			after := x.snapshot()
			x.take(answers)
			x.unchanged("second import", after)
		})
	}
}
