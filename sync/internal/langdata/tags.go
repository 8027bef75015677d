package langdata

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/wordset"
)

// Written are the codes of the languages that count in paths: those of two
// letters that are much written, and those of three for which CLDR 48 has data and
// which are no usual names of folders.
var Written = wordset.Of(`af am ar as ast az ba be bg bn bo br bs ca ckb cs cv cy da de el en eo es et eu fa fi fil fo fr
	fy ga gd gl gn gu ha he hi hr ht hu hy ia id ig is it ja jv ka kab kk km kn ko ku ky la lb lo lt lv mg mi mk ml
	mn mr ms mt my nb ne nl nn no oc or pa pl ps pt rm ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te tg th
	tk tl tn tr ts tt ug uk ur uz vi wa xh yi yo yue zh zu
	ace ady agq ain arn ary arz aym bal ban bas bcl bem bew bez bho blo brx bug bua cak ccp ceb cgg chm chr cic csb
	dsb dyo ewo frc frp frr fur gag gcr gsw guz hif hil hmn hne hsb inh ilo jbo jgo kaa kaj kam kea khq kln kok krc
	ksb ksf ksh kum lad lez lij lkt lmo lrc luo luy lzz mai mdf mer mfe mgh mhr mni moh mrj mus mwl myv mzn nap naq
	nds nnh nso nus nyn olo pag pam pap pcm pcd pms pnb prg quc qug raj rhg rof rom rue rwk sah saq sbp scn sco sdc
	sgs shi shn skr smj smn sms srn stq szl tcy tet tpi twq tyv tzm udm vai vec vep vls vro vun wae wuu xal xog yav
	zgh zza`)

// Base is the language of a BCP 47 tag without its script and region.
func Base(tag string) string {
	base, _ := language.Make(tag).Base()
	return base.String()
}

// NameTag is the language that a word names in English or in itself: russian,
// Русский. The marks on Latin letters may be left out: turkce. So is that of a country whose
// code is taken for its language's, as cn is. It is "" if the word is not such a name.
func NameTag(word string) string { return languageNames()[strings.ToLower(word)] }

// ThreeLetters is the language that has a code of three letters (ISO 639-2, of either kind)
// as well as one of two: tur, deu, ger. It is "" for any other word.
func ThreeLetters(code string) string {
	code = strings.ToLower(code)
	if len(code) != len("tur") {
		return ""
	}
	if two := bibliographic[code]; two != "" {
		return two
	}
	base, err := language.ParseBase(code)
	if two := base.String(); err == nil && len(two) == len("tr") && Written[two] {
		return two
	}
	return ""
}

// bibliographic are the codes of three letters that libraries use for languages that have
// another one for other purposes.
var bibliographic = map[string]string{
	"alb": "sq", "arm": "hy", "baq": "eu", "chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr", "geo": "ka", "ger": "de",
	"gre": "el", "ice": "is", "mac": "mk", "may": "ms", "per": "fa", "rum": "ro", "slo": "sk", "wel": "cy",
}

// regional are the languages of a region or a script that English has names of two words for,
// such as Brazilian Portuguese.
var regional = []string{"pt-BR", "zh-Hans", "zh-Hant", "es-419", "fr-CA"}

// countries are codes of countries that people use for languages and that are no codes of
// languages themselves, with the tags that are meant.
var countries = map[string]string{"cn": "zh-CN", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko", "kz": "kk", "ua": "uk", "vn": "vi"}

// elsewise are names of languages that people use beside those of CLDR.
var elsewise = map[string]string{"bengali": "bn", "farsi": "fa", "slovakian": "sk"}

// languageNames maps names of languages, in small letters, to their tags.
var languageNames = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	english := display.English.Languages()
	for code := range Written {
		t, err := language.Raw.Parse(code)
		if err != nil {
			continue
		}
		for _, name := range []string{display.Self.Name(t), english.Name(t)} {
			if name = strings.ToLower(name); len(name) > len("main") && !strings.ContainsAny(name, " ()'’-") {
				out[name] = code
			}
		}
	}
	maps.Copy(out, countries)
	maps.Copy(out, elsewise)
	for _, tag := range regional {
		words := strings.Fields(strings.ToLower(display.English.Tags().Name(language.Raw.Make(tag))))
		for _, joint := range []string{"-", "_", ""} {
			out[strings.Join(words, joint)] = tag
		}
		slices.Reverse(words) // chinese-traditional
		for _, joint := range []string{"-", "_", ""} {
			out[strings.Join(words, joint)] = tag
		}
	}
	for _, name := range slices.Sorted(maps.Keys(out)) {
		if plain := withoutMarks(name); out[plain] == "" {
			out[plain] = out[name]
		}
	}
	return out
})

// withoutMarks is a name without the marks on its Latin letters: turkce for türkçe.
func withoutMarks(name string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
	if strings.ContainsFunc(bare, func(r rune) bool { return r > unicode.MaxASCII }) {
		return name
	}
	return bare
}
