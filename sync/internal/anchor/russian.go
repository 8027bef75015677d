package anchor

import "strings"

// russian are the conventions of Russian.
func russian() *Language {
	l := &Language{decimal: ',', group: ' ', hyphened: true, dayFirst: true, decade: russianDecade, ordinal: russianOrdinal}
	l.multiples, l.denominator = []string{" раз"}, russianDenominator
	l.eitherWay = []string{" раз", "вдвое"}
	l.between = []string{" до ", " и ", " или ", " на ", " х ", "х", " x ", "x", "×", " × "}
	listed := l.takeWords("ru")
	l.words.addAll(internationalWords(), listed, l.phrases.leads())
	return l
}

// russianDecade knows the plural endings of "1990-е" and "1990-х годов".
func russianDecade(ending string) bool {
	switch strings.TrimLeft(ending, "-‑–") {
	case "е", "ые", "х", "ых", "м", "ым", "ми", "ыми":
		return true
	}
	return false
}

func russianOrdinal(ending string) bool {
	switch strings.TrimLeft(ending, "-‑–") {
	case "й", "ый", "ой", "ий", "я", "ая", "е", "ое", "го", "ого", "му", "ому", "м", "ом", "ю", "ую", "х", "ых", "ми":
		return true
	}
	return false
}

// russianDenominator knows «одна пятая» and «две пятых».
func russianDenominator(ordinal string, numerator int64) bool {
	if numerator == 1 {
		return strings.HasSuffix(ordinal, "ая") || strings.HasSuffix(ordinal, "ой") || strings.HasSuffix(ordinal, "ую")
	}
	return strings.HasSuffix(ordinal, "ых") || strings.HasSuffix(ordinal, "ыми")
}
