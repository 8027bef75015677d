package block

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKindsTmp(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpora/align/*/truth.json")
	conf := map[string]int{}
	ex := map[string]string{}
	for _, f := range files {
		var tr struct {
			Kinds any `json:"en_kinds"`
		}
		raw, _ := os.ReadFile(f)
		json.Unmarshal(raw, &tr)
		ks := fmt.Sprint(tr.Kinds)
		src, _ := os.ReadFile(filepath.Dir(f) + "/en.md")
		chunks := strings.Split(strings.Trim(string(src), "\n"), "\n\n")
		if len(ks) != len(chunks) {
			t.Log("len", f, len(ks), len(chunks))
			continue
		}
		d := Parse(src, Markdown)
		line := 1
		segs := d.Segments()
		for i, c := range chunks {
			end := line + strings.Count(c, "\n")
			set := ""
			for len(segs) > 0 && d.Line(d.Blocks[segs[0]].Span.Start) <= end {
				k := d.Blocks[segs[0]].Kind.String()
				if !strings.Contains(set, k) {
					set += k + " "
				}
				segs = segs[1:]
			}
			key := ks[i:i+1] + " " + set
			conf[key]++
			ex[key] = filepath.Base(filepath.Dir(f)) + fmt.Sprintf("%.300q", c)
			line = end + 2
		}
	}
	for k, v := range conf {
		fmt.Println(v, k)
		if v < 60 {
			fmt.Println("      ", ex[k])
		}
	}
}
