package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"time"

	"github.com/xsync-project/xsync/sync/internal/queue"
)

// draftRequest is a line that the project's command for drafts gets.
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

// draft asks the project's command for first versions. It is run once, by the
// shell in the folder of the project; a line goes in for every item, and a line
// comes back for those that it has something to say on, in any order.
func (a *app) draft(ctx context.Context, p *project, list *queue.Queue) error {
	line := p.Config.Draft.Command
	if line == "" {
		return &usageError{message: a.messages.Text("usage.no_draft")}
	}
	if len(list.Items) == 0 {
		return nil
	}
	answers, err := a.runDraft(ctx, p.root, line, list)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return a.draftFailed(line, err)
	}
	for k := range list.Items {
		i := &list.Items[k]
		if text := strings.TrimSpace(answers[i.ID]); text != "" {
			i.Suggestions = append(i.Suggestions, queue.Suggestion{Text: text, Origin: queue.Draft})
		}
	}
	return nil
}

// draftPatience is how long the command's own children may hold on to its output
// once it has ended or was told to.
const draftPatience = time.Second

// runDraft runs the command, and returns what it answers by the ids of items.
func (a *app) runDraft(ctx context.Context, dir, line string, list *queue.Queue) (map[string]string, error) {
	var in bytes.Buffer
	if err := request(&in, list); err != nil {
		return nil, err
	}
	out, answered := io.Pipe()
	c := exec.CommandContext(ctx, "sh", "-c", line)
	c.Dir, c.Stdin, c.Stdout, c.Stderr, c.WaitDelay = dir, &in, answered, a.err, draftPatience
	if err := c.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() {
		ended <- c.Wait()
		_ = answered.Close()
	}()
	answers, readErr := a.replies(out)
	_, _ = io.Copy(io.Discard, out)
	if err := <-ended; err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return nil, err
	}
	return answers, readErr
}

func (a *app) draftFailed(line string, err error) error {
	a.fail(exitWork)
	a.say(a.messages.Text("draft.failed", "Command", line, "Reason", err.Error()))
	return errReported
}

func request(w io.Writer, list *queue.Queue) error {
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

// replies reads the answers of the command, by the ids of their items. Its errors
// are in the user's language.
func (a *app) replies(r io.Reader) (map[string]string, error) {
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
			return nil, errors.New(a.messages.Text("draft.no_reply", "Line", n))
		}
		if reply.ID == "" {
			return nil, errors.New(a.messages.Text("draft.no_id", "Line", n))
		}
		out[reply.ID] = reply.Text
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return nil, errors.New(a.messages.Text("draft.too_long", "Limit", maxReply))
	}
	return out, lines.Err()
}
