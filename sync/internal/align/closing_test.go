package align_test

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// The line that closes a letter is one with the name below it where the other side has both
// in one paragraph, in either direction; one that was left out is missing.
func TestClosingOfALetter(t *testing.T) {
	const en = "# Notice\n\nDear members,\n\nThe pier will be closed from Monday, since the town is renewing the planks.\n\nPlease use the northern steps, and mind the ice.\n\n"
	letters := map[string]string{
		"ru": "# Объявление\n\nУважаемые члены клуба!\n\nС понедельника пирс закрыт: город меняет доски настила.\n\nПожалуйста, пользуйтесь северной лестницей и остерегайтесь льда.\n\n",
		"tr": "# Duyuru\n\nDeğerli üyeler,\n\nBelediye tahtaları yenilediği için iskele pazartesiden itibaren kapalıdır.\n\nLütfen kuzeydeki merdiveni kullanın, buza da dikkat edin.\n\n",
	}
	outline := func(lang, text string) align.Outline { return align.NewOutline(markdown.Parse([]byte(text)), lang) }
	for _, c := range []struct {
		closing string
		others  map[string]string
		lone    int
	}{
		{"Yours,\n\nMaria", map[string]string{"ru": "Ваша Мария", "tr": "Sevgiler, Maria"}, 0},
		{"Best wishes,\n\nThe board", map[string]string{"ru": "С наилучшими пожеланиями\nправление", "tr": "Selamlar, yönetim kurulu"}, 0},
		{"Love,\n\nH.", map[string]string{"ru": "Целую,\nХ.", "tr": "Sevgiler,\nH."}, 0},
		{"Yours sincerely, Maria Holt", map[string]string{"ru": "С уважением,\n\nМария Холт", "tr": "Saygılarımla,\n\nMaria Holt"}, 0},
		{"Yours,\n\nMaria", map[string]string{"ru": "Мария", "tr": "Maria"}, 1},
		{"Best wishes,\n\nThe board", map[string]string{"ru": "Правление", "tr": "Yönetim kurulu"}, 1},
	} {
		for lang, other := range c.others {
			source, target := outline("en", en+c.closing), outline(lang, letters[lang]+other)
			for _, links := range [][]align.Link{align.Across(source, target, nil), align.Across(target, source, nil)} {
				lone := 0
				for _, l := range links {
					if len(l.A) == 0 || len(l.B) == 0 {
						lone++
					}
				}
				if lone != c.lone {
					t.Errorf("%q, %s: %d segments without a counterpart, want %d", strings.ReplaceAll(c.closing, "\n", " "), other, lone, c.lone)
				}
			}
		}
	}
}
