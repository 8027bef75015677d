package drift

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/langdata"
	"github.com/xsync-project/xsync/sync/internal/listing"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// The kinds of findings on what is syntax rather than text.
const (
	Directive    = "directive"     // the name of a container or component, what its attributes say to a program, or the type of an alert
	Cells        = "cells"         // how many cells a row of a table has
	HeadingLevel = "heading_level" // how deep a heading is
	ListNumber   = "list_number"   // the number with which a list begins
	Shape        = "shape"         // what a text is: a heading, a paragraph, a quotation, an item, a task or a row of a table
)

// bracedName is the name of a directive in braces.
var bracedName = regex.Lazy(`^[:\s]*\{([^{}\s]+)\}$`)

// afterSigns is the blank between the signs of a container and its name, which may be left out.
var afterSigns = regex.Lazy(`^([:/]{3,})\s+`)

// sameDirective reports whether two lines begin one container, or two names in braces are one
// directive, which can be called otherwise in the language of the translation.
func sameDirective(a, b string) bool {
	if afterSigns.ReplaceAllString(a, "$1") == afterSigns.ReplaceAllString(b, "$1") {
		return true
	}
	x, y := bracedName.FindStringSubmatch(a), bracedName.FindStringSubmatch(b)
	return x != nil && y != nil && block.SameAdmonition(x[1], y[1])
}

// sameButForTitle reports whether two tags of a template differ in words that are read alone,
// behind their name: "{% note warn For travellers %}".
func sameButForTitle(a, b string) bool {
	const name = 2 // words: what opens the tag, and its name
	x, y := strings.Fields(a), strings.Fields(b)
	for n := 0; len(x) > 1 && len(y) > 1 && x[0] == y[0]; n++ {
		x, y = x[1:], y[1:]
	}
	same := min(len(strings.Fields(a))-len(x), len(strings.Fields(b))-len(y))
	if same < name || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	return isTitle(x[:len(x)-1]) && len(y) > 1 && !strings.ContainsAny(strings.Join(y, " "), "=/")
}

// sameButForLanguage reports whether two tags of a template differ in nothing but that each names
// the language that it stands in: {% if page.lang == "en" %}, {% include de/note.html %}.
func (e *examination) sameButForLanguage(a, b string) bool {
	for _, from := range spellingsOf(e.source.Language) {
		for _, to := range spellingsOf(e.target.Language) {
			if replaceWord(a, from, to) == b {
				return true
			}
		}
	}
	return false
}

// spellingsOf are the ways in which programs write the tag of a language.
func spellingsOf(tag string) []string {
	lower := strings.ToLower(tag)
	return []string{tag, lower, strings.ReplaceAll(tag, "-", "_"), strings.ReplaceAll(lower, "-", "_"), langdata.Base(tag)}
}

// replaceWord puts a word in the place of another wherever that stands between signs.
func replaceWord(text, from, to string) string {
	if from == "" {
		return text
	}
	inWord := func(r rune, _ int) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	var out strings.Builder
	for at := 0; ; {
		k := strings.Index(text[at:], from)
		if k < 0 {
			return out.String() + text[at:]
		}
		begin, end := at+k, at+k+len(from)
		out.WriteString(text[at:begin])
		if inWord(utf8.DecodeLastRuneInString(text[:begin])) || inWord(utf8.DecodeRuneInString(text[end:])) {
			out.WriteString(from)
		} else {
			out.WriteString(to)
		}
		at = end
	}
}

// isTitle reports whether words are a title: the first has a capital letter, none has one
// within, and none has digits or signs of code.
func isTitle(words []string) bool {
	for k, w := range words {
		for at, u := range strings.Trim(w, `"'.,:;!?()`) {
			if !unicode.IsLetter(u) && u != '\'' && u != '’' && u != '-' || at > 0 && unicode.IsUpper(u) || k == 0 && at == 0 && !unicode.IsUpper(u) {
				return false
			}
		}
	}
	return len(words) > 0
}

// emptiedCell is the text of the first cell of a row that is empty in the translation of the
// row, where both have as many cells and the translation has no text in another of them
// instead; or "".
func emptiedCell(source, target string) string {
	a, b := block.CellTexts(source), block.CellTexts(target)
	if len(a) != len(b) {
		return ""
	}
	emptied := ""
	for k := range a {
		switch {
		case a[k] == "" && b[k] != "":
			return ""
		case emptied == "" && b[k] == "":
			emptied = a[k]
		}
	}
	return emptied
}

