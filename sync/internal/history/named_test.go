package history

import (
	"regexp"
	"strings"
	"testing"
)

const commit = "0123456789abcdef0123456789abcdef01234567"

func TestNamed(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a key":                     {"---\ntitle: İskele\nsourceCommit: " + commit + "\n---\n\nMetin.\n", commit},
		"a key below another":       {"---\nl10n:\n  sourceCommit: \"" + commit + "\"\n---\n", commit},
		"a key with a dot":          {"---\nl10n.sourceCommit: " + commit + "\n---\n", commit},
		"a key of TOML":             {"+++\nsource_commit = '" + commit + "'\n+++\n", commit},
		"a key with a hyphen":       {"---\r\noriginal-commit: " + commit[:10] + "\r\n---\r\n", commit[:10]},
		"after a byte order mark":   {"\ufeff---\nsourceCommit: " + commit + "\n---\n", commit},
		"a comment":                 {"<!-- EN-Revision: " + commit + " Maintainer: none Status: ready -->\n", commit},
		"a comment of another kind": {"<!-- translation-check translation=\"" + commit[:12] + "\" -->\n", commit[:12]},
		"a line for a preprocessor": {"#use wml::debian::translation-check translation=\"" + commit + "\"\n", commit},
		"a comment in MDX":          {"{/* source-commit: " + commit + " */}\n", commit},
		"a short comment":           {"<!-- translation-check: " + commit[:7] + " -->", commit[:7]},
		"nothing":                   {"# İskele\n", ""},
		"too short":                 {"---\nsourceCommit: 012345\n---\n", ""},
		"no hash":                   {"---\nsourceCommit: yesterday\n---\n", ""},
		"a longer word":             {"---\nsourceCommit: " + commit[:8] + "xyz\n---\n", ""},
		"another key":               {"---\nmySourceCommitter: " + commit + "\n---\n", ""},
		"in the running text":       {"sourceCommit: " + commit + "\n", ""},
		"front matter without end":  {"---\nsourceCommit: " + commit + "\n", ""},
		"far below":                 {strings.Repeat("Metin.\n\n", 1000) + "<!-- EN-Revision: " + commit + " -->\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Named([]byte(c.text)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func FuzzNamed(f *testing.F) {
	f.Add([]byte("---\nsourceCommit: " + commit + "\n---\n"))
	f.Add([]byte("<!-- translation-check translation=\"" + commit + "\" -->"))
	hash := regexp.MustCompile(`^(?i:[0-9a-f]{7,64})?$`)
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := Named(data); !hash.MatchString(got) {
			t.Errorf("%q of %q", got, data)
		}
	})
}
