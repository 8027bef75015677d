// Package gitfs reads revisions of a git repository: the tree of a revision as
// an fs.FS, and what differs from it in the work tree. It starts git, and is the
// only package that starts a process; it never writes to the repository, not
// even its index.
package gitfs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Reason says why a revision cannot be read.
type Reason uint8

// The reasons.
const (
	Failed          Reason = iota // git said so itself, in Detail
	NoGit                         // there is no git
	NoRepository                  // the folder lies in no repository
	UnknownRevision               // the repository has no such commit
	Shallow                       // it may have it, but its history is cut off
)

// Error is a revision that cannot be read.
type Error struct {
	Reason   Reason
	Revision string // as it was asked for
	Detail   string // what git said, on one line
}

func (e *Error) Error() string {
	switch e.Reason {
	case NoGit:
		return "git is not installed"
	case NoRepository:
		return "the folder lies in no git repository"
	case UnknownRevision:
		return fmt.Sprintf("git knows no revision %q", e.Revision)
	case Shallow:
		return fmt.Sprintf("the clone is shallow: the history up to %q is not in it; fetch it, as with git fetch --unshallow", e.Revision)
	}
	return "git failed: " + e.Detail
}

// Repository is a folder in a work tree of git. All paths are relative to the
// folder, with slashes, whether it is the root of the work tree or not.
type Repository struct {
	dir     string
	prefix  string
	shallow bool
}

// Open finds the repository that a folder lies in.
func Open(ctx context.Context, dir string) (*Repository, error) {
	r := &Repository{dir: dir}
	out, err := r.git(ctx, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Reason == Failed && strings.Contains(e.Detail, "not a git repository") {
			e.Reason = NoRepository
		}
		return nil, err
	}
	inside, rest, _ := strings.Cut(string(out), "\n")
	if inside != "true" {
		return nil, &Error{Reason: NoRepository}
	}
	shallow, prefix, _ := strings.Cut(rest, "\n")
	r.shallow, r.prefix = shallow == "true", strings.TrimSuffix(prefix, "\n")
	return r, nil
}

// Prefix is what stands before a path that is relative to the folder when it is
// written from the root of the work tree: "" or a path that ends with a slash.
func (r *Repository) Prefix() string { return r.prefix }

// Base is the commit to compare the work tree with for a revision: where the
// history of HEAD left that of the revision, or the revision itself where the
// two have nothing in common. In a shallow clone, where that cannot be told,
// nothing in common is an error.
func (r *Repository) Base(ctx context.Context, revision string) (commit string, err error) {
	named, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return "", r.unknown(err, revision)
	}
	commit = strings.TrimSpace(string(named))
	common, err := r.git(ctx, "merge-base", commit, "HEAD")
	switch base := strings.TrimSpace(string(common)); {
	case err == nil && base != "":
		return base, nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	case r.shallow:
		return "", &Error{Reason: Shallow, Revision: revision}
	}
	return commit, nil
}

// unknown is the error for a revision that git cannot resolve.
func (r *Repository) unknown(err error, revision string) error {
	var e *Error
	if !errors.As(err, &e) || e.Reason != Failed {
		return err
	}
	e.Reason, e.Revision = UnknownRevision, revision
	if r.shallow {
		e.Reason = Shallow
	}
	return e
}

// Changed lists the files whose content in the work tree is not that of a
// commit, sorted: changed, deleted and new ones, among them those that git does
// not track yet and is not told to ignore.
func (r *Repository) Changed(ctx context.Context, commit string) ([]string, error) {
	var diff, others []byte
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		diff, err = r.git(ctx, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--ignore-submodules", commit, "--")
		return err
	})
	group.Go(func() (err error) {
		others, err = r.git(ctx, "ls-files", "-z", "--others", "--exclude-standard")
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	names := append(split(diff), split(others)...)
	slices.Sort(names)
	return slices.Compact(names), nil
}

// split cuts what git ends with NUL.
func split(out []byte) []string {
	if len(out) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// command is a git that runs in the folder, speaks English, quotes no path and
// takes no lock, and takes paths as they are written. What a hook of git sets is forgotten: the folder says which
// repository is meant.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", append([]string{"-c", "core.quotePath=false"}, args...)...)
	c.Dir = r.dir
	c.Env = slices.DeleteFunc(c.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}, name)
	})
	c.Env = append(c.Env, "GIT_OPTIONAL_LOCKS=0", "GIT_LITERAL_PATHSPECS=1", "LC_ALL=C")
	return c
}

// git runs git and returns what it prints.
func (r *Repository) git(ctx context.Context, args ...string) ([]byte, error) {
	c := r.command(ctx, args...)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err == nil {
		return out, nil
	}
	return nil, failure(ctx, err, said.String())
}

// failure turns what went wrong with git into an error.
func failure(ctx context.Context, err error, said string) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return &Error{Reason: NoGit}
	}
	detail := strings.Join(strings.Fields(said), " ")
	if detail == "" {
		detail = err.Error()
	}
	return &Error{Reason: Failed, Detail: detail}
}
