package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOwnArticles compares what status says of every row of the articles of this
// repository with testdata/articles.txt, which was read against what was done to
// them: a line a row that is not plainly fresh.
func TestOwnArticles(t *testing.T) {
	const golden = "testdata/articles.txt"
	var out, complaints bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &complaints, dir: "../..", env: func(string) string { return "" }}
	if status := a.main(context.Background(), []string{"status", "articles", "--json"}); status != exitDone || complaints.Len() > 0 {
		t.Fatalf("status %d: %s", status, complaints.String())
	}
	got := drawStatus(t, out.Bytes())
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func drawStatus(t *testing.T, data []byte) string {
	var doc struct {
		Articles []struct {
			ID           string
			Translations []struct {
				Language string
				Counts   map[string]int
				Rows     []struct {
					Kind, State, Change, Now, Translation string
					Flags                                 []string
					Findings                              []struct{ Kind, Source, Target string }
				}
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, article := range doc.Articles {
		for _, tr := range article.Translations {
			fmt.Fprintf(&out, "== %s %s: %d fresh\n", article.ID, tr.Language, tr.Counts["fresh"])
			for _, r := range tr.Rows {
				if r.State == "fresh" && r.Change == "" && len(r.Flags) == 0 {
					continue
				}
				fmt.Fprint(&out, strings.Join(append([]string{r.State, r.Change}, r.Flags...), " "))
				if r.State == "unverified" {
					fmt.Fprint(&out, r.Findings)
				}
				text := r.Now
				if text == "" {
					text = r.Translation
				}
				fmt.Fprintf(&out, " | %s | %.40s\n", r.Kind, strings.Join(strings.Fields(text), " "))
			}
		}
	}
	return out.String()
}
