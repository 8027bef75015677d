package page_test

import (
	"bytes"
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/page"
	"github.com/xsync-project/xsync/sync/internal/remark"
)

var update = flag.Bool("update", false, "rewrite the expected pages")

// hostile is a text that tries to leave every place that a text can stand in, and that
// turns what follows it around.
const hostile = "</textarea></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)> javascript:alert(1) {{.}} \u202e\x1b"

// fill gives all that a value holds: every text is hostile, every list has an element,
// every choice is yes.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(hostile)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(3)
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), depth-1)
		}
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), depth-1)
		}
	case reflect.Array:
		for k := range v.Len() {
			fill(v.Index(k), depth)
		}
	case reflect.Struct:
		for k := range v.NumField() {
			field := v.Field(k)
			if !field.CanSet() {
				continue
			}
			fill(field, depth)
			for _, closed := range []string{"Language", "From", "State", "Change"} { // of a few words, which no text reaches
				if v.Type().Field(k).Name == closed && field.Kind() == reflect.String {
					field.SetString("tr")
				}
			}
			for _, closed := range []string{"Languages", "All", "Others", "Flags"} {
				if v.Type().Field(k).Name == closed && field.Type() == reflect.TypeFor[[]string]() {
					field.Set(reflect.ValueOf([]string{"tr"}))
				}
			}
		}
	}
}

// Whatever stands in an article, a name, a remark or a problem, no page has an element
// or an attribute of it, and nothing that is shown turns the page around.
func TestNoTextIsMarkup(t *testing.T) {
	w := page.NewWriter(locales.New("en"))
	for _, change := range []func(*page.Frame, *page.Row){
		func(*page.Frame, *page.Row) {},
		func(f *page.Frame, _ *page.Row) { f.ReadOnly = false },
		func(f *page.Frame, r *page.Row) { f.ReadOnly, r.Open = false, false },
		func(f *page.Frame, r *page.Row) {
			f.ReadOnly, r.Orphaned, r.Remarks[0].Ended, r.Fields[0].Diff = false, "", false, nil
		},
	} {
		var o page.Overview
		var a page.Article
		fill(reflect.ValueOf(&o).Elem(), 6)
		fill(reflect.ValueOf(&a).Elem(), 6)
		o.Base, a.Base, a.Unrelated = "/space/", "/space/", ""
		change(&o.Frame, &a.Rows[0])
		change(&a.Frame, &a.Rows[0])
		a.Rows[0].Frame = &a.Frame
		var first page.SiteOverview
		var list page.SiteLanguage
		var text page.SiteArticle
		for _, v := range []any{&first, &list, &text} {
			fill(reflect.ValueOf(v).Elem(), 6)
		}
		text.Unrelated, text.Todo[0].Frame = "", &a.Frame
		for _, site := range []*page.Site{first.Site, list.Site, text.Site} {
			site.Base, site.Active = "../", "tr"
		}
		suggestions := []page.Suggestion{{Number: 1, Text: hostile, Source: hostile, Article: hostile, Language: "tr"}}
		var b bytes.Buffer
		for _, err := range []error{w.Write(&b, "overview", &o), w.Write(&b, "article", &a), w.Write(&b, "suggestions", suggestions), w.Write(&b, "denied", nil), w.Write(&b, "site-overview", &first), w.Write(&b, "site-language", &list), w.Write(&b, "site-article", &text)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if n := strings.Count(b.String(), "onerror"); n < 20 {
			t.Errorf("the text is shown in %d places only", n)
		}
		harmless(t, b.String())
	}
}

// harmless checks elements, attributes and texts of pages.
func harmless(t *testing.T, src string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(src))
	within := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.EndTagToken:
			within = ""
		case html.TextToken:
			// What can be typed in must come back as it is; a field is a world of its own.
			if text := string(z.Text()); strings.ContainsAny(text, "\u202e\x1b") && within != "textarea" {
				t.Errorf("%q turns the page around", text)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			within = tag.Data
			checkTag(t, tag)
		}
	}
}

