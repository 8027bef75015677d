package lsp

import (
	"net/url"
	"strings"
)

// longestPath is how long a path may be, in bytes: no system opens a longer one, and each
// of its folders would be looked at.
const longestPath = 32 << 10

// PathOf is the path of a file that a URI names, with slashes. ok is false for what is
// no file of this computer: a text that was never saved, one in an archive, one on
// another host.
func PathOf(uri string) (path string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Host != "" && u.Host != "localhost" || !strings.HasPrefix(u.Path, "/") {
		return "", false
	}
	path = u.Path
	if strings.ContainsRune(path, 0) || len(path) > longestPath {
		return "", false
	}
	if drive(path[1:]) {
		path = strings.ToUpper(path[1:2]) + path[2:]
	}
	return path, true
}

// drive reports whether a path begins with the name of a drive, as on Windows.
func drive(path string) bool {
	if len(path) < 2 || path[1] != ':' {
		return false
	}
	letter := path[0] | 0x20
	return 'a' <= letter && letter <= 'z' && (len(path) == 2 || path[2] == '/')
}

// URIOf is the URI of a file with an absolute path, with slashes. Law: its path is
// that path.
func URIOf(path string) string {
	if drive(path) {
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path}
	return u.String()
}
