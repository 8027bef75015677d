package report

import (
	"encoding/xml"
	"io"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/drift"
)

// The elements of a translation memory, TMX 1.4b (LISA 2005).
type tmx struct {
	XMLName xml.Name  `xml:"tmx"`
	Version string    `xml:"version,attr"`
	Header  tmxHeader `xml:"header"`
	Units   []tmxUnit `xml:"body>tu"`
}

type tmxHeader struct {
	Tool           string `xml:"creationtool,attr"`
	ToolVersion    string `xml:"creationtoolversion,attr"`
	SegType        string `xml:"segtype,attr"`
	Format         string `xml:"o-tmf,attr"`
	AdminLanguage  string `xml:"adminlang,attr"`
	SourceLanguage string `xml:"srclang,attr"`
	DataType       string `xml:"datatype,attr"`
}

type tmxUnit struct {
	ID       string       `xml:"tuid,attr"`
	Note     string       `xml:"note,omitempty"`
	Variants []tmxVariant `xml:"tuv"`
}

type tmxVariant struct {
	Language string `xml:"xml:lang,attr"`
	Segment  string `xml:"seg"`
}

// sure is the confidence from which a pair is worth remembering.
const sure = 0.8

// TMX writes the pairs of a translation as a translation memory: prose that is
// translated whole and on which both sides agree. The output holds no date, so
// that the same pairs give the same bytes.
func TMX(w io.Writer, t *xsync.Translation, source, version string) error {
	doc := tmx{Version: "1.4", Header: tmxHeader{
		Tool: "xsync", ToolVersion: version, SegType: "paragraph", Format: "xsync",
		AdminLanguage: "en", SourceLanguage: source, DataType: "plaintext",
	}}
	for k := range t.Rows {
		r := &t.Rows[k]
		if !remembered(r) {
			continue
		}
		doc.Units = append(doc.Units, tmxUnit{ID: r.ID, Note: t.SourcePath, Variants: []tmxVariant{
			{source, r.Now}, {t.Language, r.Translation},
		}})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// remembered reports whether a row belongs into a translation memory.
func remembered(r *drift.Row) bool {
	if len(r.Source) == 0 || len(r.Target) == 0 || !r.Kind.Prose() || len(r.Findings) > 0 || r.Confidence < sure {
		return false
	}
	return r.State == drift.Fresh || r.State == drift.Unverified
}
