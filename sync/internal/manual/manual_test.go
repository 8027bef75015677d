package manual_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/manual"
)

var page = manual.Page{
	Name: "tool-do", Number: 1, Version: "tool 1.0", Title: "NAME", Purpose: "does 'it' \\ once",
	Sections: []manual.Section{
		{Title: "SYNOPSIS", Items: []manual.Item{{Literal: "tool do --all\n.hidden\n'quoted'"}}},
		{Title: `THE "REST"`, Items: []manual.Item{
			{Text: ".xsync holds what is recorded,\nline by line."},
			{Term: "-a, --all", Text: "does all of ~/files and x^2 and `code`"},
		}},
	},
}

func TestPage(t *testing.T) {
	const want = `.TH "TOOL\-DO" 1 "" "tool 1.0"
.nh
.ad l
.SH "NAME"
tool\-do \- does \(aqit\(aq \(rs once
.SH "SYNOPSIS"
.PP
.RS 4
.nf
tool do \-\-all
\&.hidden
\&\(aqquoted\(aq
.fi
.RE
.SH "THE \(dqREST\(dq"
.PP
\&.xsync holds what is recorded, line by line.
.TP
\fB\-a, \-\-all\fR
does all of \(ti/files and x\(ha2 and \(gacode\(ga
`
	var b strings.Builder
	if err := page.Write(&b); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != want {
		t.Errorf("%s", got)
	}
}

func TestFiles(t *testing.T) {
	for language, want := range map[string]string{"en": "man1/tool-do.1", "tr": "tr/man1/tool-do.1"} {
		if got := page.File(language); got != want {
			t.Errorf("%s: %s, want %s", language, got, want)
		}
	}
}

// What groff makes of a page is what stood in it.
func TestPageIsShownAsItWasWritten(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Log("not tried: groff is not installed")
		return
	}
	var b strings.Builder
	if err := page.Write(&b); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), groff, "-man", "-Tascii", "-P-c", "-ww")
	c.Stdin = strings.NewReader(b.String())
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	shown := strings.Join(strings.Fields(plain(string(out))), " ")
	for _, want := range []string{`tool-do - does 'it' \ once`, "tool do --all .hidden 'quoted'", `THE "REST" .xsync holds what is recorded, line by line.`, "-a, --all does all of ~/files and x^2 and `code`"} {
		if !strings.Contains(shown, want) {
			t.Errorf("there is no %q in\n%s", want, shown)
		}
	}
}

// plain takes the overstrikes away by which a printer shows bold text.
func plain(text string) string {
	var out []rune
	for _, r := range text {
		if r == '\b' && len(out) > 0 {
			out = out[:len(out)-1]
			continue
		}
		out = append(out, r)
	}
	return string(out)
}
