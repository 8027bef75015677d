package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// Disagreement is something in which a message and its translation differ that
// should be alike.
type Disagreement struct {
	// Kind is one of those below, or that of an anchor: number, date, link.
	Kind string
	// Quantity is what a number is, by the name of an anchor's kind; "" for a mere
	// number and for other kinds.
	Quantity       string
	Source, Target string // one may be empty
}

// The kinds of disagreements that are not those of articles.
const (
	Placeholder = "placeholder" // data that is filled in
	Plural      = "plural"      // Source: forms that the language lacks; Target: those it has no use for
	Markup      = "markup"      // HTML tags and code
	Punctuation = "punctuation" // how the text ends
)

// Compare lists what a message and its translation disagree on, each once: in
// every form the placeholders, facts, markup and punctuation of the source's
// form, and the forms that the language of the translation needs.
func Compare(source, target *Catalog, s, t *Message) []Disagreement {
	c := &comparison{source: source, target: target, s: s, t: t, seen: map[Disagreement]bool{}}
	c.comparePlurals()
	for k := range t.Forms {
		f := &t.Forms[k]
		if f.Text == "" {
			continue
		}
		from := c.counterpartOf(f.Name)
		if from == nil || from.Text == "" {
			continue
		}
		c.compareChoices(from.Text, f.Text)
		if !isTimePattern(from.Text) || !isTimePattern(f.Text) {
			c.comparePlaceholders(f.Name, from.Text, f.Text)
		}
		was, is := source.Dialect.shown(from.Text), target.Dialect.shown(f.Text)
		if !credits[s.ID] {
			c.compareFacts(was, is)
		}
		c.compareMarkup(was, is)
		c.compareEnds(from.Text, f.Text)
	}
	return c.out
}

// shown is a text as its readers get it: MessageFormat of Java makes one apostrophe of two
// where it fills something in.
func (d Dialect) shown(text string) string {
	if d != Java || !strings.Contains(text, "{") {
		return text
	}
	return strings.ReplaceAll(text, "''", "'")
}

// credits are the messages whose translation names the translators: it has nothing
// in common with the source. GNOME, KDE and launchers of work lists name them so.
var credits = map[string]bool{
	"translator-credits": true, "translator_credits": true, "translator credits": true, "TranslatorCredits": true,
	"NAME OF TRANSLATORS\x04Your names": true, "EMAIL OF TRANSLATORS\x04Your emails": true, "Your names": true, "Your emails": true,
}

// comparison is that of two messages.
type comparison struct {
	source, target *Catalog
	s, t           *Message
	out            []Disagreement
	seen           map[Disagreement]bool
}

func (c *comparison) addFinding(kind, source, target string) {
	c.sayDisagreement(Disagreement{Kind: kind, Source: source, Target: target})
}

func (c *comparison) sayDisagreement(d Disagreement) {
	if !c.seen[d] {
		c.seen[d] = true
		c.out = append(c.out, d)
	}
}

// counterpartOf is the source's form that a form of the translation is held
// against: its own, unless that is for one number and the translation's is for
// many; else that of most numbers.
func (c *comparison) counterpartOf(name string) *Form {
	if f := c.s.Form(name); f != nil && f.Text != "" && (c.isExact(c.target.Language, name) || !c.isExact(c.source.Language, name)) {
		return f
	}
	for _, n := range []string{"other", ""} {
		if f := c.s.Form(n); f != nil && f.Text != "" {
			return f
		}
	}
	if n := len(c.s.Forms); n > 0 {
		return &c.s.Forms[n-1]
	}
	return nil
}

// isExact reports whether a form is for one number only in a language.
func (c *comparison) isExact(lang, name string) bool {
	if name == "zero" {
		return true // where the language has no such form, it is that of 0
	}
	return countedIn(lang, c.t.Ordinal).of[name] == 1
}

// comparePlurals compares the forms with those that the language needs. A text without
// forms stands for "other". Where a language, as far as is known, has no more
// than that, forms that are copied from the source do no harm.
func (c *comparison) comparePlurals() {
	if !c.s.Plural() && !c.t.Plural() {
		return
	}
	have := map[string]bool{}
	for _, f := range c.t.Forms {
		if f.Text != "" {
			have[f.Name] = true
			have["other"] = have["other"] || f.Name == ""
		}
	}
	need := c.neededForms()
	lacks := slices.DeleteFunc(slices.Clone(need), func(f string) bool { return have[f] })
	if len(lacks) > 0 {
		c.addFinding(Plural, strings.Join(lacks, ", "), "")
	}
	var extra []string
	for _, f := range c.t.Forms {
		if !slices.Contains(need, f.Name) && f.Text != "" && !c.isTolerated(f.Name) {
			extra = append(extra, f.Name)
		}
	}
	if len(extra) > 0 && len(need) > 1 && c.t.Plural() {
		c.addFinding(Plural, "", strings.Join(extra, ", "))
	}
}

