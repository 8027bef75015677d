package check

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/baseline"
	"github.com/xsync-project/xsync/sync/internal/block"
)

// AcceptedPath is where a project keeps the verdicts that it accepts.
const AcceptedPath = ".xsync/accepted"

// acceptedHead begins the file.
const acceptedHead = `# What xsync check lets pass, a line a finding: its seal, then for readers the
# article, the language, the rule and the first words. An entry expires when its
# segment changes, on either side. To accept what is open: xsync check --accept
`

// Accepted is a list of verdicts that a project lets pass. The zero value is
// empty and ready to use.
type Accepted struct {
	remarks map[string]string // by seal
}

// DecodeAccepted reads a list. Empty lines, comments and git's conflict markers
// are passed over, and what stands behind a seal is for readers; a line without
// one is an error of type *[baseline.Error].
func DecodeAccepted(path string, data []byte) (*Accepted, error) {
	a := &Accepted{remarks: map[string]string{}}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimSpace(string(line))
		if text == "" || strings.HasPrefix(text, "#") || conflict(text) {
			continue
		}
		seal, remark, _ := strings.Cut(text, " ")
		if _, ok := block.ParseDigest(seal); !ok {
			return nil, &baseline.Error{Path: path, Line: n, Text: text, Want: "a seal of 24 letters and a remark, as xsync check --accept writes them"}
		}
		a.remarks[seal] = strings.TrimSpace(remark)
	}
	return a, nil
}

// conflict reports whether git wrote a line between two versions of a file.
func conflict(line string) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// Split takes the verdicts that are accepted out of a list.
func (a *Accepted) Split(list []Verdict) (left, accepted []Verdict) {
	for _, v := range list {
		if _, ok := a.remarks[v.Seal]; ok {
			accepted = append(accepted, v)
		} else {
			left = append(left, v)
		}
	}
	return left, accepted
}

// Keep drops the entries that none of the verdicts has any more, and returns
// how many.
func (a *Accepted) Keep(list []Verdict) int {
	live := map[string]bool{}
	for _, v := range list {
		live[v.Seal] = true
	}
	n := 0
	for seal := range a.remarks {
		if !live[seal] {
			delete(a.remarks, seal)
			n++
		}
	}
	return n
}

// Add accepts verdicts. The coverage of a language cannot be accepted: that is
// what its minimum is for.
func (a *Accepted) Add(list []Verdict) int {
	if a.remarks == nil {
		a.remarks = map[string]string{}
	}
	n := len(a.remarks)
	for _, v := range list {
		if v.Kind != OnCoverage {
			a.remarks[v.Seal] = strings.Join(strings.Fields("# "+v.Article+" "+v.Language+" "+v.Rule+": "+v.Text), " ")
		}
	}
	return len(a.remarks) - n
}

// Encode writes the list by article, language and rule. Law: decoding it gives
// the same list. An empty list is an empty file.
func (a *Accepted) Encode() []byte {
	if len(a.remarks) == 0 {
		return nil
	}
	var lines []string
	for seal, remark := range a.remarks {
		lines = append(lines, strings.TrimSpace(seal+" "+remark)+"\n")
	}
	slices.SortFunc(lines, func(x, y string) int {
		const seal = 24 + 1
		return strings.Compare(x[min(seal, len(x)):]+x, y[min(seal, len(y)):]+y)
	})
	return []byte(acceptedHead + strings.Join(lines, ""))
}
