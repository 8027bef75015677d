package queue

import (
	"strings"
	"testing"
)

// TestFix lets a tool carry changes over. "" for what is wanted says that the
// translation stays as it is.
func TestFix(t *testing.T) {
	for _, c := range []struct {
		name, was, now, translation, want, states string
		rest                                      int
	}{
		{
			name: "labels swapped, in a row that stays stale too",
			was:  "# A\n\nThe bay.[^1]\n\nThe sea.[^2]\n\n[^1]: Wide.\n[^2]: Near.\n", now: "# A\n\nThe bay.[^2]\n\nThe sea is far away.[^1]\n\n[^2]: Wide.\n[^1]: Near.\n",
			translation: "# Ş\n\nKoy.[^1]\n\nDeniz.[^2]\n\n[^1]: Geniş.\n[^2]: Yakın.\n", want: "# Ş\n\nKoy.[^2]\n\nDeniz.[^1]\n\n[^2]: Geniş.\n[^1]: Yakın.\n",
			states: "fresh fresh stale:major fresh fresh",
		},
		{
			name: "labels of its own are kept",
			was:  "# A\n\nThe bay.[^1]\n\n[^1]: Wide.\n", now: "# A\n\nThe bay.[^2]\n\n[^2]: Wide.\n",
			translation: "# Ş\n\nKoy.[^koy]\n\n[^koy]: Geniş.\n", states: "fresh stale:mechanical stale:mechanical", rest: 2,
		},
		{
			name: "links with the language in them",
			was:  "# A\n\nSee [it](/en/a).\n\nOr [this](../en/a.md#x).\n", now: "# A\n\nSee [it](/en/b).\n\nOr [this](../en/b.md#y).\n",
			translation: "# Ş\n\n[Buna](/tr/a) bakın.\n\nYa da [şuna](../tr/a.md#x).\n", want: "# Ş\n\n[Buna](/tr/b) bakın.\n\nYa da [şuna](../tr/b.md#y).\n",
			states: "fresh fresh fresh",
		},
		{
			name: "code with comments of its own",
			was:  "# A\n\n```sh\n# row\ngo\n```\n\nIt is old.\n", now: "# A\n\n```sh\n# row\nrun\n```\n\nIt is old.\n", translation: "# Ş\n\n```sh\n# çek\ngo\n```\n\nO eski.\n",
			want: "# Ş\n\n```sh\n# çek\nrun\n```\n\nO eski.\n", states: "fresh fresh fresh",
		},
		{
			name: "a comment that changed is left",
			was:  "# A\n\n```sh\n# row\ngo\n```\n\nIt is old.\n", now: "# A\n\n```sh\n# sail\ngo\n```\n\nIt is old.\n", translation: "# Ş\n\n```sh\n# çek\ngo\n```\n\nO eski.\n",
			states: "fresh stale:major fresh",
		},
		{
			name: "missing code between its neighbours",
			was:  "# A\n\nThe bay is wide.\n\nThe sea is near.\n", now: "# A\n\nThe bay is wide.\n\n```\ngo\n```\n\n---\n\nThe sea is near.\n",
			translation: "# Ş\n\nKoy geniş.\n\nDeniz yakın.\n", want: "# Ş\n\nKoy geniş.\n\n```\ngo\n```\n\n---\n\nDeniz yakın.\n", states: "fresh fresh fresh fresh fresh",
		},
		{
			name: "missing code beside a missing paragraph is left",
			was:  "# A\n\nThe bay is wide.\n\nThe sea is near.\n", now: "# A\n\nThe bay is wide.\n\nThe ship goes on 17 rivers.\n\n```\ngo\n```\n\nThe sea is near.\n",
			translation: "# Ş\n\nKoy geniş.\n\nDeniz yakın.\n", states: "fresh fresh missing missing fresh", rest: 1,
		},
		{
			name: "a heading that is one level deeper now",
			was:  "# A\n\n## The bay\n\nIt is wide.\n\n## The sea\n\nIt is near.\n", now: "# A\n\n## The bay\n\nIt is wide.\n\n### The sea\n\nIt is near.\n",
			translation: "# Ş\n\n## Koy\n\nO geniş.\n\n## Deniz\n\nO yakın.\n", want: "# Ş\n\n## Koy\n\nO geniş.\n\n### Deniz\n\nO yakın.\n",
			states: "fresh fresh fresh fresh fresh",
		},
		{
			name: "an id, a version, an image, a placeholder",
			was:  "# A {#a}\n\nIt needs 1.4.2.\n\nLook: ![x](a.png)\n\nHello {name}.\n", now: "# A {#b}\n\nIt needs 1.5.0.\n\nLook: ![x](b.png)\n\nHello {user}.\n",
			translation: "# Ş {#a}\n\n1.4.2 gerekir.\n\nBakın: ![y](a.png)\n\nMerhaba {name}.\n", want: "# Ş {#b}\n\n1.5.0 gerekir.\n\nBakın: ![y](b.png)\n\nMerhaba {user}.\n",
			states: "fresh fresh fresh fresh",
		},
		{
			name: "a number that is no version is no tool's work",
			was:  "# A\n\nIt costs 12 crowns.\n", now: "# A\n\nIt costs 13 crowns.\n", translation: "# Ş\n\n12 krona mal olur.\n", states: "fresh stale:facts",
		},
		{
			name: "CRLF",
			was:  "# A\n\nSee [it](a.md) and\n`go`.\n", now: "# A\n\nSee [it](b.md) and\n`run`.\n", translation: "# Ş\r\n\r\n[Buna](a.md) ve\r\n`go` komutuna bakın.\r\n",
			want: "# Ş\r\n\r\n[Buna](b.md) ve\r\n`run` komutuna bakın.\r\n", states: "fresh fresh",
		},
		{
			name: "a link definition",
			was:  "# A\n\nSee [it][x].\n\n[x]: a.md\n", now: "# A\n\nSee [it][x].\n\n[x]: b.md\n", translation: "# Ş\n\n[Buna][x] bakın.\n\n[x]: a.md\n",
			want: "# Ş\n\n[Buna][x] bakın.\n\n[x]: b.md\n", states: "fresh fresh fresh",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTree(t, c.was, c.translation)
			x.assume()
			if strings.Contains(x.states(), "unverified") {
				t.Fatal(x.states())
			}
			x.write(en, c.now)
			out := x.fix()
			if c.want == "" {
				c.want = c.translation
				equal(t, "files", 0, len(out.Files))
			}
			equal(t, "translation", c.want, x.text(tr))
			equal(t, "states", c.states, x.states())
			equal(t, "rest", c.rest, len(out.Rest))
			x.fixedOnce()
		})
	}
}
