package cli

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Everything that can be done to a row from a page: what the file says then, what
// states its rows are in, and that undo puts every byte back.
func TestServeWork(t *testing.T) {
	was := ferry[turkish]
	for _, c := range []struct {
		name, row, do, text string
		status              int
		want                string // the file, "" for as it was
		left                string // states that are left to be worked on
		said                string
	}{
		{"done", "It takes", "done", "Adaya 45 araba taşır.", 200, strings.Replace(was, "40", "45", 1), "missing orphan", "is done"},
		{"saved only", "It takes", "save", "Adaya 45 araba taşır…", 200, strings.Replace(was, "40 araba taşır.", "45 araba taşır…", 1), "stale missing orphan", "not yet done"},
		{"wrong number", "It takes", "done", "Adaya 54 araba taşır.", 409, "", "stale missing orphan", "disagrees"},
		{"wrong number, saved only", "It takes", "save", "Adaya 54 araba taşır.", 200, strings.Replace(was, "40", "54", 1), "stale missing orphan", "not yet done"},
		{"wrong number, but right", "It takes", "force", "Adaya kırk beş araba taşır.", 200, strings.Replace(was, "40", "kırk beş", 1), "missing orphan", "is done"},
		{"a missing row, wrong but right", "Passengers", "force", "3 yolcu biletlerini saklamalıdır.", 200, strings.Replace(was, "Gemide", "3 yolcu biletlerini saklamalıdır.\n\nGemide", 1), "stale orphan", "is done"},
		{"emptied, but right", "It takes", "force", " ", 409, "", "stale missing orphan", "nothing was filled in"},
		{"as it stands, but right", "See the", "force", "Limandaki [plana](a.md) bakın.", 200, "", "stale missing orphan", "is done"},
		{"not still right", "It takes", "right", "", 409, "", "stale missing orphan", "still has the number"},
		{"nothing typed", "It takes", "done", " ", 409, "", "stale missing orphan", "nothing was filled in"},
		{"a missing row", "Passengers", "done", "Yolcular biletlerini saklamalıdır.", 200, strings.Replace(was, "Gemide", "Yolcular biletlerini saklamalıdır.\n\nGemide", 1), "stale orphan", "is done"},
		{"in the source's language", "Passengers", "done", "Passengers must keep their tickets until they leave the ship.", 409, "", "stale missing orphan", "source language"},
		{"an orphan", "Köpekler", "remove", "", 200, strings.Replace(was, "\nKöpekler üst güvertede ücretsiz yolculuk eder.\n", "", 1), "stale missing", "is removed"},
		{"no orphan", "It takes", "remove", "", 409, "", "stale missing orphan", "changed meanwhile"},
		{"a link that is lost", "See the", "done", "Limandaki plana bakın.", 409, "", "stale missing orphan", "disagrees"},
		{"a finished row, edited", "See the", "done", "Limanda [plana](a.md) bakın.", 200, strings.Replace(was, "Limandaki", "Limanda", 1), "stale missing orphan", "is done"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serveFerry(t, false)
			before := s.UndoLabel(locales.New("en"))
			got, status := s.do(c.do, s.form("tr", c.row), c.text)
			if status != c.status || !strings.Contains(got.Said, c.said) {
				t.Errorf("%d %q", status, got.Said)
			}
			want := c.want
			if want == "" {
				want = was
			}
			if diff := cmp.Diff(want, s.file(turkish)); diff != "" {
				t.Error(diff)
			}
			if left := s.left(); left != c.left {
				t.Errorf("left: %s, want %s", left, c.left)
			}
			if s.UndoLabel(locales.New("en")) != before { // the work is one, text and record
				if w := s.ask(http.MethodPost, "undo", url.Values{"csrf": {s.csrf}}); w.Code != http.StatusOK {
					t.Fatal(w.Code, w.Body)
				}
			}
			if diff := cmp.Diff(was, s.file(turkish)); diff != "" {
				t.Error("after undo", diff)
			}
			if left := s.left(); left != "stale missing orphan" {
				t.Errorf("after undo: %s", left)
			}
			if now := s.UndoLabel(locales.New("en")); now != before {
				t.Errorf("after undo: %s is left to be undone", now)
			}
		})
	}
}

// What nobody can do to a row is not done.
func TestServeRefusesNonsense(t *testing.T) {
	s := serveFerry(t, false)
	form := s.form("tr", "It takes")
	form.Set("do", "explode")
	form.Set("text", "Adaya 45 araba taşır.")
	if w := s.ask(http.MethodPost, "work", form); w.Code != http.StatusBadRequest || s.file(turkish) != ferry[turkish] {
		t.Errorf("%d %s", w.Code, s.file(turkish))
	}
}

