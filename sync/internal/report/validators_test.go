package report_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/report"
)

// validators is the folder that .ci/run has npm put validators in, or "" if
// there is none; what is lacking is said then.
func validators(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("XSYNC_VALIDATORS")
	if dir == "" {
		t.Log("not validated: XSYNC_VALIDATORS names no folder with npm’s sarif-multitool and rdformat-validator")
	}
	return dir
}

// installed reports whether a file of a validator is there, and says if not.
func installed(t *testing.T, path string) bool {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		t.Logf("not validated: there is no %s", path)
		return false
	}
	return true
}

// saved writes a check in a format to a file, for a validator to read.
func saved(t *testing.T, name, format string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+"."+format)
	if err := os.WriteFile(path, []byte(checked(t, format, checks[name], "en")), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// spoilt is a check in which a member has a value that the format has not: a
// validator that takes it validates nothing.
func spoilt(t *testing.T, format, member string) string {
	t.Helper()
	key, _, _ := strings.Cut(member, ":")
	data := checked(t, format, nasty, "en")
	if !strings.Contains(data, member) {
		t.Fatalf("%s has no %s", format, member)
	}
	return strings.Replace(data, member, key+`: "grave"`, 1)
}

// The logs are SARIF 2.1.0 by its schema, and its authors' tool has nothing to
// say of them but that the version of the program is not in them. The tool ends
// with 0 even on errors, and says nothing on some that the schema finds.
func TestSARIFIsValid(t *testing.T) {
	dir := validators(t)
	if dir == "" {
		return
	}
	dir = filepath.Join(dir, "node_modules", "@microsoft", "sarif-multitool-"+runtime.GOOS)
	if schema := filepath.Join(dir, "sarif-2.1.0.json"); installed(t, schema) {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		s, err := compiler.Compile(schema)
		if err != nil {
			t.Fatal(err)
		}
		for name := range checks {
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(checked(t, "sarif", checks[name], "tr")))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(spoilt(t, "sarif", `"level": "error"`)))
		if err != nil || s.Validate(doc) == nil {
			t.Errorf("the schema takes any level, %v", err)
		}
	}
	tool := filepath.Join(dir, "Sarif.Multitool")
	if !installed(t, tool) {
		return
	}
	for name := range checks {
		path := saved(t, name, "sarif")
		out, err := exec.Command(tool, "validate", path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Analysis completed successfully.") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		for line := range strings.Lines(string(out)) {
			if strings.Contains(line, ": error ") || strings.Contains(line, ": warning ") && !strings.Contains(line, "version-related properties") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
}

// The diagnostics are what reviewdog reads.
func TestRDJSONIsValid(t *testing.T) {
	dir := validators(t)
	if dir == "" {
		return
	}
	tool := filepath.Join(dir, "node_modules", "@umbrelladocs", "rdformat-validator", "bin", "rdformat-validator.js")
	if !installed(t, tool) {
		return
	}
	for name := range checks {
		path := saved(t, name, "rdjson")
		if out, err := exec.Command("node", tool, "--strict", "--no-extra-fields", path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
	path := filepath.Join(t.TempDir(), "spoilt.rdjson")
	if err := os.WriteFile(path, []byte(spoilt(t, "rdjson", `"severity": "ERROR"`)), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("node", tool, path).Run(); err == nil {
		t.Error("the validator takes any severity")
	}
}

// omegatProject has OmegaT translate whole paragraphs from English into Turkish.
const omegatProject = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>tr</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>
`

// OmegaT translates a text with its translation memory into the translation that
// the memory was made from.
func TestOmegaTReadsTMX(t *testing.T) {
	tool, err := exec.LookPath("omegat")
	if err != nil {
		t.Log("not tried: there is no omegat on PATH")
		return
	}
	const english = "The pier was opened on 4 March 1911, and \"the old ferry\" left it twice a day & <often> 😀.\n\n" +
		"The lighthouse stands 31 metres above the sea.\n"
	const turkish = "İskele 4 Mart 1911'de açıldı ve \"eski vapur\" günde iki kez & <sık sık> kalkardı 😀.\n\n" +
		"Deniz feneri denizden 31 metre yüksektedir.\n"
	x := examined(
		xsync.File{Path: "en.md", Language: "en", Data: []byte(english)},
		xsync.File{Path: "tr.md", Language: "tr", Data: []byte(turkish)}, nil)
	for k := range x.Rows {
		x.Rows[k].Confidence = 1
	}
	var memory strings.Builder
	if err := report.TMX(&memory, x, "en", "test"); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range map[string]string{
		"omegat.project": omegatProject, "source/a.txt": english, "tm/auto/memory.tmx": memory.String(),
		"target/.keep": "", "glossary/.keep": "", "dictionary/.keep": "", "omegat/.keep": "",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(tool, "--mode=console-translate", "--config-dir="+filepath.Join(dir, "configuration"), dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "target", "a.txt"))
	if err != nil || strings.TrimSpace(string(got)) != strings.TrimSpace(turkish) {
		t.Errorf("%v, the translation is\n%s\nOmegaT said\n%s", err, got, out)
	}
}
