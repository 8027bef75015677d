package xsync

import "sync"

// Step is told how far long work has come: how many of so many articles are done, and the
// id of the last. It is called by one goroutine at a time. Work that needs to know all
// articles before it goes on counts them from the beginning.
type Step func(done, total int, article string)

// tally counts articles for a step, which may be nil.
type tally struct {
	mutex       sync.Mutex
	step        Step
	done, total int
}

// count says that an article is done.
func (t *tally) count(article string) {
	if t.step == nil {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.done++
	t.step(t.done, t.total, article)
}
