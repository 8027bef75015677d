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

// Digests are named by many keys; a text has the digest of its bytes, of what stands
// below its front matter, and that which git has for it.
func TestHashed(t *testing.T) {
	const sum = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
	for text, want := range map[string]string{
		"---\nsource_sha256: " + sum + "\n---\n":                             sum,
		"---\nsource_sha256: \"sha256:" + strings.ToUpper(sum) + "\"\n---\n": sum,
		"---\nl10n:\n  sourceHash: '" + sum[:12] + "'\n---\n":                sum[:12],
		"+++\nsource-checksum = \"" + sum[:32] + "\"\n+++\n":                 sum[:32],
		"# Başlık\n<!-- source_md5: " + sum[:32] + " -->\n":                  sum[:32],
		"---\nsource_sha256: none\n---\n":                                    "",
		"---\nhash: " + sum + "\n---\n":                                      "",
		"---\nsource_hash: 12345\n---\n":                                     "",
		"source_sha256: " + sum + "\n":                                       "",
	} {
		if got := Hashed([]byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	source := []byte("---\ntitle: x\n---\n\nhello\n")
	for digest, want := range map[string]bool{
		"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03": true, // of "hello\n"
		"2cf24dba5fb0a30e": true, // of "hello"
		"0123456789":       false,
		"":                 false,
	} {
		if got := hasDigest([]byte("hello\n"), digest); got != want {
			t.Errorf("%s: %v", digest, got)
		}
		if got := hasDigest(source, digest); got != (digest != "" && want && digest[0] == '2') {
			t.Errorf("below front matter, %s: %v", digest, got)
		}
	}
	if !hasDigest([]byte("hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a") {
		t.Error("the id that git has for it is not known")
	}
}
