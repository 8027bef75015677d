package edit

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

func TestCarry(t *testing.T) {
	const p, code, def = block.Paragraph, block.Code, block.LinkDefinition
	for _, c := range []struct {
		name         string
		kind         block.Kind
		was, now, tr string
		want         string // "" if nothing can be carried over
	}{
		{"link", p, "See [the guide](a.md).", "See [the guide](b.md).", "[Kılavuza](a.md) bakın.", "[Kılavuza](b.md) bakın."},
		{"link with the language in it", p, "See [it](/en/a).", "See [it](/en/b).", "[Buna](/tr/a) bakın.", "[Buna](/tr/b) bakın."},
		{"two swapped", p, "[a](x) and [b](y)", "[a](y) and [b](x)", "[a](x) ve [b](y)", "[a](y) ve [b](x)"},
		{"twice", p, "`go` and `go`", "`git` and `git`", "`go` ile `go`", "`git` ile `git`"},
		{"one of two", p, "`go` and `go`", "`git` and `go`", "`go` ile `go`", ""},
		{"one is missing in the translation", p, "`go` and `go`", "`git` and `git`", "`go`", ""},
		{"the translation has another", p, "Run `a`.", "Run `b`.", "`c` komutunu çalıştırın.", ""},
		{"image", p, "Look: ![x](a.png)", "Look: ![x](b.png)", "Bakın: ![y](a.png)", "Bakın: ![y](b.png)"},
		{"footnote", p, "So.[^1] Thus.[^2]", "So.[^2] Thus.[^3]", "Öyle.[^1] Böyle.[^2]", "Öyle.[^2] Böyle.[^3]"},
		{"placeholder", p, "Hello {name}", "Hello {user}", "Merhaba {name}", "Merhaba {user}"},
		{"version", p, "Needs 1.4.2 or newer.", "Needs 1.5.0 or newer.", "1.4.2 ya da daha yenisi gerekir.", "1.5.0 ya da daha yenisi gerekir."},
		{"a number is no version", p, "It costs 12.50.", "It costs 13.50.", "Fiyatı 12,50.", ""},
		{"words too", p, "See [the guide](a.md).", "Read [the guide](b.md).", "[Kılavuza](a.md) bakın.", ""},
		{"code", code, "a\nb", "a\nc", "a\nb", "a\nc"},
		{"code with a comment of its own", code, "# run\nmake a", "# run\nmake b", "# çalıştır\nmake a", "# çalıştır\nmake b"},
		{"the comment changed", code, "# run\nmake a", "# start\nmake a", "# çalıştır\nmake a", ""},
		{"code with lines more", code, "make a", "make a\nmake b", "make a", "make a\nmake b"},
		{"code before a comment of its own", code, "a --x  # run", "a --x --y 2  # run", "a --x  # çalıştır", "a --x --y 2  # çalıştır"},
		{"code before a comment that it added", code, "go(1)", "go(12)", "go(1)  // çalıştır", "go(12)  // çalıştır"},
		{"a text in a line of its own", code, `say("run")`, `say("now run")`, `say("çalıştır")`, ""},
		{"the end of a comment of its own", code, "a  # run", "a  # run it", "a  # çalıştır", ""},
		{"behind a text of its own", code, `say("run", 1)`, `say("run", 2)`, `say("çalıştır", 1)`, ""},
		{"a line more beside a comment of its own", code, "# run\nmake a", "# run\nmake a\nmake b", "# çalıştır\nmake a", "# çalıştır\nmake a\nmake b"},
		{"a line less", code, "# run\nmake a\nmake b", "# run\nmake b", "# çalıştır\nmake a\nmake b", "# çalıştır\nmake b"},
		{"a line less that has words of its own", code, "# run\nmake a", "make a", "# çalıştır\nmake a", ""},
		{"a comment more", code, "# run\nmake a", "# run\nmake a\n# end\nmake b", "# çalıştır\nmake a", ""},
		{"one letter of two", code, "go é  # run", "go ó  # run", "go é  # koş", "go ó  # koş"},
		{"definition", def, "[a]: /en/a 'The bay'", "[a]: /en/b 'The bay'", "[a]: /tr/a 'Koy'", "[a]: /tr/b 'Koy'"},
		{"definition through a template", def, "[a]: {{ site.url }}/en/a 'The bay'", "[a]: {{ site.url }}/en/b 'The bay'", "[a]: {{ site.url }}/tr/a 'Koy'", "[a]: {{ site.url }}/tr/b 'Koy'"},
		{"definition with another title", def, "[a]: a 'The bay'", "[a]: b 'The sea'", "[a]: a 'Koy'", ""},
		{"definition that the translation has changed", def, "[a]: a", "[a]: b", "[a]: c", ""},
		{"an alert", block.Quote, "The ice is thin.", "[!TIP]\nThe ice is thin.", "Buz ince.", "[!TIP]\nBuz ince."},
		{"the number of a clause", block.Paragraph, "2.1. Boats are tied up.", "3.1. Boats are tied up.", "2.1 Tekneler 2.1 metre arayla bağlanır.", "3.1 Tekneler 2.1 metre arayla bağlanır."},
		{"the number of a step", block.Heading, "Step 2: Boats", "Step 3: Boats", "2. Adım: Tekneler", "3. Adım: Tekneler"},
		{"the number of a heading", block.Heading, "(2) Boats", "(3) Boats", "2. Tekneler", "3. Tekneler"},
		{"another alert, with a link", block.Quote, "[!TIP]\nSee [it](a).", "[!NOTE]\nSee [it](b).", "[!TIP]\n[Buna](a) bakın.", "[!NOTE]\n[Buna](b) bakın."},
		{"no alert any more", block.Quote, "[!TIP]\nThe ice is thin.", "The ice is thin.", "[!TIP]\nBuz ince.", "Buz ince."},
		{"nothing", p, "a `b`", "a `b`", "x `b`", ""},
	} {
		got, ok := Carrier{"en", "tr"}.Carry(c.kind, c.was, c.now, c.tr)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, got, ok, c.want)
		}
	}
}
