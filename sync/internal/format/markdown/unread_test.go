package markdown

import (
	"strings"
	"testing"
)

// Prose in front matter that nobody reads is told; names and what programs read are not.
func TestUnread(t *testing.T) {
	for _, c := range []struct{ src, keys, want string }{
		{"---\ntitle: All about the boats here.\n---\n", "", ""},
		{"---\nlead: All about the boats here.\n---\n", "", "lead"},
		{"---\nlead: All about the boats here.\n---\n", "title LEAD", ""},
		{"---\nlead: All about the boats here.\n---\n", "!lead", ""},
		{"---\nlead: All about the boats here.\ntitle: A sentence of a title.\n---\n", "lead", "title"},
		{"---\nlead: >\n  All about the boats\n  of the town\n---\n", "", "lead"},
		{"---\ncards:\n- note: It is open all year.\n- note: You can rent it.\n---\n", "", "cards[].note"},
		{"---\ncards:\n- note: It is open all year.\n---\n", "cards", ""},
		{"---\ncards:\n- note: It is open all year.\n---\n", "!cards[].note", ""},
		{"---\nhead: [[meta, {name: x, content: All about the boats here}]]\n---\n", "", "head[][].content"},
		{"---\nauthor: The son of Jane and her friends\ntags: [all the boats of the town]\n---\n", "", ""},
		{"---\nguide: Jane Mary Anne Smith Jones\nslug: boats\n---\n", "", ""},
		{"---\nlead: '{{ the text of this page here }}'\n---\n", "", ""},
		{"---\nlead: {{ the text of this page here }}\n---\n", "", ""},
		{"---\ntitle: {lead: All about the boats here.}\n---\n", "", ""},
		{"+++\n[hero]\nlead = \"All about the boats here.\"\n+++\n", "", "hero.lead"},
		{"+++\n[hero]\nlead = \"All about the boats here.\"\n+++\n", "hero.lead", ""},
		{"---\r\nlead: Kasabanın bütün tekneleri burada.\r\n---\r\n", "", "lead"},
		{"---\nthe text of a page without an end\n", "", ""},
		{"No front matter in this one at all.\n", "", ""},
	} {
		var keys []string
		if c.keys != "" {
			keys = strings.Fields(c.keys)
		}
		if got := strings.Join(Unread([]byte(c.src), keys), " "); got != c.want {
			t.Errorf("%q with %q: %q, want %q", c.src, c.keys, got, c.want)
		}
	}
}
