package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// On a disk links can lead in circles, and out of the project by two ways of
// opening it: one that follows them, and one that does not.
func TestLinksOnDisk(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "project")
	for _, name := range []string{"docs/en/sub", "docs/tr"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"secret.md", "project/docs/en/a.md", "project/docs/en/b.md", "project/docs/en/c.md"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{
		"docs/tr/a.md": "a.md", "docs/tr/b.md": "../../../../secret.md", "docs/tr/c.md": "d.md", "docs/tr/d.md": "../en/c.md",
		"docs/en/sub/up": "../../..", "docs/en/sub/out": dir, "docs/en/sub/circle": "circle",
	} {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	inside, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = inside.Close() }()
	c := &Config{Source: "en", Targets: []string{"tr"}, Articles: []Entry{{Path: "docs/{lang}/**/*.md"}}}
	for name, fsys := range map[string]fs.FS{"following": os.DirFS(root), "staying": inside.FS()} {
		found, problems := c.Find(fsys)
		var got []string
		for _, p := range problems {
			got = append(got, strings.TrimPrefix(p.ID, "problem.")+" "+p.Path)
		}
		want := []string{
			"broken_link docs/en/sub/circle", "leaves_project docs/en/sub/out", "linked_folder docs/en/sub/up",
			"broken_link docs/tr/a.md", "leaves_project docs/tr/b.md", "no_source docs/tr/d.md",
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if len(found) != 3 || found[0].Targets["tr"].Exists || !found[2].Targets["tr"].Exists {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func TestFolderThatCannotBeRead(t *testing.T) {
	_, problems := (&Config{Source: "en", Targets: []string{"tr"}, Articles: []Entry{{Path: "{lang}/*.md"}}}).Find(os.DirFS(filepath.Join(t.TempDir(), "none")))
	if len(problems) == 0 || problems[0].ID != NotFound {
		t.Errorf("%v", problems)
	}
}

// large is a project of n articles in three languages.
func large(n int) fstest.MapFS {
	out := fstest.MapFS{}
	for k := range n {
		for _, lang := range []string{"en", "tr", "ru"} {
			out[fmt.Sprintf("docs/%s/section%d/article%d.md", lang, k/50, k)] = &fstest.MapFile{}
		}
	}
	return out
}

func onDisk(tb testing.TB, files fstest.MapFS) fs.FS {
	dir := tb.TempDir()
	if err := os.CopyFS(dir, files); err != nil {
		tb.Fatal(err)
	}
	return os.DirFS(dir)
}

func BenchmarkFind(b *testing.B) {
	fsys := onDisk(b, large(2000))
	for name, a := range map[string]Entry{
		"folders":     {Path: "docs/{lang}/**/*.md"},
		"source_path": {Path: "docs/{lang}/**/*.md", SourcePath: "docs/en/**/*.md"},
	} {
		c := &Config{Source: "en", Targets: []string{"tr", "ru"}, Articles: []Entry{a}}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if found, problems := c.Find(fsys); len(found) != 2000 || len(problems) > 0 {
					b.Fatal(len(found), problems)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/6000, "ns/file")
		})
	}
}

func BenchmarkDetect(b *testing.B) {
	fsys := onDisk(b, large(2000))
	for b.Loop() {
		if d, _ := Detect(fsys, "en", articleEndings); d == nil || d.Articles != 2000 {
			b.Fatal(d)
		}
	}
}

func BenchmarkCheckText(b *testing.B) {
	data := []byte(strings.Repeat(russianText, 2000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if p := CheckText("a", data); p != nil {
			b.Fatal(p)
		}
	}
}
