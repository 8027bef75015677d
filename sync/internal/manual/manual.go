// Package manual writes manual pages in the macros of man(7). It knows their form; what
// stands in them, in which language, is the caller's.
package manual

import (
	"fmt"
	"io"
	"strings"
)

// Page is a manual page.
type Page struct {
	Name     string // as in "xsync-check"
	Number   int    // the section of the manual, 1 for commands
	Version  string // the program and its version, for the foot
	Title    string // the heading of the first section: NAME
	Purpose  string // what it does, in a few words
	Sections []Section
}

// Section is a part of a page with a heading.
type Section struct {
	Title string
	Items []Item
}

// Item is a piece of a section: a paragraph, a command line, or a term and what it
// means. The empty ones of its fields are left out.
type Item struct {
	Text    string // a paragraph, or what the term means
	Term    string // as a flag with the name of its value
	Literal string // lines that are shown as they are
}

// File is where a page lies below a folder of manual pages: in a folder of its language,
// but for English.
func (p *Page) File(language string) string {
	name := fmt.Sprintf("man%d/%s.%[1]d", p.Number, p.Name)
	if language != "en" {
		name = language + "/" + name
	}
	return name
}

// Write writes a page.
func (p *Page) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s %d \"\" %s\n", quoted(strings.ToUpper(p.Name)), p.Number, quoted(p.Version))
	b.WriteString(".nh\n.ad l\n") // words are neither hyphenated by English rules nor pulled apart
	fmt.Fprintf(&b, ".SH %s\n%s \\- %s\n", quoted(p.Title), escaped(p.Name), escaped(p.Purpose))
	for _, s := range p.Sections {
		fmt.Fprintf(&b, ".SH %s\n", quoted(s.Title))
		for _, i := range s.Items {
			i.write(&b)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (i *Item) write(b *strings.Builder) {
	switch {
	case i.Literal != "":
		b.WriteString(".PP\n.RS 4\n.nf\n")
		for line := range strings.SplitSeq(i.Literal, "\n") {
			b.WriteString(textLine(line))
		}
		b.WriteString(".fi\n.RE\n")
	case i.Term != "":
		fmt.Fprintf(b, ".TP\n\\fB%s\\fR\n%s", escaped(i.Term), textLine(i.Text))
	default:
		b.WriteString(".PP\n" + textLine(i.Text))
	}
}

// textLine is a text as a line that is none of a request: a dot or an apostrophe at its
// beginning stands for itself.
func textLine(text string) string {
	text = escaped(strings.ReplaceAll(text, "\n", " "))
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "\\(aq") {
		text = "\\&" + text
	}
	return text + "\n"
}

// escapes are the characters that roff reads as something else, or shows as another:
// a hyphen that may be typed, as in "--help", is not one that joins words.
var escapes = strings.NewReplacer(`\`, `\(rs`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

func escaped(text string) string { return escapes.Replace(text) }

// quoted is an argument of a macro.
func quoted(text string) string {
	return `"` + strings.ReplaceAll(escaped(text), `"`, `\(dq`) + `"`
}
