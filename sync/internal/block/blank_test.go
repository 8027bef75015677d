package block

import "testing"

func TestIsBlank(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want bool
	}{
		{Paragraph, "", true},
		{Paragraph, "\u00a0\u200b", true},
		{Paragraph, "&nbsp;", true},
		{Paragraph, "&#160;<br/>&#xA0;", true},
		{Paragraph, `\`, true},
		{Paragraph, "{' '}", true},
		{Paragraph, `{"&nbsp;"} {'\u00a0'}`, true},
		{TableRow, "|  | &nbsp; |", true},
		{ListItem, "<BR class=\"wide\">", true},
		{Paragraph, "&amp;", false},
		{Paragraph, "{' and '}", false},
		{Paragraph, "{name}", false},
		{Paragraph, "|", false},
		{Paragraph, "<img src=\"a.png\">", false},
		{TableRow, "| – |  |", false},
		{Code, "", false},
		{Message, "", false},
	} {
		if got := IsBlank(c.kind, c.text); got != c.want {
			t.Errorf("IsBlank(%s, %q) = %v", c.kind, c.text, got)
		}
	}
}
