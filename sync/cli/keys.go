package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"
)

// keyboard is how somebody says what to do.
type keyboard interface {
	// command is a key, or in a line what stands behind it, too; [io.EOF] at the end.
	// The prompt is shown when keys are read, not before.
	command(ctx context.Context, prompt string) (string, error)
	// line is a line of text, without its end; ok is false if it was called off.
	line(ctx context.Context, prompt string) (text string, ok bool, err error)
}

// keyboardOf is the keyboard of the command: single keys on a terminal, else lines,
// which are shown as if they had been typed.
func (a *app) keyboardOf() keyboard {
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &keys{in: f, out: a.out, flush: a.flush, dumb: a.env("TERM") == "dumb"}
	}
	return &typedLines{in: a.in, out: a.out, flush: a.flush}
}

// readByte reads a byte, or ends with the context. Nothing is read ahead: an editor
// that is started reads what follows.
func readByte(ctx context.Context, in io.Reader) (byte, error) {
	select {
	case g := <-reading(in):
		return g.b, g.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// readResult is what reading a byte gave.
type readResult struct {
	b   byte
	err error
}

// reading reads a byte.
func reading(in io.Reader) <-chan readResult {
	read := make(chan readResult, 1)
	go func() {
		one := make([]byte, 1)
		_, err := io.ReadFull(in, one)
		read <- readResult{one[0], err}
	}()
	return read
}

// typedLines reads commands line by line.
type typedLines struct {
	in    io.Reader
	out   io.Writer
	flush func() error
}

// longestLine bounds what is read as one line, in bytes.
const longestLine = 1 << 20

func (l *typedLines) read(ctx context.Context, prompt string) (string, error) {
	fmt.Fprint(l.out, prompt)
	if err := l.flush(); err != nil {
		return "", err
	}
	var line []byte
	for len(line) < longestLine {
		b, err := readByte(ctx, l.in)
		if err == nil && b == '\n' || len(line) > 0 && errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		line = append(line, b)
	}
	text := strings.TrimSuffix(string(line), "\r")
	fmt.Fprintln(l.out, strings.ToValidUTF8(text, "\ufffd"))
	return text, nil
}

func (l *typedLines) command(ctx context.Context, prompt string) (string, error) {
	text, err := l.read(ctx, prompt)
	return strings.TrimSpace(text), err
}

func (l *typedLines) line(ctx context.Context, prompt string) (string, bool, error) {
	text, err := l.read(ctx, prompt)
	return text, err == nil, err
}

// keys reads single keys from a terminal, which shows nothing of itself meanwhile.
type keys struct {
	in    *os.File
	out   io.Writer
	flush func() error
	dumb  bool // the terminal shows what is meant for it

	pasting bool              // what comes is pasted
	coming  <-chan readResult // a byte that is being read, which an escape did not wait for
	pending []byte            // bytes that were read and belong to the next key
}

// raw reads with the terminal as it is for single keys, and shows the prompt once it
// is: a key that is typed at the sight of it is read as one. However it ends, the
// terminal is as it was before.
func (k *keys) raw(ctx context.Context, prompt string, read func() error) error {
	if err := k.flush(); err != nil {
		return err
	}
	was, err := term.MakeRaw(int(k.in.Fd()))
	if err != nil {
		return err
	}
	restore := func() { _ = term.Restore(int(k.in.Fd()), was) }
	restored := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(restored)
		restore() // also if the reading does not notice the end
	})
	defer func() {
		if !stop() {
			<-restored
		}
		restore()
	}()
	if !k.dumb {
		prompt = markPasted + prompt
		defer fmt.Fprint(k.out, markNothing)
	}
	fmt.Fprint(k.out, prompt)
	if err := k.flush(); err != nil {
		return err
	}
	return read()
}

// What a terminal is told, so that it marks what is pasted or no longer does, and the sequences
// behind an escape with which it does.
const (
	markPasted  = "\x1b[?2004h"
	markNothing = "\x1b[?2004l"
	pasteBegins = "200~"
	pasteEnds   = "201~"
)

// pasted is the command that something pasted is: none. Its letters are no keys.
const pasted = "…"

// What terminals send for keys.
const (
	keyInterrupt = 0x03
	keyEnd       = 0x04
	keyEscape    = 0x1b
	keyClear     = 0x15
	keyWord      = 0x17
	keyDelete    = 0x7f
	keyBackspace = '\b'
)

// escapeDelay is how long the rest of what a key sends may take behind an escape. What
// is alone for longer is the key Esc.
var escapeDelay = 50 * time.Millisecond

