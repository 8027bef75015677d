package align

import (
	"strings"
	"testing"
)

// A text is the name of a file only if it is nothing else; words with a slash or a point are
// none, and neither are paragraphs in scripts without blanks.
func TestFileNames(t *testing.T) {
	for list, want := range map[string]bool{
		"LoginPage.tsx\nsrc/widgets/index.ts\n`api/`\n...\n.env\n**mill.png**\nsrc=\"assets/image%20%281%29.png\"\nhref='mill.html'\n[id].tsx\n(mills)/page.tsx\nмельница.md\nmühle.png\n~/.config": true,
		"api\nJa/Nein\nand/or\n3.14\nv1.2\nhttps://mill.example/a.html\nthe file a.ts\n它需要Node.js18和Python3.11。\nNode.js18以降が必要です\nТ.е.\nWait...\nsrc=\"mill\"":                                     false,
	} {
		for text := range strings.SplitSeq(list, "\n") {
			if isFileName(text) != want {
				t.Errorf("%q: want %t", text, want)
			}
		}
	}
}
