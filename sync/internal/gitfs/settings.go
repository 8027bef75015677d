package gitfs

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// settings are the values of a key in all sections of a name of a file in the format of
// git's configuration, in their order; none where there is no such file. Git is not started:
// it may not be installed, or not trust the owner of the folder.
func settings(file, section, key string) (values []string) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	inside := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if head, is := strings.CutPrefix(line, "["); is {
			name := strings.FieldsFunc(head, func(r rune) bool { return strings.ContainsRune(" \t.]", r) })
			inside = len(name) > 0 && strings.EqualFold(name[0], section)
			line = strings.TrimSpace(head[strings.LastIndexByte(head, ']')+1:])
		}
		name, value, _ := strings.Cut(line, "=")
		if inside && strings.EqualFold(strings.TrimSpace(name), key) {
			values = append(values, unquote(strings.TrimSpace(value)))
		}
	}
	return values
}

// unquote is a value without the comment behind it and the quotes around it.
func unquote(value string) string {
	if quoted, err := strconv.QuotedPrefix(value); err == nil && quoted[0] == '"' {
		if out, err := strconv.Unquote(quoted); err == nil {
			return out
		}
	}
	if at := strings.IndexAny(value, "#;"); at >= 0 {
		value = value[:at]
	}
	return strings.TrimSpace(value)
}

// ownFolder is the folder of git that a work tree has for itself, and shared the one that it
// may have in common with others: a work tree that was added to a repository, and one of a
// submodule, have a file .git that names theirs.
func (r *Repository) ownFolder() (own, shared string) {
	own = filepath.Join(r.top, ".git")
	if data, err := os.ReadFile(own); err == nil {
		named, is := strings.CutPrefix(strings.TrimSpace(string(data)), "gitdir:")
		if !is {
			return "", ""
		}
		own = within(r.top, strings.TrimSpace(named))
	}
	if data, err := os.ReadFile(filepath.Join(own, "commondir")); err == nil {
		return own, within(own, strings.TrimSpace(string(data)))
	}
	return own, own
}

// within is a path that may be relative to a folder.
func within(folder, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(folder, name)
}

// isSparse reports whether the work tree is a sparse checkout: whether it has a file that
// says what of it is to be checked out, and the configuration says that it holds. Git leaves
// that file where a sparse checkout has ended, and says so in the repository; where it says
// nothing there, git is asked what else is configured.
func (r *Repository) isSparse(ctx context.Context) bool {
	own, shared := r.ownFolder()
	if _, err := os.Stat(filepath.Join(own, "info", "sparse-checkout")); own == "" || err != nil {
		return false
	}
	const key = "sparseCheckout"
	values := append(settings(filepath.Join(shared, "config"), "core", key), settings(filepath.Join(own, "config.worktree"), "core", key)...)
	if len(values) == 0 || values[len(values)-1] == "" { // a key alone is true
		told, err := r.git(ctx, "config", "--type=bool", "core."+key)
		return err == nil && strings.TrimSpace(string(told)) == "true"
	}
	switch strings.ToLower(values[len(values)-1]) {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}
