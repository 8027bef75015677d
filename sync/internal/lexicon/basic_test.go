package lexicon

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// basics are the languages with a list of common words.
func basics(t *testing.T) []string {
	t.Helper()
	var tags []string
	for _, tag := range langdata.Tags() {
		if langdata.Read(tag, langdata.Glossary) != "" {
			tags = append(tags, tag)
		}
	}
	if len(tags) < 30 {
		t.Fatalf("%d lists of common words", len(tags))
	}
	return tags
}

// TestBasicForm holds the lists to their form: sorted by words that the glossary has,
// none twice, and nearly all of them in every language.
func TestBasicForm(t *testing.T) {
	for _, lang := range basics(t) {
		last, n := "", 0
		for line := range strings.Lines(langdata.Read(lang, langdata.Glossary)) {
			lemma, stems, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if lemma <= last {
				t.Errorf("%s: %q stands after %q", lang, lemma, last)
			}
			if len(lemmas()[lemma]) == 0 {
				t.Errorf("%s: the glossary does not have %q", lang, lemma)
			}
			last, n = lemma, n+1
			checkStems(t, lang+": "+lemma, strings.Split(stems, "|"))
		}
		if n < 180 {
			t.Errorf("%s has %d common words only", lang, n)
		}
	}
}

func checkStems(t *testing.T, where string, stems []string) {
	t.Helper()
	for k, stem := range stems {
		word := strings.TrimSuffix(stem, "$")
		if word == "" || word != strings.ToLower(word) || word != strings.TrimRight(word, "'’") || slices.Contains(stems[:k], stem) {
			t.Errorf("%s: %q", where, stem)
		}
	}
}

// Every stem of a list leads to the word that it stands for.
func TestBasicFindsItself(t *testing.T) {
	for _, lang := range basics(t) {
		w := For(lang)
		for line := range strings.Lines(langdata.Read(lang, langdata.Glossary)) {
			want := lemmas()[column(line, 0)]
			for stem := range strings.SplitSeq(column(line, 1), "|") {
				word := strings.TrimSuffix(stem, "$")
				got := w.Concepts(w.Fold(word), nil)
				if w.Phrases() {
					got, _ = w.ConceptsAt(word, nil)
				}
				if !slices.ContainsFunc(got, func(c Concept) bool { return slices.Contains(want, c) }) {
					t.Errorf("%s: %q does not find %q", lang, stem, column(line, 0))
				}
			}
		}
	}
}

// Words as they stand in sentences find those of English.
func TestCommonWords(t *testing.T) {
	for _, line := range []string{
		"de government Regierungen", "fr hospital hôpitaux", "es police policías", "pt market mercados", "it woman donne",
		"nl company bedrijven", "sv school skolorna", "pl war wojny", "cs city městech", "ro child copiilor", "hu president elnökkel",
		"fi money rahalla", "uk water води", "bg law законите", "uz country mamlakatlardan", "kk school мектептерде",
		"ky city шаарларында", "hy president նախագահի", "ka police პოლიციამ", "az city şəhərlərində", "ar government والحكومة",
		"he police והמשטרה", "fa city شهرها", "hi government सरकारों", "bn hospital হাসপাতালে", "ko president 대통령은", "id woman perempuan",
		"hr minister ministrima", "sr city градовима", "sr city gradovima", "bs child djece", "sk woman ženami", "sl war vojni",
		"lt water vandenyje", "lv country valstīs", "et city linnades", "da child børnene", "nb child barna", "nn question spørsmåla",
		"is police lögreglunnar", "ca city ciutats", "mn country улсуудын", "ta government அரசாங்கத்தின்", "te police పోలీసులకు",
		"am government የመንግስት", "ur city شہروں", "sw speak alizungumza", "fil school paaralang", "tl week linggong", "ms police polis",
		"az life həyatının", "hy work աշխատանքի", "hy company ընկերության", "mn continue үргэлжилсэн", "sw three watatu", "uz support qo‘llab", "te personal వ్యక్తిగత",
	} {
		f := strings.Fields(line)
		if !meet("en", f[1], f[0], f[2]) {
			t.Errorf("%s is not %s in %s", f[2], f[1], f[0])
		}
	}
}

// A month, a weekday or a number is no inflected form of another word, such as the nine of
// Spanish (nueve) one of "nuevo".
func TestMonthsAndNumbersStandApart(t *testing.T) {
	numbers := strings.Fields("one two three four five six seven eight nine ten hundred thousand million first second half")
	weekdays := strings.Fields("sunday monday tuesday wednesday thursday friday saturday")
	for _, lang := range basics(t) {
		if For(lang).Phrases() {
			continue
		}
		for row := range langdata.Rows(lang, langdata.Calendar) {
			for k, name := range row[1:] {
				switch row[0] {
				case "month":
					checkApart(t, lang, name, numbers)
				case "day":
					checkApart(t, lang, name, append(numbers, weekdays[k]))
				}
			}
		}
		for row := range langdata.Rows(lang, langdata.Numbers) {
			for name := range strings.SplitSeq(row[len(row)-1], "|") {
				checkApart(t, lang, name, numbers)
			}
		}
	}
}

