package catalog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
)

func TestReplace(t *testing.T) {
	one := func(id, form, text string) catalog.Edit {
		return catalog.Edit{ID: id, Forms: []catalog.Form{{Name: form, Text: text}}}
	}
	const head = "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=3; plural=0;\\n\"\n\n"
	cars := []catalog.Form{{Name: "one", Text: "{{.Count}} car"}, {Name: "other", Text: "{{.Count}} cars"}}
	for name, c := range map[string]struct {
		file, src string
		edits     []catalog.Edit
		want      string
	}{
		"TOML text": {
			"a.ru.toml", "a = \"x\" # why\r\nb = 'C:\\d'\r\n",
			[]catalog.Edit{one("a", "", "say \"no\"\tor\n\\"), one("b", "", `D:\e`)},
			"a = \"say \\\"no\\\"\\tor\\n\\\\\" # why\r\nb = 'D:\\e'\r\n",
		},
		"TOML lines": {
			"a.ru.toml", "a = \"\"\"\nx\n\"\"\"\nb = 'x'\n",
			[]catalog.Edit{one("a", "", "first\n\"\"\"second\""), one("b", "", "it's")},
			"a = \"\"\"\nfirst\n\"\"\\\"second\\\"\"\"\"\nb = \"it's\"\n",
		},
		"TOML form of a table": {
			"a.ru.toml", "[cars]\ndescription = \"d\"\none = \"x\" # of one\nother = \"z\"\n\n[more]\nother = \"m\"\n",
			[]catalog.Edit{{ID: "cars", Forms: []catalog.Form{{Name: "many", Text: "many"}, {Name: "few", Text: "few"}, {Name: "one", Text: "y"}}}},
			"[cars]\ndescription = \"d\"\none = \"y\" # of one\nfew = \"few\"\nmany = \"many\"\nother = \"z\"\n\n[more]\nother = \"m\"\n",
		},
		"TOML form of an inline table": {
			"a.ru.toml", "cars = {other = \"z\"} # behind\n",
			[]catalog.Edit{one("cars", "one", "x")},
			"cars = {one = \"x\", other = \"z\"} # behind\n",
		},
		"TOML text to forms": {
			"a.en.toml", "cars = \"cars\"\n",
			[]catalog.Edit{{ID: "cars", Forms: cars}},
			"cars = {one = \"{{.Count}} car\", other = \"{{.Count}} cars\"}\n",
		},
		"TOML forms to a text": {
			"a.ru.toml", "a = {one = \"x\", other = 'y'} # why\nb.one = \"1\"\nb.other = \"2\"\n\n[c]\nhash = \"h\"\none = \"1\" # of one\nfew = \"2\"\nother = '3'\n",
			[]catalog.Edit{one("a", "", "new"), one("b", "", "it"), one("c", "", "all")},
			"a = \"new\" # why\nb.other = \"it\"\n\n[c]\nhash = \"h\"\nother = 'all'\n",
		},
		"JSON forms to a text": {
			"ru.json", "{\n  \"a\": {\n    \"one\": \"x\",\n    \"other\": \"y\"\n  },\n  \"b\": {\"description\": \"d\", \"other\": \"3\", \"one\": \"1\", \"few\": \"2\"}\n}\n",
			[]catalog.Edit{one("a", "", "new"), one("b", "", "all")},
			"{\n  \"a\": \"new\",\n  \"b\": {\"description\": \"d\", \"other\": \"all\"}\n}\n",
		},
		"i18next forms to a text": {
			"ru.json", "{\n  \"car_one\": \"x {{n}}\",\n  \"z\": \"z\",\n  \"car_few\": \"w\",\n  \"car_other\": \"y\"\n}\n",
			[]catalog.Edit{{ID: "car", Keys: []string{"car"}, Forms: []catalog.Form{{Text: "new"}}}},
			"{\n  \"car\": \"new\",\n  \"z\": \"z\"\n}\n",
		},
		"vue choice to a text": {
			"ru.json", `{"cars": "a {n} | b {n}"}`, []catalog.Edit{one("cars", "", "new")}, `{"cars": "new"}`,
		},
		"YAML forms to a text": {
			"ru.yaml", "a:\n  one: x\n  other: y\nb: z\n", []catalog.Edit{one("a", "", "new")}, "a: new\nb: z\n",
		},
		"PO forms to a text": {
			"ru.po", head + "#, fuzzy\nmsgid \"n\"\nmsgid_plural \"\"\n\"ns\"\nmsgstr[0] \"a\"\nmsgstr[1] \"\"\n\"b\"\nmsgstr[2] \"c\"\n\nmsgid \"z\"\nmsgstr \"z\"\n",
			[]catalog.Edit{one("n", "", "new")},
			head + "msgid \"n\"\nmsgstr \"new\"\n\nmsgid \"z\"\nmsgstr \"z\"\n",
		},
		"PO text to forms": {
			"ru.po", head + "msgid \"msgstr\"\nmsgstr \"msgstr\"\n",
			[]catalog.Edit{{ID: "msgstr", Plural: "ns", Forms: []catalog.Form{{Name: "one", Text: "a"}, {Name: "many", Text: "c"}, {Name: "few", Text: "b"}}}},
			head + "msgid \"msgstr\"\nmsgid_plural \"ns\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\n",
		},
		"Android plurals to a string": {
			"strings.xml", "<resources>\n    <plurals name=\"a\">\n        <item quantity=\"one\">x</item>\n        <item quantity=\"other\">y</item>\n    </plurals>\n</resources>\n",
			[]catalog.Edit{{ID: "a", Keys: []string{"string", "a", "0", "", ""}, Forms: []catalog.Form{{Text: "new"}}}},
			"<resources>\n    <string name=\"a\">new</string>\n</resources>\n",
		},
		"Android plurals with comments and attributes": {
			"strings.xml", "<resources>\n    <!-- Counted -->\n    <plurals name=\"a\"\n        tools:ignore='Foo' xmlns:xliff=\"urn:x\" formatted=\"false\">\n        <!-- first -->\n        <item quantity=\"one\">x</item>\n        <item quantity=\"other\"><!-- rest -->y</item>\n    </plurals>\n</resources>\n",
			[]catalog.Edit{{ID: "a", Keys: []string{"string", "a", "0", "tagged", ""}, Forms: []catalog.Form{{Text: "<xliff:g>new</xliff:g>"}}}},
			"<resources>\n    <!-- Counted -->\n    <!-- first -->\n    <!-- rest -->\n    <string name=\"a\"\n        tools:ignore='Foo' xmlns:xliff=\"urn:x\" formatted=\"false\"><xliff:g>new</xliff:g></string>\n</resources>\n",
		},
		"Android strings to plurals": {
			"strings.xml", "<resources>\n    <!-- Counted -->\n    <string name=\"a\" tools:ignore=\"Foo\">x</string>\n    <item type=\"string\" name=\"b\" tools:ignore=\"Foo\">y</item>\n</resources>\n",
			[]catalog.Edit{
				{ID: "a", Keys: []string{"plurals", "a", "0", "", ""}, Forms: []catalog.Form{{Name: "one", Text: "1"}, {Name: "other", Text: "2"}}},
				{ID: "b", Keys: []string{"plurals", "b", "0", "", ""}, Forms: []catalog.Form{{Name: "other", Text: "3"}}},
			},
			"<resources>\n    <!-- Counted -->\n    <plurals name=\"a\" tools:ignore=\"Foo\">\n        <item quantity=\"one\">1</item>\n        <item quantity=\"other\">2</item>\n    </plurals>\n" +
				"    <plurals name=\"b\" tools:ignore=\"Foo\">\n        <item quantity=\"other\">3</item>\n    </plurals>\n</resources>\n",
		},
		"TOML new": {
			"a.en.toml", "# ours\na = \"x\" # c\nb = \"y\"\n\n[t]\none = \"1\"\nother = \"2\"\n",
			[]catalog.Edit{{ID: "n.1", Forms: []catalog.Form{{Text: "new"}}, After: "a"}, {ID: "cars", Forms: cars}},
			"# ours\na = \"x\" # c\n\"n.1\" = \"new\"\nb = \"y\"\n\n[t]\none = \"1\"\nother = \"2\"\n" +
				"\n[cars]\none = \"{{.Count}} car\"\nother = \"{{.Count}} cars\"\n",
		},
		"TOML new in a table": {
			"a.en.toml", "[menu]\nopen = \"Open\"\n\n[t]\nx = \"y\"",
			[]catalog.Edit{{ID: "menu.shut", Keys: []string{"menu", "shut"}, Forms: []catalog.Form{{Text: "Shut"}}}},
			"[menu]\nopen = \"Open\"\nshut = \"Shut\"\n\n[t]\nx = \"y\"",
		},
		"ARB new": {
			"app_tr.arb", "{\n  \"@@locale\": \"tr\",\n  \"a\": \"x\",\n  \"@a\": {}\n}\n",
			[]catalog.Edit{{ID: "b", Forms: []catalog.Form{{Text: "new"}}, After: "a"}, one("a", "", "y")},
			"{\n  \"@@locale\": \"tr\",\n  \"a\": \"y\",\n  \"@a\": {},\n  \"b\": \"new\"\n}\n",
		},
		"properties": {
			"m_tr.properties", "a = x\r\nb = y \\\r\n    z\r\n",
			[]catalog.Edit{{ID: "c d", Forms: []catalog.Form{{Text: " new\n"}}, After: "a"}, one("b", "", "ş")},
			"a = x\r\nc\\ d = \\ new\\n\r\nb = ş\r\n",
		},
		"Android": {
			"values-tr/strings.xml", "<resources>\r\n  <string name=\"a\">x</string> <!-- A -->\r\n  <plurals name=\"p\">\r\n    <item quantity=\"other\">%d</item>\r\n  </plurals>\r\n</resources>\r\n",
			[]catalog.Edit{
				{ID: "b", Forms: []catalog.Form{{Text: "it's \"b\" & <c>\n"}}, After: "a"},
				one("a", "", " @y"), one("p", "one", "<b>"),
				{ID: "q", Keys: []string{"plurals", "q", "0", "tagged", ""}, Forms: []catalog.Form{{Name: "other", Text: "<xliff:g id=\"n\">%d</xliff:g>"}, {Name: "one", Text: "<b>&</b>"}}},
			},
			"<resources>\r\n  <string name=\"a\">\\u0020@y</string> <!-- A -->\r\n  <string name=\"b\">it\\'s \\\"b\\\" &amp; &lt;c&gt;\\n</string>\r\n" +
				"  <plurals name=\"p\">\r\n    <item quantity=\"one\">&lt;b&gt;</item>\r\n    <item quantity=\"other\">%d</item>\r\n  </plurals>\r\n" +
				"  <plurals name=\"q\" xmlns:xliff=\"urn:oasis:names:tc:xliff:document:1.2\">\r\n    <item quantity=\"one\"><b>&amp;</b></item>\r\n" +
				"    <item quantity=\"other\"><xliff:g id=\"n\">%d</xliff:g></item>\r\n  </plurals>\r\n</resources>\r\n",
		},
		"Android styles": {
			"strings.xml", "<resources><string name=\"a\">\"x\"</string><string name=\"b\"><![CDATA[<p>]]></string><string name=\"c\"/><string name=\"d\"><i>x</i></string></resources>",
			[]catalog.Edit{one("a", "", " it's"), one("b", "", "<br> it's"), one("c", "", "?"), one("d", "", "a <i>b</i> < c")},
			"<resources><string name=\"a\">\" it's\"</string><string name=\"b\"><![CDATA[<br> it\\'s]]></string><string name=\"c\">\\?</string><string name=\"d\">a <i>b</i> &lt; c</string></resources>",
		},
		"Android arrays": {
			"strings.xml", "<resources>\n\t<string-array name=\"a\">\n\t\t<item>x</item>\n\t</string-array>\n</resources>\n",
			[]catalog.Edit{{ID: "a.1", Keys: []string{"string-array", "a", "1", "", ""}, Forms: []catalog.Form{{Text: "y"}}}, {ID: "b.0", Keys: []string{"string-array", "b", "0", "", ""}, Forms: []catalog.Form{{Text: "z"}}}},
			"<resources>\n\t<string-array name=\"a\">\n\t\t<item>x</item>\n\t\t<item>y</item>\n\t</string-array>\n\t<string-array name=\"b\">\n\t\t<item>z</item>\n\t</string-array>\n</resources>\n",
		},
		"Android new in an empty file": {"strings.xml", "", []catalog.Edit{one("a", "", "x")}, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources>\n    <string name=\"a\">x</string>\n</resources>\n"},
		"strings": {
			"m.strings", "/* x */\r\n\"a\" = \"x\";\r\n\"b\" = \"one\n two\"; OK;\r\n",
			[]catalog.Edit{one("a", "", "say \"no\"\\"), one("b", "", "bir\n iki"), one("OK", "", "Tamam"), {ID: "c.d", Forms: []catalog.Form{{Text: " \x01\t%@"}}, After: "a"}},
			"/* x */\r\n\"a\" = \"say \\\"no\\\"\\\\\";\r\n\"c.d\" = \" \\U0001\\t%@\";\r\n\"b\" = \"bir\n iki\"; OK = \"Tamam\";\r\n",
		},
		"strings new in an empty file":    {"m.strings", "", []catalog.Edit{one("a", "", "x")}, "\"a\" = \"x\";\n"},
		"properties in escapes":           {"m_tr.properties", "a=\\u015f", []catalog.Edit{{ID: "b", Forms: []catalog.Form{{Text: "ğ😀"}}}}, "a=\\u015f\nb=\\u011f\\ud83d\\ude00"},
		"properties new in an empty file": {"m_tr.properties", "", []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Text: "x"}}}}, "a=x\n"},
		"TOML new in an empty file":       {"a.en.toml", "", []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Text: "x"}}}}, "a = \"x\"\n"},
		"TOML dotted keys": {
			"a.ru.toml", "a = \"x\"\n\"b.c\".one = \"1\"\n\"b.c\".other = \"2\"\nz = \"y\"\n",
			[]catalog.Edit{{ID: "b.c", Forms: []catalog.Form{{Name: "few", Text: "f"}}}, {ID: "cars", After: "b.c", Forms: cars}, {ID: "t", Forms: []catalog.Form{{Text: "u"}}}},
			"a = \"x\"\n\"b.c\".one = \"1\"\n\"b.c\".few = \"f\"\n\"b.c\".other = \"2\"\n" +
				"cars.one = \"{{.Count}} car\"\ncars.other = \"{{.Count}} cars\"\nz = \"y\"\nt = \"u\"\n",
		},
		"JSON text": {
			"en.json", "{\n  \"a\": \"x\",\n  \"b\" : \"y\"\n}\n",
			[]catalog.Edit{one("a", "", "<b>\"é\"</b>\n"), one("b", "", "z")},
			"{\n  \"a\": \"<b>\\\"é\\\"</b>\\n\",\n  \"b\" : \"z\"\n}\n",
		},
		"JSON escapes": {
			"ru.json", `{"a": "\u0430", "b": "x"}`, []catalog.Edit{one("b", "", "б😀")}, `{"a": "\u0430", "b": "\u0431\ud83d\ude00"}`,
		},
		"i18next forms": {
			"ru.json", "{\n  \"car_one\": \"x {{n}}\",\n  \"car_other\": \"y\",\n  \"deck\": {\"a\": \"b\"}\n}\n",
			[]catalog.Edit{{ID: "car", Forms: []catalog.Form{{Name: "few", Text: "f"}, {Name: "many", Text: "m"}}}},
			"{\n  \"car_one\": \"x {{n}}\",\n  \"car_few\": \"f\",\n  \"car_many\": \"m\",\n  \"car_other\": \"y\",\n  \"deck\": {\"a\": \"b\"}\n}\n",
		},
		"i18next new": {
			"en.json", "{\n  \"a\": \"{{x}}\",\n  \"deck\": {\n    \"b\": \"c\"\n  }\n}\n",
			[]catalog.Edit{
				{ID: "deck.car", Keys: []string{"deck", "car"}, Forms: cars},
				{ID: "quay.in.name", Keys: []string{"quay", "in", "name"}, Forms: []catalog.Form{{Text: "Quay"}}},
			},
			"{\n  \"a\": \"{{x}}\",\n  \"deck\": {\n    \"b\": \"c\",\n    \"car_one\": \"{{.Count}} car\",\n    \"car_other\": \"{{.Count}} cars\"\n  },\n" +
				"  \"quay\": {\n    \"in\": {\n      \"name\": \"Quay\"\n    }\n  }\n}\n",
		},
		"JSON new in an empty object": {"en.json", "{}", []catalog.Edit{one("a", "", "x")}, `{"a": "x"}`},
		"JSON new in an empty file":   {"en.json", "", []catalog.Edit{one("a", "", "x")}, "{\"a\": \"x\"}\n"},
		"go-i18n list": {
			"en.json", "[\n  {\"id\": \"a\", \"other\": \"x\", \"one\": \"y\"}\n]\n",
			[]catalog.Edit{one("a", "few", "f"), {ID: "b", Forms: cars}},
			"[\n  {\"id\": \"a\", \"other\": \"x\", \"one\": \"y\", \"few\": \"f\"},\n" +
				"  {\"id\": \"b\", \"one\": \"{{.Count}} car\", \"other\": \"{{.Count}} cars\"}\n]\n",
		},
		"vue choice": {
			"ru.json", `{"cars": "a | b"}`,
			[]catalog.Edit{{ID: "cars", Forms: []catalog.Form{{Name: "few", Text: "f"}, {Name: "many", Text: "m"}, {Name: "one", Text: "o"}}}},
			`{"cars": "o | f | m"}`,
		},
		"YAML text": {
			"en.yaml", "a: x  # why\nb: \"y\"\nc: 'z'\nd: |\n  old\n  text\n\ne: >-\n  folded\n",
			[]catalog.Edit{one("a", "", "plain words"), one("b", "", "é \\ \"\n"), one("c", "", "it's"), one("d", "", "new\n\nlines\n"), one("e", "", "one")},
			"a: plain words  # why\nb: \"é \\\\ \\\"\\n\"\nc: 'it''s'\nd: |\n  new\n\n  lines\n\ne: |-\n  one\n",
		},
		"YAML text that needs marks": {
			"en.yaml", "a: x\nb: y\n", []catalog.Edit{one("a", "", "no: 5"), one("b", "", "yes")}, "a: \"no: 5\"\nb: \"yes\"\n",
		},
		"YAML alias": {"en.yaml", "a: &x y\nb: *x # c\n", []catalog.Edit{one("b", "", "z")}, "a: &x y\nb: z # c\n"},
		"YAML forms": {
			"ru.yaml", "cars:\n  one: x\n  other: z # last\nflow: {one: x, other: z}\n",
			[]catalog.Edit{one("cars", "few", "y"), one("flow", "few", "y")},
			"cars:\n  one: x\n  few: \"y\"\n  other: z # last\nflow: {one: x, few: \"y\", other: z}\n",
		},
		"YAML new": {
			"en.yaml", "en:\n  deck:\n    a: b\n",
			[]catalog.Edit{{ID: "deck.cars", Keys: []string{"deck", "cars"}, Forms: cars}, {ID: "x", Forms: []catalog.Form{{Text: "y"}}}},
			"en:\n  deck:\n    a: b\n    cars:\n      one: \"{{.Count}} car\"\n      other: \"{{.Count}} cars\"\n  x: \"y\"\n",
		},
		"PO text": {
			"ru.po", "#, c-format, fuzzy\n#| msgid \"b\"\nmsgid \"a\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"b\"\nmsgstr \"x\"\n",
			[]catalog.Edit{one("a", "", "два\nряда \"\\\n"), one("b", "", "один\n")},
			"#, c-format\nmsgid \"a\"\nmsgstr \"\"\n\"два\\n\"\n\"ряда \\\"\\\\\\n\"\n\nmsgid \"b\"\nmsgstr \"один\\n\"\n",
		},
		"PO text that was guessed": {
			"ru.po", "# ours\r\n#| msgctxt \"button\"\r\n#| msgid \"\"\r\n#| \"Car\"\r\n#| msgid_plural \"Cars\"\r\n#: a.go:1\r\n#, fuzzy\r\n#, fuzzy, c-format\r\nmsgid \"a\"\r\nmsgstr \"x\"\r\n\r\n#| msgid \"was\"\r\nmsgid \"b\"\r\nmsgstr \"x\"\r\n\r\n#, fuzzy\r\n#| msgid \"D\"\r\nmsgid \"c\"\r\nmsgstr \"x\"\r\n",
			[]catalog.Edit{one("a", "", "y"), one("b", "", "y")},
			"# ours\r\n#: a.go:1\r\n#, c-format\r\nmsgid \"a\"\r\nmsgstr \"y\"\r\n\r\n#| msgid \"was\"\r\nmsgid \"b\"\r\nmsgstr \"y\"\r\n\r\n#, fuzzy\r\n#| msgid \"D\"\r\nmsgid \"c\"\r\nmsgstr \"x\"\r\n",
		},
		"PO forms": {
			"ru.po", head + "msgid \"%d car\"\nmsgid_plural \"%d cars\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n",
			[]catalog.Edit{{ID: "%d car", Forms: []catalog.Form{{Name: "many", Text: "c"}}}, {ID: "quay\x04In", Forms: []catalog.Form{{Text: "Вход"}}}},
			head + "msgid \"%d car\"\nmsgid_plural \"%d cars\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\n\nmsgctxt \"quay\"\nmsgid \"In\"\nmsgstr \"Вход\"\n",
		},
		"PO new with forms": {
			"ru.po", "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"z\"\nmsgstr \"z\"\n",
			[]catalog.Edit{{ID: "car", Plural: "cars", After: "a", Forms: []catalog.Form{{Name: "one", Text: "1"}, {Name: "few", Text: "2"}, {Name: "many", Text: "5"}}}},
			"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"car\"\nmsgid_plural \"cars\"\nmsgstr[0] \"1\"\nmsgstr[1] \"2\"\nmsgstr[2] \"5\"\n\nmsgid \"z\"\nmsgstr \"z\"\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := catalog.Replace(parsed(t, c.file, c.src), c.edits)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

// parsed reads a catalogue whose language stands before its ending.
func parsed(t *testing.T, name, src string) *catalog.Catalog {
	t.Helper()
	lang := strings.Split(name, ".")
	c, err := parse(name, []byte(src), lang[len(lang)-2], block.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What cannot be written is refused.
func TestReplaceRefused(t *testing.T) {
	for name, c := range map[string]struct {
		file, src string
		edits     []catalog.Edit
	}{
		"a bar in a choice": {"en.json", `{"a": "b | c"}`, []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Name: "one", Text: "x|y"}}}}},
		"no forms":          {"en.json", `{"a": "b"}`, []catalog.Edit{{ID: "a"}}},
		"an unknown form":   {"en.json", `{"a": "b"}`, []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Name: "lots", Text: "x"}}}}},
		"forms of strings":  {"en.strings", `"a" = "b";`, []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Name: "one", Text: "x"}, {Name: "other", Text: "y"}}}}},
		"two edits":         {"en.json", `{"a": "b"}`, []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Text: "x"}}}, {ID: "a", Forms: []catalog.Form{{Text: "y"}}}}},
		"below a text":      {"en.json", `{"a": "b"}`, []catalog.Edit{{ID: "a.b", Keys: []string{"a", "b"}, Forms: []catalog.Form{{Text: "x"}}}}},
		"no msgid_plural":   {"ru.po", "msgid \"a\"\nmsgstr \"b\"\n", []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Name: "few", Text: "x"}}}}},
		"an alias says it":  {"en.yaml", "a: &x y\nb: *x\n", []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Text: "z"}}}}},
		"a form left out":   {"ru.po", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"b\"\n", []catalog.Edit{{ID: "a", Forms: []catalog.Form{{Name: "many", Text: "x"}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := catalog.Replace(parsed(t, c.file, c.src), c.edits); err == nil {
				t.Errorf("%q", got)
			}
		})
	}
}
