package disk

import (
	"path"
	"strings"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// Fate says what became of an attempt to take work back.
type Fate uint8

// The fates of work that was to be taken back.
const (
	TakenBack        Fate = iota
	NothingDone           // there is no work to take back
	BackAlready           // its files are as they were before
	ChangedSince          // one of its files is not what the work left
	TooLargeToUndo        // what was there before is not kept
	ChangedMeanwhile      // while it was taken back
)

// Undone is what became of the latest work.
type Undone struct {
	*Deed
	Fate
	Put      []FileChange // those that are put back
	Since    []SinceDone
	Problems []corpus.Problem
}

// SinceDone is a file that is not what the work left: what it left, and what the file
// is now.
type SinceDone struct {
	FileChange
	Found []byte
}

// Undo finds out what is to be done to take the latest work in a project back. Nothing is
// touched before its task is carried out.
func Undo(p *xsync.Project) (*Undone, error) {
	names := DeedNames(p.FS)
	if len(names) == 0 {
		return &Undone{Fate: NothingDone}, nil
	}
	d, err := readDeed(p, names[0])
	if err != nil {
		return nil, err
	}
	u := &Undone{Deed: d}
	for _, c := range d.changes {
		now, err := p.Optional(c.Name)
		if err != nil {
			return nil, err
		}
		switch {
		case c.isBack(now): // a process that was killed has not done it, or has taken it back
		case c.isResult(now):
			u.Put = append(u.Put, c)
		case strings.HasPrefix(c.Name, baseline.Stores):
			u.Put = append(u.Put, c.mergedWith(now))
		default:
			u.Since = append(u.Since, SinceDone{FileChange: c, Found: now})
		}
	}
	switch {
	case d.TooLarge:
		u.Fate = TooLargeToUndo
	case len(u.Since) > 0:
		u.Fate = ChangedSince
	case len(u.Put) == 0:
		u.Fate = BackAlready
	}
	return u, nil
}

// Task is the plan that takes the work back and then forgets it. Records go back before
// texts: a text that is newer than its record is not taken for reviewed.
func (u *Undone) Task() Task {
	t := Task{Plan: Plan{}, Texts: map[string][]string{}, RecordsFirst: true}
	if u.Fate == NothingDone || u.Fate == ChangedSince {
		return t
	}
	var texts []string
	for _, c := range u.Put {
		t.Plan[c.Name] = c.bytesBefore()
		if writingOrder(c.Name) == textRank {
			texts = append(texts, c.Name)
		}
	}
	note := path.Join(UndoFolder, u.name)
	t.Plan[note], t.Texts[note] = nil, texts
	return t
}
