package queue

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

const (
	ferryEN = "# The ferry\n\nIt takes 40 cars.\n\nThe crew eats at noon.\n\nNobody rows it any more.\n"
	ferryTR = "# Feribot\n\n40 araba alır.\n\nTayfa öğlen yer.\n\nArtık kimse kürek çekmiyor.\n"
	crewNow = "The crew eats at noon and sleeps at night."
	crewTR  = "Tayfa öğlen yer, gece uyur."
)

// stale is the ferry after one of its paragraphs was reworded.
func stale(t testing.TB) *tree {
	x := newTree(t, ferryEN, ferryTR)
	x.assume()
	x.replace(en, "The crew eats at noon.", crewNow)
	return x
}

// TestReasons has one answer for each reason why one is not taken.
func TestReasons(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(x *tree, a *Answer) // after the list went out
		want   string                   // "" if it is taken
	}{
		{"taken", func(*tree, *Answer) {}, ""},
		{"empty", func(_ *tree, a *Answer) { a.Text = "" }, "not_filled"},
		{"blank", func(_ *tree, a *Answer) { a.Text = " \n" }, "not_filled"},
		{"as it went out", func(_ *tree, a *Answer) { a.Text = "Tayfa öğlen yer." }, "not_filled"},
		{"as it went out, but finished", func(_ *tree, a *Answer) { a.Text, a.Sign = "Tayfa öğlen yer.", Finished }, ""},
		{"not finished", func(_ *tree, a *Answer) { a.Sign = Unfinished }, "not_finished"},
		{"the source moved on", func(x *tree, _ *Answer) { x.replace(en, "at night", "by day") }, "source_moved"},
		{"the source moved on, no seal", func(x *tree, a *Answer) { x.replace(en, "at night", "by day"); a.Seal = "" }, "no_seal"},
		{"no seal", func(_ *tree, a *Answer) { a.Seal = "" }, "no_seal"},
		{"the source is gone", func(x *tree, _ *Answer) {
			x.replace(en, crewNow+"\n\n", "")
			x.replace(tr, "Tayfa öğlen yer.\n\n", "")
		}, "no_such_item"},
		{"the article is gone", func(x *tree, _ *Answer) { delete(x.files, en) }, "no_such_article"},
		{"of no article", func(_ *tree, a *Answer) { a.ID, a.Source = "ship#abcdefgh", "" }, "no_such_article"},
		{"without a segment", func(_ *tree, a *Answer) { a.ID = "ferry" }, "id_changed"},
		{"the translation was edited", func(x *tree, _ *Answer) { x.replace(tr, "Tayfa öğlen", "Tayfa hep öğlen") }, "target_moved"},
		{"somebody wrote the same", func(x *tree, _ *Answer) { x.replace(tr, "Tayfa öğlen yer.", crewTR) }, ""},
		{"a heading", func(_ *tree, a *Answer) { a.Text = "# Tayfa" }, ""},
		{"a table", func(_ *tree, a *Answer) { a.Text = "Tayfa | yer\n--- | ---" }, "not_one_segment"},
		{"still English", func(_ *tree, a *Answer) { a.Text = crewNow }, "not_translated"},
		{"another number", func(_ *tree, a *Answer) { a.Text = "Tayfa 1931 yılından beri öğlen yer, gece uyur." }, "disagrees"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := stale(t)
			answers := x.answer(map[string]string{crewNow: crewTR})
			equal(t, "items", 1, len(answers))
			c.change(x, &answers[0])
			before := x.snapshot()
			out, err := Import(t.Context(), x.project, "tr", answers)
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "left", c.want, reasons(out.Left))
			if c.want != "" {
				equal(t, "files", 0, len(out.Plan))
				return
			}
			x.carry(out.Plan)
			equal(t, "states", "fresh fresh fresh fresh", x.states())
			equal(t, "left to do", 0, len(x.list("tr")))
			above, _, _ := strings.Cut(before[tr], "Tayfa")
			equal(t, "bytes before", above, x.text(tr)[:len(above)])
			after := x.snapshot()
			again := x.take(answers)
			equal(t, "files of a second import", 0, len(again.Files))
			equal(t, "left of a second import", "already_there", reasons(again.Left))
			x.unchanged("second import", after)
		})
	}
}

