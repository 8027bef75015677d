package change

import (
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// An edit of a word that turns the meaning of a sentence round is one of facts, in each
// language whose words are known; it is never a slip.
func TestEditsThatTurnASentenceRound(t *testing.T) {
	for _, c := range []struct {
		lang, was, now string
		want           Class
	}{
		{"de", "Die Pumpe darf im Winter laufen.", "Die Pumpe darf im Winter nicht laufen.", Facts},
		{"de", "Der Riemen kann gewechselt werden.", "Der Riemen muss gewechselt werden.", Facts},
		{"de", "Es gibt einen Grund dafür.", "Es gibt keinen Grund dafür.", Facts},
		{"de", "Sie müssen den Knopf drucken.", "Sie müssen den Knopf drücken.", Major},
		{"de", "Die pumpe läuft, gut.", "Die Pumpe läuft gut.", Minor},
		{"fr", "Vous devez ouvrir la vanne avant midi.", "Vous ne devez pas ouvrir la vanne avant midi.", Facts},
		{"fr", "Ouvrez la vanne avant le repas.", "Ouvrez la vanne après le repas.", Facts},
		{"es", "El agua es potable en verano.", "El agua no es potable en verano.", Facts},
		{"es", "Deje la bomba sin aceite.", "Deje la bomba con aceite.", Facts},
		{"ar", "يمكن استخدام الجهاز في الماء.", "لا يمكن استخدام الجهاز في الماء.", Facts},
		{"ja", "この薬は食後に飲んでください。", "この薬は食後に飲まないでください。", Facts},
		{"ja", "この水は飲めます。", "この水は飲めません。", Facts},
		{"zh", "这种水可以喝。", "这种水不可以喝。", Facts},
		{"ko", "이 물은 마실 수 있습니다.", "이 물은 마실 수 없습니다.", Facts},
		{"th", "น้ำนี้ดื่มได้", "น้ำนี้ดื่มไม่ได้", Facts},
		{"cs", "Čerpadlo musí běžet v zimě.", "Čerpadlo nemusí běžet v zimě.", Facts},
		{"cs", "Čerpadlo stojí v zimě.", "Čerpadlo stojí nebo spí v zimě.", Major},
		{"hi", "पानी कम है।", "पानी कमी है।", Major},
	} {
		if got := classify(block.Paragraph, c.was, c.now, c.lang); got != c.want {
			t.Errorf("%s: %q → %q is %v, want %v", c.lang, c.was, c.now, got, c.want)
		}
	}
}

// Law: each negation that the data of a language has counts when it comes or goes.
func TestEveryNegationCounts(t *testing.T) {
	languages := 0
	for _, lang := range langdata.Tags() {
		for row := range langdata.Rows(lang, langdata.Words) {
			if row[0] != "negation" {
				continue
			}
			languages++
			for word := range strings.SplitSeq(row[2], "|") {
				was, now := "xxxx yyyy zzzz wwww", "xxxx yyyy "+word+" zzzz wwww"
				for _, pair := range [][2]string{{was, now}, {now, was}} {
					if got := classify(block.Paragraph, pair[0], pair[1], lang); !strings.Contains(word, " ") && got != Facts {
						t.Errorf("%s: %q → %q is %v", lang, pair[0], pair[1], got)
					}
				}
			}
		}
	}
	if languages < 40 {
		t.Errorf("%d languages have negations", languages)
	}
}
