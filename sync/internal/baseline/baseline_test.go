package baseline

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/xsync-project/xsync/sync/internal/block"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// equal passes over what a record says of how it was read.
var equal = cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Record{}, "United", "Old", "Blind")}

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
			{Source: digests("heading"), Target: digests("başlık"), How: Reviewed, Row: "aaaaaaaa", Words: "k3Zq"},
			{Source: digests("one", "two"), Target: digests("bir iki"), How: Assumed, Row: "bbbbbbbb", Turn: 12},
			{Source: digests("left out"), How: Forced, Row: "cccccccc"},
			{Target: digests("note"), How: Mechanical, Row: "dddddddd"},
			{Source: digests("heading"), Target: digests("başlık"), How: Reviewed, Row: "eeeeeeee", Turn: 1},
		},
		Seen:    []Seen{{Target: digestOf("unread"), Row: "gggggggg", Turn: 2}},
		Dropped: []Dropped{{"ffffffff", 3}},
	}
}

func TestRecordIsReadByPeople(t *testing.T) {
	got := string(example().Encode())
	for _, want := range []string{
		`^xsync record 3\nsummary rows=7 \w{6}\n`,
		fmt.Sprintf(`\naaaaaaaa\.0 %s %s ~k3Zq \w{6} reviewed\n`, digestOf("heading"), digestOf("başlık")),
		fmt.Sprintf(`\nbbbbbbbb\.12 %s\+%s %s \w{6} assumed\n`, digestOf("one"), digestOf("two"), digestOf("bir iki")),
		fmt.Sprintf(`\ncccccccc\.0 %s - \w{6} forced\n`, digestOf("left out")),
		fmt.Sprintf(`\ndddddddd\.0 - %s \w{6} mechanical\n`, digestOf("note")),
		fmt.Sprintf(`\ngggggggg\.2 - %s \w{6} unverified\n`, digestOf("unread")),
		`\nffffffff\.3 - - \w{6} dropped\n$`,
	} {
		if !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("no line %q in\n%s", want, got)
		}
	}
}

func TestDecodeOfEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecord(t)
		data := r.Encode()
		if rapid.Bool().Draw(t, "crlf") {
			data = []byte("\ufeff" + strings.ReplaceAll(string(data), "\n", "\r\n"))
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
		e := Entry{Source: side.Draw(t, "source"), Target: side.Draw(t, "target"), How: How(rapid.IntRange(0, len(howNames)-1).Draw(t, "how")), Turn: rapid.IntRange(0, 3).Draw(t, "turn")}
		if len(e.Source)+len(e.Target) > 0 {
			e.Words = rapid.SampledFrom([]string{"", "aB", "aB0-_Z"}).Draw(t, "words")
			r.Entries = append(r.Entries, e)
		}
	}
	r.Entries = withNames(r)
	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"draft", "a.b", "теги", "x y", "@"}), 0, 3, rapid.ID[string]).Draw(t, "fields") {
		r.Fields = append(r.Fields, Field{name, digestOf(rapid.StringMatching(`[abc]`).Draw(t, "value")), rapid.Bool().Draw(t, "own"), rapid.IntRange(0, 3).Draw(t, "turn")})
	}
	if rapid.Bool().Draw(t, "seen") {
		r.Seen = []Seen{{digestOf("d"), "yyyyyyyy", rapid.IntRange(0, 9).Draw(t, "turn"), rapid.Bool().Draw(t, "left")}}
	}
	if rapid.Bool().Draw(t, "dropped") {
		r.Dropped = []Dropped{{"zzzzzzzz", rapid.IntRange(0, 9).Draw(t, "turn")}}
	}
	return r
}

