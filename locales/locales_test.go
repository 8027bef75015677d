package locales

import (
	"fmt"
	"testing"
)

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		locales []string
		want    string
	}{
		{nil, "en"},
		{[]string{""}, "en"},
		{[]string{"tr"}, "tr"},
		{[]string{"", "", "tr_TR.UTF-8"}, "tr"},
		{[]string{"ru", "tr_TR.UTF-8"}, "ru"},
		{[]string{"ru_RU@euro"}, "ru"},
		{[]string{"tr-Latn-TR"}, "tr"},
		{[]string{"C"}, "en"},
		{[]string{"C.UTF-8", "tr_TR"}, "en"}, // the first that is set decides
		{[]string{"POSIX"}, "en"},
		// CLDR would match these with Russian; their readers did not ask for it.
		{[]string{"kk_KZ.UTF-8"}, "en"},
		{[]string{"uk_UA.UTF-8"}, "en"},
		{[]string{"az_AZ.UTF-8"}, "en"},
		{[]string{"de_DE.UTF-8"}, "en"},
		{[]string{"?"}, "en"},
	} {
		if got := Choose(c.locales...); got != c.want {
			t.Errorf("Choose(%q) = %q, want %q", c.locales, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	const space = "\u00a0"
	for _, c := range []struct {
		lang             string
		thousands, share string
	}{
		{"en", "1,234,567", "91%"},
		{"tr", "1.234.567", "%91"},
		{"ru", "1" + space + "234" + space + "567", "91" + space + "%"},
	} {
		m := New(c.lang)
		if got := m.Number(1234567); got != c.thousands {
			t.Errorf("%s: a number is %q, want %q", c.lang, got, c.thousands)
		}
		if got := m.Percent(0.919); got != c.share {
			t.Errorf("%s: a share is %q, want %q", c.lang, got, c.share)
		}
	}
}

// Only what is whole is called whole, and what is not quite a hundredth less is
// not called less.
func TestPercentRounds(t *testing.T) {
	m := New("en")
	for share, want := range map[float64]string{0: "0%", 0.29: "29%", 0.57: "57%", 0.9999: "99%", 1: "100%"} {
		if got := m.Percent(share); got != want {
			t.Errorf("%v is %q, want %q", share, got, want)
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		lang string
		want map[int]string
	}{
		{"en", map[int]string{0: "0 words to do", 1: "1 word to do", 2: "2 words to do", 1500: "1,500 words to do"}},
		{"tr", map[int]string{0: "0 sözcük kaldı", 1: "1 sözcük kaldı", 1500: "1.500 sözcük kaldı"}},
		{"ru", map[int]string{
			0: "осталось 0 слов", 1: "осталось 1 слово", 2: "осталось 2 слова", 5: "осталось 5 слов",
			11: "осталось 11 слов", 21: "осталось 21 слово", 22: "осталось 22 слова", 112: "осталось 112 слов",
		}},
	} {
		m := New(c.lang)
		for n, want := range c.want {
			if got := m.Count("words_todo", n); got != want {
				t.Errorf("%s: %d gives %q, want %q", c.lang, n, got, want)
			}
		}
	}
}

// A message that there is none of shows its id, so that nothing is ever empty.
func TestUnknownMessage(t *testing.T) {
	for _, lang := range Languages {
		if got := New(lang).Text("there.is.none"); got != "there.is.none" {
			t.Errorf("%s: got %q", lang, got)
		}
	}
}

func ExampleMessages_Text() {
	fmt.Println(New("tr").Text("usage.command", "Command", "statsu"))
	fmt.Println(New("ru").Count("init.articles", 3, "Language", "en"))
	// Output:
	// statsu diye bir komut yok
	// en: 3 статьи
}
