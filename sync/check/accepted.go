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
# segment changes, on either side, and follows it into another article.
# To accept what is open: xsync check --accept
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
		if text == "" || strings.HasPrefix(text, "#") || isConflictMarker(text) {
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

// isConflictMarker reports whether git wrote a line between two versions of a file.
func isConflictMarker(line string) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// IsEmpty reports whether the list lets nothing pass.
func (a *Accepted) IsEmpty() bool { return len(a.remarks) == 0 }

// Follow moves the entries of articles that have another name now, and those of
// texts that went to another article, to where the verdicts are: one that is not
// accepted takes over an entry that was made for the same language, rule, row and
// texts in another article, which no verdict there has any more. Elsewhere reports
// whether an article may still have what was accepted in it, since it was not
// judged. It returns how many entries moved. Law: there are as many entries as before,
// and what was accepted still is.
func (a *Accepted) Follow(list []Verdict, elsewhere func(article string) bool) int {
	var open []*Verdict
	used := map[string]bool{}
	for k := range list {
		if _, ok := a.remarks[list[k].Seal]; ok {
			used[list[k].Seal] = true
		} else {
			open = append(open, &list[k])
		}
	}
	left := a.leftEntries(used, elsewhere)
	if len(left) == 0 {
		return 0
	}
	n := 0
	for _, v := range open {
		if was, ok := a.sealUnder(left[v.Language+" "+v.Rule], v, used); ok && !used[v.Seal] {
			delete(a.remarks, was)
			a.remarks[v.Seal], used[v.Seal] = remarkOf(v), true
			n++
		}
	}
	return n
}

// sealUnder is the seal of an unused entry that a verdict would have in one of some
// articles.
func (a *Accepted) sealUnder(articles []string, v *Verdict, used map[string]bool) (string, bool) {
	for _, article := range articles {
		seal := v.parts.sealIn(article)
		if _, ok := a.remarks[seal]; ok && !used[seal] {
			return seal, true
		}
	}
	return "", false
}

// leftEntries are the articles that have entries which no verdict has, by language and
// rule, each list in order.
func (a *Accepted) leftEntries(used map[string]bool, elsewhere func(article string) bool) map[string][]string {
	out := map[string][]string{}
	for seal, text := range a.remarks {
		if used[seal] {
			continue
		}
		article, about, ok := aboutOf(text)
		if ok && !slices.Contains(out[about], article) && !elsewhere(article) {
			out[about] = append(out[about], article)
		}
	}
	for _, articles := range out {
		slices.Sort(articles)
	}
	return out
}

// remarkOf is what stands behind the seal of a verdict.
func remarkOf(v *Verdict) string {
	return strings.Join(strings.Fields("# "+v.Article+" "+v.Language+" "+v.Rule+": "+v.Text), " ")
}

// aboutOf reads the article of a remark, and the language and the rule, which no
// blank stands in.
func aboutOf(remark string) (article, about string, ok bool) {
	head, _, ok := strings.Cut(strings.TrimPrefix(remark, "# ")+" ", ": ")
	words := strings.Split(head, " ")
	if !ok || len(words) < 3 {
		return "", "", false
	}
	n := len(words) - 2
	return strings.Join(words[:n], " "), strings.Join(words[n:], " "), true
}

// Split takes the verdicts that are accepted out of a list.
func (a *Accepted) Split(list []Verdict) (left, accepted []Verdict) {
	if a.IsEmpty() {
		return list, nil
	}
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
	for k := range list {
		if v := &list[k]; v.Kind != OnCoverage {
			a.remarks[v.Seal] = remarkOf(v)
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
