// Package keep writes values compactly, as caches keep them, and reads them back. Who keeps
// a type says once what fields it has, in a function that is called to write and to read.
package keep

import "encoding/binary"

// Values writes values, or reads them in the same order: so both know the same fields.
type Values struct {
	reading, bad bool
	out          []byte
	in           string // what is left to be read; the texts that are read are parts of it
}

// Writer is for values to be written, which [Values.Bytes] has then.
func Writer() *Values { return &Values{} }

// Reader is for values to be read. [Values.Whole] says whether they could be.
func Reader(data []byte) *Values { return &Values{reading: true, in: string(data)} }

// Bytes is what was written. Law: values that are read from it are those that were written.
func (v *Values) Bytes() []byte { return v.out }

// Whole reports whether all was read that there is, and nothing was missing.
func (v *Values) Whole() bool { return !v.bad && v.in == "" }

// Text writes or reads a text.
func (v *Values) Text(text *string) { v.TextAfter(text, "") }

// TextAfter is [Values.Text]; one that is known already takes a byte.
func (v *Values) TextAfter(text *string, known string) {
	if !v.reading {
		if *text == known {
			v.out = append(v.out, 0)
			return
		}
		v.out = append(binary.AppendUvarint(v.out, uint64(len(*text))+1), *text...)
		return
	}
	switch n := v.uvarint(); {
	case n == 0:
		*text = known
	case n-1 > uint64(len(v.in)):
		v.fail()
	default:
		*text, v.in = v.in[:n-1], v.in[n-1:]
	}
}

// Number writes or reads a number; small ones take a byte.
func (v *Values) Number(n *int) {
	if !v.reading {
		v.out = binary.AppendVarint(v.out, int64(*n))
		return
	}
	value := v.uvarint()
	*n = int(value >> 1)
	if value&1 != 0 { // as [binary.AppendVarint] writes those below zero
		*n = ^*n
	}
}

// Byte writes or reads a byte.
func (v *Values) Byte(n *uint8) {
	if !v.reading {
		v.out = append(v.out, *n)
		return
	}
	if v.in == "" {
		v.fail()
		return
	}
	*n, v.in = v.in[0], v.in[1:]
}

// Truths writes or reads at most eight truth values, a bit for each.
func (v *Values) Truths(list ...*bool) {
	var bits uint8
	for k, is := range list {
		if *is {
			bits |= 1 << k
		}
	}
	v.Byte(&bits)
	for k := range list {
		*list[k] = bits>>k&1 != 0
	}
}

// List writes or reads a list by its elements, each of which takes a byte or more. No list
// (nil) is told from an empty one.
func List[T any](v *Values, list *[]T, each func(*T)) {
	if !v.reading {
		n := uint64(0)
		if *list != nil {
			n = uint64(len(*list)) + 1
		}
		v.out = binary.AppendUvarint(v.out, n)
	} else if n := v.uvarint(); n > uint64(len(v.in))+1 {
		v.fail()
	} else if n > 0 {
		*list = make([]T, n-1)
	}
	for k := range *list {
		each(&(*list)[k])
	}
}

func (v *Values) uvarint() uint64 {
	if v.in != "" && v.in[0] < 1<<7 { // as most are
		n := uint64(v.in[0])
		v.in = v.in[1:]
		return n
	}
	n, size := binary.Uvarint([]byte(v.in[:min(len(v.in), binary.MaxVarintLen64)]))
	if size <= 0 {
		v.fail()
		return 0
	}
	v.in = v.in[size:]
	return n
}

// fail gives up on what is read.
func (v *Values) fail() { v.bad, v.in = true, "" }
