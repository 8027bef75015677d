package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/renameio/v2"

	"github.com/xsync-project/xsync/sync/corpus"
)

// plan maps paths, relative to the root of the project and with slashes, to the
// bytes that are to stand there.
type plan map[string][]byte

// lockPath is the file that is locked while records are written. It is never
// deleted: another process may hold it open.
const lockPath = ".xsync/lock"

// lockPatience is how long to wait for another process that writes.
const lockPatience = 15 * time.Second

// locked works out a plan and carries it out while no other xsync writes to the
// project, so that two at once do not lose each other's work.
func locked(ctx context.Context, root string, work func() (plan, error)) error {
	if err := within(root, lockPath); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(root, ".xsync"), 0o777); err != nil {
		return err
	}
	lock := flock.New(filepath.Join(root, filepath.FromSlash(lockPath)))
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	held, err := lock.TryLockContext(ctx, 20*time.Millisecond)
	if err != nil || !held {
		return fmt.Errorf("%s: another xsync is writing: %w", lockPath, errors.Join(err, fs.ErrPermission))
	}
	defer func() { _ = lock.Unlock() }()
	p, err := work()
	if err != nil {
		return err
	}
	return apply(root, p)
}

// apply carries a plan out, file by file in the order of their paths. Each file
// is replaced as a whole or not at all; a file that has the bytes already is not
// touched.
func apply(root string, p plan) error {
	names := make([]string, 0, len(p))
	for name := range p {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := write(root, name, p[name]); err != nil {
			return err
		}
	}
	return nil
}

func write(root, name string, data []byte) error {
	if err := within(root, name); err != nil {
		return err
	}
	full := filepath.Join(root, filepath.FromSlash(name))
	if old, err := os.ReadFile(full); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		return err
	}
	return renameio.WriteFile(full, data, 0o666, renameio.WithExistingPermissions(), renameio.WithTempDir(filepath.Dir(full)))
}

// within refuses a path that a link, or its own spelling, leads out of the
// project.
func within(root, name string) error {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return corpus.Problem{ID: corpus.LeavesProject, Path: name}
	}
	r, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	for dir := filepath.FromSlash(name); dir != "."; dir = filepath.Dir(dir) {
		switch _, err := r.Stat(dir); {
		case err == nil:
			return nil
		case errors.Is(err, fs.ErrNotExist):
		default:
			return corpus.Unreadable(name, err)
		}
	}
	return nil
}
