package anchor

import (
	"slices"
	"strings"
)

// russian are the conventions of Russian.
func russian() *Language {
	l := &Language{decimal: ',', group: ' ', hyphened: true, dayFirst: true, decade: russianDecade, ordinal: russianOrdinal}
	l.hours = []hourPhrase{
		{between: " ", ordinal: true}, {before: "без ", between: " ", to: true, minutes: true}, {before: "Без ", between: " ", to: true, minutes: true}, {between: " минут ", ordinal: true, minutes: true},
	}
	l.multiples, l.denominator = []string{" раз"}, russianDenominator
	l.eitherWay = []string{" раз", "вдвое"}
	l.between = []string{" до ", " и ", " или ", " на ", " х ", "х", " x ", "x", "×", " × "}
	listed := l.takeWords("ru")
	l.words.addExact(append(symbolWords(), russianSymbols()...))
	l.words.addAll(internationalWords(), russianNames(), russianNumbers(), listed, russianOrdinals(), l.phrases.leads())
	l.words.addStems(russianStems())
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

// formEntries splits a table of lines "value word word …".
func formEntries(r role, table string) []entry {
	var out []entry
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		var v int64
		for _, c := range f[0] {
			v = v*10 + int64(c-'0')
		}
		for _, w := range f[1:] {
			out = append(out, entry{w, meaning{role: r, value: v}})
		}
	}
	return out
}

// russianNumerals are the forms of the numbers from two to nineteen.
const russianNumerals = `
	2 два две двух двум двумя двое двоих двоим двоими оба обе обоих обеих обоим обеим пара пары пару
	3 три трёх трех трём трем тремя трое троих троим
	4 четыре четырёх четырех четырём четырем четырьмя четверо четверых
	5 пять пяти пятью пятеро пятерых
	6 шесть шести шестью шестеро шестерых
	7 семь семи семью семеро семерых
	8 восемь восьми восемью восьмью
	9 девять девяти девятью
	10 десять десяти десятью
	11 одиннадцать одиннадцати
	12 двенадцать двенадцати
	13 тринадцать тринадцати
	14 четырнадцать четырнадцати
	15 пятнадцать пятнадцати
	16 шестнадцать шестнадцати
	17 семнадцать семнадцати
	18 восемнадцать восемнадцати
	19 девятнадцать девятнадцати`

func russianNumbers() []entry {
	ones := formEntries(unit, "1 один одна одно одного одному одним одном одной одну")
	for i := range ones {
		ones[i].weak = true
	}
	out := slices.Concat(ones, formEntries(unit, russianNumerals))
	out = append(out, formEntries(ten, `
		20 двадцать двадцати двадцатью
		30 тридцать тридцати тридцатью
		40 сорок сорока
		50 пятьдесят пятидесяти пятьюдесятью
		60 шестьдесят шестидесяти
		70 семьдесят семидесяти
		80 восемьдесят восьмидесяти
		90 девяносто девяноста`)...)
	out = append(out, formEntries(hundreds, `
		100 сто ста
		200 двести двухсот двумстам
		300 триста трёхсот трехсот трёмстам
		400 четыреста четырёхсот четырехсот
		500 пятьсот пятисот
		600 шестьсот шестисот
		700 семьсот семисот
		800 восемьсот восьмисот
		900 девятьсот девятисот`)...)
	multiples := formEntries(amount, `
		2 удвоил удвоила удвоили удвоился удвоилась удвоилось удвоились вдвое дважды
		3 утроил утроила утроили утроился утроилась утроилось утроились втрое трижды
		4 вчетверо четырежды
		5 впятеро
		10 вдесятеро`)
	for i := range multiples {
		multiples[i].multiple = true
	}
	out = append(out, multiples...)
	for word, unit := range map[string]string{"полчаса": "h", "получаса": "h", "полгода": "yr", "полугода": "yr"} {
		out = append(out, entry{word, meaning{role: amount, code: "0.5", unit: unit}})
	}
	return out
}

// adjective are the endings of an ordinal.
const adjective = "ый ой ого ому ым ом ая ую ое ые ых ыми"

