package history

import (
	"crypto/md5" //nolint:gosec // the lock file has these, and nothing is guarded by them
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"go.yaml.in/yaml/v3"

	"github.com/xsync-project/xsync/sync/internal/regex"
)

// LockName is the name of the file in which lingo.dev keeps the digests of the sources
// that its translations were made from.
const LockName = "i18n.lock"

// Lock has, for each file by the digest of its path, the digests of the sections of its
// source, by their keys.
type Lock map[string]map[string]string

// ReadLock reads a lock file. One that cannot be read says nothing.
func ReadLock(data []byte) Lock {
	var file struct {
		Checksums Lock `yaml:"checksums"`
	}
	if yaml.Unmarshal(data, &file) != nil {
		return nil
	}
	return file.Checksums
}

// Locked is the digest of the source of a translation, as [Hashed] has one, of what a lock
// file says of it; "" if that is nothing. The path is that of the translation from the
// folder of the lock file.
func (l Lock) Locked(name, language string) string {
	if len(l) == 0 {
		return ""
	}
	spelled := regexp.MustCompile(`(?i)(^|[/._-])` + strings.ReplaceAll(regexp.QuoteMeta(language), "-", "[-_]") + `($|[/._-])`)
	for _, at := range spelled.FindAllStringSubmatchIndex(name, -1) {
		pattern := name[:at[3]] + "[locale]" + name[at[4]:]
		if sums := l[objectHash(pattern)]; sums != nil {
			return sectionStamp(sums)
		}
	}
	return ""
}

// sections marks a digest that is one of each section, in their order.
const (
	sections   = "sections:"
	sectionKey = "md-section-"
)

// sectionStamp is what a lock says of the sections of a page of Markdown; "" if it has
// none, or of something else.
func sectionStamp(sums map[string]string) string {
	list := make([]string, len(sums))
	n := 0
	for key, sum := range sums {
		number, ok := strings.CutPrefix(key, sectionKey)
		if k, err := strconv.Atoi(number); ok && err == nil && k >= 0 && k < len(list) {
			list[k] = sum
			n++
		}
	}
	if n == 0 || slices.Contains(list[:n], "") {
		return ""
	}
	return sections + strings.Join(list[:n], ",")
}

// border is where lingo.dev cuts a page of Markdown: headings, rules, and images and
// links that stand alone are sections of their own.
var border = regex.Lazy(`(?m)^(?:#{1,6}\s.*$|[-=*]{3,}$|!\[.*\]\(.*\)$|\[.*\]\(.*\)$)`)

// stampOf is the digest of the sections of a text, as a lock would have it.
func stampOf(data []byte) string {
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	if front := frontMatter(data); front != nil {
		at := strings.Index(text, "\n---")
		_, text, _ = strings.Cut(text[max(at, 0)+1:], "\n")
	}
	var sums []string
	add := func(section string) {
		if section = strings.TrimSpace(section); section != "" {
			sums = append(sums, objectHash(section))
		}
	}
	last := 0
	for _, at := range border.FindAllStringIndex(text, -1) {
		add(text[last:at[0]])
		add(text[at[0]:at[1]])
		last = at[1]
	}
	add(text[last:])
	return sections + strings.Join(sums, ",")
}

// objectHash is the digest of a text as the npm package object-hash has it: of its type,
// its length in UTF-16 and itself.
func objectHash(text string) string {
	sum := md5.Sum(fmt.Appendf(nil, "string:%d:%s", len(utf16.Encode([]rune(text))), text)) //nolint:gosec // see above
	return hex.EncodeToString(sum[:])
}

// LocksAbove are the paths that the lock file of a file may have, the nearest first.
func LocksAbove(name string) []string {
	var out []string
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		out = append(out, path.Join(dir, LockName))
		if dir == "." || dir == "/" {
			return out
		}
	}
}
