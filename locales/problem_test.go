package locales_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/corpus"
)

// What a problem says as an error in Go and what the command says of it in
// English are the same sentence.
func TestProblemsReadTheSame(t *testing.T) {
	data, err := os.ReadFile("active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue map[string]any
	if err := toml.Unmarshal(data, &catalogue); err != nil {
		t.Fatal(err)
	}
	m := locales.New("en")
	for id, text := range catalogue {
		if !strings.HasPrefix(id, "problem.") {
			continue
		}
		for _, value := range []any{"", "x"} {
			fill := map[string]any{}
			for _, name := range regexp.MustCompile(`\.([A-Z]\w*)`).FindAllStringSubmatch(text.(string), -1) {
				fill[name[1]] = value
			}
			want := corpus.Problem{ID: id, Data: fill}.Error()
			if got := m.Fill(id, fill); got != want {
				t.Errorf("%s: the command says %q, the error %q", id, got, want)
			}
		}
	}
}
