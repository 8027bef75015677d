package markdown

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Unread are the paths of the fields of front matter that hold prose and that no key
// names, sorted, each once: "lead", "features[].note". Nil keys are the usual fields. A
// key that begins with "!" names a field that needs no translation. Front matter that
// cannot be read, as a template cannot, has none.
func Unread(src []byte, keys []string) []string {
	head, fence := frontMatterText(src)
	known := append(chosenFields(keys), ignoredFields(keys)...)
	if !mayHoldProse(head, known) {
		return nil
	}
	u := unreadFields{found: map[string]bool{}}
	for _, k := range known {
		u.known = append(u.known, fieldPattern(k))
	}
	if fence == "+++" {
		var tree map[string]any
		if toml.Unmarshal(head, &tree) == nil {
			u.walkTOML("", tree, 0)
		}
	} else {
		var doc yaml.Node
		if yaml.Unmarshal(head, &doc) == nil && len(doc.Content) == 1 {
			u.walkYAML("", doc.Content[0], 0)
		}
	}
	return slices.Sorted(maps.Keys(u.found))
}

// chosenFields are the fields to read, of those that a project names.
func chosenFields(keys []string) []string {
	var out []string
	for _, k := range keys {
		if !strings.HasPrefix(k, "!") {
			out = append(out, k)
		}
	}
	if keys == nil || len(out) == 0 && len(keys) > 0 {
		return slices.Clone(defaultFields)
	}
	return out
}

// ignoredFields are the fields of which a project says that they need no translation.
func ignoredFields(keys []string) []string {
	var out []string
	for _, k := range keys {
		if name, ok := strings.CutPrefix(k, "!"); ok {
			out = append(out, name)
		}
	}
	return out
}

// fieldsEnd matches the end of front matter, by the fence that it begins with.
var fieldsEnd = map[string]*regex.Pattern{
	"---": regex.Lazy(`(?m)^(?:---|\.\.\.)[ \t]*\r?$`),
	"+++": regex.Lazy(`(?m)^(?:\+\+\+|\.\.\.)[ \t]*\r?$`),
}

// frontMatterText is what stands between the fences of front matter, and the fence.
func frontMatterText(src []byte) (text []byte, fence string) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	fence = string(bytes.TrimRight(first, " \t\r"))
	if fence != "---" && fence != "+++" {
		return nil, ""
	}
	end := fieldsEnd[fence].FindIndex(rest)
	if end == nil {
		return nil, ""
	}
	return rest[:end[0]], fence
}

// mayHoldProse reports whether a line has enough blanks for prose, other than those of
// YAML with the text of a field that is known.
func mayHoldProse(head []byte, known []string) bool {
	for line := range bytes.Lines(head) {
		key, _, isField := bytes.Cut(line, []byte(":"))
		if !(isField && slices.Contains(known, string(key))) && bytes.Count(line, []byte(" ")) >= leastProse {
			return true
		}
	}
	return false
}

// unreadFields collects the fields that are prose and not known.
type unreadFields struct {
	known []*regexp.Regexp
	found map[string]bool
}

func (u *unreadFields) walkYAML(path string, n *yaml.Node, depth int) {
	switch {
	case depth > deepestField:
	case n.Kind == yaml.MappingNode:
		for k := 0; k+1 < len(n.Content); k += 2 {
			u.walkYAML(under(path, n.Content[k].Value), n.Content[k+1], depth+1)
		}
	case n.Kind == yaml.SequenceNode:
		for k, item := range n.Content {
			u.walkYAML(path+"["+strconv.Itoa(k)+"]", item, depth+1)
		}
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str":
		u.note(path, n.Value)
	}
}

func (u *unreadFields) walkTOML(path string, value any, depth int) {
	switch value := value.(type) {
	case map[string]any:
		for key, v := range value {
			if depth <= deepestField {
				u.walkTOML(under(path, key), v, depth+1)
			}
		}
	case []any:
		for k, v := range value {
			if depth <= deepestField {
				u.walkTOML(path+"["+strconv.Itoa(k)+"]", v, depth+1)
			}
		}
	case string:
		u.note(path, value)
	}
}

// under is the path of a field of a table.
func under(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// note keeps a field if it is prose and nobody reads it.
func (u *unreadFields) note(path, value string) {
	if !isProse(value) || programFields.MatchString(path) || slices.ContainsFunc(u.known, func(p *regexp.Regexp) bool { return p.MatchString(path) }) {
		return
	}
	u.found[listPlace.ReplaceAllString(path, "[]")] = true
}

var (
	listPlace = regex.Lazy(`\[\d+\]`)
	// programFields are fields whose texts are names, or for programs.
	programFields = regex.Lazy(`(?i)(?:^|\.)(?:authors?|contributors?|keywords|tags|categories|aliases|license|copyright|layout|permalink|url|slug|date|script|style|css|template|code|query|sql|command|path|image|src|icon|class)(?:\[|\.|$)`)
)

// leastProse is the number of words from which on a value is prose; with a full stop,
// fewer will do.
const leastProse = 3

// isProse reports whether a value is a sentence, or at least five words of which two or
// more are no names.
func isProse(value string) bool {
	if strings.ContainsAny(value, "{}<>=|$`") || strings.Contains(value, "://") {
		return false
	}
	all := strings.Fields(value)
	plain := 0
	for _, w := range all {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) && !unicode.IsUpper(r) && !strings.ContainsAny(w, "/_\\@") {
			plain++
		}
	}
	ends := strings.ContainsAny(value[len(value)-min(len(value), 3):], ".!?…。")
	return plain >= 2 && (len(all) >= 5 || len(all) >= leastProse && ends)
}
