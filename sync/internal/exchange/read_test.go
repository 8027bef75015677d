package exchange_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

func xliff(units string) string {
	return `<xliff version="1.2"><file source-language="en" target-language="tr"><body>` + units + `</body></file></xliff>`
}

func xliff2(units string) string {
	return `<xliff version="2.1" srcLang="en" trgLang="tr"><file id="f">` + units + `</file></xliff>`
}

const (
	poHead     = "msgid \"\"\nmsgstr \"Language: pt_BR\\nX-Source-Language: en\\n\"\n\n"
	taggedUnit = `<trans-unit id="a#1@f"><source>See <ph id="1">` + "`x`" + `</ph> <bpt id="2">[</bpt>here<ept id="2">](u)</ept></source><target`
	twoPart    = `<unit id="u" name="a#1@f"><originalData><data id="d">**<cp hex="0001"/></data></originalData>` +
		`<segment state="translated"><source>One<ph id="1" dataRef="d"/></source><target>Bir<ph id="1" dataRef="d"/></target></segment>` +
		`<ignorable><source> </source></ignorable>`
)

// Files as people and tools save them, and what is taken from them.
func TestRead(t *testing.T) {
	for name, x := range map[string]struct {
		format, text string
		want         []queue.Answer
	}{
		"a draft, and a source that a tool indented": {
			exchange.XLIFF, xliff(`<trans-unit id="a#1@f" approved="no"><source>One</source><target state="needs-translation">Bir</target></trans-unit>` +
				`<trans-unit id="a#2@f"><source>Two</source><target state="needs-review-translation">İki</target></trans-unit>` +
				`<trans-unit id="a#3@f"><source>
  <ph id="1">x</ph> three` + "\n" + `</source><target state="needs-translation"><ph id="1">x</ph> three</target></trans-unit>` +
				`<trans-unit id="a#4@f"><source>Four</source><target state="needs-translation">Dört</target></trans-unit>`),
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Source: "One", Text: "Bir", Sign: queue.Unfinished, Line: 1},
				{ID: "a#2", Seal: "f", Source: "Two", Text: "İki", Sign: queue.Unfinished, Line: 1},
				{ID: "a#3", Seal: "f", Source: "\n  x three\n", Line: 1},
				{ID: "a#4", Seal: "f", Source: "Four", Text: "Dört", Line: 3},
			},
		},
		"a spreadsheet of Turkey": {
			exchange.CSV, "sep=;\r\nTranslation;Mine; ID ;seal\r\n\"Bir; iki\r\nüç\";x;a#1;s:f\r\n;;;\r\n'-eksi;;a#2;f",
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Text: "Bir; iki\nüç", Sign: queue.Finished, Line: 3, Comment: "mine: x"},
				{ID: "a#2", Seal: "f", Text: "-eksi", Sign: queue.Finished, Line: 6},
			},
		},
		"what looks like an error of a spreadsheet": {
			exchange.CSV, "id,seal,source,translation\na#1,f,#NAME?,#AD?\na#2,f,Tags,#YOLDA\na#3,f,Go!,#Git!\na#4,f,First,#1!\na#5,f,#OpenDoor!,#AÇIKKAPI!\na#6,f,Err:508,Err:508\na#7,f,First row,#1A!\n",
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Source: "#NAME?", Text: "#AD?", Sign: queue.Finished, Line: 2},
				{ID: "a#2", Seal: "f", Source: "Tags", Text: "#YOLDA", Sign: queue.Finished, Line: 3},
				{ID: "a#3", Seal: "f", Source: "Go!", Text: "#Git!", Sign: queue.Finished, Line: 4},
				{ID: "a#4", Seal: "f", Source: "First", Text: "#1!", Sign: queue.Finished, Line: 5},
				{ID: "a#5", Seal: "f", Source: "#OpenDoor!", Text: "#AÇIKKAPI!", Sign: queue.Finished, Line: 6},
				{ID: "a#6", Seal: "f", Source: "Err:508", Text: "Err:508", Sign: queue.Finished, Line: 7},
				{ID: "a#7", Seal: "f", Source: "First row", Text: "#1A!", Sign: queue.Finished, Line: 8},
			},
		},
		"cells that were typed": {
			exchange.CSV, "id,seal,translation\na#1,f,-eksi\na#2,f,'tis\na#3,f,\"  \"\na#4,f\n",
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Text: "-eksi", Sign: queue.Finished, Line: 2},
				{ID: "a#2", Seal: "f", Text: "'tis", Sign: queue.Finished, Line: 3},
				{ID: "a#3", Seal: "f", Line: 4},
				{ID: "a#4", Seal: "f", Line: 5},
			},
		},
		"a table whose escapes were quoted": {
			exchange.TSV, "id\tseal\ttranslation\na#1\tf\t\"Bir\\n\"\"iki\"\"\"\n",
			[]queue.Answer{{ID: "a#1", Seal: "f", Text: "Bir\n\"iki\"", Sign: queue.Finished, Line: 2}},
		},
		"a checklist as an issue tracker saves it": {
			exchange.Markdown, "* [X] done\r\n  <!-- xsync {\"id\":\"a#1\",\"seal\":\"f\"} -->\r\n\r\n  ```source\r\n  One\r\n  ```\r\n" +
				"  ````translation\r\n  Bir\r\n\r\n  ```\r\n    iki\r\n  ````\r\n" +
				"- [ ] open\n<!-- xsync {\"id\":\"a#2\"} -->\n```translation\nüç\n```\n",
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Source: "One", Text: "Bir\n\n```\n  iki", Sign: queue.Finished, Line: 2},
				{ID: "a#2", Text: "üç", Sign: queue.Unfinished, Line: 14},
			},
		},
		"JSON with what it needs": {
			exchange.JSON, "{\"items\": [\n {\"id\": \"a#1\", \"seal\": \"f\", \"new_translation\": \"Bir\"},\n\n {\"id\": \"a#2\"}]}",
			[]queue.Answer{{ID: "a#1", Seal: "f", Text: "Bir", Sign: queue.Finished, Line: 2}, {ID: "a#2", Line: 4}},
		},
		"what translators have to ask": {
			exchange.CSV, "id,seal,translation,note,Question,Question,words\na#1,s:f:4:c43ea900,Bir,\"ours\",Which one?,again,1\na#2,f,,,  ,,1\n",
			[]queue.Answer{{ID: "a#1", Seal: "f", Text: "Bir", Sign: queue.Finished, Line: 2, Comment: "question: Which one?"}, {ID: "a#2", Seal: "f", Line: 3}},
		},
		"what a translator has written beside the note of a list": {
			exchange.CSV, "id,seal,translation,note\na#1,s:f:4:c43ea900,Bir,\"ours\n\nWhich one?\"\na#2,s:f:4:c43ea900,,Or two?\na#3,s:f,,Three?\n",
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Text: "Bir", Sign: queue.Finished, Line: 2, Comment: "Which one?"},
				{ID: "a#2", Seal: "f", Line: 5, Comment: "Or two?"},
				{ID: "a#3", Seal: "f", Line: 6, Comment: "Three?"},
			},
		},
		"a comment in JSON": {
			exchange.JSON, `{"items": [{"id": "a#1", "seal": "f", "notes": ["ours"], "comment": "Which one?\n"}]}`,
			[]queue.Answer{{ID: "a#1", Seal: "f", Line: 1, Comment: "Which one?"}},
		},
		"notes beside those of the list": {
			exchange.XLIFF, xliff("<trans-unit id='a#1@f'><source>One</source><target>Bir</target><note from='xsync'>ours</note><note from='Ann'>Which one?</note><note>Or two?</note></trans-unit>"),
			[]queue.Answer{{ID: "a#1", Seal: "f", Source: "One", Text: "Bir", Line: 1, Comment: "Which one?\nOr two?"}},
		},
		"notes of XLIFF 2 beside those of the list": {
			exchange.XLIFF2, xliff2("<unit id='u1' name='a#1@f'><notes><note category='instruction'>ours</note><note category='previous-source'>ours</note><note>Which one?</note></notes>" +
				"<segment><source>One</source><target>Bir</target></segment></unit>"),
			[]queue.Answer{{ID: "a#1", Seal: "f", Source: "One", Text: "Bir", Line: 1, Comment: "Which one?"}},
		},
		"a catalogue that an editor wrapped": {
			exchange.PO, poHead + "# mine\n#, fuzzy, no-wrap\n#| msgid \"old\"\nmsgctxt \"\"\n\"a#1@\"\n\"f\"\nmsgid \"On\"\n\"e\\n\"\nmsgstr \"Bi\\162\"\n" +
				"#, c-format\nmsgctxt \"a#2@f\"\nmsgid \"Two\"\nmsgstr \"\"\n\"İki\\t\\\"\\x41\"\n\n#~ msgctxt \"a#3@f\"\n#~ msgid \"x\"\n#~ msgstr \"y\"\n",
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Source: "One\n", Text: "Bir", Comment: "mine", Sign: queue.Unfinished, Line: 7},
				{ID: "a#2", Seal: "f", Source: "Two", Text: "İki\t\"A", Sign: queue.Finished, Line: 14},
			},
		},
		"markup that was moved, lost and doubled": {
			exchange.XLIFF, xliff(taggedUnit + ` state="final"><mrk mtype="seg" mid="0"><bpt id="2">?</bpt>Bura<ept id="2"/>ya</mrk> bakın<bpt id="2"/></target></trans-unit>`),
			[]queue.Answer{{ID: "a#1", Seal: "f", Source: "See `x` [here](u)", Text: "[Bura](u)ya bakın[", Sign: queue.Finished, Line: 1}},
		},
		"a unit that was approved, one that is the source, one without a target": {
			exchange.XLIFF, xliff("\n<group><trans-unit id='a#1@f' approved='yes'><source>One</source><target>One</target></trans-unit></group>" +
				"\n<trans-unit id='a#2@f'><source>Two</source><target state='needs-translation'>Two</target></trans-unit>" +
				"\n<trans-unit id='a#3@f'><source>Three</source></trans-unit><trans-unit id='a#4@f'><source>Four</source><target>Dört</target></trans-unit>"),
			[]queue.Answer{
				{ID: "a#1", Seal: "f", Source: "One", Text: "One", Sign: queue.Finished, Line: 2},
				{ID: "a#2", Seal: "f", Source: "Two", Line: 3},
				{ID: "a#3", Seal: "f", Source: "Three", Line: 4},
				{ID: "a#4", Seal: "f", Source: "Four", Text: "Dört", Line: 4},
			},
		},
		"a unit that a tool cut in two": {
			exchange.XLIFF2, xliff2(twoPart + `<segment state="final"><source>Two</source><target>İki<sm id="m"/></target></segment></unit>`),
			[]queue.Answer{{ID: "a#1", Seal: "f", Source: "One**\x01 Two", Text: "Bir**\x01 İki", Sign: queue.Finished, Line: 1}},
		},
		"a unit of which one part was translated": {
			exchange.XLIFF2, xliff2(twoPart + `<segment><source>Two</source></segment></unit>`),
			[]queue.Answer{{ID: "a#1", Seal: "f", Source: "One**\x01 Two", Text: "Bir**\x01 ", Sign: queue.Unfinished, Line: 1}},
		},
		"pairs that a tool took apart": {
			exchange.XLIFF2, xliff2(`<unit id="u" name="a#1@f"><originalData><data id="s">*</data><data id="e">_</data></originalData>` +
				`<segment><source><pc id="1" dataRefStart="s" dataRefEnd="e">One</pc></source>` +
				`<target><sc id="1" dataRef="s"/>Bir<ec startRef="1" dataRef="e"/></target></segment></unit>`),
			[]queue.Answer{{ID: "a#1", Seal: "f", Source: "*One_", Text: "*Bir_", Line: 1}},
		},
	} {
		if diff := cmp.Diff(x.want, read(t, x.format, x.text).Answers); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The errors of a spreadsheet are known in every language by their form.
func TestErrorValues(t *testing.T) {
	for _, text := range strings.Fields("#NULL! #DIV/0! #REF! #N/A #GETTING_DATA #SAYI/0! #YOK #HATA! #ССЫЛКА! #Н/Д #ПОСИЛАННЯ! #ІМ’Я? #ІМ'Я? #СПАСЫЛКА! #ԲԱԺԱՆՈՒՄ/0! " +
		"#NV #ÜBERLAUF! #¡REF! #¿NOMBRE? #NOMBRE? #N¡NUM! #DELING.DOOR.0! #DĚLENÍ_NULOU! #HIÁNYZIK #ΔΙΑΙΡ/0! #ΔΙΑΙΡ./0! #Δ/Υ #БӨЛ/0! #AT? Err:508") {
		_, err := exchange.Read("list", exchange.CSV, []byte("id,seal,source,translation\na#1,f,- off,"+text+"\n"))
		if p := (exchange.Problem{}); !errors.As(err, &p) || p.ID != exchange.ErrorValue {
			t.Errorf("%s is taken for a translation: %v", text, err)
		}
	}
}

// What is wrong with a file is said with its place and what would be right.
func TestProblems(t *testing.T) {
	for _, x := range []struct{ format, text, want string }{
		{"docx", "", `list: unknown format “docx”; the formats are markdown, json, csv, tsv, po, xliff, xliff2, xlsx`},
		{"csv", "id,seal,translation\na#1,f,\xfe", "list:2:7: not UTF-8: byte 27 of the file cannot be read; save it as UTF-8, a table as “CSV UTF-8”"},
		{"csv", "id,seal,translation\na#1,f,#NAME?\n", "list:2: the translation is “#NAME?”, an error of the spreadsheet, which took what was typed for a formula; format the cell as text and type its text again"},
		{"csv", "id;seal;translation\na#1;f;x\na#2;f; #SAYI/0! \n", "list:3: the translation is “#SAYI/0!”, an error of the spreadsheet, which took what was typed for a formula; format the cell as text and type its text again"},
		{"tsv", "id\tseal\ttranslation\na#1\tf\t#ИМЯ?\n", "list:2: the translation is “#ИМЯ?”, an error of the spreadsheet, which took what was typed for a formula; format the cell as text and type its text again"},
		{"csv", "id,seal,translation\na#1,f,#¿NOMBRE?\n", "list:2: the translation is “#¿NOMBRE?”, an error of the spreadsheet, which took what was typed for a formula; format the cell as text and type its text again"},
		{"csv", "id,seal,translation\na#1,f,#I/T\n", "list:2: the translation is “#I/T”, an error of the spreadsheet, which took what was typed for a formula; format the cell as text and type its text again"},
		{"csv", "id,seal,translation\na#1,f,Err:508\n", "list:2: the translation is “Err:508”, an error of the spreadsheet, which took what was typed for a formula; format the cell as text and type its text again"},
		{"csv", "id,seal\n", "list:1: there is no column translation; leave the first row as it was written"},
		{"csv", "id,seal,translation\na#1,f,\"Bir\n\na#2,f,İki", "list:2:7: a quoted cell does not end: double the quotation marks within it, and put one at its end"},
		{"csv", "id,seal,translation\na#1,f,x\n\"a#1\",f,y", "list:3: a second answer for a#1 beside line 2; keep one of them"},
		{"tsv", "id\tseal\ttranslation\n\tf\tx", "list:2: an entry without the id of its item, which says where the text goes; copy it from the file that xsync wrote"},
		{"csv", "id,seal,translation,language\na#1,f,x,tr\na#2,f,x,ru", "list:3: the language is ru, above it is tr; one file holds one language"},
		{"json", "{\"items\": [\n{\"id\": 1}]}", "list:2:10: cannot be read: id is not a text"},
		{"json", "[]", "list:1:2: cannot be read: want an object with items"},
		{"json", "{\n\"items\": []\n}\n{}", "list:4:2: cannot be read: something stands behind the object"},
		{"markdown", "\n<!-- xsync {\"id\":\"a#1\"} -->\n\n```translation\nx\n", "list:4: the block that begins here does not end; close it with ```"},
		{"markdown", "<!-- xsync {\"id\":\"a#1\"} -->\n", "list:1: a#1 has no block translation"},
		{"markdown", "\n<!-- xsync {id} -->\n", "list:2: the comment that names the item cannot be read: invalid character 'i' looking for beginning of object key string"},
		{"po", "msgid \"a\"\nmsgstr \"b\"\n", "list:1: an entry without the id of its item, which says where the text goes; copy it from the file that xsync wrote"},
		{"po", "msgctxt \"a#1@f\"\nmsgid \"a\"\n\nmsgid \"b\"\n", "list:1:1: cannot be read: msgid without msgstr"},
		{"po", "msgctxt \"a#1@f\"\nmsgid \"a\"\n", "list:1:1: cannot be read: msgid without msgstr"},
		{"po", "\nmsgctxt a\n", "list:2:1: cannot be read: a line that is not a comment, a keyword or a string"},
		{"po", "<<<<<<< mine\n", "list:1:1: cannot be read: a line that is not a comment, a keyword or a string"},
		{"xliff", "<xliff>\n<file>", "list:2:7: cannot be read: unexpected EOF"},
		{"xliff", "<html/>", "list:1:1: cannot be read: want one element <xliff>"},
		{"xliff", xliff("\n " + taggedUnit + ">\nBir <ph id='7'/></target></trans-unit>"), "list:3:5: a#1: the source has no inline element <ph id=\"7\">; copy the tags from the source"},
		{"xliff2", xliff2("\n<unit id='u' name='a#1@f'><segment><target/></segment></unit>"), "list:2:27: cannot be read: a segment without a source"},
		{"xliff", strings.Repeat("<a>", 300), "list:1:601: cannot be read: nested too deeply"},
	} {
		_, err := exchange.Read("list", x.format, []byte(x.text))
		if err == nil || err.Error() != x.want {
			t.Errorf("%s of %q:\n%v, want\n%s", x.format, x.text, err, x.want)
		}
	}
}

// A spreadsheet's "Unicode text" is UTF-16 with tabs.
func TestReadUTF16(t *testing.T) {
	data := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("id\tseal\ttranslation\r\na#1\tf\tİskele 😀\r\n")) {
		data = append(data, byte(u), byte(u>>8))
	}
	r, err := exchange.Read("list.txt", exchange.FormatOf("list.txt", data), data)
	if err != nil || len(r.Answers) != 1 || r.Answers[0].Text != "İskele 😀" {
		t.Error(r, err)
	}
}

