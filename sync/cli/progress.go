package cli

import (
	"fmt"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/inert"
)

// progress shows on a terminal how far long work has come. It says nothing
// about the first articles, so that quick work stays quiet.
type progress struct {
	a     *app
	n     int
	drawn bool
}

// quiet is the number of articles that are done before anything is shown, and
// between two signs.
const quiet = 200

func (a *app) newProgress() *progress { return &progress{a: a} }

func (p *progress) showStep(name string) {
	p.n++
	if p.a.errTerminal && p.n%quiet == 0 {
		fmt.Fprintf(p.a.err, "\r%s\x1b[K", p.a.messages.Count("progress", p.n, "Article", inert.Line(name)))
		p.drawn = true
	}
}

// countCommit counts the commits of a history.
func (p *progress) countCommit(string) {
	p.n++
	if p.a.errTerminal && p.n%quiet == 0 {
		fmt.Fprintf(p.a.err, "\r%s\x1b[K", p.a.messages.Count("progress.commits", p.n))
		p.drawn = true
	}
}

// clearLine takes the line away, so that nothing else is written into it.
func (p *progress) clearLine() {
	if p.drawn {
		fmt.Fprint(p.a.err, "\r"+strings.Repeat(" ", 1)+"\r\x1b[K")
		p.drawn = false
	}
}
