package memory_test

import (
	"fmt"

	"github.com/xsync-project/xsync/sync/memory"
)

// A text like a finished one is suggested its translation, with its own numbers in
// it.
func ExampleMemory_Find() {
	m := memory.New("en", "tr")
	m.Add(memory.Pair{
		Source: "The ferry carries 40 passengers across the bay.",
		Target: "Feribot körfezin karşısına 40 yolcu taşır.",
		Kind:   memory.Paragraph,
	})
	for _, match := range m.Find("The ferry carries 60 passengers across the bay.", memory.Paragraph, 70, 3) {
		fmt.Println(match.Score < 100, match.Text)
	}
	// Output:
	// true Feribot körfezin karşısına 60 yolcu taşır.
}
