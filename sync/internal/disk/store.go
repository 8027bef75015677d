// Package disk is how a project stands on the disk: its tree, out of which no link leads and in
// which what git has not checked out is told from what is missing, and plans that are carried out
// under a lock, each file as a whole and only in the place of what was read, with a journal for
// the run after a kill and what is needed to take the work back.
package disk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Plan maps paths, relative to the root of the project and with slashes, to the
// bytes that are to stand there; nil means that there is to be no file.
type Plan map[string][]byte

// LockPath is the file that is locked while records are written. It is never
// deleted: another process may hold it open. It holds the number of the process
// that locked it last.
const LockPath = ".xsync/lock"

// lockPatience is how long to wait for another process that writes, and
// lockInterval how often to ask.
var lockPatience, lockInterval = 10 * time.Second, 20 * time.Millisecond

// Task is what some work comes to.
type Task struct {
	Plan Plan
	// texts names for files of the plan the texts that these vouch for. A record of
	// a translation that was not written is not written either.
	Texts map[string][]string
	// recordsFirst puts records in their places before texts.
	RecordsFirst bool
	// label names the work, so that it can be taken back; without one it cannot be.
	Label Label
}

// WithLock works out a plan and carries it out while no other xsync writes to the
// project, so that two at once do not lose each other's work. The plan must be
// worked out from what is read from fsys: a file that is not as it was read when
// it is to be replaced stays as it is, and so does what would vouch for it. Each of
// these is among the problems returned; all else of the plan is carried out.
func WithLock(ctx context.Context, root string, work func(fsys fs.FS) (Task, error)) ([]corpus.Problem, error) {
	w, err := openWriter(root)
	if err != nil {
		return nil, err
	}
	defer w.closeFolders()
	unlock, err := w.takeLock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := w.resumeKilled(); err != nil {
		return nil, err
	}
	below, err := OpenTree(root)
	if err != nil {
		return nil, err
	}
	seen := &watched{FS: below, seen: map[string]sighting{}}
	t, err := work(seen)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err // before anything is written
	}
	w.was = seen.sightingOf
	if err := w.furnishGit(t.Plan); err != nil {
		return nil, err
	}
	err = w.carryOutNamed(seen, t)
	return w.changed, err
}

// carryOutNamed carries out a plan, and keeps what is needed to take it back if it has
// a name.
func (w *writer) carryOutNamed(fsys fs.FS, t Task) error {
	if t.Label.ID == "" {
		return w.carryOut(t)
	}
	made, err := changesOf(fsys, t.Plan)
	if err != nil {
		return err
	}
	if err := checkPermitted(t.Plan); err != nil {
		return err
	}
	d, err := w.rememberDeed(t.Label, made)
	if err != nil {
		return err
	}
	err = w.carryOut(t)
	if err != nil || d == nil { // the next run completes what was begun
		return err
	}
	return w.correctDeed(d)
}

// CreateFile makes a file that must not be there.
func CreateFile(root, name string, data []byte) error {
	w, err := openWriter(root)
	if err != nil {
		return err
	}
	defer w.closeFolders()
	w.was = func(string) sighting { return sighting{absent: true} }
	if err := w.carryOut(Task{Plan: Plan{name: data}}); err != nil || len(w.changed) == 0 {
		return err
	}
	return w.changed[0]
}

// writer writes below the root of a project. No link leads it anywhere.
type writer struct {
	root    *os.Root
	was     func(name string) sighting // what a file was when the work began; nil if that does not matter
	work    *os.Root                   // the folder of files that are not in their places yet; nil before there is any
	written []string                   // what has been written or removed
	changed []corpus.Problem           // what was left because it is not as it was read
}

func openWriter(root string) (*writer, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, corpus.Unreadable(root, err)
	}
	return &writer{root: r}, nil
}

func (w *writer) closeFolders() {
	if w.work != nil {
		_ = w.work.Close()
	}
	_ = w.root.Close()
}

// openFolder opens a folder without following a link on the way to it, and makes what is
// missing of it if it is to. Closing it is up to the caller.
func (w *writer) openFolder(dir string, whole bool) (*os.Root, error) {
	at, err := w.root.OpenRoot(".")
	if err != nil || dir == "." {
		return at, err
	}
	for k, name := range strings.Split(dir, "/") {
		next, err := w.enterFolder(at, name, whole)
		_ = at.Close()
		if errors.Is(err, ErrLink) {
			return nil, corpus.Problem{ID: corpus.IsLink, Path: strings.Join(strings.Split(dir, "/")[:k+1], "/")}
		}
		if err != nil {
			return nil, err
		}
		at = next
	}
	return at, nil
}

