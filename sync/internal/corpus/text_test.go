package corpus

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const (
	turkishText = "# Moğolistan\n\nÇay yolu, Çin'in güneyinden başlar; kervanlar İpek Yolu'nu bırakıp kuzeye dönerdi.\n" +
		"Ağır yükler altında yürüyen develer, kışın soğuğunda bile günde kırk kilometre gidebiliyordu.\n"
	russianText = "# Монголия\n\nЧайный путь начинается на юге Китая; караваны сворачивали с Шёлкового пути на север.\n" +
		"Верблюды с тяжёлой поклажей проходили по сорок километров в день даже в зимние морозы.\n"
)

func encoded(t *testing.T, page *charmap.Charmap, text string) []byte {
	t.Helper()
	out, err := page.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}

func TestCheckText(t *testing.T) {
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) []byte {
		out, err := unicode.UTF16(e, b).NewEncoder().String("# The tea road\n\nText.\n")
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"text", []byte(turkishText), ""},
		{"empty", nil, ""},
		{"only a mark", []byte("\ufeff"), ""},
		{"mark and line ends", []byte("\ufeffa\r\nb"), ""},
		{"Turkish page", encoded(t, charmap.Windows1254, turkishText), "a.md:1:5: not UTF-8 but Windows-1254, from byte 5 on; convert it, as with iconv -f Windows-1254 -t UTF-8"},
		{"Turkish line", encoded(t, charmap.Windows1254, "Ağaç yaşken eğilir"), "a.md:1:2: not UTF-8 but Windows-1254, from byte 2 on; convert it, as with iconv -f Windows-1254 -t UTF-8"},
		{"Russian page", encoded(t, charmap.Windows1251, russianText), "a.md:1:3: not UTF-8 but Windows-1251, from byte 3 on; convert it, as with iconv -f Windows-1251 -t UTF-8"},
		{"Russian KOI8", encoded(t, charmap.KOI8R, russianText), "a.md:1:3: not UTF-8 but KOI8-R, from byte 3 on; convert it, as with iconv -f KOI8-R -t UTF-8"},
		{
			"French page", encoded(t, charmap.Windows1252, strings.Repeat("Le thé a été porté à dos de chameau jusqu'à l'été. ", 5)),
			"a.md:1:6: not UTF-8 but Windows-1252, from byte 6 on; convert it, as with iconv -f Windows-1252 -t UTF-8",
		},
		{"one wrong byte", []byte(turkishText + "\n\xff here\n"), "a.md:6:1: not UTF-8: byte 215 of the file cannot be read; save the file as UTF-8"},
		{"cut in a letter", []byte("Türkçe\nşarkı ş")[:15], "a.md:2:6: not UTF-8: byte 15 of the file cannot be read; save the file as UTF-8"},
		{"NUL", []byte("a\nb\x00c"), "a.md:2:2: not a text: byte 4 of the file is NUL"},
		{"image", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), "a.md:3:1: not a text: byte 9 of the file is NUL"},
		{"UTF-16 of Windows", utf16(unicode.LittleEndian, unicode.UseBOM), "a.md:1:1: not UTF-8 but UTF-16; convert it, as with iconv -f UTF-16 -t UTF-8"},
		{"UTF-16 big", utf16(unicode.BigEndian, unicode.UseBOM), "a.md:1:1: not UTF-8 but UTF-16; convert it, as with iconv -f UTF-16 -t UTF-8"},
		{"UTF-16 without mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "a.md:1:1: not UTF-8 but UTF-16LE; convert it, as with iconv -f UTF-16LE -t UTF-8"},
		{"large", bytes.Repeat([]byte("a"), MaxText+1), "a.md: the file has 67108865 bytes; xsync reads texts of up to 67108864 bytes"},
	} {
		got := ""
		if p := CheckText("a.md", c.data); p != nil {
			got = p.Error()
		}
		if got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
	}
}

// sized is a file that says how large it is, and cannot be read.
type sized struct {
	fs.FS
	size int64
}

func (s sized) Stat(string) (fs.FileInfo, error) { return s, nil }
func (s sized) Open(string) (fs.File, error)     { return nil, fs.ErrPermission }
func (s sized) Name() string                     { return "" }
func (s sized) Size() int64                      { return s.size }
func (s sized) Mode() fs.FileMode                { return 0 }
func (s sized) ModTime() (t time.Time)           { return t }
func (s sized) IsDir() bool                      { return false }
func (s sized) Sys() any                         { return nil }

func TestReadText(t *testing.T) {
	fsys := fstest.MapFS{"a/b.md": {Data: []byte("text")}, "bad.md": {Data: []byte("a\xff")}}
	if data, err := ReadText(fsys, "a/b.md"); err != nil || string(data) != "text" {
		t.Errorf("%q %v", data, err)
	}
	for _, c := range []struct {
		fsys       fs.FS
		name, want string
	}{
		{fsys, "none.md", "none.md: no such file"},
		{fsys, "a", "a: is a folder, not a file"},
		{fsys, "bad.md", "bad.md:1:2: not UTF-8"},
		{sized{size: MaxText + 1}, "x", "x: the file has 67108865 bytes; xsync reads"},
		{sized{size: 1}, "x", "x: cannot be read: permission denied"},
	} {
		data, err := ReadText(c.fsys, c.name)
		if data != nil || err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %q %v, want %s", c.name, data, err, c.want)
		}
	}
}

