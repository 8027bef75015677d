package align_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/align"
	"github.com/xsync-project/xsync/sync/internal/format/markdown"
)

// A transcript has no capitals, and its names are names all the same, on either side.
func TestNamesWithoutCapitals(t *testing.T) {
	names := [][2]string{
		{"Yekaterina", "Екатерина"},
		{"Margaret", "Маргарет"},
		{"Stoyan", "Стоян"},
		{"Kristoffer", "Кристофер"},
		{"Penelope", "Пенелопе"},
		{"Bogdan", "Богдан"},
		{"Wilhelmina", "Вилхелмина"},
		{"Leopold", "Леополд"},
		{"Desislava", "Десислава"},
		{"Frederick", "Фредерик"},
		{"Mirjana", "Миряна"},
		{"Gustav", "Густав"},
	}
	var source, target []string
	want := map[[2]int]bool{}
	for k := range 5 * len(names) {
		n := names[k*7%len(names)]
		source = append(source, fmt.Sprintf("%s brought a lantern.", n[0]))
		if k%4 != 1 { // most of what is left alone is told by the names alone
			want[[2]int{k, len(target)}] = true
			target = append(target, fmt.Sprintf("Фенера донесе %s.", n[1]))
		}
	}
	read := func(paragraphs []string, lang string, write func(string) string) align.Outline {
		return align.NewOutline(markdown.Parse([]byte(write(strings.Join(paragraphs, "\n\n")))), lang)
	}
	asIs := func(s string) string { return s }
	cased := right(align.Across(read(source, "en", asIs), read(target, "bg", asIs), nil), want)
	for name, links := range map[string][]align.Link{
		"source": align.Across(read(source, "en", strings.ToLower), read(target, "bg", asIs), nil),
		"target": align.Across(read(source, "en", asIs), read(target, "bg", strings.ToLower), nil),
	} {
		if got := right(links, want); got < len(want)*9/10 {
			t.Errorf("%s without capitals: %d of %d pairs found, with them %d", name, got, len(want), cased)
		}
	}
}