func checkTag(t *testing.T, tag html.Token) {
	t.Helper()
	attributes := map[string]string{}
	for _, a := range tag.Attr {
		attributes[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(a.Val, "javascript:") && (a.Key == "href" || a.Key == "src" || a.Key == "action") {
			t.Errorf("%s", tag)
		}
	}
	switch {
	case tag.Data == "img", tag.Data == "iframe", tag.Data == "style", tag.Data == "script" && attributes["src"] != "/space/page.js":
		t.Errorf("%s", tag)
	}
}

// A row as people see it, in the three languages: small enough to be judged.
func TestRowAsShown(t *testing.T) {
	for _, lang := range locales.Languages {
		t.Run(lang, func(t *testing.T) {
			w := page.NewWriter(locales.New(lang))
			row := page.Row{
				Frame: &page.Frame{Base: "/space/", CSRF: "secret"}, Article: "ferry", Language: "tr", From: "en", ID: "k3f9a2bc", Name: "k3f9a2bc",
				State: "stale", Change: "facts", Flags: []string{"assumed"}, Kind: "paragraph", Line: 3, SourceLine: 5,
				Fields: []page.Field{{
					Item: "ferry#k3f9a2bc", Seal: "abc-def", Was: "It takes 40 [cars](a.md).", Source: "It takes 45 [cars](a.md).",
					Diff: []page.Piece{{Text: "It takes "}, {Removed: true, Text: "40"}, {Added: true, Text: "45"}, {Text: " [cars](a.md)."}},
					Text: "40 [araba](a.md) taşır.", Codes: []string{"](a.md)"}, Lines: 2,
				}},
				Findings: []string{"number: 45 in the source, 40 in the translation"}, Notes: []string{"Keep it short."},
				Remarks: []remark.Remark{{Kind: remark.Ask, ID: "q1", Who: "Ayşe", Text: "Still true?"}},
				Advice:  "…", CanEdit: true, CanRight: true, Open: true, Sum: "00",
			}
			var b bytes.Buffer
			if err := w.Write(&b, "row", row); err != nil {
				t.Fatal(err)
			}
			name := "testdata/row." + lang + ".txt"
			got := reading(b.String())
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// reading is what a reader of a page hears, a line a piece: texts, what explains them,
// and what can be typed in or pressed.
func reading(src string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(src))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if text := strings.Join(strings.Fields(string(z.Text())), " "); text != "" {
				out.WriteString(html.UnescapeString(text) + "\n")
			}
		case html.StartTagToken:
			tag := z.Token()
			if slices.Contains(strings.Fields("button textarea summary del ins h2 h3"), tag.Data) {
				out.WriteString("<" + tag.Data + "> ")
			}
			for _, a := range tag.Attr {
				if a.Key == "title" {
					out.WriteString("(" + a.Val + ") ")
				}
			}
		}
	}
}

// The kinds of findings are chosen by the words that the findings are told in, which stand in
// the order of their alphabet.
func TestKindsAreNamed(t *testing.T) {
	for lang, want := range map[string]struct{ before, link string }{"en": {"date", "link"}, "tr": {"ad", "bağlantı"}, "ru": {"имя", "ссылка"}} {
		var b bytes.Buffer
		if err := page.NewWriter(locales.New(lang)).Write(&b, "overview", &page.Overview{Frame: page.Frame{Base: "/space/"}}); err != nil {
			t.Fatal(err)
		}
		above, _, found := strings.Cut(b.String(), `<option value="link">`+want.link+`</option>`)
		if !found || !strings.Contains(above, ">"+want.before+"</option>") {
			t.Errorf("%s: no kind is called %q, or %q is not above it", lang, want.link, want.before)
		}
	}
}

// The most urgent articles come first; a filter keeps what it asks for, and the sums
// are those of what is shown.
func TestArrange(t *testing.T) {
	cell := func(lang string, urgency, stale, todo int, more func(*page.Cell)) page.Cell {
		c := page.Cell{Language: lang, Exists: true, Urgency: urgency, Words: xsync.Words{Total: 100, Todo: todo}}
		c.Counts[xsync.Fresh], c.Counts[xsync.Stale] = 10-stale, stale
		if more != nil {
			more(&c)
		}
		return c
	}
	all := []page.Line{
		{ID: "calm", Path: "en/calm.md", Cells: []page.Cell{cell("tr", 0, 0, 0, nil), cell("ru", 20, 1, 4, nil)}},
		{ID: "long", Path: "en/long.md", Cells: []page.Cell{cell("tr", 80, 5, 90, func(c *page.Cell) { c.Changes = []string{"major"} }), cell("ru", 0, 0, 0, nil)}},
		{ID: "wrong", Path: "en/wrong.md", Cells: []page.Cell{cell("tr", 100, 1, 5, func(c *page.Cell) { c.Changes, c.Findings = []string{"facts"}, []string{"date"} }), cell("ru", 0, 0, 0, func(c *page.Cell) { c.Takers = []string{"Oleg"} })}},
	}
	for _, c := range []struct {
		filter page.Filter
		want   string
		todo   int // words, of the first language shown
	}{
		{page.Filter{}, "wrong long calm", 95},
		{page.Filter{Language: "tr"}, "wrong long calm", 95},
		{page.Filter{Language: "ru"}, "calm long wrong", 4},
		{page.Filter{State: "todo", Language: "tr"}, "wrong long", 95},
		{page.Filter{State: "stale", Language: "ru"}, "calm", 4},
		{page.Filter{State: "orphan"}, "", 0},
		{page.Filter{Change: "major"}, "long", 90},
		{page.Filter{Finding: "date"}, "wrong", 5},
		{page.Filter{Taker: "Oleg"}, "wrong", 5},
		{page.Filter{Text: "LON"}, "long", 90},
	} {
		o := page.Overview{All: []string{"tr", "ru"}, Filter: c.filter}
		o.Arrange(all)
		var ids []string
		for _, l := range o.Lines {
			ids = append(ids, l.ID)
		}
		if got := strings.Join(ids, " "); got != c.want || o.Totals[0].Todo != c.todo {
			t.Errorf("%+v: %s, %d words; want %s, %d", c.filter, got, o.Totals[0].Todo, c.want, c.todo)
		}
	}
}

// TestNothingKnownYet looks at an overview that is opened before any translation was looked at.
func TestNothingKnownYet(t *testing.T) {
	o := page.Overview{All: []string{"tr"}, Busy: true, Frame: page.Frame{Base: "/space/"}}
	o.Arrange([]page.Line{{ID: "calm", Cells: []page.Cell{{Language: "tr", Exists: true}}}, {ID: "later", Cells: []page.Cell{{Language: "tr", Pending: true}}}})
	var b strings.Builder
	if err := page.NewWriter(locales.New("en")).Write(&b, "overview", &o); err != nil {
		t.Fatal(err)
	}
	totals, _, _ := strings.Cut(b.String(), "<table")
	if !o.Totals[0].Pending || strings.Contains(totals, "100%") || strings.Contains(totals, "words") {
		t.Errorf("%+v\n%s", o.Totals, totals)
	}
}

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{"tr": "ltr", "ru": "ltr", "ar": "rtl", "he": "rtl", "fa": "rtl", "ur": "rtl", "az-Arab": "rtl", "ku-Latn": "ltr", "yi": "rtl", "dv": "rtl", "nonsense!": "ltr"} {
		if got := page.Direction(lang); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}
