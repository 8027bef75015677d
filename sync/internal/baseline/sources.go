package baseline

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// Sources holds the source texts that records refer to, by digest, so that the
// English a translation was made from can always be shown. The zero value is
// empty and ready to use.
type Sources struct {
	texts map[block.Digest]block.Block
	marks map[block.Digest]string // of the rows that refer to a text
	more  *Sources                // texts that it has beside its own, which are only read
}

// Extend is a store for more texts, which has these too as long as none is put into this
// one. Those are not counted, written or dropped with its own.
func (s *Sources) Extend() *Sources { return &Sources{more: s} }

// Get returns a segment of the source by its digest. It has no span.
func (s *Sources) Get(d block.Digest) (b block.Block, ok bool) {
	if b, ok = s.texts[d]; !ok && s.more != nil {
		return s.more.Get(d)
	}
	return b, ok
}

// Put adds a segment of the source.
func (s *Sources) Put(d block.Digest, b block.Block) {
	if s.texts == nil {
		s.texts = map[block.Digest]block.Block{}
	}
	b.Span = block.Span{}
	s.texts[d] = b
}

// Keep drops the texts that no row refers to. Rows are the names of those that do,
// by digest. A text is written with a mark of its rows: where one of two branches
// drops a text and the other refers to it from a new row, git sees two changes of
// its line, and the text stays.
func (s *Sources) Keep(rows map[block.Digest][]string) {
	maps.DeleteFunc(s.texts, func(d block.Digest, _ block.Block) bool { return len(rows[d]) == 0 })
	s.marks = make(map[block.Digest]string, len(s.texts))
	for d := range s.texts {
		names := slices.Sorted(slices.Values(rows[d]))
		s.marks[d] = sum([]byte(strings.Join(names, "\n"))).String()[:markLength]
	}
}

// markLength is how many letters a mark of rows has.
const markLength = 4

// Len is the number of texts.
func (s *Sources) Len() int { return len(s.texts) }

var (
	escape   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
	unescape = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

// Encode writes the texts, a line each, in the order of the lines: the digest,
// the kind with its level, or the names of a message's plural forms, its label and the
// mark of its rows, and the text with line
// ends and backslashes escaped.
// Law: decoding it gives the same texts.
func (s *Sources) Encode() []byte {
	lines := make([]string, 0, len(s.texts))
	for d, t := range s.texts {
		kind := encodeKind(&t)
		if mark := s.marks[d]; mark != "" {
			kind += "@" + mark
		}
		lines = append(lines, d.String()+" "+kind+" "+encodeText(&t)+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

// encodeKind writes a segment's kind, its level after a colon, and its label or
// id, escaped as in a URL, after a number sign: "heading:2#install".
func encodeKind(b *block.Block) string {
	kind := b.Kind.String()
	switch {
	case len(b.Forms) > 0:
		kind += ":" + formNames(b.Forms)
	case singleMessage(b):
		kind += ":" + single
	case b.Level > 0 && b.Kind != block.Message:
		kind += ":" + strconv.Itoa(b.Level)
	}
	if name := b.Label + b.ID; name != "" {
		kind += "#" + url.QueryEscape(name)
	}
	return kind
}

// single stands where the names of plural forms stand, for a message that has
// none although its text looks as if it had.
const single = "-"

func singleMessage(b *block.Block) bool {
	return b.Kind == block.Message && strings.Contains(b.Text, block.BetweenForms)
}

// formNames joins the names of plural forms: "one+other".
func formNames(forms []block.Form) string {
	names := make([]string, len(forms))
	for k, f := range forms {
		names[k] = f.Name
	}
	return strings.Join(names, "+")
}

// betweenForms is written between the plural forms of a message. No escaped text
// has it.
const betweenForms = ` \| `

func encodeText(b *block.Block) string {
	if len(b.Forms) == 0 {
		return escape.Replace(b.Text)
	}
	texts := make([]string, len(b.Forms))
	for k, f := range b.Forms {
		texts[k] = escape.Replace(f.Text)
	}
	return strings.Join(texts, betweenForms)
}

// decodeForms reads the names of plural forms with their texts, or what says that
// a message has none: a form without a name.
func decodeForms(names, text string) ([]block.Form, bool) {
	if names == single {
		return nil, true
	}
	var out []block.Form
	texts := strings.Split(text, betweenForms)
	for k, name := range strings.Split(names, "+") {
		if k >= len(texts) || name == "" {
			return nil, false
		}
		out = append(out, block.Form{Name: name, Text: unescape.Replace(texts[k])})
	}
	return out, len(out) == len(texts)
}

func decodeKind(s string) (b block.Block, ok bool) {
	s, label, _ := strings.Cut(s, "#")
	name, level, leveled := strings.Cut(s, ":")
	if b.Kind, ok = block.ParseKind(name); !ok {
		return b, false
	}
	if leveled && b.Kind != block.Message {
		n, err := strconv.Atoi(level)
		if err != nil || n < 1 {
			return b, false
		}
		b.Level = n
	}
	label, err := url.QueryUnescape(label)
	if b.Kind == block.Heading {
		b.ID = label
	} else {
		b.Label = label
	}
	return b, err == nil
}

// Union is a store with the lines of two. It reads neither: what one of them
// holds that is no text stays in it.
func Union(a, b []byte) []byte {
	lines := slices.Collect(strings.Lines(string(a)))
	lines = slices.AppendSeq(lines, strings.Lines(string(b)))
	for k, l := range lines {
		if !strings.HasSuffix(l, "\n") {
			lines[k] = l + "\n"
		}
	}
	slices.Sort(lines)
	return []byte(strings.Join(slices.Compact(lines), ""))
}

// DecodeSources reads a store. Of two lines with one digest the first counts that
// is undamaged: they hold the same text but for what a digest ignores. Git's conflict markers
// are passed over; any other line that is none of a store's is an error of type
// *[Error].
func DecodeSources(path string, data []byte) (*Sources, error) {
	s := &Sources{}
	n := 0
	for l := range strings.Lines(string(data)) {
		n++
		l = strings.TrimRight(l, "\r\n")
		if _, isMarker := isConflictMarker(l); isMarker || l == "" {
			continue
		}
		d, t, ok := decodeText(l)
		if !ok {
			return nil, unreadableLine(path, n, l, "a digest of 24 letters, a kind and a text")
		}
		if had, have := s.Get(d); !have || had.Digest() != d && t.Digest() == d {
			s.Put(d, t)
		}
	}
	return s, nil
}

func decodeText(l string) (d block.Digest, b block.Block, ok bool) {
	digest, rest, _ := strings.Cut(l, " ")
	kind, words, _ := strings.Cut(rest, " ") // an empty text may have lost its space
	kind, _, _ = strings.Cut(kind, "@")
	if d, ok = block.ParseDigest(digest); !ok {
		return d, b, false
	}
	b, ok = decodeKind(kind)
	if ok && b.Kind == block.Message && strings.Contains(kind, ":") {
		names, _, _ := strings.Cut(kind[strings.Index(kind, ":")+1:], "#")
		if b.Forms, ok = decodeForms(names, words); !ok {
			return d, b, false
		}
		words = strings.ReplaceAll(words, betweenForms, block.BetweenForms)
	}
	b.Text = words
	if strings.Contains(words, `\`) {
		b.Text = unescape.Replace(words)
	}
	return d, b, ok
}
