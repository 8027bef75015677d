package anchor

import (
	"strings"
	"testing"
)

// saying is a sentence of a language with a gap, and two facts for it.
type saying struct {
	tag, sentence string
	facts         [2]string
}

// Any two languages agree on a fact that both state, and disagree where each states another.
func TestAnyTwoLanguages(t *testing.T) {
	for name, lines := range paragraphs(t, "parallel.txt") {
		t.Run(name, func(t *testing.T) {
			var all []saying
			for _, l := range lines {
				part := strings.Split(l[1], " | ")
				if len(part) != 3 {
					t.Fatalf("%q has not three parts", l)
				}
				all = append(all, saying{strings.TrimSuffix(l[0], ":"), part[0], [2]string(part[1:])})
			}
			for _, a := range all {
				for _, b := range all {
					if a.tag != b.tag {
						compareSayings(t, a, b)
					}
				}
			}
		})
	}
}

// compareSayings compares each fact in one language with each in another.
func compareSayings(t *testing.T, a, b saying) {
	t.Helper()
	for i, x := range a.facts {
		for k, y := range b.facts {
			s, o := strings.Replace(a.sentence, "{}", x, 1), strings.Replace(b.sentence, "{}", y, 1)
			found := Comparison{}.Disagree(Scan(s, LanguageOf(a.tag)), Scan(o, LanguageOf(b.tag)))
			if (i == k) != (len(found) == 0) {
				t.Errorf("%s: %s\n%s: %s\n%v", a.tag, s, b.tag, o, found)
			}
		}
	}
}
