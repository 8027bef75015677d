package disk

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

const (
	exchanging = unix.RENAME_EXCHANGE
	makingNew  = unix.RENAME_NOREPLACE
)

func renameWith(a int, temp string, b int, name string, flags uint) error {
	return unix.Renameat2(a, temp, b, name, flags)
}

// How long to wait for a program that has a file open for writing, and how often to
// ask.
const (
	writerPatience = 200 * time.Millisecond
	writerInterval = 2 * time.Millisecond
)

// inUse reports whether another program has a file open for writing, and has not
// closed it after a moment. The system grants a lease for reading only if none has.
// Where it grants none at all, nobody is known to.
func inUse(dir *os.Root, name string) bool {
	f, err := dir.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return true
	}
	defer func() { _ = f.Close() }()
	for end := time.Now().Add(writerPatience); ; time.Sleep(writerInterval) {
		_, err := unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
		if err == nil {
			_, _ = unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_UNLCK)
			return false
		}
		if !errors.Is(err, unix.EAGAIN) {
			return false
		}
		if time.Now().After(end) {
			return true
		}
	}
}
