package history

import "testing"

const page = `---
title: Mill
---

The mill stands by the river.

## Wheels

It has 3 wheels.

---

![The mill](mill.png)

Come and see — it turns. 🛞
`

const lock = `version: 1
checksums:
  4f1d0000000000000000000000000000:
    md-section-0: none
`

func lockOf(pattern string, data []byte) Lock {
	sums := map[string]string{"fm-attr-title": objectHash("Mill")}
	for k, sum := range splitStamp(stampOf(data)) {
		sums[sectionKey+string(rune('0'+k))] = sum
	}
	return Lock{objectHash(pattern): sums}
}

func splitStamp(stamp string) (out []string) {
	for rest := stamp[len(sections):]; rest != ""; {
		out = append(out, rest[:32])
		if rest = rest[32:]; rest != "" {
			rest = rest[1:]
		}
	}
	return out
}

func TestLock(t *testing.T) {
	// What the tool itself has written.
	if got := objectHash("readme/[locale].md"); got != "29ba5363b2b0f1cc53dd4a667d52f86e" {
		t.Errorf("a path: %s", got)
	}
	if got := objectHash("---"); got != "51adf33450cab2ef392e93147386647c" {
		t.Errorf("a section: %s", got)
	}
	if n := len(splitStamp(stampOf([]byte(page)))); n != 6 {
		t.Errorf("%d sections", n)
	}
	for _, test := range []struct{ pattern, name, language string }{
		{"docs/[locale]/mill.md", "docs/tr/mill.md", "tr"},
		{"docs/mill.[locale].md", "docs/mill.pt-BR.md", "pt-BR"},
		{"docs/mill_[locale].md", "docs/mill_pt_BR.md", "pt-BR"},
	} {
		stamp := lockOf(test.pattern, []byte(page)).Locked(test.name, test.language)
		if !hasDigest([]byte(page), stamp) {
			t.Errorf("%s: %q is not the digest of its source", test.name, stamp)
		}
		if hasDigest([]byte(page+"\nNew.\n"), stamp) {
			t.Errorf("%s: a longer source has the same digest", test.name)
		}
	}
	read := ReadLock([]byte(lock))
	if len(read) != 1 || read.Locked("docs/tr/mill.md", "tr") != "" {
		t.Errorf("a lock without the file says something: %v", read)
	}
	for _, bad := range []string{"", "\t", "checksums: 3", "<<<<<<< ours\n"} {
		if l := ReadLock([]byte(bad)); l.Locked("a/tr.md", "tr") != "" {
			t.Errorf("%q says something", bad)
		}
	}
}