func TestUnreadableRecords(t *testing.T) {
	d := digestOf("a").String()
	whole := string(example().Encode())
	lines := strings.SplitAfter(whole, "\n")
	for _, c := range []struct{ data, want string }{
		{"", `r:1: unreadable line "": want "xsync record 3"`},
		{"xsync record 9\n", `r:1: unreadable line "xsync record 9": want "xsync record 3"`},
		{"\x00\x01\n", `r:1: unreadable line "\x00\x01": want "xsync record 3"`},
		{magic + "\n", `r:2: unreadable line "": want summary rows=number`},
		{lines[0] + lines[1], `r:2: unreadable line "summary rows=7": want as many rows`},
		{strings.Join(lines[:5], ""), `want as many rows`},
		{strings.Replace(whole, lines[4], "", 1), `want as many rows`},
		{strings.Replace(whole, lines[1], "", 1), `want summary rows=number`},
		{strings.Replace(whole, "rows=7", "rows=5", 1), `r:2: `},
		{strings.Replace(whole, ".12 ", ".13 ", 1), `r:4: unreadable line "bbbbbbbb.13 `},
		{strings.Replace(whole, "forced", "reviewed", 1), `r:5: `},
		{whole[:len(whole)-3], `r:9: `},
		{whole + "hello\n", `r:10: unreadable line "hello": want a row, its digests`},
		{whole + d + " " + d + " reviewed\n", `r:10: `},
		{strings.Replace(whole, "~k3Zq", "~k3Zr", 1), `r:3: `},
		{whole + strings.Repeat("ş", 500) + "\n", `ş…": want`},
		{whole + checked("a.0 - - reviewed"), `r:10: `},
		{whole + checked("a.0 "+d+"+ - reviewed"), `r:10: `},
		{whole + checked("a.0 "+d+" "+d), `r:10: `},
		{whole + checked("a.0 "+d+" "+d+" seen"), `r:10: `},
		{whole + checked("a.-1 "+d+" "+d+" reviewed"), `r:10: `},
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

// What two people say of one row at once is decided by its turn; what they say at
// the same turn stays beside each other, a row in its place before a row that is
// gone.
func TestTurns(t *testing.T) {
	entry := func(row string, turn int, source, target string, how How) Entry {
		return Entry{Source: digests(source), Target: digests(target), How: how, Row: row, Turn: turn}
	}
	united := func(records ...*Record) *Record {
		var data []byte
		for _, r := range records {
			data = append(data, r.Encode()...)
		}
		got, _, err := Decode("r", data)
		if err != nil || !got.Old {
			t.Fatal(err)
		}
		return got
	}
	ann := &Record{Entries: []Entry{entry("a", 1, "one", "bir", Reviewed), entry("b", 0, "two", "iki", Assumed), entry("c", 2, "x", "y", Reviewed)}}
	bob := &Record{
		Entries: []Entry{entry("a", 0, "old", "eski", Reviewed), entry("b", 0, "two", "iki", Reviewed), entry("c", 2, "x", "z", Reviewed), entry("d", 4, "four", "dört", Reviewed)},
		Dropped: []Dropped{{"e", 1}},
	}
	want := &Record{Entries: []Entry{
		entry("a", 1, "one", "bir", Reviewed), entry("b", 0, "two", "iki", Reviewed),
		entry("c", 2, "x", "y", Reviewed), entry("c", 2, "x", "z", Reviewed), entry("d", 4, "four", "dört", Reviewed),
	}, Dropped: []Dropped{{"e", 1}}}
	if d := cmp.Diff(want, united(ann, bob), equal); d != "" {
		t.Error(d)
	}
	gone := &Record{Dropped: []Dropped{{"a", 1}, {"b", 1}}}
	if got := united(ann, gone); len(got.Entries) != 2 || len(got.Dropped) != 1 || got.Dropped[0].Row != "b" {
		t.Errorf("%+v", got)
	}
}

// Rows keep their names, count their turns, and leave a line when they go.
func TestSucceed(t *testing.T) {
	was := example()
	next := &Record{Entries: slices.Clone(was.Entries[1:4])}
	next.Entries[1].How = Reviewed
	next.Entries = append(next.Entries, Entry{Source: digests("new"), How: Reviewed})
	next.Succeed(was)
	turns := map[string]int{}
	for _, e := range next.Entries {
		turns[e.Row] = e.Turn
	}
	want := map[string]int{"bbbbbbbb": 12, "cccccccc": 1, "dddddddd": 0, RowName(&Entry{Source: digests("new")}, 0): 0}
	if d := cmp.Diff(want, turns); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Dropped{{"aaaaaaaa", 1}, {"eeeeeeee", 2}, {"ffffffff", 3}, {"gggggggg", 3}}, next.Dropped); d != "" {
		t.Error(d)
	}
	back := &Record{Entries: []Entry{{Source: digests("back"), How: Reviewed, Row: "ffffffff"}}}
	if back.Succeed(was); back.Entries[0].Turn != 4 {
		t.Errorf("turn %d of a row that came back", back.Entries[0].Turn)
	}
	vouched := &Record{Entries: []Entry{{Target: digests("unread"), How: Reviewed, Row: "gggggggg"}}}
	if vouched.Succeed(was); vouched.Entries[0].Turn != 3 {
		t.Errorf("turn %d of a row that was only seen", vouched.Entries[0].Turn)
	}
	still := &Record{Seen: was.Seen}
	if still.Succeed(was); len(still.Dropped) != 6 || still.Seen[0].Turn != 2 {
		t.Errorf("%+v after what was seen is all that is left", still)
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

// spelledOut puts digests in the place of words in angle brackets, and a check code into each
// line of a row or a summary.
func spelledOut(text string) []byte {
	text = regexp.MustCompile("<:([^>]*)>").ReplaceAllStringFunc(text, func(word string) string { return digestOf(word[2 : len(word)-1]).String() })
	var out strings.Builder
	for l := range strings.Lines(text) {
		switch l = strings.TrimSuffix(l, "\n"); {
		case strings.HasPrefix(l, "summary "):
			out.WriteString(l + " " + checkOf([]byte(l)) + "\n")
		case strings.Contains(l, ".0 "):
			out.WriteString(checked(l))
		default:
			out.WriteString(l + "\n")
		}
	}
	return []byte(out.String())
}

// checked is a line of a row with its check code.
func checked(line string) string {
	before, how := cutLast(line)
	return before + " " + checkOf([]byte(line)) + " " + how + "\n"
}

func FuzzDecode(f *testing.F) {
	f.Add(example().Encode())
	f.Add(slices.Concat([]byte("<<<<<<< a\n"), example().Encode(), []byte("=======\n"), example().Encode(), []byte(">>>>>>> b\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := Decode("record", data)
		if err != nil {
			return
		}
		r.Entries = slices.CompactFunc(r.Entries, func(a, b Entry) bool { return a.Row == b.Row }) // two people at once
		again, warnings, err := Decode("record", r.Encode())
		if err != nil || len(warnings) > 0 {
			t.Fatal(err, warnings)
		}
		if d := cmp.Diff(r, again, equal); d != "" {
			t.Fatal(d)
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

// Fields are lines of their own: they are read back, go on with their turns, leave a line
// when they are gone, and of two versions that git united the later counts, whatever the
// order.
func TestFields(t *testing.T) {
	was := &Record{Fields: []Field{{Name: "draft", Value: ValueDigest("true")}, {Name: "page.слово", Value: ValueDigest("[a,  b]"), Own: true, Turn: 4}}}
	data := string(was.Encode())
	for _, want := range []string{
		fmt.Sprintf(`\n@draft\.0 %s %[1]s \w{6} field\n`, ValueDigest("true")),
		fmt.Sprintf(`\n@page%%2E%%D1%%81%%D0%%BB%%D0%%BE%%D0%%B2%%D0%%BE\.4 %s - \w{6} field\n`, ValueDigest("[a, b]\n")),
	} {
		if !regexp.MustCompile(want).MatchString(data) {
			t.Errorf("no line %q in\n%s", want, data)
		}
	}
	next := &Record{Fields: []Field{{Name: "draft", Value: ValueDigest("false")}}}
	next.Succeed(was)
	if next.Fields[0].Turn != 1 || len(next.Dropped) != 1 || next.Dropped[0].Turn != 5 {
		t.Errorf("got %+v", next)
	}
	lines := strings.Split(strings.TrimSpace(string(next.Encode())), "\n")
	for _, united := range []string{data + strings.Join(lines[1:], "\n"), strings.Join(lines, "\n") + "\n" + strings.SplitN(data, "\n", 2)[1]} {
		got, _, err := Decode("record", []byte(united))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(next.Fields, got.Fields); d != "" || len(got.Dropped) != 1 {
			t.Errorf("%v\n%s", got, d)
		}
	}
	for _, bad := range []string{"@draft.0 - - x field", "draft.0 A A field", "@draft.0 A B field"} {
		text := strings.NewReplacer("A", ValueDigest("a").String(), "B", ValueDigest("b").String()).Replace(bad)
		text = strings.TrimSuffix(text, " field")
		code := checkOf([]byte(text + " field"))
		if _, _, err := Decode("record", []byte(magic+"\n"+lines[1]+"\n"+text+" "+code+" field\n")); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// Rows of the same text are named in their order, past the names that others have.
func TestNamesOfTwins(t *testing.T) {
	twin, other := Entry{Source: digests("same"), Target: digests("x")}, Entry{Source: digests("other")}
	held := Entry{Row: RowName(&twin, 1), Source: digests("gone")}
	r := Record{Entries: []Entry{twin, held, twin, other, twin}, Seen: []Seen{{Row: RowName(&twin, 3)}}}
	want := []string{RowName(&twin, 0), held.Row, RowName(&twin, 2), RowName(&other, 0), RowName(&twin, 4)}
	for k, e := range withNames(&r) {
		if e.Row != want[k] {
			t.Errorf("row %d is %s, want %s", k, e.Row, want[k])
		}
	}
}
