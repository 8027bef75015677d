package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// defaultFields are the fields of front matter that hold text for readers in
// Hugo, Docusaurus, Jekyll, MkDocs and Astro, and on the home pages of VitePress,
// VuePress and Starlight.
var defaultFields = []string{
	"title", "subtitle", "description", "summary", "excerpt", "caption", "sidebar_label", "linkTitle",
	"heroText", "tagline", "actionText", "hero.title", "hero.text", "hero.tagline", "hero.image.alt", "hero.actions[].text",
	"actions[].text", "features[].title", "features[].details", "features[].linkText",
}

// UsualField reports whether a field of front matter is one of those that are
// translated where nobody names any.
func UsualField(path string) bool {
	return slices.ContainsFunc(defaultFields, func(f string) bool { return strings.EqualFold(f, path) })
}

// keysOf are the fields of front matter to read.
func keysOf(o block.Options) []string { return chosenFields(o.FrontMatter) }

// frontMatter adds the fields of the front matter that are to be translated
// and returns the number of the first line behind it: 0 if there is none.
// Lines of front matter that are no such field stay gaps, whatever they are;
// some are templates and not to be parsed at all.
func (t *text) frontMatter(keys []string) int {
	fence := string(bytes.TrimRight(t.Line(0), " \t"))
	first := 1
	switch {
	case fence == "---" || fence == "+++":
	case unfenced.MatchString(t.Str[t.Starts[0]:]):
		fence, first = "---", 0
	default:
		return max(t.jsonMatter(keys), t.mapMatter(keys))
	}
	end := t.closingFence(fence)
	if end < 0 || !t.startsField(first, end, fence) {
		return 0
	}
	f := &fields{keys: keys, isTOML: fence == "+++"}
	if !f.isTOML {
		f.nested = nestedFields(t.Str[t.Starts[first]:t.Starts[end]], keys)
		for k := range f.nested {
			f.nested[k].line += first - 1
		}
	}
	for n := first; n < end; {
		n = t.field(n, end, f)
	}
	return end + 1
}

// Head is the front matter that a file of another format begins with, between fences of YAML or
// TOML and read as that of an article is: its fields are the segments, and [block.Doc.Body] is
// where the file goes on. It is nil for a file that begins otherwise.
func Head(src []byte, o block.Options) *block.Doc {
	if _, fence := frontMatterText(src); fence == "" {
		return nil
	}
	t := &text{block.NewBuilder(src, block.Markdown)}
	end := t.frontMatter(keysOf(o))
	if end == 0 {
		return nil
	}
	t.SetBody(end)
	return t.Finish(func(src []byte) *block.Doc { return Head(src, o) })
}

// unfenced matches front matter of YAML without the fence above it, as Hexo reads it: fields and
// what belongs to them without a blank line, among them a title or a layout. One line in front
// of the fence is a heading that is underlined, unless its key is one of those.
var unfenced = regex.Lazy(`^(?:[\w-]+:(?:[ \t].*)?\r?\n(?:[ \t]+\S.*\r?\n|- .*\r?\n)*)*?(?:title|layout):[ \t].*\r?\n(?:[\w-]+:(?:[ \t].*)?\r?\n|[ \t]+\S.*\r?\n|- .*\r?\n)*---[ \t]*(?:\r?\n|$)`)

// closingFence is the line that ends the front matter, or -1.
func (t *text) closingFence(fence string) int {
	for n := 1; n < len(t.Starts); n++ {
		line := t.Line(n)
		if len(line) < 3 || line[0] != fence[0] && line[0] != '.' {
			continue
		}
		line = bytes.TrimRight(line, " \t")
		if string(line) == fence || fence == "---" && string(line) == "..." {
			return n
		}
	}
	return -1
}

