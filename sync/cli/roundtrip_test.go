package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/edit"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// constructs are articles with every construct of Markdown: the examples of
// CommonMark, as the parser's module brings them along, and our own articles.
func constructs(t testing.TB) map[string]string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil || len(examples) < 600 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	out := map[string]string{}
	for k, e := range examples {
		if strings.TrimSpace(e.Markdown) != "" {
			out[fmt.Sprintf("example-%03d.md", k+1)] = e.Markdown
		}
	}
	own, err := filepath.Glob("../../articles/en/*.md")
	if err != nil || len(own) == 0 {
		t.Fatal(own, err)
	}
	for _, name := range own {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = string(text)
	}
	return out
}

// translate puts a sign before the first letter of a text.
func translate(text string) string {
	i := strings.IndexFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f })
	if i < 0 {
		return text
	}
	return text[:i] + "ş" + text[i:]
}

const roundtripConfig = "source = \"en\"\ntargets = [\"tr\"]\n\n[[articles]]\npath = \"articles/{lang}/*.md\"\n"

func runIn(t testing.TB, dir string, args ...string) (out, complaints string, status int) {
	t.Helper()
	var o, e bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &o, err: &e, dir: dir, env: func(string) string { return "" }}
	status = a.main(context.Background(), args)
	return o.String(), e.String(), status
}

// within runs a command that must not wait for anything.
func within(t *testing.T, dir string, args []string) (out, complaints string, status int) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		out, complaints, status = runIn(t, dir, args...)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatalf("%v waits", args)
	}
	return out, complaints, status
}

// snapshot is every file of a folder, but for the lock and the cache.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "cache" || d.Name() == path.Base(disk.UndoFolder)) {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || d.Name() == "lock" {
			return err
		}
		data, err := os.ReadFile(name)
		out[filepath.ToSlash(strings.TrimPrefix(name, dir))] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func writeAll(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// A work list that comes back as it went out changes not one byte, in any format:
// with translations that are missing as a whole, stale, and half there.
func TestUntouchedListChangesNothing(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"xsync.toml": roundtripConfig}
	n := 0
	for name, text := range constructs(t) {
		files["articles/en/"+name] = text
		switch n++; n % 3 {
		case 1:
			files["articles/tr/"+name] = text
		case 2:
			files["articles/tr/"+name] = translate(text)
		}
	}
	writeAll(t, dir, files)
	if _, _, status := runIn(t, dir, "init", "--assume"); status == exitUsage {
		t.Fatal("the project cannot be read")
	}
	for name, text := range files {
		if strings.HasPrefix(name, "articles/en/") && strings.Contains(text, "foo") {
			files[name] = strings.Replace(text, "foo", "foo 17", 1)
		}
	}
	writeAll(t, dir, files)
	before := snapshot(t, dir)
	for _, format := range exchange.Formats() {
		list, complaints, status := runIn(t, dir, "queue", "--lang", "tr", "--format", format)
		if status == exitUsage || len(list) == 0 {
			t.Fatalf("%s: status %d, %s", format, status, complaints)
		}
		name := filepath.Join(t.TempDir(), "list")
		if err := os.WriteFile(name, []byte(list), 0o666); err != nil {
			t.Fatal(err)
		}
		out, complaints, status := runIn(t, dir, "import", "--format", format, name)
		if status != exitDone {
			t.Errorf("%s: status %d\n%s%s", format, status, out, complaints)
		}
		after := snapshot(t, dir)
		for path, text := range after {
			if before[path] != text {
				t.Errorf("%s: %s was %q, is %q", format, path, before[path], text)
			}
		}
		if len(after) != len(before) {
			t.Errorf("%s: %d files became %d", format, len(before), len(after))
		}
	}
}

// A translation that was made from a work list is the source with every text in
// its place replaced, which is tried in another way: by changing a copy.
func TestMadeTranslationIsTheSourceTranslated(t *testing.T) {
	for name, text := range constructs(t) {
		dir := t.TempDir()
		writeAll(t, dir, map[string]string{"xsync.toml": roundtripConfig, "articles/en/" + name: text, "articles/en/other.md": "x\n", "articles/tr/other.md": "y\n"})
		a := &app{dir: dir, env: func(string) string { return "" }, out: &bytes.Buffer{}, err: &bytes.Buffer{}}
		a.enterFolder()
		list, _, status := runIn(t, dir, "queue", "--lang", "tr", "--format", exchange.JSON)
		if status == exitUsage {
			t.Fatal(name)
		}
		returned, err := exchange.Read("list", exchange.JSON, []byte(list))
		if err != nil {
			t.Fatal(err)
		}
		var answers []queue.Answer
		for _, r := range returned.Answers {
			r.Text, r.Sign = translate(r.Source), queue.Finished
			answers = append(answers, r)
		}
		p, err := projectIn(dir)
		if err != nil {
			t.Fatal(err)
		}
		out, err := queue.Import(t.Context(), &p.Project, "tr", answers)
		if err != nil {
			t.Fatal(err)
		}
		if len(out.Left) > 0 || len(answers) == 0 {
			continue // markup that a sign in front breaks, or nothing to translate
		}
		doc := markdown.Parse([]byte(text))
		var edits []edit.Edit
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Kind.Prose() && b.Kind != block.LinkDefinition && b.Text != "" {
				edits = append(edits, edit.Edit{Placement: edit.At(i), Text: translate(edit.Text(b, doc.Format))})
			}
		}
		want, refused := edit.Apply(doc, edits)
		got := out.Plan["articles/tr/"+name]
		if len(refused) == 0 && strings.TrimRight(string(got), "\n") != strings.TrimRight(string(want), "\n") {
			t.Errorf("%s: made %q, want %q", name, got, want)
		}
	}
}