// endless goes on for ever, as /dev/zero does.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestReadStream(t *testing.T) {
	for _, c := range []struct {
		name, want string
		from       io.Reader
	}{
		{"short", "", strings.NewReader("text")},
		{"as long as may be", "", io.LimitReader(endless{}, MaxText)},
		{"a byte too long", "x: is larger than the 67108864 bytes", io.LimitReader(endless{}, MaxText+1)},
		{"endless", "x: is larger than the 67108864 bytes", endless{}},
		{"broken", "x: cannot be read: unexpected EOF", iotest.ErrReader(io.ErrUnexpectedEOF)},
	} {
		data, err := ReadStream("x", c.from)
		switch {
		case c.want == "":
			if err != nil || len(data) == 0 {
				t.Errorf("%s: %d bytes, %v", c.name, len(data), err)
			}
		case data != nil || err == nil || !strings.HasPrefix(err.Error(), c.want):
			t.Errorf("%s: %d bytes, %v, want %s", c.name, len(data), err, c.want)
		}
	}
	sparse, err := os.Create(filepath.Join(t.TempDir(), "sparse"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = sparse.Close() }()
	if err := sparse.Truncate(1 << 33); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadStream("x", sparse); err == nil || !strings.HasPrefix(err.Error(), "x: the file has 8589934592 bytes") {
		t.Errorf("a sparse file: %v", err)
	}
}

func FuzzCheckText(f *testing.F) {
	f.Add([]byte(turkishText))
	f.Add([]byte("a\xff\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := CheckText("a", data)
		if (p == nil) != (utf8.Valid(data) && bytes.IndexByte(data, 0) < 0) {
			t.Fatal(p)
		}
		if p == nil || p.ID == UTF16 {
			return
		}
		at := p.Data["Byte"].(int) - 1
		start := 0
		for range p.Line - 1 {
			start += 1 + bytes.IndexByte(data[start:], '\n')
		}
		if start+p.Column-1 != at {
			t.Fatalf("%v is not byte %d", p, at)
		}
	})
}

func TestLanguageFromPath(t *testing.T) {
	for name, want := range map[string]string{
		"en.md": "en", "articles/tr/x.md": "tr", "a.tr.md": "tr", "docs_ru/x.md": "ru", "articles/mongolia/ru.md": "ru",
		"/home/it/docs/tr/a/b.md": "tr", "a_pt_BR.md": "pt-BR", "intro.pt-br.md": "pt-BR", "zh-Hans/a.md": "zh-Hans", "a-zh-Hant-TW.md": "zh-Hant-TW",
		"docs/en-US/tr.md": "tr", "en/a.tr.md": "tr", "es-419/a.md": "es-419", "content.tr/a.md": "tr", "TR.md": "tr", "tr": "tr",
		"en.old.md": "en", "made-tr/en.old.md": "en", "tr/it.works.md": "tr", "ru/en.tr.md": "tr",
		"x.md": "", "": "", ".": "", "how-to.md": "", "log-in.md": "", "what_it_is.md": "", "src/go/x.md": "", "a.b.md": "",
		"asp.net.md": "", "node.js.md": "", "english/a.md": "", "xx/a.md": "", "tr-XYZ9/a.md": "", "a-1/b.md": "", "-tr.md": "",
	} {
		if got := LanguageFromPath(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A name that is told is right, however short the text is; converting by a wrong one
// would garble the file.
func TestLegacyNameIsRightOrNotTold(t *testing.T) {
	for _, c := range []struct {
		page  *charmap.Charmap
		names []string // the second has the same letters at the same places
		texts []string
	}{
		{charmap.Windows1251, []string{"Windows-1251"}, []string{"# Паром\n", "Собака идёт.\n", "Да\n", "Їжак і ґава", "# xsync\n\nЭто API для Go, см. README.\n"}},
		{charmap.KOI8R, []string{"KOI8-R"}, []string{"# Паром\n", "Собака идёт.\n", "# Паром\n\nСобака идёт домой.\n"}},
		{charmap.CodePage866, nil, []string{"# Паром\n", "# Паром\n\nСобака идёт домой.\n"}},
		{charmap.Windows1253, []string{"Windows-1253", "ISO-8859-7"}, []string{"# Πλοίο\n", "Ο σκύλος πάει σπίτι.\n"}},
		{charmap.Windows1254, []string{"Windows-1254"}, []string{"Ağaç", "İlk\n", "Şişli'de ağaç altında çay içtik."}},
		{charmap.Windows1250, []string{"Windows-1250"}, []string{"Łódź", "Zażółć gęślą jaźń", "Příliš žluťoučký kůň úpěl ďábelské ódy"}},
		{charmap.Windows1252, []string{"Windows-1252"}, []string{"# Café\n", "Où est le garçon? L'été à Paris.\n", "déjà vu naïveté"}},
	} {
		for _, text := range c.texts {
			if got := legacyName(encoded(t, c.page, text)); got != "" && !slices.Contains(c.names, got) {
				t.Errorf("%q in %v is called %s", text, c.page, got)
			}
		}
	}
}
