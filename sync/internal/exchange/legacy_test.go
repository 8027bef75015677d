package exchange_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/xsync-project/xsync/sync/internal/exchange"
)

// A table that a spreadsheet saved in the code page of its system is read by the language
// that it says; what lost letters, and what is UTF-8 with an error, is refused.
func TestTablesOfCodePages(t *testing.T) {
	for name, c := range map[string]struct {
		language, text string
		page           *charmap.Charmap
		want           string
	}{
		"Turkish":    {"tr", "İğneyi ışığa tut; değil mi? “Şu” kıyı", charmap.Windows1254, ""},
		"Russian":    {"ru", "Причал «Север» — 12 м, ёлка?", charmap.Windows1251, ""},
		"Ukrainian":  {"uk-UA", "Її ґанок", charmap.Windows1251, ""},
		"German":     {"de", "Über 5 € für Öl", charmap.Windows1252, ""},
		"Polish":     {"pl", "Żółć gęśla", charmap.Windows1250, ""},
		"an address": {"tr", "şuraya bakın: https://example.org/?a=1 ve [a](b?c=d)", charmap.Windows1254, ""},
		"lost":       {"tr", "şu sözcük: Pri?al", charmap.Windows1254, exchange.LostLetters},
		"lost whole": {"tr", "İngilizce ?? Türkçe", charmap.Windows1254, exchange.LostLetters},
		"no page":    {"ja", "äö", charmap.Windows1252, exchange.NotUTF8},
		"unsaid":     {"", "äö", charmap.Windows1252, exchange.NotUTF8},
	} {
		t.Run(name, func(t *testing.T) {
			table := "id;seal;source;translation;language\r\na#1;s:x-y;The pier;\"" + c.text + "\";" + c.language + "\r\n"
			data, err := encoding.ReplaceUnsupported(c.page.NewEncoder()).Bytes([]byte(table))
			if err != nil {
				t.Fatal(err)
			}
			r, err := exchange.Read("a.csv", exchange.CSV, data)
			var problem exchange.Problem
			switch {
			case c.want != "":
				if !errors.As(err, &problem) || problem.ID != c.want {
					t.Errorf("got %v, want %s", err, c.want)
				}
			case err != nil:
				t.Error(err)
			case r.Answers[0].Text != c.text || r.Target != c.language:
				t.Errorf("got %q", r.Answers[0].Text)
			}
		})
	}
	for name, c := range map[string]struct {
		source, from, text, language string
		page                         *charmap.Charmap
	}{
		"of the source":           {"Ayvalık’ta şarkı", "tr", "Ayvalık – “Şirin” café", "en", charmap.Windows1254},
		"of a Cyrillic source":    {"Причал № 5", "ru", "Quai « Nord »", "fr", charmap.Windows1251},
		"of both":                 {"Ayvalık’ta şarkı", "tr", "Ayvalık şarkısı", "az", charmap.Windows1254},
		"of the translation":      {"??????", "ru", "The café, naïve", "en", charmap.Windows1252},
		"beside lost letters":     {"???? «Café Noir» ???", "ru", "Das Café ist geöffnet, «schön»", "de", charmap.Windows1252},
		"with other signs":        {"½ ½", "pl", "une demie, à part", "fr", charmap.Windows1252},
		"beside names":            {"??? Müller, Café Crème ???", "ru", "Dogs are not naïve", "en", charmap.Windows1252},
		"with no letters lost":    {"Señor", "pl", "À la carte, señor", "fr", charmap.Windows1252},
		"where letters were near": {"Zolta lódka", "pl", "The naïve café", "en", charmap.Windows1252},
		"of English":              {"The café", "en", "İğneyi ışığa tut", "tr", charmap.Windows1254},
		"of a source without one": {"??", "ja", "The café", "en", charmap.Windows1252},
	} {
		t.Run(name, func(t *testing.T) {
			table := "id;seal;source;translation;source_language;language\r\na#1;s:x-y;" + c.source + ";" + c.text + ";" + c.from + ";" + c.language + "\r\n"
			data, err := encoding.ReplaceUnsupported(c.page.NewEncoder()).Bytes([]byte(table))
			if err != nil {
				t.Fatal(err)
			}
			want, err := c.page.NewDecoder().String(string(data))
			if err != nil {
				t.Fatal(err)
			}
			r, err := exchange.Read("a.csv", exchange.CSV, data)
			if err != nil || !strings.Contains(want, ";"+r.Answers[0].Text+";") {
				t.Errorf("got %v, %+v", err, r)
			}
		})
	}
	broken := []byte("id,seal,translation,language\na#1,s:x,Çiğ s\xfct ışıl ışıl,tr\n")
	if _, err := exchange.Read("a.csv", exchange.CSV, broken); err == nil {
		t.Error("UTF-8 with an error is read")
	}
}

// Lists in other formats are UTF-8 whatever page they declare: programs leave the names of pages
// in headers that they do not save in, and pages of one language differ in few bytes.
func TestListsOfCodePages(t *testing.T) {
	const po = "msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"Content-Type: text/plain; charset=%s\\n\"\n\nmsgctxt \"a#1@x-y\"\nmsgid \"The pier\"\nmsgstr \"%s\"\n"
	const xliff = "<?xml version=\"1.0\" encoding=\"%[2]s\"?>\n<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"%[1]s\"><body>" +
		"<trans-unit id=\"a#1@x-y\"><source>The pier</source><target>%[3]s</target></trans-unit></body></file></xliff>\n"
	for _, c := range []struct {
		language, declared, text string
		page                     *charmap.Charmap
	}{
		{"tr", "windows-1254", "“Işıklı” iskele", charmap.Windows1254},
		{"tr", "UTF-8", "Işıklı iskele", charmap.ISO8859_3},
		{"ru", "CP866", "Билеты на причале", charmap.CodePage866},
		{"ru", "windows-1252", "Билеты на причале", charmap.Windows1251},
		{"ru", "windows-1251", "Билеты на причале", charmap.MacintoshCyrillic},
		{"ru", "UTF-8", "Билеты на причале", charmap.KOI8R},
		{"pl", "ISO-8859-2", "Bilety są tu", charmap.Windows1250},
		{"cs", "windows-1250", "Lístky jsou u lodě; loď pluje", charmap.ISO8859_2},
		{"fr", "ISO-8859-1", "Vendus à la jetée", charmap.Macintosh},
	} {
		for format, list := range map[string]string{exchange.PO: po, exchange.XLIFF: xliff} {
			data, err := c.page.NewEncoder().String(fmt.Sprintf(list, c.language, c.declared, c.text))
			if err != nil {
				t.Fatal(err)
			}
			var problem exchange.Problem
			if r, err := exchange.Read("a", format, []byte(data)); !errors.As(err, &problem) || problem.ID != exchange.NotUTF8 {
				t.Errorf("%s in %s: got %v, %+v", format, c.declared, err, r)
			}
		}
	}
}
