package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestMain(m *testing.M) {
	escapeDelay = time.Minute // on a machine that is busy the rest of a key may come late
	testscript.Main(m, map[string]func(){"xsync": func() {
		os.Exit(Main(context.Background(), Process(), os.Args[1:]))
	}})
}

// TestScripts runs the scripts in testdata/script, each in a folder of its own
// with the files that it holds. With -update, the expected output in them is
// rewritten.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", "/no-home") // of git, where it is started by a command in this process
	t.Setenv("XDG_CONFIG_HOME", "")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Setup:               func(env *testscript.Env) error { env.Setenv("REPOSITORY", root); return nil },
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Condition: func(cond string) (bool, error) {
			if cond == "hangup" { // a process that nohup started passes that on
				return !signal.Ignored(syscall.SIGHUP), nil
			}
			return false, fmt.Errorf("unknown condition %s", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run":     runWithin,
			"encode":  encodeFile,
			"crlf":    crlfFile,
			"fence":   fenceOfPage,
			"hook":    entryOfHook,
			"job":     jobOfTemplate,
			"replace": replaceInFile,
			"without": withoutText,
			"cut":     cutFile,
			"fill":    fillCell,
			"fillall": fillAll,
			"type": func(ts *testscript.TestScript, _ bool, args []string) {
				fillWorkbook(ts, args, (*excelize.File).SetCellStr)
			},
			"formula": func(ts *testscript.TestScript, _ bool, args []string) {
				fillWorkbook(ts, args, func(b *excelize.File, sheet, cell, text string) error { return b.SetCellFormula(sheet, cell, text) })
			},
			"commit": commitAll,
			"named":  nameCommit,
			"nogit":  withoutGit,
		},
	})
}

