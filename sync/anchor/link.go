package anchor

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// links reports the links of one side that others stand for.
func links(out []Disagreement, source, target []Anchor) []Disagreement {
	s, t := values(source, Link), values(target, Link)
	gone, come := withoutLinks(s, t), withoutLinks(t, s)
	for _, a := range gone {
		k := slices.IndexFunc(come, func(b string) bool { return slip(a, b) })
		if k < 0 {
			continue
		}
		out = append(out, Disagreement{Link, a, come[k]})
		come = slices.Delete(come, k, k+1)
	}
	for _, a := range gone {
		_ = a
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
// "www.", a slash at the end.
func plainLink(v string) string {
	if _, rest, ok := strings.Cut(v, "://"); ok {
		v = rest
	}
	v = strings.TrimPrefix(v, "www.")
	return strings.TrimSuffix(v, "/")
}

// maxSlip is the number of characters up to which two links differ by a slip.
const maxSlip = 2

// slip reports whether two links differ so little that one is a slip for the
// other.
func slip(a, b string) bool {
	return levenshtein.ComputeDistance(a, b) <= maxSlip
}
