package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	markup "golang.org/x/net/html"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// steering are texts that a stranger may put into anything that xsync shows.
var steering = []string{
	"\x1b]0;owned\a", "\x1b[2J", "\x1b[8mhidden\x1b[0m", "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\", "\u009b2J", "\u009d0;owned\u009c", "\x7f\b",
	"\u202egnp.\u202c", "\u2066a\u2069\u2067b", "\u2028", "##[set-env name=PATH]x", "##vso[task.prependpath]x", "::add-mask::pier",
}

// hostileProject has them in the articles, their headings, code, links, tables
// and front matter, in names of files, keys of catalogues and the configuration.
func hostileProject(t testing.TB, dir string) {
	t.Helper()
	bad := strings.Join(steering, " ")
	article := func(words string) string {
		return "---\ntitle: \"" + words + " " + strings.NewReplacer("\x1b", `\e`, "\a", `\a`, "\b", `\b`, "\\", `\\`, "\x7f", `\x7f`).Replace(bad) + "\"\n---\n\n# " + words + " " + bad + "\n\n" +
			words + " has 4 lamps. " + bad + "\n::stop-commands::x\n\n- [" + words + bad + "](a" + bad + ".md) @all https://example.org\n\n| " + words + " | " + bad + " |\n| --- | --- |\n| 1 | " + bad + " |\n\n" +
			"```sh\n" + words + bad + "\n::error::x\n```\n\n[^1" + bad + "]: Note " + words + ".\n"
	}
	files := map[string]string{
		"xsync.toml":         "source = \"en\"\ntargets = [\"tr\"]\n\n[[articles]]\npath = \"a/{lang}/*.md\"\n\n[[catalogs]]\npath = \"c/{lang}.{json,yaml,po,toml}\"\n",
		"a/en/pier.md":       article("The pier"),
		"a/tr/pier.md":       article("İskele"),
		"a/en/buoy.md":       "# The buoy\n\nIt has 3 lamps.\n",
		"c/en.json":          `{"key\n::add-mask::x\u001b[2J": "Hello \u001b[2J \u202e", "b": "Four ##[x]"}`,
		"c/tr.json":          `{"key\n::add-mask::x\u001b[2J": "Merhaba \u001b[2J", "gone\u009b": "x"}`,
		"broken/en.json":     "{\"a\": \"\x1b[2J",
		"broken/tr.json":     "{}",
		"loose/en.md":        article("The pier"),
		"loose/tr.md":        article("İskele"),
		"list.json":          `{"source_language": "en", "language": "tr", "items": [{"id": "a\n::add-mask::x\u001b[2J\u202e", "seal": "\u009b", "now": "x", "new_translation": "y"}]}`,
		"list.xlf":           "<xliff version=\"1.2\"><file source-language='en' target-language='tr'><body><trans-unit id='a&#10;::add-mask::x&#x9b;'><source>x</source><target><ph id='&#10;::error::&#x202e;'/></target></trans-unit></body></file></xliff>",
		"list.csv":           "id,translation,seal\n\"a\n::add-mask::x \x1b[2J \u202e\",y,\u009b2J\n",
		"list.po":            "msgctxt \"a\\n::add-mask::x\\033[2J@s\"\nmsgid \"x\"\nmsgstr \"y\"\n",
		"list.md":            "<!-- xsync {\"id\": \"\x1b[2J\" -->\n",
		"keys/xsync.toml":    "\"k\\n::add-mask::x\\u001b[2J\\u202e\" = 1\nsource = \"en\"\n",
		"value/xsync.toml":   "source = \"e\\n::add-mask::x\\u001b\"\ntargets = [\"tr\\n::add-mask::y\"]\n[[articles]]\npath = \"{lang}/\\n::add-mask::z\\u009b*.md\"\n",
		"syntax/xsync.toml":  "source = \"en\"\n\x1b[2J = 1\n",
		"refused/en/pier.md": "# A\n",
	}
	if runtime.GOOS != "windows" {
		files["a/en/x\n::stop-commands::tok\x1b[2J\u202e\u009b.md"] = "# A name\n\nIt has 2 lamps.\n"
		files["a/tr/x\n::stop-commands::tok\x1b[2J\u202e\u009b.md"] = "# Bir ad\n\nbad \xff\n"
		files["a/en/##[error]y\r.md"] = "# Another name\n\nIt has 5 lamps.\n"
	}
	writeAll(t, dir, files)
}

