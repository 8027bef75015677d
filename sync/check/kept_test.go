package check

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/keep/keeptest"
)

// What is kept is what comes back, whatever stands in any field.
func TestKeptVerdicts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := make([]Verdict, rapid.IntRange(0, 3).Draw(t, "verdicts"))
		for k := range list {
			keeptest.Fill(t, &list[k])
			list[k].parts = parts{rapid.String().Draw(t, "identity"), rapid.String().Draw(t, "texts"), rapid.Bool().Draw(t, "open")}
		}
		got, ok := decodeVerdicts(encodeVerdicts(list))
		if !ok || !reflect.DeepEqual(list, got) {
			t.Fatalf("%+v\nis not\n%+v", got, list)
		}
	})
}

// Damaged bytes are refused, or read as some verdicts.
func FuzzDecodeVerdicts(f *testing.F) {
	f.Add(encodeVerdicts([]Verdict{{Rule: "stale", Path: "a.md", Line: 3}, {Rule: "missing", Path: "a.md", Line: 9}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, ok := decodeVerdicts(data)
		if !ok {
			return
		}
		if again, ok := decodeVerdicts(encodeVerdicts(list)); !ok || !reflect.DeepEqual(list, again) {
			t.Errorf("%+v is read back as %+v", list, again)
		}
	})
}
