package xsync_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// record reads a record of the tree.
func (x *tree) record(path string) *baseline.Record {
	x.t.Helper()
	if x.files[path] == nil {
		x.t.Fatalf("there is no %s", path)
	}
	r, _, err := baseline.Decode(path, x.files[path].Data)
	if err != nil {
		x.t.Fatal(err)
	}
	return r
}

// ways are how the entries of the Turkish record were accepted, with the number
// of segments on both sides where that is not one and one.
func (x *tree) ways() string {
	x.t.Helper()
	sides := map[[2]int]string{{1, 1}: "", {1, 0}: ":left out", {0, 1}: ":note", {1, 2}: ":split", {2, 1}: ":merged"}
	var out []string
	for _, e := range x.record(recordTR).Entries {
		out = append(out, e.How.String()+sides[[2]int{len(e.Source), len(e.Target)}])
	}
	return strings.Join(out, " ")
}

// rowIsNamed are the ids of the rows that hold the texts.
func rowIsNamed(x *tree, texts ...string) []string {
	x.t.Helper()
	var out []string
	for _, text := range texts {
		out = append(out, x.row("tr", text).ID)
	}
	return out
}

const (
	grainNow = "Ships from Odessa bring coal and timber, and take wine and wool back."
	coalTR   = "Odessa'dan gelen gemiler kömür ve kereste getirir, dönüşte şarap ve yün götürür."
	fishEN   = "Fishermen mend their nets on the southern quay."
	noteTR   = "Çevirenin notu: bu metin aslında bir mektuptur."
)

