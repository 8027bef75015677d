package anchor

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/language"
)

// links reports the links of one side that others stand for. A page of the same
// site in another language is no other page, and a fragment may be translated.
func links(out []Disagreement, source, target []Anchor) []Disagreement {
	s, t := values(source, Link), values(target, Link)
	gone, come := withoutLinks(s, t), withoutLinks(t, s)
	for _, same := range []func(a, b string) bool{slip, localized, anyValue} {
		var rest []string
		for _, a := range gone {
			k := slices.IndexFunc(come, func(b string) bool { return same(a, b) })
			if k < 0 {
				rest = append(rest, a)
				continue
			}
			if !localized(a, come[k]) || slip(a, come[k]) {
				out = append(out, Disagreement{Link, a, come[k]})
			}
			come = slices.Delete(come, k, k+1)
		}
		gone = rest
	}
	return out
}

// withoutLinks lists the links of a that b does not have in any writing.
func withoutLinks(a, b []string) []string {
	var out []string
	for _, v := range a {
		if !slices.ContainsFunc(b, func(w string) bool { return v == w || plainLink(v) == plainLink(w) }) {
			out = append(out, v)
		}
	}
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
	v, a.fragment, _ = strings.Cut(v, "#")
	v, a.query, _ = strings.Cut(v, "?")
	if _, rest, ok := strings.Cut(v, "://"); ok {
		a.host, v, _ = strings.Cut(rest, "/")
		labels := strings.Split(strings.ToLower(a.host), ".")
		a.host = strings.TrimPrefix(strings.Join(a.drop(labels, len(labels)-2), "."), "www.")
	}
	segments := strings.Split(strings.Trim(v, "/"), "/")
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

// maxSlip is the number of characters up to which two links differ by a slip.
const maxSlip = 2

// slip reports whether two links differ so little that one is a slip for the
// other, and not in the names of languages.
func slip(a, b string) bool {
	return levenshtein.ComputeDistance(plainLink(a), plainLink(b)) <= maxSlip
}
