package inline

import "strings"

// programClasses are what stands before the name of a language in a class.
var programClasses = []string{"language-", "lang-", "highlight-source-", "highlight-text-", "brush:"}

// ProgramOf is the language in which the code in an element is, by its tag: a class such as
// "language-sql", "brush: sql" or "sourceCode sql", or an attribute that names it; "" if
// nothing does.
func ProgramOf(tag string) string {
	for a := range Attributes(tag) {
		value := strings.ToLower(tag[a.Start:a.End])
		switch a.Name {
		case "data-lang", "data-language":
			return value
		case "class":
			if name := programIn(value); name != "" {
				return name
			}
		}
	}
	return ""
}

func programIn(class string) string {
	words := strings.Fields(strings.ReplaceAll(class, "brush: ", "brush:"))
	for k, w := range words {
		if w == "sourcecode" && k+1 < len(words) {
			return words[k+1]
		}
		for _, before := range programClasses {
			if name, ok := strings.CutPrefix(w, before); ok {
				return strings.TrimRight(name, ";")
			}
		}
	}
	return ""
}
