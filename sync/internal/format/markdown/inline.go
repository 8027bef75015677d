package markdown

import "strings"

// splitID takes the id that an author wrote behind a heading off its text:
// {#id}, {#id .class}, {/*id*/}, and the same with "\{".
func splitID(text string) (rest, id string) {
	at := strings.LastIndexByte(text, '{')
	if at < 0 || !strings.HasSuffix(text, "}") {
		return text, ""
	}
	inner := strings.TrimSpace(strings.TrimSuffix(text[at+1:len(text)-1], `\`))
	if comment, ok := strings.CutPrefix(inner, "/*"); ok {
		if comment, ok = strings.CutSuffix(comment, "*/"); !ok {
			return text, ""
		}
		id = strings.TrimPrefix(strings.TrimSpace(comment), "#")
		if strings.ContainsAny(id, " \t\n") {
			return text, ""
		}
	} else if inner, ok = strings.CutPrefix(inner, "#"); ok {
		id, _, _ = strings.Cut(inner, " ")
	}
	if id == "" {
		return text, ""
	}
	rest = strings.TrimSuffix(text[:at], `\`)
	return strings.TrimRight(rest, " \t\n"), id
}

// onlyImages reports whether a text is one image or several and nothing else.
// An image may be the text of a link.
func onlyImages(text string) bool {
	if !strings.HasPrefix(text, "![") && !strings.HasPrefix(text, "[![") {
		return false
	}
	for text != "" {
		var ok bool
		if strings.HasPrefix(text, "[") {
			text, ok = cutLinkedImage(text)
		} else {
			text, ok = cutImage(text)
		}
		if !ok {
			return false
		}
		text = strings.TrimLeft(text, " \t\n")
	}
	return true
}

// cutLinkedImage cuts "[![alt](src)](target)" off the front of a text.
func cutLinkedImage(text string) (rest string, ok bool) {
	rest, ok = cutImage(text[1:])
	if !ok || !strings.HasPrefix(rest, "]") {
		return "", false
	}
	return cutTarget(rest[1:])
}

// cutImage cuts "![alt](src)" or "![alt][ref]" off the front of a text.
func cutImage(text string) (rest string, ok bool) {
	text, ok = strings.CutPrefix(text, "!")
	if !ok || !strings.HasPrefix(text, "[") {
		return "", false
	}
	if rest, ok = cutBrackets(text, '[', ']'); !ok {
		return "", false
	}
	return cutTarget(rest)
}

// cutTarget cuts "(target)" or "[ref]" off the front of a text.
func cutTarget(text string) (rest string, ok bool) {
	switch {
	case strings.HasPrefix(text, "("):
		return cutBrackets(text, '(', ')')
	case strings.HasPrefix(text, "["):
		return cutBrackets(text, '[', ']')
	}
	return "", false
}

// cutBrackets cuts a bracket, what it holds and its counterpart off the front
// of a text.
func cutBrackets(text string, opener, closer byte) (rest string, ok bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case opener:
			depth++
		case closer:
			if depth--; depth == 0 {
				return text[i+1:], true
			}
		}
	}
	return "", false
}
