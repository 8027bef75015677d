package queue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// containers are pieces of articles in containers of several kinds, as a translator in
// capitals gives them back. What begins with a capital letter and a small one is prose.
var containers = []struct{ name, ext, text string }{
	{"fence", "md", ":::tip\nOil the [hinge](a.md) twice.\n\nWipe it dry.\n:::\n"},
	{"fence apart", "md", ":::tip\n\nOil the hinge twice.\n\n:::\n"},
	{"fences", "md", "::::tip\nOil the hinge twice.\n\n:::note\nWipe it dry.\n:::\n::::\n"},
	{"title", "md", ":::tip[Good care]\n\nOil the hinge twice.\n\n:::\n"},
	{"options", "md", ":::{admonition} Good care\n:class: tip\n\nOil the hinge twice.\n:::\n"},
	{"fence of code", "md", "```{note}\nOil the hinge twice.\n```\n"},
	{"details", "md", "<details>\n<summary>Good care</summary>\n\nOil the hinge twice.\n\n</details>\n"},
	{"element", "md", "<div class=\"tip\">\n\nOil the hinge twice.\n\nWipe it dry.\n\n</div>\n"},
	{"element around", "md", "<div class=\"tip\">\nOil the hinge twice.\n</div>\n"},
	{"indented", "md", "!!! note\n    Oil the hinge twice.\n"},
	{"indented title", "md", "??? note \"Good care\"\n\n    Oil the hinge twice.\n\n    Wipe it dry.\n"},
	{"shortcode", "md", "{{% notice tip %}}\nOil the hinge twice.\n{{% /notice %}}\n"},
	{"Liquid", "md", "{% hint style=\"info\" %}\nOil the hinge twice.\n{% endhint %}\n"},
	{"quotation", "md", "> Oil the hinge twice.\n>\n> Wipe it dry.\n"},
	{"items", "md", "- Oil the hinge twice.\n- Wipe it dry.\n"},
	{"paragraph of an item", "md", "1. Oil the hinge twice.\n\n   Wipe it dry.\n\n2. Close the gate.\n"},
	{"footnote", "md", "Oil the hinge twice.[^1]\n\n[^1]: Wipe it dry.\n"},
	{"table", "md", "| Good part | Good care |\n| --- | --- |\n| Left hinge | Oil twice |\n| Right hinge | Wipe dry |\n"},
	{"component", "mdx", "<Callout type=\"info\">\n  Oil the hinge twice.\n</Callout>\n"},
	{"component of many lines", "mdx", "<Callout\n  type=\"info\"\n  icon=\"bell\"\n>\n  Oil the hinge twice.\n</Callout>\n"},
	{"components", "mdx", "<Tabs>\n<Tab id=\"oil\">\n\nOil the hinge twice.\n\n</Tab>\n<Tab id=\"dry\">\n\nWipe it dry.\n\n</Tab>\n</Tabs>\n"},
	{"aside", "html", "<aside class=\"tip\">\n  <p>Oil the hinge twice.</p>\n  <p>Wipe it dry.</p>\n</aside>\n"},
	{"page of details", "html", "<details>\n<summary>Good care</summary>\n<p>Oil the hinge twice.</p>\n</details>\n"},
	{"section", "html", "<section>\n<h2>Good care</h2>\n<p>Oil the hinge twice.</p>\n</section>\n"},
	{"list", "html", "<ul>\n<li>Oil the hinge twice.</li>\n<li>Wipe it dry.</li>\n</ul>\n"},
	{"paragraphs of an item", "html", "<ul>\n<li><p>Oil the hinge twice.</p><p>Wipe it dry.</p></li>\n<li>Close the gate.</li>\n</ul>\n"},
	{"paragraphs of a note", "html", "<ol>\n<li id=\"fn:1\"><p>Oil the hinge twice.</p><p>Wipe it dry.</p></li>\n</ol>\n"},
	{"cells", "html", "<table>\n<tr><td>Left hinge</td><td>4</td><td>Oil twice</td></tr>\n<tr><td>Right hinge</td><td>9</td><td>Wipe dry</td></tr>\n</table>\n"},
	{"list in an item", "html", "<ul>\n<li>Oil the hinge twice.<ul><li>Wipe it dry.</li></ul></li>\n</ul>\n"},
	{"text without tags", "html", "<button>Oil the hinge twice.</button>\n"},
	{"picture and table", "html", "<figure><img src=\"a.png\"><figcaption>Wipe it dry.</figcaption></figure>\n<table>\n<caption>Good care</caption>\n<tr><td>Left hinge</td><td>4</td></tr>\n</table>\n"},
	{"terms", "html", "<dl><dt>Good care</dt><dd>Oil the hinge twice.</dd></dl>\n"},
}

// withPiece is an article with a piece in its middle.
func withPiece(ext, first, piece, last string) string {
	if ext == "html" {
		return "<p>" + first + "</p>\n" + piece + "<p>" + last + "</p>\n"
	}
	if piece != "" {
		piece += "\n"
	}
	return first + "\n\n" + piece + last + "\n"
}

