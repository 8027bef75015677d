package desk_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/desk"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// files are a project in which nothing is recorded.
var files = map[string]string{
	"xsync.toml":    "source = \"en\"\ntargets = [\"tr\"]\n\n[[articles]]\npath = \"{lang}/*.md\"\n",
	"en/harbour.md": "# The harbour\n\nThe last boat leaves at 9 in the evening.\n",
	"tr/harbour.md": "# Liman\n\nSon tekne akşam 9'da kalkar.\n",
}

// newDesk is a desk on the project, in a new folder.
func newDesk(t *testing.T) (*desk.Desk, *disk.Project) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	config, problems := xsync.ParseConfig("xsync.toml", []byte(files["xsync.toml"]))
	if config == nil {
		t.Fatal(problems)
	}
	fsys, err := disk.OpenTree(root)
	if err != nil {
		t.Fatal(err)
	}
	p := &disk.Project{Project: xsync.Project{FS: fsys, Config: config}, Root: root}
	return desk.New(p, nil, "somebody"), p
}

// lastRow is the last row of the article as it is now.
func lastRow(t *testing.T, d *desk.Desk) xsync.Row {
	t.Helper()
	p, err := d.Project()
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := d.Examine(t.Context(), p, "harbour", "tr")
	if err != nil {
		t.Fatal(err)
	}
	return found.Rows[len(found.Rows)-1]
}

// A row is recorded on the word of whoever has seen both of its texts, and of nobody else;
// undo leaves no trace of it.
func TestKeepAndUndo(t *testing.T) {
	d, _ := newDesk(t)
	m := locales.New("en")
	row := lastRow(t, d)
	if row.State != xsync.Unverified || d.UndoLabel(m) != "" {
		t.Fatal(row.State, d.UndoLabel(m))
	}
	o := desk.Order{Do: desk.Keep, Article: "harbour", Language: "tr", Row: row.ID, Seal: "of another text"}
	got, err := d.Do(t.Context(), &o, m)
	if err != nil || got.Refused == nil || lastRow(t, d).State != xsync.Unverified {
		t.Errorf("with the seal of another text: %+v %v", got, err)
	}
	o.Seal = queue.Seal(&row)
	got, err = d.Do(t.Context(), &o, m)
	if err != nil || got.Done == "" || lastRow(t, d).State != xsync.Fresh {
		t.Errorf("%+v %v", got, err)
	}
	label, err := d.Undo(t.Context(), m)
	if err != nil || label != got.Done || lastRow(t, d).State != xsync.Unverified {
		t.Errorf("undo: %q %v", label, err)
	}
}

// What is typed is written, and nothing else of the file is.
func TestSaveWritesAndRecordsNothing(t *testing.T) {
	d, p := newDesk(t)
	row := lastRow(t, d)
	o := desk.Order{Do: desk.Save, Article: "harbour", Language: "tr", Row: row.ID, Answers: []queue.Answer{
		{ID: "harbour#" + row.ID, Seal: queue.Seal(&row), Text: "Son tekne saat 9'da kalkar.", Sign: queue.Finished},
	}}
	got, err := d.Do(t.Context(), &o, locales.New("en"))
	if err != nil || got.Done == "" {
		t.Fatalf("%+v %v", got, err)
	}
	text, err := os.ReadFile(filepath.Join(p.Root, "tr", "harbour.md"))
	if want := "# Liman\n\nSon tekne saat 9'da kalkar.\n"; err != nil || string(text) != want {
		t.Errorf("%q %v", text, err)
	}
	if now := lastRow(t, d); now.State == xsync.Fresh {
		t.Error("what is only saved is fresh")
	}
}

func TestIsWhole(t *testing.T) {
	answer := func(id string) []queue.Answer { return []queue.Answer{{ID: id}} }
	for _, c := range []struct {
		name string
		desk.Order
		want bool
	}{
		{"kept", desk.Order{Do: desk.Keep, Article: "a", Row: "r"}, true},
		{"done without a text", desk.Order{Do: desk.Done, Article: "a", Row: "r"}, false},
		{"done", desk.Order{Do: desk.Done, Article: "a", Row: "r", Answers: answer("a#r")}, true},
		{"a plural form", desk.Order{Do: desk.Done, Article: "a", Row: "r", Answers: answer("a#r:few")}, true},
		{"another row", desk.Order{Do: desk.Done, Article: "a", Row: "r", Answers: answer("a#rs")}, false},
		{"no row", desk.Order{Do: desk.Keep, Article: "a"}, false},
		{"no verb", desk.Order{Do: "explode", Article: "a", Row: "r", Answers: answer("a#r")}, false},
	} {
		if got := c.IsWhole(); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