// What somebody vouches for is recorded as the translation of its row, also where nothing
// is recorded of the article, the text is like nothing in its source, and the project has
// a problem elsewhere.
func TestServeVouchesForAnyWords(t *testing.T) {
	s := serveFerry(t, false)
	config := s.file("xsync.toml") + "\n[[articles]]\npath = \"nothing/{lang}/*.md\"\n"
	write(t, s.dir, map[string]string{"xsync.toml": config})
	if err := os.RemoveAll(filepath.Join(s.dir, ".xsync")); err != nil {
		t.Fatal(err)
	}
	got, status := s.do("force", s.form("tr", "It takes"), "Buna 55 diyelim.")
	if status != http.StatusOK || !strings.Contains(got.Row, "Buna 55 diyelim.") || !strings.Contains(got.Row, "forced") {
		t.Errorf("%d %+v", status, got)
	}
	if want := strings.Replace(ferry[turkish], "Adaya 40 araba taşır.", "Buna 55 diyelim.", 1); s.file(turkish) != want {
		t.Error(cmp.Diff(want, s.file(turkish)))
	}
}

// left are the states of the rows that need work, in the order of the states.
func (s *served) left() string {
	s.Helper()
	html := s.page("article?id=ferry&lang=tr")
	var out []string
	for _, state := range drift.StateNames() {
		for range strings.Count(html, `<section class="row `+state) {
			out = append(out, state)
		}
	}
	return strings.Join(out, " ")
}

// A translation that there is none of is made by its first row.
func TestServeBeginsAFile(t *testing.T) {
	s := serveFerry(t, false)
	got, status := s.do("done", s.form("ru", "Smoking"), "Курить на борту можно.")
	if status != http.StatusOK {
		t.Fatal(status, got)
	}
	if text := s.file("articles/ru/ferry.md"); text != "Курить на борту можно.\n" {
		t.Errorf("%q", text)
	}
	s.ask(http.MethodPost, "undo", url.Values{"csrf": {s.csrf}})
	if html := s.page("article?id=ferry&lang=ru"); !strings.Contains(html, "no file") {
		t.Error("undo left a file")
	}
}

// A file that was changed meanwhile stays, and both texts are shown; what was typed
// is in the field still. So is a text of which only the source moved on.
func TestServeOverwritesNothing(t *testing.T) {
	for name, c := range map[string][3]string{
		"translation": {turkish, strings.Replace(ferry[turkish], "Adaya 40", "Adaya tam 40", 1), "Adaya tam 40 araba taşır."},
		"source":      {"articles/en/ferry.md", strings.Replace(editedFerry, "45 cars", "46 cars", 1), "It takes 46 cars to the island."},
	} {
		t.Run(name, func(t *testing.T) {
			s := serveFerry(t, false)
			form := s.form("tr", "It takes")
			write(t, s.dir, map[string]string{c[0]: c[1]})
			got, status := s.do("done", form, "Benim 45 arabam.")
			if status != http.StatusConflict || got.Ok || s.file(c[0]) != c[1] {
				t.Fatal(status, got, s.file(c[0]))
			}
			for _, text := range []string{c[2], "Benim 45 arabam.</textarea>", `<dd class="text" dir="auto">Benim`} {
				if name == "source" && strings.Contains(text, "textarea") {
					continue // the row has another name now
				}
				if !strings.Contains(got.Row, text) && name != "source" {
					t.Errorf("the row does not show %q:\n%s", text, got.Row)
				}
			}
		})
	}
}

// Nothing is undone in a file that somebody has changed since.
func TestServeUndoesNothingOfOthers(t *testing.T) {
	s := serveFerry(t, false)
	s.do("done", s.form("tr", "It takes"), "Adaya 45 araba taşır.")
	theirs := strings.Replace(s.file(turkish), "Tayfa", "Bütün tayfa", 1)
	write(t, s.dir, map[string]string{turkish: theirs})
	w := s.ask(http.MethodPost, "undo", url.Values{"csrf": {s.csrf}})
	if w.Code != http.StatusConflict || s.file(turkish) != theirs {
		t.Fatal(w.Code, w.Body, s.file(turkish))
	}
	plain := s.ask(http.MethodPost, "undo", url.Values{"csrf": {s.csrf}}, func(r *http.Request) { r.Header.Del("X-Xsync") })
	if plain.Code != http.StatusConflict || !strings.Contains(plain.Body.String(), "was changed since") {
		t.Errorf("without scripts: %d %s", plain.Code, plain.Body)
	}
}

// What a command has done is taken back if undo is asked for twice, each time anew, and of each
// who asks; without scripts as well.
func TestServeAsksBeforeUndoingACommand(t *testing.T) {
	s := serveFerry(t, false)
	sure := ""
	undo := func() string {
		w := s.ask(http.MethodPost, "undo", url.Values{"csrf": {s.csrf}, "sure": {sure}})
		var said reply
		if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil {
			t.Fatal(err, w.Body)
		}
		sure = said.Sure
		return said.Said
	}
	const assume = "xsync init --assume"
	for range 2 { // of two people
		sure = ""
		if said := undo(); !strings.Contains(said, assume) || !strings.Contains(said, "again") || s.left() != "stale missing orphan" {
			t.Fatal(said, s.left())
		}
	}
	s.do("done", s.form("tr", "It takes"), "Adaya 45 araba taşır.")
	if said := undo(); strings.Contains(said, "again") || s.left() != "stale missing orphan" {
		t.Fatal(said, s.left())
	}
	plain := func(form url.Values) string {
		return s.ask(http.MethodPost, "undo", form, func(r *http.Request) { r.Header.Del("X-Xsync") }).Header().Get("Location")
	}
	form := url.Values{"csrf": {s.csrf}}
	_, query, _ := strings.Cut(plain(form), "?")
	asked := s.page("?" + query)
	if !strings.Contains(asked, assume) || !strings.Contains(asked, `name="sure"`) || strings.Contains(s.left(), "unverified") {
		t.Fatal(query, s.left(), asked)
	}
	confirmed, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	form.Set("sure", confirmed.Get("sure"))
	if to := plain(form); strings.Contains(to, "?") || !strings.Contains(s.left(), "unverified") {
		t.Fatal(to, s.left())
	}
	if strings.Contains(s.page("?"+query), `name="sure"`) {
		t.Error("undo is still confirmed")
	}
}