// prose is what is translated of a piece.
func prose(piece string) string {
	var out []string
	for _, line := range strings.SplitAfter(piece, "\n") {
		at := strings.IndexFunc(line, func(r rune) bool { return 'A' <= r && r <= 'Z' })
		if at >= 0 && strings.Contains(line[at:], " ") && !strings.HasPrefix(strings.TrimSpace(line), "<Callout") {
			for _, known := range []string{
				"Oil the", "hinge", "twice.", "Wipe it dry.", "Good care", "Good part", "Left hinge", "Right hinge", "Oil twice", "Wipe dry", "Close the gate.",
			} {
				line = strings.ReplaceAll(line, known, strings.ToUpper(known))
			}
			line = strings.NewReplacer("Left HINGE", "LEFT HINGE", "Right HINGE", "RIGHT HINGE").Replace(line)
		}
		out = append(out, line)
	}
	return strings.Join(out, "")
}

func inCapitals(text string) string { return prose(text) }

// TestContainersComeWithTheirSegments translates what is new in a container at once and
// row by row, from the top and from the bottom: the container is there, and once.
func TestContainersComeWithTheirSegments(t *testing.T) {
	for _, c := range containers {
		want := withPiece(c.ext, "KAPI ESKİDİR.", prose(c.text), "BÜYÜKTÜR.")
		for _, order := range []string{"at once", "down", "up"} {
			english, turkish := "articles/en/gate."+c.ext, "articles/tr/gate."+c.ext
			p := recorded(t, map[string]string{
				english: withPiece(c.ext, "The gate is old.", "", "It is big."),
				turkish: withPiece(c.ext, "KAPI ESKİDİR.", "", "BÜYÜKTÜR."),
			})
			p.files[english] = withPiece(c.ext, "The gate is old.", c.text, "It is big.")
			for n := 0; ; n++ {
				items := p.items()
				slices.SortFunc(items, func(a, b queue.Item) int { return a.SourceLine - b.SourceLine })
				if len(items) == 0 || n > 9 {
					break
				}
				switch order {
				case "down":
					items = items[:1]
				case "up":
					items = items[len(items)-1:]
				}
				if out := p.bring(answer(items, inCapitals)); len(out.Left) > 0 {
					t.Errorf("%s, %s: %q is left: %s", c.name, order, items[0].Text, out.Left[0].Reason)
					break
				}
			}
			headless := c.name == "table" && order == "up" // its header stays as it is in the source
			if got := p.files[turkish]; got != want && !(headless && strings.EqualFold(got, want)) {
				t.Errorf("%s, %s:\n%s\nwant:\n%s", c.name, order, got, want)
			}
			for _, r := range p.translation("gate").Rows {
				if r.State != drift.Fresh && !headless {
					t.Errorf("%s, %s: %q is %s", c.name, order, r.Now, r.State)
				}
			}
		}
	}
}

// TestWhatComesBehindAContainer translates a new paragraph behind a container that is there:
// it comes behind the container, too.
func TestWhatComesBehindAContainer(t *testing.T) {
	for _, c := range containers {
		english, turkish := "articles/en/gate."+c.ext, "articles/tr/gate."+c.ext
		more, gap := "Close the gate at night.\n", "\n"
		if c.ext == "html" {
			more, gap = "<p>Close the gate at night.</p>\n", ""
		}
		p := recorded(t, map[string]string{
			english: withPiece(c.ext, "The gate is old.", c.text, "It is big."),
			turkish: withPiece(c.ext, "KAPI ESKİDİR.", prose(c.text), "BÜYÜKTÜR."),
		})
		p.files[english] = withPiece(c.ext, "The gate is old.", c.text+gap+more, "It is big.")
		if out := p.bring(answer(p.items(), strings.ToUpper)); len(out.Left) > 0 {
			t.Errorf("%s: %s", c.name, out.Left[0].Reason)
		}
		more = strings.NewReplacer("Close the gate at night", "CLOSE THE GATE AT NIGHT").Replace(more)
		if got, want := p.files[turkish], withPiece(c.ext, "KAPI ESKİDİR.", prose(c.text)+gap+more, "BÜYÜKTÜR."); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, want)
		}
	}
}

// TestTitleOfAContainer translates a title that the source gives to a container which is there.
func TestTitleOfAContainer(t *testing.T) {
	for was, now := range map[string]string{
		":::tip\nOil the hinge twice.\n:::\n":               ":::tip[Good care]\nOil the hinge twice.\n:::\n",
		"::: tip\nOil the hinge twice.\n:::\n":              "::: tip Good care\nOil the hinge twice.\n:::\n",
		"!!! tip\n    Oil the hinge twice.\n":               "!!! tip \"Good care\"\n    Oil the hinge twice.\n",
		"```{note}\nOil the hinge twice.\n```\n":            "```{note} Good care\nOil the hinge twice.\n```\n",
		":::tip\r\n\r\nOil the hinge twice.\r\n\r\n:::\r\n": ":::tip[Good care]\r\n\r\nOil the hinge twice.\r\n\r\n:::\r\n",
	} {
		p := recorded(t, map[string]string{"articles/en/gate.md": was, "articles/tr/gate.md": prose(was)})
		p.files["articles/en/gate.md"] = now
		out := p.bring(answer(p.items(), inCapitals))
		if got := p.files["articles/tr/gate.md"]; got != prose(now) || len(out.Left) > 0 {
			t.Errorf("%q, want %q, left %v", got, prose(now), out.Left)
		}
	}
}
