package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A program that has a file open when xsync exchanges it, and writes afterwards,
// loses nothing where the system tells who has a file open.
func TestOpenWhileWriting(t *testing.T) {
	const saved = "saved by an editor\n"
	root := projectWith(t, Plan{"text.md": []byte("old\n")})
	f, err := os.OpenFile(filepath.Join(root, "text.md"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = folder.Close() }()
	if !inUse(folder, "text.md") {
		t.Log("the system does not tell who has a file open")
		return
	}
	defer func(was func(string, string) error) { Trouble = was }(Trouble)
	written := make(chan struct{})
	Trouble = func(step, name string) error {
		if step == "place" && name == "text.md" {
			time.AfterFunc(writerPatience/4, func() {
				defer close(written)
				_, _ = f.WriteString(saved)
				_ = f.Close()
			})
		}
		return nil
	}
	changed, err := WithLock(t.Context(), root, func(fsys fs.FS) (Task, error) {
		_, err := fs.ReadFile(fsys, "text.md")
		return Task{Plan: Plan{"text.md": []byte("new\n")}}, err
	})
	if err != nil || len(changed) != 1 {
		t.Errorf("%v, %v", changed, err)
	}
	<-written
	if data, err := os.ReadFile(filepath.Join(root, "text.md")); err != nil || string(data) != "old\n"+saved {
		t.Errorf("%q, %v", data, err)
	}
}
