package cli

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
)

// glances keeps the articles that pages showed last, by the bytes that they were made
// from: the rows of a long one are asked for piece by piece. Only pages look at them;
// what is written is worked out anew.
type glances struct {
	mutex sync.Mutex
	kept  []glance // the latest first
}

type glance struct {
	key         [sha256.Size]byte
	translation *xsync.Translation
	problems    []corpus.Problem
}

// mostGlances is how many articles are kept.
const mostGlances = 4

// lookAt examines an article for a page.
func (s *server) lookAt(ctx context.Context, p *disk.Project, id, lang string) (*xsync.Translation, []corpus.Problem, error) {
	key, whole := s.keyOf(p, id, lang)
	if g, ok := s.glances.findGlance(key); ok && whole {
		return g.translation, slices.Clone(g.problems), nil
	}
	t, problems, err := s.Examine(ctx, p, id, lang)
	if again, _ := s.keyOf(p, id, lang); err == nil && whole && again == key {
		s.glances.keepGlance(glance{key, t, problems})
	}
	return t, problems, err
}

// keyOf is a digest of all that the rows of an article depend on. whole is false if
// that is more than its own files: without a record, it may be that of another
// article.
func (s *server) keyOf(p *disk.Project, id, lang string) (key [sha256.Size]byte, whole bool) {
	found, _ := p.Config.Find(p.FS)
	k := slices.IndexFunc(found, func(a corpus.Article) bool { return a.ID == id })
	if k < 0 || !slices.Contains(s.Targets(p), lang) {
		return key, false
	}
	h := sha256.New()
	parts := [][]byte{[]byte(id), []byte(lang), s.ConfigBytes()}
	for _, name := range []string{found[k].Source, found[k].Targets[lang].Path, baseline.RecordPath(lang, id), baseline.SourcePath(id)} {
		data, err := p.Optional(name)
		if err != nil || data == nil {
			return key, false
		}
		parts = append(parts, data)
	}
	var size [8]byte
	for _, part := range parts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		_, _ = h.Write(size[:]) // a hash never fails
		_, _ = h.Write(part)
	}
	return [sha256.Size]byte(h.Sum(nil)), true
}

func (g *glances) findGlance(key [sha256.Size]byte) (glance, bool) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	k := slices.IndexFunc(g.kept, func(x glance) bool { return x.key == key })
	if k < 0 {
		return glance{}, false
	}
	return g.kept[k], true
}

func (g *glances) keepGlance(x glance) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.kept = append([]glance{x}, g.kept[:min(len(g.kept), mostGlances-1)]...)
}
