package history

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // other tools use it to tell versions apart, and so does this
	"crypto/sha1" //nolint:gosec // likewise
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

// head is how much of a file may name the commit that it was translated from.
const head = 4 << 10

// named are the ways in which translations name it: a key of the front matter,
// or a comment.
var (
	key     = regexp.MustCompile(`(?im)^[ \t]*["']?(?:l10n\.)?(?:source[_-]?commit|original[_-]?commit|translation[_-]source[_-]commit|source[_-]commit[_-]hash)["']?[ \t]*[:=][ \t]*["']?([0-9a-f]{7,64})["']?[ \t]*,?[ \t]*\r?$`)
	comment = regexp.MustCompile(`(?i)(?:<!--|\{/\*|^#use)[^>\n]*?\b(?:EN-Revision:[ \t]*|translation-check[ \t:]+(?:translation[ \t]*=[ \t]*)?|translation[ \t]*=[ \t]*|(?:source|original)[_-]?commit[ \t]*[:=][ \t]*)["']?([0-9a-f]{7,64})\b`)
)

// Named is the commit that a translation says itself that it was made from, in
// its front matter or in a comment near its beginning; "" if it says none.
func Named(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = data[:min(len(data), head)]
	if m := key.FindSubmatch(frontMatter(data)); m != nil {
		return string(m[1])
	}
	if m := comment.FindSubmatch(data); m != nil {
		return string(m[1])
	}
	return ""
}

// The ways in which translations name the digest of the source that they were made from.
const (
	hashName  = `(?:l10n\.)?(?:source|original|en|english|upstream)[_-]?(?:content[_-]?|file[_-]?)?(?:sha[_-]?256|sha[_-]?1|md5|hash|checksum|digest|blob)`
	hashValue = `["']?(?:(?:sha256|sha1|md5)[:-])?([0-9a-fA-F]{8,64})["']?`
)

var (
	hashKey     = regexp.MustCompile(`(?im)^[ \t]*["']?` + hashName + `["']?[ \t]*[:=][ \t]*` + hashValue + `[ \t]*,?[ \t]*\r?$`)
	hashComment = regexp.MustCompile(`(?i)(?:<!--|\{/\*)[^>\n]*?\b` + hashName + `[ \t]*[:=][ \t]*` + hashValue + `(?:[^0-9a-zA-Z]|$)`)
)

// Hashed is the digest of its source that a translation names in its front matter or in
// a comment near its beginning, in small letters; "" if it names none.
func Hashed(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = data[:min(len(data), head)]
	for _, m := range [][][]byte{hashKey.FindSubmatch(frontMatter(data)), hashComment.FindSubmatch(data)} {
		if m != nil {
			return strings.ToLower(string(m[1]))
		}
	}
	return ""
}

// hasDigest reports whether a text has a digest, which may be cut off: one of the whole
// file, as git counts it too, or of what stands below its front matter.
func hasDigest(data []byte, digest string) bool {
	if digest == "" || data == nil {
		return false
	}
	if strings.HasPrefix(digest, sections) {
		return stampOf(data) == digest
	}
	texts := [][]byte{data, bytes.TrimSpace(data)}
	if front := frontMatter(data); front != nil {
		at := bytes.Index(data, front) + len(front)
		_, body, _ := bytes.Cut(data[at+1:], []byte("\n"))
		texts = append(texts, body, bytes.TrimSpace(body))
	}
	sums := make([]string, 0, 3*len(texts)+1)
	for _, text := range texts {
		long, short, old := sha256.Sum256(text), sha1.Sum(text), md5.Sum(text) //nolint:gosec // see above
		sums = append(sums, hex.EncodeToString(long[:]), hex.EncodeToString(short[:]), hex.EncodeToString(old[:]))
	}
	blob := sha1.Sum(append(fmt.Appendf(nil, "blob %d\x00", len(data)), data...)) //nolint:gosec // see above
	for _, sum := range append(sums, hex.EncodeToString(blob[:])) {
		if strings.HasPrefix(sum, digest) {
			return true
		}
	}
	return false
}

// frontMatter is what stands between the fences that a file begins with.
func frontMatter(data []byte) []byte {
	for _, fence := range []string{"---", "+++"} {
		first, rest, ok := bytes.Cut(data, []byte("\n"))
		if !ok || string(bytes.TrimSpace(first)) != fence {
			continue
		}
		inside, _, ok := bytes.Cut(rest, []byte("\n"+fence))
		if ok {
			return inside
		}
	}
	return nil
}
