package block_test

import (
	"testing"

	"github.com/xsync-project/xsync/sync/internal/block"
)

func TestGoesOnAsSentence(t *testing.T) {
	for text, want := range map[string]bool{
		"yüzyılda kuruldu": true, "století": true, "Jahrhundert: Bau der Brücke": true, "Mai 1911 eröffnet": true, "Jahrhundert": true,
		"Jahrhundertwende": false, "Open the gate": false, "Die Brücke": false, "": false,
	} {
		if got := block.GoesOnAsSentence(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
