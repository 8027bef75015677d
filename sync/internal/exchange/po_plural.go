package exchange

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// plurals are the plural forms of integers in CLDR as gettext writes them, with
// the languages that have them. Forms that only fractions take are left out.
var plurals = []struct{ languages, forms string }{
	{"ja ko zh vi th id ms my lo", "nplurals=1; plural=0;"},
	{
		"en de nl sv da nb nn no fi et el hu bg tr az kk ky uz tk ka sq eu eo",
		"nplurals=2; plural=(n != 1);",
	},
	{"hy fa hi bn", "nplurals=2; plural=(n > 1);"},
	{
		"ru uk be sr hr bs",
		"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
	},
	{"pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"},
	{"cs sk", "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"},
	{"ro", "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);"},
	{"lt", "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2);"},
	{"sl", "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"},
	{"ar", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"},
	{"fr pt", "nplurals=3; plural=(n==0 || n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2);"},
	{"es it ca", "nplurals=3; plural=(n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2);"},
}

// pluralForms is the value of Plural-Forms for a language, "" if it is not known.
func pluralForms(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	base, _ := t.Base()
	for _, p := range plurals {
		if slices.Contains(strings.Fields(p.languages), base.String()) {
			return p.forms
		}
	}
	return ""
}
