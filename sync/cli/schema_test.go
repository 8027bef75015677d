package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// schema is docs/schema.json, compiled, or one of its definitions.
func schema(t *testing.T, definition string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	s, err := c.Compile("../../docs/schema.json" + definition)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inProcess runs a command line in a folder and returns what it printed.
func inProcess(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	var out, complaints bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &complaints, dir: dir, env: func(string) string { return "" }}
	if status := a.main(context.Background(), args); status == exitUsage {
		t.Fatalf("xsync %s: %s", strings.Join(args, " "), complaints.String())
	}
	return out.Bytes()
}

func validate(t *testing.T, s *jsonschema.Schema, output []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(output))
	if err != nil {
		t.Fatalf("%v in %.200s", err, output)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%v", err)
	}
}

// The output on the articles of this repository, and on every text of the
// scripts against every other, is as the schema says.
func TestSchema(t *testing.T) {
	validate(t, schema(t, "#/$defs/status"), inProcess(t, "../..", "status", "--json"))
	validate(t, schema(t, ""), inProcess(t, "../..", "status", "--json", "--state", "stale", "mongolia"))
	validate(t, schema(t, "#/$defs/check"), inProcess(t, "../..", "check", "--format", "json"))
	validate(t, schema(t, "#/$defs/queue"), inProcess(t, "../..", "queue", "--lang", "tr", "--format", "json"))
	site := filepath.Join(t.TempDir(), "site")
	inProcess(t, "../..", "report", "--out", site, "--commits", "2")
	summary, err := os.ReadFile(filepath.Join(site, "status.json"))
	if err != nil {
		t.Fatal(err)
	}
	validate(t, schema(t, "#/$defs/summary"), summary)
	one := schema(t, "#/$defs/translation")
	validate(t, one, inProcess(t, "../..", "compare", "--json", "locales/active.en.toml", "locales/active.tr.toml"))
	scripts, err := filepath.Glob("testdata/script/compare_*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scripts {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		var texts []string
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) != ".md" || strings.Contains(f.Name, "/") || len(f.Data) == 0 {
				continue
			}
			texts = append(texts, f.Name)
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		for k := 1; k < len(texts); k++ { // some have their texts in folders, or make them
			validate(t, one, inProcess(t, dir, "compare", "--json", texts[0], texts[k]))
			validate(t, one, inProcess(t, dir, "compare", "--json", "--base", texts[0], texts[k], texts[len(texts)-1]))
		}
	}
}

// A document with a key too many is none.
func TestSchemaIsStrict(t *testing.T) {
	s := schema(t, "")
	for _, text := range []string{`{}`, `{"version": 1}`, `{"version":1,"source_language":"en","articles":[],"totals":{},"problems":[],"more":1}`} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("the schema lets %s pass", text)
		}
	}
}

// The schema lists the names that the program knows, all of them and in its
// order.
func TestSchemaNames(t *testing.T) {
	data, err := os.ReadFile("../../docs/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	type enum struct{ Enum []string }
	var doc struct {
		Defs struct {
			State enum
			Row   struct {
				Properties struct {
					Kind, Change enum
					Flags        struct{ Items enum }
				}
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	var kinds, changes []string
	for k := block.Gap + 1; k.String() != "unknown"; k++ {
		kinds = append(kinds, k.String())
	}
	for c := change.Cosmetic; c.String() != "unknown"; c++ {
		changes = append(changes, c.String())
	}
	row := doc.Defs.Row.Properties
	for what, pair := range map[string][2][]string{
		"states":  {doc.Defs.State.Enum, drift.StateNames()},
		"kinds":   {row.Kind.Enum, kinds},
		"changes": {row.Change.Enum, changes},
		"flags":   {row.Flags.Items.Enum, drift.Flags(1<<16 - 1).Names()},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: the schema has %v, the program %v", what, pair[0], pair[1])
		}
	}
	for _, name := range slices.Concat(kinds, changes) {
		if name == "unknown" {
			t.Error("a name is unknown")
		}
	}
}
