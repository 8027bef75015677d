//go:build unix

package cli

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/xsync-project/xsync/sync/internal/disk"
)

// save is a way in which another program changes a file while xsync writes.
type save struct {
	name string
	do   func(t *testing.T, full string)
	left bool // the file is there afterwards
}

const saved = "\nA paragraph that somebody has just saved.\n"

var saves = []save{
	{"in place", func(t *testing.T, full string) {
		f, err := os.OpenFile(full, os.O_WRONLY|os.O_APPEND, 0)
		if err == nil {
			_, err = f.WriteString(saved)
			_ = f.Close()
		}
		if err != nil {
			t.Error(err)
		}
	}, true},
	{"by renaming", func(t *testing.T, full string) {
		data, err := os.ReadFile(full)
		if err == nil {
			err = os.WriteFile(full+"~", append(data, saved...), 0o666)
		}
		if err == nil {
			err = os.Rename(full+"~", full)
		}
		if err != nil {
			t.Error(err)
		}
	}, true},
	{"cut to nothing and written", func(t *testing.T, full string) {
		if err := os.WriteFile(full, []byte(saved), 0o666); err != nil {
			t.Error(err)
		}
	}, true},
	{"deleted", func(t *testing.T, full string) {
		if err := os.Remove(full); err != nil {
			t.Error(err)
		}
	}, false},
}

// What is saved while xsync has begun to put its files in their places stays, the
// record does not speak of what was not written, and all else is written.
func TestSavedWhileWriting(t *testing.T) {
	dir := t.TempDir()
	ferries(t, dir)
	whole := copyOf(t, dir)
	if out, complaints, status := runIn(t, whole, "fix", "--write"); status != exitDone {
		t.Fatal(out, complaints)
	}
	want := snapshot(t, whole)
	const name = "articles/tr/a1.md"
	for _, way := range saves {
		for _, moment := range []string{"place articles/tr/a1.md", "create articles/tr/a1.md", "place journal"} {
			t.Run(way.name+" at "+moment, func(t *testing.T) {
				root := copyOf(t, dir)
				before := snapshot(t, root)
				once := false
				defer func(was func(string, string) error) { disk.Trouble = was }(disk.Trouble)
				disk.Trouble = func(step, file string) error {
					if step+" "+file == moment && !once {
						once = true
						way.do(t, filepath.Join(root, name))
					}
					return nil
				}
				out, complaints, status := runIn(t, root, "fix", "--write")
				if status != exitWork || !strings.Contains(complaints, name+": was changed while xsync was working") || strings.Contains(out, name+": ") {
					t.Errorf("status %d: %s%s", status, out, complaints)
				}
				now := snapshot(t, root)
				if got, there := now["/"+name]; there != way.left || there && !strings.HasSuffix(got, saved) {
					t.Errorf("what was saved is %q", got)
				}
				if record := "/.xsync/record/tr/a1"; now[record] != before[record] {
					t.Errorf("the record speaks of a text that was not written")
				}
				for path := range want {
					if strings.HasSuffix(path, "/a1") || strings.HasSuffix(path, "tr/a1.md") || strings.HasSuffix(path, "/lock") {
						continue
					}
					if now[path] != want[path] {
						t.Errorf("%s is %q, want %q", path, now[path], want[path])
					}
				}
			})
		}
	}
}

// many are articles enough for a command that writes to take a while.
func many(t testing.TB, dir string, n int) {
	t.Helper()
	files := map[string]string{"xsync.toml": roundtripConfig}
	for k := range n {
		files[fmt.Sprintf("articles/en/b%d.md", k)] = fmt.Sprintf("# Berth %d\n\nSee the [tide table](https://old.example.org/%d).\n", k, k)
		files[fmt.Sprintf("articles/tr/b%d.md", k)] = fmt.Sprintf("# %d numaralı yer\n\n[Gelgit çizelgesine](https://old.example.org/%d) bakın.\n", k, k)
	}
	writeAll(t, dir, files)
	if out, complaints, status := runIn(t, dir, "init", "--assume"); status != exitDone {
		t.Fatal(out, complaints)
	}
	for name, text := range files {
		if strings.HasPrefix(name, "articles/en/") {
			files[name] = strings.Replace(text, "old.example.org", "new.example.org", 1) + "\nDogs travel free.\n"
		}
	}
	writeAll(t, dir, files)
}

