package exchange_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// sample is a list with an item of each sort, as a project has it.
func sample() *queue.Queue {
	const was = "The pier was opened on 4 March 1911, see [the plan](plan.md \"drawn in 1909\") and `piers.csv`."
	const now = "The pier was opened on 5 March 1911, see [the plan](plan.md \"drawn in 1909\") and `piers.csv`."
	return &queue.Queue{Source: "en", Target: "tr", Items: []queue.Item{
		{
			ID: "harbour#6f0c1d2e", Article: "harbour", Kind: block.Paragraph, State: drift.Stale, Change: drift.Facts,
			SourcePath: "articles/en/harbour.md", SourceLine: 12, SourceEndLine: 13,
			TargetPath: "articles/tr/harbour.md", TargetLine: 14, TargetEndLine: 14,
			Section: []string{"The harbour", "History"}, Was: was, Text: now, Diff: drift.WordDiff(was, now),
			Translation: "İskele 4 Mart 1911'de açıldı; [plana](plan.md \"drawn in 1909\") ve `piers.csv` dosyasına bakın.",
			Notes:       []string{"A pier stands on piles."},
			Findings:    []drift.Finding{{Kind: "date", Source: "5 March 1911", Target: "4 Mart 1911", Severity: drift.Warn}},
			Words:       12, Priority: 2, Seal: "12e7a05b9c3d4f60",
		},
		{
			ID: "harbour#a1b2c3d4", Article: "harbour", Kind: block.ListItem, State: drift.Missing,
			SourcePath: "articles/en/harbour.md", SourceLine: 20, SourceEndLine: 20, TargetPath: "articles/tr/harbour.md", TargetLine: 22, TargetEndLine: 22,
			Section: []string{"The harbour"}, Text: "**Bring {count} tickets**[^1], and see <https://example.org/ferry>.\nNo dogs & no `` a`b ``.",
			Suggestions: []queue.Suggestion{
				{Text: "**{count} bilet getirin**[^1].", Source: "**Bring {count} tickets**[^1].", Score: 87, Origin: queue.Memory, Article: "ferry"},
				{Text: "{count} bilet getirin", Origin: queue.Draft},
			},
			Words: 9, Seal: "9c3d4f6012e7a05b",
		},
		{
			ID: "öykü/a b#0f0f0f0f", Article: "öykü/a b", Kind: block.Paragraph, State: drift.Untranslated,
			SourcePath: "articles/en/öykü/a b.md", SourceLine: 3, SourceEndLine: 3, TargetPath: "articles/tr/öykü/a b.md", TargetLine: 3, TargetEndLine: 3,
			Text: "=SUM(A1) is no formula here.", Translation: "=SUM(A1) is no formula here.", Words: 6, Seal: "0b0c0d0e0f001122",
		},
		{
			ID: "öykü/a b#1e1e1e1e", Article: "öykü/a b", Kind: block.Code, State: drift.Unverified,
			SourcePath: "articles/en/öykü/a b.md", SourceLine: 7, SourceEndLine: 9, TargetPath: "articles/tr/öykü/a b.md", TargetLine: 7, TargetEndLine: 9,
			Text: "```sh\n# count\twaves\nwc -l < waves\n```", Translation: "```sh\n# dalgaları\tsay\nwc -l < waves\n```", Words: 2, Seal: "aa0c0d0e0f001122",
		},
	}}
}

// TestGolden holds what is written in each format against testdata.
func TestGolden(t *testing.T) {
	for _, format := range exchange.Formats() {
		for _, lang := range []string{"en", "ru"} {
			var b bytes.Buffer
			if err := exchange.Write(&b, format, sample(), locales.New(lang), stamp); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join("testdata", "list."+lang+"."+format)
			if *update {
				if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}
