package inline

import "strings"

// formula cuts a formula between dollar signs: "$x$", "$$x$$", "$`x`$". Money is
// none: a formula has no blank at its ends, no digit behind it, and reads as one.
func (s *scanner) formula(rest string) int {
	if strings.HasPrefix(rest, "$$") {
		end := strings.Index(rest[2:], "$$") + 2
		if end <= 2 || strings.Contains(rest[:end], "\n\n") {
			return 2
		}
		return s.pieces(2, end, end+2)
	}
	if alphanumeric(s.before(s.at)) || len(rest) < 3 || isSpace(rest[1]) {
		return 0
	}
	if strings.HasPrefix(rest, "$`") {
		if end := strings.Index(rest, "`$"); end > 2 {
			return s.pieces(2, end, end+2)
		}
		return 0
	}
	end := closing(rest[1:], '$') + 1
	if end <= 1 || isSpace(rest[end-1]) || alphanumeric(s.after(s.at+end+1)) || strings.IndexByte(rest[:end], '`') >= 0 || !isFormula(rest[1:end]) {
		return 0
	}
	return s.pieces(1, end, end+1)
}

// bracketed cuts "\(x\)" or "\[x\]". Brackets that are only escaped hold prose.
func (s *scanner) bracketed(opener byte) int {
	closer := `\)`
	switch opener {
	case '(':
	case '[':
		closer = `\]`
	default:
		return 0
	}
	rest := s.rest()
	end := strings.Index(rest[2:], closer) + 2
	if end < 2 {
		return 0
	}
	body := rest[2:end]
	sure := opener == '(' || strings.ContainsAny(body, `\=^`)
	if strings.Contains(body, "\n\n") || !sure || !isFormula(body) {
		return 0
	}
	return s.pieces(2, end, end+2)
}

// environments are the environments of LaTeX that hold formulas, without the star
// that turns off their numbers (amsmath, and those that MathJax knows).
var environments = map[string]bool{
	"align": true, "alignat": true, "aligned": true, "alignedat": true, "array": true, "cases": true, "CD": true, "darray": true,
	"dcases": true, "displaymath": true, "drcases": true, "eqnarray": true, "equation": true, "flalign": true, "gather": true,
	"gathered": true, "math": true, "multline": true, "numcases": true, "rcases": true, "smallmatrix": true, "split": true,
	"subarray": true, "subequations": true, "xalignat": true, "matrix": true, "bmatrix": true, "Bmatrix": true, "pmatrix": true,
	"vmatrix": true, "Vmatrix": true,
}

// environment cuts "\begin{align} … \end{align}", a formula without other signs
// around it. An environment of the same name within it does not end it.
func (s *scanner) environment() int {
	rest := s.rest()
	begin, ok := environmentTag(rest, `\begin{`)
	if !ok {
		return 0
	}
	end := `\end{` + begin[len(`\begin{`):]
	for at, depth := len(begin), 1; ; {
		close := strings.Index(rest[at:], end)
		if close < 0 {
			return 0
		}
		depth += strings.Count(rest[at:at+close], begin) - 1
		if at += close + len(end); depth == 0 {
			return s.pieces(0, at, at)
		}
	}
}

// environmentTag is the tag of an environment of formulas that a text begins with.
func environmentTag(text, command string) (string, bool) {
	name, ok := strings.CutPrefix(text, command)
	if !ok {
		return "", false
	}
	name, _, ok = strings.Cut(name, "}")
	return command + name + "}", ok && environments[strings.TrimSuffix(name, "*")]
}

// isFormula reports whether a text between the signs of a formula is one: it has
// a command or an operator, or no words.
func isFormula(body string) bool {
	if strings.Contains(body, "\n\n") {
		return false
	}
	words, letters := 0, 0
	for i := 0; i <= len(body); i++ {
		if i < len(body) && (isLetter(body[i]) || body[i] >= 0x80) {
			letters++
			continue
		}
		if letters > 1 && (i == letters || body[i-letters-1] != '\\') {
			words++
		}
		letters = 0
	}
	if words == 0 {
		return body != ""
	}
	return !isDigit(body[0]) && strings.ContainsAny(body, `\^_=<>+`) && words < 8
}

// proseCommands are the commands of TeX whose argument is prose.
var proseCommands = []string{`\text{`, `\textbf{`, `\textit{`, `\textrm{`, `\textsf{`, `\textnormal{`, `\mbox{`, `\intertext{`}

// pieces cuts the formula of a size whose body stands from one place to another:
// one token, or several with the prose in it between them.
func (s *scanner) pieces(from, to, size int) int {
	body := s.text[s.at : s.at+to]
	at, start := 0, from
	for k := from; k < to; {
		opener := strings.IndexByte(body[k:], '\\')
		if opener < 0 {
			break
		}
		k += opener
		command := proseCommand(body[k:])
		end := strings.IndexAny(body[k+len(command):], `{}\$`)
		if command == "" || end <= 0 || body[k+len(command)+end] != '}' {
			k++
			continue
		}
		k += len(command)
		s.piece(at, k, start, k)
		s.out = append(s.out, Token{Start: s.at + k, End: s.at + k + end})
		k += end
		at, start = k, k
	}
	s.piece(at, size, start, to)
	return size
}

// piece makes bytes from here on a token of a formula.
func (s *scanner) piece(start, end, from, to int) {
	base := s.at
	s.at += start
	if start > 0 {
		s.from = s.at
	}
	s.value(Math, end-start, from-start, to-start)
	s.at = base
}

func proseCommand(text string) string {
	for _, c := range proseCommands {
		if strings.HasPrefix(text, c) {
			return c
		}
	}
	return ""
}