func projectIn(dir string) (*disk.Project, error) {
	a := &app{dir: dir, env: func(string) string { return "" }, out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	return a.openProject()
}

// Two imports at once lose nothing of each other.
func TestTwoImportsAtOnce(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"xsync.toml": roundtripConfig}
	for k := range 8 {
		files[fmt.Sprintf("articles/en/a%d.md", k)] = "# Heading\n\nThe ferry crosses the bay.\n\nNobody rows it any more.\n"
		files[fmt.Sprintf("articles/tr/a%d.md", k)] = "# Başlık\n"
	}
	writeAll(t, dir, files)
	list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(list, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 1+16 {
		t.Fatal(len(rows), err)
	}
	source, translation := slices.Index(rows[0], "source"), slices.Index(rows[0], "translation")
	var both sync.WaitGroup
	for half := range 2 {
		mine := [][]string{rows[0]}
		for k, row := range rows[1:] {
			if k%2 == half {
				row[translation] = "ş" + row[source]
				mine = append(mine, row)
			}
		}
		var b bytes.Buffer
		name := filepath.Join(t.TempDir(), "half.csv")
		if err := csv.NewWriter(&b).WriteAll(mine); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		both.Go(func() {
			if out, complaints, status := runIn(t, dir, "import", name); status != exitDone {
				t.Errorf("status %d\n%s%s", status, out, complaints)
			}
		})
	}
	both.Wait()
	for k := range 8 {
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("articles/tr/a%d.md", k)))
		if want := "# Başlık\n\nşThe ferry crosses the bay.\n\nşNobody rows it any more.\n"; err != nil || string(data) != want {
			t.Errorf("a%d: %q, %v", k, data, err)
		}
	}
	out, _, _ := runIn(t, dir, "queue", "--lang", "tr")
	if !strings.Contains(out, "tr: 0 items") {
		t.Errorf("left to do: %s", out)
	}
}

// An import that is killed between any two files, or finds the disk full there,
// leaves whole files, and records that claim nothing that is not so; the same
// import then completes the work.
func TestImportIsKilledAnywhere(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"xsync.toml": roundtripConfig}
	for k := range 3 {
		files[fmt.Sprintf("articles/en/a%d.md", k)] = "# Heading\n\nThe ferry takes 40 cars across the bay.\n\nNobody rows it any more.\n"
		files[fmt.Sprintf("articles/tr/a%d.md", k)] = "# Başlık\n\nFeribot körfezin karşısına 40 araba götürür.\n\nArtık kimse kürek çekmiyor.\n"
	}
	writeAll(t, dir, files)
	runIn(t, dir, "init", "--assume")
	for name, text := range files {
		files[name] = strings.Replace(text, "takes 40 cars", "takes 45 cars", 1)
	}
	writeAll(t, dir, files)
	list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "json")
	returned, err := exchange.Read("list", exchange.JSON, []byte(list))
	if err != nil || len(returned.Answers) != 3 {
		t.Fatal(len(returned.Answers), err)
	}
	const answer = "Feribot körfezin karşısına 45 araba götürür."
	for k := range returned.Answers {
		returned.Answers[k].Text = answer
	}
	start := snapshot(t, dir)
	// bring imports the answers; the disk fails before the file after those that are put in their
	// places first.
	bring := func(root string, first int) (placed int, err error) {
		defer func(was func(string, string) error) { disk.Trouble = was }(disk.Trouble)
		disk.Trouble = func(step, name string) error {
			switch {
			case step != "place" || name == "journal":
				return nil
			case placed == first:
				return fs.ErrPermission
			}
			placed++
			return nil
		}
		p, err := projectIn(root)
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Settle(t.Context(), false, func(p *disk.Project) (disk.Task, error) {
			out, err := queue.Import(t.Context(), &p.Project, "tr", returned.Answers)
			if err != nil || len(out.Problems) > 0 {
				t.Fatal(err, out.Problems)
			}
			return disk.Task{Plan: out.Plan}, nil
		})
		return placed, err
	}
	const all = 12
	for cut := 0; cut <= all; cut++ {
		root := t.TempDir()
		writeAll(t, root, start)
		if placed, err := bring(root, cut); placed != cut || (err == nil) != (cut == all) {
			t.Fatalf("after %d steps: %d, %v", cut, placed, err)
		}
		out, complaints, status := runIn(t, root, "status", "articles", "--state", "fresh")
		if status != exitDone || complaints != "" {
			t.Errorf("after %d steps: status %d\n%s", cut, status, complaints)
		}
		for k := range 3 {
			name := fmt.Sprintf("articles/tr/a%d.md", k)
			text := snapshot(t, root)["/"+name]
			claimed, _, _ := runIn(t, root, "status", name, "--state", "fresh")
			if strings.Contains(claimed, "takes 45 cars") && !strings.Contains(text, answer) {
				t.Errorf("after %d steps %s is called fresh:\n%s%s", cut, name, out, text)
			}
		}
		if _, err := bring(root, all); err != nil {
			t.Fatal(err)
		}
		if left, _, _ := runIn(t, root, "queue", "--lang", "tr"); !strings.Contains(left, "tr: 0 items") {
			t.Errorf("after %d steps the same import does not complete the work:\n%s", cut, left)
		}
	}
}
