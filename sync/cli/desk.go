package cli

import "sync"

// desk is where rows are worked on, from pages and from the terminal: the same orders
// come to the same changes by the same way.
type desk struct {
	root      string
	languages []string // that are shown; none means all
	person    string
	recall    recall

	mutex  sync.Mutex // guards what follows
	config loadedConfig
}
