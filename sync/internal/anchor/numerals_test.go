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
	f.Add("两万三千人，百分之五", "zh")
	f.Add("สามร้อยยี่สิบ", "th")
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

// Numbers in numerals are numbers in words, and only such as are sure.
func TestNumerals(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"zh", "磨坊有三百二十个轮子", "320"},
		{"zh", "一九一一年", "1911"},
		{"zh", "二〇二四年", "2024"},
		{"zh", "两万三千人", "23000"},
		{"zh", "一千零一夜", "1001"},
		{"zh", "十二层", "12"},
		{"zh", "三百二十万", "3200000"},
		{"zh", "一亿两千万", "120000000"},
		{"zh", "百分之五", "5%"},
		{"zh", "百分之20.5", "20.5%"},
		{"zh", "一般", ""},
		{"zh", "万一", ""},
		{"zh", "千万", ""},
		{"zh", "十分", ""},
		{"zh", "二三十人", ""},
		{"zh", "三百五", ""},
		{"zh", "数十万", ""},
		{"zh", "二十多人", ""},
		{"zh", "七八个", ""},
		{"zh", "三分之二", "32"},
		{"ja", "千九百八十四年", "1984"},
		{"ja", "百万円", "1000000"},
		{"ja", "三百五人", "305"},
		{"ja", "数十万人", ""},
		{"ja", "1 億 4 千万", ""},
		{"ja", "十分", ""},
		{"th", "สามร้อยยี่สิบหลัง", "320"},
		{"th", "สิบเอ็ดคน", "11"},
		{"th", "สองล้านห้าแสน", "2500000"},
		{"th", "ร้อยละยี่สิบ", "20%"},
		{"th", "สองสามคน", ""},
		{"th", "สองห้อง", ""},
		{"de", "三百二十", ""},
	} {
		got := ""
		for _, w := range LanguageOf(c.tag).numerals.find(c.text) {
			got += w.figure
		}
		if got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.tag, c.text, got, c.want)
		}
	}
}

// A number in numerals is compared as one in words, wherever it is read, and not in code.
func TestNumeralsAreFacts(t *testing.T) {
	zh := Reading{Language: LanguageOf("zh")}
	got := zh.Scan("有[三百二十个](https://example.org/三百二十)和`三百二十`")
	if len(got) != 3 || got[0].Value != "320" || !got[0].Spelled || got[1].Value != "https://example.org/三百二十" || got[2].Value != "三百二十" {
		t.Errorf("%v", got)
	}
	source := Scan("It has 330 wheels and twelve floors.", LanguageOf("en"))
	for text, want := range map[string]int{"有三百三十个轮子和十二层。": 0, "有三百二十个轮子和十二层。": 1} {
		if d := (Comparison{}).Disagree(source, zh.Scan(text)); len(d) != want {
			t.Errorf("%s: %v", text, d)
		}
	}
}

func TestPlacesAreThoseOfTheText(t *testing.T) {
	const text = "وبها ٢٥ عجلة"
	got := Reading{Language: LanguageOf("ar")}.Scan(text)
	if len(got) != 1 || text[got[0].Start:got[0].End] != "٢٥" {
		t.Errorf("%v", got)
	}
}