// startsField reports whether the first line between two fences that says
// anything starts a field, or there is none. Otherwise the fences are more
// likely thematic breaks around a text.
func (t *text) startsField(n, end int, fence string) bool {
	for ; n < end; n++ {
		line := bytes.TrimSpace(t.Line(n))
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if line[0] == '{' || line[0] == '[' && fence == "+++" {
			return true
		}
		key, _ := splitField(t.Str[t.Starts[n]:t.LineEnd(n)], fence == "+++")
		return key != ""
	}
	return end == 1
}

// field handles the field of front matter that starts on line n and returns
// the line behind it.
func (t *text) field(n, end int, f *fields) (next int) {
	isTOML := f.isTOML
	if isTOML && f.openTable(string(t.Line(n))) {
		return n + 1
	}
	key, value := splitField(t.Str[t.Starts[n]:t.LineEnd(n)], isTOML)
	if key != "" && f.table != "" {
		key = under(f.table, key)
	}
	last := n
	if isTOML {
		last = t.multiline(n, end, value)
	} else {
		for last+1 < end && indented(t.Line(last+1)) {
			last++
		}
	}
	next = last + 1
	if key == "" || !f.names(key) {
		t.nested(f, n, last)
		return next
	}
	for last > n && isBlank(t.Line(last)) {
		last--
	}
	decode := yamlScalar
	if isTOML {
		decode = tomlString
	}
	if s, ok := decode(t.Str[t.Starts[n]:t.LineEnd(last)], value); ok && strings.TrimSpace(s) != "" {
		b := block.Block{Kind: block.FrontMatter, Label: t.Composed(key), Text: t.Composed(strings.TrimRight(s, "\n"))}
		t.Add(b, n, last)
		return next
	}
	t.nested(f, n, last)
	return next
}

// indented reports whether a line continues the YAML field above it.
func indented(line []byte) bool {
	return len(line) == 0 || line[0] == ' ' || line[0] == '\t'
}

// multiline is the last line of a TOML field that starts on line n.
func (t *text) multiline(n, end int, value string) int {
	if len(value) < 3 || value[:3] != `"""` && value[:3] != "'''" {
		return n
	}
	quote := value[:3]
	if strings.Contains(value[3:], quote) {
		return n
	}
	for last := n + 1; last < end; last++ {
		if bytes.Contains(t.Line(last), []byte(quote)) {
			return last
		}
	}
	return n
}

// splitField splits "key: value" (YAML) or "key = value" (TOML) at the start of
// a line. The key is "" if the line starts no field.
func splitField(line string, isTOML bool) (key, value string) {
	sign := ":"
	if isTOML {
		sign = "="
	}
	key, value, ok := strings.Cut(line, sign)
	if !ok || key == "" || !isTOML && value != "" && value[0] != ' ' && value[0] != '\t' {
		return "", ""
	}
	key = strings.TrimRight(key, " \t")
	if isTOML {
		key = strings.TrimLeft(key, " \t")
	}
	if n := len(key); n > 2 && (key[0] == '"' || key[0] == '\'') && key[n-1] == key[0] {
		key = key[1 : n-1]
	}
	if key == "" || key[0] == '-' || strings.ContainsAny(key, " \t\"'#{}[],&*!|>%@`") {
		return "", ""
	}
	return key, strings.TrimSpace(value)
}

// yamlScalar decodes a field of YAML that is a scalar; value is its first line.
func yamlScalar(field, value string) (string, bool) {
	if value == "" || strings.IndexByte("[{*&!", value[0]) >= 0 {
		return "", false
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(field), &doc) != nil || len(doc.Content) != 1 {
		return "", false
	}
	m := doc.Content[0]
	if m.Kind != yaml.MappingNode || len(m.Content) != 2 {
		return "", false
	}
	v := m.Content[1]
	return v.Value, v.Kind == yaml.ScalarNode && v.Tag != "!!null"
}

// tomlString decodes a field of TOML that is a string.
func tomlString(field, value string) (string, bool) {
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return "", false
	}
	var m map[string]any
	if toml.Unmarshal([]byte(field), &m) != nil {
		return "", false
	}
	for _, v := range m {
		s, ok := v.(string)
		return s, ok
	}
	return "", false
}
