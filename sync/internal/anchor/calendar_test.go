package anchor

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// A date in words is the same date in every language that is known.
func TestDatesOfLanguages(t *testing.T) {
	for tag, text := range map[string]string{
		"az": "4 aprel 1911", "be": "4 красавіка 1911 г.", "bg": "4 април 1911 г.", "ca": "el 4 d’abril de 1911", "cs": "4. dubna 1911", "da": "den 4. april 1911",
		"de": "am 4. April 1911", "el": "4 Απριλίου 1911", "es": "el 4 de abril de 1911", "et": "4. aprill 1911", "fi": "4. huhtikuuta 1911", "fr": "le 4 avril 1911",
		"gl": "4 de abril de 1911", "he": "4 באפריל 1911", "hr": "4. travnja 1911.", "hu": "1911. április 4-én", "id": "4 April 1911", "is": "4. apríl 1911", "it": "4 aprile 1911",
		"ja": "1911年4月4日", "kk": "1911 ж. 4 сәуір", "ko": "1911년 4월 4일", "lt": "1911 m. balandžio 4 d.", "lv": "1911. gada 4. aprīlis", "mk": "4 април 1911 г.", "ms": "4 April 1911",
		"nb": "4. april 1911", "nl": "4 april 1911", "nn": "4. april 1911", "no": "4. april 1911", "pl": "4 kwietnia 1911", "pt": "4 de abril de 1911", "pt-BR": "4 de Abril de 1911",
		"ro": "4 aprilie 1911", "sk": "4. apríla 1911", "sl": "4. april 1911", "sq": "4 prill 1911", "sr": "4. април 1911.", "sv": "4 april 1911", "uk": "4 квітня 1911 року",
		"cy": "4 Ebrill 1911", "uz": "4-aprel, 1911", "zh": "1911年4月4日", "vi": "4 tháng 4, 1911", "eu": "1911ko apirilaren 4a",
	} {
		got := factsOf(Scan(text, LanguageOf(tag)))
		if got != "date:1911-04-04" {
			t.Errorf("%s: %s: got %s", tag, text, got)
		}
	}
}

// So it is where the year stands first with a word behind it, in the cases of months, with
// other names of months, and in years of the Thai calendar.
func TestDatesInSentences(t *testing.T) {
	for tag, texts := range map[string][]string{
		"vi": {"ngày 4 tháng 4 năm 1911"}, "ka": {"1911 წლის 4 აპრილს", "4 აპრილიდან, 1911"}, "hy": {"1911 թվականի ապրիլի 4-ին", "1911 թ. ապրիլի 4-ին"},
		"kk": {"1911 жылғы 4 сәуірде", "1911 жылдың 4 сәуірінде"}, "ky": {"1911-жылдын 4-апрелинде", "1911-жылы 4-апрелде"}, "uz": {"1911-yil 4-aprelda", "1911-yilning 4-aprelida"},
		"az": {"1911-ci il aprelin 4-də"}, "lv": {"1911. gada 4. aprīlī"}, "et": {"4. aprillil 1911"}, "sl": {"4. aprila 1911"}, "sr": {"4. априла 1911."},
		"bn": {"৪ এপ্রিল, ১৯১১"}, "gu": {"4 એપ્રિલ, 1911"}, "mr": {"४ एप्रिल, १९११"}, "te": {"4 ఏప్రిల్, 1911"}, "ur": {"4 اپریل 1911"}, "ml": {"1911, ഏപ്രിൽ 4"}, "sw": {"4 Aprili 1911"},
		"ar": {"٤ نيسان ١٩١١"}, "ja": {"1911 年 4 月 4 日に"}, "zh": {"1911 年 4 月 4 日"}, "ko": {"1911 년 4 월 4 일"},
	} {
		for _, text := range texts {
			if got := factsOf(Scan(text, LanguageOf(tag))); got != "date:1911-04-04" {
				t.Errorf("%s: %s: got %s", tag, text, got)
			}
		}
	}
	if got := Scan("4 เมษายน 2454", LanguageOf("th")); len(got) != 1 || len(got[0].Alt) != 1 || got[0].Alt[0] != "1911-04-04" {
		t.Errorf("Thai calendar: got %v", got)
	}
}

