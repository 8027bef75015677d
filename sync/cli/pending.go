package cli

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"strconv"
)

// pending is the new version of a file. It is written beside its place, in an open
// folder, and put there by renaming, which replaces a file as a whole or not at
// all on every system that Go's os.Root knows. The libraries for this either leave
// Windows out or follow links.
type pending struct {
	dir        *os.Root
	file       *os.File
	temp, name string // in dir; temp is "" once no such file any more
}

// newPending makes an empty file in a folder, which is closed with it. A mode of 0
// gives it the permissions of a new file. Its name ends in a digit and begins with
// a dot, so that git is told to ignore it if a kill leaves it behind.
func newPending(dir *os.Root, name string, mode fs.FileMode) (*pending, error) {
	const tries = 100
	p := &pending{dir: dir, name: name}
	for try := 1; ; try++ {
		p.temp = ".xsync-" + strconv.FormatUint(rand.Uint64(), 10)
		var err error
		if p.file, err = dir.OpenFile(p.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) || try == tries {
			return nil, err
		}
	}
	if mode != 0 {
		if err := p.file.Chmod(mode); err != nil {
			_ = p.file.Close()
			_ = dir.Remove(p.temp)
			return nil, err
		}
	}
	return p, nil
}

// place puts the file in its place.
func (p *pending) place() error {
	if err := p.file.Close(); err != nil {
		return err
	}
	if err := p.dir.Rename(p.temp, p.name); err != nil {
		return err
	}
	p.temp = ""
	return nil
}

// drop removes the file unless it was put in its place, and closes its folder.
func (p *pending) drop() {
	if p == nil {
		return
	}
	if p.temp != "" {
		_ = p.file.Close() // again, if it could not be renamed
		_ = p.dir.Remove(p.temp)
	}
	_ = p.dir.Close()
}