// checkApart demands that a word, if it is found at a stem that is shorter, has one of the meanings.
func checkApart(t *testing.T, lang, word string, meanings []string) {
	t.Helper()
	w := For(lang)
	word = w.Fold(word)
	w.once.Do(w.build)
	found, n := w.table.findLong(word, w.accepts, nil)
	means := func(c Concept) bool {
		return slices.ContainsFunc(meanings, func(m string) bool { return slices.Contains(lemmas()[m], c) })
	}
	if n > 0 && n < len(word) && !strings.Contains(word, " ") && !slices.ContainsFunc(found, means) {
		t.Errorf("%s: %q is taken for a form of %q", lang, word, word[:n])
	}
}

// Frequent words are not taken for forms of others that they look like.
func TestFrequentWordsStandApart(t *testing.T) {
	for _, line := range []string{
		"uk take брата", "uk reduce скоро", "uk believe вірус", "uk house будемо", "uk law правда", "uk night нічого", "et night õhtul",
		"et weather ilma", "et fire tuleb", "et state oleks", "fr leave départements", "fr shoot tiroir", "fr law loin", "es give dios", "es lie mente",
		"es all todavía", "it lie mentre", "it suffer subito", "it reduce ridere", "it deny negli", "it eight ottobre", "it strong fortuna",
		"pt beautiful belga", "pt speak falta", "pt give deus", "de poor arm", "de school schuld", "de suffer leider", "nl time tijdens",
		"sv answer svarta", "pl law prawda", "pl love miło", "cs law právě", "ro many mulțumim", "hu child gyere", "fi victory voit",
		"bg eye около", "el law νόμιζα", "el plan σχεδόν", "da suffer lide", "no work virkelig", "id time kalian", "ms data datang", "ca kill mateix",
		"sk cost stále", "sl early zgodba", "hr effect učiniti", "lv rain lieta", "lt match mačiau", "is happen gera", "ar together معهم",
		"fa death فوتبال", "ur release رہا", "he order בסדר", "hi heart दिल्ली", "kk city қалай", "ko hit 치즈", "ko half 반드시", "fil old lumabas",
		"is feel Finnland", "lt rain Lietuvos", "he happen קוריאה", "fr release Libéria",
		"az hand Əliyev", "az number saytında", "az work işıq", "az life həyata", "az young Gəncədə", "ky night түндүк", "ky six алтын", "ky water суук",
		"ky weather абалы", "ky mother апаттан", "mn first анхаарал", "mn person хүнсний", "mn injure гэмт", "mn news мэдээж",
		"sw only watatu", "sw kill aliuambia", "sw case kisasa", "sw right hakika", "am attack አጠቃላይ", "am month ወርቅ", "am man ወንድም",
		"am heart ልብስ", "uz grow o‘sha", "uz six oltin", "uz other boshqaradi", "uz image rasmiylar", "uz receive oldida", "uz hand qo‘llab",
		"te world లోకి", "te right సరికొత్త", "te price ధరించి", "te hope ఆశ్చర్యం", "te error లోపల", "hy see տեսակ", "hy law իրավիճակ", "hy problem խնդրել",
		"hy father հորդառատ", "hy house տանում", "hy price գինի", "hy before առաջնորդ", "hy open բացի", "hy other այլևս",
	} {
		f := strings.Fields(line)
		if meet("en", f[1], f[0], f[2]) {
			t.Errorf("%s: %s is taken for %s", f[0], f[2], f[1])
		}
	}
}

// In scripts without blanks, and in Vietnamese, words are found where they begin.
func TestPhrases(t *testing.T) {
	for _, line := range []string{"zh government 政府表示|6", "ja earthquake 地震が|6", "th hospital โรงพยาบาลใน|27", "vi hospital Bệnh viện ở|13"} {
		f := strings.SplitN(line, " ", 3)
		text, size, _ := strings.Cut(f[2], "|")
		got, n := For(f[0]).ConceptsAt(text, nil)
		if !slices.ContainsFunc(got, func(c Concept) bool { return slices.Contains(lemmas()[f[1]], c) }) || size != strconv.Itoa(n) {
			t.Errorf("%s: %q begins with %v of %d bytes, want %s of %s", f[0], text, got, n, f[1], size)
		}
	}
	if _, n := For("vi").ConceptsAt("nướng", nil); n != 0 {
		t.Error("a word of Vietnamese does not begin with another")
	}
}
