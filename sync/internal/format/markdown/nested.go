package markdown

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// fields are what is known of the fields of front matter before its lines are
// read.
type fields struct {
	keys   []string
	isTOML bool
	nested []nestedField // in the order of their lines

	table  string           // of TOML, that the line at hand belongs to: "hero", "features[1]"
	counts map[string]int   // how often each list of tables of TOML has come
	paths  []*regexp.Regexp // those that the keys name, in TOML
}

// tableHead matches the header of a table of TOML, or of an item of a list of tables.
var tableHead = regex.Lazy(`^\s*(\[{1,2})\s*((?:[\w-]+|"[^"]*")(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*\]{1,2}\s*(?:#.*)?$`)

// openTable reports whether a line begins a table of TOML, to which the lines behind it
// belong.
func (f *fields) openTable(line string) bool {
	m := tableHead.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	path := ""
	for name := range strings.SplitSeq(m[2], ".") {
		path = under(path, strings.Trim(strings.TrimSpace(name), `"`))
		if n := f.counts[path]; n > 0 {
			path += "[" + strconv.Itoa(n-1) + "]"
		}
	}
	if m[1] == "[[" {
		if f.counts == nil {
			f.counts = map[string]int{}
		}
		path = listEnd.ReplaceAllString(path, "")
		f.counts[path]++
		path += "[" + strconv.Itoa(f.counts[path]-1) + "]"
	}
	f.table = path
	return true
}

var listEnd = regex.Lazy(`\[\d+\]$`)

// names reports whether a field is one to read: by its key, or by its path if it is in a
// table of TOML.
func (f *fields) names(key string) bool {
	if f.table == "" {
		return slices.ContainsFunc(f.keys, func(k string) bool { return strings.EqualFold(k, key) })
	}
	if f.paths == nil {
		for _, k := range f.keys {
			f.paths = append(f.paths, fieldPattern(k))
		}
	}
	return slices.ContainsFunc(f.paths, func(p *regexp.Regexp) bool { return p.MatchString(key) })
}

// nestedField is a text in a table or list of YAML.
type nestedField struct {
	path   string // "hero.text", "features[0].title"
	text   string
	line   int // of the front matter, from 1
	column int // of its key or its dash, from 0
}

// deepestField bounds how deep tables nest in front matter.
const deepestField = 20

// nestedFields are the texts in tables and lists of YAML that are to be
// translated, in the order of their lines; none if it cannot be read, as a
// template cannot.
func nestedFields(src string, keys []string) []nestedField {
	if !strings.Contains(src, "\n ") && !strings.Contains(src, "\n-") && !strings.Contains(src, "\n\t") {
		return nil
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(src), &doc) != nil || len(doc.Content) != 1 {
		return nil
	}
	var patterns []*regexp.Regexp
	for _, k := range keys {
		patterns = append(patterns, fieldPattern(k))
	}
	var out []nestedField
	var walk func(n *yaml.Node, path string, column, depth int)
	walk = func(n *yaml.Node, path string, column, depth int) {
		switch {
		case depth > deepestField || n.Style&yaml.FlowStyle != 0:
		case n.Kind == yaml.MappingNode:
			for k := 0; k+1 < len(n.Content); k += 2 {
				key, value := n.Content[k], n.Content[k+1]
				name := key.Value
				if path != "" {
					name = path + "." + name
				}
				if value.Kind == yaml.ScalarNode && key.Line != value.Line {
					continue // its text begins on another line than its key
				}
				walk(value, name, key.Column-1, depth+1)
			}
		case n.Kind == yaml.SequenceNode:
			for k, item := range n.Content {
				walk(item, path+"["+strconv.Itoa(k)+"]", n.Column-1, depth+1)
			}
		case n.Kind != yaml.ScalarNode || depth < 2 || n.ShortTag() != "!!str" || !says(n.Value):
		default:
			for _, p := range patterns {
				if p.MatchString(path) {
					out = append(out, nestedField{path, n.Value, n.Line, column})
					break
				}
			}
		}
	}
	walk(doc.Content[0], "", 0, 0)
	return out
}

// fieldPatterns has the patterns of keys that were asked for: a configuration names a few,
// and each article asks for all of them.
var fieldPatterns sync.Map

// fieldPattern matches the paths of the fields that a key of the configuration
// names: letter case does not matter, the places in lists need not be named, and
// what stands in a table or list belongs to it.
func fieldPattern(key string) *regexp.Regexp {
	if known, ok := fieldPatterns.Load(key); ok {
		return known.(*regexp.Regexp)
	}
	p := compileField(key)
	fieldPatterns.Store(key, p)
	return p
}

// keyPlace is a place in a list, as a key may name it.
var keyPlace = regex.Lazy(`\[\d*\]|\[\*\]`)

func compileField(key string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?i)^`)
	for k, name := range strings.Split(keyPlace.ReplaceAllString(key, ""), ".") {
		if k > 0 {
			b.WriteString(`\.`)
		}
		if name == "*" {
			b.WriteString(`[^.\[]+`)
		} else {
			b.WriteString(regexp.QuoteMeta(name))
		}
		b.WriteString(`(?:\[\d+\])*`)
	}
	b.WriteString(`(?:[.\[].*)?$`)
	return regexp.MustCompile(b.String())
}

// nested adds the fields in tables and lists that stand on the lines from first
// to last. Two on one line are none: they could not be told apart.
func (t *text) nested(f *fields, first, last int) {
	for k := range f.nested {
		field := &f.nested[k]
		if field.line < first || field.line > last || k > 0 && f.nested[k-1].line == field.line {
			continue
		}
		end := field.line
		for end+1 <= last && (isBlank(t.Line(end+1)) || indentation(string(t.Line(end+1))) > field.column) {
			end++
		}
		for end > field.line && isBlank(t.Line(end)) {
			end--
		}
		b := block.Block{Kind: block.FrontMatter, Label: t.Composed(field.path), Text: t.Composed(strings.TrimRight(field.text, "\n"))}
		t.Add(b, field.line, end)
	}
}
