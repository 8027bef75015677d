package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// plan maps paths, relative to the root of the project and with slashes, to the
// bytes that are to stand there; nil means that there is to be no file.
type plan map[string][]byte

// lockPath is the file that is locked while records are written. It is never
// deleted: another process may hold it open. It holds the number of the process
// that locked it last.
const lockPath = ".xsync/lock"

// lockPatience is how long to wait for another process that writes, and
// lockInterval how often to ask.
var lockPatience, lockInterval = 10 * time.Second, 20 * time.Millisecond

// locked works out a plan and carries it out while no other xsync writes to the
// project, so that two at once do not lose each other's work. The plan is worked
// out under the lock and must be read from the files anew.
func locked(ctx context.Context, root string, work func() (plan, error)) error {
	w, err := openWriter(root)
	if err != nil {
		return err
	}
	defer w.close()
	unlock, err := w.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	p, err := work()
	if err != nil {
		return err
	}
	return w.carryOut(w.furnished(p))
}

// apply carries out a plan that does not depend on what others write.
func apply(root string, p plan) error {
	w, err := openWriter(root)
	if err != nil {
		return err
	}
	defer w.close()
	return w.carryOut(p)
}

// writer writes below the root of a project. No link leads it out of there.
type writer struct {
	root    *os.Root
	written []string // what has been written or removed
}

func openWriter(root string) (*writer, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, corpus.Unreadable(root, err)
	}
	return &writer{root: r}, nil
}

func (w *writer) close() { _ = w.root.Close() }

// lock takes the lock of the project and returns how to give it back.
func (w *writer) lock(ctx context.Context) (unlock func(), err error) {
	if err := w.root.MkdirAll(path.Dir(lockPath), 0o777); err != nil {
		return nil, w.failed(lockPath, err)
	}
	f, err := w.root.OpenFile(lockPath, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, w.failed(lockPath, err)
	}
	_ = f.Close()
	lock := flock.New(filepath.Join(w.root.Name(), filepath.FromSlash(lockPath)))
	patient, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	held, err := lock.TryLockContext(patient, lockInterval)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && !errors.Is(err, context.DeadlineExceeded):
		return nil, w.failed(lockPath, err)
	case !held:
		holder, _ := w.root.ReadFile(lockPath)
		return nil, corpus.Problem{ID: corpus.Locked, Path: lockPath, Data: map[string]any{"Process": strings.TrimSpace(string(holder))}}
	}
	// Only for those who wait: without it they cannot say for whom.
	_ = w.root.WriteFile(lockPath, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o666)
	return func() { _ = lock.Unlock() }, nil
}

// furnished adds to a plan the files that tell git how to treat records, once:
// what is there is the project's own.
func (w *writer) furnished(p plan) plan {
	if len(p) == 0 {
		return p
	}
	for name, text := range map[string]string{baseline.AttributesPath: baseline.Attributes, baseline.IgnorePath: baseline.Ignore} {
		if _, err := w.root.Lstat(name); err == nil {
			delete(p, name)
		} else {
			p[name] = []byte(text)
		}
	}
	return p
}

// batch is how many files are written beside their places before the first of
// them is put there.
const batch = 128

// trouble is asked before each step on the disk, and stops it with an error. Only
// tests have any.
var trouble = func(_, _ string) error { return nil }

// stagers is how many of them are written at a time.
const stagers = 8

