package cli

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

func exchangeFormats() []string { return exchange.Formats() }

// destination finds out in which format a work list is written where.
func (a *app) destination(o *queueOptions) error {
	if o.file != "" && o.format == "text" {
		if o.format = exchange.FormatByName(o.file); o.format == "" {
			return &usageError{
				message: a.messages.Text("usage.out_format", "File", o.file),
				hint:    a.messages.Text("usage.begin", "Command", a.correctedLine(o.file, strings.TrimSuffix(o.file, path.Ext(o.file))+".xlsx")),
			}
		}
	}
	if o.file == "" && o.format == exchange.XLSX && a.terminal {
		return &usageError{
			message: a.messages.Text("usage.out_binary"),
			hint:    a.messages.Text("usage.begin", "Command", commandLine(append(a.args, "--out", o.languages[0]+".xlsx")...)),
		}
	}
	return nil
}

// exportList writes a work list in one of the formats of translators' tools.
func (a *app) exportList(o *queueOptions, list *queue.Queue) error {
	by := exchange.Stamp{Tool: "xsync", Version: moduleVersion()}
	if o.file == "" {
		return exchange.Write(a.out, o.format, list, a.messages, by)
	}
	var b bytes.Buffer
	if err := exchange.Write(&b, o.format, list, a.messages, by); err != nil {
		return err
	}
	if err := os.WriteFile(a.fullPath(filepath.FromSlash(o.file)), b.Bytes(), 0o666); err != nil {
		return corpus.Problem{ID: corpus.CannotWrite, Path: o.file, Data: map[string]any{"Reason": reasonOf(err), "Written": ""}}
	}
	a.textWriter().Line(a.messages.Text("queue.written", "File", o.file) + ": " + a.messages.Count("queue.items", len(list.Items), "Language", list.Target))
	if len(list.Items) > 0 {
		a.textWriter().Hint(a.messages.Text("hint.import", "Command", a.commandHere("import", o.file)))
	}
	return nil
}
