package catalog_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// drawTree draws a table of texts, constants, tables and lists, one text at least. The items
// of a list are all texts or all tables, with something beside them before the first text at
// times.
func drawTree(t *rapid.T, depth int) map[string]any {
	out := map[string]any{}
	entries := rapid.IntRange(1, 4).Draw(t, "entries")
	text := rapid.IntRange(0, entries-1).Draw(t, "text at")
	for k := range entries {
		key := fmt.Sprintf("k%d", k)
		kind := rapid.SampledFrom([]string{"text", "text", "table", "texts", "tables", "constant"}).Draw(t, "kind")
		if depth == 0 || k == text {
			kind = "text"
		}
		switch kind {
		case "constant":
			out[key] = rapid.SampledFrom([]any{true, false, nil}).Draw(t, "constant")
		case "text":
			out[key] = drawText(t)
		case "table":
			out[key] = drawTree(t, depth-1)
		case "texts":
			var list []any
			if rapid.Bool().Draw(t, "null") {
				list = append(list, nil)
			}
			for range rapid.IntRange(1, 3).Draw(t, "items") {
				list = append(list, drawText(t))
			}
			out[key] = list
		case "tables":
			var list []any
			for range rapid.IntRange(1, 3).Draw(t, "items") {
				list = append(list, drawTree(t, depth-1))
			}
			out[key] = list
		}
	}
	return out
}

func drawText(t *rapid.T) string {
	return rapid.SampledFrom([]string{"the ferry", "it's: here", "a \"quoted\" word", "no", "- dash", "# sign"}).Draw(t, "text")
}

// upper is a tree with all texts in capitals.
func upper(v any) any {
	switch v := v.(type) {
	case string:
		return strings.ToUpper(v)
	case map[string]any:
		out := map[string]any{}
		for k := range v {
			out[k] = upper(v[k])
		}
		return out
	case []any:
		out := make([]any, len(v))
		for k := range v {
			out[k] = upper(v[k])
		}
		return out
	}
	return v
}

// TestBegunLikeItsSource says that a new catalogue, and one of which parts are there, have
// the tables and the lists of their source once every text has a translation.
func TestBegunLikeItsSource(t *testing.T) {
	encode := map[string]func(v any) ([]byte, error){
		"a.json":    func(v any) ([]byte, error) { return json.MarshalIndent(v, "", "    ") },
		"line.json": json.Marshal,
		"a.yaml":    yaml.Marshal,
	}
	decode := func(name string, data []byte) (v any, err error) {
		if strings.HasSuffix(name, ".json") {
			err = json.Unmarshal(data, &v)
		} else {
			err = yaml.Unmarshal(data, &v)
		}
		return v, err
	}
	for name, write := range encode {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := drawTree(t, 3)
				src, err := write(want)
				if err != nil {
					t.Fatal(err)
				}
				f := format.Of(name)
				source, err := f.Parse(src, block.Options{Path: name, Language: "en", Source: true})
				if err != nil {
					t.Fatal(err)
				}
				var first, rest []edit.Edit
				for _, at := range source.Segments() {
					e := edit.Edit{Placement: edit.AtEnd(), Like: edit.Model{Doc: source, At: at}, Text: strings.ToUpper(source.Blocks[at].Text)}
					if rapid.Bool().Draw(t, "first") && len(rest) == 0 {
						first = append(first, e)
					} else {
						rest = append(rest, e)
					}
				}
				o := block.Options{Path: name, Language: "tr"}
				now, refused := f.Begin(source, o, first)
				if len(refused) > 0 {
					t.Fatalf("refused %v of %d in\n%s", refused, len(first), src)
				}
				o.Like = source
				doc, err := f.Parse(now, o)
				if err != nil {
					t.Fatal(err)
				}
				now, refused = f.Apply(doc, rest)
				if len(refused) > 0 {
					t.Fatalf("refused %v of %d in\n%s\nand\n%s", refused, len(rest), src, doc.Src)
				}
				got, err := decode(name, now)
				if err != nil {
					t.Fatalf("%v\n%s", err, now)
				}
				if diff := cmp.Diff(upper(want), got); diff != "" {
					t.Fatalf("%s\n%s", diff, now)
				}
			})
		})
	}
}
