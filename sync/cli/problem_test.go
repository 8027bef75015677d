package cli

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/exchange"
)

// What a problem says as an error in Go and what the command says of it in
// English are the same sentence.
func TestProblemsReadTheSame(t *testing.T) {
	data, err := os.ReadFile("../../locales/active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue map[string]any
	if err := toml.Unmarshal(data, &catalogue); err != nil {
		t.Fatal(err)
	}
	m := locales.New("en")
	for id, text := range catalogue {
		english := sentenceOf(id)
		if english == nil {
			continue
		}
		for _, value := range []any{"", "x"} {
			fill := map[string]any{}
			for _, name := range regexp.MustCompile(`\.([A-Z]\w*)`).FindAllStringSubmatch(text.(string), -1) {
				fill[name[1]] = value
			}
			want := english(fill)
			if got := m.Fill(id, fill); got != want {
				t.Errorf("%s: the command says %q, the error %q", id, got, want)
			}
		}
	}
}

// sentenceOf is how a message reads as an error in Go, nil if it is no problem's.
func sentenceOf(id string) func(data map[string]any) string {
	switch {
	case strings.HasPrefix(id, "problem."):
		return func(data map[string]any) string { return corpus.Problem{ID: id, Data: data}.Error() }
	case exchange.IsProblem(id):
		return func(data map[string]any) string { return exchange.Problem{ID: id, Data: data}.Error() }
	}
	return nil
}
