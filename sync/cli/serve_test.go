package cli

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ferry is a project with a row of each kind that a page treats differently.
var ferry = map[string]string{
	"xsync.toml": "source = \"en\"\ntargets = [\"tr\", \"ru\"]\n\n[[articles]]\npath = \"articles/{lang}/*.md\"\n",
	"articles/en/ferry.md": `# The ferry

It takes 40 cars to the island.

See the [plan](a.md) at the harbour.

Smoking on board is allowed.

The crew eats at noon.

Dogs travel for free on the upper deck.
`,
	"articles/tr/ferry.md": `# Feribot

Adaya 40 araba taşır.

Limandaki [plana](a.md) bakın.

Gemide sigara içmek serbesttir.

Tayfa öğlen yemek yer.

Köpekler üst güvertede ücretsiz yolculuk eder.
`,
}

// editedFerry is what became of its source.
const editedFerry = `# The ferry

It takes 45 cars to the island.

See the [plan](a.md) at the harbour.

Passengers must keep their tickets until they leave the ship.

Smoking on board is allowed.

The crew eats at noon.
`

// served is a server of pages on a project in a new folder.
type served struct {
	*testing.T
	*server
	dir string
}

func serveFerry(t *testing.T, readOnly bool) *served {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	write(t, dir, map[string]string{"articles/en/ferry.md": editedFerry})
	return serveIn(t, dir, readOnly)
}

func serveIn(t *testing.T, dir string, readOnly bool) *served {
	t.Helper()
	a := &app{env: func(string) string { return "" }, dir: dir, err: io.Discard, out: io.Discard}
	p, err := a.openProject()
	if err != nil {
		t.Fatal(err)
	}
	s, err := newServer(p, nil, &serveOptions{readOnly: readOnly, person: "Ayşe"})
	if err != nil {
		t.Fatal(err)
	}
	s.address = "127.0.0.1:4000"
	s.board.refreshLines(context.Background(), nil)
	return &served{t, s, dir}
}

// ask sends a request as a page of ours would, but for what change alters.
func (s *served) ask(method, name string, form url.Values, change ...func(*http.Request)) *httptest.ResponseRecorder {
	s.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, s.space+name, body)
	r.Host = s.address
	r.AddCookie(&http.Cookie{Name: cookieName, Value: s.session})
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "http://"+s.address)
		r.Header.Set("X-Xsync", "1")
	}
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// page is a page that must be there.
func (s *served) page(name string) string {
	s.Helper()
	w := s.ask(http.MethodGet, name, nil)
	if w.Code != http.StatusOK {
		s.Fatalf("%s: %d %s", name, w.Code, w.Body)
	}
	return w.Body.String()
}

// file is what a file of the project says.
func (s *served) file(name string) string {
	s.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		s.Fatal(err)
	}
	return string(data)
}

var hiddenValue = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

// form is the form of the row that shows a text, as a browser would send it.
func (s *served) form(lang, text string) url.Values {
	s.Helper()
	html := s.page("article?show=all&id=ferry&lang=" + lang)
	for _, row := range strings.Split(html, "<section ")[1:] {
		// Hidden values and addresses are drawn anew in each run, and may hold any short text.
		if shown := hiddenValue.ReplaceAllString(strings.ReplaceAll(row, s.space, "/"), ""); !strings.Contains(shown, text) {
			continue
		}
		_, row, _ = strings.Cut(row, `data-do="work"`)
		row, _, _ = strings.Cut(row, "</form>")
		form := url.Values{}
		for _, m := range hiddenValue.FindAllStringSubmatch(row, -1) {
			form.Add(m[1], m[2])
		}
		return form
	}
	s.Fatalf("no row shows %q:\n%s", text, html)
	return nil
}

// do sends a form, and returns what a script is told.
func (s *served) do(what string, form url.Values, text string) (reply, int) {
	s.Helper()
	form.Set("do", what)
	if text != "" {
		form.Set("text", text)
	}
	w := s.ask(http.MethodPost, "work", form)
	var got reply
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		s.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return got, w.Code
}

func TestServeWritesWhatIsDone(t *testing.T) {
	s := serveFerry(t, false)
	was := s.file("articles/tr/ferry.md")
	got, status := s.do("done", s.form("tr", "45"), "Adaya 45 araba taşır.")
	if status != http.StatusOK || !got.Ok || got.Undo == "" {
		t.Fatal(status, got)
	}
	if now, want := s.file("articles/tr/ferry.md"), strings.Replace(was, "40", "45", 1); now != want {
		t.Errorf("the file is now\n%s", now)
	}
	if html := s.page("article?show=all&id=ferry&lang=tr"); strings.Count(html, `"row stale`) != 0 {
		t.Errorf("nothing is stale any more:\n%s", html)
	}
	if w := s.ask(http.MethodPost, "undo", url.Values{"csrf": {s.csrf}}); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	if now := s.file("articles/tr/ferry.md"); now != was {
		t.Errorf("undo left\n%s", now)
	}
	if html := s.page("article?id=ferry&lang=tr"); strings.Count(html, `"row stale`) != 1 {
		t.Errorf("undo must take the record back too:\n%s", html)
	}
}
