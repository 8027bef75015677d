package drift_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/format"
)

var update = flag.Bool("update", false, "rewrite the expected rows")

// TestGolden runs the cases in testdata: the English then (en.then.*), the
// English now (en.*), a translation of the English then, and the rows, a line a
// row: state, change, flags, findings, and how both sides begin. Without an
// English then nothing is known of what the translation was made from.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := slices.Clone(ar.Files)
			want := &ar.Files[len(files)-1]
			var base *drift.Base
			if strings.Contains(files[0].Name, ".then.") {
				base = madeFrom(side(files[0]), side(files[2]))
				files = files[1:]
			}
			res := drift.Examine(side(files[0]), side(files[1]), base)
			got := draw(res.Rows)
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("%s\n%s", ar.Comment, diff)
			}
		})
	}
}

func side(f txtar.File) drift.Side {
	lang, _, _ := strings.Cut(f.Name, ".")
	doc, err := format.Of(f.Name).Parse(f.Data, block.Options{})
	if err != nil {
		panic(err)
	}
	return drift.NewSide(doc, lang)
}

// madeFrom takes the alignment of a translation with a source for what it was
// made from.
func madeFrom(then, target drift.Side) *drift.Base {
	b := &drift.Base{Outline: then.Outline}
	for _, l := range align.Across(then.Outline, target.Outline, nil) {
		if len(l.A) > 0 && len(l.B) > 0 {
			b.Made = append(b.Made, drift.Made{Base: l.A, Target: l.B, Confidence: l.Confidence})
		}
	}
	return b
}

func draw(rows []drift.Row) string {
	var out strings.Builder
	for k := range rows {
		r := &rows[k]
		out.WriteString(r.State.String())
		if r.Change != change.None {
			out.WriteString(" " + r.Change.String())
		}
		for _, f := range r.Flags.Names() {
			out.WriteString(" " + f)
		}
		for _, f := range r.Findings {
			fmt.Fprintf(&out, " %s:%s≠%s", f.Kind, f.Source, f.Target)
		}
		fmt.Fprintf(&out, " | %s | %s\n", begin(r.Now), begin(r.Translation))
	}
	return out.String()
}

// begin is how a text begins: its first 32 runes, on one line.
func begin(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > 32 {
		return string(runes[:31]) + "…"
	}
	return string(runes)
}