// A text that a tool has indented or wrapped with its source, or that is in another form of
// Unicode, is written as it was filled in, in letters that have no other spelling as well.
func TestAnswersAsTheyWere(t *testing.T) {
	const whole = "\n      The crew eats at noon and sleeps at night.\n    "
	for name, c := range map[string]struct{ source, text, want string }{
		"decomposed":             {crewNow, norm.NFD.String(crewTR), crewTR},
		"Korean":                 {crewNow, norm.NFD.String("선원들은 각각 정오에 먹는다."), "선원들은 각각 정오에 먹는다."},
		"singletons":             {crewNow, "\ufa19\ufa10 gece \u212b uyur.", "\ufa19\ufa10 gece \u212b uyur."},
		"indented":               {"\n      The crew eats at noon \n      and sleeps at night.\n    ", "\n      Tayfa öğlen yer, \n      gece uyur.\n    ", crewTR},
		"wrapped":                {whole, "\n      Tayfa öğlen yer,\n      gece uyur.\n    ", crewTR},
		"wrapped as its source":  {"\n\tThe crew eats at noon\n\tand sleeps at night.\n", "\n\tTayfa öğlen yer,\n\tgece uyur.\n", crewTR},
		"wrapped at the margin":  {"The crew eats at noon\nand sleeps at night.", "Tayfa öğlen yer,\ngece uyur.", crewTR},
		"on a line, with a tab":  {"The crew eats at noon\tand\u00a0sleeps at night. ", crewTR, crewTR},
		"with words joined":      {"The crew eats at noonand sleeps at night.", crewTR, crewTR},
		"wrapped in one of both": {"\n  The crew eats at noon\n  and sleeps at night.\n", "\n  " + crewTR + "\n", crewTR},
	} {
		t.Run(name, func(t *testing.T) {
			x := stale(t)
			answers := x.answer(map[string]string{crewNow: crewTR})
			answers[0].Source, answers[0].Text = c.source, c.text
			equal(t, "left", "", reasons(x.take(answers).Left))
			equal(t, "text", strings.Replace(ferryTR, "Tayfa öğlen yer.", c.want, 1), x.text(tr))
		})
	}
}

// A source whose lines are others than they were, since a tool joined or indented them or its file
// was wrapped anew, says nothing against what was filled in.
func TestSourceWrapped(t *testing.T) {
	const lines, text = "The crew eats\nat noon and\nsleeps at night.", "Tayfa öğlen yer,\ngece uyur."
	const broken = "Tayfa öğlen yer,\\\ngece uyur."
	for name, c := range map[string]struct{ now, source, text, want string }{
		"joined":          {lines, crewNow, crewTR, crewTR},
		"joined in one":   {lines, crewNow, text, broken},
		"wrapped before":  {lines, "The crew eats at noon\nand sleeps at night.", text, broken},
		"hard breaks":     {strings.ReplaceAll(lines, "\n", "\\\n"), crewNow, crewTR, crewTR},
		"in a file later": {crewNow, lines, crewTR, crewTR},
	} {
		t.Run(name, func(t *testing.T) {
			x := stale(t)
			x.replace(en, crewNow, c.now)
			answers := x.answer(nil)
			answers[0].Source, answers[0].Text = c.source, c.text
			equal(t, "left", "", reasons(x.take(answers).Left))
			equal(t, "text", strings.Replace(ferryTR, "Tayfa öğlen yer.", c.want, 1), x.text(tr))
		})
	}
}

// The lines into which an editor wraps a paragraph mean what they mean in its file; a break is
// one that is marked, or stands in a list or between short lines.
func TestAnswersInLines(t *testing.T) {
	const long, rest = "Tayfa öğlen yer, gece de vapurun üst güvertesinde", "sabah olana kadar deliksiz uyur."
	const wrapped = long + "\n" + rest
	const crewZH = "船员们中午在甲板上吃饭，夜里在船舱里睡觉，一直睡到太阳升起来为止，谁也不出声，谁也不点灯"
	for name, c := range map[string]struct{ now, text, want, left string }{
		"wrapped":           {crewNow, wrapped, long + " " + rest, ""},
		"in two paragraphs": {crewNow, "Kaptan uyanıktır.\n\n" + wrapped, "Kaptan uyanıktır.\n\n" + long + " " + rest, ""},
		"marked":            {crewNow, long + "\\\n" + rest, long + "\\\n" + rest, ""},
		"marked by blanks":  {crewNow, long + "  \n" + rest, long + "\\\n" + rest, ""},
		"short":             {crewNow, "Tayfa öğlen yer,\ngece uyur.", "Tayfa öğlen yer,\\\ngece uyur.", ""},
		"broken":            {"The crew eats at noon\\\nand sleeps at night.", wrapped, long + "\\\n" + rest, ""},
		"without blanks":    {"夜里谁也不点灯，船员们睡觉，一直睡到太阳升起来，谁也不出声。", crewZH + "\n" + crewZH, crewZH + "\\\n" + crewZH, ""},
		"with a list":       {crewNow, long + "\n- sabah", "Tayfa öğlen yer.", "not_one_segment"},
	} {
		t.Run(name, func(t *testing.T) {
			x := stale(t)
			x.replace(en, crewNow, c.now)
			answers := x.answer(nil)
			answers[0].Text = c.text
			equal(t, "left", c.left, reasons(x.take(answers).Left))
			equal(t, "text", strings.Replace(ferryTR, "Tayfa öğlen yer.", c.want, 1), x.text(tr))
		})
	}
}

