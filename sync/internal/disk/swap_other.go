//go:build !linux && !darwin

package disk

import (
	"errors"
	"os"
)

// Swap is not to be had here.
func Swap(*os.Root, string, *os.Root, string) error { return errors.ErrUnsupported }

// moveNew is not to be had here.
func moveNew(*os.Root, string, *os.Root, string) error { return errors.ErrUnsupported }

// inUse reports whether another program is known to have a file open for writing.
func inUse(*os.Root, string) bool { return false }

// lockFlags are those that the lock is opened with.
const lockFlags = os.O_RDWR

// nonBlocking is of no use where pipes are no files.
const nonBlocking = 0
