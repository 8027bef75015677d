// Package cli is xsync as a command: flags, streams, exit statuses, and the only
// code that writes files. Programs that embed the command call [Main].
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/xsync-project/xsync/sync/internal/disk"
)

// World is all that the command sees outside of the files of its project.
type World struct {
	In       io.Reader
	Out, Err io.Writer
	// Dir is the folder to work in, Env reads a variable of the environment.
	Dir string
	Env func(string) string
	// Terminal and ErrTerminal report whether Out and Err are terminals, Width is
	// the number of columns of Out, 0 if not known.
	Terminal, ErrTerminal bool
	Width                 int
}

// Process is the world of the running process.
func Process() World {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	w := World{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Dir: dir, Env: readVariable,
		Terminal: term.IsTerminal(int(os.Stdout.Fd())), ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		w.Width = width
	}
	return w
}

// Main runs a command line, without the name of the program, and returns the
// exit status: 0 done, 1 drift or refused, 2 wrong usage or configuration, 3 could
// not work. An interrupt, the end of the terminal and the request to terminate end
// it as cleanly as an end of ctx: what is being put in its place is completed. Where
// the work does not notice the end of ctx within [endPatience], Main returns without it,
// and the program must end: no command of this process writes a file from then on.
// A second signal ends the process at once.
func Main(ctx context.Context, world World, args []string) int {
	ctx, stop := signal.NotifyContext(ctx, heededSignals()...)
	defer stop()
	context.AfterFunc(ctx, stop)
	a := &app{
		in: world.In, out: world.Out, err: world.Err, dir: world.Dir, env: world.Env,
		terminal: world.Terminal, errTerminal: world.ErrTerminal, width: world.Width,
	}
	return runUntilDone(ctx, endPatience, disk.Freeze, func() int { return a.main(ctx, args) }, func() { a.reportError(context.Canceled) })
}

// endPatience is how long a command that was told to end may take to notice.
const endPatience = time.Second

// runUntilDone runs a command and returns its exit status. If the command goes on for
// patience after the end of ctx, runUntilDone says so by interrupted, freezes what is on
// the disk (see [disk.Freeze]) and leaves it alone.
func runUntilDone(ctx context.Context, patience time.Duration, freeze func() (thaw func()), command func() int, interrupted func()) int {
	status := make(chan int, 1)
	go func() { status <- command() }()
	select {
	case s := <-status:
		return s
	case <-ctx.Done():
	}
	select {
	case s := <-status:
		return s
	case <-time.After(patience):
	}
	thaw := freeze() // for good: what was not begun by now is not begun
	select {
	case s := <-status:
		thaw()
		return s
	default:
		interrupted()
		return exitWork
	}
}

// heededSignals are the signals that end a command, without those that whoever started it
// has it ignore, as nohup does.
func heededSignals() []os.Signal {
	return slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored)
}
