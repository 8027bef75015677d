package catalog

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// poString writes a text as PO does: on one line, or, if it has several, a
// string a line.
func (w *writer) poString(text string) string {
	if !strings.Contains(strings.TrimSuffix(text, "\n"), "\n") {
		return poQuoted(text)
	}
	out := `""`
	for l := range strings.Lines(text) {
		out += w.newline() + poQuoted(l)
	}
	return out
}

func poQuoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, u := range text {
		switch {
		case u == '"' || u == '\\':
			b.WriteByte('\\')
			b.WriteRune(u)
		case u == '\n':
			b.WriteString(`\n`)
		case u == '\t':
			b.WriteString(`\t`)
		case u == '\r':
			b.WriteString(`\r`)
		case u < ' ' || u == 0x7F:
			fmt.Fprintf(&b, `\%03o`, u)
		case unicode.IsControl(u), u == '\u2028', u == '\u2029':
			for _, c := range []byte(string(u)) {
				fmt.Fprintf(&b, `\%03o`, c)
			}
		default:
			b.WriteRune(u)
		}
	}
	return b.String() + `"`
}

// entry replaces or adds the forms of a message.
func (w *writer) entry(m *Message) error {
	forms := slices.Clone(m.Forms)
	for _, f := range w.edit.Forms {
		old := m.Form(f.Name)
		switch {
		case old != nil && old.Text != f.Text:
			w.put(old.Span, w.poString(f.Text))
		case old != nil:
		case m.Form("") != nil:
			return fmt.Errorf("the message has no plural")
		default:
			forms = append(forms, f)
		}
	}
	if len(forms) > len(m.Forms) {
		if err := w.moreForms(m, forms); err != nil {
			return err
		}
	}
	if m.guess.Len() > 0 {
		w.put(m.guess, "")
	}
	return nil
}

// moreForms adds those forms that stand behind what the message has.
func (w *writer) moreForms(m *Message, forms []Form) error {
	names := w.c.poNames(len(forms))
	have := len(m.Forms)
	text := ""
	for k := have; k < len(forms); k++ {
		i := slices.IndexFunc(forms, func(f Form) bool { return k < len(names) && f.Name == names[k] })
		if i < have {
			return fmt.Errorf("the forms of the message are not %s", strings.Join(names, ", "))
		}
		text += w.newline() + "msgstr[" + itoa(k) + "] " + w.poString(forms[i].Text)
	}
	w.insert(m.Forms[have-1].Span.End, text)
	return nil
}

// addEntry adds a message at the end, or behind another.
func (w *writer) addEntry() error {
	lines := ""
	context, id, found := strings.Cut(w.edit.ID, contextEnd)
	if !found {
		id = w.edit.ID
	} else {
		lines = "msgctxt " + w.poString(context) + w.newline()
	}
	lines += "msgid " + w.poString(id)
	if w.edit.Plural == "" {
		if len(w.edit.Forms) != 1 {
			return fmt.Errorf("there is no msgid_plural")
		}
		lines += w.newline() + "msgstr " + w.poString(w.edit.Forms[0].Text)
	} else {
		lines += w.newline() + "msgid_plural " + w.poString(w.edit.Plural)
		for k, name := range w.c.poNames(len(w.edit.Forms)) {
			text := ""
			for _, f := range w.edit.Forms {
				if f.Name == name {
					text = f.Text
				}
			}
			lines += w.newline() + "msgstr[" + itoa(k) + "] " + w.poString(text)
		}
	}
	if after := w.c.Message(w.edit.After); after != nil && len(after.Forms) > 0 {
		w.insert(w.lineEnd(after.Forms[len(after.Forms)-1].Span.End), w.newline()+w.newline()+lines)
		return nil
	}
	if len(w.src) > 0 {
		lines = w.newline() + lines
	}
	w.atEnd(lines)
	return nil
}
