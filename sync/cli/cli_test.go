package cli

import (
	"context"
	"testing"
	"time"

	"github.com/xsync-project/xsync/sync/internal/disk"
)

// A command that notices the end of its context says itself how it ended. One that
// does not is left alone, but not while it puts files in their places.
func TestCommandEndsWithItsContext(t *testing.T) {
	ended := make(chan struct{})
	t.Cleanup(func() { close(ended) })
	placed := false
	for name, c := range map[string]struct {
		command  func(ctx context.Context)
		patience time.Duration
		told     bool
	}{
		"notices":   {func(ctx context.Context) { <-ctx.Done() }, time.Hour, false},
		"never":     {func(context.Context) { <-ended }, time.Millisecond, true},
		"no signal": {func(context.Context) {}, time.Millisecond, false},
		"puts files in place": {func(ctx context.Context) {
			thaw := disk.Freeze()
			<-ctx.Done()
			time.Sleep(20 * time.Millisecond)
			placed = true
			thaw()
			<-ended
		}, time.Millisecond, true},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			if name != "no signal" {
				time.AfterFunc(10*time.Millisecond, cancel)
			}
			defer cancel()
			told, thaw := false, func() {}
			freeze := func() func() {
				thaw = disk.Freeze()
				return thaw
			}
			status := runUntilDone(ctx, c.patience, freeze, func() int { c.command(ctx); return exitUsage }, func() { told = true })
			if told {
				thaw()
			}
			if want := map[bool]int{true: exitWork, false: exitUsage}[c.told]; told != c.told || status != want {
				t.Errorf("told is %v, status %d, want %v and %d", told, status, c.told, want)
			}
			if name == "puts files in place" && !placed {
				t.Error("the command was left while it put a file in its place")
			}
		})
	}
}
