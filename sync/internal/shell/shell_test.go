package shell

import "testing"

func TestQuoted(t *testing.T) {
	for arg, want := range map[string]string{
		"":               "''",
		"articles/tr":    "articles/tr",
		"--lang=tr,ru":   "--lang=tr,ru",
		"değirmen":       "değirmen",
		"two words":      "'two words'",
		"it's":           `'it'\''s'`,
		"$HOME":          "'$HOME'",
		"a;b":            "'a;b'",
		"новая статья":   "'новая статья'",
		"-C":             "-C",
		"*.md":           "'*.md'",
		"line\nfeed":     "'line\nfeed'",
		"user@host:path": "user@host:path",
	} {
		if got := quoteFor("linux", arg); got != want {
			t.Errorf("quoted(%q) = %q, want %q", arg, got, want)
		}
	}
	for arg, want := range map[string]string{
		"":          "''",
		"tr/a.csv":  "tr/a.csv",
		`tr\a.csv`:  `"tr\a.csv"`,
		"two words": `"two words"`,
		"it's":      `"it's"`,
		`docs\`:     `'docs\'`,
		"$HOME":     "'$HOME'",
	} {
		if got := quoteFor("windows", arg); got != want {
			t.Errorf("quoted(%q) = %q on Windows, want %q", arg, got, want)
		}
	}
}
