package gitfs

import (
	"bufio"
	"bytes"
	"context"
	"path"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/history"
)

// mover follows files out of the folders of a log: a folder that got another name has its
// history under the old one.
type mover struct {
	past             *Past
	folders, endings []string
	last             string // the commit at which the log ended
	asked            int
}

// The most commits of which it is asked whether they moved what they add, and the most
// folders that this can add to a log.
const (
	mostAsked  = 300
	mostMoved  = 8
	wholeTree  = "."
	folderMark = "/"
)

// follow gives the files that a commit adds the names that they had elsewhere. It reports
// whether these lie in other folders, which the log has from now on.
func (m *mover) follow(ctx context.Context, c *history.Commit) (wider bool, err error) {
	added := func(e history.Edit) bool { return e.To != "" && len(e.From) == 1 && e.From[0].Object == "" }
	if m.asked == mostAsked || slices.Contains(m.folders, wholeTree) || !slices.ContainsFunc(c.Edits, added) {
		return false, nil
	}
	m.asked++
	moved, err := m.past.moves(ctx, c.ID, m.endings)
	if err != nil {
		return false, err
	}
	for k := range c.Edits {
		e := &c.Edits[k]
		from, ok := moved[e.Path]
		if !ok || !added(*e) {
			continue
		}
		e.From = []history.Version{from}
		if folder := folderBefore(from.Path, e.Path); !m.covers(from.Path) && len(m.folders) < mostMoved {
			m.folders, m.last, wider = append(m.folders, folder), c.ID, true
		}
	}
	return wider, nil
}

// covers reports whether a path lies in the folders of the log.
func (m *mover) covers(file string) bool {
	return slices.ContainsFunc(m.folders, func(folder string) bool {
		return folder == wholeTree || file == folder || strings.HasPrefix(file, folder+folderMark)
	})
}

// folderBefore is the folder that a file was moved out of with all that it holds: that of its
// path before, without what both folders end in.
func folderBefore(before, after string) string {
	a, b := strings.Split(path.Dir(before), folderMark), strings.Split(path.Dir(after), folderMark)
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 {
		return wholeTree
	}
	return strings.Join(a, folderMark)
}

// moves are the files with some endings that a commit moved, by their paths after it.
func (p *Past) moves(ctx context.Context, commit string, endings []string) (map[string]history.Version, error) {
	args := []string{
		"diff-tree", "-r", "--raw", "-z", "--no-abbrev", p.renames(), "-l2000", "--diff-filter=R", "--no-commit-id", "--relative", "--no-ext-diff",
		"--no-textconv", "--ignore-submodules", commit, "--",
	}
	c := p.repository.command(ctx, append(args, pathspecs([]string{wholeTree}, endings)...)...)
	c.Env = append(c.Env, globbing...)
	data, err := c.Output()
	if err != nil {
		return nil, failure(ctx, err, "")
	}
	out, held := map[string]history.Version{}, &history.Commit{}
	r := &logReader{in: bufio.NewReader(bytes.NewReader(data))}
	for {
		token, err := r.token()
		if err != nil || !strings.HasPrefix(token, ":") {
			break
		}
		if err := r.edit(held, token); err != nil {
			return nil, err
		}
	}
	for _, e := range held.Edits {
		out[e.Path] = e.From[0]
	}
	return out, nil
}
