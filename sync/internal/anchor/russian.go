package anchor

import (
	"slices"
	"strings"
)

// russian are the conventions of Russian.
func russian() *Language {
	l := &Language{decimal: ',', group: ' ', hyphened: true, decade: russianDecade, ordinal: russianOrdinal}
	l.words.addAll(internationalWords(), russianNames(), russianNumbers(), russianOrdinals())
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

// forms splits a table of lines "value word word …".
func forms(r role, table string) []entry {
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

func russianNumbers() []entry {
	ones := forms(unit, "1 один одна одно одного одному одним одном одной одну")
	for i := range ones {
		ones[i].weak = true
	}
	out := slices.Concat(ones, forms(unit, `
		2 два две двух двум двумя двое двоих двоим двоими оба обе обоих обеих обоим обеим дважды вдвое пара пары пару
		3 три трёх трех трём трем тремя трое троих троим трижды втрое
		4 четыре четырёх четырех четырём четырем четырьмя четверо четверых четырежды
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
		19 девятнадцать девятнадцати`))
	out = append(out, forms(ten, `
		20 двадцать двадцати двадцатью
		30 тридцать тридцати тридцатью
		40 сорок сорока
		50 пятьдесят пятидесяти пятьюдесятью
		60 шестьдесят шестидесяти
		70 семьдесят семидесяти
		80 восемьдесят восьмидесяти
		90 девяносто девяноста`)...)
	out = append(out, forms(hundreds, `
		100 сто ста
		200 двести двухсот двумстам
		300 триста трёхсот трехсот трёмстам
		400 четыреста четырёхсот четырехсот
		500 пятьсот пятисот
		600 шестьсот шестисот
		700 семьсот семисот
		800 восемьсот восьмисот
		900 девятьсот девятисот`)...)
	out = append(out, forms(scale, `
		1000 тысяча тысячи тысяче тысячу тысячей тысячью тысяч тысячам тысячами тысячах тыс
		1000000 миллион миллиона миллиону миллионом миллионе миллионы миллионов миллионам миллионами млн
		1000000000 миллиард миллиарда миллиарду миллиардом миллиарде миллиарды миллиардов миллиардам миллиардами млрд
		1000000000000 триллион триллиона триллиону триллионом триллионы триллионов трлн`)...)
	out = append(out, forms(amount, `
		24 сутки суток`)...)
	out = append(out, forms(dozen, `
		12 дюжина дюжины дюжину дюжин
		10 десяток десятка десятки десятков десятилетие десятилетия десятилетий десятилетию десятилетиях
		100 сотня сотни сотню сотен сотнями сотнях сотням`)...)
	for _, w := range []string{"полтора", "полторы", "полутора"} {
		out = append(out, entry{w, meaning{role: amount, code: "1.5"}})
	}
	return append(out, forms(part, `
		50 половина половины половине половину половиной
		25 четверть четверти четвертью
		33 треть трети`)...)
}

// adjective are the endings of an ordinal.
const adjective = "ый ой ого ому ым ом ая ую ое ые ых ыми"

func russianOrdinals() []entry {
	var out []entry
	add := func(r role, table string) {
		for _, e := range forms(r, table) {
			e.last = true
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
	third := forms(unit, "3 третий третьего третьему третьим третьем третья третьей третью третье третьи третьих третьими")
	for i := range third {
		third[i].last = true
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
			ступен уголь ядерн дюймов местн балл`) {
			out = append(out, entry{e.word + rest, e.meaning})
		}
	}
	return append(out, entry{"столет", meaning{role: amount, value: 100}})
}

func russianPrefixes() []entry {
	return forms(amount, `
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
		40 сорока`)
}

func russianNames() []entry {
	out := forms(month, `
		1 январь января январю январём январем январе янв
		2 февраль февраля февралю февралём февралем феврале фев февр
		3 март марта марту мартом марте мар
		4 апрель апреля апрелю апрелем апреле апр
		5 май мая маю маем мае
		6 июнь июня июню июнем июне июн
		7 июль июля июлю июлем июле июл
		8 август августа августу августом августе авг
		9 сентябрь сентября сентябрю сентябрём сентябрем сентябре сен сент
		10 октябрь октября октябрю октябрём октябрем октябре окт
		11 ноябрь ноября ноябрю ноябрём ноябрем ноябре ноя нояб
		12 декабрь декабря декабрю декабрём декабрем декабре дек`)
	add := func(m meaning, words string) {
		for _, w := range strings.Fields(words) {
			out = append(out, entry{w, m})
		}
	}
	add(meaning{role: percent}, "процент процента проценту процентом проценте проценты процентов процентам процентами процентах процентный процентного процентных процентная процентной проц")
	add(meaning{role: century}, "век века веку веком веке веков векам веках вв столетие столетия столетии столетию столетием столетий")
	add(meaning{role: money, code: "USD"}, "доллар доллара доллару долларом долларе доллары долларов долларам долларами долларах долл")
	add(meaning{role: money, code: "EUR"}, "евро")
	for unit, words := range russianUnits {
		add(meaning{role: measure, unit: unit}, words)
	}
	add(meaning{role: money, code: "GBP", unit: "lb"}, "фунт фунта фунтов фунты фунтами стерлингов")
	add(meaning{role: money, code: "TRY"}, "лира лиры лиру лир")
	add(meaning{role: money, code: "RUB"}, "рубль рубля рублю рублём рублем рубле рубли рублей рублям рублями руб")
	add(meaning{role: money, code: "JPY"}, "иена иены иену иен йена йены йен")
	add(meaning{role: money, code: "CNY"}, "юань юаня юаней юани")
	return out
}

var russianUnits = map[string]string{
	"mi": "миля мили миль милю милях", "in": "дюйм дюйма дюймов", "ft": "фут фута футов", "yd": "ярд ярда ярдов",
	"oz": "унция унции унций", "ac": "акр акра акров", "gal": "галлон галлона галлонов", "°F": "фаренгейту", "°C": "цельсию",
	"°": "градус градуса градусов", "km": "километр километра километров километрах км", "m": "метр метра метров м",
	"cm": "сантиметр сантиметра сантиметров см", "kg": "килограмм килограмма килограммов кг", "g": "грамм грамма граммов",
	"l": "литр литра литров", "ha": "гектар гектара гектаров га",
}
