package block

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestSpeedTmp(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpora/*/*/*.md")
	var srcs [][]byte
	n := 0
	for _, f := range files {
		s, _ := os.ReadFile(f)
		srcs = append(srcs, s)
		n += len(s)
	}
	for range 3 {
		t0 := time.Now()
		var ds []*Doc
		for _, s := range srcs {
			ds = append(ds, Parse(s, Markdown))
		}
		t1 := time.Now()
		for _, d := range ds {
			for i := range d.Blocks {
				d.Blocks[i].Digest()
			}
		}
		t2 := time.Now()
		t.Logf("%d bytes parse %.1f MB/s digest %.1f MB/s", n, float64(n)/t1.Sub(t0).Seconds()/1e6, float64(n)/t2.Sub(t1).Seconds()/1e6)
	}
}
