package block

import "testing"

func TestKindNames(t *testing.T) {
	for k := range kinds {
		if got, ok := ParseKind(k.String()); !ok || got != k {
			t.Errorf("ParseKind(%q) = %v, %v", k.String(), got, ok)
		}
	}
	if _, ok := ParseKind("unknown"); ok || kinds.String() != "unknown" {
		t.Error("an unknown kind has a name")
	}
}
