package anchor

import "testing"

// A million and a half is one number in every language, however it is said.
func TestMillionAndAHalf(t *testing.T) {
	for tag, texts := range map[string][]string{
		"ar": {"بمليون ونصف المليون"}, "bg": {"милион и половина"}, "ca": {"un milió i mig"},
		"cs": {"půldruhého milionu", "jeden a půl milionu"}, "da": {"halvanden million", "en og en halv million"},
		"de": {"anderthalb Millionen"}, "el": {"ενάμισι εκατομμύριο"}, "en": {"one and a half million"}, "es": {"un millón y medio"},
		"fi": {"puolitoista miljoonaa", "puolentoista miljoonan"}, "fr": {"un million et demi"}, "he": {"במיליון וחצי"},
		"hr": {"milijun i pol"}, "hu": {"másfél millió"}, "id": {"satu setengah juta"}, "it": {"un milione e mezzo"},
		"nl": {"anderhalf miljoen"}, "no": {"halvannen million"}, "pl": {"półtora miliona"}, "pt": {"um milhão e meio"},
		"ru": {"полтора миллиона"}, "sk": {"poldruha milióna", "jeden a pol milióna"},
		"sv": {"halvannan miljon", "en och en halv miljon"}, "tr": {"bir buçuk milyon"}, "uk": {"півтора мільйона"},
		"vi": {"một triệu rưỡi"},
	} {
		for _, text := range texts {
			if got := factsOf(Scan(text, LanguageOf(tag))); got != "~number:1500000" {
				t.Errorf("%s: %s: got %s", tag, text, got)
			}
		}
	}
}

// So are two and a half, and a number of people or things that is one word.
func TestAmountsInWords(t *testing.T) {
	for tag, texts := range map[string]map[string]string{
		"cs": {"více než tisícovka vozů": "~number:1000", "dva a půl roku": "~number:2.5"},
		"da": {"to og et halvt år": "~number:2.5"},
		"fi": {"kaksi ja puoli vuotta": "~number:2.5"},
		"hu": {"nyolcszázan jöttek": "~number:800", "negyvenen maradtak": "~number:40", "két és fél évig": "~number:2.5"},
		"nl": {"tweeënhalf jaar": "~number:2.5"},
		// Tens and ones are both in order in some languages, beside each other alone.
		"pl": {"trzydziesty czwarty rozdział": "~number:34", "rozdział sto trzydziesty czwarty": "~number:134", "trzydziesty, czwarty": "~number:30 ~number:4"},
		"pt": {"o capítulo trigésimo quinto": "~number:35", "o trigésimo quarto capítulo": "~number:34"},
		"es": {"el capítulo trigésimo cuarto": "~number:34", "la décima cuarta feria": "~number:14", "trigésimo, un cuarto": "~number:30 ~number:0.25"},
		"el": {"το τριακοστό τέταρτο κεφάλαιο": "~number:34"},
		"sv": {"två och ett halvt år": "~number:2.5"},
		// A day of the week that is also a number in order says neither.
		"vi": {"tối thứ Sáu": "", "buổi chiều Thứ Bảy": "", "mười hai bánh xe": "~number:12"},
	} {
		for text, want := range texts {
			if got := factsOf(Scan(text, LanguageOf(tag))); got != want {
				t.Errorf("%s: %s: got %s, want %s", tag, text, got, want)
			}
		}
	}
}