// runWithin is "run xsync ARGUMENTS": it runs the command in this process, which saves
// the start of another. Scripts whose command starts processes of its own, reads standard
// input or runs beside others say "exec xsync".
func runWithin(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || args[0] != "xsync" {
		ts.Fatalf("usage: run xsync [ARGUMENTS]")
	}
	world := World{
		In: strings.NewReader(""), Out: ts.Stdout(), Err: ts.Stderr(),
		Dir: ts.MkAbs("."), Env: ts.Getenv,
	}
	if status := Main(context.Background(), world, args[1:]); (status != 0) != neg {
		ts.Fatalf("unexpected exit status %d", status)
	}
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
	rewrite(ts, args[1], func(data string) string {
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
	rewrite(ts, args[0], func(data string) string {
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
	rewrite(ts, args[0], func(data string) string {
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

func rewrite(ts *testscript.TestScript, name string, by func(string) string) {
	path := ts.MkAbs(name)
	data, err := os.ReadFile(path)
	ts.Check(err)
	ts.Check(os.WriteFile(path, []byte(by(string(data))), 0o666))
}

// commitAll is "commit MESSAGE": it commits all that there is, in a repository
// that it makes if there is none. Each commit is an hour later than the one before.
func commitAll(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: commit MESSAGE")
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "test", "GIT_AUTHOR_EMAIL": "test@example.org",
		"GIT_COMMITTER_NAME": "test", "GIT_COMMITTER_EMAIL": "test@example.org",
	} {
		ts.Setenv(name, value)
	}
	if _, err := os.Stat(ts.MkAbs(".git")); err != nil {
		ts.Check(ts.Exec("git", "init", "-q", "-b", "main"))
	}
	hours, _ := strconv.Atoi(ts.Getenv("HOURS"))
	ts.Setenv("HOURS", strconv.Itoa(hours+1))
	date := strconv.Itoa(1600000000+3600*hours) + " +0000"
	ts.Setenv("GIT_AUTHOR_DATE", date)
	ts.Setenv("GIT_COMMITTER_DATE", date)
	ts.Check(ts.Exec("git", "add", "-A"))
	ts.Check(ts.Exec("git", "commit", "-q", "-m", args[0]))
}

// cutFile is "cut FILE TEXT": the file ends behind the first line with the text.
func cutFile(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: cut FILE TEXT")
	}
	rewrite(ts, args[0], func(data string) string {
		before, after, _ := strings.Cut(data, args[1])
		line, _, _ := strings.Cut(after, "\n")
		return before + args[1] + line + "\n"
	})
}

// nameCommit is "named FILE COMMIT": the commit that a translation names becomes
// the one that stands in a file.
func nameCommit(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: named FILE COMMIT")
	}
	commit := strings.TrimSpace(ts.ReadFile(args[1]))
	rewrite(ts, args[0], func(data string) string {
		return regexp.MustCompile(`[0-9a-f]{40}`).ReplaceAllString(data, commit)
	})
}

// withoutGit is "nogit": of the folders that programs are found in, those with
// xsync remain.
func withoutGit(ts *testscript.TestScript, _ bool, _ []string) {
	var kept []string
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if found, err := filepath.Glob(filepath.Join(dir, "xsync*")); err == nil && len(found) > 0 {
			kept = append(kept, dir)
		}
	}
	ts.Setenv("PATH", strings.Join(kept, string(filepath.ListSeparator)))
}

// Every script is named by the command that it tests, or by what the command is
// to cope with.
func TestScriptNames(t *testing.T) {
	names, err := filepath.Glob("testdata/script/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		subject, _, ok := strings.Cut(filepath.Base(name), "_")
		if !ok || filepath.Ext(name) != ".txtar" || !slices.Contains(strings.Fields("align bad catalog check ci compare diff fix git import init lsp mark queue report serve status tm undo usage work"), subject) {
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

// fillCell is "fill FILE SOURCE TEXT": in a table that queue wrote, it fills the
// translation of a source text in.
func fillCell(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: fill FILE SOURCE TEXT")
	}
	rewrite(ts, args[0], func(data string) string {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(data, "\ufeff"))).ReadAll()
		ts.Check(err)
		source, translation := slices.Index(rows[0], "source"), slices.Index(rows[0], "translation")
		found := false
		for _, row := range rows {
			if row[source] == args[1] {
				row[translation], found = args[2], true
			}
		}
		if !found {
			ts.Fatalf("no item for %q in\n%s", args[1], data)
		}
		var out bytes.Buffer
		ts.Check(csv.NewWriter(&out).WriteAll(rows))
		return out.String()
	})
}

// fillWorkbook is "type FILE SOURCE TEXT" and "formula FILE SOURCE TEXT": in a workbook
// that queue wrote, it fills the translation of a source text in.
func fillWorkbook(ts *testscript.TestScript, args []string, set func(b *excelize.File, sheet, cell, text string) error) {
	if len(args) != 3 {
		ts.Fatalf("usage: type FILE SOURCE TEXT")
	}
	name := ts.MkAbs(args[0])
	book, err := excelize.OpenFile(name)
	ts.Check(err)
	rows, err := book.GetRows("xsync")
	ts.Check(err)
	source, translation := slices.Index(rows[0], "source"), slices.Index(rows[0], "translation")
	line := slices.IndexFunc(rows, func(row []string) bool { return len(row) > source && row[source] == args[1] })
	if line < 0 {
		ts.Fatalf("no item for %q", args[1])
	}
	cell, err := excelize.CoordinatesToCellName(translation+1, line+1)
	ts.Check(err)
	ts.Check(set(book, "xsync", cell, args[2]))
	ts.Check(book.Save())
}

// fillAll is "fillall FILE": in a checklist that queue wrote, it translates every
// item into capitals and ticks it off.
func fillAll(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: fillall FILE")
	}
	rewrite(ts, args[0], func(data string) string {
		var out, source strings.Builder
		block := ""
		for line := range strings.Lines(strings.ReplaceAll(data, "- [ ]", "- [x]")) {
			fence, name, isFence := strings.Cut(strings.TrimSpace(line), "```")
			isFence = isFence && fence == ""
			switch {
			case isFence && block == "":
				if block = name; block == "source" {
					source.Reset()
				}
			case isFence:
				if block == "translation" {
					out.WriteString(strings.ToUpper(source.String()))
				}
				block = ""
			case block == "source":
				source.WriteString(line)
			case block == "translation":
				continue
			}
			out.WriteString(line)
		}
		return out.String()
	})
}
