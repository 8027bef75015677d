package block

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCorpusTmp(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpora/*/*/*.md")
	kinds := map[Kind]int{}
	bad := 0
	for _, f := range files {
		src, _ := os.ReadFile(f)
		d := Parse(src, Markdown)
		checkLaws(t, d)
		s := string(src)
		// chunk starts by line
		chunkOf := map[int]int{}
		line := 0
		chunks := strings.Split(strings.Trim(s, "\n"), "\n\n")
		for i, c := range chunks {
			for range strings.Count(c, "\n") + 1 {
				line++
				chunkOf[line] = i
			}
			line++
		}
		seen := map[int][]Kind{}
		for _, i := range d.Segments() {
			b := &d.Blocks[i]
			kinds[b.Kind]++
			a, z := chunkOf[d.Line(b.Span.Start)], chunkOf[d.Line(b.Span.End)]
			if a != z {
				t.Errorf("%s: %s at line %d spans chunks", f, b.Kind, d.Line(b.Span.Start))
			}
			seen[a] = append(seen[a], b.Kind)
		}
		for i, c := range chunks {
			if len(seen[i]) == 0 {
				bad++
				t.Errorf("%s: chunk %d no segment: %.60q", f, i, c)
			}
		}
	}
	t.Log(len(files), kinds, bad)
}
