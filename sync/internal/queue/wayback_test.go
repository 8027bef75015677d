package queue

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// pair is an article with its translation.
type pair struct{ name, lang, english, translation string }

// ours are the articles of this repository with their translations.
func ours(t testing.TB) []pair {
	t.Helper()
	var out []pair
	names, err := filepath.Glob("../../../articles/en/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		english, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"tr", "ru"} {
			if translation, err := os.ReadFile(strings.Replace(name, "/en/", "/"+lang+"/", 1)); err == nil {
				out = append(out, pair{filepath.Base(name) + " " + lang, lang, string(english), string(translation)})
			}
		}
	}
	return out
}

// theirs are articles of others with their translations, where a folder with such
// lies beside the repository.
func theirs(t testing.TB) []pair {
	t.Helper()
	var out []pair
	names, _ := filepath.Glob("../../../../shared/corpora/align/*/en.md")
	for _, name := range names {
		english, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"tr", "ru"} {
			if translation, err := os.ReadFile(filepath.Join(filepath.Dir(name), lang+".md")); err == nil {
				out = append(out, pair{filepath.Base(filepath.Dir(name)) + " " + lang, lang, string(english), string(translation)})
			}
		}
	}
	return out
}

// inCapitals is the pseudo-translation of a text: its facts as the language
// writes them, everything else in capitals.
func inCapitals(text, lang string) string {
	var b strings.Builder
	at := 0
	for _, a := range anchor.Scan(text, anchor.LanguageOf("en")) {
		if a.Start < at {
			continue
		}
		b.WriteString(capitals(text[at:a.Start], lang))
		piece := text[a.Start:a.End]
		switch {
		case a.Kind == anchor.Link && strings.HasPrefix(piece, "["), a.Kind == anchor.Image:
			b.WriteString(piece) // with its text
		case a.Kind >= anchor.Link:
			b.WriteString(piece)
		case a.Spelled:
			b.WriteString(capitals(piece, lang))
		case a.Kind == anchor.Number || a.Kind == anchor.Percent:
			b.WriteString(figures(piece, lang))
		default:
			b.WriteString(capitals(piece, lang))
		}
		at = a.End
	}
	return b.String() + capitals(text[at:], lang)
}

func figures(text, lang string) string {
	if strings.Count(text, ".") > 1 {
		return text // a version
	}
	if lang == "tr" {
		return strings.NewReplacer(",", ".", ".", ",").Replace(text)
	}
	return strings.NewReplacer(",", "\u00a0", ".", ",").Replace(text)
}

var months = map[string]string{
	"January": "Ocak|января", "February": "Şubat|февраля", "March": "Mart|марта", "April": "Nisan|апреля", "May": "Mayıs|мая", "June": "Haziran|июня",
	"July": "Temmuz|июля", "August": "Ağustos|августа", "September": "Eylül|сентября", "October": "Ekim|октября", "November": "Kasım|ноября", "December": "Aralık|декабря",
}

