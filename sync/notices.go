package xsync

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Translations carry texts that no source has: that a machine translated the page,
// or where to report mistakes. On one page that is an extra segment; on many it is a
// standing notice, which is told once, or never if the project declares it.

// standing is in how many translations into a language a text without a source is a
// standing notice.
const standing = 3

// Notice is a row of a translation that is a standing notice.
type Notice struct {
	Row   string // its id
	Pages int    // in how many translations it stands, 0 if it is declared
	// Told says that the row is the one by which the notice is told: it is still
	// extra. The others are fresh.
	Told bool
}

// Notice is what is known of a row as a standing notice; nil if it is none.
func (t *Translation) Notice(row string) *Notice {
	for k := range t.Notices {
		if t.Notices[k].Row == row {
			return &t.Notices[k]
		}
	}
	return nil
}

// extra is a text without a source.
type extra struct {
	Row, Text string // its id, and its words
	// Answers says that it stands where a translation is missing, and may be that.
	Answers bool
}

// extras are the texts of a translation that have no source and say enough to be
// known again.
func (t *Translation) extras() []extra {
	out := []extra{}
	if t.Unrelated {
		return out
	}
	for k := range t.Rows {
		if r := &t.Rows[k]; r.State == drift.Extra && isDistinct(r.Kind, r.Translation) {
			out = append(out, extra{r.ID, spoken(r.Translation), t.isMissingBeside(k)})
		}
	}
	return out
}

// isMissingBeside reports whether a row of the same kind beside another one is missing.
func (t *Translation) isMissingBeside(row int) bool {
	is := func(k int) bool {
		return k >= 0 && k < len(t.Rows) && t.Rows[k].State == drift.Missing && t.Rows[k].Kind == t.Rows[row].Kind
	}
	return is(row-1) || is(row+1)
}

// mostSpoken bounds what is kept of a text, in words.
const mostSpoken = 60

// spoken are the first words of a text, as [spokenWords] tells them.
func spoken(text string) string {
	words := spokenWords(text)
	return strings.Join(words[:min(len(words), mostSpoken)], " ")
}

// spokenWords are the words of a text in small letters, without figures and addresses,
// which differ from page to page.
func spokenWords(text string) []string {
	var words []string
	var prose strings.Builder
	for _, token := range inline.Scan(nil, text, inline.Markdown, nil) {
		if token.Kind == inline.Text {
			prose.WriteString(text[token.Start:token.End])
		} else {
			prose.WriteByte(' ')
		}
	}
	for _, w := range inline.Words(nil, prose.String()) {
		if strings.ContainsFunc(w, unicode.IsLetter) && !strings.ContainsFunc(w, unicode.IsDigit) {
			words = append(words, strings.ToLower(w))
		}
	}
	return words
}

// notices are the standing notices of a project.
type notices struct {
	pages    map[string]int    // by language and text
	sure     map[string]int    // the same of the pages on which it answers nothing
	first    map[string]string // the article by which a notice is told, by the same
	extras   map[string][]extra
	declared []string
}

// extrasDerived asks for the extras of each translation.
var extrasDerived = Derived{
	Name: "extras 2",
	Make: func(_ string, t *Translation) any { return t.extras() },
	Encode: func(found any) []byte {
		out, _ := json.Marshal(found) // strings
		return out
	},
	Decode: func(data []byte) (any, bool) {
		var out []extra
		err := json.Unmarshal(data, &out)
		return out, err == nil
	},
}

// findNotices looks for the standing notices in the languages of a query: among the articles
// that it asks for, and if their texts may stand in others, among all.
func (p *Project) findNotices(ctx context.Context, of *Query, h *hints) (*notices, error) {
	all := p.whole(of, &extrasDerived)
	if of.isWhole() {
		return p.findNoticesIn(ctx, all)
	}
	some := all
	some.Articles, some.Only = of.Articles, of.Only
	n, err := p.findNoticesIn(ctx, some)
	if err != nil || !n.mayStand(h) {
		return n, err
	}
	return p.findNoticesIn(ctx, all)
}

// mayStand reports whether one of the texts may stand in other articles as well.
func (n *notices) mayStand(h *hints) bool {
	asked, texts := map[string]bool{}, map[string]map[string]bool{} // of each language
	for in, some := range n.extras {
		lang, article, _ := strings.Cut(in, " ")
		asked[article] = true
		for _, e := range some {
			if e.Text != "" && !n.isDeclared(e.Text) {
				if texts[lang] == nil {
					texts[lang] = map[string]bool{}
				}
				texts[lang][e.Text] = true
			}
		}
	}
	for lang, some := range texts {
		if h.mayStand(some, lang, asked) {
			return true
		}
	}
	return false
}

