package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"

	"golang.org/x/term"
)

// The garbage collector is told to run seldom while memory is small, which is
// most of the time, and to keep below the limit as long as it can.
const (
	collectAfter = 400 // percent of growth
	keepBelow    = 80 << 20
	// keepMemoryBelow is the limit where a translation memory is held.
	keepMemoryBelow = 240 << 20
)

func main() {
	debug.SetGCPercent(collectAfter)
	debug.SetMemoryLimit(keepBelow)
	os.Exit(run())
}

// run is main with deferred calls that are carried out.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	a := &app{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, dir: dir, env: os.Getenv,
		terminal: term.IsTerminal(int(os.Stdout.Fd())), errTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		a.width = width
	}
	return a.main(ctx, os.Args[1:])
}
