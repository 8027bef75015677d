package cli

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/check"
)

// What is read of a commit is enough: whatever was done since, the same is new
// as when all of the commit is read.
func TestSinceReadsEnough(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Log("not run: there is no git")
		return
	}
	const pier, kiosk = "# The pier\n\nThe pier is 120 metres long.\n\nIt has 4 lamps.\n", "# The kiosk\n\nThe kiosk sells eel.\n"
	for name, change := range map[string]map[string]string{
		"an edit of a source":         {"en/pier.md": "# The pier\n\nThe pier is 125 metres long.\n\nIt has 4 lamps.\n"},
		"an edit of a translation":    {"tr/pier.md": "# İskele\n\n121 metre uzunluğundadır.\n\n4 lambası vardır.\n"},
		"a translation goes":          {"tr/pier.md": ""},
		"a source goes":               {"en/pier.md": ""},
		"an article goes":             {"en/pier.md": "", "tr/pier.md": ""},
		"an article gets a name":      {"en/pier.md": "", "tr/pier.md": "", "en/jetty.md": pier, "tr/jetty.md": "# İskele\n\n120 metre uzunluğundadır.\n"},
		"a source gets a name":        {"en/pier.md": "", "en/jetty.md": pier},
		"a new article":               {"en/lift.md": "# The lift\n\nIt was built in 1931.\n"},
		"a paragraph moves":           {"en/pier.md": "# The pier\n\nThe pier is 120 metres long.\n", "en/kiosk.md": kiosk + "\nIt has 4 lamps.\n"},
		"a file of another kind goes": {"notes/a.txt": "", "en/pier.md": "# The pier\n\nThe pier is 9 metres long.\n"},
		"nothing":                     {},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{
				"xsync.toml": "source = \"en\"\ntargets = [\"tr\", \"ru\"]\n[[articles]]\npath = \"{lang}/*.md\"\n",
				"en/pier.md": pier, "tr/pier.md": "# İskele\n\n120 metre uzunluğundadır.\n\nThe pier has four fine lamps, which are lit at night.\n",
				"en/kiosk.md": kiosk, "ru/kiosk.md": "# Киоск\n\nВ киоске продают угря.\n", "notes/a.txt": "a note\n",
			})
			xsyncIn(t, dir, "init", "--assume")
			for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "first"}} {
				git := exec.Command("git", args...)
				git.Dir = dir
				if out, err := git.CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
			}
			write(t, dir, change)
			if diff := cmp.Diff(newSince(t, dir, true), newSince(t, dir, false), cmpopts.IgnoreUnexported(check.Verdict{})); diff != "" {
				t.Errorf("with all that was there, and with what is read of it (-all +read):\n%s", diff)
			}
		})
	}
}

// write writes files; one without text is deleted.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if err == nil && text == "" {
			err = os.Remove(path)
		} else if err == nil {
			err = os.WriteFile(path, []byte(text), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// newSince are the verdicts that are new since HEAD.
func newSince(t *testing.T, dir string, whole bool) []check.Verdict {
	t.Helper()
	a := &app{dir: dir, env: func(string) string { return "" }}
	p, err := a.openProject()
	if err != nil {
		t.Fatal(err)
	}
	s := openSince(context.Background(), p, "HEAD")
	s.whole = whole
	var head []check.Verdict
	q := xsync.Query{Derived: check.Verdicts(&p.Config.Check), Only: s.examines}
	if _, err := p.Each(context.Background(), q, func(article *xsync.Article) error {
		for k := range article.Translations {
			head = append(head, article.Translations[k].Derived.([]check.Verdict)...)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if s.err != nil {
		t.Fatal(s.err)
	}
	base, broken, err := s.verdictsThen(context.Background(), q)
	if err != nil || len(broken) > 0 {
		t.Fatal(broken, err)
	}
	return check.Subtract(head, base)
}
