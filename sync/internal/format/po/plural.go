package po

import "github.com/xsync-project/xsync/sync/internal/catalog"

// formula chooses the plural form of a number: as the header of a file says it, in C, and
// for us. The forms stand in the order of CLDR.
type formula struct {
	forms int
	text  string
	of    func(n int) int
}

// formulas are those of the languages of CLDR. Which of them a language has, its plural rules
// tell.
var formulas = []formula{
	{1, "0", func(int) int { return 0 }},
	{2, "n != 1", func(n int) int { return choose(n == 1) }},
	{2, "n > 1", func(n int) int { return choose(n <= 1) }},
	{2, "n%10 != 1 || n%100 == 11", func(n int) int { return choose(n%10 == 1 && n%100 != 11) }},
	{3, "n%10 == 1 && n%100 != 11 ? 0 : n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14) ? 1 : 2", func(n int) int {
		return choose(n%10 == 1 && n%100 != 11, within(n%10, 2, 4) && !within(n%100, 12, 14))
	}},
	{3, "n == 1 ? 0 : n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14) ? 1 : 2", func(n int) int {
		return choose(n == 1, within(n%10, 2, 4) && !within(n%100, 12, 14))
	}},
	{3, "n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2", func(n int) int { return choose(n == 1, within(n, 2, 4)) }},
	{3, "n == 1 ? 0 : n == 2 ? 1 : 2", func(n int) int { return choose(n == 1, n == 2) }},
	{3, "n == 1 ? 0 : n == 0 || n%100 >= 1 && n%100 <= 19 ? 1 : 2", func(n int) int { return choose(n == 1, n == 0 || within(n%100, 1, 19)) }},
	{3, "n%10 == 1 && (n%100 < 11 || n%100 > 19) ? 0 : n%10 >= 2 && (n%100 < 11 || n%100 > 19) ? 1 : 2", func(n int) int {
		return choose(n%10 == 1 && !within(n%100, 11, 19), n%10 >= 2 && !within(n%100, 11, 19))
	}},
	{3, "n%10 == 0 || n%100 >= 11 && n%100 <= 19 ? 0 : n%10 == 1 && n%100 != 11 ? 1 : 2", func(n int) int {
		return choose(n%10 == 0 || within(n%100, 11, 19), n%10 == 1 && n%100 != 11)
	}},
	{4, "n%100 == 1 ? 0 : n%100 == 2 ? 1 : n%100 == 3 || n%100 == 4 ? 2 : 3", func(n int) int {
		return choose(n%100 == 1, n%100 == 2, within(n%100, 3, 4))
	}},
	{4, "n == 1 || n == 11 ? 0 : n == 2 || n == 12 ? 1 : n >= 3 && n <= 19 ? 2 : 3", func(n int) int {
		return choose(n == 1 || n == 11, n == 2 || n == 12, within(n, 3, 19))
	}},
	{4, "n == 1 ? 0 : n == 0 || n%100 >= 2 && n%100 <= 10 ? 1 : n%100 >= 11 && n%100 <= 19 ? 2 : 3", func(n int) int {
		return choose(n == 1, n == 0 || within(n%100, 2, 10), within(n%100, 11, 19))
	}},
	{5, "n == 1 ? 0 : n == 2 ? 1 : n >= 3 && n <= 6 ? 2 : n >= 7 && n <= 10 ? 3 : 4", func(n int) int {
		return choose(n == 1, n == 2, within(n, 3, 6), within(n, 7, 10))
	}},
	{6, "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n%100 >= 3 && n%100 <= 10 ? 3 : n%100 >= 11 ? 4 : 5", func(n int) int {
		return choose(n == 0, n == 1, n == 2, within(n%100, 3, 10), n%100 >= 11)
	}},
	{6, "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5", func(n int) int { return choose(n == 0, n == 1, n == 2, n == 3, n == 6) }},
}

// choose is the place of the first condition that holds, or how many there are.
func choose(conditions ...bool) int {
	for k, holds := range conditions {
		if holds {
			return k
		}
	}
	return len(conditions)
}

func within(n, from, to int) bool { return from <= n && n <= to }

// formulaOf is the formula of a language (BCP 47), nil if none is known.
func formulaOf(lang string) *formula {
	whole := catalog.WholeForms(lang)
	for k := range formulas {
		if f := &formulas[k]; f.forms == len(whole) && f.fits(lang, whole) {
			return f
		}
	}
	return nil
}

// fits reports whether the formula is that of the plural rules of a language, whose whole
// numbers have some forms.
func (f *formula) fits(lang string, whole []string) bool {
	const most = 200
	for n := range most {
		if whole[f.of(n)] != catalog.FormOf(lang, n) {
			return false
		}
	}
	return true
}
