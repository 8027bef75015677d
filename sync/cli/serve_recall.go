package cli

import (
	"context"
	"sync"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/memory"
)

// recall keeps the translation memories of a project until its files change.
type recall struct {
	mutex    sync.Mutex
	memories map[string]*memory.Memory
}

// memoryOf is the memory of a language.
func (r *recall) memoryOf(ctx context.Context, p *project, lang string) (*memory.Memory, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if m := r.memories[lang]; m != nil {
		return m, nil
	}
	m, err := memoryOf(ctx, p, lang)
	if err != nil {
		return nil, err
	}
	if r.memories == nil {
		r.memories = map[string]*memory.Memory{}
	}
	r.memories[lang] = m
	return m, nil
}

// forgetFiles is told that files have changed.
func (r *recall) forgetFiles() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.memories = nil
}

// memoryOf is the finished translations of a project as a memory. Of what cannot be
// read others tell.
func memoryOf(ctx context.Context, p *project, lang string) (*memory.Memory, error) {
	m := memory.New(p.Config.Source, lang)
	_, err := p.Finished(ctx, lang, func(f xsync.Finished) {
		if f.How != baseline.Inferred {
			m.Add(memory.Pair{Source: f.Source, Target: f.Target, Kind: f.Kind, Article: f.Article, Line: f.Line, Assumed: f.How == baseline.Assumed || f.How == baseline.Machine})
		}
	})
	return m, err
}
