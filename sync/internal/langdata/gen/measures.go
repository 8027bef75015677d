//go:build ignore

// This command writes the files "measures": what a language calls units and currencies,
// from CLDR (npm packages cldr-units-full and cldr-numbers-full). Run it in the folder of
// package langdata, with the folders of those packages:
// go run gen/measures.go CLDR-UNITS-FULL CLDR-NUMBERS-FULL
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// units are the symbols of package anchor with the names that CLDR has for the units.
const units = `mi=length-mile nmi=length-nautical-mile yd=length-yard ft=length-foot in=length-inch
	km=length-kilometer m=length-meter dm=length-decimeter cm=length-centimeter mm=length-millimeter µm=length-micrometer nm=length-nanometer
	km=speed-kilometer-per-hour mi=speed-mile-per-hour m/s=speed-meter-per-second nmi=speed-knot
	lb=mass-pound oz=mass-ounce st=mass-stone t=mass-tonne t=mass-ton kg=mass-kilogram g=mass-gram mg=mass-milligram µg=mass-microgram
	ac=area-acre ha=area-hectare km²=area-square-kilometer m²=area-square-meter cm²=area-square-centimeter mi²=area-square-mile ft²=area-square-foot
	gal=volume-gallon pt=volume-pint qt=volume-quart l=volume-liter dl=volume-deciliter cl=volume-centiliter ml=volume-milliliter
	tbsp=volume-tablespoon tsp=volume-teaspoon
	m³=volume-cubic-meter cm³=volume-cubic-centimeter km³=volume-cubic-kilometer ft³=volume-cubic-foot bbl=volume-barrel
	°F=temperature-fahrenheit °C=temperature-celsius K=temperature-kelvin °=angle-degree
	ms=duration-millisecond µs=duration-microsecond ns=duration-nanosecond s=duration-second min=duration-minute h=duration-hour
	d=duration-day wk=duration-week mo=duration-month yr=duration-year
	bit=digital-bit kbit=digital-kilobit Mbit=digital-megabit Gbit=digital-gigabit B=digital-byte KB=digital-kilobyte MB=digital-megabyte
	GB=digital-gigabyte TB=digital-terabyte PB=digital-petabyte Hz=frequency-hertz kHz=frequency-kilohertz MHz=frequency-megahertz GHz=frequency-gigahertz
	W=power-watt kW=power-kilowatt MW=power-megawatt GW=power-gigawatt hp=power-horsepower J=energy-joule kJ=energy-kilojoule
	cal=energy-calorie kcal=energy-kilocalorie kWh=energy-kilowatt-hour bar=pressure-bar atm=pressure-atmosphere hPa=pressure-hectopascal
	V=electric-volt A=electric-ampere mA=electric-milliampere N=force-newton`

// families are the currencies of one name; the first is what the name alone stands for.
var families = []string{
	"USD CAD AUD NZD HKD SGD", "EUR", "GBP EGP SYP LBP", "TRY ITL", "RUB BYN", "JPY", "CNY", "SEK NOK DKK ISK CZK", "INR PKR LKR NPR", "CHF FRF BEF",
	"MXN ARS CLP COP", "KRW KPW", "SAR QAR IRR YER", "IQD KWD JOD DZD", "UAH", "KZT", "AZN TMT", "PLN", "HUF", "ZAR", "MNT", "GEL", "AMD",
}

