package check

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	_ "github.com/xsync-project/xsync/sync/internal/fixedseed"
)

// What is kept is what comes back, whatever stands in any field.
func TestKeptVerdicts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := make([]Verdict, rapid.IntRange(0, 3).Draw(t, "verdicts"))
		for k := range list {
			fill(t, reflect.ValueOf(&list[k]).Elem())
			list[k].parts = parts{rapid.String().Draw(t, "identity"), rapid.String().Draw(t, "texts"), rapid.Bool().Draw(t, "open")}
		}
		got, ok := decodeVerdicts(encodeVerdicts(list))
		if !ok || !reflect.DeepEqual(list, got) {
			t.Fatalf("%+v\nis not\n%+v", got, list)
		}
	})
}

// fill gives all fields of a value that others can see some values.
func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.SampledFrom([]string{"", "a", "b", "İstanbul\x00\xff"}).Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "truth"))
	case reflect.Int:
		v.SetInt(rapid.Int64().Draw(t, "number"))
	case reflect.Uint8:
		v.SetUint(uint64(rapid.Uint8().Draw(t, "kind")))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Slice:
		if n := rapid.IntRange(0, 2).Draw(t, "length"); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		fallthrough
	case reflect.Array:
		for k := range v.Len() {
			fill(t, v.Index(k))
		}
	case reflect.Struct:
		for k := range v.NumField() {
			if v.Type().Field(k).IsExported() {
				fill(t, v.Field(k))
			}
		}
	default:
		t.Fatalf("a field is of a kind that nothing is known of: %v", v.Type())
	}
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