// enterFolder opens a folder in another.
func (w *writer) enterFolder(at *os.Root, name string, whole bool) (*os.Root, error) {
	info, err := at.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) && whole {
		if err = Trouble("mkdir", name); err == nil {
			err = at.Mkdir(name, 0o777)
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		info, err = at.Lstat(name)
	}
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, ErrLink
	case !info.IsDir():
		return nil, syscall.ENOTDIR
	}
	next, err := at.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	opened, err := next.Stat(".")
	if err == nil && !os.SameFile(info, opened) { // it was exchanged for a link meanwhile
		err = ErrLink
	}
	if err != nil {
		_ = next.Close()
		return nil, err
	}
	return next, nil
}

// takeLock takes the lock of the project and returns how to give it back.
func (w *writer) takeLock(ctx context.Context) (unlock func(), err error) {
	dir, err := w.openFolder(path.Dir(LockPath), true)
	if err != nil {
		return nil, w.failureOf(LockPath, err)
	}
	defer func() { _ = dir.Close() }()
	base := path.Base(LockPath)
	if err := makeLock(dir, base); err != nil {
		return nil, w.failureOf(LockPath, err)
	}
	lock := flock.New(filepath.Join(w.root.Name(), filepath.FromSlash(LockPath)), flock.SetFlag(lockFlags))
	patient, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	held, err := lock.TryLockContext(patient, lockInterval)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && !errors.Is(err, context.DeadlineExceeded):
		return nil, w.failureOf(LockPath, err)
	case !held:
		holder, _ := holderOf(dir, base)
		return nil, corpus.Problem{ID: corpus.Locked, Path: LockPath, Data: map[string]any{"Process": holder}}
	}
	// Only for those who wait: without it they cannot say for whom.
	if _, ours := holderOf(dir, base); ours {
		_ = dir.WriteFile(base, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o666)
	}
	return func() { _ = lock.Unlock() }, nil
}

// makeLock makes the file of the lock, if there is none, and makes sure that it is
// a file.
func makeLock(dir *os.Root, name string) error {
	if f, err := dir.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666); err == nil {
		return f.Close()
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := dir.Lstat(name)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return ErrLink
	case !info.Mode().IsRegular():
		return corpus.Problem{ID: corpus.NotRegular, Path: LockPath}
	}
	return nil
}

// longestHolder is the number of bytes of a lock that xsync has written, at most.
const longestHolder = 24

// holderOf is the number of the process that locked last, as the lock has it. ours
// is false if it is something that xsync has not written, and must not write over.
func holderOf(dir *os.Root, name string) (process string, ours bool) {
	info, err := dir.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > longestHolder {
		return "", false
	}
	data, err := dir.ReadFile(name)
	process = strings.TrimSpace(string(data))
	if err != nil || strings.Trim(process, "0123456789") != "" {
		return "", false
	}
	return process, true
}

// furnishGit writes the files that tell git how to treat what xsync writes, before
// anything else is written. Where they are there they are the project's own.
func (w *writer) furnishGit(p Plan) error {
	if len(p) == 0 {
		return nil
	}
	own := Plan{}
	for name, text := range map[string]string{baseline.AttributesPath: baseline.Attributes, baseline.IgnorePath: baseline.Ignore} {
		delete(p, name)
		if _, err := w.root.Lstat(name); err != nil {
			own[name] = []byte(text)
		}
	}
	was := w.was
	defer func() { w.was = was }()
	w.was = func(string) sighting { return sighting{absent: true} }
	return w.carryOut(Task{Plan: own})
}

// shownWritten is how many written files an error names.
const shownWritten = 5

// failureOf says that a file could not be written, and what was written before it.
func (w *writer) failureOf(name string, err error) error {
	var p corpus.Problem
	if !errors.As(err, &p) {
		p = corpus.Unreadable(name, err)
	}
	if slices.Contains([]string{corpus.LeavesProject, corpus.IsLink, corpus.NotRegular}, p.ID) {
		return p
	}
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		err = pe.Err
	case errors.As(err, &le):
		err = le.Err
	}
	written := w.written
	if len(written) > shownWritten {
		written = append(slices.Clone(written[:shownWritten]), "…")
	}
	return corpus.Problem{ID: corpus.CannotWrite, Path: name, Data: map[string]any{
		"Reason": err.Error(), "Written": strings.Join(written, ", "),
	}}
}
