package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The garbage collector is told to run seldom while memory is small, which is
// most of the time, and to keep below a limit. What has to be kept may come near
// the limit, when articles are many; then there is little garbage left to find, and
// the collector would run without end. So the limit leaves room above what was in use
// at the last collection.
const (
	collectAfter = 400 // percent of growth
	keepBelow    = 80 << 20
	room         = 25 // percent above what is in use
)

// collectSeldom sets the collector up.
func collectSeldom() {
	debug.SetGCPercent(collectAfter)
	debug.SetMemoryLimit(keepBelow)
	afterCollection(func(inUse int64) {
		debug.SetMemoryLimit(max(keepBelow, inUse+inUse*room/100))
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