// carryOut carries out a plan. Each file is replaced as a whole or not at all,
// and of a batch all or none unless the disk fails between one renaming and the
// next; a file that has its bytes already is not touched. The order of the steps
// is such that a kill at any moment leaves records that hold.
func (w *writer) carryOut(p plan) error {
	for some := range slices.Chunk(w.steps(p), batch) {
		if err := w.replace(some); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if p[name] == nil {
			if err := w.remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// step is a file to write, with its rank in the order.
type step struct {
	name string
	data []byte
	rank int
}

// steps are the files of a plan in the order in which they are written: texts,
// then the stores that records refer to, then the records. A store first gets the
// texts that it is to have beside those that it has, for the old records still
// refer to these; only when the records are written does it lose any.
func (w *writer) steps(p plan) []step {
	const last = 3
	var out []step
	for name, data := range p {
		if data == nil {
			continue
		}
		s := step{name, data, rank(name)}
		if old, err := w.root.ReadFile(name); err == nil && strings.HasPrefix(name, baseline.Stores) {
			if s.data = baseline.Union(old, data); !bytes.Equal(s.data, data) {
				out = append(out, step{name, data, last})
			}
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name))
	})
	return out
}

// rank says how early a file is written.
func rank(name string) int {
	switch {
	case !strings.HasPrefix(name, baseline.Folder):
		return 0
	case strings.HasPrefix(name, baseline.Records):
		return 2
	}
	return 1
}

// replace writes a batch: all files beside their places, several at a time since
// it is the disk that takes the time, then each to its place.
func (w *writer) replace(steps []step) (err error) {
	ready := make([]*pending, len(steps))
	defer func() {
		for k, f := range ready {
			f.drop()
			if err != nil {
				w.prune(path.Dir(steps[k].name))
			}
		}
	}()
	var group errgroup.Group
	group.SetLimit(stagers)
	for k, s := range steps {
		group.Go(func() (err error) {
			if ready[k], err = w.stage(s.name, s.data); err != nil {
				return w.failed(s.name, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for k, f := range ready {
		if f == nil {
			continue
		}
		if err := trouble("rename", steps[k].name); err != nil {
			return w.failed(steps[k].name, err)
		}
		if err := f.place(); err != nil {
			return w.failed(steps[k].name, err)
		}
		w.written = append(w.written, steps[k].name)
	}
	return nil
}

var (
	errLink   = errors.New("is a link, and xsync does not write through links")
	errFolder = errors.New("is a folder")
)

// stage writes a file beside its place, down to the disk. It returns nil if the
// bytes are there already.
func (w *writer) stage(name string, data []byte) (f *pending, err error) {
	if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, corpus.Problem{ID: corpus.LeavesProject, Path: name}
	}
	mode := fs.FileMode(0) // as the system has it for new files
	switch info, err := w.root.Lstat(name); {
	case err != nil && !errors.Is(err, fs.ErrNotExist): // a name that is too long
		return nil, err
	case err == nil && info.Mode()&fs.ModeSymlink != 0:
		return nil, errLink
	case err == nil && info.IsDir():
		return nil, errFolder
	case err == nil:
		mode = info.Mode().Perm()
		if old, err := w.root.ReadFile(name); err == nil && bytes.Equal(old, data) {
			return nil, nil
		}
	}
	if err := w.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return nil, err
	}
	dir, err := w.root.OpenRoot(path.Dir(name))
	if err != nil {
		return nil, err
	}
	f, err = newPending(dir, path.Base(name), mode)
	if err != nil {
		_ = dir.Close()
		return nil, err
	}
	if err = trouble("write", name); err == nil {
		_, err = f.file.Write(data)
	}
	if err == nil {
		err = cmp.Or(trouble("sync", name), f.file.Sync())
	}
	if err != nil {
		f.drop()
		return nil, err
	}
	return f, nil
}

func (w *writer) remove(name string) error {
	if err := trouble("remove", name); err != nil {
		return w.failed(name, err)
	}
	if err := w.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return w.failed(name, err)
	}
	w.written = append(w.written, name)
	w.prune(path.Dir(name))
	return nil
}

// prune removes a folder and those above it as long as they are empty.
func (w *writer) prune(dir string) {
	for dir != "." {
		if info, err := w.root.Lstat(dir); err != nil || !info.IsDir() || w.root.Remove(dir) != nil {
			return
		}
		dir = path.Dir(dir)
	}
}

// shownWritten is how many written files an error names.
const shownWritten = 5

// failed says that a file could not be written, and what was written before it.
func (w *writer) failed(name string, err error) error {
	var p corpus.Problem
	if !errors.As(err, &p) {
		p = corpus.Unreadable(name, err)
	}
	if p.ID == corpus.LeavesProject {
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
