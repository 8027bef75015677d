package spelling

import (
	"slices"
	"strings"
	"testing"
)

func TestKnown(t *testing.T) {
	for _, w := range strings.Fields("safe Unsafe colour color lessor lessee unencrypted hypotension uninstall gate macro intravenous") {
		if !Known(w) {
			t.Errorf("%q is a word", w)
		}
	}
	for _, w := range strings.Fields("recieve quiter teh wich adress seperate untill occured") {
		if Known(w) {
			t.Errorf("%q is not a word", w)
		}
	}
}

func TestIsDerived(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"safe", "unsafe", true}, {"hypotension", "hypertension", true}, {"interstate", "intrastate", true}, {"recieve", "receive", false}} {
		if IsDerived(c.a, c.b) != c.want || IsDerived(c.b, c.a) != c.want {
			t.Errorf("%s, %s: want %v", c.a, c.b, c.want)
		}
	}
}

// Every word of the list is found in it, and nothing between two of them.
func TestListed(t *testing.T) {
	words := strings.Fields(english)
	if !slices.IsSorted(words) || len(words) < 70000 || english != strings.Join(words, "\n")+"\n" {
		t.Fatal("the list is not one of sorted lines")
	}
	for _, w := range words {
		if !listed(w) {
			t.Errorf("%q is not found", w)
		}
		if between := w + "aaa"; listed(between) {
			t.Errorf("%q is found", between)
		}
	}
	for _, w := range []string{"", "\n", "a\naa", "zzz", "~", "é"} {
		if listed(w) {
			t.Errorf("%q is found", w)
		}
	}
}

func BenchmarkKnown(b *testing.B) {
	for b.Loop() {
		Known("recieve")
	}
}

func TestNearest(t *testing.T) {
	known := []string{"compare", "completion", "diff", "init", "mark", "status", "tr", "ru"}
	for word, want := range map[string]string{
		"statsu": "status", "stat": "status", "marc": "mark", "dif": "diff", "compaire": "compare",
		"STATUS": "status", "report": "", "x": "", "de": "", "": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
