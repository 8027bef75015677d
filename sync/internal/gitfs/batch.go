package gitfs

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"

	"github.com/xsync-project/xsync/sync/internal/corpus"
)

// batch reads objects from one git cat-file, which is started for the first of
// them. Requests are written as they come, while a goroutine of its own reads
// the answers, so that neither side ever waits for the other with full pipes.
type batch struct {
	repository *Repository
	ctx        context.Context //nolint:containedctx // of the whole tree, as with exec.CommandContext
	mutex      sync.Mutex      // guards what follows, and the order of requests
	command    *exec.Cmd
	requests   io.WriteCloser
	waiting    chan chan answer // for the answers, in the order of the requests
	said       bytes.Buffer
	err        error // git could not be started, or has ended
	alone      bool  // each object is read by a git of its own
}

type answer struct {
	data []byte
	err  error
}

// inFlight is how many requests are written ahead of their answers.
const inFlight = 64

var (
	errClosed   = errors.New("the tree is closed")
	errNoObject = errors.New("git has no such object")
)

// read returns the content of an object.
func (b *batch) read(object string) ([]byte, error) {
	if b.alone {
		return b.readAlone(object)
	}
	reply := make(chan answer, 1)
	if err := b.ask(object, reply); err != nil {
		return nil, err
	}
	a := <-reply
	return a.data, a.err
}

// readAlone reads an object where git may end because it must not fetch it: what a
// partial clone does not have is not there.
func (b *batch) readAlone(object string) ([]byte, error) {
	c := b.repository.command(b.ctx, "cat-file", "--batch")
	c.Stdin = strings.NewReader(object + "\n")
	out, err := c.Output()
	if err != nil {
		if b.ctx.Err() != nil {
			return nil, b.ctx.Err()
		}
		return nil, fmt.Errorf("%w: %s", errNoObject, object)
	}
	data, err, broken := next(bufio.NewReader(bytes.NewReader(out)))
	return data, errors.Join(err, broken)
}

// ask writes a request.
func (b *batch) ask(object string, reply chan answer) error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.err == nil && b.command == nil {
		b.err = b.start()
	}
	if b.err != nil {
		return b.err
	}
	b.waiting <- reply
	if _, err := io.WriteString(b.requests, object+"\n"); err != nil {
		b.err = failure(b.ctx, err, "") // whoever waits gets the end of the answers
	}
	return nil
}

func (b *batch) start() error {
	c := b.repository.command(b.ctx, "cat-file", "--batch")
	c.Stderr = &b.said
	var err error
	if b.requests, err = c.StdinPipe(); err != nil {
		return err
	}
	answers, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return failure(b.ctx, err, "")
	}
	b.command = c
	b.waiting = make(chan chan answer, inFlight)
	go deliver(bufio.NewReaderSize(answers, 1<<16), b.waiting)
	return nil
}

// deliver hands every answer to whoever waits for it. After an answer that
// cannot be read, all others are errors.
func deliver(answers *bufio.Reader, waiting <-chan chan answer) {
	var broken error
	for reply := range waiting {
		var a answer
		if broken == nil {
			a.data, a.err, broken = next(answers)
		}
		if broken != nil {
			a = answer{err: broken}
		}
		reply <- a
	}
}

// next reads an answer: id, type and size on a line, then the content and a
// line end. err is about this object, broken about all to come.
func next(answers *bufio.Reader) (data []byte, err, broken error) {
	head, broken := answers.ReadString('\n')
	if broken != nil {
		return nil, nil, fmt.Errorf("git cat-file ended: %w", broken)
	}
	head = strings.TrimSuffix(head, "\n")
	if strings.HasSuffix(head, " missing") || strings.HasSuffix(head, " ambiguous") {
		return nil, fmt.Errorf("%w: %s", errNoObject, head), nil
	}
	fields := strings.Fields(head)
	if len(fields) != 3 {
		return nil, nil, fmt.Errorf("git cat-file answered %q", head)
	}
	size, err := strconv.Atoi(fields[2])
	if err != nil || size < 0 {
		return nil, nil, fmt.Errorf("git cat-file answered %q", head)
	}
	if size > corpus.MaxText {
		_, broken = io.CopyN(io.Discard, answers, int64(size)+1)
		return nil, corpus.Problem{ID: corpus.TooLarge, Data: map[string]any{"Size": size, "Limit": corpus.MaxText}}, broken
	}
	data = make([]byte, size+1) // with the line end
	if _, broken = io.ReadFull(answers, data); broken != nil {
		return nil, nil, fmt.Errorf("git cat-file ended: %w", broken)
	}
	return data[:size:size], nil, nil
}

// close ends git and waits for it.
func (b *batch) close() error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.err == nil {
		b.err = errClosed
	}
	if b.command == nil {
		return nil
	}
	close(b.waiting)
	err := b.requests.Close()
	if waitErr := b.command.Wait(); waitErr != nil {
		err = failure(b.ctx, waitErr, b.said.String())
	}
	b.command = nil
	return err
}
