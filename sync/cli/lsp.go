package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"github.com/spf13/cobra"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/lsp"
)

func (a *app) lspCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "lsp",
		Short:   "help.lsp",
		Long:    "help.lsp.long",
		Example: "xsync lsp",
		Args:    a.countArguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return a.lsp(c.Context()) },
	}
	c.Flags().Bool("stdio", true, "flag.stdio") // what clients write for the only way there is
	return c
}

// mostMessage bounds the messages of a client: a text may be escaped in them.
const mostMessage = 2*corpus.MaxText + 1<<20

// lsp talks to an editor until it says that it has done, or goes away.
func (a *app) lsp(ctx context.Context) error {
	stream := newDialogue(a.in, a.out)
	sent := make(chan struct{})
	go func() {
		stream.send()
		close(sent)
	}()
	s := newLanguageServer(a)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.conn = jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, stream), s, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	close(s.connected)
	go s.watch(ctx)
	var err error
	if status, said := s.goodbye(s.conn.DisconnectNotify()); said {
		a.raiseStatus(status)
	} else {
		err = stream.failure()
	}
	stop()
	s.work.Wait()
	stream.seal()
	select {
	case <-sent:
	case <-time.After(longestGoodbye):
	}
	return err
}

// dialogue is the two streams of a conversation, with the framing of its messages. It
// remembers what ended it.
//
// What is written waits in a queue of its own: a client may read nothing before its own
// message has been read.
type dialogue struct {
	lsp.Frames
	in  io.Reader
	out io.Writer

	mutex   sync.Mutex
	changed *sync.Cond
	waiting [][]byte
	closed  bool // nothing more is written
	err     error
}

func newDialogue(in io.Reader, out io.Writer) *dialogue {
	d := &dialogue{in: in, out: out}
	d.Frames = lsp.Frames{Most: mostMessage, Faults: d}
	d.changed = sync.NewCond(&d.mutex)
	return d
}

func (d *dialogue) Read(p []byte) (int, error) { return d.in.Read(p) }

// Write takes a message that is to be written.
func (d *dialogue) Write(p []byte) (int, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.closed {
		return 0, io.ErrClosedPipe
	}
	d.waiting = append(d.waiting, bytes.Clone(p))
	d.changed.Signal()
	return len(p), nil
}

// send writes what is to be written until the queue is closed and empty, or the client
// takes nothing more.
func (d *dialogue) send() {
	for {
		d.mutex.Lock()
		for len(d.waiting) == 0 && !d.closed {
			d.changed.Wait()
		}
		some := d.waiting
		d.waiting = nil
		d.mutex.Unlock()
		if len(some) == 0 {
			return
		}
		if _, err := (&flushed{w: d.out}).Write(bytes.Join(some, nil)); err != nil {
			return
		}
	}
}

// seal lets nothing more be written.
func (d *dialogue) seal() {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.closed = true
	d.changed.Signal()
}

// Close leaves the streams of the process to the process.
func (d *dialogue) Close() error { return nil }

// ReadObject reads a message.
func (d *dialogue) ReadObject(r *bufio.Reader, into any) error {
	err := d.Frames.ReadObject(r, into)
	if err != nil {
		d.mutex.Lock()
		defer d.mutex.Unlock()
		d.err = err
	}
	return err
}

// failure is what ended the conversation, nil if the client did.
func (d *dialogue) failure() error {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if errors.Is(d.err, io.EOF) {
		return nil
	}
	return d.err
}

// paramsOf reads the parameters of a message.
func paramsOf[T any](r *jsonrpc2.Request) (out T, err error) {
	if r.Params == nil {
		return out, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: r.Method}
	}
	if err := json.Unmarshal(*r.Params, &out); err != nil {
		return out, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
	}
	return out, nil
}
