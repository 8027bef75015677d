package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/catalog"
)

// Each case is a source and a translation, as a go-i18n catalogue has them: a
// text, or forms.
func TestCompare(t *testing.T) {
	for name, c := range map[string]struct {
		lang, source, target string
		want                 []string
	}{
		"a form for millions":            {"fr", `{one = "%d car", other = "%d cars"}`, `{one = "%d voiture", many = "%d de voitures", other = "%d voitures"}`, nil},
		"alike":                          {"tr", `"Open {{.File}}, please."`, `"Lütfen {{.File}} dosyasını açın."`, nil},
		"a pipeline":                     {"ru", `"{{printf \"%q\" .Name}}: {{.Line}}"`, `"{{.Name}}: {{.Lin}}"`, []string{"placeholder: {{.Line}} | {{.Lin}}"}},
		"a condition":                    {"ru", `"{{if .Old}}Old{{else}}{{.New}}{{end}}"`, `"{{if .Odl}}Старое{{else}}{{.New}}{{end}}"`, []string{"placeholder: {{.Old}} | {{.Odl}}"}},
		"with and range":                 {"tr", `"{{range .Names}}{{.First}}{{end}}{{with .X}}{{$.Y}}{{end}}"`, `"{{range .Names}}{{.First}}{{end}}{{with .X}}{{.Y}}{{end}}"`, nil},
		"a Cyrillic letter":              {"ru", `"{{.Name}} and {{.Count}}"`, `"{{.Count}} и {{.Nаme}}"`, []string{"placeholder: {{.Name}} | {{.Nаme}}"}},
		"a Turkish letter":               {"tr", `"{file} in {line}"`, `"{lıne} satırında {file}"`, []string{"placeholder: {line} | {lıne}"}},
		"a template that is broken":      {"tr", `"Hello {{.Name}}"`, `"Merhaba {{.Name"`, []string{"placeholder:  | {{.Name"}},
		"a Greek question":               {"el", `"Delete the file?"`, `"Διαγραφή του αρχείου;"`, nil},
		"a Greek half":                   {"el", `"Wait; then go on;"`, `"Περίμενε· μετά συνέχισε·"`, nil},
		"an Armenian question":           {"hy", `"Delete the file?"`, `"Ջնջե՞լ ֆայլը"`, nil},
		"an Armenian statement":          {"hy", `"The file is gone?"`, `"Ֆայլը չկա։"`, []string{"punctuation: ? | ."}},
		"an Armenian question before":    {"hy", `"Delete it? You cannot undo this."`, `"Ջնջե՞լ։ Սա հնարավոր չէ հետարկել։"`, nil},
		"an Armenian question behind":    {"hy", `"All is lost. Delete it?"`, `"Ամեն ինչ կորած է։ Ջնջե՞լ 12:30-ին։"`, nil},
		"an Armenian call before":        {"hy", `"Oh! The file is gone."`, `"Ա՜խ։ Ֆայլը չկա։"`, nil},
		"an Armenian call":               {"hy", `"The file is gone!"`, `"Ա՜խ, ֆայլը չկա։"`, nil},
		"an Armenian call in a sentence": {"hy", `"Oh, the file is gone."`, `"Ա՜խ, ֆայլը չկա:"`, nil},
		"an Armenian order":              {"hy", `"Stop"`, `"Կանգնի՛ր"`, nil},
		"an Armenian list":               {"hy", `"The files:"`, `"Ֆայլերը՝"`, nil},
		"an Armenian colon":              {"hy", `"The files:"`, `"Ֆայլերը:"`, nil},
		"an Armenian answer":             {"hy", `"The file is gone?"`, `"Գնա՞ց։ Ֆայլը չկա։"`, []string{"punctuation: ? | ."}},
		"a dot that parts":               {"tr", `"Home ·"`, `"Ana sayfa"`, nil},
		"a Greek statement":              {"el", `"Delete the file?"`, `"Διαγραφή του αρχείου·"`, []string{"punctuation: ? | ;"}},
		"a semicolon of others":          {"tr", `"Delete the file?"`, `"Dosya silinsin;"`, []string{"punctuation: ? | ;"}},
		"a Japanese question":            {"ja", `"Delete the file?"`, `"ファイルを削除しますか。"`, nil},
		"a Japanese statement":           {"ja", `"The file is gone!"`, `"ファイルがありません。"`, []string{"punctuation: ! | ."}},
		"a Burmese question":             {"my", `"Delete the file?"`, `"ဖိုင်ကို ဖျက်မလား။"`, nil},
		"a Burmese comma":                {"my", `"The file is gone."`, `"ဖိုင် မရှိတော့ပါ၊"`, []string{"punctuation: . | ,"}},
		"a Tibetan question":             {"bo", `"Delete the file?"`, `"ཡིག་ཆ་སུབ་དགོས་སམ།"`, nil},
		"an Amharic colon":               {"am", `"The files:"`, `"ፋይሎች፡"`, nil},
		"an Amharic stop of two":         {"am", `"The file is gone."`, `"ፋይሉ የለም፡፡"`, nil},
		"the end of a Khmer text":        {"km", `"The file is gone."`, `"ឯកសារបាត់ហើយ៕"`, nil},
		"a Hindi question":               {"hi", `"Delete the file?"`, `"फ़ाइल हटाएँ?"`, nil},
		"a Hindi question as told":       {"hi", `"Delete the file?"`, `"फ़ाइल हटाएँ।"`, []string{"punctuation: ? | ."}},
		"an Urdu question":               {"ur", `"Delete the file?"`, `"فائل حذف کریں؟"`, nil},
		"an Urdu ellipsis":               {"ur", `"Saving…"`, `"محفوظ ہو رہا ہے۔۔۔"`, nil},
		"a mark of direction":            {"he", `"The file is gone."`, `"הקובץ איננו.\u200f"`, nil},
		"a Hebrew question":              {"he", `"Delete the file?"`, `"למחוק את הקובץ?"`, nil},
		"a Spanish question":             {"es", `"Delete the file?"`, `"¿Borrar el archivo?"`, nil},
		"a Spanish question half":        {"es", `"Delete the file?"`, `"¿Borrar el archivo"`, []string{"punctuation: ? | "}},
		"a Chinese quotation":            {"zh-TW", `"Say “yes.”"`, `"請說「好。」"`, nil},
		"a Danish quotation":             {"da", `"Say “yes.”"`, `"Sig »ja.«"`, nil},
		"a Chinese ellipsis":             {"zh", `"Saving..."`, `"正在保存……"`, nil},
		"Thai has no full stop":          {"th", `"The file is gone."`, `"ไฟล์หายไปแล้ว"`, nil},
		"Thai has question marks":        {"th", `"Delete the file?"`, `"ลบไฟล์"`, []string{"punctuation: ? | "}},
		"Khmer and Ethiopic stops":       {"am", `"The file is gone."`, `"ፋይሉ የለም።"`, nil},
		"braces":                         {"tr", `"{count} of {total}"`, `"{total} içinde {count}"`, nil},
		"doubled braces":                 {"ru", `"{{ count }} of {{total, number}}"`, `"{{count}} из {{total, number}} {{x}}"`, []string{"placeholder:  | {{x}}"}},
		"a choice":                       {"ru", `"{n, plural, one {# car} other {# cars}} in {place}"`, `"{n, plural, one {# машина} few {# машины} many {# машин} other {# машины}} в {place}"`, nil},
		"a choice without two forms":     {"ru", `"{n, plural, one {# car} other {# cars}}"`, `"{n, plural, one {# машина} other {# машины}}"`, []string{"plural: few, many | "}},
		"a choice with a form too many":  {"tr", `"{n, plural, one {# car} other {# cars}}"`, `"{n, plural, one {# araba} few {# araba} other {# araba}}"`, []string{"plural:  | few"}},
		"choices by exact number":        {"tr", `"{n, plural, =0 {no car} one {# car} other {# cars}}"`, `"{n, plural, =0 {araba yok} other {# araba}}"`, nil},
		"one as the number 1":            {"de", `"{n, plural, one {# car} other {# cars}}"`, `"{n, plural, =1 {ein Auto} other {# Autos}}"`, nil},
		"one that is 21 as well":         {"ru", `"{n, plural, =1 {# car} other {# cars}}"`, `"{n, plural, =1 {# машина} few {# машины} many {# машин} other {# машины}}"`, []string{"plural: one | "}},
		"an ordinal choice":              {"tr", `"{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} pier"`, `"{n, selectordinal, other {#.}} iskele"`, nil},
		"a choice copied for one form":   {"ja", `"{n, plural, one {# car} other {# cars}}"`, `"{n, plural, one {車#台} other {車#台}}"`, nil},
		"a selection without other":      {"ru", `"{g, select, female {She} other {They}} left"`, `"{g, select, female {Она ушла} male {Он ушёл}}"`, []string{"plural: other | ", "plural:  | male"}},
		"a selection that lost a choice": {"ru", `"{g, select, female {She} male {He} other {They}} left"`, `"{g, select, female {Ушла} other {Ушли}}"`, []string{"plural: male | "}},
		"no genders":                     {"tr", `"{g, select, female {She} male {He} other {They}} left"`, `"{g, select, other {Gitti}}"`, nil},
		"one car, also for 21":           {"ru", `"{n, plural, one {one car} other {# cars}}"`, `"{n, plural, one {одна машина} few {# машины} many {# машин} other {# машины}}"`, []string{"placeholder: # | one {…}"}},
		"a form that shows no number":    {"ru", `"{n, plural, one {a car} other {cars}}"`, `"{n, plural, one {машина} few {машины} many {машин} other {машины}}"`, nil},
		"no form shows the number":       {"tr", `"{n, plural, one {# car} other {# cars}}"`, `"{n, plural, one {bir araba} other {arabalar}}"`, []string{"placeholder: # | other {…}"}},
		"the number before the forms":    {"tr", `"{n, plural, one {# car} other {# cars}}"`, `"{n} {n, plural, one {araba} other {araba}}"`, nil},
		"a name lost in one form":        {"ru", `"{n, plural, one {{who} has # car} other {{who} has # cars}}"`, `"{n, plural, one {# машина} few {у {who} # машины} many {у {who} # машин} other {у {who} # машины}}"`, []string{"placeholder: {who} | one {…}"}},
		"a name before the forms":        {"ru", `"{n, plural, one {{who} has # car} other {{who} has # cars}}"`, `"у {who} {n, plural, one {# машина} few {# машины} many {# машин} other {# машины}}"`, nil},
		"a name of one form":             {"tr", `"{g, select, a {{who} left} other {All left}}"`, `"{g, select, a {{who} gitti} other {Hepsi gitti}}"`, nil},
		"a choice that does not end":     {"tr", `"{n, plural, one {# car} other {# cars}}"`, `"{n, plural, one {# araba} other {# araba}"`, []string{"placeholder:  | {n, plural, one {# araba} other {# araba…"}},
		"a brace too many":               {"tr", `"{n, plural, other {# cars}}"`, `"{n, plural, other {# araba}}}"`, []string{"placeholder:  | {n, plural, other {# araba}}}"}},
		"a translated keyword":           {"tr", `"{g, select, female {She} other {They}} left"`, `"{g, select, kadın {O} other {Onlar}} gitti"`, []string{"plural:  | kadın"}},
		"a choice in a choice":           {"ru", `"{g, select, a {{n, plural, one {# car} other {# cars}}} other {none}}"`, `"{g, select, a {{n, plural, one {# машина} few {# машины} other {# машины}}} other {нет}}"`, []string{"plural: many | "}},
		"verbs":                          {"tr", `"%s has %d files"`, `"%2$d dosya %1$s içinde"`, nil},
		"verbs that changed places":      {"tr", `"%s has %d files"`, `"%d dosya %s içinde"`, []string{"placeholder: %s | %d", "placeholder: %d | %s"}},
		"a verb before a letter":         {"tr", `"%d seconds and %s"`, `"%dsaniye"`, []string{"placeholder: %s | "}},
		"patterns of dates":              {"ru", `"%b %-d, %Y %H:%M"`, `"%d.%m.%Y, %H.%M"`, nil},
		"verbs that are no date":         {"tr", `"%d: %s"`, `"%s: %Y"`, []string{"placeholder: %d | %s", "placeholder: %s | "}},
		"a filter":                       {"tr", `"{{ price | currency }} each"`, `"tanesi {{ price }}"`, nil},
		"named verbs":                    {"ru", `"%(name)s: %(n)d"`, `"%(имя)s: %(n)d"`, []string{"placeholder: %(name)s | %(имя)s"}},
		"a percentage":                   {"tr", `"100 % sure, 5% off"`, `"%100 emin, %5 indirim"`, nil},
		"a reference":                    {"ru", `"See $t(help.more)"`, `"См. $t(help.less)"`, []string{"placeholder: $t(help.more) | $t(help.less)"}},
		"names with a colon":             {"tr", `"The :attribute may not be longer than :max."`, `":Attribute en fazla :maks olabilir."`, []string{"placeholder: :max | :maks"}},
		"colons that begin no name":      {"tr", `"Done :smile: at 12:30 :) see http://a.example"`, `"Bitti :) saat 12:30, bkz. http://a.example"`, nil},
		"a percent sign that is missing": {"tr", `"Hi %{name}"`, `"Selam {name}"`, []string{"placeholder: %{name} | {name}"}},
		"a percent sign too many":        {"tr", `"Hi {name}"`, `"Selam %{name}"`, []string{"placeholder: {name} | %{name}"}},
		"a dollar sign that is missing":  {"ru", `"Hi ${name}, #{city}"`, `"Привет, {name}, {city}"`, []string{"placeholder: ${name} | {name}", "placeholder: #{city} | {city}"}},
		"braces that are missing":        {"ru", `"Hi {{name}}"`, `"Привет, {name}"`, []string{"placeholder: {{name}} | {name}"}},
		"named verbs of Ruby":            {"ru", `"%<n>d files, %user%"`, `"%<n>s файлов, %user%"`, []string{"placeholder: %<n>d | %<n>s"}},
		"a parameter with a number":      {"tr", `"Move %1 to %2"`, `"%1 dosyasını taşı"`, []string{"placeholder: %2 | "}},
		"a parameter in Turkish":         {"tr", `"Move %1 to %L2"`, `"%1 dosyasını %L2 içine taşı"`, nil},
		"a discount":                     {"tr", `"%1 gets 5% off"`, `"%1 için %5 indirim"`, nil},
		"a parameter of a wiki":          {"de", `"$1 moved $2"`, `"$1 hat etwas verschoben"`, []string{"placeholder: $2 | "}},
		"a price":                        {"tr", `"It is $5 a month, or $48.50 a year"`, `"Ayda 5, yılda 48,50 dolar"`, nil},
		"a parameter in a choice":        {"ru", `"$1 {{PLURAL:$1|boat|boats}}"`, `"{{PLURAL:$1|$1 лодка|$1 лодки|$1 лодок}}"`, nil},
		"a parameter with a letter more": {"tr", `"Hello $name, %1 and %10"`, `"Selam $names, %10"`, []string{"placeholder: $name | $names", "placeholder: %1 | "}},
		"a parameter beside money":       {"tr", `"$1 and $2 cost €5"`, `"$1 ile birlikte bedeli 5 €"`, []string{"placeholder: $2 | "}},
		"parameters that touch":          {"zh", `"Sent $name $time, %1 x %2"`, `"已发送$name$time，%1x%2"`, nil},
		"a dollar in words":              {"ru", `"Only $1 a day"`, `"Всего доллар в день"`, nil},
		"millions":                       {"tr", `"Raised $1 million or $2 million"`, `"1 ya da 2 milyon dolar toplandı"`, nil},
		"a parameter as it is spelled":   {"tr", `"Move %1 to %2 of <%= name %>"`, `"%L1 dosyasını <%=name%> için %2 içine taşı"`, nil},
		"a currency":                     {"ru", `"Pay in $USD"`, `"Платите в долларах США"`, nil},
		"a name of somebody":             {"de", `"Follow @harbour now"`, `"Jetzt @hafen folgen"`, nil},
		"a price in words":               {"tr", `"A discount of $5"`, `"Beş dolarlık indirim"`, nil},
		"a price in other figures":       {"fa", `"Pay $5 now"`, `"اکنون ۵ دلار بپردازید"`, nil},
		"a price in numerals":            {"zh", `"Pay $20 now, or $5"`, `"立即支付二十美元或五美元"`, nil},
		"a price in wide figures":        {"ja", `"Pay $5 now"`, `"今すぐ５ドルを支払う"`, nil},
		"a number of things":             {"ru", `"%n boats left"`, `"Лодки ушли"`, []string{"placeholder: %n | "}},
		"a variable":                     {"tr", `"Hello $name, see $t(help) and <%= page %>"`, `"Selam $isim, $t(help) ile <%= page %> sayfasına bakın"`, []string{"placeholder: $name | $isim"}},
		"a template of Ruby":             {"ru", `"Hello <%= name %>"`, `"Привет, <%= имя %>"`, []string{"placeholder: <%= name %> | <%= имя %>"}},
		"a variant for Apple":            {"tr", `"In %#@boats@ there is room"`, `"Yer var"`, []string{"placeholder: %#@boats@ | "}},
		"a name behind a letter":         {"tr", `"US$1 is paid by a@b.example"`, `"1 dolar ödenir: a@b.example"`, nil},
		"a percent sign not doubled":     {"tr", `"%s is 50%% full"`, `"%s: %50 dolu"`, []string{"placeholder: %% | %50"}},
		"a sign beside a named verb":     {"tr", `"%(n)s is 100%% full"`, `"%(n)s %100 dolu"`, []string{"placeholder: %% | %100"}},
		"a doubled sign before a verb":   {"tr", `"The hold is _%s%%_ full"`, `"Ambarın _%%%s_ kadarı dolu"`, nil},
		"a length of a number":           {"ru", `"%lld boats"`, `"%d лодок"`, []string{"placeholder: %lld | %d"}},
		"flags of a number":              {"ru", `"%5.1lf miles"`, `"%.2f миль"`, nil},
		"a placeholder in a tag":         {"tr", `"<a href=\"{url}\">here</a>"`, `"<a href=\"{ulr}\">burada</a>"`, []string{"placeholder: {url} | {ulr}", "link: {url} | {ulr}"}},
		"tags":                           {"ru", `"<b>Now</b>, <a href=\"/x\">here</a><br>"`, `"<b>Сейчас</b>, <a href=\"/ru\">здесь"`, []string{"markup: </a> | ", "markup: <br> | "}},
		"numbered tags":                  {"ru", `"<0>Now</0>"`, `"<1>Сейчас</1>"`, []string{"markup: <0> | <1>", "markup: </0> | </1>"}},
		"what users fill in":             {"ru", `"usage: <file>"`, `"использование: <файл>"`, nil},
		"code":                           {"tr", "\"Run `x` or `LANG`\"", "\"`x` komutunu çalıştırın\"", []string{"markup: `LANG` | "}},
		"code in quotation marks":        {"tr", "\"Run `x` first\"", "\"Önce 'x' komutunu çalıştırın\"", nil},
		"code of what is a word":         {"ru", "\"Use sail or oar\"", "\"Возьмите `sail` или `oar`\"", nil},
		"what has the name of a tag":     {"ru", `"tie to <mark>, <b>now</b>"`, `"привязать к <метке>, <b>сейчас</b>"`, nil},
		"a tag that was never closed":    {"tr", `"<b>Note: all is kept"`, `"Not: her şey saklanır"`, []string{"markup: <b> | "}},
		"a component without an end":     {"ru", `"See <Boat/>."`, `"См."`, []string{"markup: <Boat> | "}},
		"a link":                         {"ru", `"See [the page](https://example.org/a)."`, `"См. [страницу](https://example.org/b)."`, []string{"link: https://example.org/a | https://example.org/b"}},
		"numbers":                        {"ru", `"Wait 15 minutes."`, `"Подождите 50 минут."`, []string{"number: 15 | 50"}},
		"the same number":                {"tr", `"1,500 rows"`, `"1.500 satır"`, nil},
		"a mark at the end":              {"ru", `"Really?"`, `"Правда."`, []string{"punctuation: ? | ."}},
		"no mark at the end":             {"tr", `"Saving…"`, `"Kaydediliyor"`, []string{"punctuation: … | "}},
		"marks of other scripts":         {"zh", `"Saved."`, `"已保存。"`, nil},
		"a mark before quotation marks":  {"tr", `"“Yes.”"`, `"“Evet.”"`, nil},
		"forms that Russian needs":       {"ru", `{one = "{{.N}} row", other = "{{.N}} rows"}`, `{one = "{{.N}} ряд", other = "{{.N}} ряда"}`, []string{"plural: few, many | "}},
		"forms that Turkish has not":     {"tr", `{one = "{{.N}} row", other = "{{.N}} rows"}`, `{one = "{{.N}} satır", many = "{{.N}} satır", other = "{{.N}} satır"}`, []string{"plural:  | many"}},
		"no forms":                       {"tr", `{one = "{{.N}} row", other = "{{.N}} rows"}`, `"{{.N}} satır"`, []string{"plural: one | "}},
		"forms that Japanese has not":    {"ja", `{one = "{{.N}} row", other = "{{.N}} rows"}`, `{one = "{{.N}}行", other = "{{.N}}行"}`, nil},
		"forms where the source has one": {"ru", `"{{.N}} sheep"`, `{one = "{{.N}} овца", few = "{{.N}} овцы", many = "{{.N}} овец", other = "{{.N}} овцы"}`, nil},
		"one in words":                   {"tr", `{one = "{{.Count}} row in {{.File}}", other = "{{.Count}} rows in {{.File}}"}`, `{one = "{{.File}} içinde bir satır", other = "{{.File}} içinde {{.Count}} satır"}`, nil},
		"Russian one is 21 as well": {
			"ru", `{one = "One row", other = "{{.Count}} rows"}`, `{one = "Один ряд", few = "{{.Count}} ряда", many = "{{.Count}} рядов", other = "{{.Count}} ряда"}`,
			[]string{"placeholder: {{.Count}} | "},
		},
	} {
		t.Run(name, func(t *testing.T) {
			source, target := parsed(t, "a.en.toml", "m = "+c.source), parsed(t, "a."+c.lang+".toml", "m = "+c.target)
			var got []string
			for _, d := range catalog.Compare(source, target, source.Message("m"), target.Message("m")) {
				got = append(got, fmt.Sprintf("%s: %s | %s", d.Kind, d.Source, d.Target))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPluralForms(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "one other", "tr": "one other", "ru": "one few many other", "ar": "zero one two few many other", "ja": "other", "pl": "one few many other", "cs": "one few many other",
	} {
		if got := strings.Join(catalog.PluralForms(lang, false), " "); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
	if got := strings.Join(catalog.PluralForms("en", true), " "); got != "one two few other" {
		t.Errorf("English ordinals: %s", got)
	}
}

func TestMisspelt(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want rune
		ok   bool
	}{{"{{.Name}}", "{{.Nаme}}", 'а', true}, {"{{.Name}}", "{{.Names}}", 0, false}, {"{line}", "{lıne}", 'ı', true}, {"{x}", "{x}", 0, false}} {
		if wrong, _, ok := catalog.Misspelt(c.a, c.b); wrong != c.want || ok != c.ok {
			t.Errorf("%s and %s: %q %v", c.a, c.b, wrong, ok)
		}
	}
}
