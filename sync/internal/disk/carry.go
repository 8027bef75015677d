package disk

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// WorkFolder is where files are written before they are put in their places. Its
// name begins with a dot and ends in a digit, so that the rule that git has for
// what xsync keeps makes it ignore all of it.
const WorkFolder = ".xsync/.work0"

// Trouble is asked before each step on the disk, and stops it with an error. Only
// tests have any.
var Trouble = func(_, _ string) error { return nil }

// placing is held while files are put in their places, which is never broken off.
var placing sync.Mutex

// Freeze waits until no files are being put in their places, and keeps any from being put there
// until thaw is called.
func Freeze() (thaw func()) {
	placing.Lock()
	return placing.Unlock
}

// stagers is how many files are written at a time.
const stagers = 8

// Why a file is not written.
var (
	ErrLink      = errors.New("is a link, and xsync does not write through links")
	ErrFolder    = errors.New("is a folder")
	ErrMeanwhile = errors.New("was changed meanwhile")
)

// carryOut carries out a plan. All files are written into the work folder first,
// with a journal of what is to become of them. Then each is put in its place, as a
// whole or not at all, and only if there is in its place what was there when the
// work began. A file that has its bytes already is not touched. The order of the
// steps is such that a kill at any moment leaves records that hold, and the journal
// lets the next run record the texts that were put in their places.
func (w *writer) carryOut(t Task) error {
	if err := checkPermitted(t.Plan); err != nil {
		return err
	}
	steps, err := w.stepsOf(t)
	if err != nil {
		return err
	}
	if err := w.stageAll(steps); err != nil {
		w.clearSteps(steps)
		return err
	}
	if err := w.keepJournal(steps); err != nil {
		w.clearSteps(steps)
		return w.failureOf(WorkFolder+"/"+journalName, err)
	}
	placing.Lock()
	defer placing.Unlock()
	left := map[string]bool{}
	if err := w.settleAll(steps, left); err != nil {
		return err // the next run needs the journal
	}
	for _, name := range inOrderOfRemoval(t.Plan) {
		if t.Plan[name] == nil && !slices.ContainsFunc(t.Texts[name], func(text string) bool { return left[text] }) {
			if err := w.removeFile(name); err != nil {
				return err
			}
		}
	}
	w.clearSteps(steps)
	return nil
}

// inOrderOfRemoval are the names of a plan in the order in which files are removed: the
// note of what is being taken back is the last.
func inOrderOfRemoval(p Plan) []string {
	notes := func(name string) int { return strings.Count(path.Dir(name)+"/", UndoFolder+"/") }
	return slices.SortedFunc(maps.Keys(p), func(a, b string) int { return cmp.Or(cmp.Compare(notes(a), notes(b)), cmp.Compare(a, b)) })
}

// checkPermitted makes sure that a plan names nothing but texts and files of xsync.
func checkPermitted(p Plan) error {
	for _, name := range slices.Sorted(maps.Keys(p)) {
		switch {
		case !fs.ValidPath(name) || name == ".":
			return corpus.Problem{ID: corpus.LeavesProject, Path: name}
		case isReserved(name):
			return corpus.Problem{ID: corpus.ReservedName, Path: name}
		case !IsOwn(name) && corpus.Hidden(name):
			return corpus.Problem{ID: corpus.HiddenPath, Path: name}
		}
	}
	return nil
}

// step is a file to write.
type step struct {
	name  string
	data  []byte
	rank  int
	was   sighting
	texts []string // that must be in their places before it
	temp  string   // its name in the work folder; "" if it has its bytes already
}

// The ranks of steps, which are their order: texts, then the stores that records
// refer to, then the records, then the stores without what nothing refers to.
const (
	textRank = iota
	storeRank
	recordRank
	lastRank
)

// writingOrder says how early a file is written.
func writingOrder(name string) int {
	switch {
	case !strings.HasPrefix(name, baseline.Folder):
		return textRank
	case strings.HasPrefix(name, baseline.Records):
		return recordRank
	}
	return storeRank
}

// stepsOf are the files of a plan in the order in which they are written. A store
// first gets the texts that it is to have beside those that it has, for the old
// records still refer to these; only when the records are written does it lose any.
func (w *writer) stepsOf(t Task) ([]step, error) {
	var out []step
	for _, name := range slices.Sorted(maps.Keys(t.Plan)) {
		data := t.Plan[name]
		if data == nil {
			continue
		}
		s := step{name: name, data: data, rank: writingOrder(name), was: sighting{any: true}, texts: t.Texts[name]}
		if w.was != nil {
			s.was = w.was(name)
		}
		if strings.HasPrefix(name, baseline.Stores) {
			old, err := w.readFile(name)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, w.failureOf(name, err)
			}
			if s.data = baseline.Union(old, data); err == nil && !bytes.Equal(s.data, data) {
				out = append(out, step{name: name, data: data, rank: lastRank, was: sighting{digest: block.FileDigest(s.data)}, texts: s.texts})
			} else {
				s.data = data
			}
		}
		out = append(out, s)
	}
	when := func(s step) int {
		if s.rank == textRank && t.RecordsFirst {
			return 2*recordRank + 1
		}
		return 2 * s.rank
	}
	slices.SortStableFunc(out, func(a, b step) int { return cmp.Compare(when(a), when(b)) })
	return out, nil
}