func main() {
	tags, err := os.ReadDir(".")
	if err != nil {
		fail(err)
	}
	for _, tag := range tags {
		switch tag.Name() {
		case "en", "tr", "ru", "gen":
			continue
		}
		if text := table(tag.Name()); text != "" {
			if err := os.WriteFile(filepath.Join(tag.Name(), "measures.tsv"), []byte(text), 0o644); err != nil {
				fail(err)
			}
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// table is the rows of a language: "unit" and "money" with a symbol or code and its
// names, and "percent". What a month is called as well, as the joule is in Spanish, is left
// out.
func table(tag string) string {
	var out strings.Builder
	long := unitsOf(tag)
	bySymbol := map[string][]string{}
	months := monthsOf(tag)
	for f := range strings.FieldsSeq(units) {
		symbol, key, _ := strings.Cut(f, "=")
		names := slices.DeleteFunc(namesIn(long[key]), func(name string) bool { return slices.Contains(months, name) })
		bySymbol[symbol] = merge(bySymbol[symbol], names)
	}
	for _, symbol := range slices.Sorted(maps.Keys(bySymbol)) {
		if names := bySymbol[symbol]; len(names) > 0 {
			fmt.Fprintf(&out, "unit\t%s\t%s\n", symbol, strings.Join(names, "|"))
		}
	}
	for _, kind := range [][2]string{{"percent", "concentr-percent"}, {"century", "duration-century"}} {
		if names := namesIn(long[kind[1]]); len(names) > 0 {
			fmt.Fprintf(&out, "%s\t\t%s\n", kind[0], strings.Join(names, "|"))
		}
	}
	writeMoney(&out, tag)
	return out.String()
}

// writeMoney writes the rows of currencies. A word of two rows, or the name of a country or
// a people, is left out.
func writeMoney(out *strings.Builder, tag string) {
	money, peoples := currenciesOf(tag), namesOf(tag)
	rows, count := map[string][]string{}, map[string]int{}
	for _, f := range families {
		codes := strings.Fields(f)
		if strings.Contains(dense, tag) {
			codes = codes[:1]
		}
		rows[codes[0]] = slices.DeleteFunc(shared(money, codes), func(w string) bool {
			return slices.ContainsFunc(peoples, func(p string) bool { return strings.HasPrefix(w, p) })
		})
		for _, w := range rows[codes[0]] {
			count[w]++
		}
	}
	for _, code := range slices.Sorted(maps.Keys(rows)) {
		names := slices.DeleteFunc(rows[code], func(w string) bool { return count[w] > 1 })
		if len(names) > 0 {
			fmt.Fprintf(out, "money\t%s\t%s\n", code, strings.Join(names, "|"))
		}
	}
}

// dense are the languages that put no blanks between words.
const dense = "ja zh th lo km my"

// monthsOf are the names of the months, in small letters.
func monthsOf(tag string) []string {
	data, _ := os.ReadFile(filepath.Join(tag, "calendar.tsv"))
	for line := range strings.Lines(string(data)) {
		if names, ok := strings.CutPrefix(strings.TrimSpace(line), "month\t"); ok {
			return strings.Split(strings.ToLower(names), "\t")
		}
	}
	return nil
}

// namesOf are the stems of the names of countries and languages.
func namesOf(tag string) []string {
	data, err := os.ReadFile(filepath.Join(tag, "names.tsv"))
	if err != nil || strings.Contains(dense, tag) {
		return nil
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		_, stems, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for stem := range strings.SplitSeq(stems, "|") {
			if stem = strings.TrimSuffix(stem, "$"); len([]rune(stem)) > 3 {
				out = append(out, string([]rune(stem)[:4]))
			}
		}
	}
	return out
}

func unitsOf(tag string) map[string]map[string]string {
	var file struct {
		Main map[string]struct {
			Units struct{ Long map[string]json.RawMessage }
		}
	}
	readJSON(filepath.Join(os.Args[1], "main", tag, "units.json"), &file)
	out := map[string]map[string]string{}
	for key, raw := range file.Main[tag].Units.Long {
		var forms map[string]string
		if json.Unmarshal(raw, &forms) == nil {
			out[key] = forms
		}
	}
	return out
}

func currenciesOf(tag string) map[string]map[string]string {
	var file struct {
		Main map[string]struct {
			Numbers struct{ Currencies map[string]map[string]string }
		}
	}
	readJSON(filepath.Join(os.Args[2], "main", tag, "currencies.json"), &file)
	return file.Main[tag].Numbers.Currencies
}

func readJSON(path string, into any) {
	data, err := os.ReadFile(path)
	if err != nil {
		return
	}
	if err := json.Unmarshal(data, into); err != nil {
		fail(err)
	}
}

// namesIn are the names of a unit in all counts and cases.
func namesIn(forms map[string]string) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(forms)) {
		if strings.Contains(key, "count-") && strings.Contains(forms[key], "{0}") {
			out = merge(out, []string{clean(strings.ReplaceAll(forms[key], "{0}", " "))})
		}
	}
	return out
}

// clean is a name in small letters, "" if it is none or an abbreviation.
func clean(name string) string {
	name = strings.ToLower(strings.ReplaceAll(strings.Join(strings.Fields(name), " "), "\u00ad", ""))
	if strings.ContainsAny(name, ".{}/()") || strings.ContainsFunc(name, unicode.IsDigit) || len(strings.Fields(name)) > 4 || len(name) < 3 && name[:1] < "\x80" {
		return ""
	}
	return name
}

func merge(list, more []string) []string {
	for _, m := range more {
		if m != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// shared are the words that the names of all currencies of a family have in common with
// that of the first; a currency without a family has its whole name if it is a word.
func shared(money map[string]map[string]string, codes []string) []string {
	names := wordsOf(money[codes[0]])
	if len(codes) == 1 {
		if len(names) > 0 && slices.ContainsFunc(slices.Collect(maps.Values(money[codes[0]])), func(n string) bool { return strings.Contains(strings.TrimSpace(n), " ") }) {
			return onlyWord(money[codes[0]])
		}
		return names
	}
	var out []string
	for _, w := range names {
		n := 0
		for _, code := range codes[1:] {
			if slices.Contains(wordsOf(money[code]), w) {
				n++
			}
		}
		if n > 0 {
			out = append(out, w)
		}
	}
	return out
}

// onlyWord is the noun of a name with an adjective: the word that is not that of its
// country, which is the shorter one of the two.
func onlyWord(names map[string]string) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(names)) {
		if !strings.HasPrefix(key, "displayName") {
			continue
		}
		best := ""
		for _, w := range strings.Fields(clean(names[key])) {
			if best == "" || len(w) < len(best) {
				best = w
			}
		}
		if len([]rune(best)) > 2 {
			out = merge(out, []string{best})
		}
	}
	return out
}

func wordsOf(names map[string]string) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(names)) {
		if strings.HasPrefix(key, "displayName") {
			out = merge(out, strings.FieldsFunc(clean(names[key]), func(r rune) bool { return r == ' ' || r == '-' }))
		}
	}
	return out
}
