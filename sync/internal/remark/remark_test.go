package remark

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// What is written is read back, whatever stands in it.
func TestRemarksAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("aş\\nt\t\n\r|<=>Я \u202e")))
		want := Remark{Kind: Ask, ID: "k1", Row: text.Draw(t, "row"), Who: text.Draw(t, "who"), Text: text.Draw(t, "text"), Quote: text.Draw(t, "quote")}
		got, bad := Decode([]byte(want.Begun()))
		if len(bad) > 0 || len(got) != 1 {
			t.Fatalf("%q: %v %v", want.Begun(), got, bad)
		}
		if diff := cmp.Diff(want, got[0]); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestDecode(t *testing.T) {
	data := "<<<<<<< ours\nask\tq1\trow\tAyşe\tsteppe?\tThe steppe\n=======\nend\tq2\tOleg\n>>>>>>> theirs\nask\tq2\trow\tAyşe\tdone?\t\r\ntake\tp1\t\tOleg\t\t\nnonsense\n\nask\tshort\n"
	got, bad := Decode([]byte(data))
	want := []Remark{
		{Kind: Ask, ID: "q1", Row: "row", Who: "Ayşe", Text: "steppe?", Quote: "The steppe"},
		{Kind: Ask, ID: "q2", Row: "row", Who: "Ayşe", Text: "done?", Ended: true, EndedBy: "Oleg"},
		{Kind: Take, ID: "p1", Who: "Oleg"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(bad, []int{8, 10}) {
		t.Errorf("bad lines %v", bad)
	}
	if takers, open := Takers(got), Open(got); len(takers) != 1 || len(open) != 1 || open[0].ID != "q1" {
		t.Error(takers, open)
	}
}

// Two people who ask, answer and take parts at once lose nothing of each other when
// git unites their files.
func TestRemarksMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "remarks")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.RemoveAll(dir) }()
		base := lines(t, "base", nil)
		ours, theirs := lines(t, "ours", base), lines(t, "theirs", base)
		names := map[string][]string{"base": base, "ours": slices.Concat(base, ours), "theirs": slices.Concat(base, theirs)}
		var paths []string
		for _, name := range []string{"ours", "base", "theirs"} {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(strings.Join(names[name], "")), 0o666); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
		merged, err := exec.Command("git", append([]string{"merge-file", "--union", "-p"}, paths...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		got, bad := Decode(merged)
		want, _ := Decode([]byte(strings.Join(slices.Concat(base, ours, theirs), "")))
		order := func(a, b Remark) int { return strings.Compare(a.ID, b.ID) }
		slices.SortFunc(got, order)
		slices.SortFunc(want, order)
		for k := range min(len(got), len(want)) { // two may end one remark
			got[k].EndedBy, want[k].EndedBy = "", ""
		}
		if diff := cmp.Diff(want, got); diff != "" || len(bad) > 0 {
			t.Fatalf("%v %s", bad, diff)
		}
	})
}

// lines are some lines that somebody adds, about remarks of before and of his own.
func lines(t *rapid.T, who string, before []string) []string {
	known, _ := Decode([]byte(strings.Join(before, "")))
	var out []string
	for n := range rapid.IntRange(0, 5).Draw(t, who) {
		if len(known) > 0 && rapid.Bool().Draw(t, "end") {
			out = append(out, Ending(rapid.SampledFrom(known).Draw(t, "of").ID, who))
			continue
		}
		r := Remark{Kind: rapid.SampledFrom([]Kind{Ask, Take}).Draw(t, "kind"), ID: who + string(rune('a'+n)), Who: who, Text: "?"}
		known = append(known, r)
		out = append(out, r.Begun())
	}
	return out
}
