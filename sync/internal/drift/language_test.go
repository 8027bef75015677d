package drift_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/drift"
)

// Many words that hold English together are words of other languages too. A text in one
// of these is translated, wherever such words stand in it; English is not.
func TestTextsInLanguagesLikeEnglish(t *testing.T) {
	const source = "We look at the new pumps in the harbour in a minute, and so does the council."
	for lang, text := range map[string]string{
		"de": "In der Stadt war so ein alter Kran, an dem man im Hafen arbeitete, und er war in Gefahr.",
		"es": "Gracias a todos, no me has dado la lista a tiempo y has ido a la reunión a pie.",
		"fr": "On me dit on a mis de la peinture sur le pont, on part en train et on revient en bus.",
		"pt": "Se a bomba do porto for desligada, o nome dela some do mapa e do as da lista.",
		"nl": "Men is in de haven over de brug en in het water, en zo is men er over een uur in.",
		"it": "In un porto come il nostro in estate me ne vado a piedi, e in inverno no.",
	} {
		for text, want := range map[string]drift.State{
			text:   drift.Unverified,
			source: drift.Untranslated,
			"We shall look at the old pumps in the harbour in an hour, and so will the mayor.": drift.Untranslated,
		} {
			res := drift.Examine(sideOf([]string{source}, "en"), sideOf([]string{text}, lang), nil)
			if len(res.Rows) != 1 || res.Rows[0].State != want {
				t.Errorf("%s: %q: %v, want %v", lang, text, res.Rows[0].State, want)
			}
		}
	}
}

// One word that both languages have does not make a text English, nor do titles and
// technical terms in it.
func TestTextsWithEnglishTerms(t *testing.T) {
	source := "Use [the lock keeper's log (high-water mark) in brief](/log), for it helps you understand the tides."
	for lang, text := range map[string]string{
		"de": "[Das Log (high-water mark) in Kürze](/log) hilft Ihnen beim Verständnis.",
		"sv": "Version 2 [.lock](/log) och [lockKeeper](/log) documentation are in",
		"es": "Se muestra <kbd>Press any key to leave the boathouse now</kbd>.",
		"ar": "المصطلح low water mark of the lock هو ما يساعدك على فهم المد والجزر في الميناء.",
		"ja": "潮を知るには水門番の日誌 the log in brief of the lock keeper が役に立ちます。",
	} {
		res := drift.Examine(sideOf([]string{source}, "en"), sideOf([]string{text}, lang), nil)
		if len(res.Rows) != 1 || res.Rows[0].State != drift.Unverified {
			t.Errorf("%s: %q: %v", lang, text, res.Rows[0].State)
		}
	}
}

// What a program says is cited as it says it, with quotation marks of its own in it; the words
// around it tell the language.
func TestTextsThatCiteMessages(t *testing.T) {
	const source = `I am told that "the lock is closed because the water is below the "low" mark" and 'CAREFUL: "the gate" is not shut and will be opened at night.'`
	for lang, texts := range map[string]map[string]drift.State{
		"de": {
			`Es kommt die Meldung "the lock is closed because the water is below the "low" mark".`: drift.Unverified,
			`Gemeldet wird 'CAREFUL: "the gate" is not shut and will be opened at night.'`:         drift.Unverified,
			`I was told that "the lock is closed because it is dry", and so we are not there.`:     drift.Untranslated,
		},
		"tr": {
			`"the lock is closed because the water is below the "low" mark" uyarısı çıkıyor.`: drift.Unverified,
		},
	} {
		for text, want := range texts {
			res := drift.Examine(sideOf([]string{source}, "en"), sideOf([]string{text}, lang), nil)
			if len(res.Rows) != 1 || res.Rows[0].State != want {
				t.Errorf("%s: %q: %v, want %v", lang, text, res.Rows[0].State, want)
			}
		}
	}
}

// A sentence that stands as in the source was left there, though hardly a word of it holds
// sentences together, and the only other one begins it. Commands and names were not.
func TestPlainSentenceLeftInEnglish(t *testing.T) {
	for text, want := range map[string]drift.State{
		"The shop takes no cards: bring small coins.": drift.Untranslated,
		"git commit --all --message=text":             drift.Unverified,
		"Ada Lovelace, Grace Hopper, Alan Turing":     drift.Unverified,
	} {
		for _, lang := range []string{"ru", "tr", "de", "ja"} {
			res := drift.Examine(sideOf([]string{text}, "en"), sideOf([]string{text}, lang), nil)
			if len(res.Rows) != 1 || res.Rows[0].State != want {
				t.Errorf("%s: %q: %v, want %v", lang, text, res.Rows[0].State, want)
			}
		}
	}
}

// A sentence that was left in English among others of a language like English is told, and
// only that.
func TestSentenceLeftInEnglish(t *testing.T) {
	source := []string{"# Harbour 1954", "The old crane of 1954 still stands between two empty sheds at [pier 3](https://example.org/3), and nobody uses it. We look at the new pumps in the harbour in a minute."}
	for text, want := range map[string]int{
		"Der alte Kran von 1954 steht noch immer zwischen zwei leeren Lagerhallen am [Pier 3](https://example.org/3), und niemand nutzt ihn. In einer Minute sehen wir uns an, was an Pumpen in den Hafen kam.": 0,
		"Der alte Kran von 1954 steht noch immer zwischen zwei leeren Lagerhallen am [Pier 3](https://example.org/3), und niemand nutzt ihn. We look at the new pumps in the harbour in a minute.":              1,
	} {
		res := drift.Examine(sideOf(source, "en"), sideOf([]string{"# Hafen 1954", text}, "de"), nil)
		if n := len(res.Rows[1].Findings); n != want {
			t.Errorf("%q: %v, want %d findings", text, res.Rows[1].Findings, want)
		}
	}
}

// A link alone behind a sentence is not another sentence.
func TestLinkIsNoSentence(t *testing.T) {
	source := []string{"The numbered berths of the harbour are introduced for a year on trial.  [[Report #4475]](https://example.org/4475)"}
	target := []string{"Liegeplätze werden nummeriert (Versuch).\n[#4475](https://example.org/4475)"}
	for _, r := range drift.Examine(sideOf(source, "en"), sideOf(target, "de"), nil).Rows {
		for _, f := range r.Findings {
			t.Errorf("%v", f)
		}
	}
}
