package disk

import (
	"cmp"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strconv"
	"syscall"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// hand is a file in one folder on its way to its place in another.
type hand struct {
	root     *os.Root // of the project
	from, to *os.Root
	temp     string // in from
	tempPath string // the same from the root of the project
	base     string // in to
	name     string // the same from the root of the project
	was      sighting
	ours     block.Digest // of the new file
}

// placeStep puts a file in its place if there is in it what was there before. What
// somebody saves there meanwhile is never lost: the two files are exchanged, the
// one that comes out is read, and if it is not the one that the work began with,
// they are exchanged again.
func (w *writer) placeStep(s *step) error {
	dir, err := w.openFolder(path.Dir(s.name), s.was.absent || s.was.any)
	if errors.Is(err, fs.ErrNotExist) {
		return ErrMeanwhile // the folder has vanished
	}
	if err != nil {
		return err
	}
	defer func() { _ = dir.Close() }()
	h := &hand{
		root: w.root, from: w.work, temp: s.temp, tempPath: WorkFolder + "/" + s.temp,
		to: dir, base: path.Base(s.name), name: s.name, was: s.was, ours: block.FileDigest(s.data),
	}
	err = h.putInPlace()
	if !errors.Is(err, errOtherDisk) {
		return err
	}
	return w.placeBeside(h, s.data)
}

// placeBeside does the same where the work folder is on another file system, by
// way of a copy beside the place.
func (w *writer) placeBeside(h *hand, data []byte) error {
	mode := fs.FileMode(0o666)
	if info, err := h.from.Stat(h.temp); err == nil {
		mode = info.Mode().Perm()
	}
	temp := besidePrefix + strconv.FormatUint(rand.Uint64(), 10)
	f, err := h.to.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() { _ = h.to.Remove(temp) }()
	_, err = f.Write(data)
	if err = cmp.Or(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	h.from, h.temp, h.tempPath = h.to, temp, path.Join(path.Dir(h.name), temp)
	return h.putInPlace()
}

// putInPlace puts the file in its place.
func (h *hand) putInPlace() error {
	switch {
	case h.was.torn:
		return ErrMeanwhile
	case h.was.any:
		return h.root.Rename(h.tempPath, h.name)
	case h.was.absent:
		return h.putNew()
	}
	if !standsThere(h.to, h.base, h.was.digest) {
		return ErrMeanwhile
	}
	err := Swap(h.from, h.temp, h.to, h.base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrMeanwhile
	case IsUnsupported(err):
		return h.putByLink()
	case err != nil:
		return err
	}
	if standsThere(h.from, h.temp, h.was.digest) && !inUse(h.from, h.temp) && standsThere(h.from, h.temp, h.was.digest) {
		_ = h.from.Remove(h.temp)
		return nil
	}
	return h.takeBack()
}

// takeBack exchanges the files once more, since what came out is what somebody has
// just saved. If even more was saved by then, that is what stays in the place.
func (h *hand) takeBack() error {
	if err := Swap(h.from, h.temp, h.to, h.base); err != nil {
		return err
	}
	if !standsThere(h.from, h.temp, h.ours) {
		if err := Swap(h.from, h.temp, h.to, h.base); err != nil {
			return err
		}
	}
	return ErrMeanwhile
}

// putNew puts a file where there must be none.
func (h *hand) putNew() error {
	err := moveNew(h.from, h.temp, h.to, h.base)
	if IsUnsupported(err) {
		err = h.putNewByLink()
	}
	if errors.Is(err, fs.ErrExist) {
		return ErrMeanwhile
	}
	return err
}

// putNewByLink is [hand.putNew] where the system cannot keep a renaming from replacing
// a file. Where a file can have no second name either, as on exFAT, only a file that
// is made between the look and the renaming would be lost.
func (h *hand) putNewByLink() error {
	err := h.root.Link(h.tempPath, h.name)
	if err == nil {
		_ = h.from.Remove(h.temp)
		return nil
	}
	if _, absent := h.to.Lstat(h.base); errors.Is(absent, fs.ErrNotExist) {
		return h.root.Rename(h.tempPath, h.name)
	}
	return err
}

// putByLink is [hand.putInPlace] where two files cannot be exchanged. A second name keeps
// the old file until the new one is in its place. What is written into the old
// file is put back; only a file that another program puts in its place between
// the last look and the renaming would be lost. Where a file can have no second name, as
// on exFAT, so would what is written into the old file then.
func (h *hand) putByLink() error {
	kept := h.temp + "-0"
	keptPath := path.Join(path.Dir(h.tempPath), kept)
	switch err := h.root.Link(h.name, keptPath); {
	case errors.Is(err, syscall.EXDEV):
		return errOtherDisk
	case err != nil && !standsThere(h.to, h.base, h.was.digest):
		return ErrMeanwhile
	case err != nil:
		return h.root.Rename(h.tempPath, h.name)
	}
	defer func() { _ = h.from.Remove(kept) }()
	before, err := h.from.Lstat(kept)
	if err != nil {
		return err
	}
	now, err := h.to.Lstat(h.base)
	if err != nil || !os.SameFile(before, now) || !standsThere(h.from, kept, h.was.digest) {
		return ErrMeanwhile
	}
	if err := h.root.Rename(h.tempPath, h.name); err != nil {
		return err
	}
	if standsThere(h.from, kept, h.was.digest) {
		return nil
	}
	return cmp.Or(h.root.Rename(keptPath, h.name), ErrMeanwhile)
}

// standsThere reports whether a folder has a regular file with a digest.
func standsThere(dir *os.Root, name string, digest block.Digest) bool {
	data, err := readIn(dir, name)
	return err == nil && block.FileDigest(data) == digest
}

var errOtherDisk = errors.New("is on another file system")

// IsUnsupported reports whether a file system cannot do what it was asked for.
func IsUnsupported(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOSYS)
}
