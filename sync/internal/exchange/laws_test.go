package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

var stamp = exchange.Stamp{Tool: "xsync", Version: "test"}

// written is a list in a format.
func written(t rapid.TB, format string, q *queue.Queue) string {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.Write(&b, format, q, locales.New("tr"), stamp); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

func read(t rapid.TB, format, text string) *exchange.Returned {
	t.Helper()
	r, err := exchange.Read("list", format, []byte(text))
	if err != nil {
		t.Fatalf("%s: %v\n%s", format, err, text)
	}
	return r
}

// scraps are what texts are put together from: all that some format has to
// escape, and what stands in articles.
var scraps = []string{
	"The pier", " was opened in ", "1911", ". ", "İskele", " ığüşöç", "Маяк стоит", " ещё", "e\u0301", "\u2028", "\u00a0",
	"\n", "\n\n", "\t", "\r\n", "\\", `\n`, `\t`, `"`, `""`, "'", "''", "<", ">", "&", "&amp;", "]]>", "<![CDATA[", "--", "-->", "<!-- x -->",
	"`", "``", "```", "````", "`a b`", "|", "=", "+", "-", "@", "=1+1", "＝", ",", ";", "%", "{{.Name}}", "{name}", "%s", "${x}",
	"[", "]", "](", "[a link](https://example.org/a)", "![a boat](boat.png \"title\")", "[^1]", "*em*", "**strong**", "_", "~~gone~~",
	"<br>", "<https://example.org>", "https://example.org/x?a=1&b=2", "[x][ref]", "\x01", "\x0b", "\x1b[31m", "\ufffe", "\ufeff", "😀",
	"#", "@someone", "sep=,", "msgid \"x\"", "#~ ", "- [x] ", "<!-- xsync {\"id\":\"no\"} -->", "```translation\n", "~~~", "u\\{41}", " ", "  ", "_x0041_", "_x005F_",
}

func nasty() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 0, 9).Draw(t, "scraps"), "")
	})
}

// filled is a text that a translator fills in: not white space alone.
func filled() *rapid.Generator[string] {
	return nasty().Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
}

func queues() *rapid.Generator[*queue.Queue] {
	return rapid.Custom(func(t *rapid.T) *queue.Queue {
		q := &queue.Queue{Source: "en", Target: rapid.SampledFrom([]string{"tr", "ru", "pt-BR"}).Draw(t, "target")}
		for k := range rapid.IntRange(0, 4).Draw(t, "items") {
			q.Items = append(q.Items, item(t, k))
		}
		return q
	})
}

func item(t *rapid.T, k int) queue.Item {
	text := nasty()
	i := queue.Item{
		Article: rapid.SampledFrom([]string{"harbour", "a b/ç", "x`y|z"}).Draw(t, "article"),
		Kind:    rapid.SampledFrom([]block.Kind{block.Paragraph, block.Heading, block.Code, block.TableRow}).Draw(t, "kind"),
		State:   rapid.SampledFrom([]drift.State{drift.Stale, drift.Missing, drift.Untranslated, drift.Unverified}).Draw(t, "state"),
		Text:    text.Draw(t, "text"), SourcePath: "en/a b.md", SourceLine: k + 1, TargetPath: "tr/a b.md", TargetLine: k,
		Section: rapid.SliceOfN(text, 0, 2).Draw(t, "section"), Notes: rapid.SliceOfN(text, 0, 2).Draw(t, "notes"),
		Words: k, Seal: rapid.StringMatching(`[0-9a-f]{16}`).Draw(t, "seal"),
	}
	i.ID = fmt.Sprintf("%s#%d--@%s", i.Article, k, rapid.SampledFrom([]string{"", "\"", ">", "Ş", "]]>"}).Draw(t, "id"))
	if i.State != drift.Missing {
		i.Translation = text.Draw(t, "translation")
	}
	if i.State == drift.Stale {
		i.Change = change.Major
		i.Was = text.Draw(t, "was")
		i.Diff = change.WordDiff(i.Was, i.Text)
	}
	for range rapid.IntRange(0, 2).Draw(t, "suggestions") {
		i.Suggestions = append(i.Suggestions, queue.Suggestion{
			Text: text.Draw(t, "suggestion"), Source: text.Draw(t, "source"), Score: rapid.IntRange(1, 100).Draw(t, "score"), Origin: queue.Memory,
		})
	}
	return i
}

