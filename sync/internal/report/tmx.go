package report

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inert"
	"github.com/xsync-project/xsync/sync/internal/terms"
)

// The elements of a translation memory, TMX 1.4b (LISA 2005).

type tmxHeader struct {
	XMLName        xml.Name `xml:"header"`
	Tool           string   `xml:"creationtool,attr"`
	ToolVersion    string   `xml:"creationtoolversion,attr"`
	SegType        string   `xml:"segtype,attr"`
	Format         string   `xml:"o-tmf,attr"`
	AdminLanguage  string   `xml:"adminlang,attr"`
	SourceLanguage string   `xml:"srclang,attr"`
	DataType       string   `xml:"datatype,attr"`
}

type tmxUnit struct {
	XMLName  xml.Name     `xml:"tu"`
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
	m := NewMemory(w, source, t.Language, version)
	for k := range t.Rows {
		if r := &t.Rows[k]; remembered(r) {
			m.unit(r.ID, t.SourcePath, r.Now, r.Translation)
		}
	}
	return m.Close()
}

// Memory writes a translation memory pair by pair.
type Memory struct {
	w              *bufio.Writer
	source, target string
	seen           map[[2]string]bool
	err            error
}

// NewMemory begins a translation memory in TMX 1.4b. Version is that of the
// program.
func NewMemory(w io.Writer, source, target, version string) *Memory {
	m := &Memory{w: bufio.NewWriter(w), source: source, target: target, seen: map[[2]string]bool{}}
	header, err := xml.Marshal(tmxHeader{
		Tool: "xsync", ToolVersion: version, SegType: "paragraph", Format: "xsync",
		AdminLanguage: "en", SourceLanguage: source, DataType: "plaintext",
	})
	m.keep(err)
	m.put(xml.Header + "<tmx version=\"1.4\">\n " + string(header) + "\n <body>\n")
	return m
}

// Add adds a recorded pair. A pair that is there already is not written again.
func (m *Memory) Add(f xsync.Finished) {
	pair := [2]string{f.Source, f.Target}
	if m.seen[pair] {
		return
	}
	m.seen[pair] = true
	m.unit(f.Article+"#"+f.SourceDigest.String()[:8], f.Path+":"+strconv.Itoa(f.Line), f.Source, f.Target)
}

// AddTerms adds the terms of a glossary, each with the first of its required
// translations.
func (m *Memory) AddTerms(g *terms.Glossary) {
	if g == nil {
		return
	}
	for k := range g.Terms {
		t := &g.Terms[k]
		if required := t.Required[m.target]; len(required) > 0 && !m.seen[[2]string{t.Source, required[0]}] {
			m.unit("glossary#"+strconv.Itoa(k+1), t.Note, t.Source, required[0])
		}
	}
}

func (m *Memory) unit(id, note, source, target string) {
	unit, err := xml.MarshalIndent(tmxUnit{ID: id, Note: note, Variants: []tmxVariant{{m.source, source}, {m.target, target}}}, "  ", " ")
	m.keep(err)
	m.put(inert.XML(string(unit)) + "\n")
}

// Close ends the memory and returns the first error.
func (m *Memory) Close() error {
	m.put(" </body>\n</tmx>\n")
	m.keep(m.w.Flush())
	return m.err
}

func (m *Memory) put(s string) { _, _ = m.w.WriteString(s) } // Flush has the error

func (m *Memory) keep(err error) {
	if m.err == nil {
		m.err = err
	}
}

// remembered reports whether a row belongs into a translation memory.
func remembered(r *drift.Row) bool {
	if len(r.Source) == 0 || len(r.Target) == 0 || !r.Kind.Prose() || len(r.Findings) > 0 || r.Confidence < sure || r.Flags&drift.Shift != 0 {
		return false
	}
	return r.State == drift.Fresh || r.State == drift.Unverified
}
