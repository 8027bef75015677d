package queue

import (
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
)

// An article that was renamed takes its record along, also if most of its
// translation is replaced in the same moment; so do the parts of one that was
// split.
func TestTakenIntoAnArticleThatMoved(t *testing.T) {
	x := newTree(t, ferryEN, ferryTR)
	x.assume()
	x.files["articles/en/boat.md"], x.files["articles/tr/boat.md"] = x.files[en], x.files[tr]
	delete(x.files, en)
	delete(x.files, tr)
	for was, now := range map[string]string{
		"It takes 40 cars.": "It takes 45 cars.", "The crew eats at noon.": crewNow, "Nobody rows it any more.": "Nobody rows it these days.",
	} {
		x.replace("articles/en/boat.md", was, now)
	}
	out := x.take(x.answer(map[string]string{
		"It takes 45 cars.": "45 araba alır.", crewNow: crewTR, "Nobody rows it these days.": "Bu günlerde kimse kürek çekmiyor.",
	}))
	equal(t, "left", "", reasons(out.Left))
	for _, r := range x.rows("tr", "boat").Rows {
		equal(t, r.Now, "fresh", r.State.String())
	}
}

func TestTakenIntoPartOfAnArticle(t *testing.T) {
	x := newTree(t, ferryEN, ferryTR)
	x.assume()
	english, turkish := strings.SplitAfter(ferryEN, "\n\n"), strings.SplitAfter(ferryTR, "\n\n")
	x.write(en, strings.Join(english[:1], ""))
	x.write(tr, strings.Join(turkish[:1], ""))
	x.write("articles/en/boat.md", "# The boat\n\n"+strings.Join(english[1:], ""))
	x.write("articles/tr/boat.md", "# Tekne\n\n"+strings.Join(turkish[1:], ""))
	x.move()
	x.replace("articles/en/boat.md", "It takes 40 cars.", "It takes 45 cars.")
	out := x.take(x.answer(map[string]string{"It takes 45 cars.": "45 araba alır."}))
	equal(t, "left", "", reasons(out.Left))
	var states []string
	for _, r := range x.rows("tr", "boat").Rows {
		states = append(states, r.State.String())
	}
	equal(t, "states", "unverified fresh fresh fresh", strings.Join(states, " "))
}

// Records of several languages that a tool's work writes refer to the texts of
// one store; those of an article that is gone go with it.
func TestFixSeveralLanguages(t *testing.T) {
	x := newTree(t, "# The ferry\n\nSee [it](a.md).\n\nIt is old.\n", "# Feribot\n\n[Buna](a.md) bakın.\n\nEski bir gemi.\n")
	x.write(ru, "# Паром\n\nСмотри [здесь](a.md).\n\nОн старый.\n")
	x.assume()
	for _, lang := range []string{"en", "tr", "ru"} {
		x.files["articles/"+lang+"/boat.md"] = x.files["articles/"+lang+"/ferry.md"]
		delete(x.files, "articles/"+lang+"/ferry.md")
	}
	x.replace("articles/en/boat.md", "a.md", "b.md")
	out := x.fix()
	equal(t, "files", 2, len(out.Files))
	for _, lang := range []string{"tr", "ru"} {
		for _, r := range x.rows(lang, "boat").Rows {
			equal(t, lang+" "+r.Now, "fresh", r.State.String())
		}
	}
	for path := range x.files {
		if strings.HasSuffix(path, "/ferry") {
			t.Errorf("%s is still there", path)
		}
	}
	x.fixedOnce()
}

// fixedOnce makes sure that a tool has nothing to do any more.
func (x *tree) fixedOnce() {
	x.t.Helper()
	before := x.snapshot()
	again := x.fix()
	equal(x.t, "files of a second fix", 0, len(again.Files))
	x.unchanged("second fix", before)
}

// A row that a tool cannot finish, since it disagrees with its source on something
// else, has the new labels of footnotes like all others.
func TestFixRelabelsWhatDoesNotHold(t *testing.T) {
	x := newTree(t, "# A\n\nThe bay.[^1]\n\nIt was built in 1931.[^1]\n\n[^1]: Wide.\n", "# Ş\n\nKoy.[^1]\n\n1931 yılında yapıldı.[^1]\n\n[^1]: Geniş.\n")
	x.assume()
	x.replace(tr, "1931", "1932")
	markings, _, err := x.project.Mark(t.Context(), xsync.Query{Languages: []string{"tr"}}, xsync.Acceptance{Segments: []string{x.rows("tr", "ferry").Rows[2].ID}, Force: true})
	if err != nil {
		t.Fatal(err)
	}
	x.carry(markings[0].Plan)
	equal(t, "states", "fresh fresh fresh fresh", x.states())
	x.write(en, strings.ReplaceAll(x.text(en), "[^1]", "[^2]"))
	out := x.fix()
	equal(t, "translation", "# Ş\n\nKoy.[^2]\n\n1932 yılında yapıldı.[^2]\n\n[^2]: Geniş.\n", x.text(tr))
	equal(t, "states", "fresh fresh stale:mechanical fresh", x.states())
	equal(t, "rest", 1, len(out.Rest))
	x.fixedOnce()
}
