//go:build ignore

// This command writes the files "names": the names of countries and languages, as
// golang.org/x/text/language/display has them from CLDR. Run it in the folder of
// package langdata: go run gen/names.go
package main

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"
)

const named = `en tr ru af am ar az be bg bn bs ca cs cy da de el es et eu fa fi fil fr gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt
	lv mk ml mn mr ms my ne nl nn no pa pl pt ro si sk sl sq sr sv sw ta te th uk ur uz vi zh zu`

// dense are the languages that put no blanks between words: their names are found in
// running text.
const dense = "ja zh th lo km my"

// generic is the number of names of one language from which a word in them
// (island, republic, saint) tells nothing.
const generic = 3

// skip are the codes whose names consist of common words (South Africa, Isle of
// Man) or look like other words in one of the languages (Mali, Togo), and
// languages that are named too seldom to be worth their place.
const skip = `CD CG CI CR CV EH FM GF GG GQ KN MH MP PF TL in iw ji jw mo sh AC AE AS BL BQ CC CF CK CP CX DG DO EA GB GS HM IC IM IO LC MF ML PM SH TA TC TF TG UM US VC VG VI ZA
	aa ae an av ay bh bi bm ce ch co cr cu cv ee ff fj gv ho hz ia ie ii ik io iu kg ki kj kl kr ks kv kw lg li
	ln lu mh na nb nd ng nn nr nv ny oc oj om os pi rm rn rw sc se sg sm sn ss st su ti tn to ts tw ty ve vo wa wo za`

func main() {
	for _, lang := range strings.Fields(named) {
		if err := write(lang); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func write(lang string) error {
	names := collect(lang)
	count := map[string]int{}
	for _, name := range names {
		for _, word := range strings.FieldsFunc(name, noLetter) {
			count[word]++
		}
	}
	var codes []string
	for code := range names {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	skipped := map[string]bool{}
	for _, code := range strings.Fields(skip) {
		skipped[code] = true
	}
	var out strings.Builder
	for _, code := range codes {
		if stems := without(stemsOf(names[code], lang, count), code, names["CN"]); len(stems) > 0 && !skipped[code] {
			fmt.Fprintf(&out, "%s\t%s\n", code, strings.Join(stems, "|"))
		}
	}
	return os.WriteFile(lang+"/names.tsv", []byte(out.String()), 0o644)
}

// collect returns the names of a language by code.
func collect(lang string) map[string]string {
	tag := language.MustParse(lang)
	names := map[string]string{}
	regions, languages := display.Regions(tag), display.Languages(tag)
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r, err := language.ParseRegion(string([]rune{a, b})); err == nil && r.IsCountry() && r.Canonicalize() == r && !private(r.String()) {
				names[r.String()] = regions.Name(r)
			}
			code := strings.ToLower(string([]rune{a, b}))
			if base, err := language.ParseBase(code); err == nil && base.String() == code {
				names[code] = languages.Name(base)
			}
		}
	}
	for code, name := range names {
		name = norm.NFC.String(strings.ToLower(strings.ReplaceAll(name, "İ", "i")))
		if i := strings.IndexAny(name, "(["); i > 0 {
			name = strings.TrimSpace(name[:i])
		}
		names[code] = name
	}
	return names
}

// private are the codes that stand for no country of its own.
func private(code string) bool {
	return code[0] == 'X' && code != "XK" || code == "ZZ" || code == "QO" || code == "EU" || code == "UN" || code == "EZ" || code[0] == 'Q' && code != "QA"
}

func noLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// stemsOf returns the words of a name that are found in few others, without
// the endings that change; short ones only as they are.
func stemsOf(name, lang string, count map[string]int) []string {
	var stems []string
	if strings.Contains(dense, lang) {
		if len([]rune(name)) < 2 {
			return nil
		}
		return []string{name}
	}
	words := strings.FieldsFunc(name, noLetter)
	for _, word := range words {
		if len(words) > 1 && (count[word] >= generic || len([]rune(word)) < 4) {
			continue
		}
		s := stem(word, lang)
		switch n := len([]rune(s)); {
		case n >= 5:
			stems = append(stems, s)
		case n >= 3:
			stems = append(stems, s+"$")
		}
	}
	return stems
}

// without leaves the name of China out of those of Hong Kong and Macau, which have it in
// them: its inflected forms are rather those of China alone.
func without(stems []string, code, china string) []string {
	if r := []rune(china); (code == "HK" || code == "MO") && len(r) > 2 {
		return slices.DeleteFunc(stems, func(s string) bool { return strings.HasPrefix(s, string(r[:3])) })
	}
	return stems
}

// stem cuts the part of a word that changes, for the languages in which names
// of countries are inflected.
func stem(word, lang string) string {
	r := []rune(word)
	endings := ""
	switch lang {
	case "ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn":
		endings = "аеиоуыюяйьіїєј"
	case "pl", "cs", "ro", "hu", "fi", "sk", "hr", "sl", "bs", "lt", "lv", "et", "is", "sq":
		endings = "aeiouyáíéýăâîę"
	}
	for n := 0; n < 2 && len(r) > 4 && strings.ContainsRune(endings, r[len(r)-1]); n++ {
		r = r[:len(r)-1]
	}
	return string(r)
}