// errQuiet says that no byte came in time.
var errQuiet = errors.New("no byte came")

// next is the next byte, within some time if that is not 0.
func (k *keys) next(ctx context.Context, within time.Duration) (byte, error) {
	if len(k.pending) > 0 {
		b := k.pending[0]
		k.pending = k.pending[1:]
		return b, nil
	}
	if k.coming == nil {
		k.coming = reading(k.in)
	}
	var late <-chan time.Time
	if within > 0 {
		late = time.After(within)
	}
	select {
	case g := <-k.coming:
		k.coming = nil
		return g.b, g.err
	case <-late:
		return 0, errQuiet
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// rune reads one letter, or Esc, or 0 where what is pasted ends. Arrows and other keys that send
// several bytes are passed over, and so is what is not text.
func (k *keys) rune(ctx context.Context) (rune, error) {
	var buf []byte
	for {
		b, err := k.next(ctx, 0)
		if err != nil {
			return 0, err
		}
		if len(buf) == 0 && b == keyEscape {
			pasting := k.pasting
			switch alone, err := k.passSequence(ctx); {
			case alone || err != nil:
				return keyEscape, err
			case pasting && !k.pasting:
				return 0, nil
			}
			continue
		}
		if buf = append(buf, b); !utf8.FullRune(buf) {
			continue
		}
		r, size := utf8.DecodeRune(buf)
		if r != utf8.RuneError || size > 1 {
			return r, nil
		}
		k.pending = append(slices.Clone(buf[1:]), k.pending...) // the first byte begins no letter
		buf = nil
	}
}

// passSequence reads what follows an escape, and reports whether nothing does. A letter
// that is not of the Latin alphabet is the next key.
func (k *keys) passSequence(ctx context.Context) (alone bool, err error) {
	b, err := k.next(ctx, escapeDelay)
	switch {
	case errors.Is(err, errQuiet):
		return true, nil
	case err != nil:
		return false, err
	case b >= utf8.RuneSelf || b == keyEscape:
		k.pending = append([]byte{b}, k.pending...)
		return true, nil
	case b != '[' && b != 'O':
		return false, nil
	}
	var sequence []byte
	for {
		b, err := k.next(ctx, 0)
		if err != nil {
			return false, err
		}
		if len(sequence) < len(pasteBegins) {
			sequence = append(sequence, b)
		}
		if b >= 0x40 && b <= 0x7e {
			break
		}
	}
	k.pasting = string(sequence) == pasteBegins || k.pasting && string(sequence) != pasteEnds
	return false, nil
}

func (k *keys) command(ctx context.Context, prompt string) (key string, err error) {
	err = k.raw(ctx, prompt, func() error {
		for key == "" || k.pasting {
			r, err := k.rune(ctx)
			switch {
			case err != nil:
				return err
			case k.pasting:
				key = pasted
			case r == keyInterrupt, r == keyEnd:
				return io.EOF
			case r > ' ':
				key = string(r)
			}
		}
		return nil
	})
	if err == nil {
		fmt.Fprintln(k.out, key)
	}
	return key, err
}

func (k *keys) line(ctx context.Context, prompt string) (text string, ok bool, err error) {
	var letters []rune
	err = k.raw(ctx, prompt, func() error {
		for len(letters) < longestLine {
			r, err := k.rune(ctx)
			if err != nil {
				return err
			}
			switch {
			case k.pasting && unicode.IsControl(r):
				r = ' ' // it goes on to the next line, and nothing it says is a key
			case r == '\r', r == '\n':
				ok = true
				return nil
			case r == keyInterrupt, r == keyEnd, r == keyEscape:
				return nil
			}
			if letters, err = k.typed(letters, r); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Fprintln(k.out)
	return string(letters), ok, err
}

// typed adds a letter to a line or takes some away, and shows it.
func (k *keys) typed(letters []rune, r rune) ([]rune, error) {
	n := len(letters)
	switch {
	case r == keyClear:
		n = 0
	case r == keyWord:
		n = strings.LastIndexByte(strings.TrimRight(string(letters), " "), ' ') + 1
		n = utf8.RuneCountInString(string(letters)[:n])
	case r == keyDelete, r == keyBackspace:
		n = max(n-1, 0)
	case r < ' ':
		return letters, nil
	default:
		fmt.Fprint(k.out, string(r))
		return append(letters, r), k.flush()
	}
	width := displaywidth.String(string(letters[n:]))
	fmt.Fprint(k.out, strings.Repeat("\b", width), strings.Repeat(" ", width), strings.Repeat("\b", width))
	return letters[:n], k.flush()
}
