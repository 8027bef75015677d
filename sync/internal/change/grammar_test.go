package change

import (
	"slices"
	"testing"

	"github.com/xsync-project/xsync/sync/internal/langdata"
)

// Each role that the data of a language gives to words has a set that is read.
func TestRolesOfGrammar(t *testing.T) {
	for _, tag := range langdata.Tags() {
		for row := range langdata.Rows(tag, langdata.Words) {
			if row[0] == "grammar" && !slices.Contains([]string{"alike", "ending", "phrase"}, row[1]) && new(Vocabulary).setFor(row[1]) == nil {
				t.Errorf("%s: no set for %q", tag, row[1])
			}
		}
	}
}
