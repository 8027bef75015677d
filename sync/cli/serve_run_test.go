package cli

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The command prints an address, answers on it, tells a page when a file changes, and
// ends when it is interrupted.
func TestServeRuns(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ferry)
	if _, complaints, status := within(t, dir, []string{"init", "--assume"}); status != exitDone {
		t.Fatal(complaints)
	}
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	read, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		a := &app{in: strings.NewReader(""), out: out, err: out, dir: dir, env: func(string) string { return "" }}
		ended <- a.main(ctx, []string{"serve", "--name", "Ayşe", "--ui-lang", "ru"})
	}()
	said, err := bufio.NewReader(read).ReadString('\n')
	go func() { _, _ = io.Copy(io.Discard, read) }()
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\S+`).FindString(said)
	if err != nil || address == "" || !strings.HasPrefix(said, "Откройте") {
		t.Fatalf("%v %q", err, said)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: time.Minute}
	page := get(t, client, address)
	if body := bodyOf(t, page); page.StatusCode != http.StatusOK || !strings.Contains(body, "ferry") || strings.Contains(page.Request.URL.String(), "token") {
		t.Fatalf("%s %s", page.Request.URL, body)
	}
	base, _, _ := strings.Cut(address, "?")
	events := get(t, client, base+"events")
	defer func() { _ = events.Body.Close() }()
	lines := bufio.NewReader(events.Body)
	if _, err := lines.ReadString('\n'); err != nil { // it listens
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"articles/en/ferry.md": editedFerry, "articles/en/new.md": "# New\n"})
	for event := ""; !strings.HasPrefix(event, "event: change"); {
		if event, err = lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		body := bodyOf(t, get(t, client, base+"board"))
		if strings.Contains(body, "1 stale") && strings.Contains(body, "id=new") {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("the page does not follow the files:\n%s", body)
		}
	}
	interrupt()
	select {
	case status := <-ended:
		if status != exitDone {
			t.Errorf("status %d", status)
		}
	case <-time.After(time.Minute):
		t.Error("it does not end")
	}
}

func get(t *testing.T, client *http.Client, address string) *http.Response {
	t.Helper()
	r, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func bodyOf(t *testing.T, r *http.Response) string {
	t.Helper()
	defer func() { _ = r.Body.Close() }()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
