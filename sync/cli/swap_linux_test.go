package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A program that has a file open when xsync exchanges it, and writes afterwards,
// loses nothing where the system tells who has a file open.
func TestOpenWhileWriting(t *testing.T) {
	dir := t.TempDir()
	ferries(t, dir)
	full := filepath.Join(dir, "articles/tr/a1.md")
	f, err := os.OpenFile(full, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !inUse(openRoot(t, filepath.Dir(full)), "a1.md") {
		t.Log("the system does not tell who has a file open")
		return
	}
	defer func(was func(string, string) error) { trouble = was }(trouble)
	written := make(chan struct{})
	trouble = func(step, name string) error {
		if step == "place" && name == "articles/tr/a1.md" {
			time.AfterFunc(writerPatience/4, func() {
				defer close(written)
				_, _ = f.WriteString(saved)
				_ = f.Close()
			})
		}
		return nil
	}
	_, complaints, status := runIn(t, dir, "fix", "--write")
	<-written
	data, err := os.ReadFile(full)
	if err != nil || !strings.HasSuffix(string(data), saved) || status != exitWork {
		t.Errorf("status %d, %v: %s%q", status, err, complaints, data)
	}
}
