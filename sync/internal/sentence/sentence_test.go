package sentence_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/sentence"
)

func TestSentences(t *testing.T) {
	for _, text := range []string{
		"One. | Two! | Three?",
		"Dr. Kaya met Mrs. Olsen at 5 p.m. on Monday. | They shook hands.",
		"See vol. 3, e.g. the plates, etc. and no more. | It is short.",
		"J. R. Moe wrote it. | He died young.",
		"The price is 3.50 here. | It was 2.75 there.",
		"Prof. Demir bkz. adlı yazıyı okudu. | Sonra gitti.",
		"Bu 2. baskıdır. | XIX. yüzyılda basıldı.",
		"В 1905 г. он уехал. | Потом вернулся.",
		"Там было 5 тыс. человек, т. д. и т. п. говорить не стоит. | Дождь шёл.",
		"А. С. Волков жил на ул. Садовой. | Дом снесли.",
		"The U.S. Department of Trade is shut. | The Rev. Mr Moe has the key.",
		"Onu dün kimse görmedi. | 32 yıl sonra geri geldi. | Bkz. sayfa 3.",
		"Limanı o inşa etti. | 1940 kışında kapandı. | См. табл. 3 и рис. 4 здесь.",
		"Sie kam gestern zurück. | 32 Jahre war sie fort, sagt Bd. 3 des Buches.",
		"Նա գնաց տուն: | Ես մնացի այստեղ: | Մենք ունենք երկու բան՝ հաց և ջուր:",
		"Նա ասաց՝ «Այո»: | Note: it is one.",
		"No full stop",
	} {
		want := strings.FieldsFunc(text, func(u rune) bool { return u == '|' })
		for k := range want {
			want[k] = strings.TrimSpace(want[k])
		}
		if diff := cmp.Diff(slices.Clip(want), sentence.Texts(strings.ReplaceAll(text, "| ", ""))); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

// Sentences hold all of a text but for the blanks between them.
func FuzzSentences(f *testing.F) {
	f.Add("One. Two? Dr. Kaya. 3. «Да.» …")
	f.Add(" \n. . J. \u00a0")
	f.Fuzz(func(t *testing.T, text string) {
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		got := sentence.Texts(text)
		if bare(strings.Join(got, " ")) != bare(text) {
			t.Errorf("%q has become %q", text, got)
		}
		if slices.Contains(got, "") {
			t.Errorf("%q has an empty sentence: %q", text, got)
		}
		end := 0
		for _, s := range sentence.Split(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Errorf("%q: the span %v follows %d", text, s, end)
			}
			end = s.End
		}
	})
}
