package disk

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// UndoFolder holds the work that can be taken back, a file for each piece of it. Its
// name begins with a dot and ends in a digit, so that git ignores it.
const UndoFolder = ".xsync/.undo0"

// Bounds of what is kept: pieces of work, the bytes that their files take on disk, and
// the bytes of the texts of one.
var (
	mostDeeds   = 100
	mostOnDisk  = int64(64 << 20)
	mostInADeed = 256 << 20
)

// Label names a piece of work in any language: the id of a message, and what stands
// in it.
type Label struct {
	ID   string            `json:"id"`
	Data map[string]string `json:"data,omitempty"`
}

// CommandLabel is the id of a label that is not a message but a command line.
const CommandLabel = "command"

// The ids of labels.
var deedLabels = []string{
	CommandLabel, "page.recorded", "page.saved", "page.removed_row", "page.asked", "page.ended", "page.took", "page.gave",
}

// FileChange is what became of a file. Was and Now are its bytes; nil stands for no
// file. Of a file of xsync's own, which nobody reads, Now is not kept, only its digest.
type FileChange struct {
	Name    string `json:"name"`
	Was     []byte `json:"was"`
	Now     []byte `json:"now,omitempty"`
	NowIs   string `json:"now_is"`         // the digest, "" for no file
	HalfIs  string `json:"half,omitempty"` // of a store, the digest of what it is while records change
	Existed bool   `json:"existed"`        // an empty file is one, too
}

// isResult reports whether bytes are those that the work left, or left half done.
func (c *FileChange) isResult(now []byte) bool {
	is := digestOf(now)
	return is == c.NowIs || c.HalfIs != "" && is == c.HalfIs
}

// mergedWith is what a store is to be that has other texts by now: nothing that a record
// may refer to is taken out of it.
func (c *FileChange) mergedWith(now []byte) FileChange {
	out := *c
	out.Was, out.Existed = baseline.Union(now, c.Was), true
	return out
}

// isBack reports whether bytes are those from before the work.
func (c *FileChange) isBack(now []byte) bool {
	return (now != nil) == c.Existed && bytes.Equal(now, c.Was)
}

// bytesBefore is what the file was, nil for no file.
func (c *FileChange) bytesBefore() []byte {
	if c.Existed && c.Was == nil {
		return []byte{}
	}
	return c.Was
}

// digestOf is the digest of a file, "" if there is none.
func digestOf(data []byte) string {
	if data == nil {
		return ""
	}
	return block.FileDigest(data).String()
}

// changesOf are what a plan changes in a tree of files.
func changesOf(fsys fs.FS, p Plan) ([]FileChange, error) {
	var out []FileChange
	there := xsync.Project{FS: fsys}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		was, err := there.Optional(name)
		if err != nil {
			return nil, err
		}
		c := FileChange{Name: name, Was: was, NowIs: digestOf(p[name]), Existed: was != nil}
		if writingOrder(name) == textRank && was != nil {
			c.Now = p[name]
		}
		if strings.HasPrefix(name, baseline.Stores) && p[name] != nil && was != nil {
			c.HalfIs = digestOf(baseline.Union(was, p[name]))
		}
		if digestOf(was) != c.NowIs {
			out = append(out, c)
		}
	}
	return out, nil
}

// DeedHead is what a list tells of a piece of work. It is the first line of its file.
type DeedHead struct {
	Label Label     `json:"label"`
	When  time.Time `json:"when"`
	Files int       `json:"files"`
	// TooLarge says that nothing is kept of the files.
	TooLarge bool `json:"too_large,omitempty"`

	name string // of its file
}

// Deed is a piece of work that can be taken back.
type Deed struct {
	DeedHead
	changes []FileChange
}

// encodeDeed writes a deed: its head as a line of JSON, then the files, compressed.
func (d *Deed) encodeDeed() ([]byte, error) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(d.DeedHead); err != nil {
		return nil, err
	}
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(json.NewEncoder(z).Encode(d.changes), z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// longestHead bounds the first line of a deed.
const longestHead = 64 << 10

// decodeHead reads the head of a deed, and leaves the rest to be read from rest.
func decodeHead(name string, r io.Reader) (head DeedHead, rest io.Reader, err error) {
	b := bufio.NewReaderSize(r, longestHead)
	line, err := b.ReadSlice('\n')
	if err == nil {
		err = json.Unmarshal(line, &head)
	}
	if err == nil && !slices.Contains(deedLabels, head.Label.ID) {
		err = errors.ErrUnsupported
	}
	head.name = name
	return head, b, err
}

// readDeed reads a deed of a project. What stands in it comes from a folder that a
// stranger may have filled: only files that xsync writes are taken from it.
func readDeed(p *xsync.Project, name string) (*Deed, error) {
	broken := corpus.Problem{ID: corpus.BrokenUndo, Path: path.Join(UndoFolder, name)}
	f, err := p.FS.Open(path.Join(UndoFolder, name))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	d := &Deed{}
	var rest io.Reader
	if d.DeedHead, rest, err = decodeHead(name, f); err != nil {
		return nil, broken
	}
	z, err := gzip.NewReader(rest)
	if err != nil {
		return nil, broken
	}
	if err := json.NewDecoder(io.LimitReader(z, 2*int64(mostInADeed))).Decode(&d.changes); err != nil {
		return nil, broken
	}
	writable := writableFiles(p)
	if slices.ContainsFunc(d.changes, func(c FileChange) bool { return !writable(c.Name) }) {
		return nil, broken
	}
	return d, nil
}

// writableFiles says which files the work of a user can have changed: translations,
// and what is kept about them.
func writableFiles(p *xsync.Project) func(name string) bool {
	known := map[string]bool{}
	found, _ := p.Config.Find(p.FS)
	for k := range found {
		for _, t := range found[k].Targets {
			known[t.Path] = true
		}
	}
	return func(name string) bool { return known[name] || keptForGit(name) }
}

// longestDeedName is how many digits a deed may have in its name, so that the next one can
// be counted; what a stranger has named otherwise is none.
const longestDeedName = 15

// DeedNames are the files of the deeds of a project, the latest first.
func DeedNames(fsys fs.FS) []string { return deedNames(fsys, UndoFolder) }

// deedNames are those in a folder.
func deedNames(fsys fs.FS, folder string) []string {
	entries, _ := fs.ReadDir(fsys, folder) // without the folder there are none
	var out []string
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil && n > 0 && len(e.Name()) <= longestDeedName && e.Type().IsRegular() {
			out = append(out, e.Name())
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(b, a)) })
	return out
}

