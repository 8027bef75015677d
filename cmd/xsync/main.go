package main

import (
	"context"
	"os"
	"os/signal"

	"golang.org/x/term"
)

func main() {
	collectSeldom()
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
