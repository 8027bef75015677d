package catalog_test

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/catalog"
)

func TestExampleNumbers(t *testing.T) {
	for _, c := range []struct {
		lang, form string
		ordinal    bool
		want       string
	}{
		{"ru", "one", false, "1 21 31 41 51"},
		{"ru", "few", false, "2 3 4 22 23"},
		{"ru", "many", false, "0 5 6 7 8"},
		{"ru", "other", false, "1.5"},
		{"tr", "one", false, "1"},
		{"tr", "other", false, "0 2 3 4 5"},
		{"en", "two", true, "2 22 32 42 52"},
		{"ar", "zero", false, "0"},
		{"tr", "few", false, ""},
	} {
		if got := strings.Join(catalog.ExampleNumbers(c.lang, c.form, c.ordinal), " "); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.lang, c.form, got, c.want)
		}
	}
}
