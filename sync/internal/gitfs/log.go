package gitfs

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/history"
)

// Past is the history of HEAD: a [history.Past] that reads the log with one git
// and all contents with another.
type Past struct {
	repository *Repository
	batch      *batch
	partial    bool // contents may be missing that only the remote repository has
}

// Past opens the history of HEAD. Close ends the git that reads contents. A
// repository without a commit has no history.
func (r *Repository) Past(ctx context.Context) (*Past, error) {
	if _, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err != nil {
		return nil, r.unknown(err, "HEAD")
	}
	partial := r.Partial(ctx)
	return &Past{repository: r, batch: &batch{repository: r, ctx: ctx, alone: partial}, partial: partial}, ctx.Err()
}

// Partial reports whether the clone is partial: contents may be missing that only the
// repository has that it was cloned from. Nothing is fetched.
func (r *Repository) Partial(ctx context.Context) bool {
	_, err := r.git(ctx, "config", "--get-regexp", `^(extensions\.partialclone|remote\..*\.promisor)$`)
	return err == nil
}

// Partial reports whether the clone is partial, so that old texts may be missing.
func (p *Past) Partial() bool { return p.partial }

// Shallow reports whether the clone is shallow, so that its history is cut off.
func (p *Past) Shallow() bool { return p.repository.shallow }

// Close ends the git that reads contents, if one was started.
func (p *Past) Close() error { return p.batch.close() }

// Read is a content by its id; nothing of one that is too large for a text, or that a
// partial clone does not have.
func (p *Past) Read(object string) ([]byte, error) {
	data, err := p.batch.read(object)
	if tooLarge(err) || p.partial && errors.Is(err, errNoObject) {
		return nil, nil
	}
	return data, err
}

// tooLarge reports whether a content was not read for its size.
func tooLarge(err error) bool {
	var problem corpus.Problem
	return errors.As(err, &problem) && problem.ID == corpus.TooLarge
}

// At is the content of a file as of a commit; false if there is none. A path
// that git cannot be asked for is there nowhere.
func (p *Past) At(commit, path string) ([]byte, bool, error) {
	if strings.ContainsAny(commit+path, "\n\x00") || strings.HasPrefix(commit, "-") {
		return nil, false, nil
	}
	data, err := p.batch.read(commit + ":./" + path)
	if errors.Is(err, errNoObject) || tooLarge(err) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// mark begins the line of a commit in the log.
const mark = "\x01"

// Log hands the commits that touch a file with one of some endings, as they are spelt, in
// some folders to visit, the newest first, until visit has enough. Renames are followed, also
// out of these folders; of a merge only what it has from none of its parents is an edit. Of
// files with other endings no content is read, so that it does not matter whether the clone
// has it.
func (p *Past) Log(ctx context.Context, folders, endings []string, visit func(*history.Commit) (bool, error)) error {
	m := &mover{past: p, folders: slices.Clone(folders), endings: endings}
	for {
		more, err := p.logIn(ctx, m, visit)
		if err != nil || !more {
			return err
		}
	}
}

// logIn hands the commits that touch a file in the folders of a mover to visit, behind the
// one at which the last log ended. It reports whether the folders became more, so that the
// log must be read anew.
func (p *Past) logIn(ctx context.Context, m *mover, visit func(*history.Commit) (bool, error)) (wider bool, err error) {
	args := []string{
		"log", "--format=" + mark + "%H %P", "--raw", "-z", "--no-abbrev", p.renames(), "-l2000", "-c", "--combined-all-paths",
		"--root", "--relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--no-notes", "--no-color", "HEAD", "--",
	}
	args = append(args, pathspecs(m.folders, m.endings)...)
	reached := m.last == ""
	err = p.repository.readLog(ctx, args, globbing, func(r *logReader) (bool, error) {
		err := r.read(func(commit *history.Commit, parents int) (bool, error) {
			if !reached {
				reached = commit.ID == m.last
				return true, nil
			}
			if p.repository.shallow && parents == 0 {
				var err error
				if commit.Cut, err = p.cut(commit.ID); err != nil {
					return false, err
				}
			}
			if parents == 1 {
				if wider, err = m.follow(ctx, commit); err != nil {
					return false, err
				}
			}
			more, err := visit(commit)
			return more && !wider, err
		})
		return r.enough, err
	})
	return wider, err
}

// globbing is the environment in which git reads a star in a path as a pattern.
var globbing = []string{"GIT_LITERAL_PATHSPECS=0", "GIT_NOGLOB_PATHSPECS=0", "GIT_GLOB_PATHSPECS=0", "GIT_ICASE_PATHSPECS=0"}

// readLog runs git with some arguments and more of an environment, and reads the log that
// it writes until there is enough, when git is ended.
func (r *Repository) readLog(ctx context.Context, args, env []string, read func(*logReader) (enough bool, err error)) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	c := r.command(running, args...)
	c.Env = append(c.Env, env...)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return failure(ctx, err, "")
	}
	enough, readErr := read(&logReader{in: bufio.NewReaderSize(out, 1<<16)})
	stopped := enough || readErr != nil
	if stopped {
		stop()
	}
	waitErr := c.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case readErr != nil:
		return readErr
	case waitErr != nil && !stopped:
		return failure(ctx, waitErr, said.String())
	}
	return nil
}

