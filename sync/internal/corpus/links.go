package corpus

import (
	"strings"

	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Links is what a project says of the links in its articles.
type Links struct {
	// Mirrors maps, for each target as the project spells it, a site to its mirror in
	// that language: "vite.dev" to "ru.vite.dev". Each is a host, with or without the
	// beginning of a path.
	Mirrors map[string]map[string]string
}

// mirrorExample shows how mirrors are written.
const mirrorExample = `mirrors = { ru = { "vite.dev" = "ru.vite.dev" } }`

func (r *reader) links(n *tree.Node, c *Config) Links {
	if n == nil || !r.isTable(n, "links.mirrors", mirrorExample) {
		return Links{}
	}
	out := Links{Mirrors: map[string]map[string]string{}}
	for _, item := range n.Items {
		if lang, ok := c.asSpelled(item.Key); ok {
			out.Mirrors[lang] = r.mirrors(item, "links.mirrors."+item.Key)
		} else {
			r.addProblem(UnknownCheckLang, item.KeyAt, map[string]any{"Tag": item.Key})
		}
	}
	return out
}

// asSpelled is a target of the project as the project spells it.
func (c *Config) asSpelled(tag string) (string, bool) {
	for _, t := range c.Targets {
		if foldTag(t) == foldTag(tag) {
			return t, true
		}
	}
	return "", false
}

// mirrors reads the mirrors of one language.
func (r *reader) mirrors(n *tree.Node, key string) map[string]string {
	if !r.isTable(n, key, mirrorExample) {
		return nil
	}
	out := map[string]string{}
	for _, site := range n.Items {
		mirror := r.readText(site, key+"."+site.Key, mirrorExample)
		if !isSite(site.Key) {
			r.addProblem(BadMirror, site.KeyAt, map[string]any{"Site": site.Key})
		}
		if site.Kind == tree.Text && !isSite(mirror) {
			r.addProblem(BadMirror, site.At(), map[string]any{"Site": mirror})
		}
		out[strings.ToLower(strings.TrimSuffix(site.Key, "/"))] = strings.ToLower(strings.TrimSuffix(mirror, "/"))
	}
	return out
}

// isSite reports whether a text is a host, or a host with the beginning of a path.
func isSite(s string) bool {
	host, _, _ := strings.Cut(s, "/")
	return strings.Contains(host, ".") && !strings.ContainsAny(s, ":?# \t\n@") && !strings.HasPrefix(host, ".") && !strings.HasSuffix(host, ".")
}
