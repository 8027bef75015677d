package edit

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/internal/block"
	"github.com/xsync-project/xsync/sync/internal/inline"
	"github.com/xsync-project/xsync/sync/internal/regex"
)

// Text is the text of a segment as a translator sees it: the lines of prose are
// joined, but for hard breaks, each of which is one "\n". So is a break that means
// something without being one: behind "[!NOTE]", before ": a definition", and
// between short lines such as those of an address or a poem. Code, tags and
// fields of front matter keep their lines.
func Text(b *block.Block, format block.Format) string {
	if !foldsLines(b.Kind) || !strings.Contains(b.Text, "\n") {
		return b.Text
	}
	lines := strings.Split(b.Text, "\n")
	var out strings.Builder
	for k, line := range lines {
		text, hard := line, false
		if k+1 < len(lines) && format == block.Markdown {
			text, hard = cutBreak(line)
		}
		out.WriteString(strings.TrimSpace(text))
		switch {
		case k+1 == len(lines):
		case hard, breakKept(lines, k):
			out.WriteByte('\n')
		default:
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// Folded is a text that somebody wrote for a segment without breaks, as its file would mean it:
// paragraphs are joined as by [Text], however an editor or a tool has wrapped them. One with a
// line that could begin a block stays as it is, and so does one that is cut within a script
// without blanks, which a blank would not join again.
func Folded(b *block.Block, format block.Format, text string) string {
	parts := strings.Split(text, "\n\n")
	for k, part := range parts {
		lines := strings.Split(part, "\n")
		for n, line := range lines[1:] {
			word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(lines[n]))
			first, _ := utf8.DecodeRuneInString(word)
			if beginsBlock(word) || inline.IsDense(last) || inline.IsDense(first) {
				return text
			}
		}
		like := *b
		like.Text = part
		parts[k] = Text(&like, format)
	}
	return strings.Join(parts, "\n\n")
}

// foldsLines reports whether line ends in a segment of a kind are no more than
// spaces.
func foldsLines(k block.Kind) bool {
	switch k {
	case block.Heading, block.Paragraph, block.ListItem, block.Quote, block.Footnote, block.Image, block.LinkDefinition:
		return true
	}
	return false
}

// longLine is the number of characters from which a line is taken for one of
// wrapped prose.
const longLine = 40

func areShort(lines []string) bool {
	for _, line := range lines {
		if utf8.RuneCountInString(line) >= longLine {
			return false
		}
	}
	return true
}

// alert is the first line of an alert, as GitHub and Obsidian write it.
var alert = regex.Lazy(`^\[![A-Za-z]+\][-+]?( .*)?$`)

// breakKept reports whether the break behind line k means something, though no mark
// says so.
func breakKept(lines []string, k int) bool {
	return breakMeant(lines, k) || areShort(lines)
}

func breakMeant(lines []string, k int) bool {
	return k == 0 && alert.MatchString(strings.TrimSpace(lines[0])) || strings.HasPrefix(strings.TrimSpace(lines[k+1]), ": ")
}

// cutBreak takes the mark of a hard break off the end of a line.
func cutBreak(line string) (text string, hard bool) {
	trimmed := strings.TrimRight(line, " ")
	if len(line)-len(trimmed) >= 2 {
		return trimmed, true
	}
	bare := strings.TrimRight(line, `\`)
	if (len(line)-len(bare))%2 == 1 {
		return line[:len(line)-1], true
	}
	return line, false
}
