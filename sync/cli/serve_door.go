package cli

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"net"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/page"
)

// server shows a project as pages. Whoever asks must know its secrets: the first
// address holds a token, which is exchanged for a cookie; the paths of all pages
// begin with a name that no other server on this machine can guess, since browsers
// send the cookies of a host to all of its ports.
type server struct {
	*desk.Desk
	readOnly bool
	address  string // host and port
	env      func(string) string

	space         string // the path that all pages begin with, between slashes
	token, once   string // of the address that is printed, and of the one that a browser is started with
	session, csrf string
	writers       map[string]*page.Writer
	live          *live
	board         *board
	glances       glances

	mutex sync.Mutex // guards what follows
	used  bool       // the token for one use was used

	writing sync.Mutex // one change at a time
}

// secretBytes is the length of a secret, 256 bits.
const secretBytes = 32

func newSecret(bytes int) string {
	raw := make([]byte, bytes)
	_, _ = rand.Read(raw) // it never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

func newServer(p *disk.Project, languages []string, o *serveOptions) (*server, error) {
	s := &server{
		Desk: desk.New(p, languages, o.person), readOnly: o.readOnly, env: func(string) string { return "" },
		space: "/" + newSecret(12) + "/", token: newSecret(secretBytes), once: newSecret(secretBytes), session: newSecret(secretBytes), csrf: newSecret(secretBytes),
		writers: map[string]*page.Writer{}, live: newLive(),
	}
	s.board = newBoard(s)
	for _, lang := range locales.Languages {
		s.writers[lang] = page.NewWriter(locales.New(lang))
	}
	_, err := s.Project()
	return s, err
}

// firstAddress is the address of the first page with a token.
func (s *server) firstAddress(token string) string {
	return "http://" + s.address + s.space + "?token=" + token
}

// cookieName is the name of the cookie that holds the session.
const cookieName = "xsync"

// policy is what a page may load: nothing but our own files, and no script or style
// in the page itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// ServeHTTP answers a request that comes from a page of ours, or from somebody with
// a token.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protectAnswer(w.Header())
	status := s.refusalStatus(w, r)
	switch {
	case status == http.StatusSeeOther:
		http.Redirect(w, r, s.space, status)
	case status == http.StatusForbidden:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_ = s.writerFor(r).Write(w, "denied", nil)
	case status != 0:
		http.Error(w, http.StatusText(status), status)
	default:
		s.routeRequest(w, r, strings.TrimPrefix(r.URL.Path, s.space))
	}
}

func protectAnswer(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
}

// refusalStatus is the status of a request that is not answered, 0 for one that is. It
// exchanges a token for the cookie.
func (s *server) refusalStatus(w http.ResponseWriter, r *http.Request) int {
	switch {
	case !s.isOurs(r.Host):
		return http.StatusForbidden
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case !strings.HasPrefix(r.URL.Path, s.space):
		return http.StatusNotFound
	}
	if given := r.URL.Query().Get("token"); given != "" && r.Method == http.MethodGet {
		if !s.admitsToken(given) {
			return http.StatusForbidden
		}
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: s.session, Path: s.space, HttpOnly: true, SameSite: http.SameSiteStrictMode})
		return http.StatusSeeOther
	}
	cookie, err := r.Cookie(cookieName)
	if err != nil || !equalSecrets(cookie.Value, s.session) {
		return http.StatusForbidden
	}
	if from := r.Header.Get("Sec-Fetch-Site"); from != "" && from != "none" && from != "same-origin" {
		return http.StatusForbidden
	}
	if r.Method == http.MethodPost {
		return s.refusePost(w, r)
	}
	return 0
}

// largestForm is the number of bytes of a form that is read.
const largestForm = 16 << 20

// refusePost is refuse for a request that changes something.
func (s *server) refusePost(w http.ResponseWriter, r *http.Request) int {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	switch {
	case r.Header.Get("Origin") != "http://"+r.Host, s.readOnly:
		return http.StatusForbidden
	case strings.TrimSpace(kind) != "application/x-www-form-urlencoded":
		return http.StatusUnsupportedMediaType
	case r.ParseForm() != nil:
		return http.StatusBadRequest
	case !equalSecrets(r.PostForm.Get("csrf"), s.csrf):
		return http.StatusForbidden
	}
	return 0
}

// isOurs reports whether a host, as a browser names it, is this server: one that a
// stranger's name leads to is not.
func (s *server) isOurs(host string) bool {
	name, port, err := net.SplitHostPort(host)
	_, own, ownErr := net.SplitHostPort(s.address)
	return err == nil && ownErr == nil && port == own && (name == loopback || name == "localhost")
}

// admitsToken reports whether a token is one of ours. The one that a browser is started
// with stands in the list of processes, and is good once.
func (s *server) admitsToken(token string) bool {
	if equalSecrets(token, s.token) {
		return true
	}
	if !equalSecrets(token, s.once) {
		return false
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	first := !s.used
	s.used = true
	return first
}

func equalSecrets(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// writerFor writes in the language that the browser asks for.
func (s *server) writerFor(r *http.Request) *page.Writer {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err == nil {
		for _, tag := range tags {
			if lang, ok := locales.Match(tag.String()); ok {
				return s.writers[lang]
			}
		}
	}
	return s.writers[locales.Default]
}

// routeRequest answers a request by the rest of its path.
func (s *server) routeRequest(w http.ResponseWriter, r *http.Request, name string) {
	gets := map[string]http.HandlerFunc{
		"": s.showOverview, "board": s.showBoard, "article": s.showArticle, "rows": s.showRows, "suggest": s.answerSuggestion, "events": s.streamEvents,
	}
	posts := map[string]http.HandlerFunc{"work": s.doWork, "undo": s.answerUndo, "remark": s.takeRemark, "open": s.openInEditor}
	answers, others := gets, posts
	if r.Method == http.MethodPost {
		answers, others = posts, gets
	}
	data, kind, asset := page.Asset(name)
	switch {
	case answers[name] != nil:
		answers[name](w, r)
	case asset && r.Method != http.MethodPost:
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "private, max-age=3600")
		_, _ = w.Write(data)
	case others[name] != nil:
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	default:
		http.NotFound(w, r)
	}
}

// beginPage begins the answer with a page.
func beginPage(w http.ResponseWriter) { w.Header().Set("Content-Type", "text/html; charset=utf-8") }

// detachedContext is a context for work that goes on when the browser has gone.
func detachedContext(r *http.Request) context.Context { return context.WithoutCancel(r.Context()) }
