package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestFramesGoBothWays(t *testing.T) {
	var b bytes.Buffer
	codec := Frames{Most: 1 << 10}
	for _, text := range []string{"Ayşe", "", "дом 😀"} {
		if err := codec.WriteObject(&b, map[string]string{"text": text}); err != nil {
			t.Fatal(err)
		}
	}
	r := bufio.NewReader(&b)
	for _, want := range []string{"Ayşe", "", "дом 😀"} {
		var got struct{ Text string }
		if err := codec.ReadObject(r, &got); err != nil || got.Text != want {
			t.Errorf("%q %v, want %q", got.Text, err, want)
		}
	}
	if err := codec.ReadObject(r, new(any)); !errors.Is(err, io.EOF) {
		t.Errorf("%v at the end", err)
	}
}

func TestFrames(t *testing.T) {
	for _, c := range []struct{ name, stream, want, err string }{
		{"headers in any case", "content-length: 2\r\nContent-Type: x\r\n\r\n{}", "{}", ""},
		{"content that is not JSON", "Content-Length: 1\r\n\r\n{Content-Length: 4\r\n\r\nnull", "null", ""},
		{"no length", "Content-Type: x\r\n\r\n{}", "", errLength.Error()},
		{"no header", "hello\r\n\r\n", "", errHeader.Error()},
		{"line feeds alone", "Content-Length: 2\n\n{}", "", errHeader.Error()},
		{"negative", "Content-Length: -2\r\n\r\n{}", "", errHeader.Error()},
		{"too long", "Content-Length: 100\r\n\r\n", "", "a message of 100 bytes is longer than 64"},
		{"endless header", strings.Repeat("x", 1<<20), "", errHeader.Error()},
		{"cut in the headers", "Content-Length: 2\r\n", "", io.ErrUnexpectedEOF.Error()},
		{"cut in a line", "Content-Le", "", io.ErrUnexpectedEOF.Error()},
		{"cut in the content", "Content-Length: 9\r\n\r\n{}", "", io.ErrUnexpectedEOF.Error()},
	} {
		var got json.RawMessage
		var said bytes.Buffer
		err := Frames{Most: 64, Faults: &said}.ReadObject(bufio.NewReader(strings.NewReader(c.stream)), &got)
		switch {
		case c.err != "" && (err == nil || err.Error() != c.err):
			t.Errorf("%s: %v, want %s", c.name, err, c.err)
		case c.err == "" && (err != nil || string(got) != c.want):
			t.Errorf("%s: %q %v, want %q", c.name, got, err, c.want)
		case strings.Contains(said.String(), `"id":null`) != strings.Contains(c.name, "not JSON"):
			t.Errorf("%s: said %q", c.name, &said)
		}
	}
}

// Whatever comes in, reading ends, and what was read is no longer than agreed.
func FuzzFrames(f *testing.F) {
	f.Add([]byte("Content-Length: 2\r\n\r\n{}"))
	f.Add([]byte("Content-Length: 99999999\r\n\r\n"))
	f.Add([]byte("Content-Length: 1\r\nContent-Length: 2\r\n\r\n[]Content-Length: 2\r\n\r\n{}"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		const most = 256
		r := bufio.NewReader(bytes.NewReader(stream))
		for {
			body, err := Frames{Most: most}.read(r)
			if err != nil {
				return
			}
			if len(body) > most {
				t.Fatalf("%d bytes were read", len(body))
			}
		}
	})
}

// Any change of any text gives a text whose places go both ways.
func FuzzChanges(f *testing.F) {
	f.Add([]byte("a😀\r\nb"), "ş", 0, 1, 1, 0)
	f.Add([]byte("\ufeffa\rb"), "\r\n", 0, 0, 5, 5)
	f.Fuzz(func(t *testing.T, src []byte, put string, fromLine, from, toLine, to int) {
		text := NewText(src).Changed([]Change{{&Range{Position{fromLine, from}, Position{toLine, to}}, put}})
		for offset := text.lines[0]; offset <= len(text.Bytes); offset++ {
			if boundary(text.Bytes, offset) && text.Offset(text.Position(offset)) != offset {
				t.Fatalf("%q: offset %d is %v", text.Bytes, offset, text.Position(offset))
			}
		}
	})
}
