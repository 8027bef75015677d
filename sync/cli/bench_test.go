package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// The benchmarks run on a generated project of 2,000 articles in three
// languages, some 12 MB, and on one ten times larger. What they promise, and
// what to hold each against:
//
//	Status/unchanged  at most 2 × Hash     reads and hashes, parses nothing
//	Status/changed    at most 3 × Hash     one article in a hundred was edited
//	Status/unrecorded at most 2 × Parse    aligns everything from nothing
//	Check/against     at most 3 × Git      of the larger; ten articles were edited since a commit
//
// Hash reads and hashes the same files one after the other, as sha256sum does;
// Parse is goldmark's parse of the same bytes. Git is git diff --stat, and
// git show for the articles that differ. Peak memory is reported as
// peak-MB.
func BenchmarkProject(b *testing.B) {
	for _, size := range []int{2000, 20000} {
		dir := b.TempDir()
		files := generate(b, dir, size)
		b.Run(fmt.Sprintf("%d/Hash", size), func(b *testing.B) { hashAll(b, files) })
		b.Run(fmt.Sprintf("%d/Parse", size), func(b *testing.B) { parseAll(b, files) })
		b.Run(fmt.Sprintf("%d/Status/unrecorded", size), func(b *testing.B) { status(b, dir) })
		xsyncIn(b, dir, "init", "--assume")
		b.Run(fmt.Sprintf("%d/Check", size), func(b *testing.B) { checkAgainst(b, dir) })
		b.Run(fmt.Sprintf("%d/Status/unchanged", size), func(b *testing.B) { status(b, dir) })
		for k := 0; k < size; k += 100 {
			editFiles(b, filepath.Join(dir, "articles", "en", name(k)))
		}
		b.Run(fmt.Sprintf("%d/Status/changed", size), func(b *testing.B) { status(b, dir) })
	}
}

// BenchmarkQueue lists the work in one language of a project of 2,000 articles, of
// which one in twenty was edited, with suggestions from what all others say, and
// what a tool can carry over. Hold it against Parse of [BenchmarkProject]: the
// texts of one language are read again for the suggestions.
func BenchmarkQueue(b *testing.B) {
	const size = 2000
	dir := b.TempDir()
	generate(b, dir, size)
	xsyncIn(b, dir, "init", "--assume")
	for k := 0; k < size; k += 20 {
		editFiles(b, filepath.Join(dir, "articles", "en", name(k)))
	}
	for of, args := range map[string][]string{
		"text": {"queue", "--lang", "tr"}, "po": {"queue", "--lang", "tr", "--format", "po"}, "day": {"queue", "--lang", "tr", "--words", "1500"},
		"tm": {"tm", "--lang", "tr"}, "fix": {"fix"},
	} {
		b.Run(of, func(b *testing.B) {
			peak := watch(b)
			for b.Loop() {
				xsyncIn(b, dir, args...)
			}
			b.ReportMetric(peak(), "peak-MB")
		})
	}
}

func name(k int) string { return fmt.Sprintf("s%02d/article%05d.md", k%40, k) }

// generate writes the articles of a project and returns their paths.
func generate(tb testing.TB, dir string, articles int) []string {
	tb.Helper()
	var files []string
	for k := range articles {
		r := rand.New(rand.NewPCG(1, uint64(k)))
		for lang, data := range article(r, k) {
			path := filepath.Join(dir, "articles", lang, name(k))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				tb.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o666); err != nil {
				tb.Fatal(err)
			}
			files = append(files, path)
		}
	}
	config := "source = \"en\"\ntargets = [\"tr\", \"ru\"]\n\n[[articles]]\npath = \"articles/{lang}/**/*.md\"\n"
	if err := os.WriteFile(filepath.Join(dir, corpus.ConfigName), []byte(config), 0o666); err != nil {
		tb.Fatal(err)
	}
	return files
}

// The alphabets of made-up words.
var syllables = map[string][]string{
	"en": strings.Fields("an ber cor den el fin gor hal in jor ken lim mor nel or pen qui ras sol tem ul ver wor yel"),
	"tr": strings.Fields("ak bil çık dür el gör hız ılı kal lar mış nün ol par rım sev şu tır uç ver yaz zün ğı öz"),
	"ru": strings.Fields("ан бер вод гор дел ест жил зна ива кол лен мир нор ода пол рус сто тел уго фор хол цен час шир"),
}

