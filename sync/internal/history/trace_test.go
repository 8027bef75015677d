package history

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// fake is a past in memory. The id of a content is the content.
type fake struct {
	commits []*Commit                    // newest first
	trees   map[string]map[string]string // by commit; "HEAD" is the newest
	reads   map[string]int
}

func (f *fake) Log(_ context.Context, _, _ []string, visit func(*Commit) (bool, error)) error {
	for _, c := range f.commits {
		if more, err := visit(c); !more || err != nil {
			return err
		}
	}
	return nil
}

func (f *fake) Read(object string) ([]byte, error) {
	if f.reads == nil {
		f.reads = map[string]int{}
	}
	f.reads[object]++
	return []byte(object), nil
}

func (f *fake) At(commit, path string) ([]byte, bool, error) {
	text, ok := f.trees[commit][path]
	return []byte(text), ok, nil
}

func parse(data []byte) align.Outline {
	doc := markdown.Parse(data)
	var o align.Outline
	for k := range doc.Blocks {
		if b := &doc.Blocks[k]; b.Segment() {
			o = append(o, align.Segment{Kind: b.Kind, Level: b.Level, Label: b.Label, ID: b.ID, Digest: b.Digest(), Text: b.Text})
		}
	}
	return o
}

// linear is a past of the file tr/a.md, from its oldest version to its newest.
func linear(versions ...string) *fake {
	const path = "tr/a.md"
	f := &fake{trees: map[string]map[string]string{}}
	was := ""
	for k, v := range versions {
		id := fmt.Sprint("c", k+1)
		e := Edit{Path: path, To: v, From: []Version{{Path: path, Object: was}}}
		f.commits = append(f.commits, &Commit{ID: id, Edits: []Edit{e}})
		f.trees[id] = map[string]string{path: v}
		was = v
	}
	slices.Reverse(f.commits)
	f.trees["HEAD"] = map[string]string{path: was}
	return f
}

