package format_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format"
)

func parsed(t *testing.T, text string) *block.Doc {
	t.Helper()
	doc, err := format.Of("a.md").Parse([]byte(text), block.Options{Path: "a.md"})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// The fields that nobody translates are found with all their lines, in YAML and in TOML;
// those that hold a text to translate are not among them.
func TestFields(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want [][2]string
	}{
		"none":  {"# Pier\n\ndraft: true\n", nil},
		"yaml":  {"---\ntitle: Pier\n# draft: no\ndraft: true # still\ntags:\n- sea\n- pier\n\nhero:\n  text: The pier\n\"my key\": x\nlist: [a,\n  b]\ndraft: false\n---\nText\n", [][2]string{{"draft", " true # still\n"}, {"tags", "\n- sea\n- pier\n"}, {"list", " [a,\n  b]\n"}}},
		"toml":  {"+++\ntitle = \"Pier\"\ndraft = true\ntags = [\n  \"a\",\n  \"b\"\n]\nnote = \"\"\"\nx = 1\n\"\"\"\nweight = 3\n[params]\ninner = 1\n+++\nText\n", [][2]string{{"draft", " true\n"}, {"tags", " [\n  \"a\",\n  \"b\"\n]\n"}, {"note", " \"\"\"\nx = 1\n\"\"\"\n"}, {"weight", " 3\n"}}},
		"crlf":  {"---\r\ntitle: Pier\r\nweight: 5\r\n---\r\nText\r\n", [][2]string{{"weight", " 5\r\n"}}},
		"blank": {"---\nimage:\n---\nText\n", [][2]string{{"image", "\n"}}},
	} {
		var got [][2]string
		for _, f := range format.Fields(parsed(t, c.text)) {
			got = append(got, [2]string{f.Name, string(f.Value)})
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// A field takes the place of that of the translation, stands behind what is before it in
// the source, or goes; every other byte stays.
func TestCarryFields(t *testing.T) {
	source := parsed(t, "---\ntitle: Pier\nweight: 5\ndraft: false\ntags:\n- sea\n- pier\n---\n\nText\n")
	target := parsed(t, "---\r\ndraft: true   \r\ntitle: İskele\r\nold: 1\r\ntags: [sea]\r\n---\r\n\r\nMetin\r\n")
	const want = "---\r\nweight: 5\r\ndraft: false\r\ntitle: İskele\r\ntags:\r\n- sea\r\n- pier\r\n---\r\n\r\nMetin\r\n"
	got := string(format.CarryFields(source, target, []string{"draft", "weight", "tags", "old", "gone"}))
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
