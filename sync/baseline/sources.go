package baseline

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/block"
)

// Sources holds the source texts that records refer to, by digest, so that the
// English a translation was made from can always be shown. The zero value is
// empty and ready to use.
type Sources struct{ texts map[block.Digest]text }

// text is a segment as it was in the source.
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
	maps.DeleteFunc(s.texts, func(d block.Digest, _ text) bool { return !keep(d) })
}

// Len is the number of texts.
func (s *Sources) Len() int { return len(s.texts) }

var (
	escape   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
	unescape = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

// Encode writes the texts, a line each, in the order of the lines: the digest,
// the kind with its level, and the text with line ends and backslashes escaped.
// Law: decoding it gives the same texts.
func (s *Sources) Encode() []byte {
	lines := make([]string, 0, len(s.texts))
	for d, t := range s.texts {
		kind := t.kind.String()
		if t.level > 0 {
			kind += ":" + strconv.Itoa(t.level)
		}
		lines = append(lines, d.String()+" "+kind+" "+escape.Replace(t.text)+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

// DecodeSources reads a store. Of two lines with one digest the first counts:
// they hold the same text but for what a digest ignores. Git's conflict markers
// are passed over; any other line that is none of a store's is an error of type
// *[Error].
func DecodeSources(path string, data []byte) (*Sources, error) {
	s := &Sources{}
	n := 0
	for l := range strings.Lines(string(data)) {
		n++
		l = strings.TrimRight(l, "\r\n")
		if _, isMarker := marker(l); isMarker || l == "" {
			continue
		}
		d, t, ok := decodeText(l)
		if !ok {
			return nil, unreadable(path, n, l, "a digest of 24 letters, a kind and a text")
		}
		if _, _, _, have := s.Get(d); !have {
			s.Put(d, t.kind, t.level, t.text)
		}
	}
	return s, nil
}

func decodeText(l string) (d block.Digest, t text, ok bool) {
	digest, rest, _ := strings.Cut(l, " ")
	kind, words, _ := strings.Cut(rest, " ") // an empty text may have lost its space
	name, level, leveled := strings.Cut(kind, ":")
	if d, ok = block.ParseDigest(digest); !ok {
		return d, t, false
	}
	if t.kind, ok = block.ParseKind(name); !ok {
		return d, t, false
	}
	if leveled {
		n, err := strconv.Atoi(level)
		if err != nil || n < 1 {
			return d, t, false
		}
		t.level = n
	}
	t.text = unescape.Replace(words)
	return d, t, true
}