// traceTo walks through a past and tells the origins of the segments of a text, in
// order: "-" for none, "…" for what is lost.
func traceTo(t *testing.T, f *fake, text Text, now string) string {
	t.Helper()
	trace := NewTrace(f)
	outline := parse([]byte(now))
	text.Language, text.Parse = "tr", parse
	for i := range outline {
		if d := outline[i].Digest; !slices.Contains(text.Wanted, d) {
			text.Wanted = append(text.Wanted, d)
		}
	}
	if err := trace.Add(text, outline); err != nil {
		t.Fatal(err)
	}
	if trace.Pending() > 0 {
		err := f.Log(context.Background(), nil, nil, func(c *Commit) (bool, error) {
			err := trace.Step(c)
			return trace.Pending() > 0, err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	origins := trace.Origins(text.Path)
	var out []string
	for i := range outline {
		o, ok := origins[outline[i].Digest]
		switch {
		case !ok || o.Commit == "":
			out = append(out, "-")
		case o.Lost:
			out = append(out, "…")
		default:
			out = append(out, o.Commit)
		}
	}
	return strings.Join(out, " ")
}

const (
	gate  = "Kapı akşam altıda kapanır."
	sheep = "Koyunlar [tepede](https://example.org/hill) otlar, çoban onlara bakar."
	mill  = "Değirmen 1911 yılında yapıldı ve hâlâ çalışıyor."
)

func text(paragraphs ...string) string { return strings.Join(paragraphs, "\n\n") + "\n" }

func TestTrace(t *testing.T) {
	const path = "tr/a.md"
	for name, c := range map[string]struct {
		versions []string
		now      string // the last version if it is empty
		want     string
	}{
		"one commit":               {[]string{text(gate, mill)}, "", "c1 c1"},
		"one paragraph later":      {[]string{text(gate), text(gate, mill)}, "", "c1 c2"},
		"reworded":                 {[]string{text(gate, mill), text(gate, "Değirmen artık çalışmıyor, 1911 yılında yapılmıştı.")}, "", "c1 c2"},
		"another fact":             {[]string{text(gate, mill), text(gate, strings.Replace(mill, "1911", "1912", 1))}, "", "c1 c2"},
		"a slip mended":            {[]string{text(gate, "Değirmen 1911 yılında yapildı ve hâlâ çalışıyor."), text(gate, mill)}, "", "c1 c2"},
		"another link":             {[]string{text(gate, sheep), text(gate, strings.Replace(sheep, "/hill", "/tr/hill", 1))}, "", "c1 c1"},
		"two links in turn":        {[]string{text(strings.Replace(sheep, "hill", "h", 1)), text(strings.Replace(sheep, "hill", "hi", 1)), text(sheep)}, "", "c1"},
		"other line ends":          {[]string{text(gate, mill), text(gate, strings.Replace(mill, " ve ", "\nve ", 1))}, "", "c1 c1"},
		"moved":                    {[]string{text(gate, sheep, mill), text(mill, gate, sheep)}, "", "c1 c1 c1"},
		"away and back":            {[]string{text(gate, mill), text(gate), text(gate, mill)}, "", "c1 c3"},
		"once more":                {[]string{text(gate, mill), text(gate, mill, gate)}, "", "c2 c1 c2"},
		"once less":                {[]string{text(gate, mill, gate), text(gate, mill)}, "", "c1 c1"},
		"not committed":            {[]string{text(gate)}, text(gate, mill), "c1 -"},
		"a link not committed":     {[]string{text(sheep)}, text(strings.Replace(sheep, "/hill", "/hills", 1)), "c1"},
		"nothing committed":        {nil, text(gate), "-"},
		"code is no link":          {[]string{text("```\na\n```"), text("```\nb\n```")}, "", "c2"},
		"a file that was deleted":  {[]string{text(gate), "", text(gate)}, "", "c3"},
		"joined paragraphs":        {[]string{text(gate, mill), text(gate + " " + mill)}, "", "c2"},
		"between many other edits": {[]string{text(gate), text(gate, sheep), text(sheep, gate), text(sheep, gate, mill), text(gate, mill)}, "", "c1 c4"},
	} {
		t.Run(name, func(t *testing.T) {
			f := linear(c.versions...)
			if c.now == "" {
				c.now = c.versions[len(c.versions)-1]
			}
			if len(c.versions) == 0 {
				f.trees["HEAD"] = nil
			}
			if got := traceTo(t, f, Text{Path: path, Source: "en/a.md"}, c.now); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			for object, n := range f.reads {
				if n > 3 { // once, and again for the texts of a step before and one after it
					t.Errorf("%q was read %d times", object, n)
				}
			}
		})
	}
}

// No more commits are asked for than are needed.
func TestTraceStopsEarly(t *testing.T) {
	f := linear(text(gate), text(gate, mill), text(mill))
	f.commits = append(f.commits[:2:2], &Commit{ID: "beyond", Edits: []Edit{{Path: "tr/a.md", To: "x", From: []Version{{Path: "tr/a.md", Object: "y"}}}}})
	if got := traceTo(t, f, Text{Path: "tr/a.md", Source: "en/a.md"}, text(mill)); got != "c2" || f.reads["x"] > 0 {
		t.Errorf("%s, read %v", got, f.reads)
	}
}

func TestTraceOfMerges(t *testing.T) {
	const path = "tr/a.md"
	both := []Version{{path, text(gate)}, {path, text(mill)}}
	for name, c := range map[string]struct {
		merge Edit
		want  string
	}{
		"a paragraph of each side":   {Edit{Path: path, To: text(gate, mill), From: both}, "ours theirs"},
		"a paragraph of the merge's": {Edit{Path: path, To: text(gate, mill, sheep), From: both}, "ours theirs merge"},
		"a link of the merge's": {Edit{
			Path: path, To: text(gate, strings.Replace(sheep, "hill", "hills", 1)),
			From: []Version{{path, text(gate)}, {path, text(sheep)}},
		}, "ours theirs"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &fake{trees: map[string]map[string]string{"HEAD": {path: c.merge.To}}}
			f.commits = []*Commit{
				{ID: "merge", Edits: []Edit{c.merge}},
				{ID: "theirs", Edits: []Edit{{Path: path, To: c.merge.From[1].Object, From: []Version{{path, ""}}}}},
				{ID: "ours", Edits: []Edit{{Path: path, To: c.merge.From[0].Object, From: []Version{{path, ""}}}}},
			}
			if got := traceTo(t, f, Text{Path: path, Source: "en/a.md"}, c.merge.To); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// A commit on a line of its own that has the files as a whole, as one for a release does, is
// the origin of what no older commit brought.
func TestTraceBeyondACopy(t *testing.T) {
	for name, c := range map[string]struct {
		copied string
		want   string
	}{
		"of all":       {text(gate, mill), "c1 c2"},
		"of an older":  {text(gate), "c1 c2"},
		"with its own": {text(gate, mill, sheep), "c1 c2 copy"},
	} {
		f := linear(text(gate), text(gate, mill))
		whole := &Commit{ID: "copy", Edits: []Edit{{Path: "tr/a.md", To: c.copied, From: []Version{{"tr/a.md", ""}}}}}
		f.commits = append([]*Commit{whole}, f.commits...)
		now := text(gate, mill)
		if len(c.copied) > len(now) {
			now = c.copied
		}
		f.trees["HEAD"]["tr/a.md"] = now
		if got := traceTo(t, f, Text{Path: "tr/a.md", Source: "en/a.md"}, now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Names of before are found, on both sides, and the likeliest name of the source
// comes first.
func TestTraceFollowsNames(t *testing.T) {
	f := linear(text(gate), text(gate, mill))
	f.commits = []*Commit{
		{ID: "c4", Edits: []Edit{{Path: "tr/new.md", To: text(gate, mill), From: []Version{{"tr/a.md", text(gate, mill)}}}}},
		{ID: "c3", Edits: []Edit{{Path: "en/new.md", To: "x", From: []Version{{"en/a.md", "x"}}}}},
		f.commits[0], f.commits[1],
	}
	f.trees["HEAD"] = map[string]string{"tr/new.md": text(gate, mill)}
	written := Text{Path: "tr/new.md", Source: "en/new.md"}
	if got := traceTo(t, f, written, text(gate, mill)); got != "c1 c2" {
		t.Error(got)
	}
	trace := NewTrace(f)
	written.Parse, written.Wanted = parse, []block.Digest{parse([]byte(gate))[0].Digest}
	if err := trace.Add(written, parse([]byte(text(gate, mill)))); err != nil {
		t.Fatal(err)
	}
	for _, c := range f.commits {
		if err := trace.Step(c); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"en/a.md", "en/new.md"}, trace.Origins("tr/new.md")[written.Wanted[0]].Source); diff != "" {
		t.Error(diff)
	}
}

// Where the history is cut off, what stands in its first commit may be older.
func TestTraceIsCutOff(t *testing.T) {
	f := linear(text(gate), text(gate, mill))
	f.commits[1].Cut = true
	if got := traceTo(t, f, Text{Path: "tr/a.md", Source: "en/a.md"}, text(gate, mill)); got != "… c2" {
		t.Error(got)
	}
}

// A commit that a translation names is believed if there is one, under whatever
// name the source had in it.
func TestNamedCommits(t *testing.T) {
	for name, c := range map[string]struct{ commit, source, want string }{
		"there":              {"named", "en/a.md", "named named"},
		"under another name": {"named", "en/old.md", "named named"},
		"not there":          {"nowhere", "en/a.md", "c1 c2"},
	} {
		t.Run(name, func(t *testing.T) {
			f := linear(text(gate), text(gate, mill))
			f.commits = slices.Insert(f.commits, 1, &Commit{ID: "x", Edits: []Edit{{Path: "en/a.md", To: "x", From: []Version{{"en/old.md", "x"}}}}})
			f.trees["named"] = map[string]string{c.source: "x"}
			if got := traceTo(t, f, Text{Path: "tr/a.md", Source: "en/a.md", Named: c.commit}, text(gate, mill)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// A digest is looked for among the old versions of the source. One that nothing has, and
// a mark that names the source of now, leave it to the history.
func TestHashes(t *testing.T) {
	digest := func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
	for name, c := range map[string]struct{ hash, named, want string }{
		"of an old version":  {digest("old"), "", "s1 s1"},
		"of a newer version": {digest("newer"), "", "s2 s2"},
		"of the source now":  {digest("now"), "", "c1 c2"},
		"of nothing":         {digest("never"), "", "c1 c2"},
		"the commit of now":  {"", "s3", "c1 c2"},
	} {
		t.Run(name, func(t *testing.T) {
			f := linear(text(gate), text(gate, mill))
			was := ""
			for k, version := range []string{"old", "newer", "now"} {
				id := fmt.Sprint("s", k+1)
				f.commits = append([]*Commit{{ID: id, Edits: []Edit{{Path: "en/a.md", To: version, From: []Version{{"en/a.md", was}}}}}}, f.commits...)
				f.trees[id] = map[string]string{"en/a.md": version}
				was = version
			}
			f.trees["HEAD"]["en/a.md"] = "now"
			if got := traceTo(t, f, Text{Path: "tr/a.md", Source: "en/a.md", Hash: c.hash, Named: c.named}, text(gate, mill)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
