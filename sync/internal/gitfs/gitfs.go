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
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Reason says why a revision cannot be read.
type Reason uint8

// The reasons.
const (
	Failed            Reason = iota // git said so itself, in Detail
	NoGit                           // there is no git
	NoRepository                    // the folder lies in no repository
	UnknownRevision                 // the repository has no such commit
	Shallow                         // it may have it, but its history is cut off
	NoSubmoduleCommit               // a submodule, Revision, does not have the commit that it was at
)

// Error is a revision that cannot be read.
type Error struct {
	Reason   Reason
	Revision string // as it was asked for
	Detail   string // what git said, on one line
	Shallow  bool   // of [NoSubmoduleCommit]: the submodule may have the commit, but its history is cut off
}

func (e *Error) Error() string {
	switch e.Reason {
	case NoGit:
		return "git is not installed"
	case NoRepository:
		return "the folder lies in no git repository"
	case UnknownRevision:
		return fmt.Sprintf("git knows no revision %q", e.Revision)
	case NoSubmoduleCommit:
		return fmt.Sprintf("the submodule %s does not have the commit that it was at; fetch it, as with git -C %[1]s fetch", e.Revision)
	case Shallow:
		return fmt.Sprintf("the clone is shallow: the history up to %q is not in it; fetch it, as with git fetch --unshallow", e.Revision)
	}
	return "git failed: " + e.Detail
}

// Repository is a folder in a work tree of git. All paths are relative to the
// folder, with slashes, whether it is the root of the work tree or not.
type Repository struct {
	// Submodules says of the folder of a submodule whether it is read; nil reads all of them.
	Submodules func(folder string) bool

	dir     string
	top     string // the root of the work tree
	gitDir  string // "" until git has said that it may be used
	prefix  string
	shallow bool
}

// Open finds the repository that a folder lies in: the nearest folder above it
// that holds .git, which no commit can bring along. Files that look like a bare
// repository, and that a branch may well contain, are files. Git is asked in that
// folder whether its owner may be trusted; from then on all of its places are
// named to it.
func Open(ctx context.Context, dir string) (*Repository, error) {
	r, err := Find(dir)
	if err != nil {
		return nil, err
	}
	out, err := r.git(ctx, "rev-parse", "--is-shallow-repository", "--absolute-git-dir")
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Reason == Failed && strings.Contains(e.Detail, "not a git repository") {
			e.Reason = NoRepository
		}
		return nil, err
	}
	shallow, gitDir, _ := strings.Cut(string(out), "\n")
	r.shallow, r.gitDir = shallow == "true", strings.TrimSuffix(gitDir, "\n")
	return r, nil
}

// Find is the same, but does not ask git, which may not be there or refuse: it knows where
// the repository is, and no more.
func Find(dir string) (*Repository, error) {
	dir, err := filepath.Abs(dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, &Error{Reason: NoRepository}
	}
	for top := dir; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			r := &Repository{dir: dir, top: top}
			if below, err := filepath.Rel(top, dir); err == nil && below != "." {
				r.prefix = filepath.ToSlash(below) + "/"
			}
			return r, nil
		}
		if top == filepath.Dir(top) {
			return nil, &Error{Reason: NoRepository}
		}
	}
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
// not track yet and is not told to ignore. Those of submodules that are checked out are among
// them.
func (r *Repository) Changed(ctx context.Context, commit string) ([]string, error) {
	names, err := r.changedHere(ctx, commit)
	if err != nil {
		return nil, err
	}
	below, err := r.changedSubmodules(ctx, commit)
	if err != nil {
		return nil, err
	}
	names = append(names, below...)
	slices.Sort(names)
	return slices.Compact(names), nil
}