// hostileRuns are command lines for all commands in all formats.
func hostileRuns() [][]string {
	runs := [][]string{
		{"init", "--dry-run"},
		{"init", "--assume"},
		{"status"},
		{"status", "pier"},
		{"status", "--json"},
		{"status", "--state", "stale,unverified,missing,orphan,extra"},
		{"diff"},
		{"diff", "pier", "--all"},
		{"mark", "pier", "--lang", "tr"},
		{"mark", "--lang", "tr", "--dry-run"},
		{"fix"},
		{"fix", "--dry-run"},
		{"tm", "--lang", "tr"},
		{"compare", "loose/en.md", "loose/tr.md"},
		{"compare", "--json", "loose/en.md", "loose/tr.md"},
		{"align", "loose/en.md", "loose/tr.md"},
		{"align", "--format", "tmx", "loose/en.md", "loose/tr.md"},
		{"check", "--against", "x\n::add-mask::y\x1b[2J"},
		{"status", "no\n::add-mask::x\x1b[2J"},
		{"--\x1b[2J\n::add-mask::x"},
		{"\x1b[2J\n::error::x"},
		{"status", "--lang", "\u202e\n::error::x"},
		{"-C", "keys", "check"},
		{"-C", "value", "check"},
		{"-C", "syntax", "check"},
		{"-C", "no\x1b[2J", "status"},
		{"__complete", "status", ""},
		{"help", "\x1b[2J"},
		{"compare", "\x1b[2J\n::error::x.md", "loose/tr.md"},
		{"compare", "broken/en.json", "broken/tr.json"},
		{"queue", "--lang", "tr", "--parts", "2"},
		{"report", "--out", "a"},
		{"report", "--out", "no\x1b[2J\n::error::x/../keys"},
		{"report", "--digest", "text", "--since", "\x1b[2J\n::error::x"},
	}
	for _, format := range append([]string{"text", "json"}, report.CheckFormats()...) {
		runs = append(runs, []string{"check", "--format", format})
	}
	for _, format := range append([]string{"text"}, exchange.Formats()...) {
		runs = append(runs, []string{"queue", "--lang", "tr", "--state", "missing,unverified,stale,untranslated,extra,orphan", "--format", format})
	}
	for _, name := range []string{"list.json", "list.xlf", "list.csv", "list.po", "list.md"} {
		runs = append(runs, []string{"import", name}, []string{"import", "--dry-run", name})
	}
	return append(runs, []string{"check", "--accept"})
}

// cellsOf are the texts of a workbook, in which nothing is a formula.
func cellsOf(t *testing.T, data string) string {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for line, row := range rows {
			for n := range row {
				cell, _ := excelize.CoordinatesToCellName(n+1, line+1)
				if formula, err := book.GetCellFormula(sheet, cell); err != nil || formula != "" {
					t.Errorf("%s holds a formula: %s", cell, formula)
				}
			}
			out.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return out.String()
}

// What a stranger wrote never speaks to a terminal or to the log of a CI server in
// its own voice, whatever the command, the format and the language.
func TestNothingHostileComesOut(t *testing.T) {
	dir := t.TempDir()
	hostileProject(t, dir)
	if _, complaints, _ := runIn(t, dir, "init", "--assume"); strings.Contains(complaints, "nothing") {
		t.Fatal(complaints)
	}
	runs, shown := hostileRuns(), 0
	runs = slices.DeleteFunc(runs, func(args []string) bool { return args[0] == "init" && args[1] == "--assume" })
	for _, color := range []string{"never", "always"} {
		for _, lang := range locales.Languages {
			for _, args := range runs {
				out, complaints, _ := runIn(t, dir, append([]string{"--color=" + color, "--ui-lang=" + lang}, args...)...)
				if strings.Contains(complaints, "goroutine") || strings.Contains(complaints, "panic") {
					t.Errorf("%q: %s", args, complaints)
				}
				if strings.HasPrefix(out, "PK\x03\x04") {
					out = cellsOf(t, out)
				}
				shown += len(out) + len(complaints)
				obeyed(t, args, "out", out)
				obeyed(t, args, "err", complaints)
			}
		}
		if err := os.RemoveAll(filepath.Join(dir, ".xsync", "accepted")); err != nil {
			t.Fatal(err)
		}
	}
	if shown < 300_000 {
		t.Errorf("only %d bytes were shown", shown)
	}
	t.Logf("%d texts in %d runs, %d bytes", len(steering), 2*len(locales.Languages)*len(runs), shown)
}

// obeyed fails if something in an output steers: but for commands of GitHub that
// are xsync's own, its colours, and the line ends of tables.
func obeyed(t *testing.T, args []string, stream, text string) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		own := strings.HasPrefix(line, "::error file=") || strings.HasPrefix(line, "::warning file=") || strings.HasPrefix(line, "::notice title=xsync::")
		if slices.Contains(args, "github") && own {
			line = line[len("::"):]
		}
		if slices.Contains(args, "csv") || slices.Contains(args, "tsv") {
			line = strings.TrimSuffix(line, "\r")
		}
		if slices.Contains(args, "--format") && slices.Contains(args, "po") && strings.HasPrefix(line, "#: ") {
			line = strings.NewReplacer("\u2068", "", "\u2069", "").Replace(line) // gettext's own marks around a name
		}
		line = colours.ReplaceAllString(line, "")
		if at := inert.Steering(line); len(at) > 0 {
			t.Errorf("%q: %s: %q steers at %d", args, stream, line, at[0])
			return
		}
	}
}

