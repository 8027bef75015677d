package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"xsync": main})
}

// TestScripts runs the scripts in testdata/script, each in a folder of its own
// with the files that it holds. With -update, the expected output in them is
// rewritten.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Setup:               func(env *testscript.Env) error { env.Setenv("REPOSITORY", root); return nil },
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"encode":  encodeFile,
			"crlf":    crlfFile,
			"fence":   fenceOfPage,
			"hook":    entryOfHook,
			"job":     jobOfTemplate,
			"replace": replaceInFile,
			"without": withoutText,
		},
	})
}

var encodings = map[string]encoding.Encoding{
	"windows-1251": charmap.Windows1251,
	"windows-1254": charmap.Windows1254,
	"utf-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
}

// encodeFile is "encode ENCODING FILE": it writes a UTF-8 file in another
// encoding.
func encodeFile(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 || encodings[args[0]] == nil {
		ts.Fatalf("usage: encode ENCODING FILE")
	}
	change(ts, args[1], func(data string) string {
		out, err := encodings[args[0]].NewEncoder().String(data)
		ts.Check(err)
		return out
	})
}

// crlfFile is "crlf FILE": it gives a file what editors on Windows leave, a byte
// order mark and CRLF, and blanks on its empty lines, and takes the last line end
// away.
func crlfFile(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: crlf FILE")
	}
	change(ts, args[0], func(data string) string {
		data = strings.ReplaceAll(strings.TrimSuffix(data, "\n"), "\n\n", "\n \t\n")
		return "\ufeff" + strings.ReplaceAll(data, "\n", "\r\n")
	})
}

// replaceInFile is "replace FILE OLD NEW": OLD has to be there. \n in both is a
// line end.
func replaceInFile(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	lineEnd := strings.NewReplacer(`\n`, "\n", `\0`, "\x00", `\xff`, "\xff")
	before, after := lineEnd.Replace(args[1]), lineEnd.Replace(args[2])
	change(ts, args[0], func(data string) string {
		if !strings.Contains(data, before) {
			ts.Fatalf("%s does not hold %q", args[0], before)
		}
		return strings.Replace(data, before, after, 1)
	})
}

// withoutText is "without FILE TEXT": the file must not hold the text.
func withoutText(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: without FILE TEXT")
	}
	if strings.Contains(ts.ReadFile(args[0]), args[1]) {
		ts.Fatalf("%s holds %q", args[0], args[1])
	}
}

// jobOfTemplate is "job TEMPLATE NAME FILE": it writes the script of a job of
// GitLab as the runner would run it, line by line, ending with the first that
// fails.
func jobOfTemplate(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: job TEMPLATE NAME FILE")
	}
	var jobs map[string]struct{ Script []string }
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &jobs))
	script := jobs[args[1]].Script
	if len(script) == 0 {
		ts.Fatalf("%s has no job %s with a script", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte("set -eo pipefail\n"+strings.Join(script, "\n")+"\n"), 0o666))
}

// entryOfHook is "hook LIST ID FILE": it writes what pre-commit runs for a hook.
func entryOfHook(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: hook LIST ID FILE")
	}
	var hooks []struct{ ID, Entry string }
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &hooks))
	for _, h := range hooks {
		if h.ID == args[1] {
			ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte("exec "+h.Entry+"\n"), 0o777))
			return
		}
	}
	ts.Fatalf("%s has no hook %s", args[0], args[1])
}

// fenceOfPage is "fence PAGE NAME FILE": it writes the file that a page of the
// documentation shows under a name.
func fenceOfPage(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: fence PAGE NAME FILE")
	}
	_, after, ok := strings.Cut(ts.ReadFile(args[0]), " file="+args[1]+"\n")
	body, _, closed := strings.Cut(after, fence)
	if !ok || !closed {
		ts.Fatalf("%s shows no %s", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(body), 0o777))
}

func change(ts *testscript.TestScript, name string, by func(string) string) {
	path := ts.MkAbs(name)
	data, err := os.ReadFile(path)
	ts.Check(err)
	ts.Check(os.WriteFile(path, []byte(by(string(data))), 0o666))
}

// Every script is named by the command that it tests.
func TestScriptNames(t *testing.T) {
	names, err := filepath.Glob("testdata/script/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		subject, _, ok := strings.Cut(filepath.Base(name), "_")
		if !ok || filepath.Ext(name) != ".txtar" || !slices.Contains(strings.Fields("align bad check ci compare diff init mark status usage"), subject) {
			t.Errorf("%s is not named by a command", name)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, []byte("# ")) {
			t.Errorf("%s does not begin by saying why it exists", name)
		}
	}
}
