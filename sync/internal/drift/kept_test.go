package drift_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/drift"
)

// What translations keep as it stands in the source is not untranslated; prose that
// only holds a name, a year or an option is.
func TestKeptTexts(t *testing.T) {
	for text, want := range map[string]drift.State{
		"- Castell, B. (1954). The salt pans of the estuary and their keepers. Tide Press.":                            drift.Unverified,
		"- Castell, Berta. 1954. *The salt pans of the estuary and their keepers.* Tide Press.":                        drift.Unverified,
		"1. van der Brink, J. R. (1987a). What the tide brought and who paid for it. Tide Press.":                      drift.Unverified,
		"- B. Castell, The salt pans of the estuary, vol. 3, no. 2, pp. 11–19, 1954.":                                  drift.Unverified,
		"[4] The salt pans of the estuary and of the coast. Tide Press 1954, ISBN 978-3-16-148410-0.":                  drift.Unverified,
		"$ salt add \"the first pan of the year and what it holds\"":                                                   drift.Unverified,
		"salt build --all && salt serve the pans on port 8080":                                                         drift.Unverified,
		"Photo by Berta Castell on Unsplash":                                                                           drift.Unverified,
		"© 2021 The Friends of the Salt Pans and the Estuary. All rights reserved.":                                    drift.Unverified,
		`— @castell, ["How the pans were closed and what became of them"](https://tide.example/closed)`:                drift.Unverified,
		`— Berta Castell, “What the tide brought and who paid for it”`:                                                 drift.Unverified,
		"- [What the tide brought and who paid for it](https://tide.example/paid), Berta Castell and J. van der Brink": drift.Unverified,
		"- [What the tide brought and who paid for it](https://tide.example/paid) by\u00a0Castell":                     drift.Unverified,
		"Berta Castell, Jan Brink, and Ida May Holm - <b>Tide Press</b> <a href=\"https://tide.example\">(ref)</a>":    drift.Unverified,
		"## The pans were closed and nobody paid for it {.notranslate lang=en}":                                        drift.Unverified,
		"## The pans were closed and nobody paid for it {#notranslate}":                                                drift.Untranslated,
		"The pans were closed and nobody paid for it. {translate='no'}":                                                drift.Unverified,
		"The pans were closed and nobody paid for it {user.notranslate}":                                               drift.Untranslated,
		"The pans were closed and nobody paid for it {translate=note}":                                                 drift.Untranslated,
		"Old Pans, New Sluices, and What Became of Them - the whole story of the estuary in one book":                  drift.Untranslated,
		"- [What the tide brought and who paid for it](https://tide.example/paid)":                                     drift.Untranslated,
		"— @castell on [how the pans were closed](https://tide.example/closed) and what became of them":                drift.Untranslated,
		`Castell wrote “What the tide brought”, and it is the book of all that was paid for in the pans.`:              drift.Untranslated,
		"Copyright (c) 1999 The Friends of the Salt Pans and the Estuary":                                              drift.Untranslated,
		"- Castell, who kept the books in 1954, wrote about the salt pans of the estuary.":                             drift.Untranslated,
		"In 1954 B. Castell wrote about the salt pans of the estuary and what became of them.":                         drift.Untranslated,
		"use the --all option for the pans that were left out of the build":                                            drift.Untranslated,
		"- The pans were closed in 1954, and the sluices were sold to the company for what they were worth.":           drift.Untranslated,
	} {
		for _, lang := range []string{"tr", "ru"} {
			res := drift.Examine(sideOf([]string{text}, "en"), sideOf([]string{text}, lang), nil)
			if len(res.Rows) != 1 || res.Rows[0].State != want {
				t.Errorf("%s: %q: %v, want %v", lang, text, res.Rows[0].State, want)
			}
		}
	}
}
