package desk

import (
	"context"
	"sync"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/memory"
)

// Recall keeps the translation memories of a project until its files change.
type Recall struct {
	mutex    sync.Mutex
	memories map[string]*memory.Memory
}

// MemoryOf is the memory of a language.
func (r *Recall) MemoryOf(ctx context.Context, p *disk.Project, lang string) (*memory.Memory, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if m := r.memories[lang]; m != nil {
		return m, nil
	}
	m, err := MemoryOf(ctx, p, lang)
	if err != nil {
		return nil, err
	}
	if r.memories == nil {
		r.memories = map[string]*memory.Memory{}
	}
	r.memories[lang] = m
	return m, nil
}

// ForgetFiles is told that files have changed.
func (r *Recall) ForgetFiles() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.memories = nil
}

// MemoryOf is the finished translations of a project as a memory. Of what cannot be
// read others tell.
func MemoryOf(ctx context.Context, p *disk.Project, lang string) (*memory.Memory, error) {
	m := memory.New(p.Config.Source, lang)
	_, err := p.Finished(ctx, lang, func(f xsync.Finished) {
		if f.How != baseline.Inferred {
			m.Add(memory.Pair{Source: f.Source, Target: f.Target, Kind: f.Kind, Article: f.Article, Line: f.Line, Assumed: f.How == baseline.Assumed || f.How == baseline.Machine})
		}
	})
	return m, err
}
