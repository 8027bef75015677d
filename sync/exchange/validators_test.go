package exchange_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/exchange"
	"github.com/xsync-project/xsync/sync/queue"
)

// tool is the path of a program, or "", and then the test says what it does not
// try.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Logf("not tried: there is no %s on PATH", name)
		return ""
	}
	return path
}

// run runs a program in a folder, which must succeed, and is what it said.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// lists are lists to be validated, by name: that of a project, an empty one, and
// some with texts that are hard to write.
func lists() map[string]*queue.Queue {
	out := map[string]*queue.Queue{"sample": sample(), "empty": {Source: "en", Target: "pt-BR"}}
	for seed := range 12 {
		out[fmt.Sprintf("nasty%d", seed)] = queues().Example(seed)
	}
	return out
}

func save(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// answersOf are answers without their lines.
func answersOf(r *exchange.Returned) map[string]queue.Answer {
	out := map[string]queue.Answer{}
	for _, a := range r.Answers {
		a.Line = 0
		out[a.ID] = a
	}
	return out
}

// gettext has nothing to say of a catalogue, and what msgcat and msgmerge make of
// it reads the same.
func TestGettextTakesPO(t *testing.T) {
	msgfmt, msgcat, msgmerge := tool(t, "msgfmt"), tool(t, "msgcat"), tool(t, "msgmerge")
	for name, q := range lists() {
		dir := t.TempDir()
		text := written(t, exchange.PO, q)
		save(t, dir, "list.po", text)
		want := answersOf(read(t, exchange.PO, text))
		if msgfmt != "" {
			out := run(t, dir, msgfmt, "-c", "-v", "-o", "list.mo", "list.po")
			for line := range strings.Lines(out) {
				if strings.Contains(line, "warning") || strings.Contains(line, ": ") {
					t.Errorf("%s: %s", name, line)
				}
			}
		}
		if msgcat != "" {
			for _, width := range []string{"20", "79", "1000"} {
				run(t, dir, msgcat, "--force-po", "--width="+width, "--sort-output", "-o", "cat.po", "list.po")
				got := answersOf(read(t, exchange.PO, load(t, dir, "cat.po")))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, msgcat --width=%s (-want +got):\n%s", name, width, diff)
				}
			}
		}
		if msgmerge != "" && len(q.Items) > 0 {
			less := *q
			less.Items = q.Items[:1]
			save(t, dir, "less.po", written(t, exchange.PO, &less))
			run(t, dir, msgmerge, "--quiet", "--previous", "-o", "merged.po", "list.po", "less.po")
			got := answersOf(read(t, exchange.PO, load(t, dir, "merged.po")))
			if len(got) != 1 || got[q.Items[0].ID] != want[q.Items[0].ID] {
				t.Errorf("%s: msgmerge leaves %v of %v", name, got, want)
			}
		}
	}
}

// pofilter reads a catalogue, and finds the number that a translator changed in
// it and no other.
func TestPofilterReadsPO(t *testing.T) {
	pofilter := tool(t, "pofilter")
	if pofilter == "" {
		return
	}
	dir := t.TempDir()
	text := written(t, exchange.PO, sample())
	for _, x := range []struct{ number, want string }{{"5", ""}, {"6", "numbers"}} {
		done := strings.Replace(text, "#, fuzzy\n", "", 1)
		done = strings.Replace(done, "İskele 4 Mart", "İskele "+x.number+" Mart", 1)
		save(t, dir, "list.po", done)
		run(t, dir, pofilter, "--language=tr", "--test=numbers", "--progress=none", "list.po", "found.po")
		if x.want == "" {
			if _, err := os.Stat(filepath.Join(dir, "found.po")); err == nil {
				t.Errorf("pofilter finds fault with %s", load(t, dir, "found.po"))
			}
		} else if !strings.Contains(load(t, dir, "found.po"), x.want) {
			t.Errorf("pofilter does not find the number")
		}
	}
}
