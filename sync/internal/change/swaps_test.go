package change

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
)

// What changed of the facts is told place by place; what reworded, and what a tool carries
// over, is not.
func TestSwaps(t *testing.T) {
	for _, c := range []struct {
		name, lang, was, now string
		want                 []Swap
	}{
		{"number", "en", "The lift carries 30 people at once.", "The lift carries 45 people at once.", []Swap{{"30", "45"}}},
		{"decimal", "en", "Rain fell to a depth of 4.1 mm there.", "Rain fell to a depth of 4.4 mm there.", []Swap{{"4.1", "4.4"}}},
		{"number in words", "en", "The bell rings three times a day.", "The bell rings four times a day.", []Swap{{"three", "four"}}},
		{"negation that came", "en", "Dogs may travel on the upper deck.", "Dogs may not travel on the upper deck.", []Swap{{"", "not"}}},
		{"negation that went", "en", "Tea is served without sugar here.", "Tea is served with sugar here.", []Swap{{"without", "with"}}},
		{"name", "en", "It was built in Bremen and sold later.", "It was built in Hamburg and sold later.", []Swap{{"Bremen", "Hamburg"}}},
		{"unit", "en", "The pier is 5 km from the station.", "The pier is 5 miles from the station.", []Swap{{"km", "miles"}}},
		{"limit", "en", "There is room for at most 10 boats.", "There is room for at least 10 boats.", []Swap{{"most", "least"}}},
		{"date", "en", "The pass opened on 12 May 1950 at last.", "The pass opened on 14 June 1951 at last.", []Swap{{"12 May 1950", "14 June 1951"}}},
		{"two, and a reworded place", "en", "A big crew of 12 hauls 40 nets in the bay.", "A large crew of 14 hauls 50 nets in the bay.", []Swap{{"12", "14"}, {"40", "50"}}},
		{"a link beside", "en", "See [page 1](https://example.org/1) for 4 of the songs.", "See [page 1](https://example.org/2) for 6 of the songs.", []Swap{{"4", "6"}}},
		{"hour", "en", "The harbour opens at 8:30 on every weekday.", "The harbour opens at 9:30 on every weekday.", []Swap{{"8:30", "9:30"}}},
		{"minutes", "en", "The harbour opens at 8:30 on every weekday.", "The harbour opens at 8:45 on every weekday.", []Swap{{"8:30", "8:45"}}},
		{"large number", "en", "It holds 12,500 books of all ages.", "It holds 13,500 books of all ages.", []Swap{{"12,500", "13,500"}}},
		{"Russian", "ru", "Паром ходит зимой каждый день недели.", "Паром не ходит зимой каждый день недели.", []Swap{{"", "не"}}},
		{"Turkish", "tr", "Vapur 30 dakika sonra kalkar buradan.", "Vapur 45 dakika sonra kalkar buradan.", []Swap{{"30", "45"}}},
	} {
		if got := classify(block.Paragraph, c.was, c.now, c.lang); got != Facts {
			t.Errorf("%s: the change is %s", c.name, got)
		}
		if diff := cmp.Diff(c.want, Swaps(block.Paragraph, inline.Markdown, c.was, c.now, c.lang)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