// A process that is killed while it writes leaves the old files and the new ones,
// and nothing among the articles; the same command then completes the work to the
// last byte.
func TestKilledProcess(t *testing.T) {
	tries, articles := 6, 30
	if everyStep {
		tries, articles = 250, 60
	}
	for _, command := range []string{"fix", "import"} {
		t.Run(command, func(t *testing.T) {
			dir := t.TempDir()
			many(t, dir, articles)
			args := []string{"fix", "--write"}
			if command == "import" {
				list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
				args = []string{"import", filepath.Join(t.TempDir(), "list.csv")}
				if err := os.WriteFile(args[1], filled(t, list, nil), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			before, whole := unlocked(t, dir), copyOf(t, dir)
			if out, complaints, status := runIn(t, whole, args...); status != exitDone {
				t.Fatal(out, complaints)
			}
			want := unlocked(t, whole)
			killed := 0
			for range tries {
				root := copyOf(t, dir)
				if !kill(t, root, args) {
					continue
				}
				killed++
				for path, text := range settled(t, root) {
					if text != before[path] && text != want[path] && !strings.HasPrefix(path, "/.xsync/source/") && path != "/"+disk.LockPath {
						t.Errorf("%s is neither old nor new: %q", path, text)
					}
				}
				if out, complaints, status := runIn(t, root, args...); status != exitDone {
					t.Errorf("then status %d: %s%s", status, out, complaints)
				}
				differ(t, "completed", unlocked(t, root), want)
			}
			t.Logf("%d of %d runs were killed while they wrote", killed, tries)
		})
	}
}

// kill starts a command and kills it a moment after it has begun to write. It
// returns false if the command was faster.
func kill(t *testing.T, root string, args []string) bool {
	t.Helper()
	c := exec.Command("xsync", args...)
	c.Dir = root
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = c.Wait() // the exit code is looked at
		close(ended)
	}()
	for {
		if _, err := os.Lstat(filepath.Join(root, disk.WorkFolder)); err == nil {
			break
		}
		select {
		case <-ended:
			return false
		default:
		}
	}
	time.Sleep(time.Duration(rand.IntN(60_000)) * time.Microsecond)
	_ = c.Process.Signal(syscall.SIGKILL)
	<-ended
	return c.ProcessState.ExitCode() < 0
}

// A folder that vanishes while its files are being written takes nothing else with
// it, and is not made again.
func TestFolderThatVanishes(t *testing.T) {
	dir := t.TempDir()
	ferries(t, dir)
	before := snapshot(t, dir)
	once := false
	defer func(was func(string, string) error) { disk.Trouble = was }(disk.Trouble)
	disk.Trouble = func(step, name string) error {
		if step == "place" && name == "articles/tr/a1.md" && !once {
			once = true
			return os.Rename(filepath.Join(dir, "articles/tr"), filepath.Join(dir, "gone"))
		}
		return nil
	}
	_, complaints, status := runIn(t, dir, "fix", "--write")
	now := snapshot(t, dir)
	if status != exitWork || strings.Count(complaints, "was changed while") != 2 {
		t.Errorf("status %d: %s", status, complaints)
	}
	for _, name := range []string{"a1", "a2"} {
		if now["/gone/"+name+".md"] != before["/articles/tr/"+name+".md"] || now["/.xsync/record/tr/"+name] != before["/.xsync/record/tr/"+name] {
			t.Errorf("%s is not as it was", name)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "articles/tr")); err == nil {
		t.Error("the folder was made again")
	}
}

// On a full disk every file is the old one, or the new one with its record, and
// nothing is left; with room the same command completes the work. Where no small
// file system can be mounted, the disk is full from some write on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	many(t, dir, 20)
	list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
	args := []string{"import", filepath.Join(t.TempDir(), "list.csv")}
	if err := os.WriteFile(args[1], filled(t, list, nil), 0o666); err != nil {
		t.Fatal(err)
	}
	before, whole := unlocked(t, dir), copyOf(t, dir)
	if out, complaints, status := runIn(t, whole, args...); status != exitDone {
		t.Fatal(out, complaints)
	}
	want := unlocked(t, whole)
	for room := range 5 {
		root := t.TempDir()
		empty, err := fill(t, root, dir, room)
		if err != nil {
			t.Fatal(err)
		}
		if _, complaints, status := runIn(t, root, args...); status != exitWork || !strings.Contains(complaints, "no space") {
			t.Errorf("with room for %d: status %d: %s", room, status, complaints)
		}
		for path, text := range settled(t, root) {
			if text != before[path] && text != want[path] && !strings.HasPrefix(path, "/.xsync/source/") && path != "/"+disk.LockPath && path != "/ballast" {
				t.Errorf("with room for %d: %s is neither old nor new: %q", room, path, text)
			}
		}
		empty()
		if out, complaints, status := runIn(t, root, args...); status != exitDone {
			t.Errorf("with room for %d, then status %d: %s%s", room, status, out, complaints)
		}
		differ(t, "completed", unlocked(t, root), want)
	}
}

