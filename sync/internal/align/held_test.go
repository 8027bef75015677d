package align_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// What was lost in one place and what stands in another are two, though they have something in
// common: rows that begin with codes of their own, tags of other names, and texts in one language
// that say other things. What is the same, or the same but for a few words, has moved.
func TestOthersHaveNotMoved(t *testing.T) {
	en := []string{
		"The wheel turns by day and stands still by night.", "Rye is ground on Mondays and wheat on Fridays.",
		"The owner lives in the village behind the church.", "The loft is full of sacks in the autumn.", "The stones are sharpened by hand.",
	}
	pages := map[string][]string{
		"tr": {
			"Çark gündüz döner, gece durur.", "Pazartesileri çavdar, cumaları buğday öğütülür.", "Sahibi köyde, kilisenin arkasında oturur.",
			"Güzün tavan arası çuvallarla doludur.", "Taşlar elle bilenir.",
		},
		"ru": {
			"Колесо вертится днём и стоит ночью.", "Рожь мелют по понедельникам, а пшеницу по пятницам.", "Хозяин живёт в деревне за церковью.",
			"Осенью чердак полон мешков.", "Жернова точат вручную.",
		},
	}
	const left = "While the sluice is closed, the miller still weighs the sacks that wait in the yard, and writes them into the book."
	for name, c := range map[string]struct {
		source, target string
		says           string // what is looked for
		moved          bool
	}{
		"rows": {
			"| Room | Name |\n|---|---|\n| [Harbour](/rooms#harbour) | `$HARBOUR` |", "| [1] | [2] |\n|---|---|\n| `allow-harbour` | [3] `$HARBOUR` |", "$HARBOUR", false,
		},
		"one row": {
			"| Room | Name |\n|---|---|\n| [Harbour](/rooms#harbour) | `$HARBOUR` |", "| [1] | [2] |\n|---|---|\n| [[3]](/rooms#harbour) | `$HARBOUR` |", "$HARBOUR", true,
		},
		"tags":    {"<Note>\n\nLock the `sluice` of Merkit.\n\n</Note>", "<DeepDive>\n\n[4] `sluice`, Merkit.\n\n</DeepDive>", "<Note>", false},
		"one tag": {"<Note>\n\nLock the `sluice` of Merkit.\n\n</Note>", "<Note>\n\n[4] `sluice`, Merkit.\n\n</Note>", "<Note>", true},
		"untranslated, another": {
			left, "While the sluice is closed, the boats of the miller are hidden in the yard behind the sluice.", "still weighs", false,
		},
		"untranslated, edited": {left, strings.Replace(left, "writes them into the book", "writes them down", 1), "still weighs", true},
	} {
		for lang, page := range pages {
			words := map[string][]string{"tr": {"Oda", "Adı", "Liman", "Kilitle:"}, "ru": {"Комната", "Имя", "Гавань", "Заприте:"}}[lang]
			target := strings.NewReplacer("[1]", words[0], "[2]", words[1], "[3]", words[2], "[4]", words[3]).Replace(c.target)
			a := align.NewOutline(markdown.Parse([]byte("# Merkit\n\n"+strings.Join(en, "\n\n")+"\n\n"+c.source+"\n")), "en")
			b := align.NewOutline(markdown.Parse([]byte("# Merkit\n\n"+target+"\n\n"+strings.Join(page, "\n\n")+"\n")), lang)
			moved := slices.ContainsFunc(align.Across(a, b, nil), func(l align.Link) bool {
				return len(l.A) > 0 && len(l.B) > 0 && strings.Contains(a[l.A[0]].Text, c.says)
			})
			if moved != c.moved {
				t.Errorf("%s, %s: %q has a counterpart: %t, want %t", name, lang, c.says, moved, c.moved)
			}
		}
	}
}