// Questions are kept beside the record, and check lists the open ones where their
// rows stand.
func TestServeQuestions(t *testing.T) {
	s := serveFerry(t, false)
	form := s.form("tr", "Smoking")
	form.Set("do", "ask")
	form.Set("remark", "Still true?\r\nSee the <b>sign</b>.")
	if w := s.ask(http.MethodPost, "remark", form); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	html := s.page("article?id=ferry&lang=tr&show=all")
	if !strings.Contains(html, "Still true?\nSee the &lt;b&gt;sign&lt;/b&gt;.") {
		t.Errorf("the question is not on the page:\n%s", html)
	}
	out, _, status := within(t, s.dir, []string{"check", "--questions"})
	if status != exitDone || !strings.Contains(out, turkish+":7  #") || !strings.Contains(out, "Ayşe") || !strings.Contains(out, `Still true?\nSee the`) || !strings.Contains(out, "1 open question.") {
		t.Errorf("%d %s", status, out)
	}
	write(t, s.dir, map[string]string{"articles/en/ferry.md": strings.Replace(editedFerry, "Smoking on board is allowed.", "Smoking on board was allowed until 2019.", 1)})
	if out, _, _ := within(t, s.dir, []string{"check", "--questions"}); !strings.Contains(out, turkish+":7  #") {
		t.Errorf("the question has lost its row:\n%s", out)
	}
	id := strings.Split(s.file(".xsync/remarks/tr/ferry"), "\t")[1]
	form.Set("do", "end")
	form.Set("of", id)
	if w := s.ask(http.MethodPost, "remark", form); w.Code != http.StatusOK && w.Code != http.StatusNotFound {
		t.Fatal(w.Code, w.Body)
	}
	if out, _, _ := within(t, s.dir, []string{"check", "--questions"}); !strings.Contains(out, "No open questions.") {
		t.Error(out)
	}
}

// Who takes an article is shown, and queue lists it for him and nobody else.
func TestServeParts(t *testing.T) {
	s := serveFerry(t, false)
	form := url.Values{"csrf": {s.csrf}, "id": {"ferry"}, "lang": {"tr"}, "do": {"take"}}
	if w := s.ask(http.MethodPost, "remark", form); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Ayşe") {
		t.Fatal(w.Code, w.Body)
	}
	s.board.refreshLines(context.Background(), nil)
	if html := s.page(""); !strings.Contains(html, "Taken by") {
		t.Error("the overview does not say who works on it")
	}
	mine, _, _ := within(t, s.dir, []string{"queue", "--lang", "tr", "--for", "Ayşe"})
	others, said, _ := within(t, s.dir, []string{"queue", "--lang", "tr", "--for", "Oleg"})
	if !strings.Contains(mine, "ferry") || strings.Contains(others, "ferry") || !strings.Contains(said, "Oleg") {
		t.Errorf("%s\n%s\n%s", mine, others, said)
	}
	form.Set("do", "give")
	if w := s.ask(http.MethodPost, "remark", form); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	if others, _, _ := within(t, s.dir, []string{"queue", "--lang", "tr", "--for", "Oleg"}); !strings.Contains(others, "ferry") {
		t.Error(others)
	}
}

func TestEditorCommand(t *testing.T) {
	for command, want := range map[string]string{
		"code":             "code --goto /a b.md:7",
		"/usr/bin/code -w": "/usr/bin/code -w --goto /a b.md:7",
		"code --goto":      "code --goto /a b.md:7",
		`"C:/My Apps/code.exe" --wait --user-data-dir='/x y'`: "C:/My Apps/code.exe --wait --user-data-dir=/x y --goto /a b.md:7",
		`/home/o'neil/code -w`:                                "/home/o'neil/code -w --goto /a b.md:7",
		`""`:                                                  "",
		"emacsclient":                                         "emacsclient --no-wait +7 /a b.md",
		"C:/x/notepad++.exe":                                  "C:/x/notepad++.exe -n7 /a b.md",
		"vim":                                                 "",
		"sh -c rm":                                            "",
		"":                                                    "",
	} {
		editor := windowEditor(func(name string) string { return map[string]string{"EDITOR": command}[name] })
		got := ""
		if editor != nil {
			got = strings.Join(editorCommand(editor, "/a b.md", 7), " ")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", command, got, want)
		}
	}
}
