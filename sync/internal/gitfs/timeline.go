package gitfs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Moment is a commit, and when it was made.
type Moment struct {
	Commit  string
	Seconds int64 // since 1970; 0 if the commit names no time between that and the year 9999
}

// latest is the last second of the year 9999, behind which a date cannot be written in
// the usual way.
const latest = 253402300799

// Head is the commit that is checked out.
func (r *Repository) Head(ctx context.Context) (Moment, error) { return r.Moment(ctx, "HEAD") }

// Moment is a commit, by its id or the name of a revision.
func (r *Repository) Moment(ctx context.Context, revision string) (Moment, error) {
	out, err := r.git(ctx, "log", "-1", "--format=%H %ct", "--end-of-options", revision, "--")
	if err != nil {
		return Moment{}, r.unknown(err, revision)
	}
	return momentOf(strings.TrimSpace(string(out)))
}

func momentOf(text string) (m Moment, err error) {
	commit, seconds, _ := strings.Cut(text, " ")
	if commit == "" {
		return m, fmt.Errorf("git log wrote %q", text)
	}
	m.Commit = commit
	if at, bad := strconv.ParseInt(seconds, 10, 64); bad == nil && at > 0 && at <= latest {
		m.Seconds = at // what a damaged commit has there is anything
	}
	return m, nil
}

// Timeline is how some files stood after each commit on the line of first parents
// of HEAD. It goes back step by step, from HEAD on: one git has listed the files of
// HEAD, another writes what each commit changed, and a third reads the contents that
// are asked for. Renames are a file that goes and one that comes.
type Timeline struct {
	files   map[string]entry // as of the commit that is undone next
	moments []Moment
	changes [][]change // of the moments
	at      int        // the moment that the files stand at
	batch   *batch
}

// entry is a file in a listing.
type entry struct{ object, mode string }

// change is a file that a commit changed, as it was before; no object if it was not
// there.
type change struct {
	path string
	was  entry
}

// Timeline reads which files changed when, at most so many commits back, and no
// further than to where none of the files is left that needs reports as needed.
// Close ends the git that reads contents.
func (r *Repository) Timeline(ctx context.Context, paths []string, most int, needs func(path string) bool) (*Timeline, error) {
	listed, err := r.git(ctx, append([]string{"ls-tree", "-r", "-z", "HEAD", "--"}, paths...)...)
	if err != nil {
		return nil, r.unknown(err, "HEAD")
	}
	t := &Timeline{files: map[string]entry{}, batch: &batch{repository: r, ctx: ctx}}
	for _, line := range split(listed) {
		head, name, _ := strings.Cut(line, "\t")
		if fields := strings.Fields(head); len(fields) == 3 && fields[1] == "blob" {
			t.files[name] = entry{object: fields[2], mode: fields[0]}
		}
	}
	return t, t.read(ctx, r, paths, most, needs)
}

// Moments are the commits, the newest first.
func (t *Timeline) Moments() []Moment { return t.moments }

// Close ends the git that reads contents, if one was started.
func (t *Timeline) Close() error { return t.batch.close() }

// Tree is how the files stood after a moment, by its place among the [Timeline.Moments],
// and the paths that differ from the tree before. Places must not come down: time is
// undone, and not done again. A tree is to be read before the timeline is closed.
func (t *Timeline) Tree(at int) (tree *Tree, changed map[string]bool) {
	changed = map[string]bool{}
	for ; t.at < at; t.at++ {
		for _, c := range t.changes[t.at] {
			changed[c.path] = true
			if t.files[c.path] = c.was; c.was.object == "" {
				delete(t.files, c.path)
			}
		}
	}
	tree = newTree(len(t.files))
	for name, e := range t.files {
		tree.add(e.mode, e.object, name, t.batch)
	}
	tree.sort()
	return tree, changed
}

// read reads the log, and ends git when there is enough of it.
func (t *Timeline) read(ctx context.Context, r *Repository, paths []string, most int, needs func(string) bool) error {
	args := append([]string{
		"log", "--first-parent", "-m", "--root", "--format=" + mark + "%H %ct", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative",
		"--no-ext-diff", "--no-textconv", "--ignore-submodules", "--no-notes", "--no-color", "HEAD", "--",
	}, paths...)
	return r.readLog(ctx, args, nil, func(in *logReader) (bool, error) { return t.collect(in, most, needs) })
}

// collect takes the commits of a log. It reports whether there was enough before the
// log ended.
func (t *Timeline) collect(in *logReader, most int, needs func(string) bool) (enough bool, err error) {
	left := 0
	for name := range t.files {
		if needs(name) {
			left++
		}
	}
	for {
		token, err := in.token()
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		case strings.HasPrefix(token, mark):
			if left == 0 || len(t.moments) == most {
				return true, nil
			}
			m, err := momentOf(token[len(mark):])
			if err != nil {
				return false, err
			}
			t.moments, t.changes = append(t.moments, m), append(t.changes, nil)
		case strings.HasPrefix(token, ":") && len(t.moments) > 0:
			c, came, err := in.change(token)
			if err != nil {
				return false, err
			}
			last := len(t.changes) - 1
			t.changes[last] = append(t.changes[last], c)
			if came && needs(c.path) {
				left--
			} else if c.was.object != "" && needs(c.path) {
				left += gone(token)
			}
		case token != "":
			return false, fmt.Errorf("git log wrote %q", token)
		}
	}
}

// gone is 1 for a change that removed its file, else 0.
func gone(head string) int {
	if strings.HasSuffix(head, " D") {
		return 1
	}
	return 0
}

// change reads a change of one file against one parent: the modes and ids before and
// after, and the status, then the path. came says that the file was not there before.
func (r *logReader) change(head string) (c change, came bool, err error) {
	fields := strings.Fields(strings.TrimPrefix(head, ":"))
	if len(fields) != 5 {
		return c, false, fmt.Errorf("git log wrote %q", head)
	}
	if c.path, err = r.path(); err != nil {
		return c, false, err
	}
	c.was = entry{object: content(fields[2]), mode: fields[0]}
	return c, c.was.object == "", nil
}
