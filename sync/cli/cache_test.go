package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/baseline"
)

// harbour has everything that what is kept must not get wrong: a text that went from one
// article to another, a notice that stands on many pages, a file that others include,
// what is stale, missing, edited, unrecorded and untranslated.
func harbour(t *testing.T) string {
	t.Helper()
	const notice = "\n\nBu sayfa makine çevirisidir, yanlışları bize bildirin.\n"
	dir := t.TempDir()
	const (
		pierEN = "# The pier\n\nThe pier is 120 metres long.\n\n%sIt was built in 1931 for 40 boats.\n\nThe 7 steps at its end lead to the water.\n\n[Map](map.md)\n"
		pierTR = "# İskele\n\nİskele 120 metre uzunluğundadır.\n\nGeçen baharda üzerine dört lamba dikildi.\n\n1931 yılında 40 tekne için yapıldı.\n\n" +
			"Ucundaki 7 basamak suya iner.\n\n[Harita](../en/map.md)" + notice
		lamps   = "Four lamps were put up on it last spring.\n\n"
		kioskEN = "# The kiosk\n\nThe kiosk sells eel for 12 euros.\n\n%sIt opens at 8 and has 3 tables.\n\n{%% include pier.md %%}\n"
	)
	write(t, dir, map[string]string{
		"xsync.toml": "source = \"en\"\ntargets = [\"tr\"]\n[[articles]]\npath = \"{lang}/*.md\"\n",
		"en/pier.md": fmt.Sprintf(pierEN, lamps), "tr/pier.md": pierTR,
		"en/kiosk.md": fmt.Sprintf(kioskEN, ""),
		"tr/kiosk.md": "# Büfe\n\nBüfede 12 avroya yılan balığı satılır.\n\nSaat 8'de açılır, 3 masası vardır.\n\n{% include pier.md %}" + notice,
		"en/map.md":   "# The map\n\nIt shows 3 ways to the pier.\n", "tr/map.md": "# Harita\n\nİskeleye giden 3 yolu gösterir." + notice,
		"en/gate.md": "# The gate\n\nThe gate is 6 metres high.\n\nIt was painted in 2004.\n", "tr/gate.md": "# Kapı\n\nKapı 6 metre yüksekliğindedir.\n\n2004 yılında boyandı." + notice,
		"en/yard.md": "# The yard\n\nThe yard has 9 trees.\n\nIt is 50 metres wide.\n", "tr/yard.md": "# Avlu\n\nAvluda 9 ağaç vardır.\n\nEni 50 metredir." + notice,
		"en/harbour.md": "# The harbour\n\nIt is old.\n", "tr/harbour.md": "# Liman\n\nEskidir.\n",
	})
	xsyncIn(t, dir, "init", "--assume")
	write(t, dir, map[string]string{
		"en/pier.md":  fmt.Sprintf(strings.Replace(pierEN, "120", "125", 1), ""),
		"en/kiosk.md": fmt.Sprintf(kioskEN, lamps),
		"tr/map.md":   "# Harita\n\nİskeleye giden 4 yolu gösterir." + notice,
		"en/boat.md":  "# The boat\n\nThe boat leaves at noon and comes back at night.\n", "tr/boat.md": "# Tekne\n\nThe boat leaves at noon and comes back at night.\n",
	})
	return dir
}

// A cache changes nothing but the time: commands say the same without one, with one that
// is empty, that is full, that is damaged or cut, and that belongs to other texts.
func TestCacheChangesNothing(t *testing.T) {
	commands := [][]string{
		{"status"},
		{"status", "--json"},
		{"status", "--json", "--state", "extra,missing"},
		{"status", "--json", "--state", "fresh"},
		{"check"},
		{"check", "--format", "json"},
		{"queue"},
		{"queue", "--format", "json"},
		{"queue", "--change", "facts", "--format", "json"},
	}
	dir := harbour(t)
	without := "1"
	say := func() (said []string) {
		for _, args := range commands {
			var out, complaints bytes.Buffer
			a := &app{in: strings.NewReader(""), out: &out, err: &complaints, dir: dir, env: func(name string) string {
				if name == noCache {
					return without
				}
				return ""
			}}
			a.main(context.Background(), args)
			said = append(said, out.String()+complaints.String())
		}
		return said
	}
	compare := func(when string, want []string) {
		t.Helper()
		for k, got := range say() {
			if got != want[k] {
				t.Errorf("%v %s says\n%s\nwithout a cache it says\n%s", commands[k], when, got, want[k])
			}
		}
	}
	want := say()
	without = ""
	for _, sign := range []string{`"elsewhere":`, `"pages":`, `"includes":`, `"state":"extra"`, `"state":"fresh"`, `"change":"facts"`} {
		if !strings.Contains(strings.Join(want, ""), sign) {
			t.Errorf("nothing has %s: the cases are too few", sign)
		}
	}
	folder := filepath.Join(dir, filepath.FromSlash(cacheFolder))
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	compare("with an empty cache", want)
	compare("with a full cache", want)
	for _, name := range []string{cachePath, largePath} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		flipped := bytes.Clone(whole)
		flipped[len(flipped)/2] ^= 1
		for what, data := range map[string][]byte{"cut": whole[:len(whole)/2], "empty": {}, "changed": flipped} {
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			compare("with "+name+" "+what, want)
		}
	}
	write(t, dir, map[string]string{"en/pier.md": "# The pier\n\nThe pier is 130 metres long.\n\nFour lamps were put up on it last spring.\n"})
	without = "1"
	want = say()
	without = ""
	compare("with a cache of other texts", want)
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(baseline.Folder))); err != nil {
		t.Fatal(err)
	}
	without = "1"
	want = say()
	without = ""
	compare("without records", want)
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(baseline.Folder))); err == nil {
		t.Error("a project without records has a cache")
	}
}
