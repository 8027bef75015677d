package cli

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected output in the documentation")

// TestDocumentation runs the examples in the documentation and compares what
// they print. A fence whose info string has file=NAME makes a file; a console
// fence runs its commands, each after "$ ", in the folder of those files, or,
// with in=project, in this repository. A heading begins a new folder.
func TestDocumentation(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "../../README.md") {
		if translatedPage.MatchString(page) {
			continue
		}
		t.Run(filepath.Base(page), func(t *testing.T) {
			src, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			got := runPage(t, string(src))
			if *update {
				if err := os.WriteFile(page, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(src), got); diff != "" {
				t.Errorf("the page and the program part (-page +program):\n%s", diff)
			}
		})
	}
}

// translatedPage matches the path of a page that is a translation of another.
var translatedPage = regexp.MustCompile(`\.(?:tr|ru)(\.md)$`)

// The examples in a translated page are those of its source, which are run.
func TestTranslatedExamples(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, page := range pages {
		if !translatedPage.MatchString(page) {
			continue
		}
		count++
		if diff := cmp.Diff(examplesOf(t, translatedPage.ReplaceAllString(page, "$1")), examplesOf(t, page)); diff != "" {
			t.Errorf("%s: the examples part (-source +translation):\n%s", page, diff)
		}
	}
	if count < 16 {
		t.Errorf("only %d translated pages were found", count)
	}
}

// example matches a fence that makes a file or runs commands.
var example = regexp.MustCompile("(?ms)^```(?:console|[a-z]+ file=).*?^```$")

func examplesOf(t *testing.T, page string) []string {
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return example.FindAllString(string(src), -1)
}

const fence = "```"

// runPage is a page with the output of its commands as they print it now.
func runPage(t *testing.T, page string) string {
	var out strings.Builder
	dir, info, body := t.TempDir(), "", []string(nil)
	inside := false
	for line := range strings.Lines(page) {
		text := strings.TrimRight(line, "\n")
		switch {
		case !inside && strings.HasPrefix(text, fence):
			inside, info, body = true, text[len(fence):], nil
			out.WriteString(line)
		case inside && text == fence:
			inside = false
			out.WriteString(runFence(t, dir, info, body))
			out.WriteString(line)
		case inside:
			body = append(body, text)
		default:
			if strings.HasPrefix(text, "#") {
				dir = t.TempDir()
			}
			out.WriteString(line)
		}
	}
	return out.String()
}

func runFence(t *testing.T, dir, info string, body []string) string {
	fields := strings.Fields(info)
	for _, f := range fields {
		if name, ok := strings.CutPrefix(f, "file="); ok {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(strings.Join(body, "\n")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(fields) == 0 || fields[0] != "console" {
		return lines(body)
	}
	if len(fields) > 1 && fields[1] == "in=project" {
		dir = filepath.Join("..", "..")
	}
	var out strings.Builder
	for _, l := range body {
		if args, ok := strings.CutPrefix(l, "$ xsync "); ok {
			out.WriteString(l + "\n" + output(dir, words(args)))
		}
	}
	return out.String()
}

func lines(body []string) string {
	if len(body) == 0 {
		return ""
	}
	return strings.Join(body, "\n") + "\n"
}

var word = regexp.MustCompile(`"[^"]*"|\S+`)

// words are the arguments in a command line, some between quotation marks.
func words(line string) []string {
	out := word.FindAllString(line, -1)
	for k := range out {
		out[k] = strings.Trim(out[k], `"`)
	}
	return out
}

// output is what a command prints in a folder, complaints included.
func output(dir string, args []string) string {
	var out bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &out, dir: dir, env: func(string) string { return "" }, width: 96}
	a.main(context.Background(), args)
	return out.String()
}

var (
	pageLink = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#+ +(.*)$`)
	fenced   = regexp.MustCompile("(?ms)^(```|~~~).*?^(```|~~~)$")
)

// Links within the documentation lead to a page, and to a heading on it.
func TestDocumentationLinks(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	prose := func(page string) string {
		src, err := os.ReadFile(page)
		if err != nil {
			t.Error(err)
		}
		return fenced.ReplaceAllString(string(src), "")
	}
	for _, page := range append(pages, "../../README.md") {
		for _, m := range pageLink.FindAllStringSubmatch(prose(page), -1) {
			name, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(m[1], "://") {
				continue
			}
			at := page
			if name != "" {
				at = filepath.Join(filepath.Dir(page), name)
			}
			anchors := []string{""}
			for _, h := range heading.FindAllStringSubmatch(prose(at), -1) {
				anchors = append(anchors, anchorOf(h[1]))
			}
			if !slices.Contains(anchors, anchor) {
				t.Errorf("%s: %s leads nowhere", page, m[1])
			}
		}
	}
}

// anchorOf is the anchor that GitHub and GitLab give a heading.
func anchorOf(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
