package cli

import (
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

func exchangeFormats() []string { return exchange.Formats() }

// export writes a work list in one of the formats of translators' tools.
func (a *app) export(format string, list *queue.Queue) error {
	return exchange.Write(a.out, format, list, a.messages, exchange.Stamp{Tool: "xsync", Version: version()})
}
