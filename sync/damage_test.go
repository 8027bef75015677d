package xsync_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// damages is how many damaged projects the truth test tries.
var damages = flag.Int("damages", 300, "how many damaged records, stores and caches to try")

// damage spoils a file as disks, editors and merges do.
func damage(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	lines := bytes.SplitAfter(data, []byte("\n"))
	lines = lines[:max(1, len(lines)-1)]
	k, other := r.IntN(len(lines)), r.IntN(len(lines))
	at := r.IntN(len(data))
	switch r.IntN(9) {
	case 0: // a bit flips
		data[at] ^= 1 << r.IntN(8)
		return data
	case 1: // the end is cut off
		return data[:at]
	case 2: // it is cut at a line end
		lines = lines[:k]
	case 3: // a line is gone
		lines = slices.Delete(slices.Clone(lines), k, k+1)
	case 4: // a line stands twice
		lines = slices.Insert(slices.Clone(lines), k, lines[k])
	case 5: // two lines change places
		lines = slices.Clone(lines)
		lines[k], lines[other] = lines[other], lines[k]
	case 6: // a digit becomes another one
		for i := range data {
			if j := (at + i) % len(data); '0' <= data[j] && data[j] <= '9' {
				data[j] = '0' + byte(r.IntN(10))
				break
			}
		}
		return data
	case 7: // git leaves its markers
		out := slices.Insert(slices.Clone(lines), k, []byte("<<<<<<< ours\n"))
		out = slices.Insert(out, min(k+2, len(out)), []byte("=======\n"))
		lines = append(out, []byte(">>>>>>> theirs\n"))
	case 8: // an editor saves it in its own way
		return append([]byte("\ufeff"), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))...)
	}
	return bytes.Join(lines, nil)
}

// Whatever happens to a record, a store or a cache, no row is fresh that was not, and
// a mark either says what is wrong and writes nothing, or loses no reviewed row.
func TestDamagesAreSeen(t *testing.T) {
	x := newTree(t)
	x.write(ru, russian...)
	x.mark("tr", vouched)
	x.mark("ru", vouched)
	x.edit(en, "1906", "1907")
	x.edit(en, english[2], grainNow)
	x.project.Cache = xsync.DecodeCache("this", nil)
	truth := x.status("tr", false).Counts
	cached := x.project.Cache.Encode()
	r := rand.New(rand.NewPCG(7, 11))
	files := []string{recordTR, store, recordRU, ""}
	for n := range *damages {
		y := x.clone()
		y.project.Cache = xsync.DecodeCache("this", cached)
		name := files[n%len(files)]
		var spoiled []byte
		if name == "" {
			y.project.Cache = xsync.DecodeCache("this", damage(r, cached))
		} else {
			spoiled = damage(r, x.files[name].Data)
			y.files[name] = &fstest.MapFile{Data: spoiled}
		}
		articles, _ := y.each(xsync.Query{Languages: []string{"tr"}})
		told := len(articles[0].Problems) > 0
		for _, tr := range articles[0].Translations {
			if tr.Counts[drift.Fresh] > truth[drift.Fresh] || !told && tr.Counts != truth {
				t.Fatalf("%d, %s: %v, the truth is %v, told %v\n%s", n, name, tr.Counts, truth, told, spoiled)
			}
		}
		markings, problems, err := y.project.Mark(t.Context(), xsync.Query{Languages: []string{"tr"}}, xsync.Acceptance{})
		if err != nil && len(markings) > 0 {
			t.Fatal("there is something to write although", err)
		}
		if err == nil && len(problems) == 0 {
			y.mark("tr", xsync.Acceptance{})
			if got := y.status("tr", false).Counts; got[drift.Unverified]+got[drift.Missing]+got[drift.Orphan] > 0 || got[drift.Fresh] < truth[drift.Fresh] {
				t.Fatalf("%d, %s: after a mark %v, the truth is %v\n%s", n, name, got, truth, spoiled)
			}
		}
	}
}
