package gitfs

import (
	"bufio"
	"bytes"
	"cmp"
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
// them. They are asked for one after the other, by whatever number of goroutines.
type batch struct {
	repository *Repository
	ctx        context.Context //nolint:containedctx // of the whole tree, as with exec.CommandContext
	mutex      sync.Mutex      // guards what follows
	command    *exec.Cmd
	requests   io.WriteCloser
	answers    *bufio.Reader
	said       bytes.Buffer
	err        error // git could not be started, or has ended
	alone      bool  // each object is read by a git of its own
}

var (
	errClosed   = errors.New("the tree is closed")
	errNoObject = errors.New("git has no such object")
)

// read returns the content of an object.
func (b *batch) read(object string) ([]byte, error) {
	if b.alone {
		return b.readAlone(object)
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.err == nil && b.command == nil {
		b.err = b.start()
	}
	if b.err != nil {
		return nil, b.err
	}
	if _, err := io.WriteString(b.requests, object+"\n"); err != nil {
		b.err = failure(b.ctx, err, "")
		return nil, b.err
	}
	data, err, broken := next(b.answers)
	b.err = broken // after an answer that cannot be read there are no others
	return data, cmp.Or(err, broken)
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
	b.command, b.answers = c, bufio.NewReaderSize(answers, 1<<16)
	return nil
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
	err := b.requests.Close()
	if waitErr := b.command.Wait(); waitErr != nil {
		err = failure(b.ctx, waitErr, b.said.String())
	}
	b.command = nil
	return err
}
