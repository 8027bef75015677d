package cli

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func headers(pairs ...string) func(*http.Request) {
	return func(r *http.Request) {
		for k := 0; k+1 < len(pairs); k += 2 {
			r.Header.Set(pairs[k], pairs[k+1])
		}
	}
}

func host(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }

// Nobody but a page of ours reads or changes anything, whatever he asks for.
func TestServeAnswersNobodyElse(t *testing.T) {
	s := serveFerry(t, false)
	good := func() url.Values {
		form := s.form("tr", "It takes")
		form.Set("do", "done")
		form.Set("text", "Adaya 45 araba taşır.")
		return form
	}
	noCookie := headers("Cookie", "")
	for _, c := range []struct {
		name, method, path string
		form               url.Values
		change             func(*http.Request)
		want               int
	}{
		{"a page of ours", "GET", "", nil, nil, 200},
		{"localhost is this machine", "GET", "", nil, host("localhost:4000"), 200},
		{"a name that leads here", "GET", "", nil, host("evil.example:4000"), 403},
		{"the address with another port", "GET", "", nil, host("127.0.0.1:4001"), 403},
		{"the address without a port", "GET", "", nil, host("127.0.0.1"), 403},
		{"no host", "GET", "", nil, host(""), 403},
		{"a host that begins like ours", "GET", "", nil, host("127.0.0.1.evil.example:4000"), 403},
		{"no cookie", "GET", "", nil, noCookie, 403},
		{"no cookie for an article", "GET", "article?id=ferry&lang=tr", nil, noCookie, 403},
		{"no cookie for a style", "GET", "style.css", nil, noCookie, 403},
		{"no cookie for events", "GET", "events", nil, noCookie, 403},
		{"a wrong cookie", "GET", "", nil, headers("Cookie", cookieName+"=AAAA"), 403},
		{"an empty cookie", "GET", "", nil, headers("Cookie", cookieName+"="), 403},
		{"a wrong token", "GET", "?token=AAAA", nil, noCookie, 403},
		{"a page of another site", "GET", "", nil, headers("Sec-Fetch-Site", "cross-site"), 403},
		{"a page of another port", "GET", "", nil, headers("Sec-Fetch-Site", "same-site"), 403},
		{"a link that was typed", "GET", "", nil, headers("Sec-Fetch-Site", "none"), 200},
		{"work by GET", "GET", "work?do=done", nil, nil, 405},
		{"undo by GET", "GET", "undo", nil, nil, 405},
		{"another method", "DELETE", "work", nil, nil, 405},
		{"OPTIONS", "OPTIONS", "work", nil, nil, 405},
		{"a page by POST", "POST", "article", good(), nil, 405},
		{"a form without an origin", "POST", "work", good(), func(r *http.Request) { r.Header.Del("Origin") }, 403},
		{"a form of nowhere", "POST", "work", good(), headers("Origin", "null"), 403},
		{"a form of another site", "POST", "work", good(), headers("Origin", "http://evil.example"), 403},
		{"a form of another port", "POST", "work", good(), headers("Origin", "http://127.0.0.1:4001"), 403},
		{"a form by https", "POST", "work", good(), headers("Origin", "https://127.0.0.1:4000"), 403},
		{"a form of another site that hides it", "POST", "work", good(), headers("Sec-Fetch-Site", "cross-site"), 403},
		{"a form with no cookie", "POST", "work", good(), noCookie, 403},
		{"a form of plain text", "POST", "work", good(), headers("Content-Type", "text/plain"), 415},
		{"a form without its token", "POST", "work", url.Values{"do": {"done"}}, nil, 403},
		{"a form with a wrong token", "POST", "undo", url.Values{"csrf": {"AAAA"}}, nil, 403},
		{"a path outside of our space", "GET", "../", nil, func(r *http.Request) { r.URL.Path = "/" }, 404},
		{"a file of the project", "GET", "xsync.toml", nil, nil, 404},
		{"a file above it", "GET", "../../etc/passwd", nil, nil, 404},
		{"a file above it, escaped", "GET", "%2e%2e/%2e%2e/etc/passwd", nil, nil, 404},
		{"a template", "GET", "row.html", nil, nil, 404},
		{"an article that is a path", "GET", "article?lang=tr&id=../../etc/passwd", nil, nil, 404},
		{"an article by its file", "GET", "article?lang=tr&id=articles/en/ferry.md", nil, nil, 404},
		{"an article of xsync's own", "GET", "article?lang=tr&id=.xsync/record/tr/ferry", nil, nil, 404},
		{"a language that is a path", "GET", "article?lang=../en&id=ferry", nil, nil, 404},
		{"rows of no article", "GET", "rows?lang=tr&id=", nil, nil, 404},
		{"a place before the first row", "GET", "article?lang=tr&id=ferry&from=-5", nil, nil, 200},
		{"a place that is no number", "GET", "article?lang=tr&id=ferry&from=x", nil, nil, 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			changes := []func(*http.Request){}
			if c.change != nil {
				changes = append(changes, c.change)
			}
			w := s.ask(c.method, c.path, c.form, changes...)
			if w.Code != c.want {
				t.Errorf("%d, want %d: %s", w.Code, c.want, w.Body)
			}
			checkHeaders(t, w)
			if strings.Contains(w.Body.String(), s.csrf) && c.want != 200 {
				t.Error("the answer tells a secret")
			}
		})
	}
	if got := s.file("articles/tr/ferry.md"); got != ferry["articles/tr/ferry.md"] {
		t.Errorf("the file is now\n%s", got)
	}
}

func checkHeaders(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	h := w.Header()
	if h.Get("Content-Security-Policy") != policy || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" || h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("headers %v", h)
	}
}

// A token is exchanged for a cookie that no script reads and no other site sends; the
// one of a command line is good once.
func TestServeExchangesTokens(t *testing.T) {
	s := serveFerry(t, false)
	for _, c := range []struct {
		token string
		want  int
	}{{s.token, 303}, {s.token, 303}, {s.once, 303}, {s.once, 403}, {s.session, 403}, {s.csrf, 403}, {s.token[:20], 403}} {
		w := s.ask(http.MethodGet, "?token="+c.token, nil, headers("Cookie", ""))
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", c.token, w.Code, c.want)
		}
		cookies := w.Result().Cookies()
		if c.want != http.StatusSeeOther {
			if len(cookies) > 0 {
				t.Error("a cookie for a wrong token")
			}
			continue
		}
		if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode || cookies[0].Path != s.space || cookies[0].Domain != "" {
			t.Errorf("cookies %v", cookies)
		}
		if to := w.Header().Get("Location"); to != s.space {
			t.Errorf("leads to %s, which shows the token or leads away", to)
		}
	}
	other := serveFerry(t, false)
	if s.space == other.space || s.token == other.token || s.session == other.session || s.csrf == other.csrf {
		t.Error("two servers share a secret")
	}
}

// Who may only read gets no field, and nothing that he sends is done.
func TestServeReadOnly(t *testing.T) {
	s := serveFerry(t, true)
	html := s.page("article?show=all&id=ferry&lang=tr") + s.page("article?show=all&id=ferry&lang=tr&row=x") + s.page("")
	for _, tag := range []string{"<textarea", `method="post"`, s.csrf + `"><button`} {
		if strings.Contains(html, tag) {
			t.Errorf("the page has %s", tag)
		}
	}
	for _, name := range []string{"work", "undo"} {
		w := s.ask(http.MethodPost, name, url.Values{"csrf": {s.csrf}, "do": {"done"}, "id": {"ferry"}, "lang": {"tr"}, "row": {"x"}})
		if w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}