func russianOrdinals() []entry {
	var out []entry
	add := func(r role, table string) {
		for _, e := range formEntries(r, table) {
			e.last, e.ordinal = true, true
			for _, ending := range strings.Fields(adjective) {
				out = append(out, entry{e.word + ending, e.meaning})
			}
		}
	}
	add(unit, "1 перв\n2 втор\n4 четвёрт четверт\n5 пят\n6 шест\n7 седьм\n8 восьм\n9 девят\n10 десят\n"+
		"11 одиннадцат\n12 двенадцат\n13 тринадцат\n14 четырнадцат\n15 пятнадцат\n16 шестнадцат\n"+
		"17 семнадцат\n18 восемнадцат\n19 девятнадцат")
	add(ten, "20 двадцат\n30 тридцат\n40 сороков\n50 пятидесят\n60 шестидесят\n70 семидесят\n80 восьмидесят\n90 девяност")
	add(hundreds, "100 сот\n200 двухсот\n300 трёхсот трехсот\n500 пятисот")
	add(scale, "1000 тысячн\n1000000 миллионн\n1000000000 миллиардн")
	third := formEntries(unit, "3 третий третьего третьему третьим третьем третья третьей третью третье третьи третьих третьими")
	for i := range third {
		third[i].last, third[i].ordinal = true, true
	}
	return append(out, third...)
}

// russianStems are the beginnings of "двухлетний", "пятидневный" and the like.
// What follows the number is given, for "семинар" has nothing to do with seven.
func russianStems() []entry {
	var out []entry
	for _, e := range russianPrefixes() {
		for _, rest := range strings.Fields(`лет днев месяч недель час минут секунд процент кратн раз тысяч миллион
			миллиард сотл этаж комнат мест метров километр тонн стран сторон серийн партий язычн значн звезд звёзд
			ступен уголь ядерн дюймов местн балл страни`) {
			out = append(out, entry{e.word + rest, e.meaning})
		}
	}
	for bits, word := range map[int64]string{north: "северн", south: "южн", east: "восточн", west: "западн"} {
		out = append(out, entry{word, meaning{role: point, value: bits}})
	}
	return append(out, entry{"столет", meaning{role: amount, value: 100}})
}

func russianPrefixes() []entry {
	return formEntries(amount, `
		2 двух
		3 трёх трех
		4 четырёх четырех
		50 пятидесяти
		60 шестидесяти
		70 семидесяти
		80 восьмидесяти
		15 пятнадцати
		16 шестнадцати
		17 семнадцати
		18 восемнадцати
		19 девятнадцати
		5 пяти
		6 шести
		7 семи
		8 восьми
		9 девяти
		10 десяти
		11 одиннадцати
		12 двенадцати
		13 тринадцати
		14 четырнадцати
		20 двадцати
		30 тридцати
		40 сорока
		25 двадцатипяти
		35 тридцатипяти
		45 сорокапяти
		75 семидесятипяти
		100 сто
		120 стодвадцати
		150 стопятидесяти
		200 двухсот
		250 двухсотпятидесяти
		300 трёхсот трехсот
		350 трёхсотпятидесяти трехсотпятидесяти
		400 четырёхсот четырехсот
		500 пятисот`)
}

func russianNames() []entry {
	var out []entry
	add := func(m meaning, words string) {
		for _, w := range strings.Fields(words) {
			out = append(out, entry{w, m})
		}
	}
	for i, day := range strings.Fields("пн вт ср чт пт сб вс") {
		add(meaning{role: weekday, value: int64(i + 1), vague: true}, day)
	}
	add(meaning{role: point, value: north}, "север севера северу севером севере северо")
	add(meaning{role: point, value: south}, "юг юга югу югом юге юго")
	add(meaning{role: point, value: east}, "восток востока востоку востоком востоке")
	add(meaning{role: point, value: west}, "запад запада западу западом западе")
	add(meaning{role: moment, value: 12 * 60}, "полдень полудня полудню полуднем")
	for i, w := range strings.Fields("первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого") {
		out = append(out, entry{"пол" + w, meaning{role: moment, value: int64((i+11)%12+1)*60 + 30}})
	}
	add(meaning{role: moment}, "полночь полночи полуночи полуночью")
	add(meaning{role: century, value: 100}, "столетие столетия столетии столетию столетием столетий") // and a hundredth anniversary
	return out
}

// russianSymbols are symbols whose capitals stand within them.
func russianSymbols() []entry {
	var out []entry
	for f := range strings.FieldsSeq(`Гц=Hz кГц=kHz МГц=MHz ГГц=GHz ТГц=THz Вт=W кВт=kW МВт=MW ГВт=GW кВтч=kWh Дж=J кДж=kJ МДж=MJ Па=Pa гПа=hPa кПа=kPa МПа=MPa
		кВ=kV мА=mA Кб=KB Мб=MB Гб=GB Тб=TB кБ=KB Кбайт=KB Мбайт=MB Гбайт=GB Тбайт=TB КиБ=KiB МиБ=MiB ГиБ=GiB ТиБ=TiB Кбит=kbit Мбит=Mbit Гбит=Gbit`) {
		word, unit, _ := strings.Cut(f, "=")
		out = append(out, entry{word, meaning{role: measure, unit: unit}})
	}
	return out
}
