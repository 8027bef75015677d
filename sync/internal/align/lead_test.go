package align_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/format/htmldoc"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

const (
	ledLog = "# Log\n\n**1 May.** We set sail with the tide and a cold wind.\n\n**2 May.** Calm.\n\n**3 May.** The cook caught a cod, and we ate it.\n"
	topLog = "# Журнал\n\n### 1 мая\n\nВышли в море с приливом и холодным ветром.\n\n### 2 мая\n\nШтиль.\n\n### 3 мая\n\nКок поймал треску, и мы её съели.\n"

	asked    = "# The smith\n\n**Do you mind?**\n\nWhy should I mind? People want nails, and I make them. My father made them, too.\n\n**And after that?**\n\nSleep.\n"
	answered = "# Demirci\n\n**Üzülmüyor musunuz?**\nNiye üzüleyim? İnsanlar çivi istiyor, ben de yapıyorum. Babam da yapardı.\n\n**Ya sonra?**\nUyku.\n"
)

// A head and what stands below it are one with a paragraph that begins in strong type, in
// either direction. Nothing else takes a head in.
func TestLeads(t *testing.T) {
	html := func(text string) *block.Doc { return htmldoc.Parse([]byte(text)) }
	md := func(text string) *block.Doc { return markdown.Parse([]byte(text)) }
	for name, c := range map[string]struct {
		source, target *block.Doc
		from, to       string // their languages
		lone           int    // segments without a counterpart
	}{
		"headings of their own":    {md(ledLog), md(topLog), "en", "ru", 0},
		"headings made to leads":   {md(topLog), md(ledLog), "ru", "en", 0},
		"questions with answers":   {md(asked), md(answered), "en", "tr", 0},
		"questions taken apart":    {md(answered), md(asked), "tr", "en", 0},
		"in HTML":                  {html("<p><b>1 May.</b> We set sail.</p><p><b>2 May.</b> Calm.</p>"), html("<h3>1 мая</h3><p>Вышли в море.</p><h3>2 мая</h3><p>Штиль.</p>"), "en", "ru", 0},
		"a word in strong type":    {md("## The long history of the harbour and of the boats in it\n\nSalt was sold here.\n"), md("**Tuz** burada satılırdı.\n"), "en", "tr", 1},
		"no lead in strong type":   {md("### 1 May\n\nWe set sail with the tide.\n"), md("Вышли в море с приливом.\n"), "en", "ru", 1},
		"a lead on the other side": {md("### Log\n\n**1 May.** We set sail with the tide.\n"), md("**1 мая.** Вышли в море с приливом.\n"), "en", "ru", 1},
	} {
		lone := 0
		for _, l := range align.Across(align.NewOutline(c.source, c.from), align.NewOutline(c.target, c.to), nil) {
			if len(l.A) == 0 || len(l.B) == 0 {
				lone++
			}
		}
		if lone != c.lone {
			t.Errorf("%s: %d segments without a counterpart, want %d", name, lone, c.lone)
		}
	}
}
