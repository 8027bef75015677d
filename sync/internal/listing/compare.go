// Package listing reads blocks of code, which are the same in every language but for what people
// read in them: comments, texts in quotation marks and between tags, the labels of diagrams, and
// what an example calls its own things.
package listing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/pairing"
	"github.com/xsync-project/xsync/sync/internal/regex"
	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Block is a block of code as it stands in an article.
type Block struct {
	Info string // what says in which language it is: the info string of a fence, or of a tag
	Text string
}

// Code is a block of code, taken apart.
type Code struct {
	Text  string     // what people read in it: comments and texts in quotation marks, one a line
	lines []codeLine // those with something that a machine reads
}

// SaysSame reports whether two blocks of code say the same to a machine.
func (c Code) SaysSame(o Code) bool { return slices.EqualFunc(c.lines, o.lines, codeLine.sameAs) }

// codeLine is a line of code.
type codeLine struct {
	written   string // as it stands in the block
	signature string // without comments and texts, and with single blanks
	quotes    []quote
	open      bool // blanks, and commas and semicolons at its ends, say nothing
}

// quote is a text in quotation marks.
type quote struct {
	written string
	worded  bool // people read it
}

// sameAs reports whether two lines say the same to a machine.
func (l codeLine) sameAs(o codeLine) bool {
	return (l.signature == o.signature || l.open && l.unformatted() == o.unformatted()) &&
		slices.EqualFunc(l.quotes, o.quotes, quote.answers)
}

// unformatted is the signature without what formatters choose.
func (l codeLine) unformatted() string {
	return strings.ReplaceAll(strings.Trim(l.signature, " ,;"), " ", "")
}

// answers reports whether two texts say the same to a machine.
func (q quote) answers(o quote) bool { return q.worded || o.worded || q.written == o.written }

// code is the line with the texts for machines in their places.
func (l codeLine) code() string {
	out := l.signature
	for _, q := range l.quotes {
		if !q.worded {
			out = strings.Replace(out, quoteMark, strings.ReplaceAll(q.written, quoteMark, "''"), 1)
		} else {
			out = strings.Replace(out, quoteMark, "''", 1)
		}
	}
	return out
}

// mostDifferences is the number of lines of a block that are told.
const mostDifferences = 3

// Difference is a line of code as it stands on both sides; "" where it is lacking.
type Difference struct{ Source, Target string }

// Compare lists the lines, up to mostDifferences, in which the code of a translation differs
// from its source's, comments and texts apart.
func (r Readers) Compare(source, target Block) []Difference {
	if source.Text == target.Text || block.Normalize(block.Code, source.Text) == block.Normalize(block.Code, target.Text) {
		return nil
	}
	a, b := Read(source, target.Text), Read(target, source.Text)
	lang := Language(source.Info)
	loose := textual[lang]
	var out []Difference
	for _, h := range lineHunks(a.lines, b.lines) {
		if r.isReformatted(h, lang) {
			continue
		}
		if (markups[lang] || lang == "" && markupTag.MatchString(source.Text)) && sameMarkup(h.gone, h.come) {
			continue
		}
		counts := len(h.gone) == len(h.come) && !sameFigures(h.gone, h.come)
		for k := range max(len(h.gone), len(h.come)) {
			var x, y codeLine
			if k < len(h.gone) {
				x = h.gone[k]
			}
			if k < len(h.come) {
				y = h.come[k]
			}
			p, q := x.code(), y.code()
			if translatedLine(p, q, loose) && !(shells[lang] && sameProgram(p, q)) && (!counts || sameFigures([]codeLine{x}, []codeLine{y})) {
				continue
			}
			if r.sayTheSame(x, y, lang) || describesOption(x.written, y.written) && sameFigures([]codeLine{x}, []codeLine{y}) {
				continue
			}
			if len(out) == mostDifferences {
				return out
			}
			out = append(out, Difference{x.written, y.written})
		}
	}
	return out
}

// joinedCode is what lines say to a machine, without the blanks between.
func joinedCode(lines []codeLine) string {
	var b strings.Builder
	for _, l := range lines {
		for _, w := range strings.Fields(l.code()) {
			b.WriteString(w)
		}
	}
	return b.String()
}

// isReformatted reports whether the lines of a place say the same to a machine and were
// only broken elsewhere, with the signs that formatters put at the ends of lines.
func (r Readers) isReformatted(h lineHunk, lang string) bool {
	a, b := joinedCode(h.gone), joinedCode(h.come)
	if a == b {
		return true
	}
	if len(h.gone) == len(h.come) || len(h.gone) == 0 || len(h.come) == 0 || shells[lang] || offside[lang] {
		return false
	}
	x, y := oneLine(h.gone), oneLine(h.come)
	return x.signature == y.signature && slices.EqualFunc(x.quotes, y.quotes, quote.answers) || r.sayTheSame(x, y, lang)
}

// offside are the languages in which the ends of lines say something.
var offside = wordset.Of("py python yaml yml make makefile diff patch")

