package exchange_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// tool is the path of a program, or "", and then the test says what it does not
// try.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Logf("not tried: there is no %s on PATH", name)
		return ""
	}
	return path
}

// run runs a program in a folder, which must succeed, and is what it said.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// lists are lists to be validated, by name: that of a project, an empty one, and
// some with texts that are hard to write.
func lists() map[string]*queue.Queue {
	out := map[string]*queue.Queue{"sample": sample(), "empty": {Source: "en", Target: "pt-BR"}}
	for seed := range 12 {
		out[fmt.Sprintf("nasty%d", seed)] = queues().Example(seed)
	}
	return out
}

func save(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// answersOf are answers without their lines.
func answersOf(r *exchange.Returned) map[string]queue.Answer {
	out := map[string]queue.Answer{}
	for _, a := range r.Answers {
		a.Line = 0
		out[a.ID] = a
	}
	return out
}

// gettext has nothing to say of a catalogue, and what msgcat and msgmerge make of
// it reads the same.
func TestGettextTakesPO(t *testing.T) {
	msgfmt, msgcat, msgmerge := tool(t, "msgfmt"), tool(t, "msgcat"), tool(t, "msgmerge")
	for name, q := range lists() {
		dir := t.TempDir()
		text := written(t, exchange.PO, q)
		save(t, dir, "list.po", text)
		want := answersOf(read(t, exchange.PO, text))
		if msgfmt != "" {
			out := run(t, dir, msgfmt, "-c", "-v", "-o", "list.mo", "list.po")
			for line := range strings.Lines(out) {
				if strings.Contains(line, "warning") || strings.Contains(line, ": ") {
					t.Errorf("%s: %s", name, line)
				}
			}
		}
		if msgcat != "" {
			for _, width := range []string{"20", "79", "1000"} {
				run(t, dir, msgcat, "--force-po", "--width="+width, "--sort-output", "-o", "cat.po", "list.po")
				got := answersOf(read(t, exchange.PO, load(t, dir, "cat.po")))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, msgcat --width=%s (-want +got):\n%s", name, width, diff)
				}
			}
		}
		if msgmerge != "" && len(q.Items) > 0 {
			less := *q
			less.Items = q.Items[:1]
			save(t, dir, "less.po", written(t, exchange.PO, &less))
			run(t, dir, msgmerge, "--quiet", "--previous", "-o", "merged.po", "list.po", "less.po")
			got := answersOf(read(t, exchange.PO, load(t, dir, "merged.po")))
			if len(got) != 1 || got[q.Items[0].ID] != want[q.Items[0].ID] {
				t.Errorf("%s: msgmerge leaves %v of %v", name, got, want)
			}
		}
	}
}

// pofilter reads a catalogue, and finds the number that a translator changed in
// it and no other.
func TestPofilterReadsPO(t *testing.T) {
	pofilter := tool(t, "pofilter")
	if pofilter == "" {
		return
	}
	dir := t.TempDir()
	text := written(t, exchange.PO, sample())
	for _, x := range []struct{ number, want string }{{"5", ""}, {"6", "numbers"}} {
		done := strings.Replace(text, "#, fuzzy\n", "", 1)
		done = strings.Replace(done, "İskele 4 Mart", "İskele "+x.number+" Mart", 1)
		save(t, dir, "list.po", done)
		run(t, dir, pofilter, "--language=tr", "--test=numbers", "--progress=none", "list.po", "found.po")
		if x.want == "" {
			if _, err := os.Stat(filepath.Join(dir, "found.po")); err == nil {
				t.Errorf("pofilter finds fault with %s", load(t, dir, "found.po"))
			}
		} else if !strings.Contains(load(t, dir, "found.po"), x.want) {
			t.Errorf("pofilter does not find the number")
		}
	}
}

// schemas is a folder with the schemas of XLIFF, "" if they are not installed.
func schemas(t *testing.T) string {
	t.Helper()
	const installed = "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
	dir := t.TempDir()
	for _, name := range []string{"xliff-core-1.2-strict.xsd", "xliff-core-2.0.xsd", "xml.xsd"} {
		data, err := os.ReadFile(filepath.Join(installed, name))
		if err != nil {
			t.Logf("not tried: the schemas of XLIFF, of Debian’s php-symfony-translation: %v", err)
			return ""
		}
		save(t, dir, name, string(data))
		if name == "xml.xsd" { // where the schema of 2.0 looks for it
			save(t, dir, "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd", string(data))
		}
	}
	save(t, dir, "catalog.xml", `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">`+
		`<system systemId="http://www.w3.org/2001/xml.xsd" uri="xml.xsd"/></catalog>`)
	return dir
}

