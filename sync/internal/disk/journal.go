package disk

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// journalName is the file in the work folder that says what is to become of the
// others. It is there from when all of them are written until all are in their
// places.
const journalName = "journal"

// entry is a step in the journal.
type entry struct {
	Name   string   `json:"name"`
	Temp   string   `json:"temp,omitempty"` // "" if the file had its bytes already
	New    string   `json:"new"`            // the digest of the new file
	Was    string   `json:"was,omitempty"`  // that of the old one
	Absent bool     `json:"absent,omitempty"`
	Rank   int      `json:"rank"`
	Texts  []string `json:"texts,omitempty"`
}

// keepJournal writes the journal. A plan that depends on nothing needs none.
func (w *writer) keepJournal(steps []step) error {
	if w.work == nil || !slices.ContainsFunc(steps, func(s step) bool { return s.rank == textRank && !s.was.any }) {
		return nil
	}
	entries := make([]entry, len(steps))
	for k := range steps {
		s := &steps[k]
		entries[k] = entry{Name: s.name, Temp: s.temp, New: block.FileDigest(s.data).String(), Absent: s.was.absent, Rank: s.rank, Texts: s.texts}
		if !s.was.absent {
			entries[k].Was = s.was.digest.String()
		}
	}
	data, err := json.Marshal(entries)
	if err != nil {
		return err
	}
	const half = "half-0"
	if err := w.writeTemp(journalName, half, data, 0); err != nil {
		return err
	}
	if err := Trouble("place", journalName); err != nil {
		return err
	}
	if err := w.work.Rename(half, journalName); err != nil {
		return err
	}
	return flushFolder(w.work)
}

// resumeKilled completes what a run that was killed has begun: the records of the texts
// that it has put in their places are written, as long as the texts are what it
// wrote and the records are what it read. Texts that it has not put in their places
// are left for the same command to make again. Then nothing is left in the work
// folder.
func (w *writer) resumeKilled() error {
	dir, err := w.openFolder(WorkFolder, false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return w.failureOf(WorkFolder, err)
	}
	w.work = dir
	defer func() {
		_ = w.work.Close()
		w.work = nil
		w.pruneFolders(WorkFolder)
	}()
	var entries []entry
	if data, err := readIn(w.work, journalName); err == nil && json.Unmarshal(data, &entries) == nil {
		if err := w.completeRecords(entries); err != nil {
			return err
		}
	}
	return w.sweepFolder()
}

// completeRecords writes the records that a journal says were still to be written.
func (w *writer) completeRecords(entries []entry) error {
	written := map[string]bool{}
	for _, e := range entries {
		if e.Rank == textRank {
			var err error
			if written[e.Name], err = w.hasArrived(e); err != nil {
				return err
			}
		}
	}
	missing := func(text string) bool { done, planned := written[text]; return planned && !done }
	for _, e := range entries {
		data, err := readIn(w.work, e.Temp)
		switch {
		case e.Rank == textRank || !isKept(e.Name) || len(e.Texts) == 0 || err != nil || block.FileDigest(data).String() != e.New:
			continue
		case e.Rank == storeRank && !slices.ContainsFunc(e.Texts, func(text string) bool { return !missing(text) }):
			continue
		case e.Rank != storeRank && slices.ContainsFunc(e.Texts, missing):
			continue
		}
		s := step{name: e.Name, data: data, rank: e.Rank, temp: e.Temp, was: sighting{absent: e.Absent}}
		if !e.Absent {
			var ok bool
			if s.was.digest, ok = block.ParseDigest(e.Was); !ok {
				continue
			}
		}
		if err := w.settleStep(&s, map[string]bool{}); err != nil {
			return err
		}
	}
	w.changed, w.written = nil, nil // the command that comes next is not about them
	return nil
}

// isKept reports whether a path is that of a record or a store.
func isKept(name string) bool {
	return fs.ValidPath(name) && (strings.HasPrefix(name, baseline.Records) || strings.HasPrefix(name, baseline.Stores))
}

// hasArrived reports whether a text is in its place. If the kill came just when what
// somebody had saved was to be put back, it is put back.
func (w *writer) hasArrived(e entry) (bool, error) {
	now, err := w.readFile(e.Name)
	if err != nil || block.FileDigest(now).String() != e.New {
		return false, nil
	}
	old, err := readIn(w.work, e.Temp)
	if err != nil {
		return true, nil
	}
	switch block.FileDigest(old).String() {
	case e.New, e.Was:
		return true, nil
	}
	s := step{name: e.Name, data: old, temp: e.Temp, was: sighting{digest: block.FileDigest(now)}}
	if err := w.placeStep(&s); err != nil && !errors.Is(err, ErrMeanwhile) {
		return false, w.failureOf(e.Name, err)
	}
	return false, nil
}

// sweepFolder removes all files of the work folder, the journal first.
func (w *writer) sweepFolder() error {
	entries, err := fs.ReadDir(w.work.FS(), ".")
	if err != nil {
		return w.failureOf(WorkFolder, err)
	}
	w.unlinkTemp(journalName)
	for _, e := range entries {
		if !e.IsDir() {
			w.unlinkTemp(e.Name())
		}
	}
	return nil
}
