package xsync

import (
	"net/url"
	"path"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/anchor"
	"github.com/xsync-project/xsync/sync/internal/drift"
)

// counterpart is the link of the source that a link of the translation stands for: the
// one that leads to the same page, else the one in the same place.
func counterpart(r *drift.Row, n int, link string) (string, bool) {
	for _, l := range r.Leads[0] {
		if l == link {
			return l, true
		}
	}
	for _, l := range r.Leads[0] {
		if anchor.SamePage(l, link) {
			return l, true
		}
	}
	if len(r.Leads[0]) == len(r.Leads[1]) {
		return r.Leads[0][n], true
	}
	return "", false
}

// leadsTo is the path of the file that a relative link in a file leads to, "" if it leads
// out of the project.
func leadsTo(file, link string) string {
	link, _, _ = strings.Cut(link, "#")
	link, _, _ = strings.Cut(link, "?")
	if plain, err := url.PathUnescape(link); err == nil {
		link = plain
	}
	to := path.Join(path.Dir(file), link)
	if link == "" || to == ".." || strings.HasPrefix(to, "../") {
		return ""
	}
	return to
}

// leadsFromRoot is the same of a path that may begin at the root of the project.
func leadsFromRoot(file, link string) string {
	if strings.HasPrefix(link, "/") {
		return leadsTo("", link[1:])
	}
	return leadsTo(file, link)
}

// isPath reports whether a link is a path, without a fragment, and with no host before it.
func isPath(link string) bool {
	return link != "" && !strings.HasPrefix(link, "//") && !strings.ContainsAny(link, ":#?")
}

// relative is the relative link from a file to another.
func relative(file, to string) string {
	from := strings.Split(path.Dir(file), "/")
	if from[0] == "." {
		from = nil
	}
	parts := strings.Split(to, "/")
	for len(from) > 0 && len(parts) > 1 && from[0] == parts[0] {
		from, parts = from[1:], parts[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(parts, "/")
}
