package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

// reportMarker is the file that tells a folder that a report was written to, with a
// line for each of its files.
const reportMarker = ".xsync-report"

// reportHead begins the marker.
const reportHead = "# xsync report has written this folder, and replaces it. Its files:\n"

// Why a folder is not one that a report may be written to.
var (
	errForeign = errors.New("the folder holds a file that no report has written")
	errWithin  = errors.New("the folder holds the project, or belongs to git or to the records")
	errNoDir   = errors.New("this is not a folder")
)

// foreignError names the file that keeps a folder from being replaced.
type foreignError struct{ file string }

func (e *foreignError) Error() string { return errForeign.Error() + ": " + e.file }
func (e *foreignError) Unwrap() error { return errForeign }

// outFolder is a folder of a report on its way to its place. It is written beside it,
// and put there as a whole.
type outFolder struct {
	above      *os.Root // the folder that it goes to
	name, temp string   // in above
	root       *os.Root // the folder that is written
	files      []string
}

// openOutFolder begins a folder. What is in its place must be nothing, an empty
// folder, or what a report has written and nobody has added to.
func openOutFolder(full, project string) (*outFolder, error) {
	full = filepath.Clean(full)
	if isOrHolds(full, project) || hidden(project, full) {
		return nil, errWithin
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		return nil, err
	}
	above, err := os.OpenRoot(filepath.Dir(full))
	if err != nil {
		return nil, err
	}
	f := &outFolder{above: above, name: filepath.Base(full)}
	f.temp = "." + f.name + "-" + strconv.FormatUint(rand.Uint64(), 36)
	if err = f.replaceable(f.name); err == nil {
		if err = above.Mkdir(f.temp, 0o777); err == nil {
			f.root, err = above.OpenRoot(f.temp)
		}
	}
	if err != nil {
		f.abandon()
		return nil, err
	}
	return f, nil
}

// isOrHolds reports whether a folder is another one, or one above it.
func isOrHolds(above, folder string) bool {
	rel, err := filepath.Rel(above, folder)
	return err == nil && filepath.IsLocal(rel)
}

// hidden reports whether a folder belongs to git or to the records of the project.
func hidden(project, folder string) bool {
	rel, err := filepath.Rel(project, folder)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(rel), "/"), func(part string) bool {
		return strings.EqualFold(part, ".git") || strings.EqualFold(part, ".xsync")
	})
}

// replaceable reports whether nothing is lost when a folder goes.
func (f *outFolder) replaceable(name string) error {
	info, err := f.above.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return errNoDir
	}
	dir, err := f.above.OpenRoot(name)
	if err != nil {
		return err
	}
	defer func() { _ = dir.Close() }()
	known := map[string]bool{reportMarker: true}
	if data, err := dir.ReadFile(reportMarker); err == nil && bytes.HasPrefix(data, []byte(reportHead)) {
		for line := range strings.Lines(string(data[len(reportHead):])) {
			known[strings.TrimRight(line, "\r\n")] = true
		}
	} else {
		known = nil
	}
	return fs.WalkDir(dir.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir() && !known[name], d.IsDir() && known == nil && name != ".":
			return &foreignError{file: name}
		}
		return nil
	})
}

// write writes a file of the folder.
func (f *outFolder) write(name string, data []byte) error {
	if err := createIn(f.root, name, data); err != nil {
		return corpus.Unwritable(name, err)
	}
	f.files = append(f.files, name)
	return nil
}

// finish puts the folder in its place.
func (f *outFolder) finish() error {
	slices.Sort(f.files)
	if err := f.root.WriteFile(reportMarker, []byte(reportHead+strings.Join(f.files, "\n")+"\n"), 0o666); err != nil {
		return err
	}
	_ = f.root.Close() // a folder that is open cannot be renamed everywhere
	f.root = nil
	thaw := disk.Freeze()
	defer thaw()
	if _, err := f.above.Lstat(f.name); errors.Is(err, fs.ErrNotExist) {
		return f.above.Rename(f.temp, f.name)
	}
	err := disk.Swap(f.above, f.temp, f.above, f.name)
	if disk.IsUnsupported(err) {
		return f.exchange()
	}
	if err != nil {
		return err
	}
	if err := f.replaceable(f.temp); err != nil { // somebody has put a file there meanwhile
		_ = disk.Swap(f.above, f.temp, f.above, f.name)
		return err
	}
	return nil // what was there goes with abandon
}

// exchange is finish where two folders cannot be exchanged in one step.
func (f *outFolder) exchange() error {
	if err := f.replaceable(f.name); err != nil {
		return err
	}
	old := f.temp + "-old"
	if err := f.above.Rename(f.name, old); err != nil {
		return err
	}
	if err := f.above.Rename(f.temp, f.name); err != nil {
		_ = f.above.Rename(old, f.name)
		return err
	}
	return f.above.RemoveAll(old)
}

// abandon removes what is not in its place.
func (f *outFolder) abandon() {
	if f.root != nil {
		_ = f.root.Close()
	}
	_ = f.above.RemoveAll(f.temp)
	_ = f.above.Close()
}

// folderProblem says why a report cannot be written to a folder.
func (a *app) folderProblem(folder string, err error) error {
	var foreign *foreignError
	hint := a.messages.Text("usage.begin", "Command", a.commandHere("report", "--out", reportFolder))
	switch {
	case errors.As(err, &foreign):
		return &usageError{message: a.messages.Text("report.foreign", "Folder", folder, "File", foreign.file), hint: hint}
	case errors.Is(err, errWithin):
		return &usageError{message: a.messages.Text("report.within", "Folder", folder), hint: hint}
	case errors.Is(err, errNoDir):
		return &usageError{message: a.messages.Text("report.no_folder", "Folder", folder), hint: hint}
	}
	return corpus.Unwritable(folder, err)
}
