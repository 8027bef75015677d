package anchor

import (
	"strings"
	"testing"
)

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

// A name that ends in digits states no number, and a number is told although such a name has
// the same digits.
func TestNamesEndInDigits(t *testing.T) {
	for _, c := range []struct{ lang, source, target, told string }{
		{"tr", "The mill holds 256 sacks and speaks sha256.", "Değirmende çuval var ve sha256 konuşur.", "256/"},
		{"de", "The shed keeps 128 nets under aes128.", "Der Schuppen bewahrt Netze mit aes128 auf.", "128/"},
		{"tr", "The quay has 4 lamps; the new one speaks ipv6.", "Rıhtımda 6 lamba var; yenisi ipv4, eskisi ipv6.", "4/6"},
		{"tr", "The club has 64 boats, and base64, utf8, and mp3.", "Kulübün 8 teknesi var; base64, utf8, ve mp3.", "64/8"},
		{"de", "With python3.10 and node18.2 it takes 18.2 GB.", "Mit python3.10 und node18.2 braucht es 19 GB.", "18.2/19"},
		{"tr", "The lock speaks sha256.", "Kilidin 256 anahtarı var ve SHA konuşur.", "/256"},
		{"ru", "See page12.html, and es2015.", "См. page13.html и ES2016.", ""},
		{"xh", "The lock is kept under aes128, and mp3.", "Isitshixo sigcinwe nge-aes128, ne-mp3.", ""},
	} {
		if got := toldOf(c.lang, c.source, c.target); got != c.told {
			t.Errorf("%s: %q and %q disagree on %q, want %q", c.lang, c.target, c.source, got, c.told)
		}
	}
}

// A number that lost its thousands is told if the language has words for them and none stands
// there, or if what stands there is a unit.
func TestThousandsLost(t *testing.T) {
	for _, c := range []struct{ lang, source, same, other string }{
		{"gl", "The port has 380,000 nets.", "O porto ten 380 mil redes.", "O porto ten 380 redes."},
		{"gl", "It cost 35 million.", "Custou 35 millóns.", "Custou 45 millóns."},
		{"eu", "The port has 380,000 nets.", "Portuak 380 mila sare ditu.", "Portuak 380 sare ditu."},
		{"mr", "The road is 12,000 km long.", "रस्ता १२ हजार किमी लांब आहे.", "रस्ता 12 किमी लांब आहे."},
		{"mr", "It has 2,500,000 readers.", "त्याचे 25 लाख वाचक आहेत.", "त्याचे 25 वाचक आहेत."},
		{"te", "It has 50,000 readers.", "దీనికి 50 వేల మంది పాఠకులు ఉన్నారు.", "దీనికి 50 మంది పాఠకులు ఉన్నారు."},
		{"ur", "There are 5,000,000 readers.", "یہاں 50 لاکھ قارئین ہیں۔", "یہاں 5 قارئین ہیں۔"},
		{"pa", "There are 70,000 boats.", "ਇੱਥੇ 70 ਹਜ਼ਾਰ ਕਿਸ਼ਤੀਆਂ ਹਨ।", "ਇੱਥੇ 70 ਕਿਸ਼ਤੀਆਂ ਹਨ।"},
		{"kn", "There are 70,000 boats.", "ಇಲ್ಲಿ 70 ಸಾವಿರ ದೋಣಿಗಳಿವೆ.", "ಇಲ್ಲಿ 70 ದೋಣಿಗಳಿವೆ."},
		{"ml", "There are 3,000,000 boats.", "ഇവിടെ 30 ലക്ഷം വള്ളങ്ങളുണ്ട്.", "ഇവിടെ 30 വള്ളങ്ങളുണ്ട്."},
		{"mn", "There are 70,000 boats.", "Энд 70 мянган завь бий.", "Энд 70 завь бий."},
		{"km", "There are 35,000,000 people.", "មានមនុស្ស 35 លាននាក់។", "មានមនុស្ស 35 នាក់។"},
		{"lo", "There are 35,000,000 people.", "ມີຄົນ 35 ລ້ານຄົນ.", "ມີຄົນ 35 ຄົນ."},
		{"si", "The road is 12,000 km long.", "පාර කිලෝමීටර 12,000 දිගයි.", "පාර කිලෝමීටර 12 දිගයි."},
		{"zu", "The load is 12,000 kg.", "Umthwalo ungu-12,000 kg.", "Umthwalo ungu 12 kg."},
		{"ast", "The road has 12,000 km.", "La carretera tien 12.000 km.", "La carretera tien 12 km."},
		{"si", "The load is 12,000 kg.", "බර කිලෝග්‍රෑම් 12,000 කි.", "බර කිලෝග්‍රෑම් 12 කි."},
		{"ha", "It has 12,000.", "Yana da “12,000”.", "Yana da—“12”—."},
		{"ha", "It was 2,543 steps.", "Matakai 2,543 ne.", "Matakai 2.5 ne."},
	} {
		if got := toldOf(c.lang, c.source, c.same); got != "" {
			t.Errorf("%s: %q says %s otherwise than %q", c.lang, c.same, got, c.source)
		}
		if got := toldOf(c.lang, c.source, c.other); got == "" {
			t.Errorf("%s: %q says the same as %q", c.lang, c.other, c.source)
		}
	}
}

// toldOf lists on what an English text and its translation disagree, each as "source/target".
func toldOf(lang, source, target string) string {
	var out []string
	for _, d := range (Comparison{}).Disagree(Reading{Language: LanguageOf("en")}.Scan(source), Reading{Language: LanguageOf(lang)}.Scan(target)) {
		out = append(out, d.Source+"/"+d.Target)
	}
	return strings.Join(out, " ")
}
