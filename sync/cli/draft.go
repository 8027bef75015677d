package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// draftRequest is a line that the command for drafts gets.
type draftRequest struct {
	ID             string   `json:"id"`
	SourceLanguage string   `json:"source_language"`
	TargetLanguage string   `json:"target_language"`
	Kind           string   `json:"kind"`
	Section        []string `json:"section,omitempty"`
	Text           string   `json:"text"`
	Was            string   `json:"was,omitempty"`
	Translation    string   `json:"translation,omitempty"`
	Notes          []string `json:"notes,omitempty"`
}

// draftReply is a line that it answers.
type draftReply struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// maxReply bounds the length in bytes of a line that the command answers.
const maxReply = 16 << 20

// draftCommandOf is the command that makes drafts: the one given on the command line, or
// that of the user's own configuration. One that the project names is not run: a
// branch of a stranger may name any, and change the script that a harmless one runs.
func (a *app) draftCommandOf(p *disk.Project, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	file := a.userFile()
	line, err := readDrafter(file)
	if err != nil || line != "" {
		return line, err
	}
	message := a.messages.Text("usage.no_draft", "File", file)
	if p.Config.Draft.Command != "" {
		message = a.messages.Text("usage.project_draft", "File", file)
	}
	return "", &usageError{message: message}
}

// userFile is the user's own configuration, outside of all projects; "" if there is
// no place for any.
func (a *app) userFile() string {
	dir := a.env("XDG_CONFIG_HOME")
	switch {
	case runtime.GOOS == "windows":
		dir = a.env("AppData")
	case filepath.IsAbs(dir):
	case runtime.GOOS == "darwin":
		dir = filepath.Join(a.env("HOME"), "Library", "Application Support")
	default:
		dir = filepath.Join(a.env("HOME"), ".config")
	}
	if !filepath.IsAbs(dir) {
		return ""
	}
	return filepath.Join(dir, "xsync", "config.toml")
}

// readDrafter reads the command for drafts from the user's configuration, "" if it
// names none.
func readDrafter(file string) (string, error) {
	info, err := os.Stat(file)
	if file == "" || errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	switch {
	case err != nil: // opening says what is wrong
	case !info.Mode().IsRegular():
		return "", corpus.Problem{ID: corpus.NotRegular, Path: file}
	case info.Size() > corpus.MaxConfig:
		return "", corpus.Problem{ID: corpus.TooLarge, Path: file, Data: map[string]any{"Size": info.Size(), "Limit": corpus.MaxConfig}}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", corpus.Unreadable(file, err)
	}
	var own struct {
		Draft struct {
			Command string `toml:"command"`
		} `toml:"draft"`
	}
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&own); err != nil {
		return "", corpus.Problem{ID: corpus.TOMLSyntax, Path: file, Data: map[string]any{"Reason": strings.TrimPrefix(err.Error(), "toml: ")}}
	}
	return own.Draft.Command, nil
}

// askForDrafts asks a command of the user's for first versions. It is run once, by the
// shell in the folder of the project; a line goes in for every item, and a line
// comes back for those that it has something to say on, in any order.
func (a *app) askForDrafts(ctx context.Context, p *disk.Project, line string, list *queue.Queue) error {
	if len(list.Items) == 0 {
		return nil
	}
	answers, err := a.runDraft(ctx, p.Root, line, list)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && len(answers) == 0:
		return a.draftFailed(line, err)
	case err != nil: // what it has given by then is not lost
		_ = a.draftFailed(line, err)
	}
	some := false
	for k := range list.Items {
		i := &list.Items[k]
		if text := strings.TrimSpace(answers[i.ID]); text != "" {
			i.Suggestions = append(i.Suggestions, queue.Suggestion{Text: text, Origin: queue.Draft})
			some = true
		}
	}
	if !some && err == nil {
		a.writeComplaint(a.messages.Text("draft.none"))
	}
	return nil
}

// How long the command is waited for.
var (
	// draftPatience is how long its own children may hold on to its output once it has ended
	// or was told to.
	draftPatience = time.Second
	// draftRest is how long it may go on once it has answered every item.
	draftRest = 10 * time.Second
	// draftSilence is how long it may answer nothing once it has begun to answer; the message of
	// it names the time. Many answer all at their end.
	draftSilence = time.Hour
)

// runDraft runs the command, and returns what it answers by the ids of items, also with an error.
// One that falls silent for long is ended, and so is one that goes on when all is answered.
func (a *app) runDraft(ctx context.Context, dir, line string, list *queue.Queue) (map[string]string, error) {
	var in bytes.Buffer
	if err := writeRequest(&in, list); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	patience := time.AfterFunc(math.MaxInt64, stop) // until it has begun to answer
	defer patience.Stop()
	out, answered := io.Pipe()
	c := exec.CommandContext(ctx, "sh", "-c", line)
	complaints := &heard{to: a.err}
	c.Dir, c.Stdin, c.Stdout, c.Stderr, c.WaitDelay = dir, &in, answered, complaints, draftPatience
	if err := c.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() {
		ended <- c.Wait()
		_ = answered.Close()
	}()
	left := map[string]bool{}
	for k := range list.Items {
		left[list.Items[k].ID] = true
	}
	begun := false
	answers, readErr := a.readReplies(out, func(id string) {
		if !begun {
			begun = true
			patience.Reset(draftSilence)
		}
		if !left[id] {
			return
		}
		if delete(left, id); len(left) == 0 {
			patience.Reset(draftRest)
		} else {
			patience.Reset(draftSilence)
		}
	})
	if readErr != nil {
		patience.Reset(draftRest)
	}
	_, _ = io.Copy(io.Discard, out)
	err := <-ended
	complaints.flushLine()
	switch {
	case ctx.Err() == nil && err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return answers, err
	case ctx.Err() != nil && readErr == nil && len(left) > 0:
		return answers, errors.New(a.messages.Text("draft.silent"))
	}
	return answers, readErr
}

func (a *app) draftFailed(line string, err error) error {
	a.raiseStatus(exitWork)
	a.writeComplaint(a.messages.Text("draft.failed", "Command", line, "Reason", a.phraseText(err.Error())))
	return errReported
}

func writeRequest(w io.Writer, list *queue.Queue) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for k := range list.Items {
		i := &list.Items[k]
		if err := enc.Encode(draftRequest{
			ID: i.ID, SourceLanguage: list.Source, TargetLanguage: list.Target, Kind: i.Kind.String(), Section: i.Section,
			Text: i.Text, Was: i.Was, Translation: i.Translation, Notes: i.Notes,
		}); err != nil {
			return err
		}
	}
	return nil
}

// readReplies reads the answers of the command, by the ids of their items, and tells each id. With
// an error it returns those before it. Its errors are in the user's language.
func (a *app) readReplies(r io.Reader, tell func(id string)) (map[string]string, error) {
	out := map[string]string{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxReply)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var reply draftReply
		if err := json.Unmarshal(line, &reply); err != nil {
			return out, errors.New(a.messages.Text("draft.no_reply", "Line", n))
		}
		if reply.ID == "" {
			return out, errors.New(a.messages.Text("draft.no_id", "Line", n))
		}
		out[reply.ID] = reply.Text
		tell(reply.ID)
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return out, errors.New(a.messages.Text("draft.too_long", "Limit", maxReply))
	}
	return out, lines.Err()
}
