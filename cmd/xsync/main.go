package main

import (
	"context"
	"os"

	"github.com/xsync-project/xsync/cmd/xsync/internal/collector"
	"github.com/xsync-project/xsync/sync/cli"
)

func main() {
	collector.Bound()
	os.Exit(cli.Main(context.Background(), cli.Process(), os.Args[1:]))
}