// TestMark records work on an article of which all was recorded before. Each
// case says what was done to the files, what of it is accepted, and what the rows
// are before and after.
func TestMark(t *testing.T) {
	none := func(*tree) xsync.Acceptance { return xsync.Acceptance{} }
	name := func(text string) func(*tree) xsync.Acceptance {
		return func(x *tree) xsync.Acceptance { return xsync.Acceptance{Segments: rowIsNamed(x, text)} }
	}
	force := func(text string) func(*tree) xsync.Acceptance {
		return func(x *tree) xsync.Acceptance { return xsync.Acceptance{Segments: rowIsNamed(x, text), Force: true} }
	}
	upTo := func(c change.Class) func(*tree) xsync.Acceptance {
		return func(*tree) xsync.Acceptance { return xsync.Acceptance{Change: c} }
	}
	const rest = "reviewed reviewed reviewed"
	for title, c := range map[string]struct {
		work          func(x *tree)
		accept        func(x *tree) xsync.Acceptance
		before, after string // states of the rows
		left          string // reasons of refusals
		ways          string // of the entries afterwards
	}{
		"nothing was done": {
			func(*tree) {}, none,
			"fresh fresh fresh fresh", "fresh fresh fresh fresh", "", "reviewed " + rest,
		},
		"only the translation was polished": {
			func(x *tree) { x.edit(tr, "tahıl", "buğday") }, none,
			"fresh fresh fresh+edited fresh", "fresh fresh fresh fresh", "", "reviewed " + rest,
		},
		"the source changed and nothing was done": {
			func(x *tree) { x.edit(en, english[2], grainNow) }, none,
			"fresh fresh stale:major fresh", "fresh fresh stale:major fresh", "not_edited 1", "reviewed " + rest,
		},
		"the source changed and the translation followed": {
			func(x *tree) { x.edit(en, english[2], grainNow); x.edit(tr, turkish[2], coalTR) }, none,
			"fresh fresh stale:major+edited fresh", "fresh fresh fresh fresh", "", "reviewed " + rest,
		},
		"the source changed and a person says that the translation holds": {
			func(x *tree) { x.edit(en, english[2], grainNow) }, name("coal"),
			"fresh fresh stale:major fresh", "fresh fresh fresh fresh", "", "reviewed " + rest,
		},
		"a slip was mended, slips are accepted": {
			func(x *tree) { x.edit(en, "bring grain", "bring the grain") }, upTo(change.Minor),
			"fresh fresh stale:minor fresh", "fresh fresh fresh fresh", "", "reviewed " + rest,
		},
		"a slip was mended, slips are not accepted": {
			func(x *tree) { x.edit(en, "bring grain", "bring the grain") }, upTo(change.Mechanical),
			"fresh fresh stale:minor fresh", "fresh fresh stale:minor fresh", "not_edited 1", "reviewed " + rest,
		},
		"a fact changed, slips are accepted": {
			func(x *tree) { x.edit(en, "12 years", "14 years") }, upTo(change.Minor),
			"fresh stale:facts fresh fresh", "fresh stale:facts fresh fresh", "not_edited 1", "reviewed " + rest,
		},
		"a fact changed, a person says that the translation holds, and it does not": {
			func(x *tree) { x.edit(en, "12 years", "14 years") }, name("14 years"),
			"fresh stale:facts fresh fresh", "fresh stale:facts fresh fresh", "finding 1", "reviewed " + rest,
		},
		"the translation followed with a wrong figure": {
			func(x *tree) { x.edit(en, "12 years", "14 years"); x.edit(tr, "12 yıllık", "41 yıllık") }, none,
			"fresh stale:facts+edited fresh fresh", "fresh stale:facts+edited fresh fresh", "finding 1", "reviewed " + rest,
		},
		"a wrong figure, forced": {
			func(x *tree) { x.edit(tr, "12 yıllık", "41 yıllık") }, force("41 yıllık"),
			"fresh fresh+edited fresh fresh", "fresh fresh+forced fresh fresh", "", "reviewed forced reviewed reviewed",
		},
		"a new paragraph": {
			func(x *tree) { x.edit(en, english[3], fishEN+"\n\n"+english[3]) }, none,
			"fresh fresh fresh missing fresh", "fresh fresh fresh missing fresh", "missing 1", "reviewed " + rest,
		},
		"a new paragraph, named": {
			func(x *tree) { x.edit(en, english[3], fishEN+"\n\n"+english[3]) }, name("Fishermen"),
			"fresh fresh fresh missing fresh", "fresh fresh fresh missing fresh", "missing 1", "reviewed " + rest,
		},
		"a new paragraph, left out on purpose": {
			func(x *tree) { x.edit(en, english[3], fishEN+"\n\n"+english[3]) }, force("Fishermen"),
			"fresh fresh fresh missing fresh", "fresh fresh fresh fresh+forced fresh", "", rest + " forced:left out reviewed",
		},
		"a new paragraph, copied": {
			func(x *tree) {
				x.edit(en, english[3], fishEN+"\n\n"+english[3])
				x.edit(tr, turkish[3], fishEN+"\n\n"+turkish[3])
			}, none,
			"fresh fresh fresh untranslated fresh", "fresh fresh fresh untranslated fresh", "untranslated 1", "reviewed " + rest,
		},
		"a new paragraph, copied and forced": {
			func(x *tree) {
				x.edit(en, english[3], fishEN+"\n\n"+english[3])
				x.edit(tr, turkish[3], fishEN+"\n\n"+turkish[3])
			}, force("Fishermen"),
			"fresh fresh fresh untranslated fresh", "fresh fresh fresh fresh+forced fresh", "", rest + " forced reviewed",
		},
		"a paragraph was deleted": {
			func(x *tree) { x.edit(en, "\n\n"+english[2], "") }, none,
			"fresh fresh orphan fresh", "fresh fresh orphan fresh", "orphan 1", "reviewed " + rest,
		},
		"a paragraph was deleted on both sides": {
			func(x *tree) { x.edit(en, "\n\n"+english[2], ""); x.edit(tr, "\n\n"+turkish[2], "") }, none,
			"fresh fresh fresh", "fresh fresh fresh", "", rest,
		},
		"the translation of a paragraph is gone": {
			func(x *tree) { x.edit(tr, "\n\n"+turkish[2], "") }, none,
			"fresh fresh missing fresh", "fresh fresh missing fresh", "missing 1", "reviewed " + rest, // it may be put back
		},
		"a note": {
			func(x *tree) { x.edit(tr, turkish[3], turkish[3]+"\n\n"+noteTR) }, none,
			"fresh fresh fresh fresh extra", "fresh fresh fresh fresh extra", "extra 1", "reviewed " + rest,
		},
		"a note that is meant": {
			func(x *tree) { x.edit(tr, turkish[3], turkish[3]+"\n\n"+noteTR) }, name("notu"),
			"fresh fresh fresh fresh extra", "fresh fresh fresh fresh fresh", "", "reviewed " + rest + " reviewed:note",
		},
		"the source was cut in two": {
			func(x *tree) { x.edit(en, "1931, but Ivan", "1931.\n\nBut Ivan") }, none,
			"fresh fresh fresh stale:minor+merged", "fresh fresh fresh stale:minor+merged", "not_edited 1", "reviewed " + rest,
		},
		"the translation was cut in two": {
			func(x *tree) { x.edit(tr, "yıktı, ama İvan", "yıktı.\n\nAma İvan") }, none,
			"fresh fresh fresh fresh+split+edited", "fresh fresh fresh fresh+split", "", "reviewed reviewed reviewed reviewed:split",
		},
		"the translation of two was joined": {
			func(x *tree) { x.edit(tr, turkish[2]+"\n\n", turkish[2]+" ") }, none,
			"fresh fresh fresh+merged+edited", "fresh fresh fresh+merged", "", "reviewed reviewed reviewed:merged",
		},
		"a paragraph has moved": {
			func(x *tree) { x.write(en, english[0], english[3], english[1], english[2]) }, none,
			"fresh fresh+moved fresh fresh", "fresh fresh+moved fresh fresh", "", "reviewed " + rest,
		},
	} {
		t.Run(title, func(t *testing.T) {
			x := newTree(t)
			equal(t, "at first", "unverified unverified unverified unverified", x.states("tr"))
			equal(t, "taken at first", 4, x.mark("tr", vouched).Taken)
			was := maps.Clone(x.files)
			c.work(x)
			equal(t, "before", c.before, x.states("tr"))
			m := x.mark("tr", c.accept(x))
			equal(t, "refused", c.left, left(m))
			equal(t, "after", c.after, x.states("tr"))
			equal(t, "ways", c.ways, x.ways())
			equal(t, "of the summary", x.status("tr", true).Counts, x.status("tr", false).Counts)
			if again := x.mark("tr", xsync.Acceptance{}); again.Plan != nil || again.Taken > 0 {
				t.Errorf("recording again takes %d and writes %v", again.Taken, slices.Collect(maps.Keys(again.Plan)))
			}
			if title == "nothing was done" && m.Plan != nil || !maps.Equal(was, x.files) != (m.Plan != nil || c.before != "fresh fresh fresh fresh") {
				t.Errorf("plan %v", m.Plan)
			}
		})
	}
}

