package edit

import (
	"strings"
	"unicode/utf8"

	"github.com/xsync-project/xsync/sync/block"
)

// Text is the text of a segment as a translator sees it: the lines of prose are
// joined, but for hard breaks, each of which is one "\n". Code, tags and fields
// of front matter keep their lines. In a plain text, short lines such as those
// of a poem are kept.
func Text(b *block.Block, format block.Format) string {
	if !folds(b.Kind) || !strings.Contains(b.Text, "\n") {
		return b.Text
	}
	lines := strings.Split(b.Text, "\n")
	if format == block.PlainText && short(lines) {
		return b.Text
	}
	var out strings.Builder
	for k, line := range lines {
		text, hard := line, false
		if k+1 < len(lines) && format == block.Markdown {
			text, hard = cutBreak(line)
		}
		out.WriteString(strings.TrimSpace(text))
		switch {
		case k+1 == len(lines):
		case hard:
			out.WriteByte('\n')
		default:
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// folds reports whether line ends in a segment of a kind are no more than
// spaces.
func folds(k block.Kind) bool {
	switch k {
	case block.Heading, block.Paragraph, block.ListItem, block.Quote, block.Footnote, block.Image, block.LinkDefinition:
		return true
	}
	return false
}

// longLine is the number of characters from which a line of a plain text is
// taken for one of wrapped prose.
const longLine = 50

func short(lines []string) bool {
	for _, line := range lines {
		if utf8.RuneCountInString(line) >= longLine {
			return false
		}
	}
	return true
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
