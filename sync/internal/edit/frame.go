package edit

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/xsync-project/xsync/sync/internal/block"
)

// frame is how a segment stands in its file: what is around its text.
type frame struct {
	kind   block.Kind
	format block.Format
	first  string // before the text on its first line, with whole lines above it
	rest   string // before the text on the lines that follow
	after  string // behind the text: closing marks, a written id, an underline, a fence
	width  int    // characters up to which lines of prose go; 0 if it stands on one
	hard   string // what marks a break
	field  *field // of front matter
	lines  []line // those of the text
}

// line is a line of a text as it stands in its file.
type line struct{ before, text, written, end string }

// frameOf finds the frame of a segment; it fails on those that stand in their
// file in a way that does not show where their text is.
func frameOf(doc *block.Doc, b *block.Block) (frame, bool) {
	f := frame{kind: b.Kind, format: doc.Format, hard: `\`}
	raw := string(doc.Src[b.Span.Start:b.Span.End])
	if b.Kind == block.FrontMatter {
		f.field = fieldOf(raw)
		return f, f.field != nil
	}
	lead, tail := raw[:b.Lead], raw[len(raw)-b.Tail:]
	lines, ends := cutLines(raw[b.Lead : len(raw)-b.Tail])
	texts := strings.Split(b.Text, "\n")
	for above := 0; above+len(texts) <= len(lines); above++ {
		if f.matchLines(lines[above:above+len(texts)], texts) {
			for k := above - 1; k >= 0; k-- {
				f.first = lines[k] + ends[k] + f.first
			}
			for k := above + len(texts); k < len(lines); k++ {
				f.after += ends[k-1] + lines[k]
			}
			for k := range f.lines {
				f.lines[k].end = ends[above+k]
			}
			f.measureLines(lines[above:above+len(texts)], texts)
			if len(texts) == 1 {
				f.rest = continuationOf(marksOf(lead)+f.first, b.Kind)
			}
			f.first, f.after = lead+f.first, f.after+tail
			return f, true
		}
	}
	return f, false
}

// cutLines cuts a text into lines and their ends.
func cutLines(raw string) (lines, ends []string) {
	for {
		i := strings.IndexAny(raw, "\r\n")
		if i < 0 {
			return append(lines, raw), append(ends, "")
		}
		n := 1
		if strings.HasPrefix(raw[i:], "\r\n") {
			n = 2
		}
		lines, ends = append(lines, raw[:i]), append(ends, raw[i:i+n])
		raw = raw[i+n:]
	}
}

// matchLines reports whether the lines of a file are those of a text, and keeps what
// stands before and behind it.
func (f *frame) matchLines(lines, texts []string) bool {
	f.lines = nil
	for k, l := range lines {
		before, behind, ok := f.findAround(l, texts[k], k == len(lines)-1)
		if !ok {
			return false
		}
		f.lines = append(f.lines, line{before: before, text: texts[k], written: l[len(before) : len(l)-len(behind)]})
		switch k {
		case 0:
			f.first = before
		case 1:
			f.rest = before
		default:
			if len(before) > len(f.rest) && strings.TrimLeft(f.rest, " ") == "" {
				f.rest = before // the line before was blank, or lazy
			}
		}
		f.after = behind
	}
	return true
}

// findAround finds a line of text in a line of a file.
func (f *frame) findAround(line, text string, last bool) (before, behind string, ok bool) {
	if strings.TrimSpace(text) == "" {
		return "", "", strings.Trim(line, " \t>") == ""
	}
	if f.kind == block.Heading && last {
		return aroundHeading(line, text)
	}
	trim := " \t"
	if f.kind == block.Code || f.kind == block.HTML || f.kind == block.Directive {
		trim = ""
	}
	whole := line
	text, line = strings.TrimRight(text, trim), strings.TrimRight(line, trim)
	behind = whole[len(line):]
	if strings.HasSuffix(line, text) {
		return line[:len(line)-len(text)], behind, true
	}
	for i := range min(len(line), widestMarker) { // the text is composed, the line is not
		if utf8.RuneStart(line[i]) && composeNFC(line[i:]) == text {
			return line[:i], behind, true
		}
	}
	return "", "", false
}

// widestMarker is the number of bytes that may stand before a text that is
// spelled in another form of Unicode than it is read.
const widestMarker = 256

// aroundHeading finds the text of a heading in its line: behind it stand a
// written id and closing marks.
func aroundHeading(line, text string) (before, behind string, ok bool) {
	for start := 0; ; start++ {
		if end := endOf(line[start:], text); end >= 0 && closesHeading(line[start+end:]) {
			return line[:start], line[start+end:], true
		}
		if start == len(line) || strings.IndexByte(" \t>#-*+0123456789.)[^]:", line[start]) < 0 {
			return "", "", false
		}
	}
}

// endOf is where a composed text ends that a line begins with, or -1.
func endOf(line, text string) int {
	if strings.HasPrefix(line, text) {
		return len(text)
	}
	if len(line) > longestHeading {
		return -1
	}
	for i := range line {
		if composeNFC(line[:i]) == text {
			return i
		}
	}
	if composeNFC(line) == text {
		return len(line)
	}
	return -1
}

// longestHeading is the number of bytes up to which headings that are not in NFC
// are looked at.
const longestHeading = 4096

// closesHeading reports whether what stands behind the text of a heading is no text.
func closesHeading(behind string) bool {
	behind = strings.Trim(behind, " \t#")
	behind = strings.TrimPrefix(behind, `\`)
	return behind == "" || strings.HasPrefix(behind, "{") && strings.HasSuffix(behind, "}")
}

func composeNFC(s string) string { return norm.NFC.String(s) }

// measureLines sees how wide the lines of wrapped prose are and how hard breaks are
// marked.
func (f *frame) measureLines(lines, texts []string) {
	if !foldsLines(f.kind) || len(lines) == 1 {
		return
	}
	for k, line := range lines {
		_, hard := cutBreak(texts[k])
		last := k+1 == len(lines)
		switch {
		case hard && strings.HasSuffix(texts[k], " "):
			f.hard = "  "
		case last || hard:
		case breakKept(texts, k):
			f.hard = ""
		default:
			f.width = max(f.width, leastWidth)
		}
		if f.width > 0 {
			f.width = max(f.width, utf8.RuneCountInString(strings.TrimRight(line, " ")))
		}
	}
}

// leastWidth is the number of characters below which lines are not wrapped.
const leastWidth = 40

// renameLabel puts another label or id into the frame of a segment. An id that a
// heading lacks is added.
func (f *frame) renameLabel(was, now *block.Block) bool {
	if was.Label != now.Label && f.field != nil {
		return was.ID == now.ID && f.field.rename(was.Label, now.Label)
	}
	if was.Label != now.Label {
		if was.Label == "" || !strings.Contains(f.first, was.Label) {
			return false
		}
		f.first = strings.Replace(f.first, was.Label, now.Label, 1)
	}
	switch {
	case was.ID == now.ID:
	case was.ID == "":
		f.after = " {#" + now.ID + "}" + f.after
	case !strings.Contains(f.after, was.ID):
		return false
	default:
		f.after = strings.Replace(f.after, was.ID, now.ID, 1)
	}
	return true
}

// changeLevel gives a heading of Markdown another level. One that is underlined has only the
// first two and gets marks for a deeper one, which a heading of several lines cannot have: it
// reports false there.
func (f *frame) changeLevel(was, now int) bool {
	old, marks := strings.Repeat("#", was), strings.Repeat("#", now)
	first := strings.TrimRight(f.first, " \t")
	switch {
	case was == now || f.kind != block.Heading:
		return true
	case strings.HasSuffix(first, old):
		f.first = strings.TrimSuffix(first, old) + marks + f.first[len(first):]
		if strings.HasPrefix(strings.TrimLeft(f.after, " \t"), old) {
			f.after = strings.Replace(f.after, old, marks, 1)
		}
		return true
	}
	at := strings.LastIndexAny(f.after, "\r\n")
	switch {
	case at < 0 || now > 2 && len(f.lines) > 1:
		return false
	case now > 2:
		f.first, f.after = f.first+marks+" ", strings.TrimRight(f.after[:at], "\r\n")
		return true
	}
	f.after = f.after[:at] + strings.NewReplacer("=", "-", "-", "=").Replace(f.after[at:])
	return true
}

// continuationOf is what stands before the lines that follow the first one of a
// segment: the marks of quotations, and blanks below all other markers.
func continuationOf(first string, kind block.Kind) string {
	if i := strings.LastIndexAny(first, "\r\n"); i >= 0 {
		return first[i+1:]
	}
	if kind == block.Footnote && strings.Contains(first, "[^") {
		i := strings.Index(first, "[^")
		return quoteMarks(first[:i]) + "    "
	}
	return quoteMarks(first)
}

// marksOf is what the last line of some tags is indented and quoted with.
func marksOf(lead string) string {
	lead = lead[strings.LastIndexAny(lead, "\r\n")+1:]
	return lead[:len(lead)-len(strings.TrimLeft(lead, " \t>"))]
}

func quoteMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, s)
}

// layBlocks writes the blocks that stand in the place of a segment.
func (f *frame) layBlocks(blocks []block.Block, eol string, variant int) (string, bool) {
	if f.field != nil {
		return f.field.withValue(blocks[0].Text), len(blocks) == 1
	}
	var out strings.Builder
	out.WriteString(f.first)
	for k := range blocks {
		if k > 0 {
			blank := strings.TrimRight(f.rest, " \t")
			out.WriteString(eol + blank + eol + f.rest)
		}
		out.WriteString(f.layText(blocks[k].Text, eol, variant))
	}
	out.WriteString(f.after)
	return out.String(), true
}

// keepLines writes a block that stands in the place of a segment of as many lines:
// those with the same text stay as they are written.
func (f *frame) keepLines(blocks []block.Block, eol string, variant int) (string, bool) {
	texts := strings.Split(blocks[0].Text, "\n")
	if f.field != nil || len(texts) != len(f.lines) {
		return f.layBlocks(blocks, eol, variant)
	}
	var out strings.Builder
	out.WriteString(f.first)
	for k, l := range f.lines {
		if k > 0 {
			out.WriteString(f.lines[k-1].end + l.before)
		}
		if texts[k] == l.text {
			out.WriteString(l.written)
		} else {
			out.WriteString(texts[k])
		}
	}
	out.WriteString(f.after)
	return out.String(), true
}

// layText lays out one text, without what stands before its first line.
func (f *frame) layText(text, eol string, variant int) string {
	if variant == escaped || f.kind != block.ListItem && f.format == block.Markdown && foldsLines(f.kind) && isOrdinal(text) {
		text = escapeMarker(text)
	}
	lines := strings.Split(text, "\n")
	var out strings.Builder
	for k, line := range lines {
		if k > 0 {
			out.WriteString(eol)
			if line != "" || strings.Contains(f.rest, ">") {
				out.WriteString(f.rest)
			}
		}
		if foldsLines(f.kind) {
			line = strings.TrimSpace(line)
		}
		wrapped := []string{line}
		if f.width > 0 && variant != oneLine {
			wrapped = wrapText(line, f.width-utf8.RuneCountInString(f.rest))
		}
		out.WriteString(strings.Join(wrapped, eol+f.rest))
		if k+1 < len(lines) && foldsLines(f.kind) && f.format == block.Markdown && !breakMeant(lines, k) {
			out.WriteString(f.hard)
		}
	}
	return out.String()
}

// wrapText breaks a text at spaces into lines of up to some characters. It does not
// begin a line with what could be the marker of a block.
func wrapText(text string, width int) []string {
	var out []string
	line, length := "", 0
	for word := range strings.SplitSeq(text, " ") {
		n := utf8.RuneCountInString(word)
		if line != "" && length+1+n > width && !beginsBlock(word) {
			out = append(out, line)
			line, length = word, n
			continue
		}
		if line != "" {
			line += " "
			length++
		}
		line += word
		length += n
	}
	return append(out, line)
}

// beginsBlock reports whether a word at the start of a line could begin a block.
func beginsBlock(word string) bool {
	switch {
	case word == "":
		return true
	case strings.ContainsRune(">|<{:", rune(word[0])), strings.HasPrefix(word, "```"), strings.HasPrefix(word, "~~~"):
		return true
	case word[0] == '[':
		return strings.Contains(word, "]:")
	case strings.Trim(word, "#-+*=_") == "": // a marker, an underline, a rule
		return true
	}
	rest := strings.TrimLeft(word, "0123456789")
	return rest != word && (rest == "." || rest == ")")
}

// isOrdinal reports whether a text begins like an item of an ordered list, which it
// is not.
func isOrdinal(text string) bool {
	const longest = 9
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	return digits > 0 && digits <= longest && len(text) > digits+1 && strings.IndexByte(".)", text[digits]) >= 0 && text[digits+1] == ' '
}

// escapeMarker puts a backslash before the first sign of a text that could be the
// marker of a block.
func escapeMarker(text string) string {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits > 0 && digits < len(text) && (text[digits] == '.' || text[digits] == ')') {
		return text[:digits] + `\` + text[digits:]
	}
	if text != "" && strings.IndexByte("#>-+*=|~`:<[", text[0]) >= 0 {
		return `\` + text
	}
	return text
}
