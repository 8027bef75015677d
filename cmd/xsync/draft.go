package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"

	"github.com/xsync-project/xsync/sync/queue"
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
	c := exec.CommandContext(ctx, "sh", "-c", line)
	c.Dir, c.Stderr = p.root, a.err
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return a.draftFailed(line, err)
	}
	go func() { // a command that stops reading says so by its status
		_ = request(in, list)
		_ = in.Close()
	}()
	answers, readErr := a.replies(out)
	_, _ = io.Copy(io.Discard, out)
	if err := c.Wait(); err != nil {
		return a.draftFailed(line, err)
	}
	if readErr != nil {
		return a.draftFailed(line, readErr)
	}
	for k := range list.Items {
		i := &list.Items[k]
		if text := strings.TrimSpace(answers[i.ID]); text != "" {
			i.Suggestions = append(i.Suggestions, queue.Suggestion{Text: text, Origin: queue.Draft})
		}
	}
	return nil
}

func (a *app) draftFailed(line string, err error) error {
	a.fail(exitWork)
	a.say(a.messages.Text("draft.failed", "Command", line, "Reason", err.Error()))
	return errReported
}

func request(w io.Writer, list *queue.Queue) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
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
	return b.Flush()
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
