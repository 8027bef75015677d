package baseline

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// equal passes over what a record says of how it was read.
var equal = cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Record{}, "United")}

// digestOf is some digest that is easy to tell from others.
func digestOf(name string) block.Digest { return block.FileDigest([]byte(name)) }

func digests(names ...string) []block.Digest {
	var out []block.Digest
	for _, n := range names {
		out = append(out, digestOf(n))
	}
	return out
}

func example() *Record {
	return &Record{
		Entries: []Entry{
			{digests("heading"), digests("başlık"), Reviewed},
			{digests("one", "two"), digests("bir iki"), Assumed},
			{digests("left out"), nil, Forced},
			{nil, digests("note"), Mechanical},
			{digests("heading"), digests("başlık"), Reviewed},
		},
		SourceFile: digestOf("en"), TargetFile: digestOf("tr"),
		Summary: []Tally{{"fresh", 20}, {"stale", 2}},
	}
}

func TestRecordIsReadByPeople(t *testing.T) {
	got := string(example().Encode())
	for k, want := range []string{"xsync record 1", "source ", "target ", "summary fresh=20 stale=2", "body ", ""} {
		if line := strings.Split(got, "\n")[k]; !strings.HasPrefix(line, want) {
			t.Errorf("line %d is %q, want %q…", k+1, line, want)
		}
	}
	if want := fmt.Sprintf("%s+%s %s assumed\n", digestOf("one"), digestOf("two"), digestOf("bir iki")); !strings.Contains(got, want) {
		t.Errorf("no line %q in\n%s", want, got)
	}
	if want := fmt.Sprintf("\n%s - forced\n- %s mechanical\n", digestOf("left out"), digestOf("note")); !strings.Contains(got, want) {
		t.Errorf("no lines %q in\n%s", want, got)
	}
}

func TestDecodeOfEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecord(t)
		data := r.Encode()
		if rapid.Bool().Draw(t, "crlf") {
			data = []byte(strings.ReplaceAll(string(data), "\n", "\r\n"))
		}
		got, warnings, err := Decode("record", data)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("%v %v\n%s", err, warnings, data)
		}
		if d := cmp.Diff(r, got, equal); d != "" {
			t.Fatal(d)
		}
	})
}

func drawRecord(t *rapid.T) *Record {
	side := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) block.Digest {
		return digestOf(rapid.StringMatching(`[abc]`).Draw(t, "text"))
	}), 0, 3)
	r := &Record{}
	for range rapid.IntRange(0, 8).Draw(t, "entries") {
		e := Entry{side.Draw(t, "source"), side.Draw(t, "target"), How(rapid.IntRange(0, len(howNames)-1).Draw(t, "how"))}
		if len(e.Source)+len(e.Target) > 0 {
			r.Entries = append(r.Entries, e)
		}
	}
	if rapid.Bool().Draw(t, "head") {
		r.SourceFile, r.TargetFile = digestOf("en"), digestOf("tr")
		r.Summary = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Tally {
			return Tally{rapid.StringMatching(`[a-z]+`).Draw(t, "name"), rapid.IntRange(0, 1<<40).Draw(t, "n")}
		}), 0, 3).Draw(t, "summary")
	}
	return r
}

func TestPeek(t *testing.T) {
	r := example()
	data := r.Encode()
	got, ok := Peek(data)
	want := *r
	want.Entries = nil
	if d := cmp.Diff(&want, got, equal); !ok || d != "" {
		t.Fatalf("%v %s", ok, d)
	}
	for name, spoiled := range map[string][]byte{
		"an entry is gone":    data[:len(data)-len(digestOf("").String())],
		"an entry is changed": []byte(strings.Replace(string(data), " forced", " reviewed", 1)),
		"line ends":           []byte(strings.ReplaceAll(string(data), "\n", "\r\n")),
		"no record":           nil,
		"no head":             (&Record{Entries: r.Entries}).Encode(),
		"no summary":          (&Record{Entries: r.Entries, SourceFile: r.SourceFile}).Encode(),
		"a conflict":          []byte(strings.Replace(string(data), "source ", "<<<<<<< ours\nsource ", 1)),
	} {
		if _, ok := Peek(spoiled); ok {
			t.Errorf("%s: taken for whole", name)
		}
	}
}

