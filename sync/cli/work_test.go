//go:build unix

package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"
	"github.com/creack/pty"
)

// screen is a terminal of 80 columns with a command in it.
type screen struct {
	*testing.T
	master *os.File
	mutex  sync.Mutex
	seen   strings.Builder
	status chan int
	stop   context.CancelFunc
	before int // bytes on the screen when something was typed last
}

// onScreen runs a command on a terminal.
func onScreen(t *testing.T, dir string, env map[string]string, args ...string) *screen {
	t.Helper()
	master, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = master.Close(); _ = terminal.Close() })
	ctx, stop := context.WithCancel(t.Context())
	s := &screen{T: t, master: master, status: make(chan int, 1), stop: stop}
	go s.read()
	world := World{In: terminal, Out: terminal, Err: terminal, Dir: dir, Env: func(name string) string { return env[name] }, Terminal: true, Width: 80}
	go func() { s.status <- Main(ctx, world, args) }()
	return s
}

func (s *screen) read() {
	buf := make([]byte, 4096)
	for {
		n, err := s.master.Read(buf)
		s.mutex.Lock()
		s.seen.Write(buf[:n])
		s.mutex.Unlock()
		if err != nil {
			return
		}
	}
}

func (s *screen) text() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return strings.NewReplacer("\r\n", "\n", markPasted, "", markNothing, "").Replace(s.seen.String())
}

// await waits until the screen shows a text at its end, after what was typed before was
// answered, then types.
func (s *screen) await(end, keys string) {
	s.Helper()
	shown := func() bool {
		text := s.text()
		return end == "" || len(text) > s.before && strings.HasSuffix(text, end)
	}
	for deadline := time.Now().Add(time.Minute); !shown(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.Fatalf("the screen does not end in %q:\n%s", end, s.text())
		}
	}
	if keys != "" {
		s.before = len(s.text())
	}
	if _, err := io.WriteString(s.master, keys); err != nil {
		s.Fatal(err)
	}
}

// end waits for the end of the command.
func (s *screen) end(want int) string {
	s.Helper()
	select {
	case status := <-s.status:
		if status != want {
			s.Errorf("status %d, want %d:\n%s", status, want, s.text())
		}
	case <-time.After(time.Minute):
		s.Fatalf("it does not end:\n%s", s.text())
	}
	return s.text()
}

// What is typed on a terminal can be corrected, arrows do nothing, and nothing that is
// shown is wider than the terminal, whatever the language.
func TestWorkOnATerminal(t *testing.T) {
	for lang, want := range map[string]string{"en": "is done", "tr": "bitti", "ru": "готов"} {
		t.Run(lang, func(t *testing.T) {
			s := serveFerry(t, false)
			run := onScreen(t, s.dir, nil, "--ui-lang", lang, "work", "--lang", "tr")
			run.await("\n> ", "\x1b[A\x1b[Be")
			run.await("tr> ", "nonsense\x15Adaya 54 arabx\x7fa hiç\x17taşır.\x1b[D\n")
			run.await("\n> ", "i")
			run.await("tr> ", "Adaya 45 araba taşır.\r")
			run.await("\n> ", "z")
			run.await("\n> ", "i")
			run.await("tr> ", "half a line\x03")
			run.await("\n> ", "?")
			run.await("\n> ", "\x03")
			text := run.end(exitDone)
			if !strings.Contains(text, "54") || !strings.Contains(text, want) {
				t.Error(text)
			}
			if now := s.file(turkish); !strings.Contains(now, "Adaya 45 araba taşır.\n") || strings.Contains(now, "half") {
				t.Error(now)
			}
			shown := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(text, "")
			for line := range strings.Lines(shown) {
				if !strings.Contains(line, "\b") && displaywidth.String(strings.TrimRight(line, "\n")) > 80 {
					t.Errorf("wider than the terminal: %q", line)
				}
			}
		})
	}
}

