package report

import (
	"strconv"
	"strings"

	"github.com/xsync-project/xsync/sync/check"
)

// Numbers that kept the separators of the source's language come by the dozen, as in the
// cells of a table: a file has one such mistake, however many places it is in.

// apart is up to how many of them each is told by itself.
const apart = 3

// mostRanges is how many runs of lines are named.
const mostRanges = 8

// repetition is what is told of verdicts as one, at the first of them.
type repetition struct {
	more  int    // how many there are beside the first
	lines string // where
}

// repetitions are, by the first verdict, those that are told as one, and which verdicts
// are told with another.
func repetitions(list []check.Verdict) (first map[int]repetition, rest map[int]bool) {
	files := map[string][]int{}
	broken := map[string]bool{} // files in which one of them has a fraction where the other side has none
	for k := range list {
		if v := &list[k]; isThousandfold(v) {
			files[v.Path] = append(files[v.Path], k)
			broken[v.Path] = broken[v.Path] || strings.Contains(v.Source, ".") != strings.Contains(v.Target, ".")
		}
	}
	first, rest = map[int]repetition{}, map[int]bool{}
	for name, at := range files {
		if len(at) <= apart || !broken[name] {
			continue
		}
		lines := make([]int, 0, len(at)-1)
		for _, k := range at[1:] {
			rest[k] = true
			lines = append(lines, list[k].Line)
		}
		first[at[0]] = repetition{len(lines), ranges(lines)}
	}
	return first, rest
}

// isThousandfold reports whether a verdict is on a number whose separators part thousands
// in one of the languages and decimals in the other.
func isThousandfold(v *check.Verdict) bool {
	if v.Kind != check.OnFinding || v.Rule != "number" {
		return false
	}
	a, err := strconv.ParseFloat(v.Source, 64)
	b, err2 := strconv.ParseFloat(v.Target, 64)
	if err != nil || err2 != nil || a == 0 || b == 0 {
		return false
	}
	for _, n := range []float64{1e3, 1e6, 1e9} {
		if isNear(a, b*n) || isNear(b, a*n) {
			return true
		}
	}
	return false
}

// isNear reports whether two numbers are one but for the rounding of fractions.
func isNear(a, b float64) bool { return max(a-b, b-a) <= max(a, -a)*1e-12 }

// ranges names lines in their order: "7–9, 12".
func ranges(lines []int) string {
	var out []string
	for k := 0; k < len(lines); {
		end := k + 1
		for end < len(lines) && lines[end] <= lines[end-1]+1 {
			end++
		}
		if len(out) == mostRanges {
			out = append(out, "…")
			break
		}
		text := strconv.Itoa(lines[k])
		if last := lines[end-1]; last != lines[k] {
			text += "–" + strconv.Itoa(last)
		}
		out, k = append(out, text), end
	}
	return strings.Join(out, ", ")
}