// A row that was not accepted goes on to tell what its translation was made from.
func TestRefusedRowsKeepTheirRecord(t *testing.T) {
	x := newTree(t)
	x.mark("tr", vouched)
	x.edit(en, english[2], grainNow)
	x.edit(en, "1906", "1907")
	x.edit(tr, "1906", "1907")
	m := x.mark("tr", xsync.Acceptance{})
	equal(t, "accepted", 1, len(m.Accepted))
	equal(t, "refused", 1, len(m.Refused))
	equal(t, "reason", xsync.NotEdited, m.Refused[0].Reason)
	equal(t, "what it was made from", english[2], x.row("tr", "coal").Was)
	equal(t, "after", "fresh fresh stale:major fresh", x.states("tr"))
}

// What is assumed is recorded as that, for confident rows that hold only, and is
// not told one by one. A person may look at it later.
func TestAssume(t *testing.T) {
	x := newTree(t)
	x.edit(en, english[3], fishEN+"\n\n"+english[3])
	x.edit(tr, "12 yıllık", "15 yıllık")
	m := x.mark("tr", xsync.Acceptance{Assume: true})
	if m.Before != nil || m.Accepted != nil || m.Refused != nil {
		t.Error("rows are told")
	}
	equal(t, "taken", 3, m.Taken)
	equal(t, "left", "finding 1, missing 1", left(m))
	equal(t, "after", "fresh+assumed unverified fresh+assumed missing fresh+assumed", x.states("tr"))
	x.mark("tr", xsync.Acceptance{Segments: rowIsNamed(x, "Petrov")})
	equal(t, "after a look", "fresh+assumed unverified fresh+assumed missing fresh", x.states("tr"))
	equal(t, "ways", "assumed assumed reviewed", x.ways())
}

