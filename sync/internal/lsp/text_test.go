package lsp

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// pieces are what texts are made of: characters of one and two code units, line ends
// of all kinds, a combining mark, what is not UTF-8.
var pieces = []string{"a", "ş", "й", "中", "😀", "e\u0301", " ", "\n", "\r\n", "\r", "\ufeff", "\xff"}

func someText(t *rapid.T, label string) []byte {
	return []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, label), ""))
}

func TestPositions(t *testing.T) {
	for _, c := range []struct {
		name, text string
		at         Position
		offset     int
	}{
		{"beginning", "abc\ndef", Position{0, 0}, 0},
		{"second line", "abc\ndef", Position{1, 1}, 5},
		{"two code units", "a😀b", Position{0, 3}, 5},
		{"Turkish and Russian", "ışı\nдом", Position{1, 2}, len("ışı\nдо")},
		{"CRLF", "a\r\nb", Position{1, 0}, 3},
		{"CR", "a\rb", Position{1, 0}, 2},
		{"end of a line", "abc\r\ndef", Position{0, 3}, 3},
		{"mark", "\ufeffabc", Position{0, 1}, 4},
		{"empty last line", "a\n", Position{1, 0}, 2},
		{"nothing", "", Position{0, 0}, 0},
	} {
		text := NewText([]byte(c.text))
		if got := text.Offset(c.at); got != c.offset {
			t.Errorf("%s: offset %d, want %d", c.name, got, c.offset)
		}
		if got := text.Position(c.offset); got != c.at {
			t.Errorf("%s: position %v, want %v", c.name, got, c.at)
		}
	}
}

func TestPositionsThatAreNotThere(t *testing.T) {
	for _, c := range []struct {
		text   string
		at     Position
		offset int
	}{
		{"abc\ndef", Position{0, 99}, 3},
		{"abc\ndef", Position{9, 0}, 7},
		{"abc", Position{-1, 5}, 0},
		{"abc", Position{0, -5}, 0},
		{"a😀b", Position{0, 2}, 1}, // within the character
	} {
		if got := NewText([]byte(c.text)).Offset(c.at); got != c.offset {
			t.Errorf("%q %v: offset %d, want %d", c.text, c.at, got, c.offset)
		}
	}
}

// A place and its offset are the same place, and the place is counted as UTF-16 is.
func TestPositionsGoBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := someText(t, "text")
		text := NewText(src)
		for offset := text.lines[0]; offset <= len(src); offset++ {
			if !boundary(src, offset) {
				continue
			}
			p := text.Position(offset)
			if got := text.Offset(p); got != offset {
				t.Fatalf("%q: offset %d is %v, which is offset %d", src, offset, p, got)
			}
			before := src[text.lines[p.Line]:offset]
			if utf8.Valid(before) && len(utf16.Encode([]rune(string(before)))) != p.Character {
				t.Fatalf("%q: offset %d is %v", src, offset, p)
			}
		}
	})
}

// What a client is asked to change makes the text that is meant, and nothing is
// changed that stays.
func TestEditTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, now := someText(t, "was"), someText(t, "now")
		if bytes.HasPrefix(was, mark) != bytes.HasPrefix(now, mark) {
			return // the mark of a file is the editor's business
		}
		text := NewText(was)
		e := text.EditTo(now)
		got := text.Changed([]Change{{&e.Range, e.NewText}})
		if !bytes.Equal(got.Bytes, now) {
			t.Fatalf("%q changed by %v is %q, not %q", was, e, got.Bytes, now)
		}
	})
}

// A change and the whole text say the same.
func TestChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := NewText(someText(t, "text"))
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			a := Position{rapid.IntRange(0, 6).Draw(t, "line"), rapid.IntRange(0, 8).Draw(t, "character")}
			b := Position{rapid.IntRange(0, 6).Draw(t, "line"), rapid.IntRange(0, 8).Draw(t, "character")}
			put := string(someText(t, "put"))
			start, end := min(text.Offset(a), text.Offset(b)), max(text.Offset(a), text.Offset(b))
			want := NewText([]byte(string(text.Bytes[:start]) + put + string(text.Bytes[end:])))
			text = text.Changed([]Change{{&Range{a, b}, put}})
			if !bytes.Equal(text.Bytes, want.Bytes) {
				t.Fatalf("%q, want %q", text.Bytes, want.Bytes)
			}
		}
		whole := text.Changed([]Change{{nil, "new"}})
		if string(whole.Bytes) != "new" {
			t.Fatalf("%q", whole.Bytes)
		}
	})
}

func TestURIs(t *testing.T) {
	for path, uri := range map[string]string{
		"/home/ayşe/a b.md": "file:///home/ay%C5%9Fe/a%20b.md",
		"/x/100%/#1?.md":    "file:///x/100%25/%231%3F.md",
		"C:/texts/a.md":     "file:///C:/texts/a.md",
	} {
		if got := URIOf(path); got != uri {
			t.Errorf("%s is %s, want %s", path, got, uri)
		}
		if got, ok := PathOf(uri); !ok || got != path {
			t.Errorf("%s is %s, want %s", uri, got, path)
		}
	}
	for uri, path := range map[string]string{"file:///c%3A/texts/a.md": "C:/texts/a.md", "FILE://localhost/a.md": "/a.md"} {
		if got, ok := PathOf(uri); !ok || got != path {
			t.Errorf("%s is %s, want %s", uri, got, path)
		}
	}
	for _, uri := range []string{"", "untitled:Untitled-1", "https://example.org/a.md", "file://server/share/a.md", "file:a.md", "file:///a%00b", "file:///%zz", "git:/a.md", "file://" + strings.Repeat("/a", 32<<10)} {
		if got, ok := PathOf(uri); ok {
			t.Errorf("%s is taken for the file %s", uri, got)
		}
	}
}
