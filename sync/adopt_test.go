package xsync_test

import (
	"slices"
	"strings"
	"testing"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// rename gives the article another id.
func (x *tree) rename(was, now string) {
	for _, lang := range []string{"en", "tr", "ru"} {
		from, to := "articles/"+lang+"/"+was+".md", "articles/"+lang+"/"+now+".md"
		if f := x.files[from]; f != nil {
			x.files[to] = f
			delete(x.files, from)
		}
	}
}

// seen are the states of all articles in Turkish, and the notices.
func (x *tree) seen() (states, notices string) {
	x.t.Helper()
	articles, problems := x.each(xsync.Query{Languages: []string{"tr"}, Rows: true})
	if len(problems) > 0 {
		x.t.Fatal(problems)
	}
	var all, said []string
	for _, a := range articles {
		for k := range a.Translations {
			one := []string{a.ID + ":"}
			for _, r := range a.Translations[k].Rows {
				one = append(one, r.State.String())
			}
			all = append(all, strings.Join(one, " "))
		}
		for _, err := range a.Problems {
			p, _ := err.(corpus.Problem) //nolint:errorlint // they are plain ones
			said = append(said, p.ID+" "+p.Path)
		}
	}
	return strings.Join(all, "; "), strings.Join(said, "; ")
}

// move writes adopted records to where they belong.
func (x *tree) move() []string {
	x.t.Helper()
	markings, problems, err := x.project.Mark(x.t.Context(), xsync.Query{}, xsync.Acceptance{Move: true})
	if err != nil || len(problems) > 0 {
		x.t.Fatal(problems, err)
	}
	var from []string
	for _, m := range markings {
		from = append(from, m.From...)
		for path, data := range m.Plan {
			if delete(x.files, path); data != nil {
				x.carry(xsync.Marking{Plan: map[string][]byte{path: data}})
			}
		}
	}
	return from
}

func (x *tree) records() (out []string) {
	for name := range x.files {
		if rest, ok := strings.CutPrefix(name, ".xsync/"); ok {
			out = append(out, rest)
		}
	}
	slices.Sort(out)
	return out
}

func TestRenamedArticle(t *testing.T) {
	for name, c := range map[string]struct {
		edit           func(*tree)
		states, notice string
	}{
		"only renamed": {func(*tree) {}, "kum: fresh fresh stale fresh", "problem.moved_record articles/tr/kum.md"},
		"renamed into a folder": {
			func(x *tree) { x.rename("kum", "deep/er/kum") },
			"deep/er/kum: fresh fresh stale fresh", "problem.moved_record articles/tr/deep/er/kum.md",
		},
		"and edited": {
			func(x *tree) { x.edit("articles/tr/kum.md", "1931 yılında", "1931'de") },
			"kum: fresh fresh stale fresh", "problem.moved_record articles/tr/kum.md",
		},
		"and rewritten": {func(x *tree) {
			x.write("articles/tr/kum.md", "# Kum", "Kumsal 300 metre uzunluğundadır.")
		}, "kum: unverified missing missing unverified", ""},
		"and gone": {func(x *tree) { delete(x.files, "articles/tr/kum.md") }, "kum: missing missing missing missing", ""},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTree(t)
			x.mark("tr", vouched)
			x.edit(en, english[2], grainNow)
			x.rename("varna", "kum")
			c.edit(x)
			states, notices := x.seen()
			equal(t, "states", c.states, states)
			equal(t, "notices", c.notice, notices)
			if c.notice == "" {
				return
			}
			equal(t, "from", []string{"varna"}, x.move())
			states, notices = x.seen()
			equal(t, "states, moved", c.states, states)
			equal(t, "notices, moved", "", notices)
			if got := x.move(); got != nil {
				t.Errorf("once more it moves %v", got)
			}
		})
	}
}

// What only the old record referred to goes with it, and not before all languages
// have moved.
func TestMovedRecordsLeaveNothing(t *testing.T) {
	x := newTree(t)
	x.write(ru, russian...)
	x.mark("tr", vouched)
	x.mark("ru", vouched)
	x.rename("varna", "kum")
	x.move()
	equal(t, "files", []string{"record/ru/kum", "record/tr/kum", "source/kum"}, x.records())

	x = newTree(t)
	x.write(ru, russian...)
	x.mark("tr", vouched)
	x.mark("ru", vouched)
	x.rename("varna", "kum")
	delete(x.files, "articles/ru/kum.md")
	x.move()
	equal(t, "files", []string{"record/ru/varna", "record/tr/kum", "source/kum", "source/varna"}, x.records())
}

// Of two records that could be meant as well as each other, none is taken whole.
func TestTwoRecordsAlike(t *testing.T) {
	x := newTree(t)
	x.mark("tr", vouched)
	x.files[".xsync/record/tr/other"] = x.files[recordTR]
	x.files[".xsync/source/other"] = x.files[store]
	x.rename("varna", "kum")
	states, _ := x.seen()
	equal(t, "states", "kum: unverified unverified unverified unverified", states)
	x.move()
	states, _ = x.seen()
	equal(t, "states, moved", "kum: fresh fresh fresh fresh", states)
	equal(t, "files", []string{"record/tr/kum", "record/tr/other", "record/tr/varna", "source/kum", "source/other", "source/varna"}, x.records())
}

// A part of an article that has gone into another one is known there once that was
// written down, whatever is done to the article that it comes from.
func TestSplitArticle(t *testing.T) {
	for name, other := range map[string]string{"beside it": "storms", "below it": "varna/storms"} {
		t.Run(name, func(t *testing.T) {
			x := newTree(t)
			x.mark("tr", vouched)
			x.write(en, english[:3]...)
			x.write(tr, turkish[:3]...)
			x.write("articles/en/"+other+".md", "# Storms", english[3])
			x.write("articles/tr/"+other+".md", "# Fırtınalar", turkish[3])
			want := map[string]string{
				"storms":       "storms: unverified fresh; varna: fresh fresh fresh",
				"varna/storms": "varna: fresh fresh fresh; varna/storms: unverified fresh",
			}[other]
			states, _ := x.seen()
			equal(t, "states", strings.Replace(want, "unverified fresh", "unverified unverified", 1), states)
			x.move()
			states, notices := x.seen()
			equal(t, "states, moved", want, states)
			equal(t, "notices, moved", "", notices)
		})
	}
}

// What still stands where it was recorded is not known elsewhere: a copy is a text
// of its own.
func TestCopiedArticle(t *testing.T) {
	x := newTree(t)
	x.mark("tr", vouched)
	x.write("articles/en/copy.md", english...)
	x.write("articles/tr/copy.md", turkish...)
	states, notices := x.seen()
	equal(t, "states", "copy: unverified unverified unverified unverified; varna: fresh fresh fresh fresh", states)
	equal(t, "notices", "", notices)
}

// A record whose texts are lost is of no use to another article.
func TestLostTextsAreNotAdopted(t *testing.T) {
	x := newTree(t)
	x.mark("tr", vouched)
	delete(x.files, store)
	x.rename("varna", "kum")
	states, notices := x.seen()
	equal(t, "states", "kum: unverified unverified unverified unverified", states)
	equal(t, "notices", "", notices)
}
