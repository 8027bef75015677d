package main

import (
	"context"
	"os"

	"github.com/xsync-project/xsync/sync/cli"
)

func main() {
	collectSeldom()
	os.Exit(cli.Main(context.Background(), cli.Process(), os.Args[1:]))
}
