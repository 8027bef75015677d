// Package keeptest makes values for the tests of what caches keep.
package keeptest

import (
	"reflect"

	"pgregory.net/rapid"
)

// Fill gives all exported fields of the value that v points to some values, so that a field
// which is not kept shows.
func Fill(t *rapid.T, v any) { fill(t, reflect.ValueOf(v).Elem()) }

func fill(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.SampledFrom([]string{"", "a", "b", "İstanbul\x00\xff"}).Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "truth"))
	case reflect.Int:
		v.SetInt(rapid.Int64().Draw(t, "number"))
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(uint64(rapid.Uint8().Draw(t, "kind")))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Slice:
		if n := rapid.IntRange(-1, 2).Draw(t, "length"); n >= 0 {
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