// A month in figures is a month and no number, unless months are counted.
func TestMonthsInFigures(t *testing.T) {
	for text, want := range map[string]string{
		"ja: 6月に始まる": "~month:06", "ja: 6 月に始まる": "~month:06", "zh: 6月开始": "~month:06", "ko: 6월에 시작한다": "~month:06",
		"ja: 2018年6月に": "date:2018-06", "ja: 6か月": "number:6", "zh: 6 个月": "number:6", "ko: 6개월": "number:6", "ja: 13月": "number:13",
	} {
		if got := factsOf(Scan(text[4:], LanguageOf(text[:2]))); !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// The first letter of a Welsh month, day or number changes behind some words.
func TestMutations(t *testing.T) {
	welsh := LanguageOf("cy")
	for text, want := range map[string]string{
		"o 4 Fawrth 1911": "date:1911-03-04", "25 Ragfyr 2020": "date:2020-12-25", "ar ddydd Mawrth": "~weekday:2", "dydd Mawrth, 4 Fai 1911": "~weekday:2 date:1911-05-04",
		"fe fai hynny": "", "dau gant o bobl": "~number:200", "o bum cilomedr": "~number:5", "hanner cant": "~number:50", "50 y cant": "percent:50", "y bumed flwyddyn": "~number:5",
	} {
		if got := factsOf(Scan(text, welsh)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// Every month is read in every language in which the first is: none is called like a unit or
// a number. In Malayalam one has a sign in its name that parts words.
func TestEveryMonth(t *testing.T) {
	read := 0
	for tag := range langdata.Written {
		if tag == "ml" {
			continue
		}
		var names []string
		pattern := ""
		for row := range langdata.Rows(tag, langdata.Calendar) {
			switch row[0] {
			case "date":
				pattern = row[1]
			case "month":
				names = row[1:]
			}
		}
		for k, name := range names {
			text := strings.NewReplacer("{d}", "4", "{m}", name, "{y}", "1911").Replace(pattern)
			got, want := factsOf(Scan(text, LanguageOf(tag))), "date:1911-"+padNumber(int64(k+1), 2)+"-04"
			if k == 0 && got != want {
				break
			}
			if k == 0 {
				read++
			}
			if got != want {
				t.Errorf("%s: %s: got %s, want %s", tag, text, got, want)
			}
		}
	}
	const least = 50
	if read < least {
		t.Errorf("the first month is read in %d languages, want %d at least", read, least)
	}
}

// Every month of a list is named, whatever joins the last, whose year all share.
func TestMonthsOfOneYear(t *testing.T) {
	for tag, texts := range map[string][]string{
		"en": {"June, July and August 2022", "June, July, and August 2022"}, "es": {"Junio, julio y agosto de 2022", "los meses junio, julio y agosto de 2022"},
		"de": {"Juni, Juli und August 2022", "Juni, Juli oder August 2022"}, "fr": {"juin, juillet et août 2022"}, "it": {"giugno, luglio e agosto 2022"},
		"pt": {"junho, julho e agosto de 2022", "em junho, em julho e em agosto de 2022"}, "nl": {"juni, juli en augustus 2022"}, "sv": {"juni, juli och augusti 2022"},
		"tr": {"Haziran, Temmuz ve Ağustos 2022", "Haziran, Temmuz ya da Ağustos 2022"}, "ru": {"июнь, июль и август 2022 года"},
	} {
		for _, text := range texts {
			if got := factsOf(Scan(text, LanguageOf(tag))); got != "~month:06 ~month:07 date:2022-08" {
				t.Errorf("%s: %s: got %s", tag, text, got)
			}
		}
	}
	if got := factsOf(Scan("1911 оны наймдугаар сарын 4", LanguageOf("mn"))); strings.Contains(got, "month") {
		t.Errorf("a word that all months end in: got %s", got)
	}
	for tag, text := range map[string]string{"en": "March to May 2022", "es": "de marzo a mayo de 2022", "de": "März bis Mai 2022", "fr": "de mars à mai 2022"} {
		if got := factsOf(Scan(text, LanguageOf(tag))); got != "~month:03 date:2022-05" {
			t.Errorf("%s: %s: got %s", tag, text, got)
		}
	}
}
