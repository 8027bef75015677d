package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"
)

// long is a project whose paths and texts leave little room on a line.
var long = map[string]string{
	"xsync.toml": "source = \"en\"\ntargets = [\"tr\"]\n[[articles]]\npath = \"handbook/harbours/{lang}/*.md\"\n",
	"handbook/harbours/en/northern-lighthouse-keepers.md": "# The keepers\n\nThe lamp was lit by three keepers, who lived on the rock from autumn to spring and left it for 30 days in summer.\n\nOil came by boat.\n\nA bell rings in fog.\n",
	"handbook/harbours/tr/northern-lighthouse-keepers.md": "# Bekçiler\n\nLambayı, güzden bahara dek kayalıkta yaşayan ve yazın 30 gün oradan ayrılan üç bekçi yakardı.\n\nYağ tekneyle gelirdi.\n\nBu paragrafı çeviren kişi, fenerin yanındaki küçük müzede gördüklerini anlatmak için eklemiştir.\n",
}

// On a terminal of 80 columns no line that names a row is longer, in all languages; a
// pipe gets the same words, each verdict on one line.
func TestRowsFitATerminal(t *testing.T) {
	a, _, _ := world(t, nil, long)
	dir := a.dir
	run := func(width int, lang string, args ...string) string {
		var out, complaints bytes.Buffer
		env := map[string]string{"LANG": lang, "NO_COLOR": "1"}
		Main(context.Background(), World{
			In: strings.NewReader(""), Out: &out, Err: &complaints, Dir: dir, Env: func(name string) string { return env[name] },
			Terminal: width > 0, Width: width,
		}, args)
		if complaints.Len() > 0 {
			t.Errorf("%s: %v: %s", lang, args, &complaints)
		}
		return out.String()
	}
	run(0, "en", "init", "--assume")
	name := filepath.Join(dir, "handbook", "harbours", "en", "northern-lighthouse-keepers.md")
	if err := os.WriteFile(name, []byte(strings.Replace(long["handbook/harbours/en/northern-lighthouse-keepers.md"], "30 days", "45 days", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "tr", "ru"} {
		for _, command := range []string{"check", "queue --lang tr", "status northern-lighthouse-keepers", "diff northern-lighthouse-keepers", "mark northern-lighthouse-keepers --dry-run --lang tr", "fix"} {
			got := run(80, lang, strings.Fields(command)...)
			if strings.Count(got, "northern-lighthouse-keepers.md") == 0 && command != "fix" {
				t.Errorf("%s: %s: no row is named:\n%s", lang, command, got)
			}
			for line := range strings.Lines(got) {
				if line = strings.TrimSuffix(line, "\n"); displaywidth.String(line) > 80 && !strings.Contains(line, ": xsync ") {
					t.Errorf("%s: %s: %d columns: %s", lang, command, displaywidth.String(line), line)
				}
			}
		}
		piped := run(0, lang, "check")
		if diff := cmp.Diff(strings.Fields(piped), strings.Fields(run(80, lang, "check"))); diff != "" {
			t.Errorf("%s: check says other things on a terminal:\n%s", lang, diff)
		}
		if !strings.Contains(piped, ": The lamp was lit by three keepers, who lived on the rock") {
			t.Errorf("%s: a verdict is not on one line:\n%s", lang, piped)
		}
	}
}

// The help of every command fits a terminal of 80 columns, and one of 40; what is to be
// pasted stays whole.
func TestHelpFitsATerminal(t *testing.T) {
	a, _, _ := world(t, nil, nil)
	dir := a.dir
	for _, c := range append(visibleCommands(a.rootCommand()), a.rootCommand()) {
		for _, lang := range []string{"en", "tr", "ru"} {
			for _, width := range []int{80, 40} {
				var out bytes.Buffer
				Main(context.Background(), World{
					In: strings.NewReader(""), Out: &out, Err: &out, Dir: dir, Env: func(name string) string { return map[string]string{"LANG": lang}[name] },
					Terminal: true, Width: width,
				}, strings.Fields("help "+strings.TrimPrefix(c.Name(), "xsync")))
				for line := range strings.Lines(out.String()) {
					line = strings.TrimSuffix(line, "\n")
					if n := displaywidth.String(line); n > width && !strings.HasPrefix(line, "  xsync ") {
						t.Errorf("%s: help %s: %d columns of %d: %s", lang, c.Name(), n, width, line)
					}
				}
			}
		}
	}
}