func TestUnknownSegments(t *testing.T) {
	x := newTree(t)
	m := x.mark("tr", xsync.Acceptance{Segments: append(rowIsNamed(x, "Petrov"), "nonesuch")})
	equal(t, "unknown", []string{"nonesuch"}, m.Unknown)
	equal(t, "after", "unverified unverified unverified fresh", x.states("tr"))
}

// A segment that was left out on purpose is missing again when it says something
// else.
func TestOmissionOfAnotherText(t *testing.T) {
	x := newTree(t)
	x.edit(en, english[3], fishEN+"\n\n"+english[3])
	x.mark("tr", xsync.Acceptance{Segments: rowIsNamed(x, "Fishermen"), Force: true})
	if data := string(x.files[recordTR].Data); !strings.Contains(data, " - yy2eqj forced\n") {
		t.Errorf("the record does not tell the omission:\n%s", data)
	}
	x.mark("tr", vouched)
	equal(t, "left out", "fresh fresh fresh fresh+forced fresh", x.states("tr"))
	x.edit(en, "southern quay", "northern quay, where the sun comes first")
	equal(t, "another text", "fresh fresh fresh missing:facts+forced fresh", x.states("tr"))
}

// Nothing is recorded of a file that is no translation of the source.
func TestMarkUnrelated(t *testing.T) {
	x := newTree(t)
	x.write(tr, "# Mercimek çorbası", "Soğanı kavurun, mercimeği ekleyin.", "Üzerini geçecek kadar su koyup kısık ateşte pişirin.", "Limonla servis edin.")
	m := x.mark("tr", xsync.Acceptance{})
	if !m.Before.Unrelated || m.Taken > 0 || m.Plan != nil || m.Left[xsync.Unrelated] == 0 || len(m.Left) != 1 {
		t.Errorf("taken %d, left %v, plan %v", m.Taken, m.Left, m.Plan)
	}
}

// Of a translation that is not there, nothing is recorded either.
func TestMarkWithoutFile(t *testing.T) {
	x := newTree(t)
	x.mark("tr", vouched)
	delete(x.files, tr)
	markings, problems, err := x.project.Mark(t.Context(), xsync.Query{}, xsync.Acceptance{})
	if err != nil || len(problems)+len(markings) > 0 {
		t.Errorf("%v, problems %v: %v", markings, problems, err)
	}
	equal(t, "its state", drift.Missing, x.status("tr", true).State())
}