// XLIFF is valid by its schemas, which are strict enough to refuse a state that
// there is none of.
func TestXLIFFIsValid(t *testing.T) {
	xmllint, dir := tool(t, "xmllint"), schemas(t)
	if xmllint == "" || dir == "" {
		return
	}
	t.Setenv("XML_CATALOG_FILES", filepath.Join(dir, "catalog.xml"))
	for format, schema := range map[string]string{exchange.XLIFF: "xliff-core-1.2-strict.xsd", exchange.XLIFF2: "xliff-core-2.0.xsd"} {
		args := []string{"--nonet", "--noout", "--schema", schema}
		for name, q := range lists() {
			save(t, dir, name+".xlf", written(t, format, q))
			args = append(args, name+".xlf")
		}
		run(t, dir, xmllint, args...)
		spoilt := strings.ReplaceAll(written(t, format, sample()), "state=\"", "state=\"quite-")
		save(t, dir, "spoilt.xlf", spoilt)
		cmd := exec.Command(xmllint, "--nonet", "--noout", "--schema", schema, "spoilt.xlf")
		cmd.Dir = dir
		if cmd.Run() == nil {
			t.Errorf("%s: the schema takes any state", format)
		}
	}
}

// omegatProject has OmegaT translate whole units from English into Turkish.
const omegatProject = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>tr</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>
`

// omegatMemory translates one unit of the sample. Tags are as OmegaT names them:
// by the first letter of what they stand for, and their place.
const omegatMemory = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" creationtoolversion="3.6.0_10" segtype="paragraph" o-tmf="OmegaT TMX"
 adminlang="EN-US" srclang="en" datatype="plaintext"/><body><tu>
<tuv lang="en"><seg>&lt;f0&gt;Bring &lt;c1/&gt; tickets&lt;/f0&gt;&lt;f2/&gt;, and see &lt;h3/&gt;.&lt;u4/&gt;No dogs &amp; no &lt;a5/&gt;.</seg></tuv>
<tuv lang="tr"><seg>&lt;c1/&gt; adet &lt;f0&gt;bilet&lt;/f0&gt; getirin&lt;f2/&gt;; bkz. &lt;h3/&gt;.&lt;u4/&gt;Köpek &amp; &lt;a5/&gt; yok.</seg></tuv>
</tu></body></tmx>
`

// OmegaT translates a list with its translation memory. What it translated comes
// back with its markup, what it did not says nothing.
func TestOmegaTTranslatesXLIFF(t *testing.T) {
	omegat := tool(t, "omegat")
	if omegat == "" {
		return
	}
	dir, q := t.TempDir(), sample()
	for name, text := range map[string]string{
		"omegat.project": omegatProject, "source/list.xlf": written(t, exchange.XLIFF, q), "tm/auto/memory.tmx": omegatMemory,
		"target/.keep": "", "glossary/.keep": "", "dictionary/.keep": "", "omegat/.keep": "",
	} {
		save(t, dir, name, text)
	}
	out := run(t, dir, omegat, "--mode=console-translate", "--config-dir="+filepath.Join(dir, "configuration"), dir)
	r := read(t, exchange.XLIFF, load(t, dir, "target", "list.xlf"))
	want := map[string]string{
		"harbour#6f0c1d2e":  q.Items[0].Translation,
		"harbour#a1b2c3d4":  "{count} adet **bilet** getirin[^1]; bkz. <https://example.org/ferry>.\nKöpek & `` a`b `` yok.",
		"öykü/a b#0f0f0f0f": "",
		"öykü/a b#1e1e1e1e": q.Items[3].Translation,
	}
	for _, a := range sameItems(t, exchange.XLIFF, q, r) {
		if a.Text != want[a.ID] || a.Sign != queue.Unsaid {
			t.Errorf("%s came back as %q, %d, want %q\nOmegaT said\n%s", a.ID, a.Text, a.Sign, want[a.ID], out)
		}
	}
}

// toolkitFills has the library that Weblate and Virtaal read XLIFF with take every
// source over as its translation, markup and all.
const toolkitFills = `
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
for unit in store.units:
    assert unit.isfuzzy() or not unit.source, unit.getid()
    unit.rich_target = unit.rich_source
    unit.markfuzzy(False)
store.savefile(sys.argv[2])
`

// translate-toolkit finds nothing finished in a list, and what it fills in comes
// back with its markup.
func TestTranslateToolkitFillsXLIFFIn(t *testing.T) {
	python := "/usr/bin/python3" // Debian’s own has Debian’s translate-toolkit
	if exec.Command(python, "-c", "import translate.storage.xliff").Run() != nil {
		t.Log("not tried: there is no translate-toolkit")
		return
	}
	dir, q := t.TempDir(), sample()
	save(t, dir, "list.xlf", written(t, exchange.XLIFF, q))
	run(t, dir, python, "-c", toolkitFills, "list.xlf", "filled.xlf")
	for k, a := range sameItems(t, exchange.XLIFF, q, read(t, exchange.XLIFF, load(t, dir, "filled.xlf"))) {
		if a.Text != q.Items[k].Text || a.Sign != queue.Finished {
			t.Errorf("%s came back as %q, %d, want %q", a.ID, a.Text, a.Sign, q.Items[k].Text)
		}
	}
}