// neededForms are the forms that a message needs in its language and dialect.
func (c *comparison) neededForms() []string {
	return NeededForms(c.source, c.target, c.target.Language, c.t.Ordinal)
}

// isTolerated reports whether a form that the language does not need has its use:
// i18next and vue-i18n know one for nothing at all, and the last of the choices
// of vue-i18n is for all that no other is for.
func (c *comparison) isTolerated(name string) bool {
	d := c.target.Dialect
	return name == "zero" && (d == I18next || d == Vue) || name == "other" && d == Vue || name == "" ||
		name == "many" && countsMillions(c.target.Language)
}

// comparePlaceholders compares those of a form with those of its counterpart. A form
// for a single number may say it in words, and what only another form of the
// source has is no surplus.
func (c *comparison) comparePlaceholders(form, source, target string) {
	a, b := holesOf(source, c.source.Dialect.Syntax()), holesOf(target, c.target.Dialect.Syntax())
	if b.broken != "" && a.broken == "" {
		c.addFinding(Placeholder, "", b.broken)
		return
	}
	allowed := map[string]bool{}
	verbs := c.target.Dialect == Gettext
	for _, f := range c.s.Forms {
		for _, x := range holesOf(f.Text, c.source.Dialect.Syntax()).list {
			allowed[x.key] = true
			verbs = verbs || isVerb(x.key)
		}
	}
	free := c.isExact(c.target.Language, form)
	var gone, come []hole
	for _, x := range a.list {
		if !b.seen[x.key] && !(free && x.isCounting()) {
			gone = append(gone, x)
		}
	}
	if len(gone) <= mostGlued {
		gone = slices.DeleteFunc(gone, func(x hole) bool { return isGlued(x, target) })
	}
	for _, x := range b.list {
		if !allowed[x.key] && (verbs || !isVerb(x.key)) {
			come = append(come, x)
		}
	}
	c.pairHoles(gone, come)
	c.compareParameters(form, source, target)
	if slices.ContainsFunc(a.list, func(x hole) bool { return isVerb(x.key) }) && strings.Contains(source, "%%") && bareOf(source, c.source.Dialect.Syntax()) == "" {
		if bare := bareOf(target, c.target.Dialect.Syntax()); bare != "" {
			c.addFinding(Placeholder, "%%", bare)
		}
	}
}

// mostGlued is how many placeholders that a translation lacks are looked for in it letter
// by letter. Texts that lack more are no translations.
const mostGlued = 100

// isGlued reports whether a verb of printf stands before a letter in a text: "%dsaniye" is
// not read as one, since a percent sign may stand before a word.
func isGlued(x hole, text string) bool {
	for isVerb(x.key) {
		_, after, found := strings.Cut(text, x.shown)
		if !found {
			return false
		}
		if next, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(next) {
			return true
		}
		text = after
	}
	return false
}

// isVerb reports whether a placeholder is a verb of printf. A percent sign in prose
// may look like one.
func isVerb(key string) bool {
	return key[0] == '%' && len(key) > 1 && key[1] != '{' && key[1] != '<' && key[len(key)-1] != '%'
}

// pairHoles reports placeholders that differ: those that look alike together, then
// in order.
func (c *comparison) pairHoles(gone, come []hole) {
	alike := map[string][]int{} // places of what came
	for k := range come {
		look := lookalikes.Replace(come[k].key)
		alike[look] = append(alike[look], k)
	}
	paired := make([]bool, len(come))
	gone = slices.DeleteFunc(gone, func(a hole) bool {
		look := lookalikes.Replace(a.key)
		if len(alike[look]) == 0 {
			return false
		}
		k := alike[look][0]
		alike[look], paired[k] = alike[look][1:], true
		c.addFinding(Placeholder, a.shown, come[k].shown)
		return true
	})
	next := 0
	come = slices.DeleteFunc(come, func(hole) bool { next++; return paired[next-1] })
	for k := range max(len(gone), len(come)) {
		c.addFinding(Placeholder, shownAt(gone, k), shownAt(come, k))
	}
}

