package corpus

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// cases runs over the cases of a folder. A case is a tree of files, of which the
// last, "want", is what must come out. Braces in a name stand for several files;
// a file that begins with "-> " is a link.
func cases(t *testing.T, folder string, run func(t *testing.T, fsys fs.FS, want string) string) {
	names, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if last := len(a.Files) - 1; last < 0 || a.Files[last].Name != "want" {
				a.Files = append(a.Files, txtar.File{Name: "want"})
			}
			want := &a.Files[len(a.Files)-1]
			got := run(t, listed(a.Files[:len(a.Files)-1]), string(want.Data))
			if d := cmp.Diff(string(want.Data), got); d != "" && !*update {
				t.Error(d)
			}
			want.Data = []byte(got)
			if err := write(name, a); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func write(name string, a *txtar.Archive) error {
	if !*update {
		return nil
	}
	return os.WriteFile(name, txtar.Format(a), 0o644)
}

func listed(files []txtar.File) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range files {
		for name := range expand(f.Name) {
			out[name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
			if target, ok := strings.CutPrefix(string(f.Data), "-> "); ok {
				out[name] = &fstest.MapFile{Data: []byte(strings.TrimSpace(target)), Mode: 0o777 | fs.ModeSymlink}
			}
		}
	}
	return out
}

// expand lists the names that braces stand for: docs/{en,tr}/a.md.
func expand(name string) map[string]bool {
	start, end := strings.IndexByte(name, '{'), strings.IndexByte(name, '}')
	if start < 0 || end < start {
		return map[string]bool{name: true}
	}
	out := map[string]bool{}
	for choice := range strings.SplitSeq(name[start+1:end], ",") {
		maps.Copy(out, expand(name[:start]+choice+name[end+1:]))
	}
	return out
}

func problemLines(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		weight := "file"
		if p.Fatal() {
			weight = "fatal"
		} else if p.Notice() {
			weight = "notice"
		}
		fmt.Fprintf(&b, "%s: %s\n", weight, p.Error())
	}
	return b.String()
}

func TestFind(t *testing.T) {
	cases(t, "find", func(t *testing.T, fsys fs.FS, _ string) string {
		data, err := fs.ReadFile(fsys, ConfigName)
		if err != nil {
			t.Fatal(err)
		}
		c, problems := ParseConfig(ConfigName, data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		articles, problems := c.Find(fsys)
		var b strings.Builder
		for _, a := range articles {
			fmt.Fprintf(&b, "%s = %s", a.ID, a.Source)
			if catalogEndings[path.Ext(a.Source)] {
				b.WriteString("  (catalogue)")
			}
			if a.Template {
				b.WriteString("  (msgids)")
			}
			b.WriteByte('\n')
			for _, lang := range c.Targets {
				mark := ""
				if !a.Targets[lang].Exists {
					mark = "  (none)"
				}
				fmt.Fprintf(&b, "  %s  %s%s\n", lang, a.Targets[lang].Path, mark)
			}
		}
		return b.String() + problemLines(problems)
	})
}

// articleEndings are the endings of files that are articles.
var articleEndings = []string{".html", ".htm", ".markdown", ".md", ".mdx", ".txt", ".xhtml"}

func TestDetect(t *testing.T) {
	cases(t, "detect", func(_ *testing.T, fsys fs.FS, _ string) string {
		d, problems := Detect(fsys, "en", articleEndings)
		if d == nil {
			return problemLines(problems)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "source %s, targets %s\n", d.Config.Source, strings.Join(d.Config.Targets, " "))
		for _, a := range d.Config.Articles {
			fmt.Fprintf(&b, "path %s", a.Path)
			if a.SourcePath != "" {
				fmt.Fprintf(&b, " source_path %s", a.SourcePath)
			}
			if a.Prefix != "" {
				fmt.Fprintf(&b, " prefix %s", a.Prefix)
			}
			if a.TranslatedOnly {
				b.WriteString(" translated_only")
			}
			if len(a.Exclude) > 0 {
				fmt.Fprintf(&b, " exclude %s", strings.Join(a.Exclude, " "))
			}
			if a.Targets != nil {
				fmt.Fprintf(&b, " targets %s", strings.Join(a.Targets, " "))
			}
			b.WriteByte('\n')
		}
		for _, a := range d.Config.Catalogs {
			fmt.Fprintf(&b, "catalogs %s", a.Path)
			if a.SourcePath != "" {
				fmt.Fprintf(&b, " source_path %s", a.SourcePath)
			}
			if a.Prefix != "" {
				fmt.Fprintf(&b, " prefix %s", a.Prefix)
			}
			if a.TranslatedOnly {
				b.WriteString(" translated_only")
			}
			if len(a.Exclude) > 0 {
				fmt.Fprintf(&b, " exclude %s", strings.Join(a.Exclude, " "))
			}
			if a.Targets != nil {
				fmt.Fprintf(&b, " targets %s", strings.Join(a.Targets, " "))
			}
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%d articles", d.Articles)
		for _, lang := range slices.Sorted(maps.Keys(d.Translations)) {
			fmt.Fprintf(&b, ", %d %s", d.Translations[lang], lang)
		}
		b.WriteByte('\n')
		for _, lang := range slices.Sorted(maps.Keys(d.Unpaired)) {
			for _, name := range d.Unpaired[lang] {
				fmt.Fprintf(&b, "unpaired %s %s\n", lang, name)
			}
		}
		return b.String() + problemLines(problems)
	})
}

// What Detect writes is a configuration, and finds what Detect said.
func TestDetectionIsAConfiguration(t *testing.T) {
	cases(t, "detect", func(t *testing.T, fsys fs.FS, want string) string {
		d, problems := Detect(fsys, "en", articleEndings)
		if d == nil || len(problems) > 0 {
			return want
		}
		c, problems := ParseConfig(ConfigName, d.Config.Encode())
		if len(problems) > 0 {
			t.Fatalf("%v\n%s", problems, d.Config.Encode())
		}
		found, problems := c.Find(fsys)
		articles := slices.DeleteFunc(slices.Clone(found), func(a Article) bool { return catalogEndings[path.Ext(a.Source)] })
		if slices.ContainsFunc(problems, func(p Problem) bool { return p.Fatal() || p.ID == SameID }) || len(articles) != d.Articles {
			t.Errorf("finds %d articles, not %d: %v", len(found), d.Articles, problems)
		}
		noFileTwice(t, found)
		return want
	})
}

func noFileTwice(t *testing.T, found []Article) {
	seen := map[string]string{}
	once := func(name, id string) {
		if other, ok := seen[name]; ok {
			t.Errorf("%s belongs to %s and %s", name, other, id)
		}
		seen[name] = id
	}
	for _, a := range found {
		if !a.Template {
			once(a.Source, a.ID)
		}
		for _, target := range a.Targets {
			once(target.Path, a.ID)
		}
	}
}
