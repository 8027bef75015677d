package po

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/catalog"
)

// quotedLines writes a text as PO does: on one line, or, if it has several, a
// string a line.
func quotedLines(w *catalog.Writer, text string) string {
	if !strings.Contains(strings.TrimSuffix(text, "\n"), "\n") {
		return Quote(text, nil)
	}
	out := `""`
	for l := range strings.Lines(text) {
		out += w.Newline() + Quote(l, nil)
	}
	return out
}

// Quote writes a text as a string: between quotation marks, with the escapes of C.
// Besides control characters those that hidden names, which may be nil, are
// escaped byte by byte.
func Quote(text string, hidden func(rest string) bool) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, u := range text {
		switch {
		case u == '"' || u == '\\':
			b.WriteByte('\\')
			b.WriteRune(u)
		case escapeOf[u] != 0:
			b.WriteByte('\\')
			b.WriteByte(escapeOf[u])
		case unicode.IsControl(u), u == '\u2028', u == '\u2029', hidden != nil && hidden(text[i:]):
			for _, c := range []byte(string(u)) {
				fmt.Fprintf(&b, `\%03o`, c)
			}
		default:
			b.WriteRune(u)
		}
	}
	return b.String() + `"`
}

// escapeOf are the letters by which control characters are written.
var escapeOf = map[rune]byte{'\n': 'n', '\t': 't', '\r': 'r'}

// changeEntry replaces or adds the forms of a message.
func changeEntry(w *catalog.Writer, m *catalog.Message) error {
	for _, guess := range m.Guesses {
		w.Put(guess, "")
	}
	if named := w.Edit.Forms[0].Name != ""; named != m.Plural() && (named || len(m.Forms) > 1) {
		return recount(w, m)
	}
	forms := slices.Clone(m.Forms)
	for _, f := range w.Edit.Forms {
		old := m.Form(f.Name)
		switch {
		case old != nil && old.Text != f.Text:
			w.Put(old.Span, quotedLines(w, f.Text))
		case old != nil:
		default:
			forms = append(forms, f)
		}
	}
	if len(forms) > len(m.Forms) {
		return moreForms(w, m, forms)
	}
	return nil
}

// recount gives a message plural forms that it had not, or takes them away: what stands
// behind its msgid is written anew.
func recount(w *catalog.Writer, m *catalog.Message) error {
	byPlace := func(a, b catalog.Form) int { return a.Span.Start - b.Span.Start }
	first, last := slices.MinFunc(m.Forms, byPlace).Span, slices.MaxFunc(m.Forms, byPlace).Span
	keyword := "msgstr"
	if m.Plural() {
		keyword = "msgid_plural"
	}
	lines, err := translationLines(w)
	if err != nil {
		return err
	}
	line := bytes.LastIndex(w.Src[:first.Start], []byte("\n"+keyword))
	if line < 0 {
		return fmt.Errorf("no line begins with %s", keyword)
	}
	w.Put(block.Span{Start: line + 1, End: last.End}, lines)
	return nil
}

// translationLines are the lines of an entry behind its msgid: those of the plural forms if
// the source has some.
func translationLines(w *catalog.Writer) (string, error) {
	if w.Edit.Plural == "" {
		if w.Edit.Forms[0].Name != "" {
			return "", fmt.Errorf("there is no msgid_plural")
		}
		return "msgstr " + quotedLines(w, w.Edit.Forms[0].Text), nil
	}
	lines := "msgid_plural " + quotedLines(w, w.Edit.Plural)
	for k, name := range w.Catalog.GettextForms(len(w.Edit.Forms)) {
		text := ""
		for _, f := range w.Edit.Forms {
			if f.Name == name {
				text = f.Text
			}
		}
		lines += w.Newline() + "msgstr[" + strconv.Itoa(k) + "] " + quotedLines(w, text)
	}
	return lines, nil
}

// moreForms adds those forms that stand behind what the message has.
func moreForms(w *catalog.Writer, m *catalog.Message, forms []catalog.Form) error {
	names := w.Catalog.GettextForms(len(forms))
	have := len(m.Forms)
	text := ""
	for k := have; k < len(forms); k++ {
		i := slices.IndexFunc(forms, func(f catalog.Form) bool { return k < len(names) && f.Name == names[k] })
		if i < have {
			return fmt.Errorf("the forms of the message are not %s", strings.Join(names, ", "))
		}
		text += w.Newline() + "msgstr[" + strconv.Itoa(k) + "] " + quotedLines(w, forms[i].Text)
	}
	w.Insert(m.Forms[have-1].Span.End, text)
	return nil
}

// addEntry adds a message at the end, or behind another.
func addEntry(w *catalog.Writer) error {
	lines := carriedComments(w)
	context, id, found := strings.Cut(w.Edit.ID, catalog.ContextEnd)
	if !found {
		id = w.Edit.ID
	} else {
		lines += "msgctxt " + quotedLines(w, context) + w.Newline()
	}
	translation, err := translationLines(w)
	if err != nil {
		return err
	}
	lines += "msgid " + quotedLines(w, id) + w.Newline() + translation
	if after := w.Catalog.Message(w.Edit.After); after != nil && len(after.Forms) > 0 {
		w.Insert(w.LineEnd(after.Forms[len(after.Forms)-1].Span.End), w.Newline()+w.Newline()+lines)
		return nil
	}
	if len(w.Src) > 0 {
		lines = w.Newline() + lines
	}
	w.AtEnd(lines)
	return nil
}

// carriedComments are the lines with what a source says of the message that is added, for
// translators and tools: where it is used, and what is to be known of it. Comments of
// translators are of their language.
func carriedComments(w *catalog.Writer) string {
	if w.Edit.Like == nil {
		return ""
	}
	m := w.Edit.Like.Message(w.Edit.ID)
	if m == nil || m.Block < 0 {
		return ""
	}
	lines := strings.Split(string(w.Edit.Like.Doc.Src[:w.Edit.Like.Doc.Blocks[m.Block].Span.Start]), "\n")
	out := ""
	for _, line := range slices.Backward(lines[:len(lines)-1]) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			break
		}
		if flags, ok := strings.CutPrefix(line, "#,"); ok {
			line = withoutFuzzy(flags)
		}
		if len(line) > 1 && strings.IndexByte(".:,", line[1]) >= 0 {
			out = line + w.Newline() + out
		}
	}
	return out
}

// withoutFuzzy is a line of flags without the one that says that a translation was guessed,
// "" if there is no other.
func withoutFuzzy(flags string) string {
	list := slices.DeleteFunc(strings.Split(flags, ","), func(flag string) bool { return strings.TrimSpace(flag) == "fuzzy" })
	if len(list) == 0 {
		return ""
	}
	return "#," + strings.Join(list, ",")
}
