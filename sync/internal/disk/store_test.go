package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

const record = ".xsync/record/tr/mongolia"

// projectWith is a project with the given files.
func projectWith(t testing.TB, files Plan) string {
	t.Helper()
	root := t.TempDir()
	for name, data := range files {
		full := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// onDisk are the files below a folder, those of the lock left out, and its empty
// folders as nil.
func onDisk(t testing.TB, root string) Plan {
	t.Helper()
	out := Plan{}
	err := filepath.WalkDir(root, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, full)
		name := filepath.ToSlash(rel)
		if d.IsDir() {
			if entries, err := os.ReadDir(full); err != nil || len(entries) == 0 {
				out[name] = nil
			}
			return nil
		}
		if name == LockPath {
			return nil
		}
		out[name], err = os.ReadFile(full)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// planned is work that comes to a plan whatever there is.
func planned(p Plan) func(fs.FS) (Task, error) {
	return func(fs.FS) (Task, error) { return Task{Plan: p}, nil }
}

func problemOf(t *testing.T, err error, id string) corpus.Problem {
	t.Helper()
	var p corpus.Problem
	if !errors.As(err, &p) || p.ID != id {
		t.Fatalf("%v, want %s", err, id)
	}
	return p
}

func TestApplyWritesAndRemoves(t *testing.T) {
	root := projectWith(t, Plan{"a.md": []byte("old"), ".xsync/record/ru.d/x": []byte("gone"), "same.md": []byte("same")})
	if err := os.Chmod(filepath.Join(root, "a.md"), 0o640); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(filepath.Join(root, "same.md"))
	if err != nil {
		t.Fatal(err)
	}
	err = applyPlan(root, Plan{
		"a.md": []byte("new"), record: []byte("record"), "same.md": []byte("same"), "empty": {},
		".xsync/record/ru.d/x": nil, "never/was": nil,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Plan{"a.md": []byte("new"), record: []byte("record"), "same.md": []byte("same"), "empty": {}}
	if d := cmp.Diff(want, onDisk(t, root)); d != "" {
		t.Error(d)
	}
	if info, err := os.Stat(filepath.Join(root, "a.md")); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is not kept: %v %v", info.Mode(), err)
	}
	if after, err := os.Stat(filepath.Join(root, "same.md")); err != nil || !os.SameFile(before, after) {
		t.Errorf("a file that had its bytes was replaced: %v", err)
	}
}

// Whatever fails, the files are as they were, and nothing is left beside them.
func TestFailedWriteLeavesTheOldFiles(t *testing.T) {
	for name, bad := range map[string]string{
		"parent is a file":   "a.md/below",
		"name is too long":   ".xsync/record/tr/" + strings.Repeat("x", 300),
		"place is a folder":  "folder",
		"leaves the project": "../outside",
		"absolute":           "/outside",
		"not clean":          "x/../y",
		"empty":              "",
	} {
		t.Run(name, func(t *testing.T) {
			files := Plan{"a.md": []byte("old"), record: []byte("old"), "folder/x": []byte("x")}
			root := projectWith(t, files)
			err := applyPlan(root, Plan{"a.md": []byte("new"), record: []byte("new"), bad: []byte("new"), "z/deep/new.md": []byte("new")})
			var p corpus.Problem
			if !errors.As(err, &p) || p.Path != bad || p.Fatal() || p.Notice() {
				t.Errorf("%v", err)
			}
			if d := cmp.Diff(files, onDisk(t, root)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestLinksOutOfTheProjectAreRefused(t *testing.T) {
	outside := projectWith(t, Plan{"tr/mongolia": []byte("theirs"), "file": []byte("theirs")})
	for name, link := range map[string][2]string{
		"records":      {outside, ".xsync/record"},
		"whole folder": {outside, ".xsync"},
		"relative":     {"../../" + filepath.Base(filepath.Dir(outside)) + "/" + filepath.Base(outside), ".xsync/record"},
		"the record":   {filepath.Join(outside, "file"), record},
		"the lock":     {filepath.Join(outside, "new"), LockPath},
	} {
		t.Run(name, func(t *testing.T) {
			root := projectWith(t, Plan{"a.md": []byte("a")})
			full := filepath.Join(root, link[1])
			if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(link[0], full); err != nil {
				t.Fatal(err)
			}
			_, err := WithLock(t.Context(), root, planned(Plan{record: []byte("mine")}))
			var p corpus.Problem
			if !errors.As(err, &p) {
				t.Errorf("%v", err)
			}
			if d := cmp.Diff(Plan{"tr/mongolia": []byte("theirs"), "file": []byte("theirs")}, onDisk(t, outside)); d != "" {
				t.Error(d)
			}
		})
	}
}

// Nor is a link followed that stays in the project.
func TestLinksWithinTheProjectAreRefused(t *testing.T) {
	files := Plan{"records/tr/x": []byte("x"), "a/tr/quay.md": []byte("4 lamps"), ".xsync/y": []byte("y")}
	for name, link := range map[string][2]string{
		"records":         {"../records", ".xsync/record"},
		"the lock":        {"../a/tr/quay.md", LockPath},
		"the work folder": {"../a/tr", WorkFolder},
		"a folder":        {"../records", "a/links"},
		"the record":      {"../../../a/tr/quay.md", record},
	} {
		t.Run(name, func(t *testing.T) {
			root := projectWith(t, files)
			full := filepath.Join(root, link[1])
			if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(link[0], full); err != nil {
				t.Fatal(err)
			}
			_, err := WithLock(t.Context(), root, planned(Plan{record: []byte("mine"), "a/links/x.md": []byte("mine")}))
			var p corpus.Problem
			if !errors.As(err, &p) || !strings.Contains(p.Error(), "is a link") {
				t.Errorf("%v", err)
			}
			for path, data := range files {
				if got, err := os.ReadFile(filepath.Join(root, path)); err != nil || string(got) != string(data) {
					t.Errorf("%s is %q, %v", path, got, err)
				}
			}
		})
	}
}

// What xsync has not written into the lock stays, though it is locked.
func TestLockThatIsAText(t *testing.T) {
	root := projectWith(t, Plan{"a.md": []byte("a text that somebody needs\n")})
	if err := os.Mkdir(filepath.Join(root, ".xsync"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(root, "a.md"), filepath.Join(root, LockPath)); err != nil {
		t.Fatal(err)
	}
	if _, err := WithLock(t.Context(), root, planned(Plan{record: []byte("mine")})); err != nil {
		t.Error(err)
	}
	if got, err := os.ReadFile(filepath.Join(root, "a.md")); err != nil || string(got) != "a text that somebody needs\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// Two at once each read what is there, add to it and write it back.
func TestLockedDoesNotLoseWork(t *testing.T) {
	root := projectWith(t, nil)
	const writers, rounds = 4, 5
	var wg sync.WaitGroup
	failures := make(chan error, writers*rounds)
	for who := range writers {
		wg.Go(func() {
			for range rounds {
				changed, err := WithLock(t.Context(), root, func(fsys fs.FS) (Task, error) {
					old, err := fs.ReadFile(fsys, record)
					if err != nil && !errors.Is(err, fs.ErrNotExist) {
						return Task{}, err
					}
					return Task{Plan: Plan{record: append(old, byte('a'+who))}}, nil
				})
				if len(changed) > 0 {
					err = changed[0]
				}
				failures <- err
			}
		})
	}
	wg.Wait()
	close(failures)
	for err := range failures {
		if err != nil {
			t.Error(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(root, record))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := "aaaaabbbbbcccccddddd"; string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestLockIsHeldByAnother(t *testing.T) {
	patience := lockPatience
	lockPatience = 50 * time.Millisecond
	defer func() { lockPatience = patience }()
	root := projectWith(t, Plan{LockPath: []byte("4711\n")})
	other := flock.New(filepath.Join(root, LockPath))
	if err := other.Lock(); err != nil {
		t.Fatal(err)
	}
	work := func(fs.FS) (Task, error) { t.Error("worked without the lock"); return Task{}, nil }
	_, err := WithLock(t.Context(), root, work)
	p := problemOf(t, err, corpus.Locked)
	if !strings.Contains(p.Error(), "process 4711") {
		t.Errorf("%v does not say which process", p)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := WithLock(stopped, root, work); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was interrupted", err)
	}
	if err := other.Unlock(); err != nil {
		t.Fatal(err)
	}
	if _, err := WithLock(t.Context(), root, planned(Plan{"a": []byte("a")})); err != nil {
		t.Error(err)
	}
	if pid, err := os.ReadFile(filepath.Join(root, LockPath)); err != nil || strings.TrimSpace(string(pid)) != strconv.Itoa(os.Getpid()) {
		t.Errorf("the lock does not say who has it: %q %v", pid, err)
	}
}

// What the work refuses to do is not done.
func TestLockedPassesErrorsOn(t *testing.T) {
	root := projectWith(t, nil)
	mine := errors.New("mine")
	_, err := WithLock(t.Context(), root, func(fs.FS) (Task, error) { return Task{Plan: Plan{record: []byte("new")}}, mine })
	if !errors.Is(err, mine) {
		t.Errorf("%v", err)
	}
	if _, err := WithLock(t.Context(), root, planned(nil)); err != nil {
		t.Error(err)
	}
	if got := onDisk(t, root); len(got) > 0 {
		t.Errorf("something was written: %v", slices.Collect(maps.Keys(got)))
	}
}

// A file that is to be made must not be there when it is made.
func TestMadeMeanwhile(t *testing.T) {
	root := projectWith(t, nil)
	defer func(was func(string, string) error) { Trouble = was }(Trouble)
	Trouble = func(step, file string) error {
		if step == "place" && file == "a.md" {
			return os.WriteFile(filepath.Join(root, file), []byte("theirs"), 0o666)
		}
		return nil
	}
	changed, err := WithLock(t.Context(), root, planned(Plan{"a.md": []byte("mine"), "b.md": []byte("mine")}))
	if err != nil || len(changed) != 1 || changed[0].ID != corpus.Meanwhile || changed[0].Path != "a.md" {
		t.Errorf("%v, %v", changed, err)
	}
	got := onDisk(t, root)
	if string(got["a.md"]) != "theirs" || string(got["b.md"]) != "mine" {
		t.Errorf("%q", got)
	}
}

// Whatever names a plan has, only texts and files of xsync are written.
func TestHiddenPlacesAreRefused(t *testing.T) {
	root := projectWith(t, Plan{".git/config": []byte("theirs")})
	for _, name := range []string{".git/config", ".GIT/config", "git~1/config", "a/.git/hooks/x", ".xsync-1", ".env", "a/\u200c.git/x", "node_modules/x.md", "XSYNC.toml"} {
		if err := applyPlan(root, Plan{name: []byte("mine")}); problemOf(t, err, corpus.HiddenPath).Path != name {
			t.Error(err)
		}
	}
	if got := onDisk(t, root); string(got[".git/config"]) != "theirs" || len(got) != 1 {
		t.Errorf("%q", got)
	}
}

// A text that somebody has protected is not written.
func TestProtectedText(t *testing.T) {
	root := projectWith(t, Plan{"a.md": []byte("theirs")})
	if err := os.Chmod(filepath.Join(root, "a.md"), 0o444); err != nil {
		t.Fatal(err)
	}
	_ = problemOf(t, applyPlan(root, Plan{"a.md": []byte("mine")}), corpus.CannotWrite)
	if got := onDisk(t, root); string(got["a.md"]) != "theirs" || len(got) != 1 {
		t.Errorf("%q", got)
	}
}

// The names of articles are on the disk before a record speaks of them, and those of
// records before the work is called done.
func TestFoldersAreFlushedInOrder(t *testing.T) {
	root := projectWith(t, Plan{"tr/a.md": []byte("old"), "ru/a.md": []byte("old"), record: []byte("old")})
	defer func(was func(string, string) error) { Trouble = was }(Trouble)
	unflushed := map[string]string{} // folders by the first file that was put there
	files := 0
	var mutex sync.Mutex // files are written beside each other
	Trouble = func(step, name string) error {
		mutex.Lock()
		defer mutex.Unlock()
		switch folder := path.Dir(name); {
		case step == "sync":
			delete(unflushed, name)
		case step == "unlink" && len(unflushed) > 0:
			t.Errorf("the work is done with %v not on the disk", unflushed)
		case step == "place" && name != journalName:
			for other, file := range unflushed {
				if writingOrder(file) != writingOrder(name) {
					t.Errorf("%s is put in its place with %s not on the disk", name, other)
				}
			}
			unflushed[folder] = name
			files++
		}
		return nil
	}
	p := Plan{"tr/a.md": []byte("new"), "ru/a.md": []byte("new"), "tr/b.md": []byte("new"), record: []byte("new"), baseline.Stores + "a": []byte("new")}
	changed, err := WithLock(t.Context(), root, func(fsys fs.FS) (Task, error) {
		for name := range p {
			_, _ = fs.ReadFile(fsys, name)
		}
		return Task{Plan: maps.Clone(p)}, nil
	})
	const ofGit = 2 // files that tell git how to treat what xsync writes
	if err != nil || len(changed) > 0 || len(unflushed) > 0 || files != len(p)+ofGit {
		t.Errorf("%v, %v; %d files, %v not on the disk", err, changed, files, unflushed)
	}
}

// Git is told once how to treat records; what a project makes of it stays.
func TestFurnishedOnce(t *testing.T) {
	root := projectWith(t, nil)
	write := func(fsys fs.FS) (Task, error) {
		_, _ = fs.ReadFile(fsys, record)
		return Task{Plan: Plan{record: []byte("new"), baseline.AttributesPath: []byte(baseline.Attributes)}}, nil
	}
	if _, err := WithLock(t.Context(), root, write); err != nil {
		t.Fatal(err)
	}
	want := Plan{record: []byte("new"), baseline.AttributesPath: []byte(baseline.Attributes), baseline.IgnorePath: []byte(baseline.Ignore)}
	if d := cmp.Diff(want, onDisk(t, root)); d != "" {
		t.Error(d)
	}
	want[baseline.AttributesPath] = []byte("own\n")
	if err := os.WriteFile(filepath.Join(root, baseline.AttributesPath), want[baseline.AttributesPath], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := WithLock(t.Context(), root, write); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, onDisk(t, root)); d != "" {
		t.Error(d)
	}
}

// A reader sees the old record or the new one, never half of one, while another
// writes.
func TestReadersSeeWholeFiles(t *testing.T) {
	old, young := strings.Repeat("old\n", 20000), strings.Repeat("young\n", 20000)
	root := projectWith(t, Plan{record: []byte(old)})
	done := make(chan error, 1)
	go func() {
		var err error
		for k := 0; k < 20 && err == nil; k++ {
			err = applyPlan(root, Plan{record: []byte([]string{young, old}[k%2])})
		}
		done <- err
	}()
	for {
		got, err := os.ReadFile(filepath.Join(root, record))
		if err != nil || string(got) != old && string(got) != young {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}

// A large plan of which one file cannot be written is not begun.
func TestManyFiles(t *testing.T) {
	root := projectWith(t, nil)
	p := Plan{}
	for k := range 300 {
		p[fmt.Sprintf(".xsync/record/tr/a.d/%03d", k)] = []byte(strconv.Itoa(k))
	}
	if err := applyPlan(root, p); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(p, onDisk(t, root)); d != "" {
		t.Error(d)
	}
	next := maps.Clone(p)
	for name := range next {
		next[name] = []byte("new")
	}
	bad := ".xsync/record/tr/a.d/299/x"
	next[bad] = []byte("new")
	if problem := problemOf(t, applyPlan(root, next), corpus.CannotWrite); problem.Path != bad {
		t.Error(problem)
	}
	if d := cmp.Diff(p, onDisk(t, root)); d != "" {
		t.Error(d)
	}
}

func BenchmarkApply(b *testing.B) {
	root := projectWith(b, nil)
	for n := 0; b.Loop(); n++ {
		p := Plan{}
		for k := range 1000 {
			p[fmt.Sprintf(".xsync/record/tr/%d", k)] = []byte(strings.Repeat("x", 2000) + strconv.Itoa(n))
		}
		if err := applyPlan(root, p); err != nil {
			b.Fatal(err)
		}
	}
}

// applyPlan carries out a plan that does not depend on what is there.
func applyPlan(root string, p Plan) error {
	w, err := openWriter(root)
	if err != nil {
		return err
	}
	defer w.closeFolders()
	return w.carryOut(Task{Plan: p})
}
