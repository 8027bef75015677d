package drift

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/block"
)

// TestNames holds what is said of names in both directions. A case is the rows of
// two files, and what is said of them: "Ulaanbaatar/Пекин". Rows without names
// stand around them, so that the pairs are sure.
func TestNames(t *testing.T) {
	for _, c := range nameCases {
		var source, target []string
		for _, r := range c.rows {
			s, t, _ := strings.Cut(r, " = ")
			source, target = append(source, s), append(target, t)
		}
		for _, way := range []string{"", "back"} {
			from, to, want := c.source, c.target, c.want
			a, b := source, target
			if way == "back" {
				from, to, a, b = to, from, b, a
				if c.back != "" {
					want = c.back
				} else if x, y, ok := strings.Cut(want, "/"); ok {
					want = y + "/" + x
				}
			}
			t.Run(from+"-"+to+" "+c.name+way, func(t *testing.T) {
				got := namesSaid(from, to, a, b)
				if want == "-" {
					want = ""
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s\n%s\n%s", a, b, diff)
				}
			})
		}
	}
}

func namesSaid(from, to string, source, target []string) string {
	side := func(rows []string, lang string) Side {
		return NewSide([]byte(strings.Join(rows, "\n\n")+"\n"), block.Markdown, block.Options{}, lang)
	}
	var out []string
	for _, r := range Examine(side(source, from), side(target, to), nil).Rows {
		for _, f := range r.Findings {
			if f.Kind == Name {
				out = append(out, f.Source+"/"+f.Target)
			}
		}
	}
	return strings.Join(out, " ")
}

var nameCases = []struct {
	source, target, name string
	rows                 []string
	want                 string // of the source into the target
	back                 string // the other way, if it is not the same turned round; "-" for nothing
}{
	{"en", "ru", "another city", []string{
		"The train to Ulaanbaatar leaves twice a week, in 2019 as today. = Поезд в Пекин отправляется дважды в неделю, как и в 2019 году."}, "Ulaanbaatar/Пекин", ""},
	{"en", "tr", "another city", []string{
		"The train to Ulaanbaatar leaves twice a week, in 2019 as today. = Trenler 2019'da olduğu gibi haftada iki kez Pekin'e kalkar."}, "Ulaanbaatar/Pekin", ""},
	{"en", "tr", "the same city", []string{
		"The train to Beijing leaves twice a week, in 2019 as today. = Trenler 2019'da olduğu gibi haftada iki kez Pekin'e kalkar."}, "", ""},
}
