package cli

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// A command that does not end is ended: once it has answered all, with its answers, and
// without them where it answers nothing that was asked.
func TestDraftsEnd(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	const all = `sed 's/.*"id":"\([^"]*\)".*/{"id":"\1","text":"TASLAK"}/'; `
	for _, c := range []struct {
		name, command string
		rest, silence time.Duration
		said          string
	}{
		{"answers all and stays", all + "exec sleep 30", time.Millisecond, time.Hour, "TASLAK"},
		{"says nothing", "exec sleep 30", time.Hour, time.Millisecond, "nothing for an hour"},
		{"answers to others for ever", `exec yes '{"id":"none","text":"x"}'`, time.Hour, time.Millisecond, "nothing for an hour"},
		{"no answer, for ever", "exec yes", time.Millisecond, time.Hour, "line 1 of its output"},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func(rest, silence time.Duration) { draftRest, draftSilence = rest, silence }(draftRest, draftSilence)
			draftRest, draftSilence = c.rest, c.silence
			var out bytes.Buffer
			a := &app{in: strings.NewReader(""), out: &out, err: &out, dir: staleFerry(t), env: func(string) string { return "" }}
			a.main(context.Background(), []string{"draft", "--ui-lang", "en", "--lang", "tr", "--command", c.command})
			if !strings.Contains(out.String(), c.said) {
				t.Errorf("said %s", &out)
			}
		})
	}
}
