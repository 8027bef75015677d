package edit

import (
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// carryLines carries a change of code or tags over. Where the translation has words of its
// own, such as comments, only what it left as it was is changed, and nothing is added
// that may have words.
func carryLines(kind block.Kind, was, now, translation string) (string, bool) {
	if block.Normalize(kind, was) == block.Normalize(kind, translation) {
		return now, now != translation
	}
	then, today, here := strings.Split(was, "\n"), strings.Split(now, "\n"), strings.Split(translation, "\n")
	if len(then) != len(here) {
		return "", false
	}
	var out []string
	changed := false
	for _, c := range ChangedLines(then, today) {
		if slices.Equal(then[c.Then:c.EndThen], today[c.Today:c.EndToday]) {
			out = append(out, here[c.Then:c.EndThen]...)
			continue
		}
		carried, ok := carryRun(then[c.Then:c.EndThen], today[c.Today:c.EndToday], here[c.Then:c.EndThen])
		if !ok {
			return "", false
		}
		out, changed = append(out, carried...), true
	}
	return strings.Join(out, "\n"), changed
}

// Run is a run of lines of two texts, by their places, half-open, that are the same or stand for
// each other.
type Run struct{ Then, EndThen, Today, EndToday int }

// ChangedLines cuts two texts, given by their lines, into runs: together they are all lines of
// both, in order.
func ChangedLines(then, today []string) []Run {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the result must not depend on the clock
	a, b, _ := d.DiffLinesToRunes(strings.Join(then, "\n")+"\n", strings.Join(today, "\n")+"\n")
	var out []Run
	at := Run{}
	flush := func() {
		if at.Then < at.EndThen || at.Today < at.EndToday {
			out = append(out, at)
		}
		at.Then, at.Today = at.EndThen, at.EndToday
	}
	for _, p := range d.DiffMainRunes(a, b, false) {
		n := len([]rune(p.Text))
		switch p.Type {
		case diffmatchpatch.DiffDelete:
			at.EndThen += n
		case diffmatchpatch.DiffInsert:
			at.EndToday += n
		case diffmatchpatch.DiffEqual:
			flush()
			at.EndThen, at.EndToday = at.Then+n, at.Today+n
			flush()
		}
	}
	flush()
	return out
}

// carryRun carries lines that changed over to those that the translation has for them.
func carryRun(then, today, here []string) ([]string, bool) {
	if len(then) != len(today) {
		return today, slices.Equal(then, here) && !slices.ContainsFunc(today, mayHaveWords)
	}
	out := make([]string, len(here))
	for k := range then {
		line, ok := carryLine(then[k], today[k], here[k])
		if !ok {
			return nil, false
		}
		out[k] = line
	}
	return out, true
}

// wordy matches what begins a comment or a text in code of some language.
var wordy = regex.Lazy("[\"'`#;%]|//|/\\*|<!|--[^\\w-]")

// mayHaveWords reports whether a line of code may have a comment or a text in it.
func mayHaveWords(line string) bool { return wordy.MatchString(line) }

// carryLine carries the change of a line over. In a line that the translation has in its
// own words, what changed must stand before these, and before what may begin them.
func carryLine(then, today, here string) (string, bool) {
	if here == then {
		return today, true
	}
	old, young, ours := []rune(then), []rune(today), []rune(here)
	start := commonPrefix(old, young)
	end := commonPrefix(backwards(old[start:]), backwards(young[start:]))
	endOld, endYoung := len(old)-end, len(young)-end
	if commonPrefix(old, ours) < endOld || mayHaveWords(string(young[:endYoung])) {
		return "", false
	}
	return string(ours[:start]) + string(young[start:endYoung]) + string(ours[endOld:]), true
}

// commonPrefix is the length of what two texts begin with.
func commonPrefix(a, b []rune) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func backwards(s []rune) []rune {
	b := slices.Clone(s)
	slices.Reverse(b)
	return b
}
