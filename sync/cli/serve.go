package cli

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

type serveOptions struct {
	selection
	port                int
	readOnly, noBrowser bool
	person              string
}

func (a *app) serveCommand() *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:     "serve",
		Short:   "help.serve",
		Long:    "help.serve.long",
		Example: "xsync serve\nxsync serve --lang tr\nxsync serve --read-only --no-browser --port 8080",
		Args:    a.countArguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.runServe(c.Context(), &o) },
	}
	o.addFlags(a, c)
	f := c.Flags()
	f.BoolVar(&o.readOnly, "read-only", false, "flag.read_only")
	f.BoolVar(&o.noBrowser, "no-browser", false, "flag.no_browser")
	f.IntVar(&o.port, "port", 0, "flag.port")
	f.StringVar(&o.person, "name", "", "flag.name")
	return c
}

// loopback is the only address that pages are served on.
const loopback = "127.0.0.1"

// runServe shows the project as pages until it is interrupted.
func (a *app) runServe(ctx context.Context, o *serveOptions) error {
	p, q, err := a.openSelection(&o.selection, nil)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp4", net.JoinHostPort(loopback, strconv.Itoa(o.port)))
	if err != nil {
		return &usageError{message: a.messages.Text("serve.port", "Port", o.port, "Reason", a.phraseText(corpus.ReasonOf(err)))}
	}
	if o.person == "" {
		o.person = a.personName(ctx, p.Root)
	}
	s, err := newServer(p, q.Languages, o)
	if err != nil {
		return err
	}
	s.env, s.address = a.env, listener.Addr().String()
	running, stop := context.WithCancel(ctx)
	defer stop()
	go s.watchFiles(running)
	fmt.Fprintf(a.out, "%s\n", a.messages.Text("serve.ready", "Address", s.firstAddress(s.token)))
	fmt.Fprintf(a.out, "%s\n", a.messages.Text("serve.stop"))
	if err := a.flush(); err != nil {
		return err
	}
	if !o.noBrowser && a.terminal {
		a.openBrowser(s.firstAddress(s.once))
	}
	return s.runUntilEnd(ctx, listener)
}

// longestGoodbye is how long a page may take to end when the server ends.
const longestGoodbye = 2 * time.Second

// runUntilEnd answers requests until the context ends.
func (s *server) runUntilEnd(ctx context.Context, listener net.Listener) error {
	door := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, BaseContext: func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan error, 1)
	go func() { ended <- door.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.live.closeAll()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestGoodbye)
	defer cancel()
	_ = door.Shutdown(last)
	_ = door.Close()
	s.keepFigures()
	return nil
}

// personName is the name under which the user commits, "" if there is none.
func (a *app) personName(ctx context.Context, dir string) string {
	c := exec.CommandContext(ctx, "git", "-c", "safe.bareRepository=explicit", "config", "--get", "user.name")
	c.Dir = dir
	out, err := c.Output()
	if name := strings.TrimSpace(string(out)); err == nil && name != "" {
		return name
	}
	return strings.TrimSpace(a.env("USER"))
}

// openBrowser opens an address in the user's browser, if there is a way to.
func (a *app) openBrowser(address string) {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case "darwin":
		c = exec.Command("open", address)
	default:
		if a.env("DISPLAY") == "" && a.env("WAYLAND_DISPLAY") == "" {
			return
		}
		c = exec.Command("xdg-open", address)
	}
	if c.Start() == nil {
		go func() { _ = c.Wait() }()
	}
}
