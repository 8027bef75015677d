package catalog

import (
	"regexp"
	"strings"
	"text/template/parse"
	"unicode/utf8"
)

// hole is a placeholder of a text.
type hole struct {
	key   string // what is compared
	shown string // as people write it
}

// holes are the placeholders of a text.
type holes struct {
	list []hole // each key once, in order
	seen map[string]bool
	// broken is the beginning of a template that cannot be parsed, or "".
	broken string
	// words is the text without templates, in which nothing but prose and
	// placeholders in simple braces is left.
	words strings.Builder
	verbs int // of printf that have no number
}

func (h *holes) add(key, shown string) {
	if !h.seen[key] {
		if h.seen == nil {
			h.seen = map[string]bool{}
		}
		h.seen[key] = true
		h.list = append(h.list, hole{key, shown})
	}
}

// goTemplate is what only templates of Go begin with.
var goTemplate = regexp.MustCompile(`\{\{-?\s*(?:[.$(]|/\*|(?:if|range|with|end|else|block|template|define|printf|print|len|index|eq|ne)\b)`)

// holesOf finds the placeholders of a text: the fields of templates of Go, {{name}},
// {name}, ${name}, {name, plural, …}, $t(key) and the verbs of printf.
func holesOf(text string) *holes {
	h := &holes{}
	if goTemplate.MatchString(text) {
		h.template(text)
	} else {
		h.simple(text)
	}
	return h
}

// template walks a template of Go.
func (h *holes) template(text string) {
	tree := parse.New("message")
	tree.Mode = parse.SkipFuncCheck
	tree, err := tree.Parse(text, "", "", map[string]*parse.Tree{})
	if err != nil {
		h.broken = brokenPart(text)
		h.simple(text)
		return
	}
	if tree.Root != nil {
		h.node(tree.Root)
	}
}

// brokenPart is what is shown of a template that cannot be parsed: from the last
// brace that opens.
func brokenPart(text string) string {
	const most = 40 // runes
	text = text[max(strings.LastIndex(text, "{{"), 0):]
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return text
}

// node walks what a template writes.
func (h *holes) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, c := range n.Nodes {
			h.node(c)
		}
	case *parse.TextNode:
		h.words.Write(n.Text)
		h.simple(string(n.Text))
	case *parse.ActionNode:
		if name, ok := loneName(n.Pipe); ok {
			h.add(name, "{{"+name+"}}")
			return
		}
		h.value(n.Pipe)
	case *parse.IfNode:
		h.branch(&n.BranchNode)
	case *parse.RangeNode:
		h.branch(&n.BranchNode)
	case *parse.WithNode:
		h.branch(&n.BranchNode)
	case *parse.TemplateNode:
		h.value(n.Pipe)
	}
}

func (h *holes) branch(n *parse.BranchNode) {
	h.value(n.Pipe)
	h.node(n.List)
	h.node(n.ElseList)
}

// loneName is the name in {{name}}.
func loneName(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return "", false
	}
	id, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok {
		return "", false
	}
	return id.Ident, true
}

// value walks what a template computes.
func (h *holes) value(n parse.Node) {
	switch n := n.(type) {
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, c := range n.Cmds {
			for _, a := range c.Args {
				h.value(a)
			}
		}
	case *parse.FieldNode:
		h.field(n.Ident)
	case *parse.VariableNode:
		h.field(n.Ident[1:])
	case *parse.ChainNode:
		h.value(n.Node)
		h.field(n.Field)
	}
}

func (h *holes) field(names []string) {
	if len(names) > 0 {
		name := "." + strings.Join(names, ".")
		h.add(name, "{{"+name+"}}")
	}
}

// simple finds the placeholders of all other sorts. The words of a text that is
// no template are the text.
func (h *holes) simple(text string) {
	if h.words.Len() == 0 {
		h.words.WriteString(text)
	}
	for i := 0; i < len(text); {
		n := 0
		switch text[i] {
		case '{':
			n = h.braces(text, i)
		case '%':
			n = h.verb(text[i:], i > 0 && '0' <= text[i-1] && text[i-1] <= '9')
		case '$':
			n = h.nesting(text[i:])
		}
		i += max(n, 1)
	}
}

