package anchor_test

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/anchor"
)

// The number of a clause is told from an amount, a year and a date.
func TestClause(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "4.2. Boats are tied up.", "4.2"},
		{"en", "4.2 Boats are tied up.", "4.2"},
		{"en", "2. Boats", "2"},
		{"en", "**12.3.1** *Boats* are tied up.", "12.3.1"},
		{"en", "(3) Boats are tied up.", "3"},
		{"en", "§ 7) Boats", "7"},
		{"tr", "2. Tekneler", "2"},
		{"ru", "2.1. Лодки привязывают.", "2.1"},
		{"en", "[2.1 Boats](#boats)", "2.1"},
		{"en", "# Step 2: Boats", "2"},
		{"en", "# Step 2", "2"},
		{"ru", "# Шаг 2. Лодки", "2"},
		{"tr", "# 2. Adım: Tekneler", "2"},
		{"tr", "# Adım 2'nin tekneleri", ""},
		{"en", "# Route 66 by bus", ""},
		{"en", "# On day 2: boats", ""},
		{"en", "Step 2: Boats", ""},
		{"en", "4.2 litres of oil", ""},
		{"en", "2 boats are tied up.", ""},
		{"en", "1911. The flood", ""},
		{"de", "2. März 1911", ""},
		{"tr", "2.3.1911 Salı", ""},
		{"en", "Boats: 2.", ""},
		{"en", "2.", ""},
		{"en", "two. Boats", ""},
		{"en", "**12** boats", ""},
	} {
		text, heading := strings.CutPrefix(c.text, "# ")
		got, ok := anchor.Clause(text, anchor.Scan(text, anchor.LanguageOf(c.lang)), heading)
		if ok != (c.want != "") || ok && text[got.Start:got.End] != c.want {
			t.Errorf("%s %q: %v %q, want %q", c.lang, c.text, ok, text[got.Start:got.End], c.want)
		}
	}
}