func TestUnreadableRecords(t *testing.T) {
	d := digestOf("a").String()
	for _, c := range []struct{ data, want string }{
		{"", `r:1: unreadable line "": want "xsync record 1"`},
		{"xsync record 9\n", `r:1: unreadable line "xsync record 9": want "xsync record 1"`},
		{"\x00\x01\n", `r:1: unreadable line "\x00\x01": want "xsync record 1"`},
		{"xsync record 1\nsource here\n\n", `r:2: unreadable line "source here": want source, target`},
		{"xsync record 1\nsummary fresh\n\n", `r:2: unreadable line "summary fresh": want summary name=number`},
		{"xsync record 1\nsummary fresh=-1\n\n", `r:2: unreadable line "summary fresh=-1": want summary`},
		{"xsync record 1\n" + d + " - reviewed\n", `an empty line before the entries`},
		{"xsync record 1\n\n" + d + " - reviewed\nhello\n", `r:4: unreadable line "hello": want source digests`},
		{"xsync record 1\n\n" + d + " " + d + "\n", `r:3: `},
		{"xsync record 1\n\n" + d + " " + d + " seen\n", `then reviewed, assumed, forced, mechanical, inferred`},
		{"xsync record 1\n\n- - reviewed\n", `r:3: `},
		{"xsync record 1\n\n" + d + "+ - reviewed\n", `r:3: `},
		{"xsync record 1\n\n" + strings.Repeat("ş", 500) + "\n", `ş…": want`},
	} {
		got, _, err := Decode("r", []byte(c.data))
		if got != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want …%s…", c.data, err, c.want)
		}
		if e, ok := IsUnreadable(err); !ok || e.Path != "r" || e.Line < 1 {
			t.Errorf("%q: %#v is no *Error", c.data, err)
		}
	}
}

// Each case has a record as git left it, and as it is read. Words stand for
// digests.
func TestConflicts(t *testing.T) {
	files, err := filepath.Glob("testdata/conflict/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got, warnings, err := Decode("record", spelledOut(string(a.Files[0].Data)))
			if err != nil {
				t.Fatal(err)
			}
			want, none, err := Decode("record", spelledOut(string(a.Files[1].Data)))
			if err != nil || len(none) > 0 {
				t.Fatal(none, err)
			}
			if d := cmp.Diff(want, got, equal); d != "" {
				t.Error(d)
			}
			if len(warnings) == 0 || !got.United || want.United {
				t.Error("no warning")
			}
		})
	}
}

// spelledOut puts digests in the place of words in angle brackets.
func spelledOut(text string) []byte {
	for {
		start := strings.Index(text, "<:")
		if start < 0 {
			return []byte(text)
		}
		end := start + strings.Index(text[start:], ">")
		text = text[:start] + digestOf(text[start+2:end]).String() + text[end+1:]
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(example().Encode())
	f.Add([]byte("<<<<<<< a\nxsync record 1\n\n=======\nxsync record 1\n\n>>>>>>> b\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := Decode("record", data)
		head, whole := Peek(data)
		if err != nil {
			return
		}
		again, warnings, err := Decode("record", r.Encode())
		if err != nil || len(warnings) > 0 {
			t.Fatal(err, warnings)
		}
		if d := cmp.Diff(r, again, equal); d != "" {
			t.Fatal(d)
		}
		if whole {
			head.Entries = r.Entries
			if d := cmp.Diff(r, head, equal); d != "" {
				t.Fatal(d)
			}
		}
	})
}

func TestPathsKeepApart(t *testing.T) {
	for _, c := range []struct{ id, want string }{
		{"mongolia", ".xsync/record/tr/mongolia"},
		{"guides/deploy", ".xsync/record/tr/guides.d/deploy"},
		{"guides", ".xsync/record/tr/guides"},
		{"guides.d", ".xsync/record/tr/guides.d_"},
		{"guides.d_", ".xsync/record/tr/guides.d__"},
		{"guides.d/deploy", ".xsync/record/tr/guides.d.d/deploy"},
		{"../../x", ".xsync/record/tr/x"},
		{"/etc/passwd", ".xsync/record/tr/etc.d/passwd"},
	} {
		if got := RecordPath("tr", c.id); got != c.want {
			t.Errorf("%s: %s, want %s", c.id, got, c.want)
		}
	}
	if got := SourcePath("guides/deploy"); got != ".xsync/source/guides.d/deploy" {
		t.Error(got)
	}
}

// No two ids share a file, and no file is the folder of another.
func TestPathsAreFilesOfTheirOwn(t *testing.T) {
	id := rapid.StringMatching(`[ab](\.d|_){0,2}(/[ab](\.d|_){0,2}){0,2}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := id.Draw(t, "a"), id.Draw(t, "b")
		if back, ok := RecordID("tr", RecordPath("tr", a)); back != a || !ok {
			t.Fatalf("%s is found again as %s", a, back)
		}
		pa, pb := SourcePath(a), SourcePath(b)
		if a != b && (pa == pb || strings.HasPrefix(pa, pb+"/")) {
			t.Fatalf("%s and %s are at %s and %s", a, b, pa, pb)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	r := &Record{}
	for k := range 1000 {
		r.Entries = append(r.Entries, Entry{Source: digests(fmt.Sprint("s", k)), Target: digests(fmt.Sprint("t", k))})
	}
	data := r.Encode()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := Decode("r", data); err != nil {
			b.Fatal(err)
		}
	}
}
