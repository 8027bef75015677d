package cli

import (
	"fmt"
	"strings"
	"testing"
)

// Small files that stand for large texts are refused, with their names and the
// limit, and patterns with many choices are matched in the end.
func TestExpansionsAreBounded(t *testing.T) {
	t.Run("inline elements of XLIFF", func(t *testing.T) {
		dir := workIn(t)
		list := `<?xml version="1.0"?><xliff version="1.2"><file original="x" source-language="en" target-language="tr" datatype="plaintext">` +
			`<body><trans-unit id="boat#abc@x-y"><source>a <ph id="1">` + strings.Repeat("c", 20_000) + `</ph></source>` +
			`<target state="translated">b ` + strings.Repeat(`<x id="1"/>`, 1000) + `</target></trans-unit></body></file></xliff>`
		before := snapshot(t, dir)
		out, complaints, status := importOf(t, dir, "xliff", []byte(list))
		if status != exitWork || !strings.Contains(complaints, "boat#abc") || len(out)+len(complaints) > 10_000 {
			t.Errorf("status %d, %d bytes: %.300s", status, len(out), complaints)
		}
		for path, text := range snapshot(t, dir) {
			if before[path] != text {
				t.Errorf("%s has changed", path)
			}
		}
	})
	t.Run("aliases of YAML", func(t *testing.T) {
		dir := t.TempDir()
		var b strings.Builder
		fmt.Fprintf(&b, "a: &a %q\n", strings.Repeat("word ", 4000))
		for k := range 1000 {
			fmt.Fprintf(&b, "k%d: *a\n", k)
		}
		writeAll(t, dir, map[string]string{
			"xsync.toml": "targets = [\"tr\"]\n[[catalogs]]\npath = \"texts/{lang}.yaml\"\n", "texts/en.yaml": b.String(), "texts/tr.yaml": "a: \"x\"\n",
		})
		if _, complaints, status := runIn(t, dir, "check"); status != exitWork || !strings.Contains(complaints, "texts/en.yaml") {
			t.Errorf("status %d: %.300s", status, complaints)
		}
	})
	t.Run("a configuration", func(t *testing.T) {
		dir := t.TempDir()
		writeAll(t, dir, map[string]string{"xsync.toml": "a" + strings.Repeat(".a", 1<<20) + " = 1\n"})
		if _, complaints, status := runIn(t, dir, "status"); status != exitUsage || !strings.Contains(complaints, "xsync.toml") || !strings.Contains(complaints, "1048576") {
			t.Errorf("status %d: %.300s", status, complaints)
		}
	})
	t.Run("keys of TOML", func(t *testing.T) {
		for name, c := range map[string]struct{ text, complaint string }{
			"dots":        {"a" + strings.Repeat(".a", 500_000) + " = \"x\"\n", "nested too deeply"},
			"dots inside": {"x = [{a" + strings.Repeat(".a", 500_000) + " = \"x\"}]\n", "nested too deeply"},
			"many":        {manyKeys(200_000), "more than 50000 keys"},
		} {
			dir := t.TempDir()
			writeAll(t, dir, map[string]string{"en.toml": c.text, "tr.toml": "a = \"b\"\n"})
			if _, complaints, status := runIn(t, dir, "compare", "en.toml", "tr.toml"); status != exitWork || !strings.Contains(complaints, c.complaint) {
				t.Errorf("%s: status %d: %.300s", name, status, complaints)
			}
		}
	})
	t.Run("lines of remarks that say nothing", func(t *testing.T) {
		dir := workIn(t)
		writeAll(t, dir, map[string]string{".xsync/remarks/tr/boat": strings.Repeat("x\n", 5000)})
		if _, complaints, _ := runIn(t, dir, "check", "--questions"); !strings.Contains(complaints, ".xsync/remarks/tr/boat:1:") || strings.Count(complaints, "\n") > 200 {
			t.Errorf("%d lines: %.300s", strings.Count(complaints, "\n"), complaints)
		}
	})
	t.Run("choices of a pattern", func(t *testing.T) {
		dir, name := t.TempDir(), strings.Repeat("a", 44)+"b"
		choices := strings.Repeat("{a,aa}", 40)
		writeAll(t, dir, map[string]string{
			"xsync.toml":                 "targets = [\"tr\"]\n[[articles]]\npath = \"t/{lang}/*.md\"\n[queue.priorities]\n\"t/en/" + choices + "\" = 5\n",
			"t/en/" + name + ".md":       "# The pier\n",
			"other/xsync.toml":           "targets = [\"tr\"]\n[[articles]]\npath = \"t/{lang}/" + choices + ".md\"\n",
			"other/t/en/" + name + ".md": "# The pier\n",
		})
		if _, complaints, status := runIn(t, dir, "queue", "--lang", "tr"); status != exitDone {
			t.Errorf("status %d: %s", status, complaints)
		}
		if _, complaints, status := runIn(t, dir, "-C", "other", "status"); status != exitUsage || !strings.Contains(complaints, "matches no file") {
			t.Errorf("status %d: %.300s", status, complaints)
		}
	})
}

// manyKeys is a TOML file of n keys.
func manyKeys(n int) string {
	var b strings.Builder
	for k := range n {
		fmt.Fprintf(&b, "k%d = 1\n", k)
	}
	return b.String()
}

// A list that came back with something that runs, loads or hides, which its source
// does not have, is refused like a wrong number; what is harmless is taken.
func TestImportRefusesWhatRuns(t *testing.T) {
	for added, taken := range map[string]bool{
		"":                true,
		" <em>hızla</em>": true,
		` <script src="https://a.example/"></script>`: false,
		` <SCRIPT>f()</SCRIPT>`:                       false,
		` <img src="a.png" onerror="f()">`:            false,
		` [buraya](javascript:f())`:                   false,
		` [buraya](java&#115;cript:f())`:              false,
		` <iframe src="/x"></iframe>`:                 false,
		` [buraya](https://other.example/)`:           false,
		` <!--#exec cmd="id" -->`:                     false,
		` ![[gizli]]`:                                 false,
		" \u202eters":                                 false,
		" \x1b[2J":                                    false,
	} {
		dir := workIn(t)
		list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
		texts := map[string]string{
			"The ferry crosses the bay.": "Feribot körfezi geçer." + added, "Nobody rows it any more.": "Artık kimse onunla kürek çekmiyor.",
		}
		out, complaints, _ := importOf(t, dir, "csv", filled(t, list, texts))
		article := snapshot(t, dir)["/articles/tr/boat.md"]
		if got := strings.Contains(article, "körfezi geçer"); got != taken {
			t.Errorf("%q: taken is %v: %s%s", added, got, out, complaints)
		}
		if !strings.Contains(article, "kürek çekmiyor") {
			t.Errorf("%q: the other item was not taken: %s%s", added, out, complaints)
		}
	}
}
