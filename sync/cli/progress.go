package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/xsync-project/xsync/sync/internal/inert"
)

// progress shows on a terminal how far long work has come, and how much time is left if
// it goes on like this. It says nothing at first, so that quick work stays quiet.
type progress struct {
	a     *app
	n     int       // commits
	done  int       // articles
	began time.Time // of what is counted
	next  time.Time // when the next sign is due
	drawn bool
}

// How long work goes on before anything is shown, how long between two signs, and for how
// long work has to go on before it tells how long the rest takes.
var (
	quietFor      = time.Second
	betweenSigns  = 100 * time.Millisecond
	beforeGuesses = 3 * time.Second
)

func (a *app) newProgress() *progress {
	now := time.Now()
	return &progress{a: a, began: now, next: now.Add(quietFor)}
}

// showStep is told how many of so many articles are done, and the last of them.
func (p *progress) showStep(done, total int, article string) {
	now := time.Now()
	if done <= p.done { // other work begins
		p.began = now
	}
	p.done = done
	elapsed := now.Sub(p.began)
	if done == total || elapsed < beforeGuesses {
		p.sign(now, func() string {
			return p.a.messages.Count("progress", total, "Done", p.a.messages.Number(done), "Article", inert.Line(article))
		})
		return
	}
	left := elapsed * time.Duration(total-done) / time.Duration(done)
	p.sign(now, func() string {
		return p.a.messages.Count("progress.left", total, "Done", p.a.messages.Number(done), "Left", minutes(left), "Article", inert.Line(article))
	})
}

// minutes writes how long something takes in minutes and seconds, or hours, minutes and
// seconds.
func minutes(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// countCommit counts the commits of a history.
func (p *progress) countCommit(string) {
	p.n++
	p.sign(time.Now(), func() string { return p.a.messages.Count("progress.commits", p.n) })
}

// sign shows how far the work has come, if it is time to, on a line of its own.
func (p *progress) sign(now time.Time, text func() string) {
	if !p.a.errTerminal || now.Before(p.next) {
		return
	}
	p.next = now.Add(betweenSigns)
	fmt.Fprintf(p.a.err, "\r%s\x1b[K", text())
	p.drawn = true
}

// clearLine takes the line away, so that nothing else is written into it.
func (p *progress) clearLine() {
	if p.drawn {
		fmt.Fprint(p.a.err, "\r"+strings.Repeat(" ", 1)+"\r\x1b[K")
		p.drawn = false
	}
}
