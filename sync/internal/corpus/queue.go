package corpus

import (
	"slices"
	"strconv"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/tree"
)

// Queue says what comes first in a work list.
type Queue struct {
	// Weights say how urgent what is, by the names of states and changes; the
	// higher the earlier. What it lacks has its usual weight.
	Weights map[string]int
	// Priorities add to the weights of some articles.
	Priorities []Priority
}

// Priority adds to the weight of the articles whose source matches a pattern.
type Priority struct {
	Pattern string
	Weight  int // may be negative
}

// Draft says where first versions of translations come from.
type Draft struct {
	Command string // a command line for the shell; "" if there is none
}

// Priority is what the first pattern that matches the path of a source adds to
// its weight.
func (q *Queue) Priority(path string) int {
	for _, p := range q.Priorities {
		if compiled, ok := compilePattern(p.Pattern); ok && new(matcher).matchPath(compiled, path) {
			return p.Weight
		}
	}
	return 0
}

// weighted are the names that a weight may be given to.
var weighted = []string{"facts", "major", "untranslated", "missing", "minor", "unverified", "mechanical"}

// maxWeight bounds weights, so that their sums stay in order.
const maxWeight = 1_000_000

func (r *reader) readQueue(n *tree.Node, c *Config) Queue {
	var out Queue
	for _, name := range n.Keys() {
		if !slices.Contains(weighted, name) {
			continue
		}
		if out.Weights == nil {
			out.Weights = map[string]int{}
		}
		out.Weights[name] = r.readWeight(n.Get(name), "queue."+name)
	}
	p := n.Get("priorities")
	if p == nil || !r.isTable(p, "queue.priorities", "[queue.priorities]") {
		return out
	}
	for _, text := range p.Keys() {
		at := *p.Get(text)
		weight := r.readWeight(&at, "queue.priorities."+text)
		at.Kind, at.Value = tree.Text, block.Span{} // the pattern stands at the key
		r.readPattern(&at, text, c, false)
		out.Priorities = append(out.Priorities, Priority{text, weight})
	}
	return out
}

func (r *reader) readWeight(n *tree.Node, key string) int {
	v, err := strconv.Atoi(n.Text)
	if n.Kind != tree.Number || err != nil || v < -maxWeight || v > maxWeight {
		r.addProblem(BadWeight, n.At(), map[string]any{"Key": key, "Limit": maxWeight})
		return 0
	}
	return v
}