// renames is how git finds files again that have another name. In a partial clone it
// does without the contents of files, which may not be there.
func (p *Past) renames() string {
	if p.partial {
		return "-M100%"
	}
	return "-M"
}

// pathspecs are the files with some endings in some folders, as git takes them. A star
// stands for slashes too, so that git compares beginnings and ends alone: a pattern that it
// has to match costs ten times as much for every file of every folder that a commit
// changes.
func pathspecs(folders, endings []string) []string {
	var out []string
	for _, folder := range folders {
		if len(endings) == 0 {
			out = append(out, ":(literal)"+folder)
			continue
		}
		below := ""
		if folder != "." {
			below = "./" + globbed(folder) + "/"
		}
		for _, ending := range endings {
			out = append(out, below+"*"+globbed(ending))
		}
	}
	return out
}

// globbed is a path in a pattern of git.
func globbed(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// cut reports whether a commit that git takes for the first one has parents that
// the clone does not.
func (p *Past) cut(commit string) (bool, error) {
	data, err := p.batch.read(commit)
	head, _, _ := bytes.Cut(data, []byte("\n\n"))
	return bytes.Contains(head, []byte("\nparent ")), err
}

// logReader reads what git log writes: the line of a commit, then its edits, all
// ended by NUL.
type logReader struct {
	in     *bufio.Reader
	enough bool
}

// read hands over the commits with the numbers of their parents.
func (r *logReader) read(visit func(*history.Commit, int) (bool, error)) error {
	var commit *history.Commit
	parents := 0
	hand := func() error {
		if commit == nil || r.enough {
			return nil
		}
		more, err := visit(commit, parents)
		r.enough = !more
		return err
	}
	for !r.enough {
		token, err := r.token()
		if errors.Is(err, io.EOF) {
			return hand()
		}
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(token, mark):
			if err := hand(); err != nil {
				return err
			}
			fields := strings.Fields(token[len(mark):])
			if len(fields) == 0 {
				return fmt.Errorf("git log wrote %q", token)
			}
			commit, parents = &history.Commit{ID: fields[0]}, len(fields)-1
		case strings.HasPrefix(token, ":") && commit != nil:
			if err := r.edit(commit, token); err != nil {
				return err
			}
		case token != "":
			return fmt.Errorf("git log wrote %q", token)
		}
	}
	return nil
}

// token reads up to the next NUL. What git begins a list of edits with is left
// away.
func (r *logReader) token() (string, error) {
	s, err := r.in.ReadString(0)
	if err != nil {
		if s != "" && errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return "", err
	}
	return strings.TrimLeft(s[:len(s)-1], "\n"), nil
}

// path reads a path, in which line ends stand for themselves.
func (r *logReader) path() (string, error) {
	s, err := r.in.ReadString(0)
	return strings.TrimSuffix(s, "\x00"), err
}

// edit reads one edit: a colon a parent, the modes before and after, the ids
// before and after, the status; then the paths.
func (r *logReader) edit(commit *history.Commit, head string) error {
	text := strings.TrimLeft(head, ":")
	parents := len(head) - len(text)
	fields := strings.Fields(text)
	if len(fields) != 2*parents+3 {
		return fmt.Errorf("git log wrote %q", head)
	}
	objects, status := fields[parents+1:2*parents+2], fields[2*parents+2]
	n := 1
	switch {
	case parents > 1:
		n = parents + 1
	case status[0] == 'R' || status[0] == 'C':
		n = 2
	}
	paths := make([]string, n)
	for k := range paths {
		var err error
		if paths[k], err = r.path(); err != nil {
			return err
		}
	}
	e := history.Edit{Path: paths[n-1], To: content(objects[parents])}
	for k := range parents {
		before := history.Version{Path: paths[min(k, n-1)], Object: content(objects[k])}
		e.From = append(e.From, before)
	}
	commit.Edits = append(commit.Edits, e)
	return nil
}

// content is the id of a content, "" for that of what is not there.
func content(object string) string {
	if strings.Trim(object, "0") == "" {
		return ""
	}
	return object
}