// findNoticesIn looks for those of the articles of a query.
func (p *Project) findNoticesIn(ctx context.Context, in Query) (*notices, error) {
	n := &notices{pages: map[string]int{}, sure: map[string]int{}, first: map[string]string{}, extras: map[string][]extra{}}
	for _, text := range p.Config.Notices {
		n.declared = append(n.declared, spoken(text))
	}
	_, err := p.eachAlone(ctx, in, func(a *Article) error {
		for k := range a.Translations {
			t := &a.Translations[k]
			some, _ := t.Derived.([]extra)
			n.extras[t.Language+" "+a.ID] = some
			n.count(a.ID, t.Language, some)
		}
		return nil
	})
	return n, err
}

// count counts the extras of an article, each once.
func (n *notices) count(article, lang string, some []extra) {
	seen := map[string]bool{}
	for _, e := range some {
		key := lang + " " + e.Text
		if seen[key] || e.Text == "" {
			continue
		}
		seen[key] = true
		if n.pages[key]++; n.pages[key] == 1 {
			n.first[key] = article
		}
		if !e.Answers {
			n.sure[key]++
		}
	}
}

// isDeclared reports whether a text begins with one that the project declares.
func (n *notices) isDeclared(text string) bool {
	return slices.ContainsFunc(n.declared, func(d string) bool { return d != "" && (text == d || strings.HasPrefix(text, d+" ")) })
}

// tell says of the extras of a translation which of them are notices, and takes those
// that are told elsewhere, or declared, for fresh.
func (n *notices) tell(article string, t *Translation) {
	t.Notices = nil
	for _, e := range n.extras[t.Language+" "+article] {
		key := t.Language + " " + e.Text
		switch {
		case n.isDeclared(e.Text):
			t.Notices = append(t.Notices, Notice{Row: e.Row})
		case n.sure[key] >= standing:
			t.Notices = append(t.Notices, Notice{e.Row, n.pages[key], n.first[key] == article})
		}
	}
	for _, notice := range t.Notices {
		if !notice.Told {
			t.Counts[drift.Extra]--
			t.Counts[drift.Fresh]++
		}
	}
	for k := range t.Rows {
		r := &t.Rows[k]
		if notice := t.Notice(r.ID); notice != nil && r.State == drift.Extra {
			if r.Pages = notice.Pages; !notice.Told {
				r.State = drift.Fresh
			}
		}
	}
}

// beyond is what is known of a project as a whole, found when a translation asks for
// it.
type beyond struct {
	survey  *survey
	hints   *hints
	moves   *moves
	notices *notices
	states  map[string]State // of articles that others include, by language and id
}

// tell says of an article what only others show: which of its texts went to another
// article or came from one, which are standing notices, and how the articles stand
// that it includes.
func (p *Project) tell(ctx context.Context, q *Query, article *Article, b *beyond) (err error) {
	for k := range article.Translations {
		t := &article.Translations[k]
		if t.Counts[drift.Extra] > 0 && !t.Unrelated {
			if b.notices == nil {
				if b.notices, err = p.findNotices(ctx, q, b.hints); err != nil {
					return err
				}
			}
			b.notices.tell(article.ID, t)
		}
		tied, kept := t.Derived.(Tied)
		if !kept && (!q.Rows || t.Source == nil) {
			continue
		}
		var ties Ties
		if kept {
			ties = tied.Ties()
		} else {
			ties = t.Ties()
		}
		if t.Includes, err = p.included(ctx, t, ties.Includes, article.ID, b); err != nil {
			return err
		}
		if len(ties.Halves) == 0 {
			continue
		}
		moved := b.moves
		if moved == nil && !q.isWhole() && !b.hints.mayMove(article.ID, t.Language, ties.Halves) {
			moved = &moves{}
		}
		if moved == nil {
			if moved, err = p.findMoves(ctx, q); err != nil {
				return err
			}
			b.moves = moved
		}
		if kept {
			tied.Tell(moved.find(article.ID, t.Language, ties.Halves))
		} else {
			moved.tell(article.ID, t)
		}
	}
	return nil
}
