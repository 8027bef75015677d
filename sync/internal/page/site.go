package page

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// Site is what the pages of a report share: files that refer to each other and to
// nothing else. They hold no script, and no form.
type Site struct {
	Project       string
	Commit, Date  string // of the texts; "" if they are in no repository
	Uncommitted   bool   // some texts are not as the commit has them
	Languages     []string
	Base          string // leads from the page to the folder of the site
	Title, Active string // of the page: what is shown in its title, and which language it is about
}

// On is the site as a page refers to it.
func (s Site) On(base, title, active string) *Site {
	s.Base, s.Title, s.Active = base, title, active
	return &s
}

// Short is how the commit is called among people.
func (s *Site) Short() string { return s.Commit[:min(len(s.Commit), 10)] }

// SiteOverview is the first page of a report.
type SiteOverview struct {
	*Site
	Board    Overview
	Plot     *Plot // nil if there is no history to show
	Problems []string
}

// SiteLanguage is the page of what there is to do in a language.
type SiteLanguage struct {
	*Site
	Board     Overview
	Questions []Question
}

// Question is an open question and the article that it is about.
type Question struct {
	Article string
	Remark  remark.Remark
}

// SiteArticle is the page of an article in a language.
type SiteArticle struct {
	*Site
	Article
	Todo []Row  // the rows to show with all that is known of them
	All  []Pair // all rows, side by side
	Left int    // rows that All has no room for
}

// Pair is a row in short.
type Pair struct {
	State, Change string
	Source, Text  string
	Code          bool
}

// The most rows that a page shows, and bytes of text that it shows of all rows.
const (
	mostTodo  = 2000
	mostPairs = 2000
	mostBytes = 1 << 20
)

// NewSiteArticle is the page of a translation with its rows.
func NewSiteArticle(m *locales.Messages, site *Site, t *xsync.Translation, id string, remarks []remark.Remark) *SiteArticle {
	a := &SiteArticle{Site: site, Article: Article{
		Frame: Frame{Base: site.Base, ReadOnly: true}, ID: id, Language: t.Language, From: t.SourceLanguage, Path: t.Path, Source: t.SourcePath,
		Exists: t.Exists, Cell: CellOf(t, queue.DefaultWeights, 0), Count: len(t.Rows), Remarks: remarks,
	}}
	if t.Unrelated {
		a.Unrelated = m.Text("unrelated", "Confidence", m.Percent(t.Confidence))
		return a
	}
	a.discuss(t)
	a.choose(m, t)
	room := mostBytes
	for k := range t.Rows {
		r := &t.Rows[k]
		if room -= len(r.Now) + len(r.Translation); len(a.All) == mostPairs || room < 0 {
			a.Left = len(t.Rows) - k
			break
		}
		p := Pair{State: r.State.String(), Source: r.Now, Text: r.Translation, Code: r.Kind.String() == "code"}
		if r.State == drift.Stale {
			p.Change = r.Change.String()
		}
		a.All = append(a.All, p)
	}
	return a
}

// choose takes the rows that need a look, with the remarks on them.
func (a *SiteArticle) choose(m *locales.Messages, t *xsync.Translation) {
	asked := func(r *drift.Row) []remark.Remark {
		return slices.DeleteFunc(slices.Clone(a.Remarks), func(x remark.Remark) bool {
			return x.Kind != remark.Ask || x.Ended || x.Row != r.ID && x.Row != t.Kept(r)
		})
	}
	shown := report.Filter{}
	wanted := map[string][]remark.Remark{}
	keep := func(r *drift.Row) bool {
		said := asked(r)
		if len(said) == 0 && (!shown.Shown(r) || r.State == drift.Unverified && len(r.Findings) == 0) {
			return false
		}
		wanted[r.ID] = said
		a.Matched++
		return a.Matched <= mostTodo
	}
	chosen := map[*drift.Row]bool{}
	for k := range t.Rows {
		chosen[&t.Rows[k]] = keep(&t.Rows[k])
	}
	a.Todo = Rows(m, t, a.ID, func(r *drift.Row) bool { return chosen[r] })
	for k := range a.Todo {
		a.Todo[k].Frame, a.Todo[k].Open, a.Todo[k].Remarks = &a.Frame, false, wanted[a.Todo[k].ID]
	}
}

// longestSlug is how many letters of an id a file name holds.
const longestSlug = 60

// Slug is the name of an article in file names and addresses: its id, if all systems
// take that for a name, else what can be read of it and a digest. Law: two ids have
// two slugs, also where case does not count, and a slug is the name of a file in the
// folder that it is written to, whatever the id.
func Slug(id string) string {
	var b strings.Builder
	for _, u := range strings.ToLower(id) {
		switch {
		case u >= 'a' && u <= 'z' || u >= '0' && u <= '9' || u == '_':
			b.WriteRune(u)
		case b.Len() > 0:
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if slug == id && id != "" && len(id) <= longestSlug && !reserved(id) {
		return slug
	}
	digest := sha256.Sum256([]byte(id))
	return strings.Trim(slug[:min(len(slug), longestSlug)]+"-"+hex.EncodeToString(digest[:6]), "-")
}

// reserved reports whether a name is that of a device on Windows.
func reserved(name string) bool {
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, name) {
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt"))
}

// ArticlePath is the file of an article in a language, from the folder of the site.
func ArticlePath(id, lang string) string { return "articles/" + Slug(id) + "." + lang + ".html" }

// LanguagePath is the file of a language.
func LanguagePath(lang string) string { return "languages/" + lang + ".html" }

// BadgeOf is the file of the badge of a language.
func BadgeOf(lang string) string { return "badges/" + lang + ".svg" }

// Badge is a picture of the coverage of a language, for a README: the tag, and the
// share in the digits of the reader.
func Badge(m *locales.Messages, lang string, share float64) []byte {
	return badge(inert.Page(lang), m.Percent(share), share)
}