// compareStructure lists in which syntax the two sides of a row differ that should
// be the same in all languages.
func (e *examination) compareStructure(source, target []*align.Segment) []Finding {
	if len(source) != 1 || len(target) != 1 {
		return nil
	}
	s, t := source[0], target[0]
	var out []Finding
	differ := func(kind, a, b string) {
		if a != b {
			out = append(out, Finding{Kind: kind, Source: a, Target: b, Severity: Warn})
		}
	}
	switch {
	case s.Kind == block.Directive && t.Kind == block.Directive:
		if a, b := strings.TrimSpace(s.Text), strings.TrimSpace(t.Text); !sameDirective(a, b) && !sameButForTitle(a, b) && !anchor.SameCall(a, b) && !e.sameButForLanguage(a, b) {
			differ(Directive, a, b)
		}
	case s.Kind == block.Code && t.Kind == block.Code:
		out = compareCode(e.readers(), s, t)
		if a, b := listing.Language(s.Label), listing.Language(t.Label); len(out) == 0 && areRivals(a, b) {
			differ("code", a, b)
		}
	case s.Kind == block.HTML && t.Kind == block.HTML:
		if a, b := preformatted(s), preformatted(t); a != nil && b != nil {
			out = compareCode(e.readers(), a, b)
		} else {
			out = e.compareMarkup(s, t)
		}
	case s.Kind == block.Quote && t.Kind == block.Quote:
		a, _ := block.CutAlert(s.Text)
		b, _ := block.CutAlert(t.Text)
		differ(Directive, strings.ToUpper(a), strings.ToUpper(b))
	case s.Kind == block.TableRow && t.Kind == block.TableRow:
		if len(block.FilledCells(s.Text)) != len(block.FilledCells(t.Text)) {
			differ(Cells, fmt.Sprint(block.Cells(s.Text)), fmt.Sprint(block.Cells(t.Text)))
		}
		differ(Cells, emptiedCell(s.Text, t.Text), "")
	}
	out = append(out, taskFinding(s, t)...)
	if s.Number > 0 && t.Number > 0 {
		differ(ListNumber, fmt.Sprint(s.Number), fmt.Sprint(t.Number))
	}
	return out
}

// codeLanguages are the names by which fences know languages of code. Those on one line are
// highlighted alike, or are parts of each other.
var codeLanguages = func() map[string]int {
	of := map[string]int{}
	for k, names := range []string{
		"js javascript mjs cjs jsx ts typescript tsx node es6 json json5 jsonc", "py python python3 py3 pycon ipython", "rb ruby irb erb",
		"sh bash shell zsh fish console shell-session shellsession terminal powershell ps1 pwsh bat cmd dos", "c cpp c++ cc h hpp objc objective-c", "cs csharp c#",
		"java kotlin kt groovy scala", "go golang", "rs rust", "php", "swift", "sql mysql pgsql plsql postgres sqlite", "yaml yml", "toml ini conf cfg properties",
		"html xml svg xhtml htm vue svelte astro css scss sass less stylus",
	} {
		for name := range strings.FieldsSeq(names) {
			of[name] = k + 1
		}
	}
	return of
}()

// areRivals reports whether two names of fences are those of languages of which one is not
// written for the other.
func areRivals(a, b string) bool {
	x, y := codeLanguages[a], codeLanguages[b]
	return x > 0 && y > 0 && x != y
}

// itemMarker matches the marker of an item in Markdown, and the number in it.
var itemMarker = regex.Lazy(`^[\s>]*(?:[-*+]|(\d{1,9})[.)])\s`)

// numberingFinding tells, at its first item, a numbered list that has no numbers in the
// translation, or has them there alone. It is empty for formats other than Markdown.
func (e *examination) numberingFinding(r *Row, source, target []*align.Segment) []Finding {
	if len(source) != 1 || len(target) != 1 || e.source.Doc.Format != block.Markdown || e.target.Doc.Format != block.Markdown ||
		source[0].Kind != block.ListItem || target[0].Kind != block.ListItem || source[0].Number+target[0].Number == 0 {
		return nil
	}
	marker := func(doc *block.Doc, span block.Span) []string {
		return itemMarker.FindStringSubmatch(string(doc.Src[span.Start:span.End]))
	}
	a, b := marker(e.source.Doc, r.Source[0].Span), marker(e.target.Doc, r.Target[0].Span)
	if a == nil || b == nil || (a[1] == "") == (b[1] == "") {
		return nil
	}
	return []Finding{{Kind: ListNumber, Source: a[1], Target: b[1], Severity: Warn}}
}

// taskFinding tells a task that is done in one text and to be done in the other, or is none.
func taskFinding(s, t *align.Segment) []Finding {
	if s.Kind != block.ListItem || t.Kind != block.ListItem {
		return nil
	}
	a, _ := block.CutTask(s.Text)
	b, _ := block.CutTask(t.Text)
	if a, b = strings.TrimSpace(strings.ToLower(a)), strings.TrimSpace(strings.ToLower(b)); a == b {
		return nil
	}
	return []Finding{{Kind: Shape, Source: a, Target: b, Severity: Warn}}
}