// lf is a text with the line ends that all formats have.
func lf(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// sameItems holds what came back against the list, and is the answers in its
// order: one for every item. XLIFF has them by article.
func sameItems(t rapid.TB, format string, q *queue.Queue, r *exchange.Returned) []queue.Answer {
	t.Helper()
	if (len(q.Items) > 0 || format != exchange.CSV && format != exchange.TSV && format != exchange.XLSX) && (r.Source != q.Source || r.Target != q.Target) {
		t.Fatalf("%s: the languages are %s and %s", format, r.Source, r.Target)
	}
	if len(r.Answers) != len(q.Items) {
		t.Fatalf("%s: %d answers for %d items", format, len(r.Answers), len(q.Items))
	}
	answers := r.Answers
	if format == exchange.XLIFF || format == exchange.XLIFF2 {
		answers = inOrder(q, answers)
	}
	for k, a := range answers {
		i := &q.Items[k]
		if a.ID != i.ID || a.Seal != i.Seal || a.Source != lf(i.Text) {
			t.Fatalf("%s: item %d is %q, %q, %q, want %q, %q, %q", format, k, a.ID, a.Seal, a.Source, i.ID, i.Seal, lf(i.Text))
		}
		if a.Line < 1 {
			t.Fatalf("%s: item %d has no line", format, k)
		}
	}
	return answers
}

// inOrder is answers in the order of a list.
func inOrder(q *queue.Queue, answers []queue.Answer) []queue.Answer {
	byID := map[string]queue.Answer{}
	for _, a := range answers {
		byID[a.ID] = a
	}
	out := make([]queue.Answer, len(q.Items))
	for k := range q.Items {
		out[k] = byID[q.Items[k].ID]
	}
	return out
}

// Nothing was filled in, and nothing came back.
func TestAnUntouchedListSaysNothing(t *testing.T) {
	for _, format := range exchange.Formats() {
		t.Run(format, rapid.MakeCheck(func(t *rapid.T) {
			q := queues().Draw(t, "queue")
			text := written(t, format, q)
			r := read(t, format, text)
			for k, a := range sameItems(t, format, q, r) {
				current := lf(q.Items[k].Translation)
				if a.Text != "" && a.Sign != queue.Unfinished && (a.Sign != queue.Unsaid || a.Text != current) {
					t.Fatalf("%s: item %d says %q, %d; it has %q\n%s", format, k, a.Text, a.Sign, current, text)
				}
			}
			if got := exchange.FormatOf("", []byte(text)); got != format && len(q.Items) > 0 {
				t.Fatalf("the format of %s is %q\n%s", format, got, text)
			}
		}))
	}
}

// What cannot be written is refused, and says which item it is about.
func TestWhatNoFormatHolds(t *testing.T) {
	for _, format := range exchange.Formats() {
		for name, i := range map[string]queue.Item{
			"NUL": {ID: "a#1", Text: "a\x00b"}, "no UTF-8": {ID: "a#1", Text: "a\xff"}, "seal": {ID: "a#1", Seal: "a@b"}, "id": {ID: "a#\x01"},
		} {
			var b bytes.Buffer
			err := exchange.Write(&b, format, &queue.Queue{Source: "en", Target: "tr", Items: []queue.Item{i}}, locales.New("en"), stamp)
			var p exchange.Problem
			if !errors.As(err, &p) || p.ID != exchange.CannotBeWritten || p.Data["Item"] != i.ID || b.Len() > 0 {
				t.Errorf("%s, %s: %v, %d bytes", format, name, err, b.Len())
			}
		}
	}
}

// No file makes a reader fail in another way than with a problem.
func FuzzRead(f *testing.F) {
	q := &queue.Queue{Source: "en", Target: "tr", Items: []queue.Item{
		{ID: "a#1", Seal: "1f", State: drift.Stale, Change: change.Facts, Text: "Now `x` *two* [a](b)\n```", Was: "Then", Translation: "Şimdi `x`"},
		{ID: "a#2", Seal: "2f", State: drift.Missing, Text: "=1|\"2\""},
	}}
	for k, format := range exchange.Formats() {
		f.Add(k, []byte(written(f, format, q)))
	}
	f.Fuzz(func(t *testing.T, k int, data []byte) {
		formats := exchange.Formats()
		format := formats[(k%len(formats)+len(formats))%len(formats)]
		exchange.FormatOf("", data)
		r, err := exchange.Read("x", format, data)
		var p exchange.Problem
		if err != nil {
			if !errors.As(err, &p) || p.Path != "x" || strings.Contains(p.Error(), "no value") {
				t.Fatalf("%s: %#v", format, err)
			}
			return
		}
		for _, a := range r.Answers {
			if !utf8.ValidString(a.Text) || a.ID == "" || a.Line < 1 {
				t.Fatalf("%s: %#v", format, a)
			}
		}
	})
}
