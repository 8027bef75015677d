package baseline

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
)

var allTexts = cmp.AllowUnexported(Sources{})

func TestSourcesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Sources
		for range rapid.IntRange(0, 6).Draw(t, "texts") {
			words := rapid.OneOf(rapid.String(), rapid.StringMatching(`[\\nr \n\r\t|İş]*`)).Draw(t, "words")
			b := block.Block{Kind: block.Kind(rapid.IntRange(0, 13).Draw(t, "kind")), Level: rapid.IntRange(0, 6).Draw(t, "level"), Text: words}
			if b.Kind == block.Heading {
				b.ID = rapid.StringMatching(`[a-z #%+ş]*`).Draw(t, "id")
			} else {
				b.Label = rapid.StringMatching(`[a-z #%+ş]*`).Draw(t, "label")
			}
			s.Put(digestOf(words), b)
		}
		data := s.Encode()
		got, err := DecodeSources("source", data)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(&s, got, allTexts, equal); d != "" {
			t.Fatal(d)
		}
		lines := slices.Collect(strings.Lines(string(data)))
		if !slices.IsSorted(lines) || len(lines) != s.Len() {
			t.Fatalf("not a sorted line a text:\n%s", data)
		}
	})
}

// The plural forms of a message come back apart, whatever bars and backslashes are
// in them, and a message with a bar in it comes back without forms.
func TestFormsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := block.Block{Kind: block.Message, Label: "lamps", Text: "Lamps | Lights"}
		var texts []string
		for _, name := range []string{"one", "few", "other"}[:rapid.IntRange(0, 3).Draw(t, "forms")] {
			text := rapid.StringMatching(`[ab |\n\n\\]*`).Draw(t, name)
			b.Forms, texts = append(b.Forms, block.Form{Name: name, Text: text}), append(texts, text)
		}
		if len(texts) > 0 {
			b.Text = strings.Join(texts, block.BetweenForms)
		}
		var s Sources
		s.Put(digestOf("x"), b)
		got, err := DecodeSources("source", s.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(&s, got, allTexts, equal); d != "" {
			t.Fatalf("%s:\n%s", s.Encode(), d)
		}
	})
}

// Stores that were written before forms were named are read with their text alone.
func TestFormerMessages(t *testing.T) {
	d := digestOf("x")
	s, err := DecodeSources("source", []byte(d.String()+" message#lamps one lamp | {n} lamps\n"))
	if err != nil {
		t.Fatal(err)
	}
	if b, ok := s.Get(d); !ok || b.Label != "lamps" || b.Text != "one lamp | {n} lamps" || b.Forms != nil {
		t.Errorf("%+v", b)
	}
}

// What git makes of two versions by its union merge, with or without conflict
// markers, holds the texts of both.
func TestSourcesUnite(t *testing.T) {
	var a, b Sources
	a.Put(digestOf("one"), block.Block{Kind: block.Heading, Level: 2, Text: "One"})
	a.Put(digestOf("both"), block.Block{Kind: block.Paragraph, Level: 0, Text: "Both\nlines"})
	b.Put(digestOf("both"), block.Block{Kind: block.Paragraph, Level: 0, Text: "Both lines"})
	b.Put(digestOf("two"), block.Block{Kind: block.ListItem, Level: 1, Text: "Two"})
	for _, merged := range [][]byte{
		slices.Concat(a.Encode(), b.Encode()),
		slices.Concat([]byte("<<<<<<< ours\n"), a.Encode(), []byte("=======\n"), b.Encode(), []byte(">>>>>>> theirs\n")),
	} {
		s, err := DecodeSources("source", merged)
		if err != nil {
			t.Fatal(err)
		}
		if b, ok := s.Get(digestOf("both")); s.Len() != 3 || !ok || b.Text != "Both\nlines" {
			t.Errorf("%d texts, both is %q", s.Len(), b.Text)
		}
		if b, _ := s.Get(digestOf("one")); b.Kind != block.Heading || b.Level != 2 || b.Text != "One" {
			t.Errorf("one is %v %d %q", b.Kind, b.Level, b.Text)
		}
	}
}

func TestKeep(t *testing.T) {
	var s Sources
	s.Keep(nil)
	s.Put(digestOf("a"), block.Block{Kind: block.Paragraph, Level: 0, Text: "a"})
	s.Put(digestOf("b"), block.Block{Kind: block.Paragraph, Level: 0, Text: "b"})
	s.Keep(map[block.Digest][]string{digestOf("b"): {"tr x", "ru y"}})
	if _, ok := s.Get(digestOf("a")); ok || s.Len() != 1 {
		t.Error("a is still there")
	}
	one := string(s.Encode())
	s.Keep(map[block.Digest][]string{digestOf("b"): {"ru y", "tr x"}})
	if two := string(s.Encode()); one != two || !strings.Contains(one, " paragraph@") {
		t.Errorf("%q and %q", one, two)
	}
	s.Keep(map[block.Digest][]string{digestOf("b"): {"tr x"}})
	if three := string(s.Encode()); one == three {
		t.Error("another row refers to the text, and its line is the same")
	}
	if again, err := DecodeSources("s", []byte(one)); err != nil || again.Len() != 1 {
		t.Error(err)
	}
}

func TestUnreadableSources(t *testing.T) {
	d := digestOf("a").String()
	for _, c := range []string{"hello", d, d + " poem x", d + " heading:x y", d + " heading:0 y", d + " heading:-1 y", d[1:] + " paragraph x"} {
		_, err := DecodeSources("s", []byte(d+" paragraph x\n\n"+c+"\n"))
		if e, ok := IsUnreadable(err); !ok || e.Line != 3 || e.Text != c {
			t.Errorf("%q: %v", c, err)
		}
	}
}

func FuzzDecodeSources(f *testing.F) {
	var s Sources
	s.Put(digestOf("a"), block.Block{Kind: block.Heading, Level: 3, Text: "a\\b\nc"})
	f.Add(s.Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := DecodeSources("source", data)
		if err != nil {
			return
		}
		once := s.Encode()
		again, err := DecodeSources("source", once)
		if err != nil || !bytes.Equal(once, again.Encode()) {
			t.Fatalf("%v\n%q", err, once)
		}
	})
}
