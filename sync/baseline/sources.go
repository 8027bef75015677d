package baseline

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/block"
)

// Attributes is the content of .xsync/.gitattributes. A store of source texts
// holds a line a text, sorted, so the union of two versions is always right.
const Attributes = "source/** merge=union\n"

// AttributesPath is where [Attributes] is kept.
const AttributesPath = ".xsync/.gitattributes"

// Sources holds the source texts that records refer to, by digest, so that the
// English a translation was made from can always be shown. The zero value is
// empty and ready to use.
type Sources struct{ texts map[block.Digest]text }

type text struct {
	kind  block.Kind
	level int
	text  string
}

// Get returns a text by its digest.
func (s *Sources) Get(d block.Digest) (kind block.Kind, level int, words string, ok bool) {
	t, ok := s.texts[d]
	return t.kind, t.level, t.text, ok
}

// Put adds a text.
func (s *Sources) Put(d block.Digest, kind block.Kind, level int, words string) {
	if s.texts == nil {
		s.texts = map[block.Digest]text{}
	}
	s.texts[d] = text{kind, level, words}
}

// Keep drops the texts that keep does not want.
func (s *Sources) Keep(keep func(block.Digest) bool) {
	for d := range s.texts {
		if !keep(d) {
			delete(s.texts, d)
		}
	}
}

// Len is the number of texts.
func (s *Sources) Len() int { return len(s.texts) }

var (
	escape   = strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\r", "\\r")
	unescape = strings.NewReplacer("\\\\", "\\", "\\n", "\n", "\\r", "\r")
)

// Encode writes the texts, a line each, sorted by digest: the digest, the kind
// with its level, and the text with line ends and backslashes escaped.
func (s *Sources) Encode() []byte {
	digests := make([]block.Digest, 0, len(s.texts))
	for d := range s.texts {
		digests = append(digests, d)
	}
	slices.SortFunc(digests, func(a, b block.Digest) int { return bytes.Compare(a[:], b[:]) })
	var out bytes.Buffer
	for _, d := range digests {
		t := s.texts[d]
		kind := t.kind.String()
		if t.level > 0 {
			kind += ":" + strconv.Itoa(t.level)
		}
		fmt.Fprintf(&out, "%s %s %s\n", d, kind, escape.Replace(t.text))
	}
	return out.Bytes()
}

// DecodeSources reads a store. Repeated lines and git's conflict markers are
// passed over; any other line that is none of a store's is an error of type
// *[Error].
func DecodeSources(path string, data []byte) (*Sources, error) {
	s := &Sources{}
	n := 0
	for raw := range bytes.Lines(data) {
		n++
		line := strings.TrimRight(string(raw), "\r\n")
		if line == "" || conflictMarker(line) {
			continue
		}
		fields := strings.SplitN(line, " ", 3)
		if len(fields) != 3 {
			return nil, &Error{path, n, line, "a digest, a kind and a text"}
		}
		name, level, _ := strings.Cut(fields[1], ":")
		d, okD := block.ParseDigest(fields[0])
		kind, okK := block.ParseKind(name)
		l, err := strconv.Atoi(level)
		if !okD || !okK || level != "" && err != nil {
			return nil, &Error{path, n, line, "a digest of 24 letters, a kind and a text"}
		}
		s.Put(d, kind, l, unescape.Replace(fields[2]))
	}
	return s, nil
}
