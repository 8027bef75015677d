package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/xsync-project/xsync/locales"
	xsync "github.com/xsync-project/xsync/sync"
	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/change"
	"github.com/xsync-project/xsync/sync/internal/drift"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/queue"
	"github.com/xsync-project/xsync/sync/internal/remark"
	"github.com/xsync-project/xsync/sync/internal/wording"
)

// Row is a row of an article as a page shows it.
type Row struct {
	Frame              *Frame
	Article            string
	Language, From     string // of the translation and of the source
	ID, Name           string
	State, Change      string
	Flags              []string
	Kind               string
	Path               string
	SourceLine, Line   int // 0 if there is none
	Section            []string
	Before, After      queue.Neighbour
	Fields             []Field
	Orphaned           string // the text of a translation without a source
	Seal               string
	Findings, Notes    []string
	Advice             string
	Kept               string // the name that the row keeps, "" if it has none
	Remarks            []remark.Remark
	Sum                string // a digest of all that is shown of the row in its files
	Open               bool   // its fields can be typed in
	CanEdit, CanRight  bool
	CanRemove, CanKeep bool
	Refused            *Refused
	Done               string // what has just become of it, "" for nothing
}

// Refused is work on the row that was not written, and why.
type Refused struct {
	Reason     string
	Findings   []string
	Now, Yours string // what the file says now, if that is not what the work began with; what was typed
	Moved      bool
	CanForce   bool
}

// Field is a text of a row to translate: the whole of it, or one plural form.
type Field struct {
	Item, Seal string
	Form       string // "" if the row has no plural forms
	Was        string // what the translation was made from, if the source has changed since
	Diff       []Piece
	Source     string
	Text       string
	Codes      []string // what a translation must have as it is
	Lines      int      // how high a field is that holds the text
}

// Piece is a piece of an old and a new text: kept, removed or added.
type Piece struct {
	Removed, Added bool
	Text           string
}

// Rows are the rows of a translation that a filter lets through, in the order of the
// article.
func Rows(m *locales.Messages, t *xsync.Translation, article string, keep func(*drift.Row) bool) []Row {
	items := queue.List(t, article, queue.Options{Keep: keep})
	var out []Row
	for k := range t.Rows {
		r := &t.Rows[k]
		if !keep(r) {
			continue
		}
		n := 0
		for n < len(items) && belongs(items[n].ID, article+"#"+r.ID) && (n == 0 || items[n].ID != items[0].ID) {
			n++
		}
		out = append(out, rowOf(m, t, r, article, items[:n]))
		items = items[n:]
	}
	return out
}

// belongs reports whether an item is that of a row, or of one of its plural forms.
func belongs(item, row string) bool {
	return item == row || strings.HasPrefix(item, row+":")
}

func rowOf(m *locales.Messages, t *xsync.Translation, r *drift.Row, article string, items []queue.Item) Row {
	out := Row{
		Article: article, Language: t.Language, From: t.SourceLanguage, ID: r.ID, Name: r.Name(), Seal: queue.Seal(r), Kept: t.Kept(r),
		State: r.State.String(), Flags: r.Flags.Names(), Kind: r.Kind.String(), Path: t.Path,
		Advice: wording.Here(m, r),
	}
	if r.State == drift.Stale {
		out.Change = r.Change.String()
	}
	if len(r.Source) > 0 {
		out.SourceLine = t.Source.Line(r.Source[0].Start)
	}
	if len(r.Target) > 0 {
		out.Line = t.Target.Line(r.Target[0].Start)
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, wording.Finding(m, f))
	}
	if len(r.Source) == 0 {
		out.Orphaned = r.Translation
	}
	out.fill(r, items)
	out.CanRemove = len(r.Source) == 0 && r.Kind != block.Message
	out.CanKeep = r.State == drift.Extra
	out.CanRight = out.CanEdit && len(r.Target) > 0 && (r.State == drift.Stale || r.State == drift.Unverified)
	out.Open = out.CanEdit && r.NeedsWork()
	out.Sum = sum(&out)
	return out
}

// fill takes over what the items of a row say.
func (r *Row) fill(row *drift.Row, items []queue.Item) {
	if len(items) == 0 {
		return
	}
	r.Section, r.Notes = items[0].Above(), items[0].Notes
	r.Before, r.After = items[0].Before, items[0].After
	if n := len(r.Section); n > 0 && r.Section[n-1] == r.Before.Source {
		r.Before = queue.Neighbour{} // the heading stands above already
	}
	if r.Line == 0 {
		r.Line = items[0].TargetLine
	}
	r.CanEdit = true
	for k := range items {
		f := fieldOf(&items[k])
		if _, form, ok := strings.Cut(items[k].ID[len(r.Article)+1+len(row.ID):], ":"); ok {
			f.Form = form
		}
		r.Fields = append(r.Fields, f)
		r.CanEdit = r.CanEdit && typable(f.Text)
	}
}

// typable reports whether a field of a browser gives a text back as it is.
func typable(text string) bool {
	lone := strings.ReplaceAll(text, "\r\n", "\n")
	return !strings.ContainsAny(lone, "\r\x00")
}

// columns is how many letters stand in a line of a field, about.
const columns = 56

func fieldOf(i *queue.Item) Field {
	f := Field{Item: i.ID, Seal: i.Seal, Source: i.Text, Text: i.Translation, Codes: codes(i)}
	for _, e := range i.Diff {
		f.Diff = append(f.Diff, Piece{Removed: e.Op == change.Delete, Added: e.Op == change.Insert, Text: e.Text})
	}
	if len(f.Diff) > 0 {
		f.Was = i.Was
	}
	longest := f.Text
	if longest == "" {
		longest = f.Source
	}
	f.Lines = 1
	for line := range strings.Lines(longest) {
		f.Lines += 1 + len([]rune(line))/columns
	}
	f.Lines = min(f.Lines, 24)
	return f
}

// codes are the pieces of a source text that a translation takes over as they are,
// each once. Signs of emphasis are left out, which every writer knows.
func codes(i *queue.Item) []string {
	var out []string
	for _, token := range inline.Scan(nil, i.Text, i.Inline(), nil) {
		text := token.Of(i.Text)
		if !token.Protected() || token.Construct == inline.Emphasis && (token.Kind == inline.Open || token.Kind == inline.Close) || len(text) < 2 {
			continue
		}
		if token.Kind != inline.Cell && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// sum is a digest of what a row shows of its files.
func sum(r *Row) string {
	data, err := json.Marshal([]any{r.State, r.Change, r.Flags, r.Fields, r.Orphaned, r.Findings, r.Notes, r.SourceLine, r.Line, r.Remarks})
	if err != nil { // strings only
		return ""
	}
	digest := sha256.Sum256(data)
	return hex.EncodeToString(digest[:8])
}

// CodeList is the codes as one value of an attribute, a line each.
func (f Field) CodeList() string { return strings.Join(f.Codes, "\n") }

// Quote is how the source of the row begins.
func (r *Row) Quote() string {
	const most = 80 // letters
	text := r.Orphaned
	if len(r.Fields) > 0 {
		text = r.Fields[0].Source
	}
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > most {
		letters = append(letters[:most-1], '…')
	}
	return string(letters)
}

// Reference is the name by which remarks find the row again.
func (r *Row) Reference() string { return cmp.Or(r.Kept, r.ID) }
