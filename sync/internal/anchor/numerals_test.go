package anchor

import (
	"testing"
	"unicode/utf8"
)

// Law: the places of facts in digits of other scripts are places of the text.
func FuzzWesternDigits(f *testing.F) {
	f.Add("وبها ٢٥ عجلة و١٬٥٠٠ سن", "ar")
	f.Add("水車は１９１１年", "ja")
	f.Add("\xd9٥% 1", "fa")
	f.Fuzz(func(t *testing.T, text, tag string) {
		for _, a := range (Reading{Language: LanguageOf(tag)}).Scan(text) {
			if a.Start < 0 || a.End > len(text) || a.Start > a.End {
				t.Fatalf("%q: %v", text, a)
			}
			if utf8.ValidString(text) && (!utf8.ValidString(text[:a.Start]) || !utf8.ValidString(text[a.Start:a.End])) {
				t.Errorf("%q: %v is not on the borders of characters", text, a)
			}
		}
	})
}

func TestPlacesAreThoseOfTheText(t *testing.T) {
	const text = "وبها ٢٥ عجلة"
	got := Reading{Language: LanguageOf("ar")}.Scan(text)
	if len(got) != 1 || text[got[0].Start:got[0].End] != "٢٥" {
		t.Errorf("%v", got)
	}
}
