//go:build linux || darwin

package disk

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Swap exchanges two files in one step.
func Swap(from *os.Root, temp string, to *os.Root, name string) error {
	return betweenFolders(from, to, func(a, b int) error { return renameWith(a, temp, b, name, exchanging) })
}

// moveNew puts a file where there must be none, in one step.
func moveNew(from *os.Root, temp string, to *os.Root, name string) error {
	return betweenFolders(from, to, func(a, b int) error { return renameWith(a, temp, b, name, makingNew) })
}

// betweenFolders calls the system with two open folders.
func betweenFolders(from, to *os.Root, call func(a, b int) error) error {
	a, err := from.Open(".")
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	b, err := to.Open(".")
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	for {
		err := call(int(a.Fd()), int(b.Fd()))
		switch {
		case errors.Is(err, syscall.EXDEV):
			return errOtherDisk
		case !errors.Is(err, syscall.EINTR):
			return err
		}
	}
}

// lockFlags are those that the lock is opened with.
const lockFlags = os.O_RDWR | unix.O_NOFOLLOW | unix.O_NONBLOCK

// nonBlocking keeps an open from waiting for the other end of a pipe.
const nonBlocking = unix.O_NONBLOCK
