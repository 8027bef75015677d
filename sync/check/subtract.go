package check

import (
	"slices"
	"strings"
)

// Subtract returns what is among the verdicts at head and was not among those
// at base, in the order of head. Verdicts count as often as they occur: of two
// with one key at head and one at base, one is left.
//
// What no key accounts for is looked for once more under other articles, for a
// text that was moved to another article, or whose article got another name, is
// no new debt. Law: Subtract(v, v) is empty, and Subtract(v, nil) is v.
func Subtract(head, base []Verdict) []Verdict {
	left, spare := takePairs(head, base, func(v *Verdict) string { return v.Key })
	left, _ = takePairs(left, spare, keyAnywhere)
	return left
}

// keyAnywhere is a key without the article.
func keyAnywhere(v *Verdict) string {
	if v.Kind == OnNoSource {
		return v.Key
	}
	row, _, _ := strings.Cut(v.Row, "-") // what follows counts equal texts of the article
	if row == "" {
		row = v.Text
	}
	return digestOf(v.Language, v.Rule, row, v.Source, v.Target)
}

// takePairs takes pairs with equal keys away and returns what is left of both lists.
func takePairs(head, base []Verdict, key func(*Verdict) string) (left, spare []Verdict) {
	at := map[string][]int{}
	for k := range base {
		at[key(&base[k])] = append(at[key(&base[k])], k)
	}
	used := make([]bool, len(base))
	for k := range head {
		same := at[key(&head[k])]
		if len(same) == 0 {
			left = append(left, head[k])
			continue
		}
		used[same[0]] = true
		at[key(&head[k])] = same[1:]
	}
	spare = slices.Clone(base)
	n := -1
	spare = slices.DeleteFunc(spare, func(Verdict) bool { n++; return used[n] })
	return left, spare
}