// LatestDeed is the head of the latest deed of a project.
func LatestDeed(fsys fs.FS) (DeedHead, bool) {
	for _, name := range DeedNames(fsys) {
		if head, ok := HeadOf(fsys, name); ok {
			return head, true
		}
	}
	return DeedHead{}, false
}

// HeadOf is the head of the deed in a file of a project, false if it cannot be read.
func HeadOf(fsys fs.FS, name string) (DeedHead, bool) {
	f, err := fsys.Open(path.Join(UndoFolder, name))
	if err != nil {
		return DeedHead{}, false
	}
	defer func() { _ = f.Close() }()
	head, _, err := decodeHead(name, f)
	return head, err == nil
}

// rememberDeed keeps what a plan is about to change, so that it can be taken back. It is
// called before anything is written: what a killed process has done can be taken back
// as well.
func (w *writer) rememberDeed(l Label, made []FileChange) (*Deed, error) {
	if len(made) == 0 {
		return nil, nil
	}
	dir, err := w.openFolder(UndoFolder, true)
	if err != nil {
		return nil, w.failureOf(UndoFolder, err)
	}
	defer func() { _ = dir.Close() }()
	d := &Deed{DeedHead: DeedHead{Label: l, When: time.Now().UTC().Truncate(time.Second), Files: len(made)}, changes: made}
	d.name = fmt.Sprintf("%08d", numberOf(dir)+1)
	if sizeOf(made) > mostInADeed {
		d.TooLarge, d.changes = true, nil
	}
	if err := keepDeed(dir, d); err != nil {
		return nil, w.failureOf(UndoFolder, err)
	}
	forgetDeeds(dir)
	return d, nil
}

// numberOf is the number of the latest deed in a folder, 0 for none.
func numberOf(dir *os.Root) int {
	names := deedNames(dir.FS(), ".")
	if len(names) == 0 {
		return 0
	}
	n, err := strconv.Atoi(names[0])
	if err != nil {
		return 0
	}
	return n
}

func sizeOf(made []FileChange) int {
	n := 0
	for _, c := range made {
		n += len(c.Was) + len(c.Now)
	}
	return n
}

// keepDeed writes a deed into its folder.
func keepDeed(dir *os.Root, d *Deed) error {
	data, err := d.encodeDeed()
	if err != nil {
		return err
	}
	if err := Trouble("remember", d.name); err != nil {
		return err
	}
	return ReplaceIn(dir, d.name, data)
}

// forgetDeeds removes the oldest deeds of a folder, down to its bounds. The latest one
// stays.
func forgetDeeds(dir *os.Root) {
	size := int64(0)
	for k, name := range deedNames(dir.FS(), ".") {
		if info, err := dir.Lstat(name); err == nil {
			size += info.Size()
		}
		if k >= mostDeeds || k > 0 && size > mostOnDisk {
			_ = dir.Remove(name)
		}
	}
}

// correctDeed takes out of a deed what was not done after all.
func (w *writer) correctDeed(d *Deed) error {
	written := map[string]bool{}
	for _, name := range w.written {
		written[name] = true
	}
	done := slices.DeleteFunc(slices.Clone(d.changes), func(c FileChange) bool { return !written[c.Name] })
	if len(done) == len(d.changes) {
		return nil
	}
	dir, err := w.openFolder(UndoFolder, false)
	if err != nil {
		return w.failureOf(UndoFolder, err)
	}
	defer func() { _ = dir.Close() }()
	if len(done) == 0 {
		err = dir.Remove(d.name)
	} else {
		d.changes, d.Files = done, len(done)
		err = keepDeed(dir, d)
	}
	if err != nil {
		return w.failureOf(UndoFolder, err)
	}
	w.pruneFolders(UndoFolder)
	return nil
}

// ReplaceIn writes a file of a folder as a whole or not at all.
func ReplaceIn(folder *os.Root, name string, data []byte) error {
	temp := fmt.Sprintf(".%s-%d", name, os.Getpid())
	file, err := folder.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		_ = folder.Remove(temp) // of a process that was killed
		return err
	}
	_, err = file.Write(data)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = folder.Rename(temp, name)
	}
	if err != nil {
		_ = folder.Remove(temp)
	}
	return err
}