var (
	double  = regexp.MustCompile(`^\{\{-?\s*([^{}\s,|][^{}|]*?)\s*(?:[,|][^{}]*)?\}\}`)
	single  = regexp.MustCompile(`^\{\s*([\pL\pN_.$-]+)\s*(?::[^{}]*)?\}`)
	icu     = regexp.MustCompile(`^\{\s*([\pL\pN_]+)\s*,\s*[a-z]+\s*(?:,|\})`)
	nesting = regexp.MustCompile(`^\$t\([^()]*\)`)
	verb    = regexp.MustCompile(`^%(?:(\d+)\$|\(([^()]+)\))?[-+#0]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?([sdiufFeEgGxXoqvctT@])`)
)

// braces reads the placeholder that begins at i and returns its length; of one
// with choices of text in it, that of its head.
func (h *holes) braces(text string, i int) int {
	rest := text[i:]
	if m := double.FindStringSubmatch(rest); m != nil {
		h.add("{{"+m[1]+"}}", "{{"+m[1]+"}}")
		return len(m[0])
	}
	if m := icu.FindStringSubmatch(rest); m != nil {
		h.add("{"+m[1]+"}", "{"+m[1]+"}")
		return len(m[0])
	}
	if m := single.FindStringSubmatch(rest); m != nil {
		if branch(text[:i]) {
			return 1 // {one} of a choice of text
		}
		h.add("{"+m[1]+"}", "{"+m[1]+"}")
		return len(m[0])
	}
	return 0
}

// branch reports whether a text ends in the name of a choice, as in "other {".
func branch(before string) bool {
	words := strings.Fields(before)
	if len(words) < 2 || !strings.Contains(before, "{") || !strings.Contains(before, ",") {
		return false
	}
	last := words[len(words)-1]
	return isForm(last) || strings.HasPrefix(last, "=") || last == "male" || last == "female"
}

// nesting reads a reference to another message.
func (h *holes) nesting(rest string) int {
	m := nesting.FindString(rest)
	if m != "" {
		h.add(m, m)
	}
	return len(m)
}

// verb reads a verb of printf. One without a number has that of its place.
func (h *holes) verb(rest string, figure bool) int {
	if strings.HasPrefix(rest, "%%") {
		return 2
	}
	m := verb.FindStringSubmatch(rest)
	if m == nil || figure {
		return 0
	}
	next, _ := utf8.DecodeRuneInString(rest[len(m[0]):])
	switch {
	case m[2] != "":
		h.add("%("+m[2]+")"+m[3], m[0])
	case letter(next):
		return 0
	case m[1] != "":
		h.add("%"+m[1]+"$"+m[3], m[0])
	default:
		h.verbs++
		h.add("%"+itoa(h.verbs)+"$"+m[3], m[0])
	}
	return len(m[0])
}

func letter(u rune) bool {
	return u == '_' || 'a' <= u && u <= 'z' || 'A' <= u && u <= 'Z' || '0' <= u && u <= '9' || u >= utf8.RuneSelf && u != utf8.RuneError && u != '’'
}

// counting reports whether a placeholder is filled in with the number that
// chooses the plural form.
func (x hole) counting() bool {
	name := strings.ToLower(strings.Trim(x.key, "{}.% "))
	switch name {
	case "count", "pluralcount", "n", "num", "number", "total", "amount", "quantity":
		return true
	}
	return strings.HasPrefix(x.key, "%") && (strings.HasSuffix(x.key, "d") || strings.HasSuffix(x.key, "i") || strings.HasSuffix(x.key, "u"))
}

// lookalikes are letters of other scripts that look like one of ASCII, and that
// letter.
var lookalikes = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s", "һ", "h", "ԁ", "d",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "Х", "X", "У", "Y", "І", "I", "Ѕ", "S", "Ј", "J",
	"ο", "o", "α", "a", "ν", "v", "Α", "A", "Β", "B", "Ε", "E", "Ζ", "Z", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Χ", "X",
	"ı", "i", "İ", "I", "к", "k", "т", "t", "м", "m", "п", "n",
)

// alike reports whether two names differ only in letters that look alike.
func alike(a, b string) bool { return a != b && lookalikes.Replace(a) == lookalikes.Replace(b) }

// Misspelt is the first letter of b that only looks like the one in its place in
// a, and that letter; ok says that nothing else differs.
func Misspelt(a, b string) (wrong, right rune, ok bool) {
	if !alike(a, b) {
		return 0, 0, false
	}
	x, y := []rune(a), []rune(b)
	for k := range min(len(x), len(y)) {
		if x[k] != y[k] {
			return y[k], x[k], true
		}
	}
	return 0, 0, false
}
