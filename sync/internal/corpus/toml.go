package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/spelling"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// parseTOML reads xsync.toml.
func parseTOML(name string, data []byte) (*tree.Node, *Problem) {
	root, err := tree.ReadTOML(data)
	if err == nil {
		return root, nil
	}
	p := &Problem{ID: TOMLSyntax, Path: name, Data: map[string]any{"Reason": err.Error()}}
	var f *tree.Fault
	if errors.As(err, &f) {
		p.Line, p.Column = f.Position(data)
	}
	return nil, p
}

// reader takes values out of a tree and collects what is wrong with them.
type reader struct {
	name     string
	data     []byte
	problems []Problem
}

// nowhere is the offset of what is not in the file.
const nowhere = -1

// offsetOf is where a value is, if there is one.
func offsetOf(n *tree.Node) int {
	if n == nil {
		return nowhere
	}
	return n.At()
}

// MaxProblems is how many problems of a file are told. It bounds the time that
// finding their lines takes.
const MaxProblems = 100

// addProblem notes a problem at an offset.
func (r *reader) addProblem(id string, at int, data map[string]any) {
	if len(r.problems) == MaxProblems {
		return
	}
	p := Problem{ID: id, Path: r.name, Data: data}
	if at != nowhere {
		p.Line = r.lineOf(at)
		p.Column = at - bytes.LastIndexByte(r.data[:at], '\n')
	}
	r.problems = append(r.problems, p)
}

// lineOf is the line of an offset, 1-based.
func (r *reader) lineOf(at int) int { return 1 + bytes.Count(r.data[:at], []byte("\n")) }

// sortedProblems are the problems in the order of the file, those without a place last.
func (r *reader) sortedProblems() []Problem {
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		if (a.Line == 0) != (b.Line == 0) {
			return cmp.Compare(b.Line, a.Line)
		}
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.problems
}

// checkKeys notes the keys of a table that are none of those known.
func (r *reader) checkKeys(n *tree.Node, known ...string) {
	for _, c := range n.Items {
		if !slices.Contains(known, c.Key) {
			r.addProblem(UnknownKey, c.KeyAt, map[string]any{"Key": c.Key, "Nearest": spelling.Nearest(c.Key, known)})
		}
	}
}

// section is a table of the file, which may have some keys; one without any if the file does
// not have it.
func (r *reader) section(root *tree.Node, name string, keys ...string) *tree.Node {
	n := root.Get(name)
	if n == nil || !r.isTable(n, name, "["+name+"]") {
		return &tree.Node{}
	}
	r.checkKeys(n, keys...)
	return n
}

func (r *reader) wrongType(n *tree.Node, key, want string) {
	r.addProblem(BadType, n.At(), map[string]any{"Key": key, "Want": want})
}

// readText is the text that a value is; want shows how to write it.
func (r *reader) readText(n *tree.Node, key, want string) string {
	if n.Kind != tree.Text {
		r.wrongType(n, key, want)
		return ""
	}
	return n.Text
}

// readItems are the texts of an array.
func (r *reader) readItems(n *tree.Node, key, want string) []*tree.Node {
	if n.Kind != tree.List || slices.ContainsFunc(n.Items, func(i *tree.Node) bool { return i.Kind != tree.Text }) {
		r.wrongType(n, key, want)
		return nil
	}
	return n.Items
}

// readTables are the tables of an array.
func (r *reader) readTables(n *tree.Node, key, want string) []*tree.Node {
	if n == nil {
		return nil
	}
	if n.Kind != tree.List || slices.ContainsFunc(n.Items, func(i *tree.Node) bool { return i.Kind != tree.Table }) {
		r.wrongType(n, key, want)
		return nil
	}
	return n.Items
}

func (r *reader) isTable(n *tree.Node, key, want string) bool {
	if n.Kind != tree.Table {
		r.wrongType(n, key, want)
	}
	return n.Kind == tree.Table
}

// readTruth is true or false.
func (r *reader) readTruth(n *tree.Node, key, want string) bool {
	if n.Kind != tree.Other || n.Text != "true" && n.Text != "false" {
		r.wrongType(n, key, want)
	}
	return n.Text == "true"
}

// readPercent is a whole number from 0 to 100.
func (r *reader) readPercent(n *tree.Node, key string) int {
	v, err := strconv.Atoi(n.Text)
	if n.Kind != tree.Number || err != nil || v < 0 || v > 100 {
		r.addProblem(BadCoverage, n.At(), map[string]any{"Key": key})
		return 0
	}
	return v
}
