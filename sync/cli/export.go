package cli

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/xsync-project/xsync/locales"
	"github.com/xsync-project/xsync/sync/internal/corpus"
	"github.com/xsync-project/xsync/sync/internal/disk"
	"github.com/xsync-project/xsync/sync/internal/exchange"
	"github.com/xsync-project/xsync/sync/internal/queue"
)

// destination finds out in which format a work list is written where.
func (a *app) destination(o *queueOptions) error {
	if o.file == "-" { // standard output, as everywhere
		o.file = ""
	}
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
			hint:    a.messages.Text("usage.begin", "Command", commandLine(withFlag(a.args, "--out", o.languages[0]+".xlsx")...)),
		}
	}
	return nil
}

// exportList writes a work list in one of the formats of translators' tools.
func (a *app) exportList(o *queueOptions, list *queue.Queue) error {
	by := exchange.Stamp{Tool: "xsync", Version: moduleVersion()}
	messages := a.messagesFor(list.Target)
	if o.file == "" {
		return exchange.Write(a.out, o.format, list, messages, by)
	}
	var b bytes.Buffer
	if err := exchange.Write(&b, o.format, list, messages, by); err != nil {
		return err
	}
	if err := a.spareWork(o, b.Bytes()); err != nil {
		return err
	}
	if err := replaceFile(a.fullPath(filepath.FromSlash(o.file)), b.Bytes()); err != nil {
		return corpus.Unwritable(o.file, err)
	}
	a.textWriter().Sentence(a.messages.Count("queue.written", len(list.Items), "File", o.file, "Language", list.Target))
	if len(list.Items) > 0 {
		a.textWriter().Hint(a.messages.Text("hint.import", "Command", a.commandHere("import", o.file)))
	}
	return nil
}

// messagesFor speaks to those who translate into a language: in it, if xsync can and
// nobody has asked for another.
func (a *app) messagesFor(target string) *locales.Messages {
	if lang, ok := locales.Match(target); ok && languageFlag(a.args) == "" {
		return locales.New(lang)
	}
	return a.messages
}

// spareWork refuses to write a work list over another file, or over a list in which
// somebody has done something that the project does not have: an item of it reads
// otherwise than in the list that is to be written.
func (a *app) spareWork(o *queueOptions, list []byte) error {
	info, err := os.Stat(a.fullPath(filepath.FromSlash(o.file)))
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil // there is nothing, or a pipe or a device, of which nothing is lost
	}
	there, err := a.readNamed(o.file)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(there)) == 0 {
		return nil
	}
	format := exchange.FormatOf(o.file, there)
	if format == "" {
		format = o.format
	}
	now, err := exchange.Read(o.file, o.format, list)
	if err != nil {
		return err
	}
	was, err := exchange.Read(o.file, format, there)
	if err != nil || was.Target != now.Target {
		return &usageError{message: a.messages.Text("queue.no_list", "File", o.file)}
	}
	if n := countFilled(was.Answers, now.Answers); n > 0 {
		return &usageError{
			message: a.messages.Count("queue.filled", n, "File", o.file),
			hint:    a.messages.Text("usage.begin", "Command", a.commandHere("import", o.file)),
		}
	}
	return nil
}

// countFilled counts the answers of a list that say something else of an item than
// another list does. What only one of them has is done, or not begun.
func countFilled(was, now []queue.Answer) int {
	offered := map[string]queue.Answer{}
	for _, answer := range now {
		offered[answer.ID] = answer
	}
	n := 0
	for _, answer := range was {
		if o, ok := offered[answer.ID]; ok && (answer.Text != o.Text && answer.Text != "" || answer.Sign != o.Sign || answer.Comment != o.Comment) {
			n++
		}
	}
	return n
}

// replaceFile writes a file that a person has named: whole, or not at all.
func replaceFile(name string, data []byte) error {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, data, 0o666) // a pipe, a terminal, a link
	}
	folder, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }()
	return disk.ReplaceIn(folder, filepath.Base(name), data)
}
