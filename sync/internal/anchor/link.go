package anchor

import (
	"strings"

	"golang.org/x/text/language"
)

// links reports the links of one side that others stand for. A page of the same
// site in another language is no other page, and a fragment may be translated.
func links(out []Disagreement, source, target []string) []Disagreement {
	gone, come := rivals(source, target, plainLink)
	report := func(a, b string) { out = append(out, Disagreement{Link, a, b}) }
	gone, come = pair(gone, come, slip, report)
	gone, come = pair(gone, come, localized, func(_, _ string) {})
	pair(gone, come, anyTwo, report)
	return out
}

// plainLink is a link without what does not change where it leads: scheme,
// "www.", a slash at the end, and names of languages in host, path and query.
func plainLink(v string) string {
	p := partsOf(v)
	return p.host + "/" + p.path + "?" + p.query + "#" + p.fragment
}

// address is a link in parts. The names of languages are taken out of host, path
// and query and stand in languages.
type address struct {
	host, path, query, fragment string
	languages                   string
}

func partsOf(v string) address {
	var a address
	v = strings.TrimPrefix(strings.ReplaceAll(v, "&amp;", "&"), "mailto:")
	v, a.fragment, _ = strings.Cut(v, "#")
	v, a.query, _ = strings.Cut(v, "?")
	if _, rest, ok := strings.Cut(v, "://"); ok {
		a.host, v, _ = strings.Cut(rest, "/")
		labels := strings.Split(strings.ToLower(a.host), ".")
		a.host = strings.TrimPrefix(strings.Join(a.drop(labels, len(labels)-2), "."), "www.")
	}
	segments := strings.Split(strings.TrimPrefix(strings.Trim(v, "/"), "lang/"), "/")
	a.path = strings.Join(a.drop(segments, min(2, max(len(segments)-1, 1))), "/")
	var query []string
	for _, q := range strings.Split(a.query, "&") {
		name, value, _ := strings.Cut(q, "=")
		if len(a.drop([]string{value}, 1)) == 0 {
			q = name
		}
		query = append(query, q)
	}
	a.query = strings.Join(query, "&")
	return a
}

// drop takes the names of languages among the first n parts out of them.
func (a *address) drop(parts []string, n int) []string {
	kept := parts[:0]
	for i, p := range parts {
		if i < n && tag(p) {
			a.languages += p + " "
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// tag reports whether a part of an address is the name of a language: "tr",
// "en-US", "zh_Hant".
func tag(s string) bool {
	if len(s) != 2 && (len(s) < 5 || len(s) > 7 || s[2] != '-' && s[2] != '_') {
		return false
	}
	_, err := language.Parse(s)
	return err == nil
}

// localized reports whether two links lead to the same page in two languages, or
// to the same page at fragments that may be translated.
func localized(a, b string) bool {
	p, q := partsOf(a), partsOf(b)
	if p.host != q.host {
		return false
	}
	return p.languages != q.languages || p.path == q.path && p.query == q.query
}

// maxSlip is the number of bytes up to which two links differ by a slip.
const maxSlip = 2

// slip reports whether two links differ so little, at one place and not in the
// names of languages, that one is a slip for the other.
func slip(a, b string) bool {
	if partsOf(a).languages != partsOf(b).languages {
		return false // each language has its own page, whose name may be spelt nearly alike
	}
	a, b = plainLink(a), plainLink(b)
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b)) <= maxSlip
}