// Esc calls a line off, and never takes a part of the letter that is typed next.
func TestEscape(t *testing.T) {
	read := func(sent string) (text string, ok bool) {
		in, keyboard, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = in.Close() }()
		if _, err := io.WriteString(keyboard, sent); err != nil {
			t.Fatal(err)
		}
		if err := keyboard.Close(); err != nil {
			t.Fatal(err)
		}
		k := &keys{in: in, out: io.Discard, flush: func() error { return nil }}
		var letters []rune
		for {
			r, err := k.rune(t.Context())
			if err != nil {
				return string(letters), false
			}
			if r == keyEscape {
				return string(letters), true
			}
			letters = append(letters, r)
		}
	}
	for sent, want := range map[string]string{"ab\x1b[Aж\x1b[3~x": "abжx", "a\x1bbc": "ac", "a\xd0b\xd0\xb6": "abж", "\xff\xfea": "a"} {
		if text, off := read(sent); text != want || off {
			t.Errorf("%q: %q %v, want %q", sent, text, off, want)
		}
	}
	if text, off := read("a\x1bжb"); text != "a" || !off {
		t.Errorf("%q %v", text, off)
	}
	defer func(was time.Duration) { escapeDelay = was }(escapeDelay)
	escapeDelay = time.Millisecond
	s := serveFerry(t, false)
	run := onScreen(t, s.dir, nil, "--ui-lang", "en", "work", "--lang", "tr")
	run.await("\n> ", "i")
	run.await("tr> ", "half a line\x1b")
	run.await("\n> ", "ш") // on a Russian layout
	run.await("tr> ", "Adaya 45 araba taşır.\r")
	run.await("\n> ", "\x03")
	run.end(exitDone)
	if now := s.file(turkish); !strings.Contains(now, "Adaya 45 araba taşır.\n") || strings.Contains(now, "half") {
		t.Error(now)
	}
}

// The letters of what is pasted are no keys, and its lines are one.
func TestPasted(t *testing.T) {
	paste := func(text string) string { return "\x1b[" + pasteBegins + text + "\x1b[" + pasteEnds }
	s := serveFerry(t, false)
	run := onScreen(t, s.dir, nil, "--ui-lang", "en", "work", "--lang", "tr")
	run.await("\n> ", paste("edu\rc\x03"))
	run.await("\n> ", "i")
	run.await("tr> ", "Adaya "+paste("45 araba\rtaşır."))
	run.await("taşır.", "\r")
	run.await("\n> ", "q")
	text := run.end(exitDone)
	if now := s.file(turkish); !strings.Contains(now, "\nAdaya 45 araba taşır.\n") || !strings.Contains(text, "“…” does nothing here") {
		t.Errorf("%s\n%s", text, now)
	}
}

// A command that is ended while it waits for a key leaves the terminal as it was.
func TestWorkIsEnded(t *testing.T) {
	s := serveFerry(t, false)
	run := onScreen(t, s.dir, map[string]string{"NO_COLOR": "1"}, "work", "--lang", "tr")
	run.await("\n> ", "")
	before := s.file(turkish)
	run.stop()
	run.end(exitWork)
	run.await("", "typed\n")
	run.await("typed\n", "") // the terminal shows what is typed again
	if s.file(turkish) != before {
		t.Error("a file has changed")
	}
}

// A file that somebody else changes while its row is in front of the user is not
// overwritten, and what was typed is said not to be taken.
func TestWorkOverwritesNothing(t *testing.T) {
	s := serveFerry(t, false)
	run := onScreen(t, s.dir, nil, "work", "--lang", "tr")
	run.await("\n> ", "e")
	run.await("tr> ", "")
	theirs := strings.Replace(s.file(turkish), "Adaya 40", "Adaya tam 40", 1)
	if err := os.WriteFile(filepath.Join(s.dir, turkish), []byte(theirs), 0o666); err != nil {
		t.Fatal(err)
	}
	run.await("tr> ", "Benim 45 arabam.\n")
	run.await("\n> ", "q")
	if text := run.end(exitDone); !strings.Contains(text, "changed meanwhile") || !strings.Contains(text, "Adaya tam 40 araba taşır.") {
		t.Error(text)
	}
	if now := s.file(turkish); now != theirs {
		t.Error(now)
	}
}
