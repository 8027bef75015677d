package keep_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
	"github.com/xsync-project/xsync/sync/internal/keep"
	"github.com/xsync-project/xsync/sync/internal/keep/keeptest"
)

// record has a value of each kind.
type record struct {
	Text, Known string
	Number      int
	Byte        uint8
	Is, Was     bool
	List        []string
	Lists       [][]string
}

func (r *record) keep(v *keep.Values) {
	v.Text(&r.Text)
	v.TextAfter(&r.Known, "b")
	v.Number(&r.Number)
	v.Byte(&r.Byte)
	v.Truths(&r.Is, &r.Was)
	keep.List(v, &r.List, v.Text)
	keep.List(v, &r.Lists, func(list *[]string) { keep.List(v, list, v.Text) })
}

// What was written is read again, and of what is cut short nothing is whole.
func TestValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want record
		keeptest.Fill(t, &want)
		w := keep.Writer()
		want.keep(w)
		var got record
		r := keep.Reader(w.Bytes())
		if got.keep(r); !r.Whole() || !reflect.DeepEqual(want, got) {
			t.Fatalf("%+v became %+v", want, got)
		}
		for n := range w.Bytes() {
			r := keep.Reader(w.Bytes()[:n])
			if (&record{}).keep(r); r.Whole() {
				t.Fatalf("%d of %d bytes are whole", n, len(w.Bytes()))
			}
		}
		r = keep.Reader(append(w.Bytes(), 0))
		if (&record{}).keep(r); r.Whole() {
			t.Fatal("a byte too many is not seen")
		}
	})
}
