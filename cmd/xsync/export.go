package main

import (
	"github.com/xsync-project/xsync/sync/exchange"
	"github.com/xsync-project/xsync/sync/queue"
)

func exchangeFormats() []string { return exchange.Formats() }

// export writes a work list in one of the formats of translators' tools.
func (a *app) export(format string, list *queue.Queue) error {
	return exchange.Write(a.out, format, list, a.messages, exchange.Stamp{Tool: "xsync", Version: version()})
}
