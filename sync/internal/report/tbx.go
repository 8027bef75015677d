package report

import (
	"bufio"
	"encoding/xml"
	"io"
	"slices"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// The elements of a glossary, TBX version 2 (ISO 30042:2008), which most tools read.

type tbxEntry struct {
	XMLName   xml.Name      `xml:"termEntry"`
	ID        string        `xml:"id,attr"`
	Note      string        `xml:"note,omitempty"`
	Languages []tbxLanguage `xml:"langSet"`
}

type tbxLanguage struct {
	Tag   string    `xml:"xml:lang,attr"`
	Terms []tbxTerm `xml:"tig"`
}

type tbxTerm struct {
	Term   string     `xml:"term"`
	Status *tbxStatus `xml:"termNote"`
}

type tbxStatus struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// tbxHead begins a glossary, and tbxTail ends it.
const (
	tbxHead = xml.Header + `<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
 <martifHeader><fileDesc><sourceDesc><p>xsync</p></sourceDesc></fileDesc></martifHeader>
 <text>
  <body>
`
	tbxTail = "  </body>\n </text>\n</martif>\n"
)

// TBX writes what a glossary says of a language. Terms that it says nothing of are left
// out. Law: reading it gives the same terms.
func TBX(w io.Writer, g *terms.Glossary, lang string) error {
	b := bufio.NewWriter(w)
	_, _ = b.WriteString(tbxHead) // Flush has the error
	if g != nil {
		for k := range g.Terms {
			t := &g.Terms[k]
			if len(t.Required[lang])+len(t.Forbidden[lang]) == 0 {
				continue
			}
			text, err := xml.MarshalIndent(entryOf(k, t, g.Source, lang), "   ", " ")
			if err != nil {
				return err
			}
			_, _ = b.WriteString(inert.XML(string(text)) + "\n")
		}
	}
	_, _ = b.WriteString(tbxTail)
	return b.Flush()
}

// entryOf is a term in one language beside the source.
func entryOf(k int, t *terms.Term, source, lang string) tbxEntry {
	status := func(list []string, as string) []tbxTerm {
		var out []tbxTerm
		for _, text := range list {
			out = append(out, tbxTerm{text, &tbxStatus{"administrativeStatus", as}})
		}
		return out
	}
	translations := slices.Concat(status(t.Required[lang], "preferredTerm-admn-sts"), status(t.Forbidden[lang], "deprecatedTerm-admn-sts"))
	return tbxEntry{ID: "t" + strconv.Itoa(k+1), Note: t.Note, Languages: []tbxLanguage{{source, []tbxTerm{{Term: t.Source}}}, {lang, translations}}}
}
