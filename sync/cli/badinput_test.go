package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xsync-project/xsync/sync/internal/exchange"
)

// workIn is a project with two items of work.
func workIn(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	writeAll(t, dir, map[string]string{
		"xsync.toml":          roundtripConfig,
		"articles/en/boat.md": "# Heading\n\nThe ferry crosses the bay.\n\nNobody rows it any more.\n",
		"articles/tr/boat.md": "# Başlık\n",
	})
	return dir
}

// importOf imports a file of these bytes.
func importOf(t *testing.T, dir, format string, data []byte) (out, complaints string, status int) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "back."+format)
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return runIn(t, dir, "import", "--format", format, name)
}

// A work list that was cut off anywhere is refused, or what is whole of it is
// taken; nothing but the articles it names changes, and no panic comes.
func TestImportOfTruncatedLists(t *testing.T) {
	dir := workIn(t)
	before := snapshot(t, dir)
	for _, format := range exchange.Formats() {
		list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", format)
		for cut := 0; cut < len(list); cut += 1 + len(list)/40 {
			out, complaints, status := importOf(t, dir, format, []byte(list[:cut]))
			if status == exitDone && !strings.Contains(out, "Nothing was written") {
				t.Errorf("%s, cut at %d: %s%s", format, cut, out, complaints)
			}
			for path, text := range snapshot(t, dir) {
				if before[path] != text {
					t.Fatalf("%s, cut at %d: %s has changed", format, cut, path)
				}
			}
		}
		for name, garbled := range map[string]string{
			"NUL": strings.ReplaceAll(list, "ferry", "fer\x00ry"), "not UTF-8": strings.ReplaceAll(list, "ferry", "fer\xffry"),
			"noise": strings.Repeat("\x1b\x07~{[<", 1000), "nothing": "",
		} {
			out, complaints, status := importOf(t, dir, format, []byte(garbled))
			if status == exitDone && !strings.Contains(out, "Nothing was written") {
				t.Errorf("%s, %s: %s%s", format, name, out, complaints)
			}
		}
	}
	for path, text := range snapshot(t, dir) {
		if before[path] != text {
			t.Errorf("%s has changed", path)
		}
	}
}

// A list of another project has no item here: all of it is shown, nothing is
// written.
func TestImportOfAnotherProject(t *testing.T) {
	dir, other := workIn(t), t.TempDir()
	writeAll(t, other, map[string]string{
		"xsync.toml": roundtripConfig, "articles/en/train.md": "# Trains\n\nThe train leaves at noon.\n", "articles/tr/train.md": "# Trenler\n",
	})
	list, _, _ := runIn(t, other, "queue", "--lang", "tr", "--format", "csv")
	before := snapshot(t, dir)
	out, complaints, status := importOf(t, dir, "csv", filled(t, list, nil))
	if status != exitDrift || !strings.Contains(out, "there is no article “train”") || !strings.Contains(out, "Nothing was written") {
		t.Errorf("status %d: %s%s", status, out, complaints)
	}
	for path, text := range snapshot(t, dir) {
		if before[path] != text {
			t.Errorf("%s has changed", path)
		}
	}
}

// Thousands of answers, also such that fit nothing, and a text of a megabyte are
// no trouble.
func TestImportOfMuch(t *testing.T) {
	dir := workIn(t)
	list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
	data := filled(t, list, map[string]string{"Nobody rows it any more.": strings.Repeat("Artık kimse kürek çekmiyor. ", 40000)})
	header, _, _ := strings.Cut(string(data), "\n")
	columns := strings.Split(header, ",")
	var b bytes.Buffer
	b.Write(data)
	for k := range 4000 {
		row := make([]string, len(columns))
		for c, name := range columns {
			switch name {
			case "id":
				row[c] = fmt.Sprintf("boat#nosuch%02d", k)
			case "seal":
				row[c] = "abcdefghij-none"
			case "source":
				row[c] = fmt.Sprintf("A ferry that nobody has seen %d times.", k)
			case "translation":
				row[c] = "Bir feribot."
			}
		}
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	began := time.Now()
	out, complaints, status := importOf(t, dir, "csv", b.Bytes())
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	if status != exitDrift || !strings.Contains(out, "2 segments taken") {
		t.Errorf("status %d: %.300s%.300s", status, out, complaints)
	}
}

// The flags that cut a list down take what makes sense.
func TestPartsAndWords(t *testing.T) {
	dir := workIn(t)
	for args, want := range map[string]struct {
		status int
		says   string
	}{
		"--words -1":                    {exitUsage, "at least 1"},
		"--words 0":                     {exitUsage, "at least 1"},
		"--parts 0":                     {exitUsage, "at least 1"},
		"--words 1":                     {exitDone, ""},
		"--words 9223372036854775807":   {exitDone, ""},
		"--words 9223372036854775808":   {exitUsage, ""},
		"--parts 9223372036854775807":   {exitUsage, "to 1000"},
		"--parts 1000":                  {exitDone, ""},
		"--parts 1000 --part 1000":      {exitDone, "0 items"},
		"--parts 2 --part 3":            {exitUsage, "--part"},
		"--part 1":                      {exitUsage, "--part"},
		"--parts 2 --format csv":        {exitUsage, "--part"},
		"--parts 2 --part -1":           {exitUsage, "--part"},
		"--parts 2 --part 1 --words 10": {exitDone, ""},
	} {
		out, complaints, status := runIn(t, dir, append([]string{"queue", "--lang", "tr"}, strings.Fields(args)...)...)
		if status != want.status || !strings.Contains(out+complaints, want.says) {
			t.Errorf("%s: status %d, %.300s%.300s", args, status, out, complaints)
		}
	}
}

// A command for drafts that hangs ends with the user's patience, and so does one
// that leaves children behind; one that answers what nobody asked is told nothing
// about. (The draft is cut in two in the command, which is shown.)
func TestDraftCommands(t *testing.T) {
	t.Parallel() // it waits for other processes most of its time
	for _, c := range []struct {
		name, command string
		stopped       bool
		status        int
		says          string
	}{
		{"hangs", "sleep 60", true, exitWork, "interrupted"},
		{"hangs after a part of a line", `printf '{"id":"boat'; sleep 60; true`, true, exitWork, "interrupted"},
		{"leaves a child behind", `sleep 60 & true`, false, exitDone, ""},
		{"a part of a line", `printf '{"id":"boat'`, false, exitWork, "line 1 of its output"},
		{"an unknown item", `echo '{"id":"boat#nosuchid","text":"TAS''LAK"}'`, false, exitDone, ""},
		{"no id", `echo '{"text":"TASLAK"}'`, false, exitWork, "has no id"},
		{"reads nothing", "true", false, exitDone, ""},
		{"there is none", "no-such-command", false, exitWork, "failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := workIn(t)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			if c.stopped {
				time.AfterFunc(300*time.Millisecond, stop)
			}
			var out, complaints bytes.Buffer
			a := &app{in: strings.NewReader(""), out: &out, err: &complaints, dir: dir, env: func(string) string { return "" }}
			began := time.Now()
			status := a.main(ctx, []string{"draft", "--lang", "tr", "--command", c.command})
			if status != c.status || !strings.Contains(complaints.String(), c.says) || strings.Contains(out.String(), "TASLAK") {
				t.Errorf("status %d: %s%s", status, out.String(), complaints.String())
			}
			if took := time.Since(began); took > time.Minute {
				t.Errorf("it took %v", took)
			}
		})
	}
}
