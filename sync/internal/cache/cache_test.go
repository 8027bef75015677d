package cache

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

func filled(n int) *Table {
	t := &Table{}
	for k := range n {
		t.Put(KeyOf(fmt.Append(nil, k)), fmt.Append(nil, "result ", k))
	}
	return t
}

func TestResultsComeBack(t *testing.T) {
	again := Decode(filled(100).Encode())
	for k := range 100 {
		if v, ok := again.Get(KeyOf(fmt.Append(nil, k))); !ok || string(v) != fmt.Sprint("result ", k) {
			t.Fatalf("%d: %q %v", k, v, ok)
		}
	}
	if _, ok := again.Get(KeyOf([]byte("another"))); ok || again.Changed() {
		t.Error("there is more than was put in")
	}
}

// The parts of a key do not run into each other.
func TestKeysKeepPartsApart(t *testing.T) {
	if KeyOf([]byte("ab"), []byte("c")) == KeyOf([]byte("a"), []byte("bc")) || KeyOf() == KeyOf(nil) {
		t.Error("two lists of parts have one key")
	}
}

// What a damaged table still gives is what was put in; with a damaged index it is empty.
func TestDamagedTables(t *testing.T) {
	whole := filled(20).Encode()
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		data := bytes.Clone(whole)
		if r.IntN(4) == 0 {
			data = data[:r.IntN(len(data))]
		} else {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
		got, found := Decode(data), 0
		for k := range 20 {
			if v, ok := got.Get(KeyOf(fmt.Append(nil, k))); ok && string(v) == fmt.Sprint("result ", k) {
				found++
			} else if ok {
				t.Fatalf("result %d of a damaged table is %q", k, v)
			}
		}
		if found == 20 {
			t.Fatal("nothing is missing from a damaged table")
		}
	}
}

// What was asked for stays when there is too much.
func TestOldestGoFirst(t *testing.T) {
	table := Decode(filled(100).Encode())
	asked := KeyOf([]byte("42"))
	table.Get(asked)
	most := head + 10*(frame+len("result 10"))
	data := table.encode(most)
	if len(data) > most {
		t.Errorf("%d bytes", len(data))
	}
	if table.Changed() || len(table.results) != len(Decode(data).results) {
		t.Error("the table is not what was written")
	}
	short := Decode(data)
	if _, ok := short.Get(asked); !ok || len(short.results) < 9 {
		t.Errorf("what was asked for last is gone, %d are left", len(short.results))
	}
}

// What is there already is not written again; what was damaged is.
func TestOnlyNewsIsWritten(t *testing.T) {
	data := filled(3).Encode()
	key, value := KeyOf(fmt.Append(nil, 2)), fmt.Append(nil, "result ", 2)
	table := Decode(data)
	if table.Put(key, value); table.Changed() {
		t.Error("the same result is news")
	}
	broken := bytes.Clone(data)
	broken[len(broken)-1] ^= 1
	table = Decode(broken)
	for k := range 3 { // the last of them in the file is broken
		key, value := KeyOf(fmt.Append(nil, k)), fmt.Append(nil, "result ", k)
		if _, ok := table.Get(key); !ok {
			table.Put(key, value)
		}
	}
	if !table.Changed() {
		t.Error("what was damaged is not put in again")
	}
	if got, ok := Decode(table.Encode()).Get(key); !ok || string(got) != string(value) {
		t.Errorf("a result is %q", got)
	}
}

func TestNoTable(t *testing.T) {
	var none *Table
	none.Put(Key{}, nil)
	if _, ok := none.Get(Key{}); ok {
		t.Error("there is something in it")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(filled(3).Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		once := bytes.Clone(Decode(data).Encode())
		if twice := Decode(once); len(twice.results) > 0 && len(once) < head+frame*len(twice.results) {
			t.Error("there are more results than fit")
		}
	})
}
