package catalog_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
)

// large are catalogues of n messages with forms, also on one line.
func large(n int) map[string]string {
	var toml, dotted, json, flat, block, flow, po strings.Builder
	flat.WriteString("{")
	json.WriteString("{")
	flow.WriteString("{")
	for k := range n {
		comma := ", "
		if k == n-1 {
			comma = "}\n"
		}
		fmt.Fprintf(&toml, "# Note.\n[key%d]\none = \"a row\"\nother = \"{{.N}} rows\"\n", k)
		fmt.Fprintf(&dotted, "key%d.one = \"a row\"\nkey%d.other = \"{{.N}} rows\"\n", k, k)
		fmt.Fprintf(&json, `"key%d": {"one": "a row", "other": "{{.N}} rows"}%s`, k, comma)
		fmt.Fprintf(&flat, `"key%d_one": "a row", "key%d_other": "{{n}} rows"%s`, k, k, comma)
		fmt.Fprintf(&block, "key%d:\n  one: a row\n  other: \"{{.N}} rows\"\n", k)
		fmt.Fprintf(&flow, `key%d: {one: ряд, other: "{{.N}} ряда"}%s`, k, comma)
		fmt.Fprintf(&po, "msgid \"key%d\"\nmsgid_plural \"rows\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\n\n", k)
	}
	return map[string]string{
		"a.toml": toml.String(), "dotted.toml": dotted.String(), "a.json": json.String(), "flat.json": flat.String(),
		"a.yaml": block.String(), "flow.yaml": flow.String(), "a.po": po.String(),
	}
}

// The time is linear in the number of messages.
func TestLarge(t *testing.T) {
	const n, most = 5000, time.Minute
	for name, src := range large(n) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			c, err := parse(name, []byte(src), "ru", block.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Messages) != n || len(c.Doc.Segments()) != n {
				t.Errorf("%d messages, %d segments", len(c.Messages), len(c.Doc.Segments()))
			}
			for k := range c.Messages {
				catalog.Compare(c, c, &c.Messages[k], &c.Messages[k])
			}
			if d := time.Since(start); d > most {
				t.Errorf("it took %v", d)
			} else {
				t.Log(d)
			}
		})
	}
}

// What nests too deeply is a problem, and no crash.
func TestDeep(t *testing.T) {
	const n = 200000
	for name, src := range map[string]string{
		"a.json":       strings.Repeat(`{"a":`, n) + `"x"` + strings.Repeat("}", n),
		"list.json":    strings.Repeat("[", n),
		"a.toml":       "a = " + strings.Repeat("[", n) + strings.Repeat("]", n),
		"inline.toml":  "a = " + strings.Repeat("{a=", 1000) + "1" + strings.Repeat("}", 1000),
		"dotted.toml":  strings.Repeat("a.", 2000) + "a = 1",
		"a.yaml":       strings.Repeat("{a: ", 5000) + "x" + strings.Repeat("}", 5000),
		"list.yaml":    strings.Repeat("- ", 5000) + "x",
		"indents.yaml": indents(3000),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parse(name, []byte(src), "en", block.Options{}); err == nil {
				t.Error("no problem")
			} else {
				t.Logf("%.100v", err)
			}
		})
	}
}

// indents are keys each below the one before.
func indents(n int) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(strings.Repeat(" ", k) + "a:\n")
	}
	return b.String()
}
