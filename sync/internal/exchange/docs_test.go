package exchange_test

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// The examples in the documentation are files that can be read.
func TestDocumentedExamples(t *testing.T) {
	page, err := os.ReadFile("../../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile(`(?sm)^~~~(\w+)\n(.*?)^~~~$`).FindAllStringSubmatch(string(page), -1)
	if len(examples) != 3 {
		t.Errorf("%d examples", len(examples))
	}
	for _, x := range examples {
		r := read(t, x[1], x[2])
		if len(r.Answers) != 1 {
			t.Fatalf("%s: %v", x[1], r.Answers)
		}
		a := r.Answers[0]
		a.Line, a.Current = 0, "" // tables alone have it
		if a != (queue.Answer{
			ID: "harbour#k5ub3wqa", Seal: "12e7a05b", Source: "The pier was opened on 5 March 1911.",
			Text: "İskele 5 Mart 1911'de açıldı.", Sign: queue.Finished,
		}) {
			t.Errorf("%s: %#v", x[1], a)
		}
	}
}

// JSON is as docs/schema.json says.
func TestJSONIsValid(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	s, err := c.Compile("../../../docs/schema.json#/$defs/queue")
	if err != nil {
		t.Fatal(err)
	}
	for name, q := range lists() {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(written(t, exchange.JSON, q))))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
