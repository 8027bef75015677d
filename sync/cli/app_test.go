package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// world is an app with an environment, in a folder with files.
func world(t *testing.T, env map[string]string, files map[string]string) (a *app, out, complaints *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, complaints = &bytes.Buffer{}, &bytes.Buffer{}
	return &app{
		in: strings.NewReader(""), out: out, err: complaints, dir: dir,
		env: func(name string) string { return env[name] },
	}, out, complaints
}

var pair = map[string]string{"en.md": "Wait 5 minutes.\n", "tr.md": "5 dakika bekleyin.\n"}

// Colour is for terminals whose user has not said no.
func TestColourIsChosen(t *testing.T) {
	for _, c := range []struct {
		name     string
		terminal bool
		env      map[string]string
		flag     string
		want     bool
	}{
		{"terminal", true, nil, "auto", true},
		{"pipe", false, nil, "auto", false},
		{"NO_COLOR", true, map[string]string{"NO_COLOR": "1"}, "auto", false},
		{"NO_COLOR empty", true, map[string]string{"NO_COLOR": ""}, "auto", true},
		{"dumb terminal", true, map[string]string{"TERM": "dumb"}, "auto", false},
		{"asked for", false, map[string]string{"NO_COLOR": "1", "TERM": "dumb"}, "always", true},
		{"declined", true, nil, "never", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, out, _ := world(t, c.env, pair)
			a.terminal = c.terminal
			if status := a.main(t.Context(), []string{"compare", "--color", c.flag, "en.md", "tr.md"}); status != exitDone {
				t.Fatal(status)
			}
			if got := strings.Contains(out.String(), "\x1b["); got != c.want {
				t.Errorf("colour is %v, want %v: %q", got, c.want, out.String())
			}
		})
	}
}

// Progress shows on a terminal only, after a while, tells how long the rest takes, and
// leaves nothing behind.
func TestProgress(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		a, _, complaints := world(t, nil, nil)
		a.errTerminal = terminal
		a.main(t.Context(), []string{"version"})
		p := a.newProgress()
		p.showStep(1, 1200, "article")
		if complaints.Len() > 0 {
			t.Errorf("quick work is not quiet: %q", complaints)
		}
		p.next = p.next.Add(-quietFor)
		p.showStep(2, 1200, "article")
		p.began, p.next = p.began.Add(-time.Minute), p.began
		p.showStep(400, 1200, "mongolia")
		for _, want := range []string{"2 of 1,200 articles, article", "400 of 1,200 articles, about 2:00 left: mongolia"} {
			if shown := strings.Contains(complaints.String(), want); shown != terminal {
				t.Errorf("%q is %v on a terminal %v: %q", want, shown, terminal, complaints)
			}
		}
		p.clearLine()
		if terminal && !strings.HasSuffix(complaints.String(), "\r\x1b[K") {
			t.Errorf("something is left: %q", complaints)
		}
	}
	if got := minutes(time.Hour + 65*time.Second); got != "1:01:05" {
		t.Errorf("an hour and 65 seconds are %s", got)
	}
}

// Commands that work on many articles before they say anything show on a terminal how far
// they are, and leave nothing of it.
func TestLongWorkShowsProgress(t *testing.T) {
	defer func(quiet, between time.Duration) { quietFor, betweenSigns = quiet, between }(quietFor, betweenSigns)
	quietFor, betweenSigns = 0, 0
	files := map[string]string{"xsync.toml": "source = \"en\"\ntargets = [\"tr\"]\n[[articles]]\npath = \"{lang}/*.md\"\n"}
	for k := range 20 {
		name := fmt.Sprintf("/%03d.md", k)
		files["en"+name], files["tr"+name] = pair["en.md"], pair["tr.md"]
	}
	for _, c := range []struct{ command, want string }{
		{"init --assume --dry-run", "40 of 40 articles, "}, {"status", "20 of 20 articles, "}, {"check", "20 of 20 articles, "}, {"fix", "20 of 20 articles, "},
	} {
		a, _, complaints := world(t, nil, files)
		a.errTerminal = true
		a.main(t.Context(), strings.Fields(c.command))
		if got := complaints.String(); !strings.Contains(got, c.want) || !strings.Contains(got, "\r\x1b[K") {
			t.Errorf("progress of %s is %q, want %q", c.command, got, c.want)
		}
	}
}

var errFull = errors.New("no space left")

type full struct{ io.Writer }

func (full) Write([]byte) (int, error) { return 0, errFull }

// A result that cannot be written is no result.
func TestOutputFails(t *testing.T) {
	for _, args := range [][]string{
		{"version"}, {"compare", "en.md", "tr.md"}, {"compare", "--json", "en.md", "tr.md"}, {"--help"}, {"completion", "bash"},
	} {
		a, _, complaints := world(t, nil, pair)
		a.out = full{}
		if status := a.main(t.Context(), args); status != exitWork {
			t.Errorf("xsync %s: status %d, want %d", strings.Join(args, " "), status, exitWork)
		}
		if !strings.Contains(complaints.String(), "no space left") {
			t.Errorf("xsync %s: %q", strings.Join(args, " "), complaints)
		}
	}
}

func TestInterrupted(t *testing.T) {
	a, _, complaints := world(t, nil, map[string]string{
		"xsync.toml":        "targets = [\"tr\"]\n\n[[articles]]\npath = \"articles/{lang}/*.md\"\n",
		"articles/en/en.md": pair["en.md"], "articles/tr/en.md": pair["tr.md"],
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if status := a.main(ctx, []string{"mark", "en"}); status != exitWork {
		t.Errorf("status %d, want %d", status, exitWork)
	}
	if got := complaints.String(); got != "xsync: interrupted\n" {
		t.Errorf("complaints are %q", got)
	}
}

func TestReplaceWord(t *testing.T) {
	for _, c := range []struct{ arg, wrong, right, want string }{
		{"statsu", "statsu", "status", "status"},
		{"--lnag=tr", "--lnag", "--lang", "--lang=tr"},
		{"stale,mising", "mising", "missing", "stale,missing"},
		{"--state=mising,stale", "mising", "missing", "--state=missing,stale"},
		{"statsus", "statsu", "status", "statsus"},
		{"", "a", "b", ""},
	} {
		got, replaced := replaceWord(c.arg, c.wrong, c.right)
		if got != c.want || replaced != (c.arg != c.want) {
			t.Errorf("replaceWord(%q, %q, %q) = %q, %v, want %q", c.arg, c.wrong, c.right, got, replaced, c.want)
		}
	}
}

// The language of a text that neither a flag nor a path names.
func TestGuessLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"": "en",
		"The ferry crosses the bay twelve times a day and takes forty cars.":                                                    "en",
		"Feribot körfezi günde on iki kez geçer ve kırk araba alır; biletler gemide satılır.":                                   "tr",
		"Паром пересекает залив двенадцать раз в день и берёт сорок машин; билеты продаются на борту.":                          "ru",
		"Die Fähre überquert die Bucht zwölfmal am Tag und nimmt vierzig Autos mit; Fahrkarten gibt es an Bord beim Schaffner.": "de",
	} {
		if got, _ := guessLanguage([]byte(text)); got != want {
			t.Errorf("guessLanguage(%q) = %q, want %q", text, got, want)
		}
	}
}