func TestFormatOf(t *testing.T) {
	for _, x := range []struct{ name, data, want string }{
		{"a/b.MD", "", exchange.Markdown},
		{"b.json", "", exchange.JSON},
		{"b.csv", "", exchange.CSV},
		{"b.tsv", "", exchange.TSV},
		{"b.po", "", exchange.PO},
		{"b.xlf", xliff(""), exchange.XLIFF},
		{"b.xlf", "\ufeff<?xml version='1.0'?>\n" + xliff2(""), exchange.XLIFF2},
		{"b", "\ufeffid;translation;seal\n", exchange.CSV},
		{"b.txt", "seal\tid\ttranslation", exchange.TSV},
		{"b", "# x\n\n<!-- xsync {} -->", exchange.Markdown},
		{"b", poHead, exchange.PO},
		{"b", " {}", exchange.JSON},
		{"b.docx", "PK\x03\x04", ""},
		{"b.xlf", "<html/>", ""},
		{"", "", ""},
	} {
		if got := exchange.FormatOf(x.name, []byte(x.data)); got != x.want {
			t.Errorf("%s, %q: %q, want %q", x.name, x.data, got, x.want)
		}
	}
}

// A table with as many columns as a file of a megabyte can have is read in bounded time.
func TestManyColumns(t *testing.T) {
	const n = 200000
	var names strings.Builder
	for k := range n {
		fmt.Fprintf(&names, ",c%d", k)
	}
	began := time.Now()
	answers := read(t, exchange.CSV, "id,seal,translation"+names.String()+"\na#1,f,Bir"+strings.Repeat(",x", n)+"\n").Answers
	if took := time.Since(began); took > 10*time.Second || len(answers) != 1 || strings.Count(answers[0].Comment, "\n") != n-1 {
		t.Errorf("%d answers after %v", len(answers), took)
	}
}