// oneLine is what lines of code say, in one line without the commas and semicolons that stand
// before the end of a bracket or of a line.
func oneLine(lines []codeLine) codeLine {
	var out codeLine
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(strings.ReplaceAll(l.signature, " ", ""))
		out.quotes = append(out.quotes, l.quotes...)
	}
	out.signature = trailing.ReplaceAllString(b.String(), "$1")
	return out
}

// trailing matches signs before the end of a bracket or of all.
var trailing = regex.Lazy(`[,;]+([)\]}]|$)`)

// sameFigures reports whether lines have the same numbers, in any order and with any
// signs within them.
func sameFigures(a, b []codeLine) bool {
	figures := func(lines []codeLine) []string {
		var out []string
		for _, l := range lines {
			out = append(out, digitRuns.FindAllString(l.signature, -1)...)
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(figures(a), figures(b))
}

var digitRuns = regex.Lazy(`[0-9]+`)

// translatedLine reports whether a line that differs is text that was translated
// rather than code: it is words alone, or in letters that code does not have. A line that
// one side lacks is text where text may stand, unless it is a command with options.
func translatedLine(source, target string, loose bool) bool {
	if target == "" || source == "" {
		return loose && !optioned.MatchString(source+target)
	}
	x, y := innerFence.FindStringSubmatch(source), innerFence.FindStringSubmatch(target)
	switch {
	case x != nil && y != nil && Language(x[2]) != Language(y[2]):
		return false
	case hasForeignLetter(target) || hasForeignLetter(source), sentenceLine.MatchString(source) && sentenceLine.MatchString(target):
		return true
	case loose || !strings.ContainsAny(source+target, "-=(){}[];<>$\\/|&:*+_.0123456789"):
		return !optioned.MatchString(source) && !optioned.MatchString(target)
	}
	return false
}

// describesOption reports whether two lines of the help of a command name one option and say in
// words, behind two blanks or more, what it is for: "--now   start at once".
func describesOption(source, target string) bool {
	x, y := optionHelp.FindStringSubmatch(source), optionHelp.FindStringSubmatch(target)
	return x != nil && y != nil && x[1] == y[1]
}

// optionHelp matches such a line; its part is all that stands before the words.
var optionHelp = regex.Lazy(`^\s*(-{1,2}[A-Za-z?](?: ?[^\s]+)*)\s{2,}\pL[\pL\pM'’-]*,? +\S.*$`)

// hasForeignLetter reports whether a text has a letter that code does not have.
func hasForeignLetter(text string) bool {
	return strings.ContainsFunc(text, func(u rune) bool { return u >= utf8.RuneSelf && unicode.IsLetter(u) })
}

// sentenceLine matches a line that is a sentence rather than code: words alone, of which the
// first has a capital, and a mark at the end.
var sentenceLine = regex.Lazy(`^\p{Lu}[\p{L}'’]*(?:[ ,;–—-]+[\p{L}'’]+){2,}[.!?:…]$`)

// shells are the languages in which a line of words is a command.
var shells = wordset.Of("sh bash shell zsh fish console shell-session powershell ps1 bat cmd dos")

// printers are the programs whose arguments are texts.
var printers = wordset.Of("echo printf print say")

// sameProgram reports whether two lines in ASCII letters call one program, so that
// what follows it are its arguments.
func sameProgram(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0] && !printers[x[0]] && isTyped(a) && isTyped(b) && strings.ToLower(x[0]) == x[0]
}

// isTyped reports whether a line has no signs but those of ASCII and apostrophes, as commands have.
func isTyped(line string) bool {
	return !strings.ContainsFunc(line, func(u rune) bool { return u >= utf8.RuneSelf && u != '’' })
}

// optioned matches a line that is a command with options, or an assignment.
var optioned = regex.Lazy(`(?:^|\s)--?[A-Za-z]|^\$ |^\w+=|\w\(|\);`)

// lineHunk is a place where two blocks of code differ.
type lineHunk struct{ gone, come []codeLine }

// lineHunks finds where two lists of lines differ: by the longest common
// subsequence, or for long ones between their common beginnings and ends.
func lineHunks(a, b []codeLine) []lineHunk {
	const longest = 400
	for len(a) > 0 && len(b) > 0 && a[0].sameAs(b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1].sameAs(b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)+len(b) == 0 {
		return nil
	}
	if len(a) > longest || len(b) > longest {
		return []lineHunk{{a, b}}
	}
	var out []lineHunk
	var h lineHunk
	for _, p := range pairing.Best(len(a), len(b), func(i, j int) float64 {
		if a[i].sameAs(b[j]) {
			return 1
		}
		return -1
	}) {
		switch {
		case p[0] >= 0 && p[1] >= 0:
			if len(h.gone)+len(h.come) > 0 {
				out, h = append(out, h), lineHunk{}
			}
		case p[0] >= 0:
			h.gone = append(h.gone, a[p[0]])
		default:
			h.come = append(h.come, b[p[1]])
		}
	}
	return append(out, h) // the last lines differ
}
