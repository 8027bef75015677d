//go:build unix

package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// A command that does not end is ended: once it has answered all, or falls silent. What it has
// answered by then is taken.
func TestDraftsEnd(t *testing.T) {
	const answer = `sed 's/.*"id":"\([^"]*\)".*/{"id":"\1","text":"TASLAK"}/'; `
	const silent = "nothing for an hour"
	for _, c := range []struct {
		name, command string
		rest, silence time.Duration
		said          []string
	}{
		{"answers all and stays", answer + "exec sleep 30", time.Millisecond, time.Hour, []string{"TASLAK"}},
		{"answers one and falls silent", "head -n 1 | " + answer + "exec sleep 30", time.Hour, time.Millisecond, []string{"TASLAK", silent}},
		{"answers one and fails", "head -n 1 | " + answer + "exit 1", time.Hour, time.Hour, []string{"TASLAK", "exit status 1"}},
		{"answers one and then talks", "head -n 1 | " + answer + "echo Hello", time.Hour, time.Hour, []string{"TASLAK", "line 2 of its output"}},
		{"answers to others", `echo '{"id":"none","text":"x"}'`, time.Hour, time.Hour, []string{"has none for any item"}},
		{"answers late", "sleep 0.2; " + answer, time.Hour, 100 * time.Millisecond, []string{"TASLAK"}},
		{"answers to others for ever", `exec yes '{"id":"none","text":"x"}'`, time.Hour, time.Millisecond, []string{silent}},
		{"no answer, for ever", "exec yes", time.Millisecond, time.Hour, []string{"line 1 of its output"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func(rest, silence time.Duration) { draftRest, draftSilence = rest, silence }(draftRest, draftSilence)
			draftRest, draftSilence = c.rest, c.silence
			dir := t.TempDir()
			ferries(t, dir)
			var out bytes.Buffer
			a := &app{in: strings.NewReader(""), out: &out, err: &out, dir: dir, env: func(string) string { return "" }}
			a.main(context.Background(), []string{"draft", "--ui-lang", "en", "--lang", "tr", "--command", c.command})
			for _, said := range c.said {
				if !strings.Contains(out.String(), said) {
					t.Errorf("said %s, not %s", &out, said)
				}
			}
		})
	}
}