// changedHere lists those of the repository itself.
func (r *Repository) changedHere(ctx context.Context, commit string) ([]string, error) {
	var diff, others []byte
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		args, err := r.withoutFilters(ctx)
		if err != nil {
			return err
		}
		diff, err = r.git(ctx, append(args, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", commit, "--")...)
		return err
	})
	group.Go(func() (err error) {
		others, err = r.git(ctx, "ls-files", "-z", "--others", "--exclude-standard")
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return append(split(diff), split(others)...), nil
}

// split cuts what git ends with NUL.
func split(out []byte) []string {
	if len(out) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// withoutFilters are the options that switch off all filters that are configured.
// To compare a file of the work tree with a commit, git would otherwise run the
// filter that an attribute names, and attributes come with a branch.
func (r *Repository) withoutFilters(ctx context.Context) ([]string, error) {
	out, err := r.git(ctx, "config", "--null", "--name-only", "--get-regexp", `^filter\.`)
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Reason == Failed && ctx.Err() == nil {
			return nil, nil // none is configured
		}
		return nil, err
	}
	var args []string
	for _, key := range split(out) {
		name := key[:strings.LastIndexByte(key, '.')]
		if strings.Contains(name, "=") {
			return nil, &Error{Reason: Failed, Detail: "the configuration has a filter with an equals sign in its name: " + key}
		}
		args = append(args, "-c", name+".clean=", "-c", name+".process=", "-c", name+".required=false")
	}
	return args, nil
}

// harmless switches off what a configuration can make git start or fetch, and
// keeps git from taking a folder for a bare repository.
var harmless = []string{
	"core.quotePath=false", "core.fsmonitor=false", "core.hooksPath=" + os.DevNull, "core.pager=cat", "diff.external=",
	"log.showSignature=false", "protocol.allow=never", "safe.bareRepository=explicit", "core.bigFileThreshold=1m",
}

// forgotten are the variables that say which repository is meant, as hooks of git
// have them, and of which commits others stand in the place.
var forgotten = strings.Fields(`GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE GIT_PREFIX GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
	GIT_GRAFT_FILE GIT_SHALLOW_FILE GIT_REPLACE_REF_BASE GIT_NAMESPACE GIT_IMPLICIT_WORK_TREE GIT_EXTERNAL_DIFF GIT_CEILING_DIRECTORIES
	GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS`)

// command is a git that runs in the folder, speaks English, quotes no path, takes
// no lock, and takes paths as they are written. It starts no other program and
// fetches nothing, whatever the configuration and the attributes say. What a hook
// of git sets is forgotten: the folder says which repository is meant.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	first := []string{"--no-pager"}
	for _, setting := range harmless {
		first = append(first, "-c", setting)
	}
	c := exec.CommandContext(ctx, "git")
	c.Dir = r.top // where .git is found at once
	if r.gitDir != "" {
		first = append(first, "--git-dir="+r.gitDir, "--work-tree="+r.top)
		c.Dir = r.dir
	}
	c.Args = append(append(c.Args, first...), args...)
	c.Env = slices.DeleteFunc(c.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(forgotten, strings.ToUpper(name))
	})
	c.Env = append(c.Env, "GIT_OPTIONAL_LOCKS=0", "GIT_LITERAL_PATHSPECS=1", "GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1",
		"GIT_TERMINAL_PROMPT=0", "GIT_CEILING_DIRECTORIES="+filepath.Dir(r.top), "LC_ALL=C")
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

// Shallow reports whether the clone is shallow, so that its history is cut off.
func (r *Repository) Shallow() bool { return r.shallow }

// Top is the root of the work tree.
func (r *Repository) Top() string { return r.top }

// DefaultBranch is the branch that others are merged into: that of the remote
// repository, else the one that is checked out, else main.
func (r *Repository) DefaultBranch(ctx context.Context) string {
	for _, ref := range []string{"refs/remotes/origin/HEAD", "HEAD"} {
		out, err := r.git(ctx, "symbolic-ref", "--quiet", "--short", ref)
		if name := strings.TrimPrefix(strings.TrimSpace(string(out)), "origin/"); err == nil && name != "" {
			return name
		}
	}
	return "main"
}