// readFile reads a file without following a link.
func (w *writer) readFile(name string) ([]byte, error) {
	dir, err := w.openFolder(path.Dir(name), false)
	if err != nil {
		return nil, err
	}
	defer func() { _ = dir.Close() }()
	return readIn(dir, path.Base(name))
}

// readIn reads a regular file in a folder.
func readIn(dir *os.Root, name string) ([]byte, error) {
	info, err := dir.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, ErrLink
	case info.IsDir():
		return nil, ErrFolder
	case !info.Mode().IsRegular():
		return nil, corpus.Problem{ID: corpus.NotRegular, Path: name}
	}
	f, err := dir.OpenFile(name, os.O_RDONLY|nonBlocking, 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if opened, err := f.Stat(); err != nil || !os.SameFile(info, opened) {
		return nil, cmp.Or(err, ErrMeanwhile)
	}
	return io.ReadAll(f)
}

// stageAll writes all files into the work folder, several at a time since it is
// the disk that takes the time.
func (w *writer) stageAll(steps []step) error {
	if err := w.openWork(len(steps) > 0); err != nil || len(steps) == 0 {
		return err
	}
	swept := map[string]bool{}
	for k := range steps {
		if dir := path.Dir(steps[k].name); steps[k].rank == textRank && !swept[dir] {
			swept[dir] = true
			w.sweepBeside(dir)
		}
	}
	var group errgroup.Group
	group.SetLimit(stagers)
	for k := range steps {
		group.Go(func() error {
			if err := w.stageFile(&steps[k]); err != nil {
				return w.failureOf(steps[k].name, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// openWork opens the work folder, and makes it if it is wanted.
func (w *writer) openWork(wanted bool) error {
	if w.work != nil || !wanted {
		return nil
	}
	dir, err := w.openFolder(WorkFolder, true)
	if err != nil {
		return w.failureOf(WorkFolder, err)
	}
	w.work = dir
	if _, err := w.root.Lstat(baseline.IgnorePath); err == nil {
		return nil
	}
	err = w.writeTemp(ignoreName, ignoreName, []byte("*\n"), 0) // until git is told
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// ignoreName is the file in the work folder that tells git to ignore it.
const ignoreName = ".gitignore"

// stageFile writes a file into the work folder, down to the disk, unless its bytes are
// in their place already.
func (w *writer) stageFile(s *step) error {
	mode := fs.FileMode(0) // as the system has it for new files
	dir, err := w.openFolder(path.Dir(s.name), false)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		defer func() { _ = dir.Close() }()
		info, err := dir.Lstat(path.Base(s.name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil: // a name that is too long
			return err
		case info.Mode()&fs.ModeSymlink != 0:
			return ErrLink
		case info.IsDir():
			return ErrFolder
		case info.Mode().Perm()&0o200 == 0 && s.rank == textRank: // somebody has protected it
			return fs.ErrPermission
		default:
			mode = info.Mode().Perm()
			if old, err := readIn(dir, path.Base(s.name)); err == nil && bytes.Equal(old, s.data) && s.rank != lastRank {
				return nil
			}
		}
	}
	temp := strconv.FormatUint(rand.Uint64(), 10)
	if err := w.writeTemp(s.name, temp, s.data, mode); err != nil {
		return err
	}
	s.temp = temp
	return nil
}

// writeTemp makes a file in the work folder, and removes it if that fails. A mode of 0
// gives it the permissions of a new file. name is what it is to become.
func (w *writer) writeTemp(name, temp string, data []byte, mode fs.FileMode) (err error) {
	if err := Trouble("create", name); err != nil {
		return err
	}
	f, err := w.work.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = w.work.Remove(temp)
		}
	}()
	if mode != 0 {
		if err = cmp.Or(Trouble("chmod", name), f.Chmod(mode)); err != nil {
			return err
		}
	}
	for half := range slices.Chunk(data, max(1, (len(data)+1)/2)) {
		if err = Trouble("write", name); err == nil {
			_, err = f.Write(half)
		}
		if err != nil {
			return err
		}
	}
	if err = Trouble("sync", name); err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.Close()
	}
	return err
}

// settleAll puts all files in their places. What comes before a rank is on the disk,
// names and all, before anything of that rank is put in its place, so that the order
// holds even if the power fails.
func (w *writer) settleAll(steps []step, left map[string]bool) error {
	touched := map[string]bool{}
	for k := range steps {
		if k > 0 && steps[k].rank != steps[k-1].rank {
			if err := w.flushFolders(touched); err != nil {
				return err
			}
			clear(touched)
		}
		if err := w.settleStep(&steps[k], left); err != nil {
			return err
		}
		if steps[k].temp != "" && !left[steps[k].name] {
			touched[path.Dir(steps[k].name)] = true
		}
	}
	return w.flushFolders(touched)
}

// flushFolders makes the system write the names in some folders to the disk.
func (w *writer) flushFolders(names map[string]bool) error {
	var group errgroup.Group
	group.SetLimit(stagers)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if err := Trouble("sync", name); err != nil {
			return w.failureOf(name, err)
		}
		group.Go(func() error {
			dir, err := w.openFolder(name, false)
			if errors.Is(err, fs.ErrNotExist) {
				return nil // it has vanished since
			}
			if err == nil {
				defer func() { _ = dir.Close() }()
				err = flushFolder(dir)
			}
			if err != nil {
				return w.failureOf(name, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// flushFolder makes the system write the names in a folder to the disk, where it can.
func flushFolder(dir *os.Root) error {
	if runtime.GOOS == "windows" { // it flushes no folders, and keeps their order itself
		return nil
	}
	f, err := dir.Open(".")
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if err := f.Sync(); err != nil && !IsUnsupported(err) {
		return err
	}
	return nil
}

// settleStep puts one file in its place, or notes why it was left. left has the texts
// that were left so far.
func (w *writer) settleStep(s *step, left map[string]bool) error {
	if s.rank != storeRank && slices.ContainsFunc(s.texts, func(text string) bool { return left[text] }) {
		return nil
	}
	if s.temp == "" {
		return nil
	}
	err := Trouble("place", s.name)
	if err == nil {
		err = w.placeStep(s)
	}
	switch {
	case errors.Is(err, ErrMeanwhile):
		left[s.name] = true
		w.changed = append(w.changed, corpus.Problem{ID: corpus.Meanwhile, Path: s.name})
	case err != nil:
		return w.failureOf(s.name, err)
	default:
		w.written = append(w.written, s.name)
	}
	return nil
}

func (w *writer) removeFile(name string) error {
	dir, err := w.openFolder(path.Dir(name), false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return w.failureOf(name, err)
	}
	defer func() { _ = dir.Close() }()
	if was := w.expectedOf(name); !was.any && !was.absent {
		data, err := readIn(dir, path.Base(name))
		if err == nil && (was.torn || block.FileDigest(data) != was.digest) {
			w.changed = append(w.changed, corpus.Problem{ID: corpus.Meanwhile, Path: name})
			return nil
		}
	}
	if err = Trouble("remove", name); err == nil {
		err = dir.Remove(path.Base(name))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return w.failureOf(name, err)
	}
	w.written = append(w.written, name)
	_ = dir.Close() // Windows keeps a folder that is open
	w.pruneFolders(path.Dir(name))
	return nil
}

func (w *writer) expectedOf(name string) sighting {
	if w.was == nil {
		return sighting{any: true}
	}
	return w.was(name)
}

// pruneFolders removes a folder and those above it as long as they are empty.
func (w *writer) pruneFolders(dir string) {
	for dir != "." {
		if info, err := w.root.Lstat(dir); err != nil || !info.IsDir() || w.root.Remove(dir) != nil {
			return
		}
		dir = path.Dir(dir)
	}
}

// clearSteps removes what is left of some steps, and the work folder if it is empty.
func (w *writer) clearSteps(steps []step) {
	if w.work == nil {
		return
	}
	w.unlinkTemp(journalName) // first: without it the rest is of no use
	for k := range steps {
		if steps[k].temp != "" {
			w.unlinkTemp(steps[k].temp)
		}
	}
	w.unlinkTemp(ignoreName)
	_ = w.work.Close()
	w.work = nil
	w.pruneFolders(WorkFolder)
}

// unlinkTemp removes a file of the work folder if it can. What it cannot remove, the
// next run does.
func (w *writer) unlinkTemp(temp string) {
	if _, err := w.work.Lstat(temp); err == nil && Trouble("unlink", "") == nil {
		_ = w.work.Remove(temp)
	}
}

// beside is the name of a file that was written beside its place: where the work
// folder is on another file system.
var beside = regex.Lazy(`^\.xsync-[0-9]+$`)

// besidePrefix is how the name of such a file begins.
const besidePrefix = ".xsync-"

// sweepBeside removes what a killed run has left in a folder of texts.
func (w *writer) sweepBeside(name string) {
	dir, err := w.openFolder(name, false)
	if err != nil {
		return
	}
	defer func() { _ = dir.Close() }()
	entries, _ := fs.ReadDir(dir.FS(), ".")
	for _, e := range entries {
		if e.Type().IsRegular() && beside.MatchString(e.Name()) && Trouble("unlink", "") == nil {
			_ = dir.Remove(e.Name())
		}
	}
}
