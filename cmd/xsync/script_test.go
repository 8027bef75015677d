package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"encode":  encodeFile,
			"crlf":    crlfFile,
			"replace": replaceInFile,
			"without": withoutText,
			"fill":    fillCell,
			"fillall": fillAll,
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
		if !ok || filepath.Ext(name) != ".txtar" || !slices.Contains(strings.Fields("align bad catalog check compare diff fix git import init mark queue status tm usage"), subject) {
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
	change(ts, args[0], func(data string) string {
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

// fillAll is "fillall FILE": in a checklist that queue wrote, it translates every
// item into capitals and ticks it off.
func fillAll(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: fillall FILE")
	}
	change(ts, args[0], func(data string) string {
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
