package queue

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/change"
	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/keep"
	"github.com/xsync-project/xsync/sync/internal/keep/keeptest"
)

// What is kept of a work list is what comes back, whatever stands in any field.
func TestKeptLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := &Listed{}
		keeptest.Fill(t, list)
		list.Arrived = nil
		for k := range list.Items {
			list.Items[k].Priority = 0
		}
		v, got := keep.Writer(), &Listed{}
		list.keep(v)
		r := keep.Reader(v.Bytes())
		if got.keep(r); !r.Whole() || !reflect.DeepEqual(list, got) {
			t.Fatalf("%+v\nis not\n%+v", got, list)
		}
	})
}

// Damaged bytes are refused, or read as some work list.
func FuzzDecodeListed(f *testing.F) {
	derived := Derived("en", "", nil, false)
	f.Add(derived.Encode(&Listed{
		Items: []Item{{ID: "a#b", Text: "Some text.", Diff: []change.Edit{{Op: 1, Text: "Some"}}, Notes: []string{}}}, Tools: 3,
		Tied: xsync.Ties{Halves: []xsync.Half{{Text: "x", Line: 2, Orphan: true}}, Rows: []int{4}},
	}))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, ok := derived.Decode(data)
		if !ok {
			return
		}
		if again, ok := derived.Decode(derived.Encode(list)); !ok || !reflect.DeepEqual(list, again) {
			t.Errorf("%+v is read back as %+v", list, again)
		}
	})
}