// fill copies a project to a disk on which there is room for some more files, and
// returns how to make more.
func fill(t *testing.T, root, dir string, room int) (empty func(), err error) {
	t.Helper()
	if exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "none", root).Run() == nil {
		t.Cleanup(func() { _ = exec.Command("umount", "-l", root).Run() })
		if err := os.CopyFS(root, os.DirFS(dir)); err != nil {
			return nil, err
		}
		ballast := filepath.Join(root, "ballast")
		f, err := os.Create(ballast)
		if err != nil {
			return nil, err
		}
		block := make([]byte, 4096)
		size := int64(0)
		for err == nil {
			var n int
			n, err = f.Write(block)
			size += int64(n)
		}
		_ = f.Truncate(size - int64(room*4*len(block)))
		return func() { _ = os.Remove(ballast) }, f.Close()
	}
	was, writes := disk.Trouble, 0
	var mutex sync.Mutex
	disk.Trouble = func(step, _ string) error {
		mutex.Lock()
		defer mutex.Unlock()
		if step == "write" || step == "create" {
			if writes++; writes > 8*room {
				return syscall.ENOSPC
			}
		}
		return nil
	}
	return func() { disk.Trouble = was }, os.CopyFS(root, os.DirFS(dir))
}

// Another program saves files all the time while xsync writes: none of what it
// saves is lost.
func TestSavingAllTheTime(t *testing.T) {
	tries := 3
	if everyStep {
		tries = 60
	}
	dir := t.TempDir()
	many(t, dir, 40)
	made, lost := 0, 0
	for range tries {
		root := copyOf(t, dir)
		stop, stopped := make(chan struct{}), make(chan map[string]bool)
		go saveOn(t, root, stop, stopped)
		_, complaints, status := runIn(t, root, "fix", "--write")
		close(stop)
		names := <-stopped
		for name := range names {
			made++
			data, err := os.ReadFile(filepath.Join(root, name))
			if err != nil || !strings.HasSuffix(string(data), saved) {
				lost++
				t.Errorf("%s was overwritten: %q, %v", name, data, err)
			}
		}
		if status == exitUsage {
			t.Error(complaints)
		}
	}
	t.Logf("%d of %d saves were overwritten", lost, made)
}

// saveOn saves one translation after the other, each once, as editors do.
func saveOn(t *testing.T, root string, stop chan struct{}, stopped chan map[string]bool) {
	names := map[string]bool{}
	defer func() { stopped <- names }()
	for _, k := range rand.Perm(40) {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(rand.IntN(8)) * time.Millisecond):
		}
		name := fmt.Sprintf("articles/tr/b%d.md", k)
		saves[rand.IntN(3)].do(t, filepath.Join(root, name))
		names[name] = true
	}
}

// Links, pipes and folders in the place of any file that xsync reads or writes are
// told, never followed, and never waited for.
func TestNoFileIsALink(t *testing.T) {
	dir := t.TempDir()
	ferries(t, dir)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("hunter2 = \"hunter2\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	things := map[string]func(full, place string) error{
		"link": func(full, _ string) error { return os.Symlink(secret, full) },
		"inside link": func(full, place string) error {
			return os.Symlink(strings.Repeat("../", strings.Count(place, "/"))+"hidden", full)
		},
		"device": func(full, _ string) error { return os.Symlink("/dev/zero", full) },
		"pipe":   func(full, _ string) error { return syscall.Mkfifo(full, 0o666) },
		"folder": func(full, _ string) error { return os.Mkdir(full, 0o777) },
	}
	places := []string{"xsync.toml", ".xsync/lock", ".xsync/record/tr/a1", ".xsync/source/a1", ".xsync/accepted", ".xsync/record/tr", ".xsync/record", ".xsync/source", ".xsync/.work0", "articles/tr/a1.md", "articles/tr", "articles/en/a1.md"}
	list, _, _ := runIn(t, dir, "queue", "--lang", "tr", "--format", "csv")
	name := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(name, filled(t, list, nil), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, place := range places {
		for _, kind := range slices.Sorted(maps.Keys(things)) {
			root := copyOf(t, dir)
			hidden := "a text that nobody is to see: hunter2\n"
			if err := os.WriteFile(filepath.Join(root, "hidden"), []byte(hidden), 0o666); err != nil {
				t.Fatal(err)
			}
			full := filepath.Join(root, place)
			if err := os.RemoveAll(full); err != nil {
				t.Fatal(err)
			}
			if err := things[kind](full, place); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"status"}, {"check"}, {"mark", "a1", "--lang", "tr"}, {"fix", "--write"}, {"import", name}, {"tm", "--lang", "tr"}} {
				out, complaints, status := within(t, root, args)
				if strings.Contains(out+complaints, "hunter2") || strings.Contains(complaints, "panic") {
					t.Errorf("%s for %s, %v: status %d: %s%s", kind, place, args, status, out, complaints)
				}
			}
			for file, want := range map[string]string{secret: "hunter2 = \"hunter2\"\n", filepath.Join(root, "hidden"): hidden} {
				if got, err := os.ReadFile(file); err != nil || string(got) != want {
					t.Errorf("%s for %s: the file behind it is %q, %v", kind, place, got, err)
				}
			}
		}
	}
}