// The languages of an article share the store of source texts: a text stays as
// long as a record of any of them refers to it.
func TestLanguagesShareTheStore(t *testing.T) {
	x := newTree(t)
	x.write(ru, russian...)
	markings, problems, err := x.project.Mark(t.Context(), xsync.Query{}, vouched)
	if err != nil || len(problems) > 0 || len(markings) != 2 {
		t.Fatalf("%d markings, problems %v: %v", len(markings), problems, err)
	}
	equal(t, "the store in both plans", string(markings[0].Plan[store]), string(markings[1].Plan[store]))
	for _, m := range markings {
		equal(t, "files", 2, len(m.Plan))
		x.carry(m)
	}
	x.edit(en, english[2], grainNow)
	x.edit(tr, turkish[2], coalTR)
	x.mark("tr", xsync.Acceptance{})
	x.holds("grain", true)
	x.holds("coal", true)
	equal(t, "Russian still", "fresh fresh stale:major fresh", x.states("ru"))
	equal(t, "what Russian was made from", english[2], x.row("ru", "coal").Was)
	x.edit(ru, russian[2], "Корабли из Одессы привозят уголь и лес и увозят вино и шерсть.")
	x.mark("ru", xsync.Acceptance{})
	x.holds("grain", false)
	x.holds("coal", true)
	equal(t, "Russian", "fresh fresh fresh fresh", x.states("ru"))
	equal(t, "Turkish", "fresh fresh fresh fresh", x.states("tr"))
}

// holds checks whether the store has a text.
func (x *tree) holds(text string, want bool) {
	x.t.Helper()
	equal(x.t, "the store holds "+text, want, strings.Contains(string(x.files[store].Data), text))
}

// A broken record is never written over.
func TestBrokenRecordIsKept(t *testing.T) {
	x := newTree(t)
	x.write(ru, russian...)
	x.files[recordRU] = &fstest.MapFile{Data: []byte("xsync record 3\n\n")}
	markings, problems, err := x.project.Mark(t.Context(), xsync.Query{}, xsync.Acceptance{})
	if err == nil && len(problems) == 0 {
		t.Error("no problem")
	}
	for _, m := range markings {
		if m.Plan[recordRU] != nil {
			t.Error("it would be written over")
		}
	}
}

// Whatever was done to both files, what is accepted is fresh afterwards, the
// summary tells what an examination finds, and recording again comes to rest.
func TestMarkAnything(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		x := newTree(t)
		for range rapid.IntRange(1, 3).Draw(r, "rounds") {
			x.write(en, shuffled(r, english, []string{fishEN, grainNow})...)
			x.write(tr, shuffled(r, turkish, []string{noteTR, coalTR, fishEN})...)
			a := xsync.Acceptance{Change: rapid.SampledFrom([]change.Class{change.None, change.Minor, change.Facts}).Draw(r, "change")}
			if rapid.Bool().Draw(r, "forced") {
				a.Force = true
				for _, row := range x.status("tr", true).Rows {
					a.Segments = append(a.Segments, row.ID)
				}
			}
			m := x.mark("tr", a)
			after := x.status("tr", true)
			for _, taken := range m.Accepted {
				i := slices.IndexFunc(after.Rows, func(row drift.Row) bool { return row.ID == taken.ID })
				if i < 0 || after.Rows[i].State != drift.Fresh {
					r.Fatalf("not fresh after it was accepted: %+v\nnow %s", taken, x.states("tr"))
				}
			}
			if short := x.status("tr", false); short.Counts != after.Counts || short.Words != after.Words {
				r.Fatalf("the summary says %v, an examination %v", short.Counts, after.Counts)
			}
			// What was recorded may make another pair more likely, but not for ever.
			for n := 0; x.mark("tr", xsync.Acceptance{}).Plan != nil; n++ {
				if n == 3 {
					r.Fatalf("recording does not come to rest:\n%s", x.files[recordTR].Data)
				}
			}
		}
	})
}

// shuffled draws some of the blocks, now and then in another order, and some
// others among them. The first stays.
func shuffled(r *rapid.T, blocks, others []string) []string {
	out := blocks[:1:1]
	for _, b := range append(blocks[1:len(blocks):len(blocks)], others...) {
		if rapid.IntRange(0, 3).Draw(r, "kept") > 0 {
			out = append(out, b)
		}
	}
	if len(out) > 2 && rapid.IntRange(0, 3).Draw(r, "moved") == 0 {
		out[1], out[2] = out[2], out[1]
	}
	return out
}
