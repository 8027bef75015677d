package corpus

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Encode writes a configuration for people to go on with. Law: parsing it gives
// the same configuration.
func (c *Config) Encode() []byte {
	var b bytes.Buffer
	b.WriteString("# The languages and articles that xsync keeps in step.\n\n")
	fmt.Fprintf(&b, "source  = %s\ntargets = %s\n", quoted(c.Source), quotedList(c.Targets))
	if c.Notices != nil {
		fmt.Fprintf(&b, "notices = %s\n", quotedList(c.Notices))
	}
	comment := "  # {lang} is the language; the rest is the article's id"
	for _, a := range c.Articles {
		fmt.Fprintf(&b, "\n[[articles]]\npath = %s%s\n", quoted(a.Path), comment)
		comment = ""
		a.encode(&b)
		for _, list := range []struct {
			key   string
			words []string
		}{{"front_matter", a.FrontMatter}, {"attributes", a.Attributes}, {"note_words", a.NoteWords}, {"furniture", a.Furniture}} {
			if list.words != nil {
				fmt.Fprintf(&b, "%s = %s\n", list.key, quotedList(list.words))
			}
		}
	}
	for _, a := range c.Catalogs {
		fmt.Fprintf(&b, "\n[[catalogs]]\npath = %s\n", quoted(a.Path))
		a.encode(&b)
	}
	c.Check.encodePolicy(&b, "check")
	if c.Glossary.Files != nil {
		fmt.Fprintf(&b, "\n[glossary]\nfiles = %s\n", quotedList(c.Glossary.Files))
	}
	if c.Align.Dictionaries != nil {
		fmt.Fprintf(&b, "\n[align]\ndictionaries = %s\n", quotedList(c.Align.Dictionaries))
	}
	return b.Bytes()
}

// encode writes an entry but for its path.
func (e *Entry) encode(b *bytes.Buffer) {
	if e.SourcePath != "" {
		fmt.Fprintf(b, "source_path = %s\n", quoted(e.SourcePath))
	}
	if e.Language != "" {
		fmt.Fprintf(b, "lang = %s\n", quoted(e.Language))
	}
	if e.Targets != nil {
		fmt.Fprintf(b, "targets = %s\n", quotedList(e.Targets))
	}
	if e.Prefix != "" {
		fmt.Fprintf(b, "prefix = %s\n", quoted(e.Prefix))
	}
	if len(e.Names) > 0 {
		fmt.Fprintf(b, "names = %s\n", quotedTable(e.Names))
	}
	if e.Exclude != nil {
		fmt.Fprintf(b, "exclude = %s\n", quotedList(e.Exclude))
	}
	if e.TranslatedOnly {
		b.WriteString("translated_only = true\n")
	}
}

func (c *Check) encodePolicy(b *bytes.Buffer, name string) {
	if len(c.Levels) > 0 || c.Coverage > 0 || name != "check" {
		fmt.Fprintf(b, "\n[%s]  # error, warn or off\n", name)
	}
	if c.Coverage > 0 {
		fmt.Fprintf(b, "coverage = %d  # percent\n", c.Coverage)
	}
	for _, k := range checkNames {
		if l, ok := c.Levels[k]; ok {
			fmt.Fprintf(b, "%s = %s\n", k, quoted(string(l)))
		}
	}
	langs := make([]string, 0, len(c.Languages))
	for l := range c.Languages {
		langs = append(langs, l)
	}
	slices.Sort(langs)
	for _, l := range langs {
		sub := c.Languages[l]
		sub.encodePolicy(b, name+".languages."+l)
	}
}

// quotedTable is an inline table of TOML, in the order of its keys.
func quotedTable(table map[string]string) string {
	out := make([]string, 0, len(table))
	for _, k := range slices.Sorted(maps.Keys(table)) {
		out = append(out, quoted(k)+" = "+quoted(table[k]))
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

func quotedList(list []string) string {
	out := make([]string, len(list))
	for k, s := range list {
		out[k] = quoted(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// quoted is a basic string of TOML.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7F:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