// shownAt is one of some placeholders as it is written, "" behind the last.
func shownAt(holes []hole, k int) string {
	if k < len(holes) {
		return holes[k].shown
	}
	return ""
}

// compareFacts compares numbers, dates and links, as those of articles are.
func (c *comparison) compareFacts(a, b string) {
	source := anchor.Reading{Language: anchor.LanguageOf(c.source.Language), Syntax: c.source.Dialect.Syntax()}.Scan(a)
	target := anchor.Reading{Language: anchor.LanguageOf(c.target.Language), Syntax: c.target.Dialect.Syntax()}.Scan(b)
	for _, d := range (anchor.Comparison{Source: c.source.Language, Target: c.target.Language}).Disagree(source, target) {
		switch d.Kind {
		case anchor.Code, anchor.Placeholder, anchor.FootnoteRef:
		default:
			found := Disagreement{Kind: d.Kind.String(), Source: d.Source, Target: d.Target}
			if d.Quantity != d.Kind {
				found.Quantity = d.Quantity.String()
			}
			c.sayDisagreement(found)
		}
	}
}

// htmlTags are those that messages have. A word between angle brackets that is
// none of them stands for something that users fill in.
var htmlTags = func() map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields("a abbr b bdi big blockquote br button cite code dd del dfn div dl dt em figure font " +
		"h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark nobr ol p pre q s samp small span strike strong sub sup table " +
		"tbody td th thead tr tt u ul var wbr") {
		out[name] = true
	}
	return out
}()

// markupOf lists the HTML tags of a text, and those of components, which come in
// pairs, without attributes; and its code spans.
func markupOf(text string, syntax inline.Syntax) (tags, codes []string) {
	for _, t := range inline.Scan(nil, text, syntax, nil) {
		of := t.Of(text)
		switch {
		case strings.HasPrefix(t.Value(text), "xliff:"): // marks what is not translated, and adds nothing to it
		case t.Kind == inline.Code:
			codes = append(codes, of)
		case t.Kind == inline.Open && t.Construct == inline.Element,
			t.Kind == inline.Tag && of[0] == '<' && !strings.HasPrefix(of, "</") && (htmlTags[strings.ToLower(t.Value(text))] || strings.HasSuffix(of, "/>")):
			tags = append(tags, "<"+t.Value(text)+">")
		case t.Kind == inline.Close && t.Construct == inline.Element, t.Kind == inline.Tag && strings.HasPrefix(of, "</"):
			tags = append(tags, "</"+t.Value(text)+">")
		}
	}
	return tags, codes
}

// compareMarkup compares the tags, and how many code spans there are: what stands in
// them may be a word to translate, or be marked in another way.
func (c *comparison) compareMarkup(a, b string) {
	from, x := markupOf(a, c.source.Dialect.Syntax())
	to, y := markupOf(b, c.target.Dialect.Syntax())
	isHole := func(tag string) bool { return isFilledIn(tag, a) && isFilledIn(tag, b) }
	from, to = slices.DeleteFunc(from, isHole), slices.DeleteFunc(to, isHole)
	gone, come := subtract(from, to), subtract(to, from)
	for k := range max(len(gone), len(come)) {
		s, t := "", ""
		if k < len(gone) {
			s = gone[k]
		}
		if k < len(come) {
			t = come[k]
		}
		c.addFinding(Markup, s, t)
	}
	isSaid := func(text string) func(string) bool {
		return func(code string) bool { return strings.Contains(text, strings.Trim(code, "` ")) }
	}
	x, y = slices.DeleteFunc(subtract(x, y), isSaid(b)), slices.DeleteFunc(subtract(y, x), isSaid(a))
	if len(x) != len(y) {
		c.addFinding(Markup, strings.Join(x, " "), strings.Join(y, " "))
	}
}

// isFilledIn reports whether a tag, "<mark>", that a text does not close stands for
// something that users fill in: its name is a word that they are asked for.
func isFilledIn(tag, text string) bool {
	name := strings.Trim(tag, "<>")
	return worded[name] && !strings.Contains(text, "</"+name+">")
}

// worded are the names of elements that may as well stand for what users fill in.
var worded = map[string]bool{
	"button": true, "cite": true, "code": true, "figure": true, "font": true, "input": true, "label": true, "mark": true, "table": true, "var": true,
}

// subtract is what a has and b has not, as often as that.
func subtract(a, b []string) []string {
	left := map[string]int{}
	for _, x := range b {
		left[x]++
	}
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool {
		left[x]--
		return left[x] >= 0
	})
}
