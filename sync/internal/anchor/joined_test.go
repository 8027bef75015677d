package anchor

import "testing"

// What a language joins to a figure, the letters of a script that look like digits, and words
// for thousands that are not known make no other number of it; and another number is one.
func TestJoinedToFigures(t *testing.T) {
	for _, c := range []struct{ lang, source, same, other string }{
		{"xh", "The school opened in 1997.", "Isikolo savulwa ngo1997.", "Isikolo savulwa ngo 1998."},
		{"xh", "It won by 16.5 points.", "Iphumelele ngamanqaku angama-16.5.", "Iphumelele ngamanqaku 17.5."},
		{"xh", "It has 100,000 people.", "Inabantu abangu100,000.", "Inabantu 120,000."},
		{"zu", "It has 380,000 people.", "Inabantu abawu-380,000.", "Inabantu 390,000."},
		{"ss", "Call 0800 555 111 at night.", "Ushayele ku-0800 555 111 ebusuku.", "Ushayele 0800 555 112 ebusuku."},
		{"sn", "Since 2003 the bridge has been open.", "Kubvira mugore ra2003 bhiriji rakavhurika.", "Kubvira 2004 bhiriji rakavhurika."},
		{"ug", "It has 380,000 people.", "ئۇنىڭ 380 مىڭ نوپۇسى بار.", "ئۇنىڭ 390 مىڭ نوپۇسى بار."},
		{"ha", "The bridge cost 35 million.", "Gadar ta ci miliyan 35.", "Gadar ta ci miliyan 45."},
		{"yue", "It made 150,000 cars.", "佢整咗15萬架車。", "佢整咗16萬架車。"},
		{"my", "There are 12 boats.", "၄င္းတို႔တြင္ ေလွ ၁၂ စင္း ပါ၀င္သည္။", "၄င္းတို႔တြင္ ေလွ ၁၅ စင္း ပါ၀င္သည္။"},
		{"my", "There are 40 boats.", "လှေ ၄၀ ရှိသည်။", "လှေ ၅၀ ရှိသည်။"},
	} {
		disagree := func(target string) []Disagreement {
			read := func(lang, text string) []Anchor { return Reading{Language: LanguageOf(lang)}.Scan(text) }
			return Comparison{}.Disagree(read("en", c.source), read(c.lang, target))
		}
		if got := disagree(c.same); len(got) > 0 {
			t.Errorf("%s: %q says %v otherwise than %q", c.lang, c.same, got, c.source)
		}
		if got := disagree(c.other); len(got) != 1 || got[0].Kind != Number || got[0].Target == "" {
			t.Errorf("%s: %q and %q disagree on %v", c.lang, c.other, c.source, got)
		}
	}
}