// colours are what xsync paints with.
var colours = regexp.MustCompile(`\x1b\[(0|1|2|9|22|29|31|32|33|35|36)(;(0|1|2|9|22|29|31|32|33|35|36))*m`)

// A report on what strangers wrote has no element, no attribute and no address of
// theirs, and its files are named by xsync alone.
func TestNothingHostileIsPublished(t *testing.T) {
	dir := t.TempDir()
	hostileProject(t, dir)
	writeAll(t, dir, map[string]string{
		"a/en/buoy.md":           "# <script>alert(1)</script> \"'><img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) </td></table><style>*{}</style> lamps\n",
		".xsync/remarks/tr/buoy": "ask\tq1\trow\t</b><script>x</script>\t<img src=x onerror=alert(1)> \x1b[2J\t</q><script>\n",
	})
	if _, complaints, _ := runIn(t, dir, "init", "--assume"); strings.Contains(complaints, "nothing") {
		t.Fatal(complaints)
	}
	writeAll(t, dir, map[string]string{"a/tr/buoy.md": "# <svg onload=alert(1)>\n"})
	for _, lang := range locales.Languages {
		if _, complaints, status := runIn(t, dir, "--ui-lang="+lang, "report", "--out", "site"); status == exitUsage {
			t.Fatal(complaints)
		}
		n := 0
		err := filepath.WalkDir(filepath.Join(dir, "site"), func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			n++
			if !regexp.MustCompile(`^[a-z0-9_.-]+$`).MatchString(d.Name()) {
				t.Errorf("a file is named %q", d.Name())
			}
			data, err := os.ReadFile(name)
			if filepath.Ext(name) == ".html" {
				inertPage(t, string(data))
			}
			return err
		})
		if err != nil || n < 11 {
			t.Fatalf("%d files, %v", n, err)
		}
	}
}

// inertPage fails if a page has an element that can act, or a text that steers.
func inertPage(t *testing.T, src string) {
	t.Helper()
	z := markup.NewTokenizer(strings.NewReader(src))
	for {
		switch z.Next() {
		case markup.ErrorToken:
			return
		case markup.TextToken:
			if text := string(z.Text()); strings.ContainsFunc(text, inert.Steers) {
				t.Errorf("%q steers", text)
			}
		case markup.StartTagToken, markup.SelfClosingTagToken:
			tag := z.Token()
			if slices.Contains([]string{"script", "img", "style", "iframe", "form", "textarea", "input", "object"}, tag.Data) {
				t.Errorf("a page has %s", tag)
			}
			for _, attribute := range tag.Attr {
				leads := attribute.Key == "href" && !regexp.MustCompile(`^(\.\./)?[a-zA-Z0-9_./#-]+$`).MatchString(attribute.Val)
				if strings.HasPrefix(attribute.Key, "on") || attribute.Key == "style" || attribute.Key == "src" || leads {
					t.Errorf("a page has %s", tag)
				}
			}
		}
	}
}
