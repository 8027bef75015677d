package page

import "github.com/xsync-project/xsync/sync/internal/queue"

// Suggestion is a text that a translation could begin from.
type Suggestion struct {
	Number         int // from 1, which is the key to take it
	Share          float64
	Text, Source   string
	Article        string
	Language, From string
}

// Suggestions are suggestions as a page shows them, the best first.
func Suggestions(list []queue.Suggestion, lang string) []Suggestion {
	var out []Suggestion
	for k, s := range list {
		out = append(out, Suggestion{Number: k + 1, Share: float64(s.Score) / 100, Text: s.Text, Source: s.Source, Article: s.Article, Language: lang})
	}
	return out
}