// capitals writes words in capitals, months in the words of a language, and lets
// tags and entities be.
func capitals(text, lang string) string {
	var b strings.Builder
	tag := false
	word := strings.Builder{}
	flush := func() {
		w := word.String()
		word.Reset()
		if names, ok := months[w]; ok {
			turkish, russian, _ := strings.Cut(names, "|")
			b.WriteString(map[string]string{"tr": turkish, "ru": russian}[lang])
			return
		}
		b.WriteString(strings.ToUpper(w))
	}
	for i, r := range text {
		if !tag && unicode.IsLetter(r) {
			word.WriteRune(r)
			continue
		}
		flush()
		switch {
		case tag:
			tag = r != '>' && r != ';' && r != ' '
		case (r == '<' || r == '&') && i+1 < len(text) && text[i+1] != ' ':
			tag = true
		}
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

// rewritten is a source after some changes of the kinds that writers make.
func rewritten(r *rand.Rand, english string) string {
	blocks := strings.Split(strings.TrimRight(english, "\n"), "\n\n")
	for range 1 + r.IntN(8) {
		k := r.IntN(len(blocks))
		b := blocks[k]
		if strings.HasPrefix(b, "---") || strings.HasPrefix(b, "```") {
			continue
		}
		switch r.IntN(9) {
		case 0: // another number
			blocks[k] = strings.NewReplacer("1", "7", "2", "3", "4", "8").Replace(b)
		case 1: // reworded
			words := strings.Split(b, " ")
			words[r.IntN(len(words))] += " and then again"
			blocks[k] = strings.Join(words, " ")
		case 2:
			blocks = slices.Insert(blocks, k+1, fmt.Sprintf("A new paragraph stands here, number %d of its kind.", 100+r.IntN(900)))
		case 3:
			if len(blocks) > 4 && k > 0 {
				blocks = slices.Delete(blocks, k, k+1)
			}
		case 4: // moved
			if k > 0 {
				to := 1 + r.IntN(len(blocks)-1)
				blocks = slices.Insert(slices.Delete(blocks, k, k+1), min(to, len(blocks)-1), b)
			}
		case 5: // sections swapped
			blocks = swapSections(blocks)
		case 6: // footnotes renumbered
			for i := range blocks {
				blocks[i] = strings.NewReplacer("[^1]", "[^2]", "[^2]", "[^3]", "[^3]", "[^1]").Replace(blocks[i])
			}
		case 7: // links changed
			blocks[k] = strings.ReplaceAll(b, ".md)", "-new.md)")
		case 8: // split
			if first, rest, ok := strings.Cut(b, ". "); ok && !strings.ContainsAny(b, "\n[>|-") {
				blocks[k] = first + "."
				blocks = slices.Insert(blocks, k+1, rest)
			}
		}
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

func swapSections(blocks []string) []string {
	var at []int
	for k, b := range blocks {
		if strings.HasPrefix(b, "## ") {
			at = append(at, k)
		}
	}
	if len(at) < 3 {
		return blocks
	}
	return slices.Concat(blocks[:at[0]], blocks[at[1]:at[2]], blocks[at[0]:at[1]], blocks[at[2]:])
}

// tally counts what became of answers.
type tally struct {
	reasons map[Reason]int
	taken   int
	fixed   int
	again   int // texts written again by an import that was not recorded
}

func (c *tally) String() string {
	var out []string
	for _, r := range slices.Sorted(maps.Keys(c.reasons)) {
		out = append(out, fmt.Sprintf("%s=%d", r, c.reasons[r]))
	}
	return fmt.Sprintf("taken=%d fixed=%d again=%d %s", c.taken, c.fixed, c.again, strings.Join(out, " "))
}

// wayBack holds one article to the laws of the way back.
func wayBack(t testing.TB, p pair, now string, c *tally) {
	t.Helper()
	x := newTree(t, p.english, "")
	path := "articles/" + p.lang + "/ferry.md"
	x.write(path, p.translation)
	x.assume()
	x.write(en, now)
	x.fixLaws(p.lang, path, c)
	x.importLaws(p, path, c)
}

// importLaws fills the whole work list in, and takes it back.
func (x *tree) importLaws(p pair, path string, c *tally) {
	x.t.Helper()
	t := x.t
	was := markdown.Parse([]byte(x.text(path)))
	var answers []Answer
	for _, i := range x.list(p.lang) {
		answers = append(answers, Answer{ID: i.ID, Seal: i.Seal, Source: i.Text, Text: inCapitals(i.Text, p.lang), Line: len(answers) + 1})
	}
	out, err := Import(t.Context(), x.project, p.lang, answers)
	if err != nil {
		t.Fatal(err)
	}
	x.writtenOnly(p, answers, out, path, c)
	left, answered := map[string]bool{}, map[string]bool{}
	for _, a := range answers {
		answered[a.ID] = true
	}
	for _, l := range out.Left {
		left[l.Answer.ID] = true
		c.reasons[l.Reason]++
		if l.Reason == NotOneSegment || l.Reason == Disagrees {
			t.Logf("%s: %s: %q, %v", p.name, l.Reason, l.Answer.Text, l.Findings)
		}
	}
	taken := 0
	for _, f := range out.Files {
		taken += len(f.Rows)
	}
	c.taken += taken
	equal(t, p.name+": answers taken or left", len(answers), taken+len(out.Left))
	x.carry(out.Plan)
	x.keepsBytes(p, was, out, path)
	state := map[string]string{}
	for _, r := range x.rows(p.lang, "ferry").Rows {
		state["ferry#"+r.ID] = r.State.String()
	}
	for _, f := range out.Files {
		for _, r := range f.Rows {
			equal(t, p.name+": state of "+r.Now, "fresh", state["ferry#"+r.ID])
		}
	}
	for _, i := range x.list(p.lang) {
		if answered[i.ID] && !left[i.ID] {
			t.Errorf("%s: still to do: %s %q", p.name, i.State, i.Text)
		}
	}
	after := x.snapshot()
	again, err := Import(t.Context(), x.project, p.lang, answers)
	if err != nil {
		t.Fatal(err)
	}
	x.carry(again.Plan)
	x.unchanged(p.name+": second import", after)
	for _, l := range again.Left {
		if l.Reason != AlreadyThere && !left[l.Answer.ID] {
			t.Errorf("%s: the second import says %s of %q", p.name, l.Reason, l.Answer.Text)
		}
	}
}

// writtenOnly carries nothing out but the translation, as a process does that ends
// then: the same answers leave it as it is.
func (x *tree) writtenOnly(p pair, answers []Answer, out *Outcome, path string, c *tally) {
	x.t.Helper()
	y := newTree(x.t, x.text(en), "")
	maps.Copy(y.files, x.files)
	text, ok := out.Plan[path]
	if !ok {
		return
	}
	y.write(path, string(text))
	again, err := Import(x.t.Context(), y.project, p.lang, answers)
	if err != nil {
		x.t.Fatal(err)
	}
	if now, ok := again.Plan[path]; ok {
		c.again++
		x.t.Logf("%s: written again:\n%s\nwas\n%s", p.name, now, text)
	}
}

// keepsBytes makes sure that the segments of a translation that no answer was for
// have their bytes and their order.
func (x *tree) keepsBytes(p pair, was *block.Doc, out *Outcome, path string) {
	x.t.Helper()
	touched := map[int]bool{}
	for _, f := range out.Files {
		for _, r := range f.Rows {
			for _, s := range r.Target {
				touched[s.Start] = true
			}
		}
	}
	rest := x.text(path)
	for _, b := range was.Blocks {
		raw := string(was.Src[b.Span.Start:b.Span.End])
		if touched[b.Span.Start] || raw == "" || strings.TrimSpace(raw) == "" {
			continue
		}
		_, after, ok := strings.Cut(rest, raw)
		if !ok {
			x.t.Errorf("%s: %q is not there any more", p.name, raw)
			return
		}
		rest = after
	}
}

// fixLaws lets a tool work, twice.
func (x *tree) fixLaws(lang, path string, c *tally) {
	x.t.Helper()
	was := markdown.Parse([]byte(x.text(path)))
	out, err := Fix(x.t.Context(), x.project, xsync.Query{Languages: []string{lang}})
	if err != nil {
		x.t.Fatal(err)
	}
	x.carry(out.Plan)
	for _, f := range out.Files {
		c.fixed += len(f.Rows)
	}
	x.fixedOnce()
	// Besides the rows that are told of, only references to footnotes change.
	told := map[block.Digest]bool{}
	for _, f := range out.Files {
		for _, r := range f.Rows {
			for _, d := range r.TargetDigests {
				told[d] = true
			}
		}
	}
	now := map[block.Digest]bool{}
	doc := markdown.Parse([]byte(x.text(path)))
	for k := range doc.Blocks {
		now[doc.Blocks[k].Digest()] = true
	}
	for k := range was.Blocks {
		b := &was.Blocks[k]
		if d := b.Digest(); b.Segment() && !told[d] && !now[d] && !strings.Contains(b.Text, "[^") && b.Kind != block.Footnote {
			x.t.Errorf("fix changed %q and says nothing of it", b.Text)
		}
	}
}

func TestWayBackOfOurArticles(t *testing.T) {
	c := &tally{reasons: map[Reason]int{}}
	for n, p := range ours(t) {
		for seed := range 4 {
			wayBack(t, p, rewritten(rand.New(rand.NewPCG(uint64(n), uint64(seed))), p.english), c)
		}
	}
	t.Log(c)
	equal(t, "texts that would become something else", 0, c.reasons[NotOneSegment])
	equal(t, "articles written again", 0, c.again)
}

func TestWayBackOfTheirArticles(t *testing.T) {
	c := &tally{reasons: map[Reason]int{}}
	for n, p := range theirs(t) {
		if n%4 == 0 {
			wayBack(t, p, rewritten(rand.New(rand.NewPCG(uint64(n), 1)), p.english), c)
		}
	}
	t.Log(c)
}
