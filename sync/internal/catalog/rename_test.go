package catalog_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
	"github.com/xsync-project/xsync/sync/internal/format"
)

// A message that gets another id keeps all else of its file; where more than a key would
// have to change, it keeps its id.
func TestRename(t *testing.T) {
	for name, c := range map[string]struct{ path, src, id, as, want string }{
		"TOML":             {"tr.toml", "a = \"bir\" # not\nb = 'iki'\n", "b", "c", "a = \"bir\" # not\nc = 'iki'\n"},
		"TOML, forms":      {"tr.toml", "[b]\none = \"bir\"\nother = \"çok\"\n", "b", "c", "[c]\none = \"bir\"\nother = \"çok\"\n"},
		"TOML, quoted":     {"tr.toml", "\"b.d\" = \"iki\"\n", "b.d", "b.e", "\"b.e\" = \"iki\"\n"},
		"JSON, nested":     {"tr.json", "{\"m\": {\"a\": \"bir\", \"b\": \"iki\"}, \"b\": \"üç\"}", "m.b", "m.c", "{\"m\": {\"a\": \"bir\", \"c\": \"iki\"}, \"b\": \"üç\"}"},
		"JSON, siblings":   {"tr.json", "{\"b_one\": \"{{count}} gün\", \"b_other\": \"{{count}} gün\", \"a\": \"x\"}", "b", "c", "{\"c_one\": \"{{count}} gün\", \"c_other\": \"{{count}} gün\", \"a\": \"x\"}"},
		"JSON, in a table": {"tr.json", "{\"b\": {\"b_one\": \"bir gün\", \"b_other\": \"günler\"}}", "b.b", "b.c", "{\"b\": {\"c_one\": \"bir gün\", \"c_other\": \"günler\"}}"},
		"ARB":              {"app_tr.json", "{\"b\": \"iki\", \"@b\": {\"description\": \"two\"}}", "b", "c", "{\"c\": \"iki\", \"@c\": {\"description\": \"two\"}}"},
		"Chrome":           {"messages.json", "{\"b\": {\"message\": \"iki\", \"description\": \"two\"}}", "b", "c", "{\"c\": {\"message\": \"iki\", \"description\": \"two\"}}"},
		"YAML":             {"tr.yaml", "tr:\n  m:\n    b: iki # not\n    a: bir\n", "m.b", "m.c", "tr:\n  m:\n    c: iki # not\n    a: bir\n"},
		"properties":       {"tr.properties", "# b\na.b = bir\nb = iki\n", "b", "a.c", "# b\na.b = bir\na.c = iki\n"},
		"Android":          {"values-tr/strings.xml", "<resources>\n  <string name=\"b\" formatted=\"false\">iki b</string>\n</resources>\n", "b", "c", "<resources>\n  <string name=\"c\" formatted=\"false\">iki b</string>\n</resources>\n"},
		"Android, forms":   {"values-tr/strings.xml", "<resources>\n  <plurals name=\"b\">\n    <item quantity=\"other\">%d b</item>\n  </plurals>\n</resources>\n", "b", "c", "<resources>\n  <plurals name=\"c\">\n    <item quantity=\"other\">%d b</item>\n  </plurals>\n</resources>\n"},
		"Apple":            {"tr.lproj/a.strings", "\"b\" = \"iki\";\n", "b", "c.d", "\"c.d\" = \"iki\";\n"},
		"taken":            {"tr.json", "{\"b\": \"iki\", \"c\": \"üç\"}", "b", "c", ""},
		"another table":    {"tr.json", "{\"m\": {\"b\": \"iki\"}}", "m.b", "n.b", ""},
		"JSON, spaces":     {"tr.json", "{\"b\": \"iki\"}", "b", "b c", "{\"b c\": \"iki\"}"},
		"not a plain key":  {"tr.toml", "b = \"iki\"\n", "b", "b c", ""},
		"not there":        {"tr.json", "{\"b\": \"iki\"}", "x", "c", ""},
		"gettext":          {"tr.po", "msgid \"b\"\nmsgstr \"iki\"\n", "b", "c", ""},
		"escaped":          {"tr.json", "{\"b\\u0062\": \"iki\"}", "bb", "c", ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := format.Of(c.path).Parse([]byte(c.src), block.Options{Path: c.path, Language: "tr"})
			if err != nil {
				t.Fatal(err)
			}
			got, ok := catalog.Of(doc).Rename(c.id, c.as)
			if ok != (c.want != "") || ok && string(got) != c.want {
				t.Errorf("%q, %v\nwant %q", got, ok, c.want)
			}
		})
	}
}
