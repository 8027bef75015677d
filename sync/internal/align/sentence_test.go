package align

import "testing"

func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"":                                  0,
		"—":                                 0,
		"One":                               1,
		"One two.":                          1,
		"One. Two? Three! Four":             4,
		"One.[^1] Two.[^2]":                 2,
		"*One.* **Two.**":                   2,
		"It says \"one.\" And (two.) Three": 3,
		"Version 1.2.3 of e.g. this":        1,
		"It is 3.5 m. high":                 1,
		"Wait... what? Well…":               2,
		"Bir. İki. Üç.":                     3,
		"Раз. Два… Три":                     3,
		"一。二！三":                             3,
		"`a.b()` is called. `c.d` is not.":  2,
		". ! ?":                             0,
	} {
		if got := countSentences(text); got != want {
			t.Errorf("%q: %d sentences, want %d", text, got, want)
		}
	}
}