// A word that was joined or parted is an edit, whatever became of the white space of its source.
func TestWordsJoined(t *testing.T) {
	for _, source := range []string{crewNow + " ", "\n  " + crewNow + "\n", strings.Replace(crewNow, " ", "\u00a0", 1)} {
		x := stale(t)
		x.replace(tr, "öğlen", "öğ len")
		answers := x.answer(map[string]string{crewNow: "Tayfa öğlen yer."})
		answers[0].Source = source
		equal(t, "left", "", reasons(x.take(answers).Left))
		equal(t, "text", ferryTR, x.text(tr))
	}
}

// A line end that was taken out is an edit, whatever became of the white space of its source.
func TestLinesJoined(t *testing.T) {
	x := stale(t)
	x.replace(tr, "öğlen yer", "öğlen\\\nyer")
	answers := x.answer(map[string]string{crewNow: "Tayfa öğlen yer."})
	answers[0].Source = strings.Replace(crewNow, " ", "\u00a0", 1) + "\n"
	equal(t, "left", "", reasons(x.take(answers).Left))
	equal(t, "text", ferryTR, x.text(tr))
}

// A text whose source a tool has broken at its tags is not written, since nobody can tell which
// of its white space is its own.
func TestRespaced(t *testing.T) {
	const now, broken = "The crew *eats* at noon.", "\n  The crew\n  *\n  eats\n  *\n  at noon.\n"
	for name, c := range map[string]struct{ text, want string }{
		"filled in":     {"\n  Tayfa\n  *\n  yer\n  *\n  öğlen.\n", "respaced"},
		"a word joined": {"Tayfa öğle nyer.", "respaced"},
	} {
		t.Run(name, func(t *testing.T) {
			x := stale(t)
			x.replace(en, crewNow, now)
			answers := x.answer(map[string]string{now: c.text})
			answers[0].Source = broken
			equal(t, "left", c.want, reasons(x.take(answers).Left))
			equal(t, "text", ferryTR, x.text(tr))
		})
	}
}

// Of two answers for one segment the first is taken; the other is not lost.
func TestTwoAnswersForOneSegment(t *testing.T) {
	for _, c := range []struct{ name, other, want string }{
		{"the same", crewTR, "already_there"},
		{"another", "Mürettebat öğlen yer, gece uyur.", "target_moved"},
	} {
		for _, missing := range []bool{false, true} {
			x := stale(t)
			if missing {
				x.replace(tr, "Tayfa öğlen yer.\n\n", "")
			}
			answers := x.answer(map[string]string{crewNow: crewTR})
			twice := answers[0]
			twice.Text, twice.Line = c.other, 2
			out := x.take([]Answer{answers[0], twice})
			equal(t, c.name, c.want, reasons(out.Left))
			equal(t, c.name, strings.Replace(ferryTR, "Tayfa öğlen yer.", crewTR, 1), x.text(tr))
			equal(t, c.name, "fresh fresh fresh fresh", x.states())
		}
	}
}

// A translation that was written, but not recorded, since the process ended in
// between, is recorded by the same answers.
func TestTakenAgainAfterTheRecordWasLost(t *testing.T) {
	const more = "A second deck was added."
	for _, c := range []struct {
		name           string
		english, trNow string
		texts          map[string]string
	}{
		{"stale", "", ferryTR, map[string]string{crewNow: crewTR}},
		{"missing", "\n" + more + "\n", ferryTR, map[string]string{crewNow: crewTR, more: "İkinci bir güverte eklendi."}},
		{"no file", "", "", map[string]string{"The ferry": "Feribot", "It takes 40 cars.": "40 araba alır.", crewNow: crewTR, "Nobody rows it any more.": "Artık kimse kürek çekmiyor."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := stale(t)
			x.write(en, x.text(en)+c.english)
			if c.trNow == "" {
				delete(x.files, tr)
				delete(x.files, ".xsync/record/tr/ferry")
			}
			answers := x.answer(c.texts)
			out, err := Import(t.Context(), x.project, "tr", answers)
			if err != nil || len(out.Left) > 0 {
				t.Fatal(err, reasons(out.Left))
			}
			x.write(tr, string(out.Plan[tr]))
			again := x.take(answers)
			equal(t, "left", "", reasons(again.Left))
			equal(t, "translation", string(out.Plan[tr]), x.text(tr))
			for path, data := range out.Plan {
				equal(t, path, string(data), x.text(path))
			}
		})
	}
}

// Answers are told of in the order that they came in.
func TestLeftKeepsTheOrder(t *testing.T) {
	x := stale(t)
	x.write("articles/en/a.md", "# A pier\n\nIt is long.\n")
	answers := x.answer(map[string]string{crewNow: "# [", "It is long.": ""})
	answers = append(answers, Answer{ID: "zz#aaaaaaaa", Text: "x"}, Answer{ID: "b#aaaaaaaa", Text: "y"})
	slices.Reverse(answers)
	out := x.take(answers)
	var want, got []string
	for _, a := range answers {
		want = append(want, a.ID)
	}
	for _, l := range out.Left {
		got = append(got, l.Answer.ID)
	}
	want = slices.DeleteFunc(want, func(id string) bool { return !slices.Contains(got, id) })
	equal(t, "order", strings.Join(want, " "), strings.Join(got, " "))
}