// article makes a text of two kilobytes with headings, numbers, names and links,
// the same in all languages but for its words.
func article(r *rand.Rand, k int) map[string][]byte {
	out := map[string]*bytes.Buffer{"en": {}, "tr": {}, "ru": {}}
	each := func(write func(lang string, w io.Writer)) {
		for lang, w := range out {
			write(lang, w)
		}
	}
	word := func(lang string, id int) string {
		s := syllables[lang]
		return s[id%len(s)] + s[id/len(s)%len(s)]
	}
	each(func(lang string, w io.Writer) { fmt.Fprintf(w, "# %s %d\n\n", strings.ToTitle(word(lang, k%500)), k) })
	for p := range 9 {
		number, name, ids := r.IntN(9000)+100, fmt.Sprintf("Bel%s", word("en", r.IntN(500))), make([]int, 24+r.IntN(12))
		for n := range ids {
			ids[n] = r.IntN(550)
		}
		each(func(lang string, w io.Writer) {
			if p%4 == 3 {
				fmt.Fprintf(w, "## %s\n\n", word(lang, ids[0]))
			}
			for n, id := range ids {
				fmt.Fprint(w, word(lang, id), " ")
				if n == 7 {
					fmt.Fprintf(w, "%d [%s](https://example.org/%d) ", number, name, number)
				}
			}
			fmt.Fprint(w, "end.\n\n")
		})
	}
	done := map[string][]byte{}
	for lang, b := range out {
		done[lang] = b.Bytes()
	}
	return done
}

func editFiles(tb testing.TB, path string) {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, bytes.Replace(data, []byte(" end."), []byte(" changed at the end."), 1), 0o666)
	}
	if err != nil {
		tb.Fatal(err)
	}
}

func hashAll(b *testing.B, files []string) {
	for range b.N {
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			sha256.Sum256(data)
		}
	}
}

func parseAll(b *testing.B, files []string) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	var all [][]byte
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, data)
	}
	b.ResetTimer()
	for range b.N {
		for _, data := range all {
			md.Parser().Parse(text.NewReader(data))
		}
	}
}

// checkAgainst commits a project, edits ten articles, and checks what is new.
// Afterwards all is as before.
func checkAgainst(b *testing.B, dir string) {
	if _, err := exec.LookPath("git"); err != nil {
		b.Log("not run: there is no git")
		return
	}
	git := func(args ...string) {
		c := exec.Command("git", append([]string{"-c", "user.name=test", "-c", "user.email=test@example.org"}, args...)...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			b.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	git("init", "-q")
	defer func() { _ = os.RemoveAll(filepath.Join(dir, ".git")) }()
	git("add", ".")
	git("commit", "-q", "-m", "first")
	read := []string{"show"}
	for k := range 10 {
		path := "articles/en/" + name(k)
		editFiles(b, filepath.Join(dir, path))
		read = append(read, "HEAD:"+path)
	}
	b.Run("Git", func(b *testing.B) {
		for range b.N {
			git("diff", "--stat", "HEAD")
			git(read...)
		}
	})
	b.Run("against", func(b *testing.B) {
		for range b.N {
			xsyncIn(b, dir, "check", "--against", "HEAD")
		}
	})
	git("checkout", "-q", ".")
}

func status(b *testing.B, dir string) {
	peak := watch(b)
	for range b.N {
		xsyncIn(b, dir, "status")
	}
	b.ReportMetric(peak(), "peak-MB")
}

// watch samples the heap until the function it returns is called, which tells
// the peak in megabytes.
func watch(b *testing.B) func() float64 {
	b.Helper()
	stop, done := make(chan struct{}), make(chan float64)
	go func() {
		peak := uint64(0)
		var m runtime.MemStats
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				done <- float64(peak) / 1e6
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
	}()
	return func() float64 { close(stop); return <-done }
}

// xsyncIn runs a command in a folder and throws its output away.
func xsyncIn(tb testing.TB, dir string, args ...string) {
	tb.Helper()
	var complaints bytes.Buffer
	a := &app{in: strings.NewReader(""), out: io.Discard, err: &complaints, dir: dir, env: func(string) string { return "" }}
	if got := a.main(context.Background(), args); got != exitDone {
		tb.Fatalf("xsync %s: status %d: %s", strings.Join(args, " "), got, complaints.String())
	}
}
