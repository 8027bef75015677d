// Package collector tells the garbage collector how a command works: it lives for seconds,
// and most of them need little memory. It is to be imported by a program and by nothing
// else.
package collector

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The garbage collector is told to run seldom while memory is small, which is
// most of the time, and to keep below a limit. What has to be kept may come near
// the limit, when articles are many; then there is little garbage left to find, and
// the collector would run without end. So the limit leaves room above what was in use
// at the last collection: as much again while that is little, for what is in use is looked
// through at every collection, and a quarter when it is much.
const (
	collectAfter = 400 // percent of growth
	keepBelow    = 80 << 20
	room         = 25 // percent above what is in use, at the least
	roomBelow    = 128 << 20
)

// The collector is set up while the program starts, before the packages of libraries fill
// their tables: Go initializes packages in the order of their import paths, as soon as what
// they import is ready.
var _ = debug.SetGCPercent(collectAfter)

// Bound keeps memory below a limit from now on.
func Bound() {
	debug.SetMemoryLimit(keepBelow)
	afterCollection(func(inUse int64) {
		debug.SetMemoryLimit(max(keepBelow, inUse+max(min(inUse, roomBelow), inUse*room/100)))
	})
}

// afterCollection calls do with the number of bytes in use after every collection.
func afterCollection(do func(inUse int64)) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var watch func(struct{})
	watch = func(struct{}) {
		metrics.Read(sample)
		do(int64(sample[0].Value.Uint64()))
		runtime.AddCleanup(new([1 << 5]byte), watch, struct{}{})
	}
	watch(struct{}{})
}
